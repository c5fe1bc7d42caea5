"""Raise the relaxation: rounded lessons first, then rows of its own tableau, while that is worth the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.solving.engine import Engine, Point
from rotation.solving.tableau import tableau_cuts

__all__ = ["first_relaxation", "tighten"]

LESSON_ROUNDS: Final = 12
LEAST_LESSON_RISE: Final = 1e-4
TABLEAU_ROUNDS: Final = 8


def first_relaxation(engine: Engine, separator: Separator) -> Point | None:
    """Solve the relaxation under its objective with rounded lesson inequalities; None if there is no solution."""
    engine.cut(separator.first())
    point = engine.relax()
    for _ in range(LESSON_ROUNDS):
        if point is None or not (cuts := separator.separate(point.columns)):
            break
        engine.cut(cuts)
        following = engine.relax()
        if following is None:
            return None
        rise, point = following.value - point.value, following
        if rise < LEAST_LESSON_RISE * max(1.0, abs(point.value)):
            break
    return point


def tighten(
    problem: Problem,
    engine: Engine,
    separator: Separator,
    point: Point,
    least_rise: float,
    dense: int = 0,
    close: Callable[[Point], bool] = lambda point: False,
) -> Point:
    """Add rounded rows of the tableau, and lessons they uncover, until a round raises less than ``least_rise``.

    ``dense`` long rows of the tableau are tried in each round beside all short ones. ``close`` is told each point, may
    rule out what has no part in a better plan, and ends the rounds by True.
    """
    for _ in range(TABLEAU_ROUNDS):
        if close(point):
            break
        found = tableau_cuts(problem, engine, point, dense)
        lessons = separator.separate(point.columns)
        if not found and not lessons:
            break
        engine.cut([cut for cut, _ in found] + lessons, [rounding for _, rounding in found])
        following = engine.relax()
        if following is None:
            # Only a bound that no plan can meet empties the relaxation; it was stated with room for rounding.
            break
        rise, point = following.value - point.value, following
        if rise < least_rise:
            break
    return point
