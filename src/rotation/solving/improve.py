"""Make a plan better: free the moves among a few neighbouring sections, keep the rest, solve that exactly, repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.alike import hub_columns, hub_of_arcs
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Part

__all__ = ["improve", "polish"]

NODES: Final = 10
GAP: Final = 1e-5
MOST_ARCS: Final = 700
"""Arcs freed at once: what a search settles in a fraction of a second."""
POLISHING_NODES: Final = 50
POLISHING_GAP: Final = 1e-5
LEAST_GAIN: Final = 1e-3
WIDE_ROW: Final = 400
"""Rows with more entries than this speak of the whole district and do not join two sections' columns."""
DEPTH: Final = 4


def improve(
    problem: Problem,
    engine: Engine,
    cost: Floats,
    point: Floats,
    reduced_cost: Floats,
    worst: float,
    rounds: int,
    seed: int,
    accept: Callable[[Floats], bool],
) -> Floats:
    """Return a point at least as good as the one given.

    Parameters
    ----------
    cost
        What to make small.
    reduced_cost, worst
        The relaxation's reduced costs; arcs above ``worst`` are not tried.
    rounds
        Most neighbourhoods tried.
    accept
        Told each better point; False ends the search.
    """
    neighbours = _Neighbours(problem, engine, point, reduced_cost)
    usable = reduced_cost[: len(problem.arcs)] <= worst
    for sections in _neighbourhoods(problem, rounds, seed):
        free = neighbours.columns(sections, usable, point)
        part = neighbours.part(free, point)
        found = part.search(cost, point, NODES, GAP)
        if found is not None and cost[free] @ (found[0] - point[free]) < -LEAST_GAIN:
            point = point.copy()
            point[free] = found[0]
            point = problem.completed(point)
            if not accept(point):
                break
    return point


def polish(problem: Problem, engine: Engine, cost: Floats, point: Floats) -> Floats:
    """Choose anew who goes where among those who are alike to every section; what sections get stays as it is.

    With the arrivals of each kind at each section held fast the rest is nearly a network, and quickly solved. Moves to
    where nobody of a kind arrives have no part in it.
    """
    arcs = len(problem.arcs)
    used = np.flatnonzero(point[hub_columns(problem)][hub_of_arcs(problem)] > 0.5)
    people = np.concatenate([used, arcs + np.arange(problem.row_blocks[0].size)])
    if not cost[people].any():
        return point
    found = engine.part(people, point).search(cost, point, POLISHING_NODES, POLISHING_GAP)
    if found is not None and cost[people] @ (found[0] - point[people]) < 0:
        point = point.copy()
        point[people] = found[0]
    return point


def _neighbourhoods(problem: Problem, rounds: int, seed: int) -> Iterator[NDArray[np.int64]]:
    """Yield sets of near sections of one stage; every section is a centre before any is one again."""
    facts = problem.facts
    random = np.random.Generator(np.random.PCG64(seed))
    size = len(facts.sections)
    latitude = np.nan_to_num(facts.roads.latitude[facts.school])
    longitude = np.nan_to_num(facts.roads.longitude[facts.school])
    while rounds > 0:
        width = int(random.integers(10, 19))
        for centre in random.permutation(size)[:: max(1, width // 2)]:
            same = np.flatnonzero(facts.stage == facts.stage[centre])
            away = (latitude[same] - latitude[centre]) ** 2 + (longitude[same] - longitude[centre]) ** 2
            away = away * random.uniform(0.5, 2.0, len(same))
            yield np.sort(same[np.argsort(away, kind="stable")[:width]])
            rounds -= 1
            if rounds <= 0:
                return


class _Neighbours:
    """Finds the columns that belong to moves among some sections."""

    def __init__(self, problem: Problem, engine: Engine, point: Floats, reduced_cost: Floats) -> None:
        self._problem = problem
        self._reduced_cost = reduced_cost
        rows = engine.rows()
        self._engine = engine
        self._matrix = rows.matrix
        self._limits = engine.search_limits()
        self._joined = rows.matrix[np.flatnonzero(rows.matrix.sizes() <= WIDE_ROW)]
        self._joining = self._joined.T.tocsr()

    def columns(
        self, sections: NDArray[np.int64], usable: NDArray[np.bool_], point: Floats
    ) -> NDArray[np.int64]:
        """Return the arcs among the sections, and the other columns that hang on them."""
        arcs = self._problem.arcs
        inside = np.zeros(len(self._problem.facts.sections), bool)
        inside[sections] = True
        origin = self._problem.facts.standing[arcs.teacher]
        free = inside[origin] & inside[arcs.section] & (usable | (point[: len(arcs)] > 0.5))
        if free.sum() > MOST_ARCS:
            worst = np.flatnonzero(free & (point[: len(arcs)] < 0.5))
            worst = worst[np.argsort(-self._reduced_cost[worst], kind="stable")]
            free[worst[: free.sum() - MOST_ARCS]] = False
        reached = np.zeros(len(point), bool)
        reached[: len(arcs)] = free
        other = np.ones(len(point), bool)
        other[: len(arcs)] = False
        for _ in range(DEPTH):
            rows = np.unique(self._joining[np.flatnonzero(reached)].indices)
            columns = np.unique(self._joined[rows].indices)
            reached[columns[other[columns]]] = True
        return np.flatnonzero(reached)

    def part(self, columns: NDArray[np.int64], point: Floats) -> Part:
        """Return the problem in these columns."""
        engine = self._engine
        return Part.of(
            self._matrix, *self._limits, engine.lower, engine.upper, self._problem.natural, columns, point,
            clock=engine.clock,
        )  # fmt: skip
