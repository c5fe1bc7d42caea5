"""The Excel roster that a bureau files: who goes where, the audit entry, indicators before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rotation.audit import INDICATORS, Audit, CvRow, SectionRow, recount
from rotation.domain.district import District, Teacher
from rotation.i18n import SEMICOLON, Language, words
from rotation.i18n.findings import INDICATOR, cv_margin, decimal, exact, percent
from rotation.i18n.reports import KIND, MOVE_KIND, ROSTER
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report.certificate import Certificate
from rotation.report.sheets import Page, Value, workbook
from rotation.report.text import number, section_names

__all__ = ["entry_rows", "met_text", "month_text", "remarks_text", "roster", "roster_rows", "term_text"]


def roster(
    district: District,
    policy: Policy,
    postings: Iterable[Posting],
    audit: Audit,
    certificate: Certificate,
    lang: Language,
) -> bytes:
    """Return the roster as a workbook with four sheets."""
    postings = sorted(postings, key=lambda posting: (posting.origin, posting.teacher))
    note = ROSTER["number"].to(
        lang,
        plan=certificate.plan,
        status=KIND["draft"].to(lang),
        count=len(postings),
        policy=policy.title_zh if lang == "zh" else policy.title_en,
    )
    named = {"district": district.name, "year": district.year}

    def page(name: str, columns: str, rows: Iterable[tuple[Value, ...]], left: Iterable[int]) -> Page:
        title = ROSTER["title" if name == "roster" else f"{name}_title"].to(lang, **named)
        headings = _headings(columns, lang)
        return Page(ROSTER[name].to(lang), title, note, headings, list(rows), frozenset(left))

    pages = [
        page("roster", "columns", roster_rows(district, policy, postings, lang), (8, 11, 14)),
        page("entry", "entry_columns", entry_rows(policy, audit, lang), (0, 2, 3)),
        page("indicators", "indicator_columns", _indicators(audit, lang), (1,)),
        page("sections", "section_columns", _sections(district, audit, lang), (0,)),
    ]
    return workbook(pages, ROSTER["footer"].to(lang))


def _headings(key: str, lang: Language) -> list[str]:
    """Return headings; a lone ``after`` gets the name of the column before it."""
    headings: list[str] = []
    for heading in ROSTER[key].to(lang).split("|"):
        before = headings[-1].partition(",")[0].removesuffix("before").strip() if headings else ""
        two_lines = heading.replace(" 前", "\n前").replace(" 后", "\n后")
        headings.append(f"{before}\nafter" if heading == "after" else two_lines)
    return headings


def roster_rows(
    district: District, policy: Policy, postings: Iterable[Posting], lang: Language
) -> Iterator[tuple[Value, ...]]:
    """Yield the columns of the roster for each posting."""
    postings = list(postings)
    counted = recount(district, policy, postings)
    names = section_names(district, lang)
    for position, posting in enumerate(postings, 1):
        person = district.teacher_by_id[posting.teacher]
        school = district.school_by_id[posting.origin.school]
        kind = "return" if posting.kind == "return" else "volunteer" if person.volunteer else "move"
        yield (
            position,
            person.name,
            words.SEX[person.sex].to(lang),
            month_text(person.born, lang),
            words.DEGREE[person.degree].to(lang),
            words.TITLE[person.title].to(lang),
            words.BACKBONE[person.backbone].to(lang),
            words.SUBJECT[person.subject].to(lang),
            names[posting.origin],
            ROSTER["school_kind"].to(
                lang, zone=words.ZONE[school.zone].to(lang), stage=words.STAGE[posting.origin.stage].to(lang)
            ),
            counted.persons[person.id].years,
            names[posting.destination],
            MOVE_KIND[kind].to(lang),
            term_text(counted.reference, lang),
            remarks_text(person, posting, lang),
        )


def month_text(day: date, lang: Language) -> str:
    """Return year and month."""
    return f"{day:%Y.%m}" if lang == "zh" else f"{day:%Y-%m}"


def day_text(day: date, lang: Language) -> str:
    """Return a day as a paper tells it."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()


def term_text(reference: date, lang: Language) -> str:
    """Return the month after the reference date, when the term begins; its end is the bureau's to write."""
    year, month = (reference.year + 1, 1) if reference.month == 12 else (reference.year, reference.month + 1)
    return ROSTER["from_month"].to(lang, year=year, month=month)


def remarks_text(person: Teacher, posting: Posting, lang: Language) -> str:
    """Return what else a reader of the roster should know of a posting."""
    remarks = []
    if posting.origin.stage != posting.destination.stage:
        stage = words.STAGE[posting.destination.stage].to(lang)
        remarks.append(ROSTER["other_stage"].to(lang, stage=stage))
    if person.homeroom_grade is not None and posting.kind == "move":
        remarks.append(ROSTER["homeroom"].to(lang))
    if person.needs_rural_year and posting.kind == "move":
        remarks.append(ROSTER["needs_rural"].to(lang))
    return SEMICOLON.to(lang).join(remarks)


