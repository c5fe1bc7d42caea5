"""Pieces of a problem that hardly any move connects, but totals of the whole district do.

Once the rows that several pieces have a part in are priced (Lagrange), each piece is a problem of its own. Their duals
and the prices together are a dual of the whole, and what that proves need not be believed (``modelling.bounds``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from rotation.modelling.problem import Problem
from rotation.modelling.rows import Rows
from rotation.rules.quantity import Floats, Ints

__all__ = ["SHARED", "Pieces", "Slice", "of_several", "pieces_of", "sections_apart", "slice_of"]

Mask = NDArray[np.bool_]
FEWEST_ARCS: Final = 20_000
"""Smaller pieces are put together until they have so many."""
SHARED, BETWEEN = -1, -2


@dataclass(frozen=True, eq=False)
class Pieces:
    """For each column and row the piece that it belongs to.

    ``SHARED`` are those that belong to none or several, ``BETWEEN`` the arcs from one piece to another; ``count``
    pieces.
    """

    column: Ints
    row: Ints
    count: int

    def of(self, *pieces: int) -> tuple[Ints, Ints]:
        """Return the columns and rows of some pieces, in order."""
        columns, rows = self._listed
        if len(pieces) == 1:
            return columns[pieces[0] + 2], rows[pieces[0] + 2]
        return (
            np.sort(np.concatenate([columns[one + 2] for one in pieces])),
            np.sort(np.concatenate([rows[one + 2] for one in pieces])),
        )

    @cached_property
    def _listed(self) -> tuple[list[Ints], list[Ints]]:
        return _listed(self.column, self.count), _listed(self.row, self.count)


def sections_apart(problem: Problem, school: Ints) -> Ints:
    """Return a piece for each section: no possible move leads from one to another but between ``school``'s pieces."""
    facts, arcs = problem.facts, problem.arcs
    sections = len(facts.sections)
    origin, destination = facts.standing[arcs.teacher], arcs.section
    inside = school[facts.school[origin]] == school[facts.school[destination]]
    ways = sparse.coo_array(
        (np.ones(int(inside.sum()), np.int8), (origin[inside], destination[inside])), shape=(sections, sections)
    )
    found, label = connected_components(ways, directed=False)
    size = np.bincount(label[origin], minlength=found)
    largest = np.argsort(-size, kind="stable")
    before = np.cumsum(size[largest]) - size[largest]
    # Small ones come last; of those, as many as have so many arcs are one.
    alone = size[largest] >= FEWEST_ARCS
    together = alone.sum() + (before - size[largest][alone].sum()) // FEWEST_ARCS
    piece = np.empty(found, np.int64)
    piece[largest] = np.where(alone, np.arange(found), together)
    return np.asarray(np.unique(piece[label], return_inverse=True)[1], np.int64)


def pieces_of(problem: Problem, rows: Rows, section: Ints) -> Pieces:
    """Say of every column and row to which of the sections' pieces it belongs: that of the arcs it hangs on."""
    arcs = len(problem.arcs)
    by_row = rows.matrix.joined()
    by_column = by_row.tocsc()
    column = np.full(by_row.shape[1], SHARED, np.int64)
    origin, destination = section[problem.facts.standing[problem.arcs.teacher]], section[problem.arcs.section]
    column[:arcs] = np.where(origin == destination, origin, BETWEEN)
    while True:
        row, torn = _common(by_row, column)
        following = column.copy()
        found, between = _common(by_column, row)
        following[arcs:] = np.where(between[arcs:], SHARED, found[arcs:])
        if (following == column).all():
            break
        column = following
    mixed = abs(by_row) @ (column == SHARED).astype(np.float64) > 0
    row[torn | mixed] = SHARED
    return Pieces(column, row, int(section.max(initial=0)) + 1)


def of_several(rows: Rows, pieces: Pieces) -> Mask:
    """Mark the rows about several pieces: with columns of several, or with a total that such a row defines."""
    size = abs(rows.matrix.joined())
    torn = _common(size, pieces.column)[1]
    total = (pieces.column == SHARED) & (size.T @ torn.astype(np.float64) > 0)
    return np.asarray(torn | (size @ total.astype(np.float64) > 0))


def _listed(label: Ints, count: int) -> list[Ints]:
    """Return what bears each label from -2 on, ascending."""
    order = np.argsort(label, kind="stable")
    return np.split(order, np.searchsorted(label[order], np.arange(-1, count)))


def _common(matrix: sparse.sparray, label: Ints) -> tuple[Ints, Mask]:
    """Return the label that the entries of each line have in common, and which lines have several."""
    size = len(matrix.indptr) - 1
    labels = label.astype(np.int32)[matrix.indices]  # narrow: a province has 27 million entries
    known = labels >= 0
    lines = np.repeat(np.arange(size, dtype=np.int32), np.diff(matrix.indptr))[known]
    labels = labels[known]
    least, most = np.full(size, 2**31, np.int64), np.full(size, SHARED, np.int64)
    if len(labels):
        first = np.flatnonzero(np.diff(lines, prepend=-1))
        least[lines[first]] = np.minimum.reduceat(labels, first)
        most[lines[first]] = np.maximum.reduceat(labels, first)
    return np.where(least == most, most, SHARED), least < most


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """A problem in some columns and rows of another."""

    problem: Problem
    column: Ints
    row: Ints


def slice_of(
    problem: Problem, rows: Rows, lower: Floats, upper: Floats, column: Ints, row: Ints, fixed: Floats | None = None
) -> Slice:  # fmt: skip
    """Return the problem in some of its columns and rows, without costs.

    The rest is held at the values ``fixed``, or left out where the rows have nothing of it (None).
    """
    arcs = problem.arcs
    taken = arcs.take(column[column < len(arcs)])
    place = np.full(len(lower), -1, np.int32)
    place[column] = np.arange(len(column))
    by_row = rows.matrix[row]
    within = place[by_row.indices]
    inside = within >= 0
    starts = np.concatenate([[0], np.cumsum(inside)])[by_row.indptr]
    matrix = sparse.csr_array((by_row.data[inside], within[inside], starts), shape=(len(row), len(column))).tocsc()
    held = 0.0
    if fixed is not None:
        rest = fixed.copy()
        rest[column] = 0
        held = by_row @ rest
    base = row[row < len(problem.defined)]
    defined = np.full(len(row), -1, np.int64)
    named = problem.defined[base]
    defined[: len(base)] = np.where(named >= 0, place[named], -1)
    part = replace(
        problem, arcs=taken, matrix=matrix, row_lower=rows.lower[row] - held,
        row_upper=rows.upper[row] - held, lower=lower[column], upper=upper[column], whole=problem.whole[column],
        natural=problem.natural[column], cost={}, constant={}, statements=(), column_blocks=(),
        row_blocks=(), defined=defined, lessons=None,
    )  # fmt: skip
    return Slice(part, column, row)
