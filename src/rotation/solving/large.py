"""Large districts: the relaxation tightened until it is nearly whole, then each tier settled in order."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.modelling.bounds import DualBound
from rotation.modelling.lattice import step
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.dive import dive
from rotation.solving.engine import Point
from rotation.solving.improve import improve, polish
from rotation.solving.restrict import divided, search_around
from rotation.solving.search import Search
from rotation.solving.tiers import weighted
from rotation.solving.tighten import tighten

__all__ = ["Large"]

FEW: Final = 150
"""So few divided arcs are settled by a search around them; more are first made fewer by a dive."""
ARCS_AROUND: Final = (800, 2_000, 8_000)
NODES: Final = 60
FIRST_GAP: Final = 2e-5
TIER_GAP: Final = 1e-6
CLOSED: Final = 1e-5
"""A tier nearer to its bound than this is not searched further. Slack in one tier loosens the bounds of all below."""
LEAST_RISE: Final = 1e-6
"""Share of a value that a round of cuts must raise."""
IMPROVING_ROUNDS: Final = 4


class Large(Search):
    """One weighted sum for a first plan; then tier by tier: bound, better plans, rule out, lock."""

    def run(self, gap: float, seed: int) -> None:
        problem, clock, tiers = self.problem, self.clock, self.tiers
        clock.tell("relax")
        cost = weighted(problem, tiers)
        relaxed = self.first(cost)
        clock.tell("round", tiers[0], None, None)
        relaxed = tighten(problem, self.engine, self.separator, relaxed, LEAST_RISE * abs(relaxed.value) / 10)
        optimum = self.engine.remember()
        self.better(self._first_plan(cost, relaxed))
        clock.tell("improve", tiers[0], problem.value(tiers[0], self.point))
        for place, tier in enumerate(tiers):
            self.engine.recall(optimum)
            point, proven = self._tightened(place, tier)
            if not self._within(tier, min(gap, CLOSED)):
                self._better(place, point, gap, seed)
            clock.tell("prove", tier, problem.value(tier, self.point), self.bounds[tier])
            if place + 1 < len(tiers):
                self.lock(place, proven)
                self.engine.recall(optimum)
                self.engine.objective(cost)
                self.engine.relax()
                optimum = self.engine.remember()
        clock.tell("polish")
        self.better(polish(problem, self.engine, weighted(problem, tiers, len(tiers) - 1), self.point))

    def _first_plan(self, cost: Floats, relaxed: Point) -> Floats:
        """Search around the divided arcs, ever wider; where they are many, dive first."""
        problem, engine = self.problem, self.engine
        start = self.point if len(self.point) else None
        if len(divided(problem, relaxed.columns)) <= FEW:
            for most in ARCS_AROUND:
                found = search_around(problem, engine, cost, relaxed, start, most, NODES, FIRST_GAP)
                if found is not None:
                    return found
        if start is not None:
            return start
        lower, upper = engine.lower.copy(), engine.upper.copy()
        dived = dive(
            problem, engine, self.separator, cost, relaxed, lambda left: self.clock.tell("round", self.tiers[0])
        )
        if dived is not None:
            return dived
        engine.bounds(lower, upper)
        everything = np.arange(len(problem.lower))
        last = engine.part(everything, np.zeros(len(everything))).search(cost, None, NODES, 0.05, engine.remaining())
        if last is None:
            raise infeasible(problem)
        return last[0]

    def _tightened(self, place: int, tier: str) -> tuple[Point, DualBound]:
        """Bound a tier among plans no worse than ours on the tiers before."""
        problem = self.problem
        point = self.again(problem.cost[tier])
        least_rise = LEAST_RISE * max(1.0, abs(problem.value(tier, self.point)))
        point = tighten(problem, self.engine, self.separator, point, least_rise)
        return point, self.bound(place, point)

    def _within(self, tier: str, share: float) -> bool:
        """Say whether a tier is within a share of its bound, or nearer than the next value below."""
        value = self.problem.value(tier, self.point)
        unit = step(self.problem, tier) or 0.0
        return value - self.bounds[tier] <= max(share * max(1.0, abs(value)), 0.999 * unit)

    def _better(self, place: int, point: Point, gap: float, seed: int) -> None:
        """Look for plans better in this tier, and at equal value in the next ones."""
        problem, engine, tier = self.problem, self.engine, self.tiers[place]
        cost = weighted(problem, self.tiers, place)
        if len(divided(problem, point.columns)) <= FEW:
            found = search_around(problem, engine, cost, point, self.point, ARCS_AROUND[1], NODES, TIER_GAP)
            if found is not None and cost @ found < cost @ self.point:
                self.better(found)

        def accept(better: Floats) -> bool:
            self.better(better)
            self.clock.tell("improve", tier, problem.value(tier, better), self.bounds[tier])
            return not self.clock.should_stop() and not self._within(tier, gap)

        if not self.clock.should_stop() and not self._within(tier, gap) and place + 1 < len(self.tiers):
            worst = problem.value(tier, self.point) - self.bounds[tier]
            improve(problem, engine, cost, self.point, point.reduced_cost, worst, IMPROVING_ROUNDS, seed, accept)
