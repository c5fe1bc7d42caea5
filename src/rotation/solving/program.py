"""A linear program of which HiGHS holds the columns that matter; the others are priced in when they would pay.

Most possible moves are at zero in every good solution. An arc, and the counts of a person and of a hub that only arcs
lead to, stay outside until their reduced cost says that they would lower the objective; with them comes the row that
defines such a count. While a count is outside, the price of its row is the one that makes its reduced cost zero: what
an arc through it would cost all in all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from rotation.domain.words import SUBJECTS
from rotation.errors import SolverError
from rotation.modelling.bounds import least
from rotation.modelling.problem import Problem
from rotation.modelling.rows import RowStack
from rotation.rules.quantity import Floats
from rotation.solving.highs import linear_program, new_highs
from rotation.solving.ranking import rank

__all__ = ["Basis", "Place", "Program", "Stopped"]

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Statuses = NDArray[np.object_]
DUAL: Final = 1
PRIMAL: Final = 4
EMPTY: Final = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
FIRST_OF_EACH: Final = 3
"""Arcs of each teacher to begin with, the cheapest by the first objective."""
OF_EACH: Final = 3
"""Arcs of each teacher, and of each section and subject, priced in at once."""
SPREAD: Final = 2_654_435_761
"""Scatters arcs that all cost the same, so that not everybody's first are the same few places (1000x60000 with one
balance: relaxed in 22 s for 132)."""
LEAST_ADDED: Final = 1_500
MOST_ADDED: Final = 0.5
"""Arcs priced in at once, at most this share of the columns within."""
MANY: Final = 0.2
"""Share of columns priced in above which it is quicker to begin anew than to go on."""
FEW: Final = 0.02
"""Share of columns priced in below which the primal simplex goes on from where it stands."""
PAYS: Final = 1e-9
ANEW: Final[tuple[Mapping[str, str], ...]] = ({}, {"presolve": "off"}, {"solver": "ipm"})
"""What is tried in turn where the simplex ends without an answer (once in a run of minutes on 10,000 teachers)."""

DISTURBED: Final = "dual_simplex_cost_perturbation_multiplier"
SHIFTED: Final = "primal_simplex_bound_perturbation_multiplier"
"""The primal simplex shifts bounds, and sometimes cannot take that back: a column then stands a whole unit outside and
the status is unknown. The same run without shifting takes a tenth of beginning anew (200x10000: 41 s in one tier)."""
UNKNOWN: Final = highspy.HighsModelStatus.kUnknown
MANY_STEPS: Final = 1.0
"""The dual simplex disturbs the costs before it begins, which helps on a long way; near its end it wanders then: 4,231
steps on county with one person kept, 273 without. So it does not where it goes on from another program's basis, but for
what takes more steps than this share of the rows."""


class Stopped(Exception):  # noqa: N818 - not an error: the user or a limit ended the search
    """The search was asked to end."""


Place = tuple[Any, int, int]
"""A basis, and how many columns and rows there were."""


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What the simplex stood on: the columns and rows it held, by their numbers in the problem, and their status."""

    column: Ints
    column_status: Statuses
    row: Ints
    row_status: Statuses


