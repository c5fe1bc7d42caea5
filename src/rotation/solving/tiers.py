"""Tiers in order: weights that keep them apart, locks on those done, bounds for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rotation.modelling.lattice import step
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats

__all__ = ["HIGHEST", "leading", "locked_limit", "weighted"]

HIGHEST: Final = 1e3
APART: Final = (50.0, 500.0, 1000.0, 200.0)
"""How many times a tier outweighs the next: a unit of one is worth more than what the next can gain for it."""


def weighted(problem: Problem, tiers: Sequence[str], first: int = 0) -> Floats:
    """Return one cost that stands for the tiers in order, from ``first`` on; ``HIGHEST`` is the first that costs."""
    lead = leading(problem, tiers, first)
    step, total = HIGHEST, problem.cost[tiers[lead]] * HIGHEST
    for place in range(lead + 1, len(tiers)):
        step = step / APART[min(place, len(APART)) - 1]
        total = total + problem.cost[tiers[place]] * step
    return total


def leading(problem: Problem, tiers: Sequence[str], first: int = 0) -> int:
    """Return the place of the first tier, from ``first`` on, in which plans can differ; ``first`` where none can."""
    return next((place for place in range(first, len(tiers)) if problem.cost[tiers[place]].any()), first)


def locked_limit(problem: Problem, tier: str, values: Mapping[str, float]) -> float:
    """Return the limit of a tier's row: its value less its constant, with room for rounding where it is not whole."""
    value = values[tier] - problem.constant[tier]
    return value + 1e-7 * max(1.0, abs(values[tier])) if step(problem, tier) is None else float(round(value))
