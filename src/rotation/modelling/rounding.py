"""Mixed-integer rounding: from rows of the model to a row that every plan satisfies and the relaxation may not.

Add up rows with any factors. Where the sum is written in distances y >= 0 from bounds (of columns) and limits (of
rows),

    sum of a_j y_j = b,    with whole y_j for some j,    r = b - floor(b) > 0,

every solution satisfies

    sum of g_j y_j >= 1,   g_j = min(s_j / r, (1 - s_j) / (1 - r)) for whole y_j, s_j = a_j - floor(a_j),
                           g_j = max(a_j / r, -a_j / (1 - r))     for the others.

Example: 20 z + u - t = 7 (t: what is given beyond 7 lessons), z whole, divided by 20: z + u/20 - t/20 = 7/20, r = 7/20,
so min(0, ...) z + (1/7) u + (1/13) t >= 1; with t = 20 z + u - 7 that is u + 7 z >= 7, times 20/91.

The factors may come from anywhere (here: a row of the basis inverse, Gomory 1960); the result is valid for all of
them, so they are rounded to multiples of 2^-40: sums with whole numbers are then exact. Coarser ones are as valid, but
a third that is off by 2^-31 grows to millionths in the cut, and a presolve that takes 11.0000001 for 11 then calls
parts empty that are not (county with one person sent: standards proven at 536, a plan with 535 known).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.bounds import ROUNDING
from rotation.modelling.cuts import Cut
from rotation.modelling.rows import Rows
from rotation.modelling.stacked import Entries
from rotation.rules.quantity import Floats, Ints

__all__ = ["GRAIN", "Rounding"]

Mask = NDArray[np.bool_]
GRAIN: Final = float(2**40)
LEAST_REST: Final = 0.02
TINY: Final = 1e-6
"""Coefficients smaller than this share of the largest are taken at their bound."""
WIDEST: Final = 1e5
SAFETY: Final = 1e-9
"""Share of the limit that a row is lowered by; more where rounding can amount to more, as in searches it rarely can."""
STEPS: Final = 8
"""More than the steps of arithmetic for each term beside its place in a sum."""


@dataclass(frozen=True, slots=True, eq=False)
class Rounding:
    """How a cut was made: ``factor`` times ``row``, from the upper limits where ``row_above``.

    ``above`` are the columns measured from their upper bounds.
    """

    row: Ints
    factor: Floats
    row_above: Mask
    above: Ints

    def cut(
        self, rows: Rows, lower: Floats, upper: Floats, natural: Mask, entries: Entries | None = None
    ) -> Cut | None:
        """Return the cut for these rows and column bounds, None where it would be useless or unsafe.

        ``entries``: those of ``row``, from whoever has them at hand.
        """
        place, column, factor = rows.matrix.of_rows(self.row) if entries is None else entries
        columns, local = _numbered(column, rows.matrix.shape[1])
        size = len(columns)
        term = factor * self.factor[place]
        coefficient = np.bincount(local, term, size)
        columns_above = np.zeros(rows.matrix.shape[1], bool)
        columns_above[self.above] = True
        columns_above = columns_above[columns]
        base = np.where(columns_above, upper[columns], lower[columns])
        limit = np.where(self.row_above, rows.upper[self.row], rows.lower[self.row])
        if np.isinf(limit).any() or np.isinf(base[coefficient != 0]).any():
            return None
        base = np.where(coefficient != 0, base, 0)

        # coefficient * columns - factor * activity = 0, in distances from base and limit
        right = float(self.factor @ limit - coefficient @ base)
        rest = right - np.floor(right)
        if not LEAST_REST < rest < 1 - LEAST_REST:
            return None
        side, row_side = np.where(columns_above, -1.0, 1.0), np.where(self.row_above, -1.0, 1.0)
        whole = natural[columns] & (base == np.round(base))
        row_whole = rows.whole[self.row] & (limit == np.round(limit))
        gain = side * _rounded(side * coefficient, whole, rest)
        row_gain = row_side * _rounded(-row_side * self.factor, row_whole, rest)

        row_term = factor * row_gain[place]
        result = gain + np.bincount(local, row_term, size)
        least = 1.0 + float(gain @ base) + float(row_gain @ limit)

        # What the sums above lose to rounding is one more y, of either sign, whose g is at most 1 / min(r, 1 - r).
        count = np.bincount(local, minlength=size)
        reach = np.maximum(np.abs(lower[columns]), np.abs(upper[columns]))
        lost = _lost(_sizes(local, term, size), count, base, reach, self.factor * limit)
        lost /= min(rest, 1 - rest)
        lost += _lost(np.abs(gain) + _sizes(local, row_term, size), count, base, reach, row_gain * limit)
        return _cleaned(columns, result, least, lower, upper, lost) if np.isfinite(lost) else None


def _sizes(local: Ints, term: Floats, size: int) -> Floats:
    """Return the sum of each column's terms without their signs."""
    return np.bincount(local, np.abs(term), size).astype(np.float64)


def _lost(sizes: Floats, count: NDArray[np.integer], base: Floats, reach: Floats, rows: Floats) -> float:
    """Return what rounding can amount to in coefficient * columns, and in coefficient * base and the sum of ``rows``.

    ``sizes`` are the coefficients' terms without their signs, ``count`` of them, ``reach`` the most a column can be.
    """
    moved = float((count + STEPS) @ np.where(sizes > 0, sizes * reach, 0))
    stated = float(sizes @ np.abs(base) + np.abs(rows).sum())
    return ROUNDING * (moved + (len(base) + len(rows) + STEPS) * stated)


def _numbered(column: Ints, columns: int) -> tuple[Ints, Ints]:
    """Return which columns there are, ascending, and each entry's number among them."""
    there = np.zeros(columns, bool)
    there[column] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[column]


def _rounded(value: Floats, whole: Mask, rest: float) -> Floats:
    part = value - np.floor(value)
    as_whole = np.minimum(part / rest, (1 - part) / (1 - rest))
    otherwise = np.maximum(value / rest, -value / (1 - rest))
    return np.where(whole, as_whole, otherwise)


def _cleaned(
    columns: Ints, coefficient: Floats, least: float, lower: Floats, upper: Floats, lost: float
) -> Cut | None:
    """Take fixed columns at their value and tiny coefficients at the bound that admits most, if it is one.

    ``lost``: what rounding can amount to.
    """
    lower, upper = lower[columns], upper[columns]
    size = np.where(lower < upper, np.abs(coefficient), 0)
    largest = float(size.max(initial=0))
    if largest == 0:
        return None
    tiny = size < TINY * largest
    bound = np.where(coefficient > 0, upper, lower)
    removed = tiny & (coefficient != 0)
    if np.isinf(bound[removed]).any():
        return None
    least -= float(coefficient[removed] @ bound[removed])
    columns, coefficient, size = columns[~tiny], coefficient[~tiny], size[~tiny]
    if size.max() > WIDEST * size.min():
        return None
    least -= max(SAFETY * (abs(least) + 1), lost)
    return Cut(columns.astype(np.int64), coefficient, least, 0.0, None)
