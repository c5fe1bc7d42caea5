"""From the relaxation to a first plan: fix what is nearly whole, solve again, step back where that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["dive"]

WHOLE: Final = 1e-6
MOST_STEPS: Final = 400
CUTTING_STEPS: Final = 6
FEW: Final = 60
"""So few divided arcs are settled by a search among the moves around them."""
MOST_FREE: Final = 1_500
NODES: Final = 50


def dive(
    problem: Problem,
    engine: Engine,
    separator: Separator,
    cost: Floats,
    point: Point,
    report: Callable[[int], None],
) -> Floats | None:
    """Return a whole-number point, or None where the dive ends without one.

    Arcs at 1 stay at 1; of the others the largest sixth is rounded up, fewer where that leaves no solution, and
    a single one that cannot be 1 becomes 0.

    Parameters
    ----------
    engine
        At its optimum ``point``; its bounds are left as they were found.
    report
        Told how many arcs are still divided.
    """
    arcs = len(problem.arcs)
    found_lower, found_upper = engine.lower.copy(), engine.upper.copy()
    lower, upper = engine.lower.copy(), engine.upper.copy()
    try:
        for step in range(MOST_STEPS):
            value = point.columns[:arcs]
            divided = np.flatnonzero((value > WHOLE) & (value < 1 - WHOLE))
            report(len(divided))
            if not len(divided):
                rest = point.columns[problem.whole]
                as_it_is = bool((np.abs(rest - np.round(rest)) <= WHOLE).all())
                return point.columns if as_it_is else _finish(problem, engine, cost, point, divided)
            if len(divided) <= FEW and (found := _finish(problem, engine, cost, point, divided)) is not None:
                return found
            lower[:arcs][value >= 1 - WHOLE] = 1
            divided = divided[np.argsort(-value[divided], kind="stable")]
            count = max(1, len(divided) // 6)
            following = None
            while following is None and count:
                raised = lower.copy()
                raised[divided[:count]] = 1
                engine.bounds(raised, upper)
                following = engine.relax()
                count //= 2
            if following is not None:
                lower = raised
            else:
                upper[divided[0]] = 0
                engine.bounds(lower, upper)
                following = engine.relax()
                if following is None:
                    return None
            point = following
            if step < CUTTING_STEPS and (cuts := separator.separate(point.columns)):
                engine.cut(cuts)
                point = engine.relax() or point
        return None
    finally:
        engine.bounds(found_lower, found_upper)


def _finish(
    problem: Problem, engine: Engine, cost: Floats, point: Point, divided: NDArray[np.int64]
) -> Floats | None:
    """Search the arcs that share a person or a section with the divided ones; whole ones stay as they are.

    Where no arc is divided, what rules count beside them may be.
    """
    arcs = len(problem.arcs)
    section, teacher = problem.arcs.section, problem.arcs.teacher
    value, dear = point.columns[:arcs], point.reduced_cost[:arcs]
    near = np.isin(teacher, teacher[divided]) | np.isin(section, section[divided])
    near &= (engine.upper[:arcs] > 0) & (value < 1 - WHOLE)
    near[divided] = False
    others = np.flatnonzero(near)
    others = others[np.argsort(dear[others], kind="stable")][:MOST_FREE]
    free = np.concatenate([divided, others, np.arange(arcs, len(point.columns))])
    start = point.columns.copy()
    start[:arcs] = np.round(start[:arcs])
    start[divided] = 0
    found = engine.part(np.sort(free), start).search(cost, None, NODES, 1e-4)
    if found is None:
        return None
    start[np.sort(free)] = found[0]
    return start
