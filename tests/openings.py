"""Small districts for class plans: schools by name with rooms and grades, everything else harmless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from districts import NATIONAL, district, school
from rotation.classes.entrants import cohorts, routes
from rotation.classes.opening import Opening, open_classes
from rotation.domain.district import District, Entrants, Grade, Neighbour
from rotation.domain.words import stage_of_grade
from rotation.plan.opening import ClassPlan, DirectedEntrants, OpenedGrade
from rotation.policy import Policy

__all__ = ["classes_of", "every_plan", "opened", "place", "terms"]

Grades = Mapping[int, tuple[int, int]]


def place(
    schools: Mapping[str, tuple[int | None, Grades]],
    *,
    neighbours: Sequence[tuple[str, str, int | None]] = (),
    entrants: Sequence[Entrants] = (),
    km: Mapping[str, float] | None = None,
    teachers: Sequence[Any] = (),
) -> District:
    """Return a district: each school's classrooms and {grade: (pupils, classes)}; ``km`` east of the first."""
    made = []
    for code, (rooms, grades) in schools.items():
        stages = tuple(sorted({stage_of_grade(grade) for grade in grades}, reverse=True))
        # 1.3 road kilometres for each of the great circle; 0.0103849 degrees of longitude at 30 degrees north.
        east = (km or {}).get(code, 0.0) / 1.3 * 0.010384
        made.append(school(code, classrooms=rooms, stages=stages, longitude=110.0 + east))
    found = district(made, teachers)
    rows = [
        Grade(school=code, grade=grade, pupils=pupils, classes=classes)
        for code, (_, grades) in sorted(schools.items())
        for grade, (pupils, classes) in sorted(grades.items())
    ]
    beside = [
        Neighbour(school=one, neighbour=other, stage="primary", most_entrants=most) for one, other, most in neighbours
    ]
    return replace(found, grades=tuple(rows), neighbours=tuple(beside), entrants=tuple(entrants))


def terms(**changes: Any) -> Policy:
    """Return the national policy with other settings of the classes."""
    return NATIONAL.with_classes(**changes)


def opened(of: District, **changes: Any) -> Opening:
    """Return the proven class plan of a district."""
    found = open_classes(of, terms(**changes))
    assert found.status == "proven"
    assert found.audit.required_hold
    return found


def classes_of(of: Opening) -> dict[tuple[str, int], int]:
    """Return how many classes each grade opens."""
    return {(row.school, row.grade): row.classes for row in of.plan.grades}


def dealt(pupils: int, classes: int) -> tuple[int, ...]:
    """Return class sizes one by one, as a teacher would count round."""
    return tuple(len(range(number, pupils, classes)) for number in range(classes))


def every_plan(of: District, policy: Policy, most_classes: int) -> Iterator[ClassPlan]:
    """Yield every way to direct entrants and open classes, good and bad."""
    there = cohorts(of)
    ways = routes(of, policy, there)
    by_place = {(one.school, one.grade): one for one in there}
    choices = [
        [(x, y) for y in range(by_place[way.school, way.grade].pairs + 1) for x in range(way.most + 1)
         if x + 2 * y <= way.most]
        for way in ways
    ]  # fmt: skip
    for flows in product(*choices):
        directed = tuple(
            DirectedEntrants(way.school, way.neighbour, way.grade, x, y)
            for way, (x, y) in zip(ways, flows, strict=True)
            if x or y
        )
        pupils = {(one.school, one.grade): one.pupils for one in there}
        for one in directed:
            pupils[one.school, one.grade] -= one.pupils
            pupils[one.neighbour, one.grade] += one.pupils
        if min(pupils.values()) < 0:
            continue
        numbers = [range(1 if number else 0, min(number, most_classes) + 1) for number in pupils.values()]
        for classes in product(*numbers):
            grades = tuple(
                OpenedGrade(code, grade, number, dealt(number, k))
                for ((code, grade), number), k in zip(pupils.items(), classes, strict=True)
            )
            yield ClassPlan(of.year, grades, directed)
