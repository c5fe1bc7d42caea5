"""The terminal's summary of a class plan, in 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rotation.audit.opening_results import StageCount
from rotation.audit.roads import Ways
from rotation.classes.cohorts import ClassYear
from rotation.classes.opening_costs import CapCost
from rotation.i18n import some_of, words
from rotation.i18n.findings import percent, ratio
from rotation.i18n.opening import CHECK_LABEL, OPENING, TIER, grade_name
from rotation.policy import Policy
from rotation.report.opening_tables import cap_text, class_rows
from rotation.report.screen import BAD, Screen
from rotation.report.text import gap

__all__ = ["show_classes"]

SHOWN: Final = 10


def show_classes(
    screen: Screen, years: Sequence[ClassYear], policy: Policy, costs: Sequence[CapCost]
) -> None:
    """Print the class plan of the first year, what other caps cost, and the years to come."""
    lang, first = screen.lang, years[0]
    district, opening = first.district, first.opening
    title = policy.title_zh if lang == "zh" else policy.title_en
    screen.heading(OPENING["title"].to(lang, district=district.name, year=district.year, policy=title))
    before, classes = (sum(getattr(one, name) for one in opening.audit.stages) for name in ("before", "classes"))
    pupils = sum(one.pupils for one in opening.audit.stages)
    figures = {"schools": len(district.schools), "pupils": pupils, "before": before, "classes": classes}
    screen.line(OPENING["totals"].to(lang, **figures, change=f"{classes - before:+}"))
    screen.line(OPENING[opening.status].to(lang))
    _stages(screen, opening.audit.stages)
    _tiers(screen, first)
    _changes(screen, first, policy)
    _directed(screen, first, policy)
    _missed(screen, first)
    _costs(screen, costs)
    if len(years) > 1:
        _years(screen, years)


def _stages(screen: Screen, stages: Sequence[StageCount]) -> None:
    lang = screen.lang
    screen.heading(OPENING["stages"].to(lang))
    there = [one for one in stages if one.pupils]
    rows = [
        [words.STAGE[one.stage].to(lang), *map(_count, (
            one.pupils, one.before, one.classes, one.over_cap_classes, one.oversized_classes))]
        for one in there
    ]  # fmt: skip
    screen.table(("stage", "pupils", "classes_now", "opened", "over_cap_classes", "oversized_classes"), rows)
    for one in there:
        left = one.lessons_supplied - one.lessons_demanded
        verdict = OPENING["short" if left < 0 else "spare"].to(lang, lessons=abs(left))
        screen.line(OPENING["staff_line"].to(
            lang, stage=words.STAGE[one.stage].to(lang), demanded=one.lessons_demanded,
            supplied=one.lessons_supplied, verdict=verdict,
        ))  # fmt: skip


def _tiers(screen: Screen, year: ClassYear) -> None:
    lang = screen.lang
    screen.heading(OPENING["tiers"].to(lang))
    rows = []
    for t in year.opening.tiers:
        bounded = ("-", "-") if t.method == "none" else (f"{t.bound:,.0f}", gap(t.gap))
        rows.append((TIER[t.name].to(lang), f"{t.value:,.0f}", *bounded))
    screen.table(("tier", "value", "bound", "gap"), rows)


def _changes(screen: Screen, year: ClassYear, policy: Policy) -> None:
    lang = screen.lang
    changed = [row for row in class_rows(year, policy) if row[10]]
    changed.sort(key=lambda row: (-abs(int(str(row[10]))), str(row[1]), int(str(row[4]))))
    if not changed:
        screen.heading(OPENING["no_changes"].to(lang))
        return
    screen.heading(some_of(OPENING, "changes", min(SHOWN, len(changed)), len(changed)).to(lang))
    rows = [
        [str(row[2]), grade_name(int(str(row[4]))).to(lang), *map(_count, (row[n] for n in (7, 8, 9, 10, 12, 13)))]
        for row in changed[:SHOWN]
    ]
    columns = ("section", "grade", "pupils", "classes_now", "opened", "more_classes", "largest_class", "cap_of_class")
    screen.table(columns, rows, left=2)


def _count(cell: object) -> str:
    return "" if cell is None else f"{cell:,}"


def _directed(screen: Screen, year: ClassYear, policy: Policy) -> None:
    lang, directed = screen.lang, year.opening.plan.directed
    if directed:
        screen.heading(some_of(OPENING, "directed", min(SHOWN, len(directed)), len(directed)).to(lang))
        ways = Ways.of(year.district, float(policy.travel.road_factor))
        named = year.district.school_by_id
        most = sorted(directed, key=lambda one: (-one.pupils, one.school, one.neighbour, one.grade))
        rows = [
            (named[one.school].name, named[one.neighbour].name, grade_name(one.grade).to(lang), _count(one.pupils),
             f"{(ways.between(one.school, one.neighbour) or 0) / 10:.1f}")
            for one in most[:SHOWN]
        ]  # fmt: skip
        screen.table(("school_name", "neighbour_name", "grade", "directed", "km"), rows, left=3)
    else:
        screen.heading(OPENING["not_directed"].to(lang, routes=year.opening.routes))
    for one in year.opening.audit.stages:
        if one.entrants:
            least = policy.classes.direction.catchment_share[one.stage]
            screen.line(OPENING["share"].to(
                lang, stage=words.STAGE[one.stage].to(lang), entrants=one.entrants, directed=one.directed,
                inside=one.entrants - one.directed, least=ratio(least),
                share=percent(one.entrants - one.directed, one.entrants, least),
            ))  # fmt: skip


def _missed(screen: Screen, year: ClassYear) -> None:
    lang = screen.lang
    missed = [one for one in year.opening.audit.findings if not one.holds]
    screen.heading(OPENING["missed" if missed else "none_missed"].to(lang))
    for check, label in CHECK_LABEL.items():
        found = [one for one in missed if one.check == check]
        if found:
            worst = max(found, key=lambda one: abs(float(one.measured - one.limit)))
            screen.line(OPENING["missed_line"].to(
                lang, label=label.to(lang), count=len(found), example=worst.text.to(lang)
            ), style=BAD if check == "oversized" else "")  # fmt: skip


def _costs(screen: Screen, costs: Sequence[CapCost]) -> None:
    if not costs:
        return
    screen.heading(OPENING["costs"].to(screen.lang))
    rows = [
        (cap_text(one).to(screen.lang), f"{one.classes:,}", f"{one.classes - costs[0].classes:+,}",
         f"{one.rooms_short:,}", f"{one.lessons:,}", f"{one.teachers_by_lessons:,}", f"{one.teachers_by_pupils:,}")
        for one in costs
    ]  # fmt: skip
    columns = ("caps", "classes", "more_classes", "rooms_short", "lessons", "posts_by_lessons", "posts_by_pupils")
    screen.table(columns, rows)


def _years(screen: Screen, years: Sequence[ClassYear]) -> None:
    screen.heading(OPENING["years"].to(screen.lang))
    rows = []
    for year in years:
        stages = year.opening.audit.stages
        assumed = sum(
            row.pupils for row in year.opening.plan.grades if year.basis[row.school, row.grade] == "assumed"
        )
        figures = [sum(getattr(one, name) for one in stages) for name in ("pupils", "classes", "over_cap_classes")]
        figures += [sum(one.directed for one in stages), assumed]
        rows.append((str(year.district.year), *map(_count, figures)))
    screen.table(("year", "pupils", "opened", "over_cap_classes", "directed", "entrants_assumed"), rows)
    screen.line(OPENING["years_note"].to(screen.lang))
