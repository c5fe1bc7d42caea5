"""The terminal's report of where a district stands before anything moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from rotation.audit import INDICATORS, DistrictAudit, State
from rotation.domain.district import District, SectionKey
from rotation.domain.words import STAGES
from rotation.i18n import named, words
from rotation.i18n.findings import REASON_LABEL, cv_margin, decimal, exact, ratio
from rotation.i18n.reports import AUDIT, INDICATOR_SHORT, SUMMARY
from rotation.policy import Policy
from rotation.report.further import show_further
from rotation.report.screen import FAINT, Screen
from rotation.report.tables import verdict
from rotation.report.text import grouped, section_names

__all__ = ["show_standing"]

WORST: Final = 10


def show_standing(screen: Screen, district: District, policy: Policy, audit: DistrictAudit) -> None:
    """Print the audit of a district."""
    lang, totals = screen.lang, audit.state.totals
    title = policy.title_zh if lang == "zh" else policy.title_en
    screen.heading(
        AUDIT["title"].to(
            lang,
            district=audit.district,
            year=audit.year,
            day=audit.reference.isoformat(),
            policy=title,
        )
    )
    screen.line(
        AUDIT["totals"].to(
            lang,
            schools=len(audit.state.schools),
            sections=len(audit.state.sections),
            inside=totals.sections_in_indicators,
            classes=totals.classes,
            pupils=totals.pupils,
            teachers=totals.teachers,
        )
    )
    _indicators(screen, policy, audit.state)
    _cvs(screen, audit.state)
    names = section_names(district, lang)
    _posts(screen, names, audit.state)
    _classes(screen, audit)
    _eligibility(screen, audit)
    screen.heading(AUDIT["targets"].to(lang))
    screen.line(audit.targets.text.to(lang))
    if audit.due_returns:
        screen.line(AUDIT["due"].to(lang, count=len(audit.due_returns)))
    if audit.uncertified:
        screen.line(AUDIT["uncertified"].to(lang, count=len(audit.uncertified)))
    show_further(screen, audit)


def _indicators(screen: Screen, policy: Policy, state: State) -> None:
    lang, totals = screen.lang, state.totals
    screen.heading(AUDIT["indicators"].to(lang))
    rows = []
    for indicator in INDICATORS:
        cells = [INDICATOR_SHORT[indicator].to(lang)]
        for stage in STAGES:
            values = [row.value(indicator) for row in state.sections if row.section.stage == stage]
            inside = [value for value in values if value is not None]
            reached = sum(value.reached is True for value in inside)
            cells += [f"{reached} / {len(inside)}" if inside else "-"]
        missing = totals.heads_missing.get(indicator)
        cells.append("" if missing is None else f"{missing:,}")
        rows.append(cells)
    screen.table(("indicator", "primary", "junior", "missing"), rows)
    screen.line(
        AUDIT["passing"].to(
            lang,
            passing=totals.sections_passing,
            inside=totals.sections_in_indicators,
            schools=totals.schools_passing,
            least=policy.indicators.reach_at_least,
            share=ratio(Fraction(policy.indicators.remaining_share)),
        )
    )
    if totals.sections_undecided:
        screen.line(AUDIT["undecided"].to(lang, count=totals.sections_undecided))


def _cvs(screen: Screen, state: State) -> None:
    lang = screen.lang
    screen.heading(AUDIT["cvs"].to(lang))
    rows = []
    for row in state.cvs:
        shown = "-" if row.square is None else cv_margin(row.square, row.limit)[0]
        rows.append(
            (
                words.STAGE[row.stage].to(lang),
                INDICATOR_SHORT[row.indicator].to(lang),
                shown,
                exact(row.limit),
                verdict(row.holds, lang),
            )
        )
    screen.table(("stage", "indicator", "cv", "cap", "holds"), rows, left=2, bad=SUMMARY["not_met"].to(lang))


def _posts(screen: Screen, names: Mapping[SectionKey, str], state: State) -> None:
    lang = screen.lang
    screen.heading(AUDIT["posts"].to(lang))
    by_pupils = sum(row.teacher_posts for row in state.posts)
    by_lessons = sum((row.teachers_by_lessons for row in state.posts), Fraction(0))
    teachers = state.totals.teachers
    screen.line(
        AUDIT["posts_totals"].to(
            lang,
            teachers=teachers,
            by_pupils=by_pupils,
            by_lessons=grouped(decimal(by_lessons, digits=1)),
            surplus_pupils=f"{teachers - by_pupils:+,}",
            surplus_lessons=_signed(teachers - by_lessons),
        )
    )
    hidden = sum(row.surplus_by_pupils >= 0 and row.lessons_unfilled > 0 for row in state.posts)
    screen.line(AUDIT["hidden"].to(lang, count=hidden))
    worst = sorted(state.posts, key=lambda row: (-row.lessons_unfilled, row.section))[:WORST]
    screen.line(AUDIT["worst"].to(lang, count=len(worst)))
    screen.table(
        ("section", "teachers", "surplus_by_pupils", "surplus_by_lessons", "unfilled"),
        [
            (
                names[row.section],
                f"{row.teachers:,}",
                f"{row.surplus_by_pupils:+}",
                _signed(row.surplus_by_lessons),
                f"{row.lessons_unfilled:,}",
            )
            for row in worst
        ],
    )
    screen.line(AUDIT["subjects"].to(lang))
    demanded, supplied, unfilled, posts = (Counter[tuple[str, str]]() for _ in range(4))
    for row in state.subjects:
        key = (row.section.stage, row.subject)
        demanded[key] += row.demanded
        supplied[key] += row.supplied
        unfilled[key] += row.unfilled
        posts[key] += row.posts_to_apply
    screen.table(
        ("stage", "subject", "demanded", "supplied", "unfilled", "posts"),
        [
            (
                words.STAGE[key[0]].to(lang),
                words.SUBJECT[key[1]].to(lang),
                f"{demanded[key]:,}",
                f"{supplied[key]:,}",
                f"{unfilled[key]:,}",
                f"{posts[key]:,}",
            )
            for key in sorted(demanded, key=lambda key: (STAGES.index(key[0]), -unfilled[key], key[1]))
        ],
        left=2,
    )


def _signed(value: Fraction) -> str:
    shown = grouped(decimal(value, digits=1))
    if not shown.strip("-0."):
        return "0.0"  # neither too many nor too few, at one decimal
    return shown if shown.startswith("-") else f"+{shown}"


def _classes(screen: Screen, audit: DistrictAudit) -> None:
    lang = screen.lang
    screen.heading(AUDIT["classes"].to(lang))
    rows = []
    for stage in STAGES:
        some = [row for row in audit.classes if row.section.stage == stage and row.classes]
        if some:
            pupils, classes = sum(row.pupils for row in some), sum(row.classes for row in some)
            rows.append(
                (
                    words.STAGE[stage].to(lang),
                    f"{classes:,}",
                    decimal(Fraction(pupils, classes), digits=1),
                    str(max(row.largest or 0 for row in some)),
                    f"{sum(row.over_cap for row in some):,}",
                    f"{sum(row.oversized for row in some):,}",
                    f"{sum(row.grossly_oversized for row in some):,}",
                )
            )
    columns = ("stage", "classes", "mean", "largest", "over_cap", "oversized", "grossly")
    screen.table(columns, rows)


def _eligibility(screen: Screen, audit: DistrictAudit) -> None:
    lang = screen.lang
    screen.heading(AUDIT["eligibility"].to(lang))
    first = Counter(row.reasons[0] for row in audit.eligibility if row.reasons)
    rows = [(AUDIT["eligible"].to(lang), f"{sum(row.eligible for row in audit.eligibility):,}")]
    rows += [
        (AUDIT["not_eligible"].to(lang, reason=REASON_LABEL[reason].to(lang)), f"{count:,}")
        for reason, count in sorted(first.items(), key=lambda item: (-item[1], item[0]))
    ]
    volunteers = sum(row.volunteer and row.may_move and not row.eligible for row in audit.eligibility)
    screen.table(("reason", "count"), rows)
    screen.line(AUDIT["first_reason"].to(lang), FAINT)
    screen.line(named(AUDIT["volunteers"].to(lang), volunteers, lang))
