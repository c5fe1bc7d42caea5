"""Who sits in each grade before anyone is directed, and between which schools entrants may be directed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from rotation.domain.district import District, SectionKey
from rotation.domain.words import ENTRY_GRADES, stage_of_grade
from rotation.facts.arcs import NO_WAY
from rotation.facts.travel import Roads
from rotation.policy import Policy

__all__ = ["Cohort", "Route", "cohorts", "routes"]

_ENTRY: Final = frozenset(ENTRY_GRADES.values())


@dataclass(frozen=True, slots=True)
class Cohort:
    """A grade of a school before entrants are directed.

    ``running`` is the number of classes that move up with it, None for entrants. ``staying`` entrants may not be
    directed; ``pairs`` of twins are directed together or not at all.
    """

    school: str
    grade: int
    pupils: int
    running: int | None
    staying: int = 0
    pairs: int = 0

    @property
    def stage(self) -> str:
        return stage_of_grade(self.grade)

    @property
    def singles(self) -> int:
        """Entrants who may be directed alone."""
        return self.pupils - self.staying - 2 * self.pairs


@dataclass(frozen=True, slots=True)
class Route:
    """Entrants of ``school`` may be directed to ``neighbour``, ``most`` at most; the way is in hectometres."""

    school: str
    neighbour: str
    grade: int
    hectometres: int
    most: int


def cohorts(district: District) -> tuple[Cohort, ...]:
    """Return every grade by school; entrants of the planning year replace the grades sheet's pupils."""
    entering = {
        (row.school, row.grade): row for row in district.entrants if row.year in (None, district.year)
    }
    rows = {(row.school, row.grade): row for row in district.grades}
    found = []
    for school, grade in sorted(rows.keys() | entering.keys()):
        row, entrants = rows.get((school, grade)), entering.get((school, grade))
        running = None if grade in _ENTRY or row is None else row.classes
        if entrants is not None:
            one = Cohort(school, grade, entrants.pupils, running, entrants.staying, entrants.twin_pairs)
        else:
            assert row is not None
            one = Cohort(school, grade, row.pupils, running)
        found.append(one)
    return tuple(found)


def routes(district: District, policy: Policy, of: tuple[Cohort, ...]) -> tuple[Route, ...]:
    """Return where entrants may be directed: the neighbours sheet, and the nearest schools within the distance.

    A pair of schools that no road joins has no route, nor has a neighbour without an entry grade. The sheet decides
    alone for a section that it names.
    """
    if policy.classes.direction.mode == "off":
        return ()
    roads = Roads(district, float(policy.travel.road_factor))
    entering = {(cohort.school, cohort.stage): cohort for cohort in of if cohort.grade in _ENTRY}
    named = {SectionKey(row.school, row.stage) for row in district.neighbours}
    wanted = [*_listed(district), *_near(district, policy, roads, named)]
    found = {}
    for section, neighbour, most in wanted:
        cohort = entering.get((section.school, section.stage))
        if cohort is None or not cohort.pupils - cohort.staying or (neighbour, section.stage) not in entering:
            continue
        places = np.array([roads.position[section.school]]), np.array([roads.position[neighbour]])
        way = int(roads.between(*places)[0])
        if way != NO_WAY:
            many = cohort.pupils if most is None else min(most, cohort.pupils)
            found[section, neighbour] = Route(section.school, neighbour, cohort.grade, way, many)
    return tuple(found[key] for key in sorted(found))


def _listed(district: District) -> Iterator[tuple[SectionKey, str, int | None]]:
    for row in district.neighbours:
        yield SectionKey(row.school, row.stage), row.neighbour, row.most_entrants


def _near(
    district: District, policy: Policy, roads: Roads, named: set[SectionKey]
) -> Iterator[tuple[SectionKey, str, int | None]]:
    terms = policy.classes.direction
    if terms.within_km is None:
        return
    reach = int(terms.within_km * 10)
    for section in district.sections:
        if section.key in named:
            continue
        others = [o.school for o in district.sections if o.stage == section.stage and o.school != section.school]
        position = np.array([roads.position[other] for other in others], np.int64)
        ways = roads.between(np.full(len(others), roads.position[section.school]), position)
        nearest = sorted((int(way), other) for way, other in zip(ways, others, strict=True) if way <= reach)
        for _, other in nearest[: terms.most_neighbours]:
            yield section.key, other, None
