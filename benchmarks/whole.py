"""The same statements in whole numbers, as CP-SAT wants them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.modelling import Problem

__all__ = ["WholeModel", "whole_model"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FINE: Final = 1e4
"""Units of a column that has no whole value of its own."""
DIGITS: Final = 1e4
"""The smallest coefficient of a row with fractions becomes at least this."""
LARGEST: Final = float(2**45)


@dataclass(frozen=True, slots=True, eq=False)
class WholeModel:
    """``matrix`` (by rows) * columns between ``row_lower`` and ``row_upper``; None stands for no limit.

    A column counts ``1 / scale`` of the problem's column.
    """

    matrix: sparse.csr_array
    row_lower: list[int | None]
    row_upper: list[int | None]
    lower: Ints
    upper: Ints
    scale: Floats


def whole_model(problem: Problem) -> WholeModel:
    """Return a problem in whole numbers that excludes none of its plans.

    A column that a row of whole numbers ties to whole columns (movers, lessons, steps of a convex cost) has a
    whole value in some best plan and stays as it is; any other continuous one is counted in ten-thousandths.
    Rows with fractions are multiplied until the smallest coefficient has five digits, then rounded outward:
    coefficients and limits each in the direction that admits more.
    """
    matrix = problem.matrix.tocsr()
    upper = _finite_upper(problem, matrix)
    fractional = _rows_with_fractions(problem, matrix)
    in_whole_row = np.zeros(len(upper), bool)
    in_whole_row[matrix[~fractional].indices] = True
    scale = np.where(problem.whole | in_whole_row, 1.0, FINE)

    scaled = matrix.copy().astype(np.float64)
    scaled.data = scaled.data / scale[scaled.indices]
    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    factor = np.ones(matrix.shape[0])
    for row in np.flatnonzero(fractional).tolist():
        data = np.abs(scaled.data[scaled.indptr[row] : scaled.indptr[row + 1]])
        if len(data):
            wanted = 10.0 ** np.ceil(np.log10(DIGITS / data.min()))
            most = LARGEST / max(1.0, float(data @ (upper * scale)[_columns(scaled, row)]))
            factor[row] = min(wanted, 10.0 ** np.floor(np.log10(most)))
    scaled.data = scaled.data * factor[row_of]
    # Columns are never negative: smaller coefficients admit more under an upper limit, larger above a lower.
    only_above = np.isinf(problem.row_upper) & ~np.isinf(problem.row_lower)
    rounded = np.where(only_above[row_of], np.ceil(scaled.data - 1e-9), np.floor(scaled.data + 1e-9))
    if (fractional & ~np.isinf(problem.row_lower) & ~np.isinf(problem.row_upper)).any():
        raise ValueError("a row with fractions and two limits cannot be rounded outward")
    scaled.data = rounded.astype(np.int64)
    return WholeModel(
        matrix=scaled,
        row_lower=[None if np.isinf(v) else int(np.floor(v + 1e-9)) for v in problem.row_lower * factor],
        row_upper=[None if np.isinf(v) else int(np.ceil(v - 1e-9)) for v in problem.row_upper * factor],
        lower=np.ceil(problem.lower * scale - 1e-9).astype(np.int64),
        upper=np.floor(upper * scale + 1e-9).astype(np.int64),
        scale=scale,
    )


def _columns(matrix: sparse.csr_array, row: int) -> Ints:
    return np.asarray(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]], np.int64)


def _rows_with_fractions(problem: Problem, matrix: sparse.csr_array) -> NDArray[np.bool_]:
    broken = np.abs(matrix.data - np.round(matrix.data)) > 1e-9
    rows = np.zeros(matrix.shape[0], bool)
    rows[np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[broken]] = True
    for limit in (problem.row_lower, problem.row_upper):
        known = np.isfinite(limit)
        rows[known] |= np.abs(limit[known] - np.round(limit[known])) > 1e-9
    return rows


def _finite_upper(problem: Problem, matrix: sparse.csr_array) -> Floats:
    """Bound the columns without an upper bound by the most that a row can need of them."""
    if (problem.lower < 0).any():
        raise ValueError("a column below zero cannot be rounded outward")
    upper = problem.upper.copy()
    while len(left := np.flatnonzero(np.isinf(upper))):
        found = {column: _most_needed(problem, matrix, upper, column) for column in left.tolist()}
        known = {column: most for column, most in found.items() if np.isfinite(most)}
        if not known:
            raise ValueError("a column has no upper bound")
        for column, most in known.items():
            upper[column] = np.ceil(most)
    return np.asarray(upper)


def _most_needed(problem: Problem, matrix: sparse.csr_array, upper: Floats, column: int) -> float:
    """Return what the rows still need of a column when the other columns do least for them."""
    most = 0.0
    by_column = problem.matrix
    for place in range(by_column.indptr[column], by_column.indptr[column + 1]):
        row, own = int(by_column.indices[place]), float(by_column.data[place])
        others = _columns(matrix, row)
        factors = matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]][others != column]
        others = others[others != column]
        least = np.where(factors > 0, problem.lower[others], upper[others])
        greatest = np.where(factors > 0, upper[others], problem.lower[others])
        if own > 0 and np.isfinite(problem.row_lower[row]):
            most = max(most, (problem.row_lower[row] - float(factors @ least)) / own)
        elif own < 0 and np.isfinite(problem.row_upper[row]):
            most = max(most, (problem.row_upper[row] - float(factors @ greatest)) / own)
    return most
