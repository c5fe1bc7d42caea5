"""Raise the relaxation: rounded lessons first, then rows of its own tableau, while that is worth the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.solving.engine import Engine, Point
from rotation.solving.tableau import tableau_cuts

__all__ = ["first_relaxation", "tighten"]

Settled = Callable[[float, float], bool]
LOOSE_SHARE: Final = 0.01
LESSON_ROUNDS: Final = 12
LEAST_LESSON_RISE: Final = 1e-4
TABLEAU_ROUNDS: Final = 8
ASKED_AGAIN: Final = 3
"""Rounds after which rows that were dense are looked at again."""


def first_relaxation(
    engine: Engine, separator: Separator, slack: float = 0.0, begun: bool = False
) -> Point | None:
    """Solve the relaxation under its objective with rounded lesson inequalities; None if there is no solution.

    Each round is settled to a share of what the round before it raised, the last to ``slack``. ``begun``: it was solved
    before, with the first inequalities.
    """
    if not begun:
        engine.cut(separator.first())
    room = [np.inf]

    def settled(value: float, bound: float) -> bool:
        return value - bound <= max(slack, min(room[0], LOOSE_SHARE * abs(value)))

    point = engine.relax(settled=settled)
    for _ in range(LESSON_ROUNDS):
        if point is None or not (cuts := separator.separate(point.columns)):
            break
        engine.cut(cuts)
        following = engine.relax(settled=settled)
        if following is None:
            return None
        rise, point = following.value - point.value, following
        if rise < LEAST_LESSON_RISE * max(1.0, abs(point.value)):
            break
        room[0] = LOOSE_SHARE * 10 * rise
    room[0] = 0.0
    return engine.relax(settled=settled)


def tighten(
    problem: Problem,
    engine: Engine,
    separator: Separator,
    point: Point,
    least_rise: float,
    dense: int = 0,
    rounds: int = TABLEAU_ROUNDS,
    close: Callable[[Point], bool] = lambda point: False,
    settled: Settled = lambda value, bound: False,
    multiples: int = 1,
) -> Point:
    """Add rounded rows of the tableau, and lessons they uncover, until a round raises less than ``least_rise``.

    Once the short rows of the tableau raise little, ``dense`` long ones are tried beside them in each round. ``close``
    is told each point, may rule out what has no part in a better plan, and ends the rounds by True. ``multiples``: as
    for ``tableau_cuts``.
    """
    long_rows, known_long = 0, set[int]()
    for made in range(rounds):
        if close(point):
            break
        if made % ASKED_AGAIN == 0:
            known_long.clear()
        found = tableau_cuts(problem, engine, point, long_rows, known_long, multiples)
        lessons = separator.separate(point.columns)
        rise = 0.0
        if found or lessons:
            engine.cut([cut for cut, _ in found] + lessons, [rounding for _, rounding in found])
            following = engine.relax(settled=settled)
            if following is None:
                # Only a bound that no plan can meet empties the relaxation; it was stated with room for rounding.
                break
            rise, point = following.value - point.value, following
        if rise < least_rise:
            if long_rows == dense:
                break
            long_rows = dense
    return point
