"""Tiers in order: weights that keep them apart, locks on those done, bounds for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["apart", "locked_limit", "relaxed_with_cuts", "weighted"]

HIGHEST: Final = 1e3
APART: Final = (50.0, 500.0, 1000.0, 200.0)
"""How many times a tier outweighs the next: a unit of one is worth more than what the next can gain for it."""
LEAST_RISE: Final = 1e-4
"""Relative rise of the bound below which another round of cuts is not worth its time."""


def weighted(problem: Problem, tiers: Sequence[str]) -> Floats:
    """Return one cost that stands for the tiers in order."""
    step, total = HIGHEST, problem.cost[tiers[0]] * HIGHEST
    for place, tier in enumerate(tiers[1:], 1):
        step = step / apart(place)
        total = total + problem.cost[tier] * step
    return total


def apart(place: int) -> float:
    """Return how many times the weight of the tier at ``place`` the tier before weighs."""
    return APART[min(place, len(APART)) - 1]


def relaxed_with_cuts(engine: Engine, separator: Separator, rounds: int) -> Point | None:
    """Solve the relaxation, then again with the violated cuts while that raises it."""
    point = engine.relax()
    for _ in range(rounds):
        if point is None or not (cuts := separator.separate(point.columns)):
            break
        engine.cut(cuts)
        following = engine.relax()
        if following is None:
            return None
        rise, point = following.value - point.value, following
        if rise < LEAST_RISE * max(1.0, abs(point.value)):
            break
    return point


def locked_limit(problem: Problem, tier: str, values: Mapping[str, float]) -> float:
    """Return the limit of a tier's row: its value, with room for rounding, less its constant."""
    value = values[tier]
    return value + 1e-7 * max(1.0, abs(value)) - problem.constant[tier]
