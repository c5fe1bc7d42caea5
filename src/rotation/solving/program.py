"""A linear program of which HiGHS holds the columns that matter; the others are priced in when they would pay.

An arc stays outside until its reduced cost says that it would lower the objective. While a count is outside, the price
of its row is the one that makes its reduced cost zero: what an arc through it would cost all in all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from rotation.domain.words import SUBJECTS
from rotation.errors import SolverError
from rotation.modelling.bounds import least
from rotation.modelling.problem import Problem
from rotation.modelling.rows import RowStack
from rotation.rules.quantity import Floats
from rotation.solving.held import Held
from rotation.solving.progress import Clock
from rotation.solving.ranking import rank
from rotation.solving.simplex import DUAL, PRIMAL, simplex

__all__ = ["Program", "Stopped"]

Ints = NDArray[np.int64]
CUT_SHORT: Final = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt)
EMPTY: Final = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
OF_EACH: Final = 3
"""Arcs of each teacher, and of each section and subject, priced in at once."""
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


class Stopped(Exception):  # noqa: N818 - not an error: the user or a limit ended the search
    """The search was asked to end."""


class Program(Held):
    """The relaxation of a problem with the rows of a stack: what is held, and whatever else would pay."""

    def __init__(self, problem: Problem, stack: RowStack) -> None:
        super().__init__(problem, stack)
        self.aim = self.cost
        self.scale = 1.0

    def objective(self, cost: Floats, aim: Floats | None = None, scale: float = 1.0) -> None:
        """Minimise these costs from now on.

        ``aim``: the costs that values, reduced costs and duals are to speak of, ``scale`` times which the costs hardly
        differ from: what little else is in them chooses among equals, so that the simplex does not wander about.
        """
        self.aim, self.scale = cost if aim is None else aim, scale
        self.price(cost)

    def solve(
        self, primal: bool, clock: Clock, settled: Callable[[float, float], bool] = lambda value, bound: False
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
        strategy, failed = PRIMAL if primal else DUAL, 0
        while True:
            near = len(self._row) if self._near else None
            status = simplex(self._highs, strategy, clock, ANEW[failed - 1] if failed else {}, near)
            if status in EMPTY:
                chosen = self._mending()
                if not len(chosen):
                    return None
                strategy = DUAL
            elif status == highspy.HighsModelStatus.kModelEmpty:  # no columns: rows hold at zero or not at all
                rows = self._stack.now()
                if (rows.lower > 0).any() or (rows.upper < 0).any():
                    return None
                return 0.0, np.empty(0), np.empty(0), np.zeros(len(rows.lower))
            elif status in CUT_SHORT:
                raise Stopped
            elif status != highspy.HighsModelStatus.kOptimal:
                if failed == len(ANEW):
                    raise SolverError(f"the relaxation ended with {self._highs.modelStatusToString(status)}")
                # Numbers went astray on the way: begin anew.
                self._highs.clearSolver()
                strategy, failed = DUAL, failed + 1
                continue
            else:
                solution = self._highs.getSolution()
                held = np.array(solution.row_dual)
                chosen = self._paying(held)
                value = float(self.aim[self._column] @ solution.col_value)
                dual = self._all_duals(held / self.scale, self.aim)
                reduced = self.aim - self._stack.now().matrix.weighed(dual)
                bound = self.repair(dual, reduced)
                if not len(chosen) or settled(value, bound):
                    columns = np.zeros(len(self.cost))
                    columns[self._column] = solution.col_value
                    return value, columns, reduced, dual
                strategy = PRIMAL if len(chosen) < FEW * len(self._column) else DUAL
            many = len(chosen) > MANY * len(self._column)
            self._let_in(chosen)
            failed = 0
            if many:
                self._highs.clearSolver()
                strategy = DUAL

    def _paying(self, held: Floats) -> Ints:
        """Return the arcs outside that would lower the objective: the best of each teacher and of each want."""
        if len(self._column) == len(self.cost):
            return np.empty(0, np.int64)
        arcs, facts = self._problem.arcs, self._problem.facts
        reduced = self.cost - self._stack.now().matrix.weighed(self._all_duals(held, self.cost))
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
                reduced = -self._stack.now().matrix.weighed(dual)
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
        if len(self._row) == len(dual):
            return dual
        row = np.flatnonzero((self._problem.defined >= 0) & (self._row_at[: len(self._problem.defined)] < 0))
        column = self._problem.defined[row]
        dual[row] = (self._stack.now().matrix.weighed(dual) - cost)[column]
        return dual
