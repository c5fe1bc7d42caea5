"""Whole-number searches on part of a problem's columns, the others fixed at a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.modelling.bounds import least
from rotation.modelling.stacked import Stacked
from rotation.rules.quantity import Floats
from rotation.solving import decoy
from rotation.solving.highs import INFINITY, linear_program, new_highs, run, silence, stoppable
from rotation.solving.progress import UNLIMITED, Clock

__all__ = ["UNEVEN", "Part"]

NEEDLESS: Final = (
    "mip_heuristic_run_root_reduced_cost", "mip_heuristic_run_rens", "mip_heuristic_run_rins", "mip_allow_restart",
)  # fmt: skip
"""What a search for better plans does without: on county they took three quarters of its time, for all its effort 0.
So does the narrowest one for a first plan, which takes half to three quarters of the time then (20x500, 30x1000)."""
SPARSIFY: Final = 1 << 14
"""The presolve rule that makes rows sparser, as HiGHS 1.12 counts them. It calls parts empty that are not, and
so do others where not all that follows whole columns is said to be whole (``tests/solving/test_part.py``)."""
TOLERANCE: Final = 1e-7
"""Of whole numbers and rows, a tenth of HiGHS's own. With that a search of county with one person sent proved a burden
of 120,337 where a plan of 120,336 was inside (18,700 columns; found by this, and without presolve)."""
LARGEST: Final = 64.0
"""Costs of a search are brought below this. HiGHS's dual ratio test sorts breakpoints in quadratic time; with costs in
the hundreds they hardly ever fall together (a search of county seed 5: 86 s, 10 s so; one of Yunlin 81 and 5)."""

COARSE: Final = 2.0**12
"""Coefficients of cuts are rounded up to multiples of one part in this. Finer ones (20.4615384615 beside 65.99995) all
but cancel in sums of rows. What is left of them HiGHS drops, and plans miss its cuts, or keeps (``SMALLEST``), and its
dual simplex then sorts breakpoints for a minute (burden and ties of 20x500, seed 5: 51 s, 0.3 so)."""

UNEVEN: Final = (1 + 5**0.5) / 4
"""Costs of a search for a bound are multiplied by this, so that they are whole multiples of nothing. Of those that are
HiGHS takes off one unit less 1e-7 for each plan found and loses the next better one to rounding (county with one person
sent: burden 120,526 proven where 120,525 is reached); of others it takes off the difference it is told, half a unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The columns ``columns`` of a problem with their rows and bounds; everything else is in the rows' limits.

    ``whole`` are all that are whole in some best completion of a plan, not those alone that others follow from.
    ``clock`` says how long a search may take, and is asked on the way whether it is to stop.
    """

    columns: NDArray[np.int64]
    matrix: sparse.csc_array
    row_lower: Floats
    row_upper: Floats
    lower: Floats
    upper: Floats
    whole: NDArray[np.bool_]
    clock: Clock = UNLIMITED

    @classmethod
    def of(
        cls, matrix: Stacked, row_lower: Floats, row_upper: Floats, lower: Floats, upper: Floats,
        whole: NDArray[np.bool_], columns: NDArray[np.int64], fixed: Floats, idle: NDArray[np.bool_] | None = None,
        cuts: NDArray[np.bool_] | None = None, clock: Clock = UNLIMITED,
    ) -> Part:  # fmt: skip
        """Fix the other columns at a point's values; keep the rows that the chosen columns touch, but ``idle`` ones.

        ``cuts`` are rows with a lower limit alone that may be made weaker: their coefficients become coarse.
        """
        rest = fixed.copy()
        rest[columns] = 0
        activity = matrix @ rest
        inside = matrix.columns(columns).tocsr()
        touched = np.diff(inside.indptr) > 0
        rows = np.flatnonzero(touched if idle is None else touched & ~idle)
        kept = inside[rows].tocsc()
        if cuts is not None:
            _make_coarse(kept, cuts[rows], lower[columns])
        return cls(
            columns, kept, row_lower[rows] - activity[rows], row_upper[rows] - activity[rows],
            lower[columns], upper[columns], whole[columns], clock,
        )  # fmt: skip

    def search(
        self, cost: Floats, start: Floats | None, nodes: int, gap: float = 0.0, near: float = 1e-7,
        thorough: bool = True,
    ) -> tuple[Floats, float] | None:  # fmt: skip
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
        near
            Difference of value and bound at which the search may end.
        thorough
            Also by searching parts of this part, which finds plans where little tells one from another.
        """
        scale = _scale(cost)
        highs = self._loaded(self.matrix, self.row_lower, self.row_upper, cost[self.columns] * scale, nodes)
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("mip_abs_gap", near * scale)
        highs.setOptionValue("mip_heuristic_effort", 0.02)
        for name in () if thorough else NEEDLESS:
            highs.setOptionValue(name, False)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = np.append(start[self.columns], decoy.REST)[: highs.getNumCol()]
            highs.setSolution(solution)
        found = self._result(highs)
        return None if found is None else (found[0], found[1] / scale)

    def better(
        self, cost: Floats, limit: float, nodes: int, near: float = 1e-7, limited: Floats | None = None
    ) -> tuple[Floats | None, float]:
        """Return the best values that cost at most ``limit``, and a bound on the cost of all such values.

        Told that only better plans count, a search rules out far more than by comparing with a known one: what took
        minutes of branching is often empty at the root. None and an infinite bound: there are no such values. None and
        a finite bound: none were found.

        ``limited``: what the limit is of, where that is not the cost. It is a row then. For the cost itself a row is
        left out: as long as one of thousands of entries is far from met, each step of HiGHS's dual simplex sorts
        thousands of breakpoints in quadratic time (county seed 9: no end in 11 minutes, 6 s without).
        """
        matrix, row_lower, row_upper = self.matrix, self.row_lower, self.row_upper
        scale = _scale(cost)
        if limited is None:
            most = (limit + near) * scale
        else:
            most = _most(cost[self.columns] * scale, self.lower, self.upper)
            row = sparse.csr_array(limited[self.columns][None, :])
            matrix = sparse.vstack([matrix, row], format="csc")
            row_lower, row_upper = np.append(row_lower, -INFINITY), np.append(row_upper, limit)
        highs = self._loaded(matrix, row_lower, row_upper, cost[self.columns] * scale, nodes)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", near * scale)
        highs.setOptionValue("mip_heuristic_effort", 0.0)
        for name in NEEDLESS:
            highs.setOptionValue(name, False)
        if np.isfinite(most):
            highs.setOptionValue("objective_bound", most)
        found = self._result(highs)
        if found is not None:
            values, bound = found[0], found[1] / scale
            within = limited is not None or float(cost[self.columns] @ values) <= limit + near / 2
            return (values if within else None), bound
        empty = highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible
        return None, INFINITY if empty else float(highs.getInfo().mip_dual_bound) / scale

    def _loaded(
        self, matrix: sparse.csc_array, row_lower: Floats, row_upper: Floats, cost: Floats, nodes: int
    ) -> Any:
        """Return HiGHS with the part in it and, after its columns and rows, a decoy where that pays."""
        lower, upper, whole = self.lower, self.upper, np.flatnonzero(self.whole)
        if len(whole) >= decoy.FEWEST:
            whole = np.append(whole, len(cost) + np.arange(len(decoy.COSTS)))
            matrix = sparse.block_diag([matrix, decoy.MATRIX], format="csc")
            row_lower, row_upper = np.append(row_lower, decoy.LIMITS), np.append(row_upper, decoy.LIMITS)
            lower, upper = np.append(lower, np.zeros(len(decoy.UPPER))), np.append(upper, decoy.UPPER)
            cost = np.append(cost, decoy.COSTS)
        highs = new_highs()
        highs.passModel(linear_program(matrix, row_lower, row_upper, lower, upper, cost))
        highs.changeColsIntegrality(len(whole), whole.astype(np.int32), [highspy.HighsVarType.kInteger] * len(whole))
        highs.setOptionValue("presolve_rule_off", SPARSIFY)
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.setOptionValue("mip_feasibility_tolerance", TOLERANCE)
        highs.setOptionValue("mip_detect_symmetry", False)
        highs.setOptionValue("time_limit", max(0.1, self.clock.remaining()))
        return highs

    def _result(self, highs: Any) -> tuple[Floats, float] | None:
        with silence(), stoppable(highs, self.clock.should_stop):
            run(highs)
        if highs.getModelStatus() == highspy.HighsModelStatus.kModelEmpty:
            return np.empty(0), 0.0  # nothing is left to choose: one solution, which HiGHS does not call feasible
        if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        values = np.array(highs.getSolution().col_value)[: len(self.columns)]  # without a decoy's
        return values, float(highs.getInfo().mip_dual_bound)


def _make_coarse(matrix: sparse.csc_array, rows: NDArray[np.bool_], lower: Floats) -> None:
    """Round the coefficients of some rows up in place, where a column is nowhere below zero: they become weaker."""
    at = rows[matrix.indices] & np.repeat(lower >= 0, np.diff(matrix.indptr))
    matrix.data[at] = np.ceil(matrix.data[at] * COARSE) / COARSE


def _scale(cost: Floats) -> float:
    """Return what brings the largest of costs to at most ``LARGEST``, off all whole multiples."""
    largest = float(np.abs(cost).max(initial=0))
    return UNEVEN * float(2.0 ** -np.ceil(np.log2(max(largest / LARGEST, 1.0))))


def _most(cost: Floats, lower: Floats, upper: Floats) -> float:
    """Return more than any values between the bounds cost.

    It rules nothing out. But as long as HiGHS knows no upper limit it pumps for a plan of any kind, which no option
    turns off: one search of county seed 11 took 140 s for it, 2.7 without.
    """
    return 1.0 - float(least(-cost, lower, upper).sum())
