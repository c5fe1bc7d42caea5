"""HiGHS behind a small interface: one relaxation kept warm, and whole-number searches on part of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from rotation.errors import SolverError
from rotation.modelling.cuts import Cut
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats, Ints

__all__ = ["Engine", "Point", "Stopped"]

INFINITY: Final = highspy.kHighsInf
FEASIBILITY: Final = 1e-7
"""Largest violation of a row that the engine accepts."""


class Stopped(Exception):  # noqa: N818 - not an error: the user or a limit ended the search
    """The search was asked to end."""


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A solution: value of the objective, columns, reduced costs (empty for a whole-number search) and bound."""

    value: float
    columns: Floats
    reduced_cost: Floats
    bound: float


class Engine:
    """The rows of a problem, cuts and locks added to them, under one objective at a time.

    Parameters
    ----------
    problem
        The model.
    should_stop
        Asked now and then; True ends the run with ``Stopped``.
    """

    def __init__(self, problem: Problem, should_stop: Callable[[], bool] = lambda: False) -> None:
        self._problem = problem
        self._should_stop = should_stop
        self._size = len(problem.lower)
        self._all = np.arange(self._size, dtype=np.int32)
        self.lower, self.upper = problem.lower.copy(), problem.upper.copy()
        self._highs = self._new()
        lp = highspy.HighsLp()
        rows, columns = problem.matrix.shape
        lp.num_col_, lp.num_row_ = columns, rows
        lp.col_cost_ = np.zeros(columns)
        lp.col_lower_, lp.col_upper_ = problem.lower, problem.upper
        lp.row_lower_, lp.row_upper_ = problem.row_lower, problem.row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = problem.matrix.indptr
        lp.a_matrix_.index_ = problem.matrix.indices
        lp.a_matrix_.value_ = problem.matrix.data
        self._highs.passModel(lp)

    def objective(self, cost: Floats) -> None:
        """Minimise these costs from now on."""
        self._highs.changeColsCost(self._size, self._all, cost)

    def at_most(self, cost: Floats, limit: float) -> int:
        """Add the row cost * columns <= limit and return its number."""
        used = np.flatnonzero(cost)
        self._highs.addRow(-INFINITY, limit, len(used), used.astype(np.int32), cost[used])
        return int(self._highs.getNumRow()) - 1

    def cut(self, cuts: Sequence[Cut]) -> None:
        """Add rows that every whole-number solution satisfies."""
        for cut in cuts:
            column, place = np.unique(cut.column, return_inverse=True)
            factor = np.bincount(place, cut.coefficient)
            used = np.abs(factor) > 1e-12
            self._highs.addRow(
                cut.limit, INFINITY, int(used.sum()), column[used].astype(np.int32), factor[used]
            )

    def bounds(self, lower: Floats, upper: Floats) -> None:
        """Change the columns' bounds."""
        changed = np.flatnonzero((lower != self.lower) | (upper != self.upper))
        if len(changed):
            self._highs.changeColsBounds(len(changed), changed.astype(np.int32), lower[changed], upper[changed])
            self.lower[changed], self.upper[changed] = lower[changed], upper[changed]

    def relax(self, solver: str = "simplex") -> Point | None:
        """Solve the relaxation from where it stands; None if there is no solution."""
        if self._should_stop():
            raise Stopped
        self._highs.setOptionValue("solver", solver)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            if self._should_stop():
                raise Stopped
            raise SolverError(f"the relaxation ended with {self._highs.modelStatusToString(status)}")
        solution = self._highs.getSolution()
        value = float(self._highs.getObjectiveValue())
        return Point(value, np.array(solution.col_value), np.array(solution.col_dual), value)

    def search(
        self, lower: Floats, upper: Floats, start: Floats | None, gap: float, absolute: float, nodes: int,
        effort: float = 0.05,
    ) -> Point | None:  # fmt: skip
        """Search whole-number solutions within bounds; None if none was found.

        ``gap`` is relative, ``absolute`` in the objective's unit; ``nodes`` limits the tree, so that the same
        search ends at the same place on every machine.
        """
        if self._should_stop():
            raise Stopped
        highs = self._new()
        highs.passModel(self._highs.getLp())
        highs.changeColsBounds(self._size, self._all, lower, upper)
        kinds = np.where(self._problem.whole, 1, 0).astype(np.uint8)
        highs.changeColsIntegrality(self._size, self._all, [highspy.HighsVarType(int(kind)) for kind in kinds])
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("mip_abs_gap", absolute)
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.setOptionValue("mip_heuristic_effort", effort)
        highs.setOptionValue("mip_feasibility_tolerance", 1e-6)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start
            highs.setSolution(solution)
        highs.run()
        info = highs.getInfo()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible or info.primal_solution_status != 2:
            if self._should_stop():
                raise Stopped
            return None
        columns = np.array(highs.getSolution().col_value)
        return Point(float(info.objective_function_value), columns, np.empty(0), float(info.mip_dual_bound))

    def _new(self) -> Any:
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("random_seed", 0)
        highs.setOptionValue("primal_feasibility_tolerance", FEASIBILITY)
        return highs


def whole_numbers(values: Floats, tolerance: float = 1e-6) -> NDArray[np.bool_]:
    """Say which values are whole."""
    return np.asarray(np.abs(values - np.round(values)) <= tolerance)


def _unused(_: Ints) -> None:
    """Keep the alias importable for annotations."""
