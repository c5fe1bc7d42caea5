"""The search: the relaxation tightened until it is nearly whole, then each tier settled in order."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.modelling.bounds import DualBound
from rotation.modelling.lattice import raised, step
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.dive import dive
from rotation.solving.engine import Point
from rotation.solving.improve import improve, polish
from rotation.solving.restrict import divided, search_around
from rotation.solving.search import Search
from rotation.solving.tiers import HIGHEST, weighted
from rotation.solving.tighten import tighten

__all__ = ["Tierwise"]

FEW: Final = 150
"""So few divided arcs are settled by a search around them; more are first made fewer by a dive."""
ARCS_AROUND: Final = (800, 2_000, 8_000)
NODES: Final = 60
DENSE: Final = 80
"""Long rows of the tableau tried in each round."""
FIRST_GAP: Final = 1e-3
"""Share of the value by which the first plan may miss its best: every tier is searched on its own later."""
WHOLE_ARCS: Final = 40_000
"""So few possible moves are searched whole, all at once, under one tier alone."""
WHOLE_NODES: Final = (2_000, 100)
"""Most nodes of that: up to FEW_ARCS, and beyond."""
FEW_ARCS: Final = 4_000
MUCH_NARROWER: Final = 0.7
"""Share of free columns below which rounding is tried again: fixed columns make its rows stronger."""
NEAR: Final = 0.5
"""Share of a tier's unit by which a search may miss its best."""
CLOSED: Final = 1e-5
"""A tier nearer to its bound than this is not searched further. Slack in one tier loosens the bounds of all below."""
EQUAL: Final = 1e-8
"""A share that is arithmetic's, not the plan's."""
LEAST_RISE: Final = 1e-6
"""Share of a value that a round of cuts must raise."""
IMPROVING_ROUNDS: Final = 4


