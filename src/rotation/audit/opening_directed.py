"""Directed entrants of a class plan: along routes, siblings and twins together, into room, nobody sent on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rotation.audit.opening_count import ClassCount, Place
from rotation.audit.opening_finding import finding
from rotation.audit.opening_results import ClassFinding
from rotation.domain.district import Section
from rotation.domain.words import ENTRY_GRADES

__all__ = ["direction_findings"]


def direction_findings(count: ClassCount) -> Iterator[ClassFinding]:
    """Yield what is counted on each route, each grade that sends and each that receives."""
    sent: Counter[Place] = Counter()
    came: Counter[Place] = Counter()
    allowed = _routes(count) if count.plan.directed else {}
    for one in count.plan.directed:
        at, most = (one.school, one.grade), allowed.get((one.school, one.neighbour, one.grade), 0)
        good = one.singles >= 0 and one.pairs >= 0 and one.pupils <= most
        yield finding(count, "route", one.pupils, most, good, at=at, neighbour=one.neighbour)
        sent[at] += one.pupils
        came[one.neighbour, one.grade] += one.pupils
    yield from _sending(count, sorted(sent))
    for place in sorted(place for place, number in came.items() if number):
        yield finding(count, "relay", sent[place], 0, sent[place] == 0, at=place)
        yield from _receiving(count, place)


def _sending(count: ClassCount, places: list[Place]) -> Iterator[ClassFinding]:
    alone: Counter[Place] = Counter()
    pairs: Counter[Place] = Counter()
    for one in count.plan.directed:
        alone[one.school, one.grade] += one.singles
        pairs[one.school, one.grade] += one.pairs
    for at in places:
        row = count.entrants.get(at)
        twins, staying = (row.twin_pairs, row.staying) if row is not None else (0, 0)
        free = count.expected.get(at, 0) - staying - 2 * twins
        yield finding(count, "siblings", alone[at], free, alone[at] <= free, at=at)
        yield finding(count, "twins", pairs[at], twins, pairs[at] <= twins, at=at)


def _receiving(count: ClassCount, at: Place) -> Iterator[ClassFinding]:
    receiver = count.opened.get(at)
    if receiver is not None:
        over = sum(max(0, size - count.cap(receiver)) for size in receiver.sizes)
        yield finding(count, "receives", over, 0, over == 0, at=at)
    if count.terms.school_size.mode != "off" and count.known(at[0]):
        beyond = max(0, count.school_pupils[at[0]] - count.size_limit(at[0]))
        yield finding(count, "full", beyond, 0, beyond == 0, school=at[0])


def _routes(count: ClassCount) -> dict[tuple[str, str, int], int]:
    """Return how many may be directed along each route; a section in the sheet has no other routes."""
    terms, district = count.terms.direction, count.district
    if terms.mode == "off":
        return {}
    found: dict[tuple[str, str, int], int] = {}
    for row in district.neighbours:
        grade = ENTRY_GRADES[row.stage]
        if count.ways.between(row.school, row.neighbour) is not None:
            there = count.expected.get((row.school, grade), 0)
            found[row.school, row.neighbour, grade] = there if row.most_entrants is None else row.most_entrants
    listed = {(row.school, row.stage) for row in district.neighbours}
    for section in district.sections if terms.within_km is not None else ():
        if (section.school, section.stage) not in listed:
            grade = ENTRY_GRADES[section.stage]
            for school in _nearest(count, section, terms.within_km or Fraction(0), terms.most_neighbours):
                found[section.school, school, grade] = count.expected.get((section.school, grade), 0)
    return found


def _nearest(count: ClassCount, section: Section, within_km: Fraction, most: int) -> list[str]:
    near = []
    for other in count.district.sections:
        if other.stage == section.stage and other.school != section.school:
            way = count.ways.between(section.school, other.school)
            if way is not None and Fraction(way, 10) <= within_km:
                near.append((way, other.school))
    return [school for _, school in sorted(near)[:most]]
