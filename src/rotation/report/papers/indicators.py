"""The indicator sheets: every section against its thresholds before and after, and the CVs of its stage."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rotation.audit import INDICATORS, CvRow, IndicatorValue, SectionRow
from rotation.domain.words import STAGES
from rotation.i18n import Language, words
from rotation.i18n.findings import INDICATOR, cv_margin, decimal, exact
from rotation.i18n.papers import BOOK, INDICATOR_UNIT
from rotation.report.papers.dossier import Dossier
from rotation.report.roster import met_text
from rotation.report.sheets import Value

__all__ = ["KINDS", "indicator_rows"]

KINDS = ("primary", "junior", "nine_year")
Row = tuple[Value, ...]


def indicator_rows(dossier: Dossier, kind: str) -> list[Row]:
    """Return the sheet of primary or junior schools, or of schools with both stages.

    The stage as a whole comes first, with its CVs; these count every section of the stage, those of nine-year
    schools too. Sections outside the indicators (no pupils, small teaching points) have no rows.
    """
    both = {
        row.school for row in dossier.audit.state_after.schools if len(row.sections) == len(STAGES)
    }
    pairs = zip(dossier.audit.state_before.sections, dossier.audit.state_after.sections, strict=True)
    chosen = [
        (old, new)
        for old, new in pairs
        if new.in_indicators
        and (new.section.school in both if kind == "nine_year" else new.section.stage == kind)
        and (kind == "nine_year" or new.section.school not in both)
    ]
    stages = STAGES if kind == "nine_year" else (kind,)
    rows: list[Row] = []
    if chosen:
        for stage in stages:
            rows += _whole(dossier, stage)
    for old, new in chosen:
        rows += _section(dossier, old, new)
    return rows


def _whole(dossier: Dossier, stage: str) -> Iterator[Row]:
    lang, before, after = dossier.lang, dossier.audit.state_before, dossier.audit.state_after
    for new in after.cvs:
        old = before.cv(new.indicator, stage)
        if new.stage != stage or old is None:
            continue
        counts = [_reached(state.sections, new) for state in (before, after)]
        thresholds = [v.threshold for r in after.sections if (v := r.value(new.indicator)) and r.section.stage == stage]
        whole = dossier.say(BOOK["whole"], stage=words.STAGE[stage].to(lang), sections=new.sections)
        told = [None if c is None else dossier.say(BOOK["reached"], reached=c) for c in counts]
        cvs = [None if row.square is None else Decimal(cv_margin(row.square, row.limit)[0]) for row in (old, new)]
        yield (
            whole,
            words.STAGE[stage].to(lang),
            _name(new.indicator, lang),
            _plain(thresholds[0]) if thresholds else None,
            *told,
            None,
            None,
            *cvs,
            Decimal(exact(new.limit)),
            met_text(new.holds, lang),
        )


def _reached(sections: tuple[SectionRow, ...], cv: CvRow) -> int | None:
    if cv.indicator not in INDICATORS:
        return None
    values = [row.value(cv.indicator) for row in sections if row.section.stage == cv.stage]
    return sum(value is not None and value.reached is True for value in values)


def _section(dossier: Dossier, old: SectionRow, new: SectionRow) -> Iterator[Row]:
    lang = dossier.lang
    for was, now in zip(old.values, new.values, strict=True):
        yield (
            dossier.sections[new.section],
            words.STAGE[new.section.stage].to(lang),
            _name(now.indicator, lang),
            _plain(now.threshold),
            _measured(was),
            _measured(now),
            met_text(was.reached, lang),
            met_text(now.reached, lang),
            None,
            None,
            None,
            None,
        )


def _name(indicator: str, lang: Language) -> str:
    """Return an indicator's number, name and unit."""
    name = INDICATOR[indicator].to(lang)
    if indicator not in INDICATORS:
        return name
    return f"{INDICATORS[indicator]} {BOOK['of_unit'].to(lang, name=name, unit=INDICATOR_UNIT[indicator].to(lang))}"


def _measured(value: IndicatorValue) -> Decimal | None:
    """Return a value with digits enough never to read like the threshold that it misses."""
    return None if value.value is None else Decimal(decimal(value.value, value.threshold))


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
