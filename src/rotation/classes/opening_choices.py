"""What a school can choose: the classes of its entry grades, whether they receive, and the best for all its others.

Everything that follows from classes alone is settled here, so that the search decides only about entrants: one column
for each choice of a school, the exact cost of all its tiers upon it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

from rotation.classes.entrants import Cohort, Route
from rotation.classes.opening_limits import Limits
from rotation.classes.opening_section import Later, Ranks, State, best_later, beyond, options, states_of
from rotation.domain.district import SectionKey
from rotation.domain.words import ENTRY_GRADES

__all__ = ["Choice", "Door", "choices_of", "doors_of"]


@dataclass(frozen=True, slots=True)
class Door:
    """An entry grade that entrants may leave (``leaving``, at most so many) or join (``coming``)."""

    cohort: Cohort
    cap: int
    leaving: int
    coming: int

    @property
    def open(self) -> bool:
        return self.leaving > 0 or self.coming > 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Classes by grade of one school; ``receives`` are the entry grades that take entrants in.

    ``values`` are those of the tiers; pupils of a grade that may send are not yet counted in them. ``welcome`` is how
    many may come before the school is larger than it may be; None where nothing says.
    """

    classes: Mapping[int, int]
    receives: frozenset[int]
    values: Mapping[str, int]
    welcome: int | None


@dataclass(frozen=True, slots=True)
class _Part:
    """A section: its entry grade, if it has one, and its later ones."""

    key: SectionKey
    door: Door | None
    later: tuple[Cohort, ...]
    states: list[State]


def doors_of(cohorts: Sequence[Cohort], routes: Sequence[Route], limits: Limits) -> dict[int, Door]:
    """Return the entry grades of one school by grade."""
    found = {}
    for one in cohorts:
        if one.grade == ENTRY_GRADES[one.stage]:
            place = one.school, one.grade
            leaving = sum(route.most for route in routes if (route.school, route.grade) == place)
            coming = sum(route.most for route in routes if (route.neighbour, route.grade) == place)
            free = one.singles + 2 * one.pairs
            found[one.grade] = Door(one, limits.cap(one), min(free, leaving), coming)
    return found


NOTHING: Final = Later(0, 0, ())
"""Of a stage that a school does not have."""


def choices_of(cohorts: Sequence[Cohort], doors: Mapping[int, Door], limits: Limits) -> tuple[Choice, ...]:
    """Return every choice of a school that may be part of a best plan; none where its limits contradict each other."""
    school, ranks = cohorts[0].school, Ranks.of(limits)
    parts = []
    for stage in sorted({one.stage for one in cohorts}):
        door = doors.get(ENTRY_GRADES[stage])
        later = tuple(one for one in cohorts if one.stage == stage and (door is None or one is not door.cohort))
        key = SectionKey(school, stage)
        parts.append(_Part(key, door, later, states_of(key, later, limits, ranks)))

    @cache
    def table(place: int, opened: int) -> list[Later]:
        part = parts[place]
        found = best_later(part.key, part.states, part.door.cohort if part.door else None, opened, limits, ranks)
        return sorted(found, key=lambda one: (one.rank, one.rooms))

    @cache
    def best(opened: tuple[int, ...]) -> tuple[int, tuple[Later, ...]] | None:
        columns = [table(place, k) for place, k in enumerate(opened)]
        return _best(columns, sum(opened), school, limits, ranks)

    found = []
    for ways in product(*(tuple(_ways(part.door, limits)) if part.door else ((0, False),) for part in parts)):
        taking = (part.key.stage for part, (_, takes) in zip(parts, ways, strict=True) if takes)
        receives = frozenset(ENTRY_GRADES[stage] for stage in taking)
        chosen, welcome = best(tuple(opened for opened, _ in ways)), _welcome(cohorts, doors, receives, limits)
        if chosen is None or (welcome is not None and welcome <= 0):
            continue
        rank, of_later = chosen
        classes: dict[int, int] = {}
        for part, (opened, takes), rest in zip(parts, ways, of_later, strict=True):
            classes.update({one.grade: k for one, k in zip(part.later, rest.classes, strict=True)})
            if part.door is None:
                continue
            entering = part.door.cohort
            classes[entering.grade] = opened
            if not takes and not part.door.leaving:
                rank += ranks.rank(
                    over_cap=beyond(entering.pupils, opened, part.door.cap),
                    oversized=beyond(entering.pupils, opened, limits.oversized),
                )
        found.append(Choice(classes, receives, ranks.values(rank), welcome))
    return tuple(found)


def _ways(door: Door, limits: Limits) -> Iterator[tuple[int, bool]]:
    """Yield numbers of classes of an entry grade, with whether it receives.

    A grade that receives has a place for one more at least, and needs no more classes than for all who may come.
    """
    one, cap = door.cohort, door.cap
    if not door.leaving:
        yield from ((k, False) for k in options(one, limits))
    else:
        stays = one.pupils - door.leaving
        least = -(-stays // cap) if limits.terms.cap.mode == "required" else min(1, stays)
        yield from ((k, False) for k in range(least, -(-one.pupils // cap) + 1))
    if door.coming:
        yield from ((k, True) for k in range(one.pupils // cap + 1, -(-(one.pupils + door.coming) // cap) + 1))


def _welcome(
    cohorts: Sequence[Cohort], doors: Mapping[int, Door], receives: frozenset[int], limits: Limits
) -> int | None:
    """Return how many may come to a school that is not beyond its size, whoever leaves it."""
    if not receives or limits.terms.school_size.mode == "off":
        return None
    sent = sum(door.leaving for grade, door in doors.items() if grade not in receives)
    return limits.most_pupils[cohorts[0].school] - sum(one.pupils for one in cohorts) + sent


def _best(
    columns: Sequence[Sequence[Later]], taken: int, school: str, limits: Limits, ranks: Ranks
) -> tuple[int, tuple[Later, ...]] | None:
    """Return the best classes of the later grades within the rooms that the entry grades leave.

    One column for each stage, the best rank first, so that most pairs are never made.
    """
    if not all(columns):
        return None
    mode, rooms = limits.terms.rooms.mode, limits.rooms.get(school)
    limited = rooms is not None and mode != "off"
    left = (rooms or 0) - taken
    room = ranks.rank(rooms=1)
    best: tuple[int, tuple[Later, ...]] | None = None
    first, second = (*columns, [NOTHING])[:2]
    for one in first:
        if best is not None and one.rank + second[0].rank >= best[0]:
            break
        for other in second:
            rank = one.rank + other.rank
            if best is not None and rank >= best[0]:
                break
            more = one.rooms + other.rooms - left
            if limited and more > 0:
                if mode == "required":
                    continue
                rank += more * room
                if best is not None and rank >= best[0]:
                    continue
            best = rank, (one, other)[: len(columns)]
    return best
