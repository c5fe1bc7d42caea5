"""What other ways of dealing give, for comparison, and whether any class is better than chance would give."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.classes.lottery import permutation, small_seed
from rotation.domain.pupils import Pupil, Roster

__all__ = ["Chance", "chance_test", "random_deal", "snake_deal"]

DEALS: Final = 2_000


def random_deal(roster: Roster, classes: int, seed: str) -> list[int]:
    """Return classes dealt round in random order, nothing else looked at."""
    place = [0] * len(roster.pupils)
    for turn, pupil in enumerate(permutation(seed, "compare", len(roster.pupils))):
        place[pupil] = turn % classes
    return place


def snake_deal(roster: Roster, classes: int, seed: str) -> list[int]:
    """Return what schools do by hand: within each sex by falling score, forth and back over the classes.

    Without scores the order is random; the boys go on where the girls end.
    """
    lot = permutation(seed, "snake", len(roster.pupils))
    order = sorted(
        range(len(roster.pupils)), key=lambda i: (roster.pupils[i].sex, -_sum(roster.pupils[i]), lot[i])
    )
    place = [0] * len(order)
    for turn, pupil in enumerate(order):
        lap, position = divmod(turn, classes)
        place[pupil] = position if lap % 2 == 0 else classes - 1 - position
    return place


def _sum(pupil: Pupil) -> Decimal:
    return sum((score for score in pupil.scores if score is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class Chance:
    """The comparison that stands out most: its p after Holm's correction, its class and its column."""

    p: float
    class_number: int
    column: str
    tests: int
    deals: int


def chance_test(columns: dict[str, list[float]], place: list[int], classes: int, seed: str) -> Chance | None:
    """Compare each class's mean of each column with random deals of the same sizes, one-sided upwards.

    The smallest of m p-values times m is what Holm's correction makes of it.
    """
    if not columns or classes < 2:
        return None
    values = np.array(list(columns.values()), dtype=np.float64).T
    order = np.argsort(place, kind="stable")
    starts = np.searchsorted(np.array(place)[order], np.arange(classes))
    ours = _sums(values[order], starts)
    reached = np.zeros(ours.shape, dtype=np.int64)
    chance = np.random.Generator(np.random.PCG64(small_seed(seed, "chance")))
    for _ in range(DEALS):
        reached += _sums(values[chance.permutation(len(place))], starts) >= ours - 1e-9
    p = (1 + reached) / (1 + DEALS)
    k, column = np.unravel_index(int(p.argmin()), p.shape)
    return Chance(min(1.0, float(p.min()) * p.size), int(k), list(columns)[int(column)], p.size, DEALS)


def _sums(values: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    sums: NDArray[np.float64] = np.add.reduceat(values, starts, axis=0)
    return sums
