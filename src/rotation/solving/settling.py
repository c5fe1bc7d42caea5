"""One tier settled: bounded, better plans looked for, what is left searched, with as much effort as is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from rotation.modelling.bounds import DualBound
from rotation.rules.quantity import Floats
from rotation.solving.effort import EFFORTS, FEW_ARCS, Effort
from rotation.solving.engine import Point
from rotation.solving.improve import improve
from rotation.solving.memory import Recollection
from rotation.solving.restrict import better_around
from rotation.solving.tiers import HIGHEST, weighted
from rotation.solving.tighten import tighten
from rotation.solving.whole import NEAR, Whole

__all__ = ["LEAST_RISE", "Settling"]

NODES: Final = 60
PATIENT_NODES: Final = 20
"""Where a fresh start is still to come: what is not closed in so few is mostly luck (70x3500, seed 2: 4 to 150 s)."""
LOCK_NODES: Final = 300
"""Of a search among what the relaxation divides, which is quick."""
MUCH_NARROWER: Final = 0.7
"""Share of free columns below which rounding is tried again: fixed columns make its rows stronger."""
REACHED: Final = 0.01
"""How near the relaxation itself must come to a bound that was raised to the next possible value."""
LEAST_RISE: Final = 1e-6
"""Share of a value that a round of cuts must raise."""
LEAST_SHARE: Final = 0.1
"""Share of the distance between bound and value that a round of cuts must raise."""
IMPROVING_ROUNDS: Final = 4

Bounded = tuple[Point, DualBound]
"""A point of the relaxation and what its dual proves of the tier."""


class Settling(Whole):
    """A search that can settle one tier after another."""

    def settle(
        self, place: int, effort: Effort, seed: int, past: Recollection | None
    ) -> tuple[DualBound, int]:
        """Bound a tier among plans no worse than ours on the tiers before, and look for better plans, in turn.

        Returns what is proven, and how many arcs a better plan might have. ``past`` is what an earlier search left;
        ``seed`` is for the last resort, a look around among neighbouring sections.
        """
        problem, tier = self.problem, self.tiers[place]
        if not problem.cost[tier].any():  # the same for all plans
            return self.bound(place, self._nothing()), 0
        if place + 1 == len(self.tiers) and tier in self._words:
            proven = self.bound(place, self.again(place))
            self.recall_word(place)
            if self._closed(tier):
                return proven, self._free_arcs()
        bounded = self._recalled(place, tier, effort, past) if past is not None else None
        if bounded is None or not self._closed(tier):
            point = self.again(place) if bounded is None else bounded[0]
            bounded = self._tightened(place, tier, point, effort, 0)
            bounded = self._searched_around(place, tier, effort, 0, bounded)
        if effort.dense and not self._searchable(effort) and not self._closed(tier):
            tightened = self._tightened(place, tier, bounded[0], effort, effort.dense)
            if tightened[0] is not bounded[0]:
                bounded = self._searched_around(place, tier, effort, effort.dense, tightened)
        if place + 2 < len(self.tiers) and not self._closed(tier) and not self.clock.should_stop():
            bounded = self._tightened_elsewhere(place, tier, effort)
        point, proven = bounded
        self.recall_word(place)
        if self.clock.should_stop() or self._closed(tier):
            return proven, self._free_arcs()
        with self._only_better(tier, proven):
            left = self._free_arcs()
        nodes = effort.of(left, len(problem.arcs))
        if nodes:
            self.clock.tell("search", tier, problem.value(tier, self.point), self.bounds[tier])
            short = self.patient and left > FEW_ARCS
            self._searched_whole(place, min(nodes, PATIENT_NODES) if short else nodes, nodes, proven)
        elif effort is EFFORTS[-1] and not self._near_enough(tier):
            self._improve(place, tier, point, weighted(problem, self.tiers, place), seed)
        return proven, left

    def _recalled(self, place: int, tier: str, effort: Effort, past: Recollection) -> Bounded | None:
        """Settle a tier from where an earlier search left it: its cuts are there, a plan is near; None if it is not."""
        self.engine.objective(*self._apart(place))
        found: list[Bounded] = []

        def bound(dual: Floats) -> None:
            point = self.engine.repaired(self.problem.cost[tier], dual)
            found[:] = [(point, self.bound(place, point))]

        def narrow() -> None:
            if found:
                self.narrow(place, found[0][1])

        if not past.tier(tier, place == 0, bound, narrow):
            return None
        if found and self._closed(tier):
            return found[0]
        point = self._relaxed_again("rows", self.settled(tier))
        bounded = point, self.bound(place, point)
        if self._closed(tier):
            return bounded
        self.narrow(place, bounded[1])
        return self._searched_around(place, tier, replace(effort, around=()), 0, bounded)

    def _searched_around(self, place: int, tier: str, effort: Effort, dense: int, bounded: Bounded) -> Bounded:
        """Look for better plans near a point of the relaxation; return it, tightened anew where much could go."""
        problem, (point, proven) = self.problem, bounded
        cost = weighted(problem, self.tiers, place)
        self.recall_word(place)
        near = NEAR * HIGHEST * self._grain(tier)
        for most in (0, *(() if self._searchable(effort) else effort.around)):
            if self.clock.should_stop() or self._closed(tier):
                break
            limit = self._next_value(tier)
            beside = self.better_relaxed(place, limit) if most else point
            found = None if beside is None else better_around(
                problem, self.engine, cost, problem.cost[tier], limit, beside, self.point, most,
                (PATIENT_NODES if self.patient else NODES) if most else LOCK_NODES, near,
            )  # fmt: skip
            if found is not None and self._improves(found):
                self.better(found)
                self.clock.tell("improve", tier, problem.value(tier, self.point), self.bounds[tier])
                free = self._free()
                self.narrow(place, proven)
                if self._free() < MUCH_NARROWER * free:
                    point, proven = self._tightened(place, tier, point, effort, dense)
        return point, proven

    def _nothing(self) -> Point:
        """Return a point of no columns and no prices."""
        return Point(0.0, np.empty(0), np.empty(0), np.zeros(len(self.engine.rows().lower)))

    def _tightened(self, place: int, tier: str, point: Point, effort: Effort, dense: int) -> Bounded:
        """Tighten the relaxation, ruling out what the bounds on the way allow."""
        problem = self.problem
        bounded: Bounded | None = None

        def close(now: Point) -> bool:
            nonlocal bounded
            bounded = now, self.bound(place, now)
            # Short of it the relaxation would also leave the tiers below open.
            reached = now.value + problem.constant[tier] >= self.bounds[tier] - REACHED
            if self._closed(tier) and (reached or place + 1 == len(self.tiers)):
                return True
            self.narrow(place, bounded[1])
            return False

        value = problem.value(tier, self.point)
        apart = value - problem.constant[tier] - point.value
        least_rise = max(LEAST_RISE * max(1.0, abs(value)), LEAST_SHARE * apart)
        point = tighten(
            problem, self.engine, self.separator, point, least_rise, dense, effort.rounds, close,
            self.settled(tier),
        )  # fmt: skip
        return bounded if bounded is not None and bounded[0] is point else (point, self.bound(place, point))

    def _tightened_elsewhere(self, place: int, tier: str, effort: Effort) -> Bounded:
        """Tighten the relaxation at another vertex as well, and return to where it stood if that leaves the tier open.

        Which rows its tableau offers depends on the vertex: county seed 7 took 12 s from this one, 110 from the other
        and 32 from both.
        """
        self.engine.objective(*self._apart(place, evenly=True))
        there = self._relaxed_again("objective", self.settled(tier))
        bounded = self._tightened(place, tier, there, effort, 0)
        if self._closed(tier):
            return bounded
        point = self.again(place)
        return point, self.bound(place, point)

    def _improve(self, place: int, tier: str, point: Point, cost: Floats, seed: int) -> None:
        """Look for plans better in this tier, and at equal value in the next ones, among neighbouring sections."""
        problem, clock = self.problem, self.clock

        def accept(better: Floats) -> bool:
            if self._improves(better):
                self.better(better)
            clock.tell("improve", tier, problem.value(tier, better), self.bounds[tier])
            return not clock.should_stop() and not self._near_enough(tier)

        if place + 1 < len(self.tiers):
            worst = problem.value(tier, self.point) - self.bounds[tier]
            improve(problem, self.engine, cost, self.point, point.reduced_cost, worst, IMPROVING_ROUNDS, seed, accept)

    def _searchable(self, effort: Effort) -> bool:
        """Say whether so little is left that it is searched all at once, so that nothing need be tried before."""
        return effort.of(self._free_arcs(), len(self.problem.arcs)) > 0
