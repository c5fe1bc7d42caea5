"""The bound of a whole district from those of its pieces (Lagrangian relaxation).

What the district's rows ask of several pieces at once is priced by what some pieces would pay for it. Each piece is
then a relaxation of its own, and the duals of all together are a dual of the whole. The few moves between pieces lower
the bound by what they could gain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from rotation.errors import SolverError
from rotation.modelling.cuts import Cut, Separator
from rotation.modelling.problem import Problem
from rotation.modelling.rows import Rows
from rotation.rules.quantity import Floats, Ints
from rotation.solving.engine import Engine, Point, Stopped
from rotation.solving.highs import linear_program, new_highs, run
from rotation.solving.pieces import SHARED, Pieces, Slice, pieces_of, slice_of
from rotation.solving.progress import Clock
from rotation.solving.tighten import first_relaxation

__all__ = ["Lagrange"]

SAMPLE: Final = 3
"""Pieces that are asked what a shared row is worth."""
NEAR: Final = 1e-5
"""Share of its value by which a piece's relaxation may be open."""
Found = TypeVar("Found")


class Lagrange:
    """Relaxes an engine's rows piece by piece.

    Parameters
    ----------
    plan
        A plan that the rows admit; what the others do while a piece is asked for prices.
    section
        The piece of each section.
    workers
        Threads.
    """

    def __init__(
        self, problem: Problem, engine: Engine, separator: Separator, clock: Clock, plan: Floats, section: Ints,
        workers: int,
    ) -> None:  # fmt: skip
        self._problem, self._engine, self._separator, self._clock = problem, engine, separator, clock
        self._plan, self._section, self._workers = plan, section, workers

    def relaxed(self, aim: Floats) -> Point:
        """Return a dual of the district's relaxation under a cost; the pieces' lesson inequalities become its own."""
        problem, engine = self._problem, self._engine
        rows = engine.rows()
        pieces = pieces_of(problem, rows, self._section)
        shared, local = pieces.row == SHARED, rows.matrix.touched(pieces.column >= 0)
        dual = np.where(shared & local, self._prices(pieces, rows, aim), 0.0)
        priced = aim - rows.matrix.weighed(dual)
        cuts: list[Cut] = []
        of_cuts: list[Floats] = []

        def relaxed(one: int) -> tuple[Slice, Point, list[Cut]]:
            part = slice_of(problem, rows, engine.lower, engine.upper, *pieces.of(one))
            return part, *self._tightened(part, one, priced)

        for part, point, found in self._all(relaxed, range(pieces.count)):
            dual[part.row] = point.dual[: len(part.row)]
            of_cuts.append(point.dual[len(part.row) :])
            cuts += found
        last = np.flatnonzero(shared & ~local)
        dual[last] = self._shared_dual(rows, pieces.of(SHARED)[0], last, priced)
        engine.cut(cuts)
        return engine.repaired(aim, np.concatenate([dual, *of_cuts]))

    def _tightened(self, part: Slice, piece: int, cost: Floats) -> tuple[Point, list[Cut]]:
        """Solve a slice's relaxation with lesson inequalities; return it and these."""
        engine = Engine(part.problem, self._clock)
        engine.objective(cost[part.column])
        lessons = _Lessons(self._separator, part, np.flatnonzero(self._section == piece), len(cost))
        near = NEAR * abs(float(cost[part.column] @ self._plan[part.column]))
        point = first_relaxation(engine, lessons, near)
        if point is None:
            raise SolverError("the plan found does not satisfy its own limits")
        named = self._separator.named([step.name for step in engine.ledger.steps])
        return point, [cut for cut in named if cut is not None]  # all: they were found by name

    def _prices(self, pieces: Pieces, rows: Rows, cost: Floats) -> Floats:
        """Return the duals of shared rows as some pieces of middling size see them, all else held at the plan."""
        problem, engine = self._problem, self._engine
        sample = np.unique(np.arange(1, SAMPLE + 1) * pieces.count // (SAMPLE + 1))

        def seen(one: int) -> Floats:
            column, row = pieces.of(one, SHARED)
            part = slice_of(problem, rows, engine.lower, engine.upper, column, row, fixed=self._plan)
            point, _ = self._tightened(part, one, cost)
            dual = np.zeros(len(rows.lower))
            dual[row] = point.dual[: len(row)]
            return dual

        return np.asarray(np.mean(list(self._all(seen, sample.tolist())), axis=0))

    def _all(self, work: Callable[[int], Found], places: Iterable[int]) -> Iterator[Found]:
        """Yield what is found at each place, in order, worked out side by side; nothing new is begun after a stop."""

        def begun(place: int) -> Found:
            if self._clock.should_stop():
                raise Stopped
            return work(place)

        with ThreadPoolExecutor(self._workers) as pool:
            yield from pool.map(begun, places)

    def _shared_dual(self, rows: Rows, column: Ints, row: Ints, cost: Floats) -> Floats:
        """Return the duals of the rows that speak of shared columns only."""
        part = slice_of(self._problem, rows, self._engine.lower, self._engine.upper, column, row).problem
        highs = new_highs()
        highs.passModel(
            linear_program(part.matrix, part.row_lower, part.row_upper, part.lower, part.upper, cost[column])
        )
        run(highs)
        return np.array(highs.getSolution().row_dual)


class _Lessons(Separator):
    """The lesson inequalities of a piece's sections, in the columns of a slice."""

    def __init__(self, whole: Separator, part: Slice, sections: Ints, columns: int) -> None:
        self._whole, self._part, self._among = whole, part, sections
        self._columns = np.zeros(columns)
        self._place = np.full(columns, -1, np.int64)
        self._place[part.column] = np.arange(len(part.column))

    def first(self, among: Ints | None = None) -> list[Cut]:
        """Return inequalities to begin with."""
        return self._here(self._whole.first(self._among))

    def separate(self, point: Floats, among: Ints | None = None) -> list[Cut]:
        """Return the most violated inequalities of each section."""
        self._columns[self._part.column] = point
        return self._here(self._whole.separate(self._columns, self._among))

    def _here(self, cuts: list[Cut]) -> list[Cut]:
        return [replace(cut, column=self._place[cut.column]) for cut in cuts]
