"""The relaxation of a problem kept warm, with cuts and locks added to it, and what was added written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.cuts import Cut
from rotation.modelling.ledger import Ledger
from rotation.modelling.problem import Problem
from rotation.modelling.rounding import Rounding
from rotation.modelling.rows import Mark as RowMark
from rotation.modelling.rows import Rows, RowStack
from rotation.rules.quantity import Floats
from rotation.solving.held import Basis, Place
from rotation.solving.highs import INFINITY
from rotation.solving.inverse import Inverse
from rotation.solving.part import Part
from rotation.solving.program import Program, Stopped
from rotation.solving.progress import UNLIMITED, Clock

__all__ = ["Engine", "Mark", "Part", "Point", "Stopped"]

IDLE: Final = 1e-6
FEASIBLE: Final = 1e-6
ROOM: Final = 1e-6
"""Share of a cut's limit by which a search may miss it."""


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """A solution of the relaxation: value of the objective, columns, reduced costs and the rows' duals."""

    value: float
    columns: Floats
    reduced_cost: Floats
    dual: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Where an engine once was: rows, bounds of columns, steps of the proof."""

    rows: RowMark
    lower: Floats
    upper: Floats
    steps: int


class Engine:
    """The rows of a problem, with cuts and locks added to them, under one objective at a time.

    Parameters
    ----------
    problem
        The model.
    clock
        Asked before every run, and on the way; True ends it with ``Stopped``, a search with what it has.
    """

    def __init__(self, problem: Problem, clock: Clock = UNLIMITED) -> None:
        self._problem = problem
        self.clock = clock
        self._stack = RowStack(problem.matrix, problem.row_lower, problem.row_upper, problem.natural)
        self._program = Program(problem, self._stack)
        self.ledger = Ledger()
        self._last: Floats | None = None

    @property
    def lower(self) -> Floats:
        """Lower bounds of the columns as they are now."""
        return self._program.lower

    @property
    def upper(self) -> Floats:
        """Upper bounds of the columns as they are now."""
        return self._program.upper

    def objective(self, cost: Floats, aim: Floats | None = None, scale: float = 1.0) -> None:
        """Minimise these costs from now on; points speak of ``aim``, if there is one (``Program.objective``)."""
        self._program.objective(cost, aim, scale)

    def at_most(self, cost: Floats, limit: float) -> None:
        """Add the row cost * columns <= limit."""
        used = np.flatnonzero(cost)
        self._stack.add(used, cost[used], -INFINITY, limit)
        self._program.grown()

    def cut(self, cuts: Sequence[Cut], roundings: Sequence[Rounding | None] = ()) -> None:
        """Add rows that every whole-number solution satisfies; ``roundings`` say how those without a name were made."""
        if not cuts:
            return
        for place, cut in enumerate(cuts):
            self._stack.add(cut.column, cut.coefficient, cut.limit, INFINITY)
            self.ledger.cut(cut, roundings[place] if place < len(roundings) else None)
        self._program.grown()

    def rows(self) -> Rows:
        """Return all rows as they are now: the problem's, then those added, in order."""
        return self._stack.now()

    def limit(self, row: NDArray[np.int64], lower: Floats, upper: Floats) -> None:
        """Give rows new limits."""
        self._stack.limit(row, lower, upper)
        self._program.limit(row, lower, upper)

    def basic(self) -> NDArray[np.int64]:
        """Return what the basis holds: a column, or -1 - row for a row."""
        return self._program.basic()

    def inverse(self, basic: NDArray[np.int64]) -> tuple[Inverse, NDArray[np.int64]]:
        """Return a basis's inverse, each row of which adds up rows to one of the tableau, and which those rows are."""
        return self._program.inverse(basic)

    def bounds(self, lower: Floats, upper: Floats) -> None:
        """Change the columns' bounds."""
        self._program.bounds(lower, upper)

    def include(self, point: Floats) -> None:
        """Let the relaxation have the arcs of a plan, so that it is never without a solution."""
        self.include_arcs(np.flatnonzero(point[: len(self._problem.arcs)] > 0))

    def include_arcs(self, arcs: NDArray[np.int64]) -> None:
        """Let the relaxation have these arcs, whatever they cost."""
        self._program.include(arcs)

    def inside(self) -> NDArray[np.int64]:
        """Return the arcs that the relaxation has."""
        return self._program.inside()

    def relax(
        self,
        changed: Literal["rows", "objective"] = "rows",
        settled: Callable[[float, float], bool] = lambda value, bound: False,
    ) -> Point | None:
        """Solve the relaxation from where it stands; None if there is no solution.

        ``changed`` since the last time: rows or bounds leave the duals good and want the dual simplex; where only the
        objective changed the primal simplex is 20 times as fast. ``settled`` says of a value and a lower bound
        that the dual proves whether that is near enough.
        """
        if self.clock.should_stop():
            raise Stopped
        found = self._program.solve(changed == "objective", self.clock, settled)
        if found is None:
            return None
        self._last = found[1]
        return Point(*found)

    def repaired(self, cost: Floats, dual: Floats) -> Point:
        """Return a dual as a point without columns; what moves still gain by it is in their persons' prices."""
        dual = dual.copy()
        reduced = cost - self._stack.now().matrix.weighed(dual)
        return Point(self._program.repair(dual, reduced), np.empty(0), reduced, dual)

    def remember(self) -> Place:
        """Return where the engine stands, for ``recall``."""
        return self._program.remember()

    def recall(self, place: Place) -> None:
        """Stand where it once stood; rows added since are slack, columns at zero."""
        self._program.recall(place)

    def forget(self, seed: int) -> None:
        """Begin the next run anew, by another seed, which ends on another basis of the same optimum."""
        self._program.forget(seed)

    def basis(self, place: Place) -> Basis:
        """Return a place in terms of all columns and rows."""
        return self._program.basis(place)

    def stand(self, basis: Basis) -> None:
        """Stand on a basis that another engine may have left."""
        self._program.stand(basis)

    def mark(self) -> Mark:
        """Return all that has been added and ruled out, for ``rewind``."""
        return Mark(self._stack.mark(), self.lower, self.upper, len(self.ledger.steps))

    def rewind(self, mark: Mark) -> None:
        """Take back what came after a mark; columns that were priced in stay."""
        before = self._stack.now()
        self._stack.rewind(mark.rows)
        now, size = self._stack.now(), len(self._stack)
        self._program.rewind(size)
        changed = np.flatnonzero((before.lower[:size] != now.lower) | (before.upper[:size] != now.upper))
        self._program.limit(changed, now.lower[changed], now.upper[changed])
        self._program.bounds(mark.lower, mark.upper)
        self.ledger.rewind(mark.steps)

    def part(self, columns: NDArray[np.int64], fixed: Floats) -> Part:
        """Return the problem in some columns, all others fixed at a point's values; rows as they are now."""
        if self.clock.should_stop():
            raise Stopped
        rows = self.rows()
        return Part.of(
            rows.matrix, *self.search_limits(), self.lower, self.upper, self._problem.natural, columns, fixed,
            self._idle(), self._cuts(rows.upper), self.clock,
        )  # fmt: skip

    def admits(self, point: Floats) -> bool:
        """Say whether a point keeps all rows and bounds as they are now."""
        inside = (point >= self.lower - FEASIBLE) & (point <= self.upper + FEASIBLE)
        return bool(inside.all() and not self.breaks(point).any())

    def breaks(self, point: Floats) -> NDArray[np.bool_]:
        """Say which rows a point does not keep."""
        activity = self.rows().matrix @ point
        lower, upper = self.search_limits()
        return np.asarray((activity < lower - FEASIBLE) | (activity > upper + FEASIBLE))

    def _idle(self) -> NDArray[np.bool_]:
        """Say which cuts the last relaxation has no use for: a search without them is as right, and quicker."""
        rows = self.rows()
        if self._last is None:
            return np.zeros(len(rows.lower), bool)
        slack = rows.matrix @ self._last - rows.lower
        return np.asarray(self._cuts(rows.upper) & (slack > IDLE * np.maximum(1, np.abs(rows.lower))))

    def _cuts(self, upper: Floats) -> NDArray[np.bool_]:
        """Say which rows are cuts, by the rows' upper limits: those added that have none."""
        cuts = np.isinf(upper)
        cuts[: len(self._problem.row_lower)] = False
        return cuts

    def search_limits(self) -> tuple[Floats, Floats]:
        """Return the rows' limits for a whole-number search: rows that became equations are inequalities again.

        HiGHS (1.12 to 1.15) takes some such equations, `17 z1 + 17 z2 + ... + u = 17`, for contradictions, or proves
        with them what is not so, although the point that it is given satisfies them exactly. So it does with cuts that
        the best plan meets to the last digit (county seed 7: 131,580 proven where 118,138 is reached): they have room.
        """
        lower, upper = self._stack.as_stated()
        cuts = self._cuts(upper)
        lower[cuts] -= ROOM * np.maximum(1.0, np.abs(lower[cuts]))
        return lower, upper
