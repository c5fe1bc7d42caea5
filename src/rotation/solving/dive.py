"""From the relaxation to a first plan: fix what is nearly whole, solve again, step back where that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["dive"]

WHOLE: Final = 1e-6
MOST_STEPS: Final = 400
CUTTING_STEPS: Final = 6


def dive(
    problem: Problem, engine: Engine, separator: Separator, point: Point, report: Callable[[int], None]
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
                return point.columns
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
