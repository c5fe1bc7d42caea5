"""What a dual proves, whoever found it: a bound over all columns, and what it rules out.

For any factors y of the rows and reduced costs d = c - y * A, every solution x within rows and bounds has

    c x  =  y (A x) + d x  >=  sum of y_i * (lower limit if y_i > 0, else upper)
                             + sum of d_j * (lower bound if d_j > 0, else upper),

so nothing about y need be believed. Sums are taken in floating point and lowered by what rounding can amount to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.rows import Rows
from rotation.rules.quantity import Floats, Ints

__all__ = ["DualBound", "Excluded", "dual_bound", "excluded", "least"]

Mask = NDArray[np.bool_]
ROUNDING: Final = 2.0**-49
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
        doubt = ROUNDING * (np.abs(by_row).sum() + np.where(size == 0, 0, size * largest).sum())
    value = float(by_row.sum() + by_column.sum() - doubt)
    return DualBound(value if np.isfinite(value) else -np.inf, factor, reduced)


def least(factor: Floats, lower: Floats, upper: Floats) -> Floats:
    """Return the least that each factor times a value between its bounds can be."""
    with np.errstate(invalid="ignore"):
        return np.where(factor == 0, 0, factor * np.where(factor > 0, lower, upper))


@dataclass(frozen=True, slots=True, eq=False)
class Excluded:
    """New column bounds, and new limits of some rows."""

    lower: Floats
    upper: Floats
    row: Ints
    row_lower: Floats
    row_upper: Floats


def excluded(
    bound: DualBound, limit: float, rows: Rows, lower: Floats, upper: Floats, natural: Mask
) -> Excluded:
    """Return what remains for solutions that cost at most ``limit``.

    A whole column away from its cheap bound costs its reduced cost more; a row away from its limit, its dual for each
    unit. What would cost more than limit - bound is out. Rows that came after the bound have no part in it.
    """
    gap = max(0.0, limit - bound.value) + ROOM
    low, high = natural & (bound.reduced > gap), natural & (bound.reduced < -gap)
    new_lower, new_upper = lower.copy(), upper.copy()
    new_upper[low], new_lower[high] = lower[low], upper[high]

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
