"""Small districts: every tier searched on all columns, to the optimum."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.modelling.lattice import raised
from rotation.solving.diagnose import infeasible
from rotation.solving.search import Search
from rotation.solving.tighten import tighten

__all__ = ["Whole"]

NODES: Final = 2_000
LEAST_RISE: Final = 1e-3
SAME: Final = 1e-6
"""A bound of the tree that exceeds the relaxation's by this share only is not worth the solver's word."""


class Whole(Search):
    """Each tier in order by branch and bound, the tiers before locked at what they reached."""

    def run(self, gap: float, seed: int) -> None:
        problem, engine = self.problem, self.engine
        everything = np.arange(len(problem.lower))
        for place, tier in enumerate(self.tiers):
            cost = problem.cost[tier]
            relaxed = self.first(cost) if not place else self.again(cost)
            relaxed = tighten(problem, engine, self.separator, relaxed, LEAST_RISE)
            proven = self.bound(place, relaxed)
            part = engine.part(everything, np.zeros(len(everything)))
            found = part.search(cost, self.point if len(self.point) else None, NODES, 0.0, self.clock.remaining())
            if found is None and not len(self.point):
                raise infeasible(problem)
            if found is not None:
                self.better(found[0])
                bound = raised(problem, tier, found[1] + problem.constant[tier])
                if bound > self.bounds[tier] + SAME * max(1.0, abs(bound)):
                    self.bounds[tier], self.methods[tier] = bound, "search"
            value = problem.value(tier, self.point)
            self.clock.tell("search", tier, value, self.bounds.get(tier))
            if place + 1 < len(self.tiers):
                self.lock(place, proven)
