"""The best classes of a section's later grades, whatever its entry grade opens: worked out once, before any search.

Entrants are the only ones who may be directed, so all other grades have known pupils. Given the classes of the entry
grade and how many rooms the other grades take together, their best classes are a small table: grade by grade, the
fewest pupils in oversize and beyond the cap, tiers in the policy's order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rotation.classes.entrants import Cohort
from rotation.classes.opening_limits import Limits
from rotation.domain.district import SectionKey

__all__ = ["Later", "Ranks", "State", "best_later", "beyond", "options", "states_of"]

DIGIT: Final = 32
"""Bits of one tier's value in a rank."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """The tiers' values as one whole number: smaller is better, and the ranks of grades and schools add up.

    ``weight`` is by tier; a tier that the policy does not minimise weighs nothing.
    """

    weight: Mapping[str, int]

    @classmethod
    def of(cls, limits: Limits) -> Ranks:
        """Return the ranks of a policy's tiers."""
        tiers = limits.terms.tiers
        return cls({tier: 1 << DIGIT * (len(tiers) - 1 - place) for place, tier in enumerate(tiers)})

    def rank(self, **values: int) -> int:
        """Return the rank of values by tier."""
        return sum(self.weight.get(tier, 0) * value for tier, value in values.items())

    def values(self, rank: int) -> dict[str, int]:
        """Return the values that are not 0 by tier."""
        digits = {tier: rank // weight % (1 << DIGIT) for tier, weight in self.weight.items()}
        return {tier: value for tier, value in digits.items() if value}


class Later(NamedTuple):
    """Classes of a section's later grades, in the order of its cohorts, in so many rooms.

    ``rank`` includes the posts, classes and lessons of the entry grade, but not its pupils beyond a size.
    """

    rooms: int
    rank: int
    classes: tuple[int, ...]


class State(NamedTuple):
    """What later grades come to: rooms, rank, teachers on the scale of the posts, lessons, classes."""

    rooms: int
    rank: int
    weight: int
    lessons: int
    classes: tuple[int, ...]


def beyond(pupils: int, classes: int, size: int) -> int:
    """Return the pupils for whom classes of at most ``size`` have no place."""
    return max(0, pupils - classes * size)


def options(cohort: Cohort, limits: Limits) -> range:
    """Return the numbers of classes worth a thought for a grade that nobody leaves or joins.

    More than the cap asks for cost rooms, lessons and posts, and help nobody.
    """
    if not cohort.pupils:
        return range(1)
    cap, kept = limits.cap(cohort), limits.least_running(cohort)
    least, enough = max(1, kept), -(-cohort.pupils // cap)
    if (largest := limits.largest_running(cohort)) is not None:
        least = max(least, -(-cohort.pupils // largest))
    if limits.terms.cap.mode == "required":
        least = max(least, enough)
    return range(least, max(least, enough) + 1)


def best_later(
    key: SectionKey, states: Sequence[State], entry: Cohort | None, opened: int, limits: Limits, ranks: Ranks
) -> list[Later]:
    """Return the best of the later grades by rooms, where the entry grade opens ``opened``; more rooms, better rank."""
    posts = limits.posts.get(key) if limits.terms.quota.mode != "off" else None
    asked = posts.of_class[entry.grade] * opened if entry and posts else 0
    fixed = ranks.rank(classes=opened, lessons=limits.weekly[entry.grade] * opened if entry else 0)
    best: dict[int, Later] = {}
    for state in states:
        short = -(-max(0, state.weight + asked - posts.most) // posts.of_teacher) if posts else 0
        if short and limits.terms.quota.mode == "required":
            continue
        rank = state.rank + fixed + ranks.rank(posts=short)
        if state.rooms not in best or rank < best[state.rooms].rank:
            best[state.rooms] = Later(state.rooms, rank, state.classes)
    found: list[Later] = []
    for later in sorted(best.values()):
        if not found or later.rank < found[-1].rank:
            found.append(later)
    return found


def states_of(key: SectionKey, cohorts: Sequence[Cohort], limits: Limits, ranks: Ranks) -> list[State]:
    """Return what a section's later grades can come to, nothing that another one beats in all."""
    posts = limits.posts.get(key) if limits.terms.quota.mode != "off" else None
    weights = posts.of_class if posts else dict.fromkeys(range(1, 10), 0)
    states = [State(0, 0, 0, 0, ())]
    for cohort in cohorts:
        cap, weight, weekly = limits.cap(cohort), weights[cohort.grade], limits.weekly[cohort.grade]
        steps = [
            (k, weight * k, weekly * k, ranks.rank(
                oversized=beyond(cohort.pupils, k, limits.oversized), over_cap=beyond(cohort.pupils, k, cap),
                classes=k, lessons=weekly * k,
            ))
            for k in options(cohort, limits)
        ]  # fmt: skip
        states = _unbeaten([
            State(old.rooms + k, old.rank + rank, old.weight + of, old.lessons + lessons, (*old.classes, k))
            for old in states for k, of, lessons, rank in steps
        ])  # fmt: skip
    return states


def _unbeaten(states: list[State]) -> list[State]:
    """Leave out what is beaten, at the same number of rooms, in rank, teachers and lessons."""
    kept: list[State] = []
    front: list[State] = []
    for state in sorted(states):
        if front and front[0].rooms != state.rooms:
            kept += front
            front = []
        if not any(one.weight <= state.weight and one.lessons <= state.lessons for one in front):
            front.append(state)
    return kept + front
