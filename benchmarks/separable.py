"""Our statements as counts over single moves, each with a price of its own: what an incremental scorer can be given.

The matrix defines hubs, movers and heads by equations; put in, every row is a sum over arcs. What else stands in a row
(a shortfall, the steps of a square) is completed at least cost for each value of the sum, so that a count and a table
say all. Of the lessons only those in the main subject are such counts: what further certificates and open lessons
make good, and the excess over a CV cap, depend on several counts at once and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from rotation.domain.words import SUBJECTS
from rotation.modelling import Problem
from rotation.rules.quantity import Floats, Ints, Quantity

__all__ = ["HARD", "SCALE", "Count", "Separable", "separable"]

HARD = "hard"
SCALE = {"balance": 1_000}
"""Prices are whole: those of the balance are counted in thousandths."""


@dataclass(frozen=True, slots=True)
class Count:
    """Sum of ``coefficient`` over the chosen of ``arcs``; ``price[value - least]`` is paid on ``level``."""

    level: str
    arcs: Ints
    coefficient: Ints
    least: int
    price: Ints


@dataclass(frozen=True, slots=True)
class Separable:
    """``arc_price`` per tier is what each arc costs whatever else is chosen."""

    counts: tuple[Count, ...]
    arc_price: Mapping[str, Ints]
    rows_left_out: int


def separable(problem: Problem) -> Separable:
    """Return the counts of a problem."""
    tiers = list(problem.cost)
    matrix = problem.matrix.tocsr()
    over, constant, known = _defined(problem, matrix)
    counts, left_out = [], 0
    claimed = known.copy()
    lessons = problem.lessons
    if lessons is not None:
        for columns in (lessons.unfilled, lessons.other):
            claimed[columns[columns >= 0]] = True
        counts += list(_main_lessons(problem, over, constant))
    sums = (matrix[:, known] @ over[known]).tocsr()
    fixed = matrix[:, known] @ constant[known]
    for row in range(len(problem.row_lower)):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        columns, factors = matrix.indices[start:end], matrix.data[start:end]
        free = ~known[columns]
        arcs = sums.indices[sums.indptr[row] : sums.indptr[row + 1]]
        value = sums.data[sums.indptr[row] : sums.indptr[row + 1]]
        keep = np.abs(value) > 1e-9
        arcs, value = arcs[keep], np.round(value[keep])
        if not len(arcs):
            continue
        if claimed[columns[free]].any():
            left_out += 1
            continue
        claimed[columns[free]] = True
        limits = (problem.row_lower[row] - fixed[row], problem.row_upper[row] - fixed[row])
        counts += _count(problem, tiers, arcs, value.astype(np.int64), columns[free], factors[free], limits)
    direct = {
        tier: np.round((problem.cost[tier][known] @ over[known]) * SCALE.get(tier, 1)).astype(np.int64)
        for tier in tiers
    }
    return Separable(tuple(counts), direct, left_out)


def _defined(problem: Problem, matrix: Any) -> tuple[Any, Floats, Any]:
    """Return every column that equations fix, as a sum over arcs: (columns x arcs), constants, which they are."""
    arcs, size = len(problem.arcs), len(problem.lower)
    over = sparse.eye_array(size, arcs, format="csr")
    constant = np.zeros(size)
    known = np.arange(size) < arcs
    equation = problem.row_lower == problem.row_upper
    pattern = matrix.copy()
    pattern.data = np.ones_like(pattern.data)
    while True:
        rows = np.flatnonzero(equation & (pattern @ ~known == 1))
        if not len(rows):
            return over, constant, known
        part = matrix[rows]
        at = part.tocoo()
        new = ~known[at.col]
        row, column, factor = at.row[new], at.col[new], at.data[new]
        _, first = np.unique(column, return_index=True)
        row, column, factor = row[first], column[first], factor[first]
        rest = part[row][:, known]
        share = sparse.diags_array(-1 / factor) @ (rest @ over[known])
        put = sparse.csr_array((np.ones(len(column)), (column, np.arange(len(column)))), (size, len(column)))
        over = (over + put @ share).tocsr()
        constant[column] = (problem.row_lower[rows[row]] - rest @ constant[known]) / factor
        known[column] = True


def _count(
    problem: Problem,
    tiers: list[str],
    arcs: Ints,
    value: Ints,
    columns: Ints,
    factors: Floats,
    limits: tuple[float, float],
) -> Iterator[Count]:
    """Price every value of a row's sum: a violation where nothing completes it, else the cheapest completion."""
    least, most = int(value[value < 0].sum()), int(value[value > 0].sum())
    sums = np.arange(least, most + 1, dtype=np.float64)
    lower: Floats = limits[0] - sums
    upper: Floats = limits[1] - sums
    if not len(columns):
        broken = np.maximum(0, np.maximum(lower, -upper))
        if broken.any():
            yield Count(HARD, arcs, value, least, np.ceil(broken - 1e-9).astype(np.int64))
        return
    for tier in tiers:
        cost = problem.cost[tier][columns]
        if cost.any():
            price = _completed(cost, factors, problem.upper[columns], lower, upper) * SCALE.get(tier, 1)
            yield Count(tier, arcs, value, least, np.round(price).astype(np.int64))


def _completed(cost: Floats, factors: Floats, most: Floats, lower: Floats, upper: Floats) -> Floats:
    """Return the least cost of columns from 0 to ``most`` whose weighted sum lies between the limits."""
    begin = float(np.minimum(0, factors * most).sum())
    paid = float((cost * most)[factors < 0].sum())
    slope, width = cost / factors, np.abs(factors) * most
    order = np.argsort(slope, kind="stable")
    sums = begin + np.concatenate([[0.0], np.cumsum(width[order])])
    costs = paid + np.concatenate([[0.0], np.cumsum((slope * width)[order])])
    best = sums[np.argmin(costs)]
    reached = np.clip(best, np.maximum(lower, sums[0]), np.minimum(upper, sums[-1]))
    return np.asarray(np.interp(reached, sums, costs), np.float64)


def _main_lessons(problem: Problem, over: Any, constant: Floats) -> Iterator[Count]:
    lessons = problem.lessons
    assert lessons is not None
    part: Quantity = lessons.main_part
    shape = (part.size, over.shape[0])
    expression = sparse.csr_array((part.coefficient, (part.row, part.column)), shape)
    sums, fixed = (expression @ over).tocsr(), expression @ constant + part.constant
    for pair in np.flatnonzero(lessons.subject < len(SUBJECTS)):
        arcs = sums.indices[sums.indptr[pair] : sums.indptr[pair + 1]]
        value = np.round(sums.data[sums.indptr[pair] : sums.indptr[pair + 1]]).astype(np.int64)
        arcs, value = arcs[value != 0], value[value != 0]
        if len(arcs):
            least, most = int(value[value < 0].sum()), int(value[value > 0].sum())
            unfilled = np.maximum(0, lessons.need[pair] - fixed[pair] - np.arange(least, most + 1))
            for tier, cost in problem.cost.items():
                if each := cost[lessons.unfilled[pair]]:
                    yield Count(tier, arcs, value, least, np.round(unfilled * each).astype(np.int64))
