"""The years to come: grades move up, classes with them; who enters is read, or assumed and said so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from rotation.classes.entrants import cohorts
from rotation.classes.opening import Opening, open_classes
from rotation.domain.district import District, Grade
from rotation.domain.words import ENTRY_GRADES, GRADUATING_GRADES
from rotation.plan.opening import ClassPlan
from rotation.policy import Policy

__all__ = ["ClassYear", "moved_up", "open_years"]

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ClassYear:
    """One year's class plan; ``district`` is what it was made from.

    ``basis`` says by school and grade where the pupils come from: data, entrants, moved_up or assumed.
    """

    district: District
    opening: Opening
    basis: Mapping[Place, str]


def open_years(
    district: District, policy: Policy, years: int = 1, *, should_stop: Callable[[], bool] = lambda: False
) -> tuple[ClassYear, ...]:
    """Plan the classes of the planning year and of the years after it, each upon the plan of the year before.

    Parameters
    ----------
    years
        How many years in all, from 1. Teachers, rooms and neighbours stay as they are now.
    """
    found = []
    basis = _basis(district)
    for number in range(years):
        opening = open_classes(district, policy, should_stop=should_stop)
        found.append(ClassYear(district, opening, basis))
        if number + 1 < years:
            district, basis = moved_up(district, opening.plan)
    return tuple(found)


def moved_up(district: District, plan: ClassPlan) -> tuple[District, dict[Place, str]]:
    """Return the district of the next year, and where each grade's pupils come from.

    Grades move up with their classes; those of a teaching point whose own grades end go to its central school. Who
    enters is in the entrants sheet, else assumed: grade 1 as many as this year's catchment had, grade 7 the district's
    leavers of grade 6, shared out as this year's grade 7 was.
    """
    catchment = {(cohort.school, cohort.grade): cohort.pupils for cohort in cohorts(district)}
    pupils, classes, basis = Counter[Place](), Counter[Place](), dict[Place, str]()
    for row in plan.grades:
        if row.grade in GRADUATING_GRADES or not row.pupils:
            continue
        place = _next_place(district, catchment, row.school, row.grade + 1)
        pupils[place] += row.pupils
        classes[place] += row.classes
        basis[place] = "moved_up"
    leavers = sum(row.pupils for row in plan.grades if row.grade == GRADUATING_GRADES[0])
    entering = _first_graders(catchment) | _shared(leavers, catchment)
    told = {(row.school, row.grade): row.pupils for row in district.entrants if row.year == district.year + 1}
    for place, number in (entering | told).items():
        pupils[place], classes[place] = number, 0
        basis[place] = "entrants" if place in told else "assumed"
    grades = tuple(
        Grade(school=school, grade=grade, pupils=pupils[school, grade], classes=classes[school, grade])
        for school, grade in sorted({*pupils, *catchment})
    )
    rest = tuple(row for row in district.entrants if row.year is not None and row.year > district.year)
    return replace(district, year=district.year + 1, grades=grades, entrants=rest), basis


def _basis(district: District) -> dict[Place, str]:
    told = {(row.school, row.grade) for row in district.entrants if row.year in (None, district.year)}
    return {
        (one.school, one.grade): "entrants" if (one.school, one.grade) in told else "data" for one in cohorts(district)
    }


def _next_place(district: District, there: Mapping[Place, int], school: str, grade: int) -> Place:
    """Return where a cohort goes on: its school, or the central school of a teaching point that has no such grade."""
    central = district.school_by_id[school].central_school
    if (school, grade) not in there and central is not None and (central, grade) in there:
        return central, grade
    return school, grade


def _first_graders(catchment: Mapping[Place, int]) -> dict[Place, int]:
    return {place: number for place, number in catchment.items() if place[1] == ENTRY_GRADES["primary"]}


def _shared(leavers: int, catchment: Mapping[Place, int]) -> dict[Place, int]:
    """Share the leavers out over the seventh grades by their present pupils, largest remainders first."""
    seventh = {place: number for place, number in catchment.items() if place[1] == ENTRY_GRADES["junior"]}
    whole = sum(seventh.values())
    if not whole:
        return seventh
    found = {place: leavers * number // whole for place, number in seventh.items()}
    by_remainder = sorted(seventh, key=lambda place: (-(leavers * seventh[place] % whole), place))
    for place in by_remainder[: leavers - sum(found.values())]:
        found[place] += 1
    return found
