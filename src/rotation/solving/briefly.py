"""A search with little work: one relaxation, one search around what it divides, bounds while they close.

For plans that are held near a given one and wanted in seconds. Where the relaxation closes a tier the next one is
settled as well; the first that stays open is bounded and ends the search.
"""

from __future__ import annotations

from typing import Final

from rotation.modelling.bounds import DualBound
from rotation.modelling.lattice import step
from rotation.rules.quantity import Floats
from rotation.solving.improve import polish
from rotation.solving.restrict import search_around
from rotation.solving.search import Search
from rotation.solving.tiers import HIGHEST, weighted

__all__ = ["Briefly"]

ARCS_AROUND: Final = 800
NODES: Final = 60
NEAR: Final = 1e-6
"""Share of the weighted sum by which the plan may miss the best nearby: less than a unit of the second tier."""
CLOSED: Final = 1e-5
EQUAL: Final = 1e-8


class Briefly(Search):
    """The tiers in order, as far as the relaxation alone settles them; needs a plan to begin with."""

    def run(self) -> None:
        problem, clock, tiers = self.problem, self.clock, self.tiers
        clock.tell("relax")
        cost = weighted(problem, tiers)
        point = self.first(cost)
        clock.tell("improve", tiers[0], problem.value(tiers[0], self.point))
        self._take(search_around(
            problem, self.engine, cost, point, self.point, ARCS_AROUND, NODES, 0.0, NEAR * abs(point.value)
        ))  # fmt: skip
        for place, tier in enumerate(tiers):
            proven = self._bounded(place)
            clock.tell("prove", tier, problem.value(tier, self.point), self.bounds[tier])
            if not self._closed(tier, 1.001):
                break
            if place + 1 < len(tiers):
                self.lock(place, proven)
        self._take(polish(problem, self.engine, weighted(problem, tiers, len(tiers) - 1), self.point))

    def _bounded(self, place: int) -> DualBound:
        """Bound a tier; where that leaves it open, search around what this tier's relaxation divides."""
        problem, tier = self.problem, self.tiers[place]
        point = self.again(problem.cost[tier])
        proven = self.bound(place, point)
        self.narrow(place, proven)
        if not self._closed(tier):
            near = HIGHEST * (step(problem, tier) or CLOSED * abs(problem.value(tier, self.point))) / 2
            cost = weighted(problem, self.tiers, place)
            self._take(search_around(
                problem, self.engine, cost, point, self.point, ARCS_AROUND, NODES, 0.0, near
            ))  # fmt: skip
        return proven

    def _closed(self, tier: str, units: float = 0.999) -> bool:
        """Say whether a tier is as near to its bound as counts for proven, or nearer than the next value below."""
        value = self.problem.value(tier, self.point)
        unit = step(self.problem, tier) or 0.0
        return value - self.bounds[tier] <= max(CLOSED * max(1.0, abs(value)), units * unit)

    def _take(self, point: Floats | None) -> None:
        """Hold a point that is better in the first tier in which it differs from ours."""
        if point is None:
            return
        for tier in self.tiers:
            ours, theirs = self.problem.value(tier, self.point), self.problem.value(tier, point)
            if abs(ours - theirs) > EQUAL * max(1.0, abs(ours)):
                if theirs < ours:
                    self.better(point)
                return
