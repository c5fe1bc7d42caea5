"""A first plan: what the relaxation divides is searched, ever wider; where that is much, a dive goes before.

The narrowest search leaves whoever the relaxation sends whole where it sends them, and is nearly always near enough.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.modelling.cuts import Separator
from rotation.modelling.lattice import step
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.dive import dive
from rotation.solving.engine import Engine, Point, Stopped
from rotation.solving.progress import Clock
from rotation.solving.restrict import divided, search_around
from rotation.solving.search import nearly
from rotation.solving.tiers import HIGHEST

__all__ = ["first_plan"]

FEW: Final = 150
"""So few divided arcs are settled by a search around them; more are first made fewer by a dive."""
ARCS_AROUND: Final = (800, 2_000, 8_000)
NODES: Final = 60
NEAR: Final = 0.5
"""Share of the first tier's unit by which the first plan may miss its best."""
LOCKED_GAP: Final = 1e-3
"""Share of the value by which the narrowest search may miss its best."""
FIRST_GAP: Final = 5e-3
"""Share of the value by which it may: every tier is searched on its own later."""
LAST_GAP: Final = 0.05


def first_plan(
    problem: Problem, engine: Engine, separator: Separator, cost: Floats, relaxed: Point, start: Floats,
    tier: str, clock: Clock,
) -> Floats:  # fmt: skip
    """Return a plan near the relaxation's optimum ``relaxed``, no worse than ``start`` if that is one (else empty).

    ``tier`` is the first in which plans can differ.

    Raises
    ------
    InfeasibleError
        No plan satisfies every required rule.
    Stopped
        The search was asked to end before there was a plan.
    """
    known = start if len(start) else None
    unit = NEAR * HIGHEST * (step(problem, tier) or 0.0)
    near = max(unit, FIRST_GAP * abs(relaxed.value))
    if known is not None and nearly(float(cost @ known), relaxed.value):
        return known
    locked = search_around(problem, engine, cost, relaxed, None, 0, NODES, LOCKED_GAP, unit)
    if locked is not None and (known is None or cost @ locked < cost @ known):
        known = locked
    if known is not None and cost @ known - relaxed.value <= near:
        return known
    if len(divided(problem, relaxed.columns)) <= FEW:
        for most in ARCS_AROUND:
            found = search_around(problem, engine, cost, relaxed, known, most, NODES, 0.0, near)
            if found is not None:
                return found
    if known is not None:
        return known
    dived = dive(problem, engine, separator, cost, relaxed, lambda left: clock.tell("round", tier))
    if dived is not None:
        return dived
    everything = np.arange(len(problem.lower))
    last = engine.part(everything, np.zeros(len(everything))).search(cost, None, NODES, LAST_GAP)
    if last is None and clock.should_stop():
        raise Stopped
    if last is None:
        raise infeasible(problem, clock)
    return last[0]
