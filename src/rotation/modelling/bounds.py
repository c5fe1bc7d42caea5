"""What a dual proves, whoever found it: a bound over all columns, and what it rules out.

For any factors y of the rows and reduced costs d = c - y * A, every solution x within rows and bounds has

    c x  =  y (A x) + d x  >=  sum of y_i * (lower limit if y_i > 0, else upper)
                             + sum of d_j * (lower bound if d_j > 0, else upper),

so nothing about y need be believed. Sums are taken in floating point and lowered by what rounding can amount to: half a
unit in the last place for each term of a reduced cost, and for each step of adding all up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.rows import Rows
from rotation.rules.quantity import Floats, Ints

__all__ = ["ROUNDING", "Counting", "DualBound", "Excluded", "dual_bound", "excluded", "least"]

Mask = NDArray[np.bool_]
ROUNDING: Final = 2.0**-53
"""Half a unit in the last place of one: what rounding takes from a step of arithmetic, as a share."""
STEPS: Final = 64
"""More than the steps in which numpy adds up an array, pair by pair, and those around."""
ROOM: Final = 1e-6
"""Reduced costs are to exceed the gap by this before anything is ruled out, so that the solver's tolerances fit in."""
LOOSE: Final = 1e-5
"""Room left to rows whose value need not be whole."""


@dataclass(frozen=True, slots=True, eq=False)
class DualBound:
    """``value``: no solution costs less; the rows' ``dual``, with signs that their limits allow; ``reduced`` costs."""

    value: float
    dual: Floats
    reduced: Floats


def dual_bound(cost: Floats, rows: Rows, lower: Floats, upper: Floats, dual: Floats) -> DualBound:
    """Return what factors of the first rows prove; rows beyond them have factor 0."""
    factor = np.zeros(len(rows.lower))
    factor[: len(dual)] = dual
    factor[((factor > 0) & np.isinf(rows.lower)) | ((factor < 0) & np.isinf(rows.upper))] = 0
    reduced = cost - rows.matrix.weighed(factor)
    by_row, by_column = least(factor, rows.lower, rows.upper), least(reduced, lower, upper)
    with np.errstate(invalid="ignore"):
        largest = np.maximum(np.abs(lower), np.abs(upper))
        size = np.abs(cost) + rows.matrix.weighed(np.abs(factor), sizes=True)
        doubtful = np.where(size == 0, 0, size * largest) * (rows.matrix.heights() + STEPS)
        doubt = ROUNDING * (STEPS * np.abs(by_row).sum() + doubtful.sum())
    value = float(by_row.sum() + by_column.sum() - doubt)
    return DualBound(value if np.isfinite(value) else -np.inf, factor, reduced)


def least(factor: Floats, lower: Floats, upper: Floats) -> Floats:
    """Return the least that each factor times a value between its bounds can be."""
    with np.errstate(invalid="ignore"):
        return np.where(factor == 0, 0, factor * np.where(factor > 0, lower, upper))


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """Sums of columns that are columns themselves: ``counted[i]`` is one of those that ``count[i]`` adds up."""

    counted: Ints
    count: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Excluded:
    """New column bounds, and new limits of some rows."""

    lower: Floats
    upper: Floats
    row: Ints
    row_lower: Floats
    row_upper: Floats


def excluded(
    bound: DualBound, limit: float, rows: Rows, lower: Floats, upper: Floats, natural: Mask,
    counting: Counting | None = None,
) -> Excluded:  # fmt: skip
    """Return what remains for solutions that cost at most ``limit``.

    A whole column away from its cheap bound costs its reduced cost more; a row away from its limit, its dual for each
    unit. What would cost more than limit - bound is out. Rows that came after the bound have no part in it. A column
    that is counted costs what its counts do as well, and is out with any of them; a count reaches no further than what
    it adds up.
    """
    gap = max(0.0, limit - bound.value) + ROOM
    price = bound.reduced if counting is None else bound.reduced + _brought(counting, bound.reduced, lower)
    low, high = natural & (price > gap), natural & (bound.reduced < -gap)
    new_lower, new_upper = lower.copy(), upper.copy()
    new_upper[low], new_lower[high] = lower[low], upper[high]
    if counting is not None:
        _follow(counting, new_lower, new_upper)

    size = np.abs(bound.dual)
    at = np.flatnonzero((size > gap) & (rows.upper[: len(size)] > rows.lower[: len(size)]))
    up = bound.dual[at] > 0
    limit_at = np.where(up, rows.lower[at], rows.upper[at])
    whole = rows.whole[at] & (limit_at == np.round(limit_at))
    room = np.where(whole, 0.0, gap / size[at] + LOOSE * np.maximum(1, np.abs(limit_at)))
    return Excluded(
        new_lower,
        new_upper,
        at,
        np.where(up, limit_at, np.maximum(rows.lower[at], limit_at - room)),
        np.where(up, np.minimum(rows.upper[at], limit_at + room), limit_at),
    )


def _brought(counting: Counting, reduced: Floats, lower: Floats) -> Floats:
    """Return what the counts of each column cost that is one: those that are cheapest at zero."""
    cost = np.where((lower == 0) & (reduced > 0), reduced, 0)
    return np.bincount(counting.counted, cost[counting.count], len(reduced)).astype(np.float64)


def _follow(counting: Counting, lower: Floats, upper: Floats) -> None:
    """Take out, in place, what is part of a count that must be zero, and let counts reach as far as their parts."""
    counted, count = counting.counted, counting.count
    out = counted[upper[count] == 0]
    upper[out] = lower[out]
    most = np.bincount(count, upper[counted], len(upper))
    upper[count] = np.maximum(lower[count], np.minimum(upper[count], most[count]))
