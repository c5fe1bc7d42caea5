"""One model of classes in HiGHS: its objective changed and its optima locked as the tiers go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import ceil
from typing import Final

import highspy
import numpy as np

from rotation.classes.opening_model import Model
from rotation.rules.quantity import Floats
from rotation.solving.highs import linear_program, new_highs, run, silence, stoppable

__all__ = ["Program", "least"]

NODES: Final = 50_000
"""Most nodes of one tier's search tree: work is counted, not time."""
WHOLE: Final = 1e-6
NEEDLESS: Final = ("mip_heuristic_run_rens", "mip_heuristic_run_rins", "mip_allow_restart")
"""What a search does without: a third of the time where classes are formed anew."""


def least(program: Program, free: Iterable[int], priced: Iterable[int]) -> dict[int, int] | None:
    """Let the limits whose columns are ``free`` or ``priced`` give; return what the priced give, as little as can be.

    None where that is not enough for a plan.
    """
    priced = tuple(priced)
    cost = np.zeros(program.columns)
    cost[list(priced)] = 1.0
    with program.giving({*free, *priced}):
        found = program.minimise(cost, None)
    if found is None:
        return None
    return {column: amount for column in priced if (amount := ceil(found[0][column] - WHOLE)) > 0}


class Program:
    """A model, and beside it its linear relaxation.

    What a tier's reduced costs rule out is ruled out for all tiers after it.

    Parameters
    ----------
    should_stop
        Asked within searches; True ends them with the best point so far.
    """

    def __init__(self, model: Model, should_stop: Callable[[], bool] = lambda: False) -> None:
        self.highs, self._relaxed = new_highs(), new_highs()
        lower, upper = np.array(model.lower), np.array(model.upper)
        self.columns, self._bounds = len(lower), (lower, upper)
        row_lower, row_upper = (np.array([row[side] for row in model.rows]) for side in (0, 1))
        stated = linear_program(model.matrix(), row_lower, row_upper, lower, upper, np.zeros(len(lower)))
        for engine in (self.highs, self._relaxed):
            engine.passModel(stated)
        whole = np.flatnonzero(model.whole).astype(np.int32)
        self.whole = whole
        self.highs.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
        self.highs.setOptionValue("mip_rel_gap", 0.0)
        self.highs.setOptionValue("mip_abs_gap", 0.999)  # values are whole
        self.highs.setOptionValue("mip_max_nodes", NODES)
        for name in NEEDLESS:
            self.highs.setOptionValue(name, False)
        self._should_stop = should_stop

    def minimise(self, cost: Floats, start: Floats | None) -> tuple[Floats, float] | None:
        """Return the best point and the bound; None where there is none."""
        highs = self.highs
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start
            highs.setSolution(solution)
        with silence(), stoppable(highs, self._should_stop):
            run(highs)
        info = highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None if start is None else (start, 0.0)
        point = np.array(highs.getSolution().col_value)
        point[self.whole] = np.round(point[self.whole])
        return point, float(info.mip_dual_bound)

    @contextmanager
    def giving(self, columns: Iterable[int]) -> Iterator[None]:
        """Let limits give for a while: their columns have no upper bound."""
        columns = sorted(columns)
        for column in columns:
            self.highs.changeColBounds(column, 0.0, highspy.kHighsInf)
        yield
        for column in columns:
            self.highs.changeColBounds(column, *(float(side[column]) for side in self._bounds))

    def lock(self, cost: Floats, value: int) -> None:
        """Keep a tier at what it reached: rule out what would cost more, and add the row."""
        used = np.flatnonzero(cost)
        if not len(used):
            return
        self._rule_out(cost, value)
        for engine in (self.highs, self._relaxed):
            engine.addRow(-highspy.kHighsInf, value, len(used), used.astype(np.int32), cost[used])

    def _rule_out(self, cost: Floats, value: int) -> None:
        """Fix every column that no point as good as ``value`` has off its bound: its reduced cost exceeds the gap.

        Columns that need not be whole count children, so a plan has them whole too, and one step off is one whole.
        """
        relaxed = self._relaxed
        relaxed.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        run(relaxed)
        if relaxed.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        solution, gap = relaxed.getSolution(), value - float(relaxed.getInfo().objective_function_value)
        reduced, at = np.array(solution.col_dual), np.array(solution.col_value)
        far = np.flatnonzero((np.abs(reduced) > gap + 1e-5) & (np.abs(at - np.round(at)) < WHOLE))
        for engine in (self.highs, self._relaxed):
            engine.changeColsBounds(len(far), far.astype(np.int32), np.round(at[far]), np.round(at[far]))
