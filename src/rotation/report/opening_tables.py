"""The full tables of a class plan: what ``classes --out`` writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rotation.audit.roads import Ways
from rotation.classes.cohorts import ClassYear
from rotation.classes.opening_costs import CapCost
from rotation.domain.words import stage_of_grade
from rotation.i18n import Text
from rotation.i18n.opening import BASIS, OPENING
from rotation.i18n.reports import MODE
from rotation.policy import Policy
from rotation.report.district_tables import stage_cell
from rotation.report.tables import Cell, Coded, Table, table

__all__ = ["cap_text", "class_rows", "class_tables"]


def class_tables(years: Iterable[ClassYear], policy: Policy, costs: Iterable[CapCost]) -> tuple[Table, ...]:
    """Return classes, schools, directed entrants and findings of every year, and what other caps cost."""
    years = tuple(years)
    return (
        table(
            "classes",
            "year school school_name stage grade basis expected pupils classes_now opened more_classes smallest "
            "largest_class cap_of_class over_cap_pupils sizes",
            (row for year in years for row in class_rows(year, policy)),
        ),
        table(
            "schools",
            "year school school_name pupils most_pupils classes_now opened rooms rooms_left",
            (row for year in years for row in _schools(year, policy)),
        ),
        table(
            "directed",
            "year school school_name neighbour neighbour_name grade singles pairs directed km",
            (row for year in years for row in _directed(year, policy)),
        ),
        table(
            "findings",
            "year check school grade measured limit holds mode text",
            (row for year in years for row in _findings(year)),
        ),
        table(
            "caps",
            "caps classes more_classes rooms_short lessons posts_by_lessons posts_by_pupils unfilled",
            cost_rows(costs),
        ),
    )


def class_rows(year: ClassYear, policy: Policy) -> Iterator[tuple[Cell, ...]]:
    """Yield one row for each grade of a year."""
    district, plan = year.district, year.opening.plan
    now = {(row.school, row.grade): row.classes for row in district.grades}
    moved: Counter[tuple[str, int]] = Counter()
    for one in plan.directed:
        moved[one.school, one.grade] -= one.pupils
        moved[one.neighbour, one.grade] += one.pupils
    for row in plan.grades:
        place, stage = (row.school, row.grade), stage_of_grade(row.grade)
        cap, basis = policy.classes.cap_of(row.school, stage, row.grade), year.basis[place]
        yield (
            district.year, row.school, district.school_by_id[row.school].name, stage_cell(stage), row.grade,
            Coded(basis, BASIS[basis]), row.pupils - moved[place], row.pupils, now.get(place, 0), row.classes,
            row.classes - now.get(place, 0), min(row.sizes, default=None), max(row.sizes, default=None), cap,
            sum(max(0, size - cap) for size in row.sizes), " ".join(map(str, row.sizes)),
        )  # fmt: skip


def _schools(year: ClassYear, policy: Policy) -> Iterator[tuple[Cell, ...]]:
    terms, district = policy.classes, year.district
    now: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    pupils: Counter[str] = Counter()
    for grade in district.grades:
        now[grade.school] += grade.classes
    for row in year.opening.plan.grades:
        opened[row.school] += row.classes
        pupils[row.school] += row.pupils
    stages = Counter(section.school for section in district.sections)
    for school in district.schools:
        rooms = None if school.classrooms is None else max(0, school.classrooms - terms.rooms.kept_free)
        size = terms.school_size.nine_year_pupils if stages[school.id] > 1 else terms.school_size.pupils
        yield (
            district.year, school.id, school.name, pupils[school.id], size, now[school.id], opened[school.id], rooms,
            None if rooms is None else rooms - opened[school.id],
        )  # fmt: skip


def _directed(year: ClassYear, policy: Policy) -> Iterator[tuple[Cell, ...]]:
    named = year.district.school_by_id
    ways = Ways.of(year.district, float(policy.travel.road_factor))
    for one in year.opening.plan.directed:
        way = ways.between(one.school, one.neighbour)
        yield (
            year.district.year, one.school, named[one.school].name, one.neighbour, named[one.neighbour].name,
            one.grade, one.singles, one.pairs, one.pupils, None if way is None else way / 10,
        )  # fmt: skip


def _findings(year: ClassYear) -> Iterator[tuple[Cell, ...]]:
    for one in year.opening.audit.findings:
        yield (
            year.district.year, one.check, one.school, one.grade, one.measured, one.limit, one.holds,
            Coded(mode := "required" if one.required else "target", MODE[mode]), one.text,
        )  # fmt: skip


def cap_text(cost: CapCost) -> Text:
    """Return the caps of a row, or that it is the present state."""
    if cost.primary is None or cost.junior is None:
        return OPENING["present"]
    pair = f"{cost.primary}/{cost.junior}"
    return Text(pair, pair)


def cost_rows(costs: Iterable[CapCost]) -> Iterator[tuple[Cell, ...]]:
    """Yield what each cap costs; the first row is the present state."""
    costs = tuple(costs)
    for cost in costs:
        text = cap_text(cost)
        yield (
            Coded("now" if cost.primary is None else text.en, text), cost.classes, cost.classes - costs[0].classes,
            cost.rooms_short, cost.lessons, cost.teachers_by_lessons, cost.teachers_by_pupils, cost.unfilled,
        )  # fmt: skip
