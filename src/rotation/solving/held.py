"""What HiGHS holds of a problem: the columns that matter and the rows they stand in, kept in step with a stack of rows.

Most possible moves are at zero in every good solution. An arc, and the counts of a person and of a hub that only arcs
lead to, stay outside until they are let in; with them comes the row that defines such a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from rotation.modelling.problem import Problem
from rotation.modelling.rows import RowStack
from rotation.rules.quantity import Floats
from rotation.solving.highs import linear_program, new_highs
from rotation.solving.inverse import SLACK, Inverse
from rotation.solving.ranking import rank

__all__ = ["Basis", "Held", "Place"]

Ints = NDArray[np.int64]
Statuses = NDArray[np.object_]
FIRST_OF_EACH: Final = 3
"""Arcs of each teacher to begin with, the cheapest by the first objective."""
FEW: Final = 3_000
"""Arcs that are all held from the start: to price in so few takes longer than to look at them all."""
SPREAD: Final = 2_654_435_761
"""Scatters arcs that all cost the same, so that not everybody's first are the same few places (1000x60000 with one
balance: relaxed in 22 s for 132)."""

Place = tuple[Any, int, int]
"""A basis, and how many columns and rows there were."""


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What the simplex stood on: the columns and rows it held, by their numbers in the problem, and their status."""

    column: Ints
    column_status: Statuses
    row: Ints
    row_status: Statuses