class Tierwise(Search):
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
            proven = self._settle(place, tier, gap, seed)
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
        near = max(NEAR * HIGHEST * (step(problem, self.tiers[0]) or 0.0), FIRST_GAP * abs(relaxed.value))
        if len(divided(problem, relaxed.columns)) <= FEW:
            for most in ARCS_AROUND:
                found = search_around(problem, engine, cost, relaxed, start, most, NODES, 0.0, near)
                if found is not None:
                    return found
        if start is not None:
            return start
        dived = dive(
            problem, engine, self.separator, cost, relaxed, lambda left: self.clock.tell("round", self.tiers[0])
        )
        if dived is not None:
            return dived
        everything = np.arange(len(problem.lower))
        last = engine.part(everything, np.zeros(len(everything))).search(cost, None, NODES, 0.05, engine.remaining())
        if last is None:
            raise infeasible(problem)
        return last[0]

    def _settle(self, place: int, tier: str, gap: float, seed: int) -> DualBound:
        """Bound a tier among plans no worse than ours on the tiers before, and look for better plans, in turn."""
        problem = self.problem
        cost = weighted(problem, self.tiers, place)
        near = NEAR * HIGHEST * (step(problem, tier) or CLOSED * abs(problem.value(tier, self.point)))
        point, proven = self._tightened(place, tier, self.again(problem.cost[tier]))
        near_enough = max(EQUAL, min(gap, CLOSED))
        for most in ARCS_AROUND:
            if self.clock.should_stop() or self._within(tier, near_enough):
                return proven
            found = search_around(problem, self.engine, cost, point, self.point, most, NODES, 0.0, near)
            if found is not None and self._improves(found):
                self.better(found)
                self.clock.tell("improve", tier, problem.value(tier, self.point), self.bounds[tier])
                free = self._free()
                self.narrow(place, proven)
                if self._free() < MUCH_NARROWER * free:
                    point, proven = self._tightened(place, tier, point)
            if self._free_arcs() <= WHOLE_ARCS:
                break
        if self.clock.should_stop() or self._within(tier, near_enough):
            return proven
        if self._free_arcs() <= WHOLE_ARCS:
            self.clock.tell("search", tier, problem.value(tier, self.point), self.bounds[tier])
            self._searched_whole(tier, near_enough)
        elif not self._within(tier, gap):
            self._improve(place, tier, point, cost, gap, seed)
        return proven

    def _searched_whole(self, tier: str, share: float) -> None:
        """Search everything that is left, to the optimum; the bound is the word of the search.

        A point that is better by less than ``share`` is left: it is found without a look at the tiers below, which
        then lose much for nothing (Taitung: burden 8 % for a millionth of balance).
        """
        problem, engine = self.problem, self.engine
        everything = np.flatnonzero((engine.lower != 0) | (engine.upper != 0))
        cost, near = problem.cost[tier], NEAR * (step(problem, tier) or CLOSED)
        nodes = WHOLE_NODES[self._free_arcs() > FEW_ARCS]
        found = engine.part(everything, np.zeros(len(problem.lower))).search(
            cost, self.point, nodes, 0.0, engine.remaining(), near
        )
        if found is None:
            return
        point = np.zeros(len(problem.lower))
        point[everything] = found[0]
        point[problem.natural] = np.round(point[problem.natural])
        ours, theirs = problem.value(tier, self.point), problem.value(tier, point)
        if self._improves(point) and ours - theirs > share * max(1.0, abs(ours)):
            self.better(point)
        bound = raised(problem, tier, found[1] + problem.constant[tier])
        if bound > self.bounds[tier]:
            self.bounds[tier], self.methods[tier] = bound, "search"

    def _free_arcs(self) -> int:
        size = len(self.problem.arcs)
        return int((self.engine.lower[:size] < self.engine.upper[:size]).sum())

    def _free(self) -> int:
        return int((self.engine.lower < self.engine.upper).sum())

    def _tightened(self, place: int, tier: str, point: Point) -> tuple[Point, DualBound]:
        """Tighten the relaxation, ruling out what the bounds on the way allow."""
        problem = self.problem
        least_rise = LEAST_RISE * max(1.0, abs(problem.value(tier, self.point)))

        bounded: tuple[Point, DualBound] | None = None

        def close(now: Point) -> bool:
            nonlocal bounded
            bounded = now, self.bound(place, now)
            if self._within(tier, CLOSED):
                return True
            self.narrow(place, bounded[1])
            return False

        point = tighten(problem, self.engine, self.separator, point, least_rise, DENSE, close)
        return bounded if bounded is not None and bounded[0] is point else (point, self.bound(place, point))

    def _within(self, tier: str, share: float) -> bool:
        """Say whether a tier is within a share of its bound, or nearer than the next value below."""
        value = self.problem.value(tier, self.point)
        unit = step(self.problem, tier) or 0.0
        return value - self.bounds[tier] <= max(share * max(1.0, abs(value)), 0.999 * unit)

    def _improves(self, point: Floats) -> bool:
        """Say whether a point is better in the first tier in which it differs from ours."""
        for tier in self.tiers:
            ours, theirs = self.problem.value(tier, self.point), self.problem.value(tier, point)
            if abs(ours - theirs) > EQUAL * max(1.0, abs(ours)):
                return theirs < ours
        return False

    def _improve(self, place: int, tier: str, point: Point, cost: Floats, gap: float, seed: int) -> None:
        """Look for plans better in this tier, and at equal value in the next ones, among neighbouring sections."""
        problem, clock = self.problem, self.clock

        def accept(better: Floats) -> bool:
            if self._improves(better):
                self.better(better)
            clock.tell("improve", tier, problem.value(tier, better), self.bounds[tier])
            return not clock.should_stop() and not self._within(tier, gap)

        if not clock.should_stop() and place + 1 < len(self.tiers):
            worst = problem.value(tier, self.point) - self.bounds[tier]
            improve(problem, self.engine, cost, self.point, point.reduced_cost, worst, IMPROVING_ROUNDS, seed, accept)