def entry_rows(policy: Policy, audit: Audit, lang: Language) -> Iterator[tuple[Value, ...]]:
    """Yield the audit entry: item, people, share, required, met."""
    head = audit.headline

    def at_least(count: int | None) -> str:
        return "" if count is None else ROSTER["at_least"].to(lang, count=count)

    def met(count: int, least: int | None) -> str:
        return "" if least is None else ROSTER["yes" if count >= least else "no"].to(lang)

    yield ROSTER["item_eligible"].to(lang), head.eligible, "", "", ""
    ratio = Fraction(policy.settings("exchange_ratio").min_ratio)
    share = percent(head.counted, head.eligible, ratio if head.minimum is not None else None)
    of_eligible = ROSTER["of_eligible"].to(lang, share=share)
    yield (
        ROSTER["item_moved"].to(lang),
        head.counted,
        of_eligible,
        at_least(head.minimum),
        met(head.counted, head.minimum),
    )
    settings = policy.settings("backbone_share")
    of_moved = settings.of == "exchanged"
    whole = head.counted if of_moved else head.eligible_backbone
    limit = Fraction(settings.min_share) if head.backbone_minimum is not None else None
    share = percent(head.backbone_counted, whole, limit)
    shown = ROSTER["of_moved"].to(lang, share=share) if of_moved else share
    yield (
        ROSTER["item_backbone"].to(lang),
        head.backbone_counted,
        shown,
        at_least(head.backbone_minimum),
        met(head.backbone_counted, head.backbone_minimum),
    )
    senior = audit.of("senior_share")
    limit = Fraction(policy.settings("senior_share").min_share) if senior else None
    share = percent(head.senior_counted, head.counted, limit)
    least = int(-(-limit * head.counted // 1)) if limit is not None else None
    yield (
        ROSTER["item_senior"].to(lang),
        head.senior_counted,
        ROSTER["of_moved"].to(lang, share=share),
        at_least(least),
        met(head.senior_counted, least),
    )
    yield ROSTER["item_all"].to(lang), head.moves, "", "", ""
    due = at_least(head.returns_due) if policy.active("returns") else ""
    yield (
        ROSTER["item_returns"].to(lang),
        head.returns,
        "",
        due,
        met(head.returns, head.returns_due) if due else "",
    )


def _indicators(audit: Audit, lang: Language) -> Iterator[tuple[Value, ...]]:
    before, after = audit.state_before, audit.state_after
    for old, new in zip(before.cvs, after.cvs, strict=True):
        cells: list[Value] = [words.STAGE[old.stage].to(lang)]
        if old.indicator in INDICATORS:
            threshold, *counts = _reached(before.sections, after.sections, old)
            name = f"{INDICATORS[old.indicator]} {INDICATOR[old.indicator].to(lang)}"
            cells += [name, number(threshold), *counts]
        else:
            cells += [INDICATOR[old.indicator].to(lang), None, None, None, old.sections, None, None]
        cells += [_cv(old), _cv(new), Decimal(exact(new.limit)), met_text(new.holds, lang)]
        yield tuple(cells)


def _reached(
    before: Iterable[SectionRow], after: Iterable[SectionRow], cv: CvRow
) -> tuple[Fraction, Value, Value, Value, Value, Value]:
    """Return threshold, sections reaching it before and after, sections, heads missing before and after."""
    values = [
        [row.value(cv.indicator) for row in rows if row.in_indicators and row.section.stage == cv.stage]
        for rows in (before, after)
    ]
    old, new = ([value for value in state if value is not None] for state in values)
    heads = bool(old) and old[0].needed is not None
    missing = [
        sum(
            max(0, value.needed - int(value.amount))
            for value in state
            if value.needed is not None and value.amount is not None
        )
        if heads
        else None
        for state in (old, new)
    ]
    reached = [sum(value.reached is True for value in state) for state in (old, new)]
    return old[0].threshold, reached[0], reached[1], len(old), missing[0], missing[1]


def _cv(row: CvRow) -> Decimal | None:
    return None if row.square is None else Decimal(cv_margin(row.square, row.limit)[0])


def met_text(holds: bool | None, lang: Language) -> str:
    """Return yes, no, or that there is no data."""
    return ROSTER["undecided" if holds is None else "yes" if holds else "no"].to(lang)


def _sections(district: District, audit: Audit, lang: Language) -> Iterator[tuple[Value, ...]]:
    names = section_names(district, lang)
    for old, new in zip(audit.state_before.sections, audit.state_after.sections, strict=True):
        cells: list[Value] = [names[old.section], words.STAGE[old.section.stage].to(lang), old.pupils]
        cells += [old.teachers, new.teachers]
        for indicator in list(INDICATORS)[:3]:
            for row in (old, new):
                value = row.value(indicator)
                told = None if value is None or value.value is None else decimal(value.value, value.threshold)
                cells.append(None if told is None else Decimal(told))
        cells += [row.reached if row.in_indicators else None for row in (old, new)]
        cells.append(met_text(new.passes, lang) if new.in_indicators else ROSTER["outside"].to(lang))
        yield tuple(cells)
