"""HiGHS behind a small interface: one relaxation kept warm, and whole-number searches on part of its columns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.errors import SolverError
from rotation.modelling.cuts import Cut
from rotation.modelling.ledger import Ledger
from rotation.modelling.problem import Problem
from rotation.modelling.rounding import Rounding
from rotation.modelling.rows import Rows, RowStack
from rotation.rules.quantity import Floats

__all__ = ["Engine", "Part", "Point", "Stopped"]

INFINITY: Final = highspy.kHighsInf
DUAL: Final = 1
PRIMAL: Final = 4
EMPTY: Final = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


class Stopped(Exception):  # noqa: N818 - not an error: the user or a limit ended the search
    """The search was asked to end."""


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A solution of the relaxation: value of the objective, columns, reduced costs and the rows' duals."""

    value: float
    columns: Floats
    reduced_cost: Floats
    dual: Floats


class Engine:
    """The rows of a problem, with cuts and locks added to them, under one objective at a time.

    Parameters
    ----------
    problem
        The model.
    should_stop
        Asked before every run; True ends it with ``Stopped``.
    remaining
        Seconds that a whole-number search may take.
    """

    def __init__(
        self,
        problem: Problem,
        should_stop: Callable[[], bool] = lambda: False,
        remaining: Callable[[], float] = lambda: INFINITY,
    ) -> None:
        self._problem = problem
        self.remaining = remaining
        self._should_stop = should_stop
        self.lower, self.upper = problem.lower.copy(), problem.upper.copy()
        self._highs = new_highs()
        self._highs.passModel(
            linear_program(
                problem.matrix, problem.row_lower, problem.row_upper, problem.lower, problem.upper,
                np.zeros(len(problem.lower)),
            )
        )  # fmt: skip
        self._stack = RowStack(problem.matrix, problem.row_lower, problem.row_upper, problem.natural)
        self.ledger = Ledger()

    def objective(self, cost: Floats) -> None:
        """Minimise these costs from now on."""
        self._highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)

    def at_most(self, cost: Floats, limit: float) -> None:
        """Add the row cost * columns <= limit."""
        used = np.flatnonzero(cost)
        self._highs.addRow(-INFINITY, limit, len(used), used.astype(np.int32), cost[used])
        self._stack.add(used, cost[used], -INFINITY, limit)

    def cut(self, cuts: Sequence[Cut], roundings: Sequence[Rounding | None] = ()) -> None:
        """Add rows that every whole-number solution satisfies; ``roundings`` say how those without a name were made."""
        if not cuts:
            return
        rows = [cut.row() for cut in cuts]
        for place, (cut, (columns, factors)) in enumerate(zip(cuts, rows, strict=True)):
            self._stack.add(columns, factors, cut.limit, INFINITY)
            self.ledger.cut(cut, roundings[place] if place < len(roundings) else None)
        # All at once: one at a time costs a millisecond each.
        sizes = [len(columns) for columns, _ in rows]
        self._highs.addRows(
            len(rows), np.array([cut.limit for cut in cuts]), np.full(len(rows), INFINITY), sum(sizes),
            np.cumsum([0, *sizes[:-1]]).astype(np.int32),
            np.concatenate([columns for columns, _ in rows]).astype(np.int32),
            np.concatenate([factors for _, factors in rows]),
        )  # fmt: skip

    def rows(self) -> Rows:
        """Return all rows as they are now: the problem's, then those added, in order."""
        return self._stack.now()

    def limit(self, row: NDArray[np.int64], lower: Floats, upper: Floats) -> None:
        """Give rows new limits."""
        for index, low, high in zip(row.tolist(), lower.tolist(), upper.tolist(), strict=True):
            self._highs.changeRowBounds(index, low, high)
        self._stack.limit(row, lower, upper)

    def basic(self) -> NDArray[np.int64]:
        """Return what the basis holds: a column, or -1 - row for a row."""
        return np.array(self._highs.getBasicVariables()[1], np.int64)

    def multipliers(self, place: int) -> Floats:
        """Return the row of the basis inverse at a place: factors by which the rows add up to the tableau's row."""
        return np.array(self._highs.getBasisInverseRow(place)[1])

    def bounds(self, lower: Floats, upper: Floats) -> None:
        """Change the columns' bounds."""
        changed = np.flatnonzero((lower != self.lower) | (upper != self.upper))
        if len(changed):
            self._highs.changeColsBounds(len(changed), changed.astype(np.int32), lower[changed], upper[changed])
            self.lower[changed], self.upper[changed] = lower[changed], upper[changed]

    def relax(self, changed: Literal["rows", "objective"] = "rows") -> Point | None:
        """Solve the relaxation from where it stands; None if there is no solution.

        ``changed`` since the last time: rows or bounds leave the duals good and want the dual simplex; where only the
        objective changed the primal simplex is 20 times as fast.
        """
        if self._should_stop():
            raise Stopped
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + self.remaining())
        self._highs.setOptionValue("simplex_strategy", PRIMAL if changed == "objective" else DUAL)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in EMPTY:
            return None
        if status == highspy.HighsModelStatus.kModelEmpty:  # no columns: rows hold at zero or not at all
            rows = self.rows()
            if (rows.lower > 0).any() or (rows.upper < 0).any():
                return None
            return Point(0.0, np.empty(0), np.empty(0), np.zeros(len(rows.lower)))
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise Stopped
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"the relaxation ended with {self._highs.modelStatusToString(status)}")
        solution = self._highs.getSolution()
        return Point(
            float(self._highs.getObjectiveValue()),
            np.array(solution.col_value),
            np.array(solution.col_dual),
            np.array(solution.row_dual),
        )

    def remember(self) -> Any:
        """Return where the engine stands, for ``recall``."""
        return self._highs.getBasis()

    def recall(self, basis: Any) -> None:
        """Stand where it once stood; rows added since are slack."""
        missing = int(self._highs.getNumRow()) - len(basis.row_status)
        basis.row_status = list(basis.row_status) + [highspy.HighsBasisStatus.kBasic] * missing
        self._highs.setBasis(basis)

    def part(self, columns: NDArray[np.int64], fixed: Floats) -> Part:
        """Return the problem in some columns, all others fixed at a point's values; rows as they are now."""
        if self._should_stop():
            raise Stopped
        return Part.of(
            self.rows().matrix, *self.search_limits(), self.lower, self.upper, self._problem.whole, columns, fixed
        )

    def search_limits(self) -> tuple[Floats, Floats]:
        """Return the rows' limits for a whole-number search: rows that became equations are inequalities again.

        HiGHS (1.12 to 1.15) takes some such equations, `17 z1 + 17 z2 + ... + u = 17`, for contradictions, or proves
        with them what is not so, although the point that it is given satisfies them exactly.
        """
        return self._stack.as_stated()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The columns ``columns`` of a problem with their rows and bounds; everything else is in the rows' limits."""

    columns: NDArray[np.int64]
    matrix: sparse.csc_array
    row_lower: Floats
    row_upper: Floats
    lower: Floats
    upper: Floats
    whole: NDArray[np.bool_]

    @classmethod
    def of(
        cls, matrix: sparse.sparray, row_lower: Floats, row_upper: Floats, lower: Floats, upper: Floats,
        whole: NDArray[np.bool_], columns: NDArray[np.int64], fixed: Floats,
    ) -> Part:  # fmt: skip
        """Fix the other columns at a point's values and keep the rows that the chosen columns touch."""
        rest = fixed.copy()
        rest[columns] = 0
        activity = matrix @ rest
        inside = matrix[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(inside.indptr))
        return cls(
            columns, inside[rows].tocsc(), row_lower[rows] - activity[rows], row_upper[rows] - activity[rows],
            lower[columns], upper[columns], whole[columns],
        )  # fmt: skip

    def search(
        self, cost: Floats, start: Floats | None, nodes: int, gap: float = 0.0, seconds: float = INFINITY,
        near: float = 1e-7,
    ) -> tuple[Floats, float] | None:
        """Return the best whole-number values of the columns and the proven bound, None if there are none.

        The bound is that of this part: without what the fixed columns cost.

        Parameters
        ----------
        cost
            One cost for each column of the whole problem.
        start
            A point of the whole problem to begin with.
        nodes
            Most nodes of the search tree; work is counted, not time, so that a search ends alike everywhere.
        gap
            Relative gap at which the search may end.
        seconds
            The user's time limit, where there is one.
        near
            Difference of value and bound at which the search may end.
        """
        highs = new_highs()
        chosen = self.columns
        highs.passModel(
            linear_program(
                self.matrix, self.row_lower, self.row_upper, self.lower, self.upper, cost[chosen]
            )
        )  # fmt: skip
        whole = np.flatnonzero(self.whole).astype(np.int32)
        highs.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("mip_abs_gap", near)
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.setOptionValue("mip_heuristic_effort", 0.02)
        highs.setOptionValue("mip_detect_symmetry", False)
        highs.setOptionValue("time_limit", max(0.1, seconds))
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start[chosen]
            highs.setSolution(solution)
        with silence():
            highs.run()
        if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(highs.getSolution().col_value), float(highs.getInfo().mip_dual_bound)


@contextmanager
def silence() -> Iterator[None]:
    """Keep what the engine prints past its own switch (it repairs solutions aloud) off the standard output."""
    try:
        kept = os.dup(1)
    except OSError:  # no standard output at all
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def linear_program(
    matrix: sparse.csc_array, row_lower: Floats, row_upper: Floats, lower: Floats, upper: Floats, cost: Floats
) -> Any:
    """Return the arrays as HiGHS takes them."""
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
    lp.row_lower_, lp.row_upper_ = row_lower, row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data
    return lp


def new_highs() -> Any:
    """Return a silent engine with a fixed seed and one thread: HiGHS wants one value in a whole process."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    return highs
