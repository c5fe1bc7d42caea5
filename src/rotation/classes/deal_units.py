"""A roster as the search sees it: units that move as one, their counts, limits of the counts, wishes, marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import gcd, isqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rotation.domain.pupils import Pupil, Roster
from rotation.policy.dealing import DealRules

__all__ = ["MOST_NEEDS", "Dealing", "dealing", "group_units", "weighted_marks"]

Integers = NDArray[np.int64]

SCALE: Final = 1 << 20
"""One standard deviation, in the units of the search."""
_FURTHEST: Final = 16
_PRICE: Final = {"size": 12, "sex": 4, "needs": 3, "need": 2}
MOST_NEEDS: Final = "most_needs"
"""The trait that holds the needs of a class to what the rules allow: no count, nothing is given for exceeding it."""
_FORBIDDEN: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Dealing:
    """``units`` hold positions in the roster; ``trait_names`` say what is counted.

    ``means`` and ``squares`` are, per unit and score, the sums of standardised scores and of their squares minus
    one, both times ``SCALE``; ``steps`` is one step of each score's marks in the same unit. ``known`` says how many
    of a unit have the score, ``total_steps`` how many steps above the lowest mark all marks of a score are together.
    """

    classes: int
    units: tuple[tuple[int, ...], ...]
    trait_names: tuple[str, ...]
    traits: Integers
    low: Integers
    high: Integers
    price: Integers
    apart_start: Integers
    apart: Integers
    means: Integers
    squares: Integers
    steps: Integers
    known: Integers
    total_steps: tuple[int, ...]


def dealing(roster: Roster, rules: DealRules, classes: int, *, limited: bool = False) -> Dealing:
    """Write a roster down for the search; its requests are taken to be possible.

    Where needs are balanced their bound keeps them within what a class may have, unless other counts weigh more:
    ``limited`` states the limit beside it.
    """
    groups, conflicts = group_units(roster)
    traits = _traits(roster.pupils, rules, roster.scores)
    table = np.array([[sum(traits[name][i] for i in unit) for name in traits] for unit in groups], dtype=np.int64)
    totals = table.sum(axis=0)
    low, high = totals // classes, -(-totals // classes)
    price = [_PRICE.get(name.partition(":")[0], 1) for name in traits]
    needing = np.array([sum(bool(roster.pupils[i].needs) for i in unit) for unit in groups], dtype=np.int64)
    if limited or ("needs" not in rules.balance and needing.sum() > rules.most_needs_per_class):
        traits[MOST_NEEDS] = []
        table = np.ascontiguousarray(np.column_stack([table, needing]))
        low, high = np.append(low, 0), np.append(high, rules.most_needs_per_class)
        price.append(_FORBIDDEN)
    unit_of = {i: u for u, unit in enumerate(groups) for i in unit}
    neighbours: list[set[int]] = [set() for _ in groups]
    for one, other in conflicts:
        neighbours[unit_of[one]].add(unit_of[other])
        neighbours[unit_of[other]].add(unit_of[one])
    starts = np.cumsum([0, *(len(n) for n in neighbours)]).astype(np.int64)
    listed = np.array([*(u for n in neighbours for u in sorted(n)), 0], dtype=np.int64)
    scores = [_standard([p.scores[i] for p in roster.pupils]) for i in range(len(roster.scores))]
    if len(roster.scores) >= rules.total_from:
        scores.insert(0, _standard(_totals(roster.pupils)))
    means, squares, known = (
        np.array([[sum(values[s][i] for i in unit) for s in range(len(scores))] for unit in groups], dtype=np.int64)
        for values in ([s.marks for s in scores], [s.squares for s in scores], [s.known for s in scores])
    )
    return Dealing(
        classes=classes, units=tuple(groups), trait_names=tuple(traits), traits=table, low=low, high=high,
        price=np.array(price, dtype=np.int64),
        apart_start=starts, apart=listed, means=means.reshape(len(groups), len(scores)),
        squares=squares.reshape(len(groups), len(scores)), steps=np.array([s.step for s in scores], dtype=np.int64),
        known=known.reshape(len(groups), len(scores)), total_steps=tuple(s.total_steps for s in scores),
    )  # fmt: skip


def group_units(roster: Roster) -> tuple[list[tuple[int, ...]], list[tuple[int, int]]]:
    """Return the positions that move as one, and the pairs that must be apart."""
    place = {pupil.id: i for i, pupil in enumerate(roster.pupils)}
    twins: dict[str, list[int]] = {}
    for i, pupil in enumerate(roster.pupils):
        if pupil.twins is not None:
            twins.setdefault(pupil.twins, []).append(i)
    joined: dict[int, tuple[int, ...]] = {}
    apart: set[tuple[int, int]] = set()
    for group in twins.values():
        wishes = {roster.pupils[i].together for i in group} - {None}
        if wishes == {True}:
            joined[group[0]] = tuple(group)
            joined.update((i, ()) for i in group[1:])
        elif wishes == {False}:
            apart |= {(one, other) for one in group for other in group if one < other}
    for i, pupil in enumerate(roster.pupils):
        apart |= {(min(i, place[other]), max(i, place[other])) for other in pupil.keep_apart}
    units = [unit for i in range(len(roster.pupils)) if (unit := joined.get(i, (i,)))]
    return units, sorted(apart)


def _traits(pupils: tuple[Pupil, ...], rules: DealRules, scores: tuple[str, ...]) -> dict[str, list[int]]:
    traits: dict[str, list[int]] = {"size": [1] * len(pupils)}
    if "sex" in rules.balance:
        traits |= {f"sex:{sex}": [int(p.sex == sex) for p in pupils] for sex in ("female", "male")}
    if "needs" in rules.balance:
        traits["needs"] = [int(bool(p.needs)) for p in pupils]
        kinds = sorted({need for p in pupils for need in p.needs})
        if len(kinds) > 1:
            traits |= {f"need:{kind}": [int(kind in p.needs) for p in pupils] for kind in kinds}
    if "migrant" in rules.balance:
        traits["migrant"] = [int(p.migrant) for p in pupils]
    if "left_behind" in rules.balance:
        traits["left_behind"] = [int(p.left_behind) for p in pupils]
    if "relatives" in rules.balance:
        traits["relatives"] = [int(bool(p.staff_relatives)) for p in pupils]
    if "origin" in rules.balance:
        origins = sorted({p.origin for p in pupils if p.origin is not None})
        traits |= {f"origin:{origin}": [int(p.origin == origin) for p in pupils] for origin in origins}
    for position, name in enumerate(scores):
        traits[f"missing:{name}"] = [int(p.scores[position] is None) for p in pupils]
    return {name: values for name, values in traits.items() if name == "size" or sum(values) > 0}


def _totals(pupils: tuple[Pupil, ...]) -> list[Decimal | None]:
    """Return each pupil's sum of scores, None where one is missing."""
    return [None if None in p.scores else sum((s for s in p.scores if s is not None), Decimal(0)) for p in pupils]


