"""Which values a tier can have: whole prices of whole columns give whole multiples of one step."""

from __future__ import annotations

import numpy as np

from rotation.modelling.problem import Problem

__all__ = ["raised", "step"]


def step(problem: Problem, tier: str) -> float | None:
    """Return what a tier's values are whole multiples of, above its constant; None where they are not."""
    cost = problem.cost[tier]
    priced = np.flatnonzero(cost)
    if not problem.natural[priced].all() or np.any(cost[priced] != np.round(cost[priced])):
        return None
    return float(np.gcd.reduce(cost[priced].astype(np.int64))) if len(priced) else 1.0


def raised(problem: Problem, tier: str, bound: float) -> float:
    """Return a tier's bound raised to the next value that plans can have."""
    unit, constant = step(problem, tier), problem.constant[tier]
    if unit is None:
        return bound
    return float(np.ceil((bound - constant) / unit - 1e-6) * unit + constant)