class Program:
    """The relaxation of a problem with the rows of a stack, under one objective at a time.

    Parameters
    ----------
    problem
        Its arcs, and the columns that ``problem.defined`` names, begin outside.
    stack
        All rows as they are now; rows added to it must be told by ``grown``.
    """

    def __init__(self, problem: Problem, stack: RowStack) -> None:
        self._problem, self._stack = problem, stack
        self.cost = self.aim = np.zeros(len(problem.lower))
        self.scale = 1.0
        self.lower, self.upper = problem.lower.copy(), problem.upper.copy()
        self._arcs = len(problem.arcs)
        self._outside = np.zeros(len(problem.lower), bool)
        self._outside[: self._arcs] = True
        lazy = np.flatnonzero(problem.defined >= 0)
        self._outside[problem.defined[lazy]] = True
        self._column, self._row = np.empty(0, np.int64), np.empty(0, np.int64)
        self._row_at = np.full(len(problem.row_lower), -1, np.int64)
        self._highs: Any = None
        self._near = False

    # --- changes -------------------------------------------------------------------------------------

    def objective(self, cost: Floats, aim: Floats | None = None, scale: float = 1.0) -> None:
        """Minimise these costs from now on.

        ``aim``: the costs that values, reduced costs and duals are to speak of, ``scale`` times which the costs hardly
        differ from: what little else is in them chooses among equals, so that the simplex does not wander about.
        """
        self.cost, self.aim, self.scale = cost, cost if aim is None else aim, scale
        if self._highs is not None:
            every = np.arange(len(self._column), dtype=np.int32)
            self._highs.changeColsCost(len(every), every, self._held(cost))

    def grown(self) -> None:
        """Take in the rows that were added to the stack."""
        if self._highs is None:
            return
        first, rows = len(self._row_at), self._stack.now()
        new = np.arange(first, len(rows.lower))
        self._row_at = np.append(self._row_at, np.empty(len(new), np.int64))
        held = rows.matrix[new][:, self._column].tocsr()
        self._append_rows(new, held)

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

    # --- solving -------------------------------------------------------------------------------------

    def solve(
        self, primal: bool, seconds: float, settled: Callable[[float, float], bool] = lambda value, bound: False
    ) -> tuple[float, Floats, Floats, Floats] | None:
        """Return value, columns, reduced costs and duals of the optimum over all columns; None if there is none.

        Parameters
        ----------
        primal
            Only the objective changed since the last time.
        settled
            Told the value and what the duals prove; True where nothing more need be priced in.
        """
        if self._highs is None:
            self._begin()
        simplex, failed = PRIMAL if primal else DUAL, 0
        while True:
            status = self._run(simplex, seconds, ANEW[failed - 1] if failed else {})
            if status in EMPTY:
                chosen = self._mending()
                if not len(chosen):
                    return None
                simplex = DUAL
            elif status == highspy.HighsModelStatus.kModelEmpty:  # no columns: rows hold at zero or not at all
                rows = self._stack.now()
                if (rows.lower > 0).any() or (rows.upper < 0).any():
                    return None
                return 0.0, np.empty(0), np.empty(0), np.zeros(len(rows.lower))
            elif status == highspy.HighsModelStatus.kTimeLimit:
                raise Stopped
            elif status != highspy.HighsModelStatus.kOptimal:
                if failed == len(ANEW):
                    raise SolverError(f"the relaxation ended with {self._highs.modelStatusToString(status)}")
                # Numbers went astray on the way: begin anew.
                self._highs.clearSolver()
                simplex, failed = DUAL, failed + 1
                continue
            else:
                solution = self._highs.getSolution()
                held = np.array(solution.row_dual)
                chosen = self._paying(self.cost - self._stack.weighed(self._all_duals(held, self.cost)))
                value = float(self.aim[self._column] @ solution.col_value)
                dual = self._all_duals(held / self.scale, self.aim)
                reduced = self.aim - self._stack.weighed(dual)
                bound = self.repair(dual, reduced)
                if not len(chosen) or settled(value, bound):
                    columns = np.zeros(len(self.cost))
                    columns[self._column] = solution.col_value
                    return value, columns, reduced, dual
                simplex = PRIMAL if len(chosen) < FEW * len(self._column) else DUAL
            many = len(chosen) > MANY * len(self._column)
            self._let_in(chosen)
            failed = 0
            if many:
                self._highs.clearSolver()
                simplex = DUAL

    def _run(self, simplex: int, seconds: float, options: Mapping[str, str]) -> Any:
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        self._highs.setOptionValue("simplex_strategy", simplex)
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        if self._near:
            self._highs.setOptionValue(DISTURBED, 0.0)
            self._highs.setOptionValue("simplex_iteration_limit", int(MANY_STEPS * len(self._row)))
            self._highs.run()
            self._highs.setOptionValue(DISTURBED, 1.0)
            self._highs.setOptionValue("simplex_iteration_limit", 2**31 - 1)
        if not self._near or self._highs.getModelStatus() == highspy.HighsModelStatus.kIterationLimit:
            before = self._highs.getBasis() if simplex == PRIMAL else None
            self._highs.run()
            if before is not None and before.valid and self._highs.getModelStatus() == UNKNOWN:
                self._highs.setBasis(before)
                self._highs.setOptionValue(SHIFTED, 0.0)
                self._highs.run()
                self._highs.setOptionValue(SHIFTED, 1.0)
        for name in options:
            self._highs.setOptionValue(name, "choose")
        return self._highs.getModelStatus()

    def _paying(self, reduced: Floats) -> Ints:
        """Return the arcs outside that would lower the objective: the best of each teacher and of each want."""
        arcs, facts = self._problem.arcs, self._problem.facts
        pays = np.flatnonzero(
            self._outside[: self._arcs]
            & (reduced[: self._arcs] < -PAYS * max(1.0, float(np.abs(self.cost).max(initial=0)) * 1e-3))
            & (self.upper[: self._arcs] > 0)
        )
        if len(pays) <= LEAST_ADDED:
            return pays
        pays = pays[np.argsort(reduced[pays], kind="stable")]
        teacher = arcs.teacher[pays]
        want = arcs.section[pays] * len(SUBJECTS) + facts.subject[teacher]
        best = (rank(teacher) < OF_EACH) | (rank(want) < OF_EACH)
        best[:LEAST_ADDED] = True
        return pays[best][: max(LEAST_ADDED, int(MOST_ADDED * len(self._column)))]

    def _mending(self) -> Ints:
        """Return arcs outside that may make an empty program possible; none where nothing would."""
        usable = self._outside[: self._arcs] & (self.upper[: self._arcs] > 0)
        if not usable.any():
            return np.empty(0, np.int64)
        nothing = np.zeros(len(self.cost))
        ray = np.array(self._highs.getDualRay()[2], np.float64)
        if len(ray) == len(self._row):
            for sign in (1.0, -1.0):
                dual = self._all_duals(sign * ray, nothing)
                reduced = -self._stack.weighed(dual)
                if self._proves_empty(dual, reduced):
                    return np.flatnonzero(usable & (reduced[: self._arcs] < -PAYS))
        return np.flatnonzero(usable)

    def _proves_empty(self, dual: Floats, reduced: Floats) -> bool:
        """Say whether a ray shows that the program as it is held has no solution."""
        rows, held = self._stack.now(), self._held(reduced)
        by_row = least(dual, rows.lower, rows.upper)
        by_column = least(np.where(np.abs(held) < PAYS, 0, held), self._held(self.lower), self._held(self.upper))
        return bool(by_row.sum() + by_column.sum() > PAYS)

    def repair(self, dual: Floats, reduced: Floats) -> float:
        """Make reduced costs of free arcs at least zero by their teachers' prices, in place; return what that proves.

        A person has one destination at most, so that an arc which would pay costs the bound once for each person, not
        once for each arc.
        """
        arcs, problem, rows = self._problem.arcs, self._problem, self._stack.now()
        free = (self.lower[: self._arcs] < self.upper[: self._arcs]) & (reduced[: self._arcs] < 0)
        first = np.flatnonzero(np.diff(arcs.teacher, prepend=-1))
        lowest = np.minimum.reduceat(np.where(free, reduced[: self._arcs], 0.0), first)
        size = np.diff(np.append(first, self._arcs))
        mover = problem.matrix.indices[problem.matrix.indptr[first]]
        dual[mover] += lowest
        reduced[: self._arcs] -= np.repeat(lowest, size)
        reduced[problem.defined[mover]] += lowest
        return float(least(dual, rows.lower, rows.upper).sum() + least(reduced, self.lower, self.upper).sum())

    def _all_duals(self, held: Floats, cost: Floats) -> Floats:
        """Give the rows outside the duals that make the reduced costs of what they define zero."""
        dual = np.zeros(len(self._stack))
        dual[self._row] = held
        row = np.flatnonzero((self._problem.defined >= 0) & (self._row_at[: len(self._problem.defined)] < 0))
        column = self._problem.defined[row]
        dual[row] = (self._stack.weighed(dual) - cost)[column]
        return dual

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
        held = np.array(self._highs.getBasicVariables()[1], np.int64)
        is_column = held >= 0
        result = np.empty(len(held), np.int64)
        result[is_column] = self._column[held[is_column]]
        result[~is_column] = -1 - self._row[-1 - held[~is_column]]
        return result

    def multipliers(self, place: int) -> Floats:
        """Return the row of the basis inverse at a place: factors by which the rows add up to the tableau's row."""
        factor = np.zeros(len(self._stack))
        _, value, size, at = self._highs.getBasisInverseRowSparse(place)
        factor[self._row[at[:size]]] = value[at[:size]]
        return factor

    # --- what HiGHS holds ----------------------------------------------------------------------------

    def _begin(self) -> None:
        """Hand HiGHS everything but arcs, and of these the cheapest few of each teacher."""
        arcs = self._problem.arcs
        cost = self.cost[: self._arcs]
        if len(cost) and cost.min() == cost.max():
            cost = (np.arange(self._arcs) * SPREAD % 2**32).astype(np.float64)
        order = np.lexsort([cost, arcs.teacher])
        self._outside[order[rank(arcs.teacher[order]) < FIRST_OF_EACH]] = False
        self._outside[self.lower > 0] = False
        touched = np.unique(self._problem.matrix[:, np.flatnonzero(~self._outside[: self._arcs])].indices)
        counts = self._problem.defined[touched]
        self._outside[counts[counts >= 0]] = False

        rows = self._stack.now()
        inside = np.ones(len(rows.lower), bool)
        lazy = np.flatnonzero(self._problem.defined >= 0)
        inside[lazy] = ~self._outside[self._problem.defined[lazy]]
        self._column, self._row = np.flatnonzero(~self._outside), np.flatnonzero(inside)
        self._row_at = np.full(len(rows.lower), -1, np.int64)
        self._row_at[self._row] = np.arange(len(self._row))
        held = self._stack.columns(self._column).tocsr()[self._row].tocsc()
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
        self._column = np.concatenate([self._column, new])
        matrix = self._stack.columns(new)
        self._highs.addCols(
            len(new), self.cost[new], self.lower[new], self.upper[new], matrix.nnz,
            matrix.indptr[:-1].astype(np.int32), self._row_at[matrix.indices].astype(np.int32), matrix.data,
        )  # fmt: skip

    def _append_rows(self, rows: Ints, held: Any) -> None:
        limits = self._stack.now()
        self._row_at[rows] = len(self._row) + np.arange(len(rows))
        self._row = np.concatenate([self._row, rows])
        # All at once: one at a time costs a millisecond each.
        self._highs.addRows(
            len(rows), limits.lower[rows], limits.upper[rows], held.nnz, held.indptr[:-1].astype(np.int32),
            held.indices.astype(np.int32), held.data,
        )  # fmt: skip

    def _held(self, values: Floats) -> Floats:
        return np.asarray(values[self._column])


def _statuses(held: Any) -> Statuses:
    statuses = np.empty(len(held), object)
    statuses[:] = list(held)
    return statuses