class _Standard(NamedTuple):
    """Standardised marks, their squares minus one, whether there is a mark, one step, all steps above the lowest."""

    marks: list[int]
    squares: list[int]
    known: list[int]
    step: int
    total_steps: int


def _standard(marks: list[Decimal | None]) -> _Standard:
    """Standardise marks; a missing mark counts as nothing: it moves no sum.

    Everything is whole numbers, so no machine rounds differently.
    """
    there = [Fraction(mark) for mark in marks if mark is not None]
    nothing, known = [0] * len(marks), [int(mark is not None) for mark in marks]
    common = reduce(lambda a, b: a * b // gcd(a, b), (mark.denominator for mark in there), 1)
    whole = [None if mark is None else int(Fraction(mark) * common) for mark in marks]
    values = [mark for mark in whole if mark is not None]
    count, total = len(values), sum(values)
    deviation = isqrt(count * sum(mark * mark for mark in values) - total * total)
    if deviation == 0:
        return _Standard(nothing, nothing, known, 1, 0)
    most, lowest = _FURTHEST * SCALE, min(values)
    z = [0 if m is None else max(-most, min(most, (count * m - total) * SCALE // deviation)) for m in whole]
    squares = [0 if m is None else v * v // SCALE - SCALE for m, v in zip(whole, z, strict=True)]
    step = reduce(gcd, (mark - lowest for mark in values), 0)
    return _Standard(z, squares, known, max(1, count * step * SCALE // deviation), (total - count * lowest) // step)


def weighted_marks(problem: Dealing, square: int) -> Integers:
    """Return the features of a stage: means, then squares over a divisor."""
    return np.ascontiguousarray(np.hstack([problem.means, problem.squares // square]))
