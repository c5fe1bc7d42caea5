"""Every tier in order by branch and bound over a problem as it is stated: no cut, nothing ruled out."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.modelling.lattice import step
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine
from rotation.solving.progress import Clock
from rotation.solving.tiers import locked_limit

__all__ = ["Whole"]

NODES: Final = 20_000
ALIKE: Final = 1e-6


class Whole:
    """A search for small districts; ``run`` leaves its result in ``point`` and ``bounds``.

    ``point`` may be a plan to begin with.
    """

    def __init__(self, problem: Problem, clock: Clock, start: Floats | None = None) -> None:
        self.problem, self.clock = problem, clock
        self.engine = Engine(problem, clock)
        self.point: Floats = np.empty(0) if start is None else start
        self.bounds: dict[str, float] = {}

    def run(self) -> None:
        """Search tier by tier, each among plans no worse in those before; raise ``Stopped`` where asked to end."""
        problem, everything = self.problem, np.arange(len(self.problem.lower))
        for tier in problem.facts.policy.tiers:
            cost = problem.cost[tier]
            part = self.engine.part(everything, np.zeros(len(everything)))
            start = self.point if len(self.point) else None
            found = part.search(cost, start, NODES, 0.0)
            if found is None:
                return
            self.point = found[0]
            self.point[problem.natural] = np.round(self.point[problem.natural])
            value, self.bounds[tier] = problem.value(tier, self.point), found[1] + problem.constant[tier]
            self.clock.tell("search", tier, value, self.bounds[tier])
            self.engine.at_most(cost, locked_limit(problem, tier, {tier: value}))

    @property
    def closed(self) -> bool:
        """Whether every tier's value is its bound."""
        return all(
            (lower := self.bounds.get(tier)) is not None
            and (value := self.problem.value(tier, self.point)) - lower
            <= max(ALIKE * max(1.0, abs(value)), 0.999 * (step(self.problem, tier) or 0.0))
            for tier in self.problem.facts.policy.tiers
        )
