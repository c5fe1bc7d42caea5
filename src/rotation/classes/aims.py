"""How near the scores of classes can come to one another, and marks written so that the last stage aims there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

import numpy as np

from rotation.classes.compiled import Integers
from rotation.classes.deal_units import SCALE, Dealing
from rotation.classes.finish import WANTED

__all__ = ["aimed_marks", "apart", "coarse", "narrowest", "unavoidable"]

COARSE: Final = SCALE // 200
"""Where the least spread of means is larger marks are coarse."""


def narrowest(sizes: Counter[int], total: int) -> tuple[Fraction, Fraction]:
    """Return the narrowest interval that can hold the means of classes of these sizes.

    Every class has a whole number of steps, ``total`` of them in all. Both ends are means that a class can have, so
    the ends tried are those next to the mean of all; of equally narrow intervals the first is taken.
    """
    mean = Fraction(total, sum(size * count for size, count in sizes.items()))
    lows = sorted({Fraction(floor(size * mean) - j, size) for size in sizes for j in range(3)}, reverse=True)
    highs = sorted({Fraction(ceil(size * mean) + j, size) for size in sizes for j in range(3)})
    best = (lows[-1], highs[-1])
    for low in lows:
        for high in highs:
            if high - low >= best[1] - best[0]:
                break
            least = sum(count * ceil(size * low) for size, count in sizes.items())
            most = sum(count * floor(size * high) for size, count in sizes.items())
            if least <= total <= most and all(ceil(size * low) <= floor(size * high) for size in sizes):
                best = (low, high)
    return best


def aimed_marks(problem: Dealing, place: Integers, means: Sequence[float], spreads: float) -> Integers:
    """Return the features of the last stage: means, then squares, each off by ``WANTED`` at the edge of its aim.

    ``means`` and ``spreads`` say how far a class may be off, in standard deviations. Where the step of the marks
    allows nothing so near, the aim is the narrowest interval it does allow, and marks are measured from its middle.
    """
    per_class = max(1, int(problem.traits[:, problem.trait_names.index("size")].sum()) // problem.classes)
    columns = []
    for score, near in enumerate(means):
        known = problem.known[:, score]
        sizes = np.bincount(place, weights=known, minlength=problem.classes).astype(np.int64).tolist()
        middle, edge = Fraction(0), Fraction(0)
        if min(sizes) > 0:
            counts = Counter(sizes)
            low, high = narrowest(counts, problem.total_steps[score])
            step = int(problem.steps[score])
            middle = ((low + high) / 2 - Fraction(problem.total_steps[score], sum(sizes))) * step
            edge = (high - low) / 2 * max(sizes) * step + step // 64
        half = max(int(near * per_class * SCALE), int(edge), 1)
        off = problem.means[:, score] - known * middle.numerator // middle.denominator
        columns.append(off * WANTED // half)
    room = max(1, int(2 * spreads * per_class * SCALE))
    rooms = [max(room, unavoidable(column, per_class)) for column in problem.squares.T]
    squares = [column * WANTED // wide for column, wide in zip(problem.squares.T, rooms, strict=True)]
    return np.ascontiguousarray(np.stack([*columns, *squares], axis=1))


def coarse(problem: Dealing, place: Integers) -> bool:
    """Say whether marks are so coarse that some score's means cannot come within 0.005 sd, whatever the lists."""
    for score in range(problem.means.shape[1]):
        sizes = np.bincount(place, weights=problem.known[:, score], minlength=problem.classes).astype(np.int64).tolist()
        if min(sizes) > 0:
            low, high = narrowest(Counter(sizes), problem.total_steps[score])
            if (high - low) * int(problem.steps[score]) > COARSE:
                return True
    return False


def apart(problem: Dealing, place: Integers, means: Sequence[float], spreads: float) -> tuple[Fraction, Fraction]:
    """Return how far classes are apart in the score in which they are furthest, in units of what is wanted of it.

    First in means or spreads, then in means alone. A score that a class has no mark of is passed over.
    """
    worst = [Fraction(0), Fraction(0)]
    for score, near in enumerate(means):
        known, first, second = (np.zeros(problem.classes, dtype=np.int64) for _ in range(3))
        np.add.at(known, place, problem.known[:, score])
        np.add.at(first, place, problem.means[:, score])
        np.add.at(second, place, problem.squares[:, score])
        if known.min() > 0:
            # Squares of marks grow by 2 with the standard deviation around 1.
            for kind, sums, wanted in ((0, second, 2 * spreads), (1, first, near)):
                of_class = [Fraction(int(s), int(n)) for s, n in zip(sums, known, strict=True)]
                worst[kind] = max(worst[kind], (max(of_class) - min(of_class)) / Fraction(wanted) / SCALE)
    return max(worst), worst[1]


def unavoidable(squares: Integers, size: int) -> int:
    """Return by how much the class of the furthest pupil exceeds the others' squares, whoever else is in it.

    One pupil far from all others decides the spread of a class. As far off as that nobody can be wanted nearer, or the
    search would try for ever and leave the means as they are. A sixteenth is added, so that some lists come so near.
    """
    ordered = np.sort(squares)
    least = int(ordered[-1] + ordered[: max(0, size - 1)].sum()) if len(ordered) else 0
    return max(0, least + least // 16)