class Held:
    """Some columns and rows of a problem in HiGHS, under one objective at a time.

    Parameters
    ----------
    problem
        Its arcs, and the columns that ``problem.defined`` names, begin outside.
    stack
        All rows as they are now; rows added to it must be told by ``grown``.
    """

    def __init__(self, problem: Problem, stack: RowStack) -> None:
        self._problem, self._stack = problem, stack
        self.cost = np.zeros(len(problem.lower))
        self.lower, self.upper = problem.lower.copy(), problem.upper.copy()
        self._arcs = len(problem.arcs)
        self._outside = np.zeros(len(problem.lower), bool)
        self._outside[: self._arcs] = True
        lazy = np.flatnonzero(problem.defined >= 0)
        self._outside[problem.defined[lazy]] = True
        self._column, self._row = np.empty(0, np.int64), np.empty(0, np.int64)
        self._column_at = np.full(len(problem.lower), -1, np.int64)
        self._row_at = np.full(len(problem.row_lower), -1, np.int64)
        self._highs: Any = None
        self._near = False

    # --- changes -------------------------------------------------------------------------------------

    def price(self, cost: Floats) -> None:
        """Minimise these costs from now on."""
        self.cost = cost
        if self._highs is not None:
            every = np.arange(len(self._column), dtype=np.int32)
            self._highs.changeColsCost(len(every), every, self._held(cost))

    def grown(self) -> None:
        """Take in the rows that were added to the stack."""
        if self._highs is None:
            return
        first, rows = len(self._row_at), self._stack.now()
        new = np.arange(first, len(rows.lower))
        self._row_at = np.append(self._row_at, len(self._row) + np.arange(len(new)))
        self._row = np.concatenate([self._row, new])
        added = rows.matrix.of_rows(new)
        column = self._column_at[added.column]
        held = column >= 0
        starts = np.cumsum([0, *np.bincount(added.place[held], minlength=len(new))[:-1]])
        # All at once: one at a time costs a millisecond each.
        self._highs.addRows(
            len(new), rows.lower[new], rows.upper[new], int(held.sum()), starts.astype(np.int32),
            column[held].astype(np.int32), added.factor[held],
        )  # fmt: skip

    def limit(self, row: Ints, lower: Floats, upper: Floats) -> None:
        """Give rows new limits."""
        if self._highs is None:
            return
        at = self._row_at[row]
        for index, low, high in zip(at.tolist(), lower.tolist(), upper.tolist(), strict=True):
            if index >= 0:
                self._highs.changeRowBounds(index, low, high)

    def rewind(self, size: int) -> None:
        """Let the rows from the ``size``-th on go, which the stack no longer has."""
        if self._highs is None:
            return
        gone = np.flatnonzero(self._row >= size).astype(np.int32)
        self._highs.deleteRows(len(gone), gone)
        self._row = self._row[self._row < size]
        self._row_at = np.full(size, -1, np.int64)
        self._row_at[self._row] = np.arange(len(self._row))

    def bounds(self, lower: Floats, upper: Floats) -> None:
        """Change the columns' bounds."""
        changed = (lower != self.lower) | (upper != self.upper)
        if not changed.any():
            return
        self.lower, self.upper = lower.copy(), upper.copy()
        if self._highs is not None:
            self._let_in(np.flatnonzero(self._outside[: self._arcs] & (lower[: self._arcs] > 0)))
            at = np.flatnonzero(changed[self._column]).astype(np.int32)
            column = self._column[at]
            self._highs.changeColsBounds(len(at), at, lower[column], upper[column])

    def include(self, columns: Ints) -> None:
        """Take these arcs in, whatever they cost."""
        if self._highs is None:
            self._outside[columns] = False
        else:
            self._let_in(columns[self._outside[columns]])

    # --- the basis -----------------------------------------------------------------------------------

    def remember(self) -> Place:
        """Return where the program stands, for ``recall``."""
        return self._highs.getBasis(), len(self._column), len(self._row)

    def recall(self, place: Place) -> None:
        """Stand where it once stood; rows added since are slack, columns at zero."""
        basis, columns, rows = place
        status = highspy.HighsBasisStatus
        lower = [status.kLower] * (len(self._column) - columns)
        basis.col_status = [*list(basis.col_status)[:columns], *lower]
        basis.row_status = [*list(basis.row_status)[:rows], *[status.kBasic] * (len(self._row) - rows)]
        self._highs.setBasis(basis)

    def forget(self, seed: int) -> None:
        """Stand nowhere: the next run begins anew, and by another seed ends on another basis of the same optimum."""
        if self._highs is not None:
            self._highs.clearSolver()
            self._highs.setOptionValue("random_seed", seed)

    def basis(self, place: Place) -> Basis:
        """Return where the program once stood, in terms that hold for others too."""
        held, columns, rows = place
        return Basis(
            self._column[:columns], _statuses(held.col_status)[:columns],
            self._row[:rows], _statuses(held.row_status)[:rows],
        )  # fmt: skip

    def stand(self, basis: Basis) -> None:
        """Stand on a basis of another program; HiGHS makes it one where it is none here."""
        if self._highs is None:
            self._begin()
        status = highspy.HighsBasisStatus
        column = np.full(len(self.cost), status.kLower, object)
        row = np.full(len(self._stack), status.kBasic, object)
        column[basis.column], row[basis.row] = basis.column_status, basis.row_status
        held = highspy.HighsBasis()
        held.valid = held.alien = True
        held.col_status, held.row_status = column[self._column].tolist(), row[self._row].tolist()
        self._highs.setBasis(held)
        self._near = True

    def inside(self) -> Ints:
        """Return the arcs that are held."""
        return self._column[self._column < self._arcs]

    def basic(self) -> Ints:
        """Return what the basis holds: a column, or -1 - row for a row."""
        if not len(self._column):  # HiGHS then makes no basis, and tells of a column 0
            return -1 - self._row
        held = np.array(self._highs.getBasicVariables()[1], np.int64)
        is_column = held >= 0
        result = np.empty(len(held), np.int64)
        result[is_column] = self._column[held[is_column]]
        result[~is_column] = -1 - self._row[-1 - held[~is_column]]
        return result

    def inverse(self, basic: Ints) -> tuple[Inverse, Ints]:
        """Return the inverse of a basis as ``basic`` tells it, and which of all rows its rows are."""
        is_column = basic >= 0
        slack = np.full(len(basic), SLACK)
        slack[~is_column] = self._row_at[-1 - basic[~is_column]]
        return Inverse(self._stack.now().matrix.columns(basic[is_column]).tocsr()[self._row], slack), self._row

    # --- what HiGHS holds ----------------------------------------------------------------------------

    def _begin(self) -> None:
        """Hand HiGHS everything but arcs, and of these the cheapest few of each teacher."""
        arcs = self._problem.arcs
        cost = self.cost[: self._arcs]
        if len(cost) and cost.min() == cost.max():
            cost = (np.arange(self._arcs) * SPREAD % 2**32).astype(np.float64)
        order = np.lexsort([cost, arcs.teacher])
        self._outside[order[(rank(arcs.teacher[order]) < FIRST_OF_EACH) | (self._arcs <= FEW)]] = False
        self._outside[self.lower > 0] = False
        touched = np.unique(self._problem.matrix[:, np.flatnonzero(~self._outside[: self._arcs])].indices)
        counts = self._problem.defined[touched]
        self._outside[counts[counts >= 0]] = False

        rows = self._stack.now()
        inside = np.ones(len(rows.lower), bool)
        lazy = np.flatnonzero(self._problem.defined >= 0)
        inside[lazy] = ~self._outside[self._problem.defined[lazy]]
        self._column, self._row = np.flatnonzero(~self._outside), np.flatnonzero(inside)
        self._column_at[self._column] = np.arange(len(self._column))
        self._row_at = np.full(len(rows.lower), -1, np.int64)
        self._row_at[self._row] = np.arange(len(self._row))
        held = rows.matrix.columns(self._column).tocsr()[self._row].tocsc()
        self._highs = new_highs()
        self._highs.passModel(
            linear_program(
                held, rows.lower[self._row], rows.upper[self._row], self._held(self.lower), self._held(self.upper),
                self._held(self.cost),
            )
        )  # fmt: skip

    def _let_in(self, arcs: Ints) -> None:
        """Take arcs in, with the counts that only they lead to and the rows that define these."""
        if not len(arcs):
            return
        rows = np.unique(self._problem.matrix[:, arcs].indices)
        rows = rows[self._row_at[rows] < 0]
        limits = self._stack.now()
        self._row_at[rows] = 0
        none = np.empty(0, np.int32)
        self._highs.addRows(
            len(rows), limits.lower[rows], limits.upper[rows], 0, np.zeros(len(rows), np.int32), none, np.empty(0)
        )
        self._row_at[rows] = len(self._row) + np.arange(len(rows))
        self._row = np.concatenate([self._row, rows])
        new = np.concatenate([self._problem.defined[rows], arcs])
        self._outside[new] = False
        self._column_at[new] = len(self._column) + np.arange(len(new))
        self._column = np.concatenate([self._column, new])
        matrix = limits.matrix.columns(new)
        self._highs.addCols(
            len(new), self.cost[new], self.lower[new], self.upper[new], matrix.nnz,
            matrix.indptr[:-1].astype(np.int32), self._row_at[matrix.indices].astype(np.int32), matrix.data,
        )  # fmt: skip

    def _held(self, values: Floats) -> Floats:
        return np.asarray(values[self._column])


def _statuses(held: Any) -> Statuses:
    statuses = np.empty(len(held), object)
    statuses[:] = list(held)
    return statuses
