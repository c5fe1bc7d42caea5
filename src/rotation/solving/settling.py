"""One tier settled: bounded, better plans looked for, what is left searched, with as much effort as is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.bounds import DualBound
from rotation.modelling.lattice import raised, step
from rotation.rules.quantity import Floats
from rotation.solving.effort import EFFORTS, Effort
from rotation.solving.engine import Point
from rotation.solving.improve import improve
from rotation.solving.memory import Recollection
from rotation.solving.restrict import better_around
from rotation.solving.search import CLOSED, Search
from rotation.solving.tiers import HIGHEST, weighted
from rotation.solving.tighten import tighten

__all__ = ["LEAST_RISE", "Settling"]

NODES: Final = 60
LOCK_NODES: Final = 300
"""Of a search among what the relaxation divides, which is quick."""
MUCH_NARROWER: Final = 0.7
"""Share of free columns below which rounding is tried again: fixed columns make its rows stronger."""
NEAR: Final = 0.5
"""Share of a tier's unit, or of what counts as closed, by which a search may miss its best."""
MOST_BETTER: Final = 5
"""Better values looked for in a search of all that is left."""
EQUAL: Final = 2e-7
"""Share of a value that locks leave as room for rounding: no plan is better or worse for it."""
REACHED: Final = 0.01
"""How near the relaxation itself must come to a bound that was raised to the next possible value."""
LEAST_RISE: Final = 1e-6
"""Share of a value that a round of cuts must raise."""
LEAST_SHARE: Final = 0.1
"""Share of the distance between bound and value that a round of cuts must raise."""
IMPROVING_ROUNDS: Final = 4

Bounded = tuple[Point, DualBound]
"""A point of the relaxation and what its dual proves of the tier."""


class Settling(Search):
    """A search that can settle one tier after another."""

    def settle(
        self, place: int, effort: Effort, gap: float, seed: int, past: Recollection | None
    ) -> tuple[DualBound, int]:
        """Bound a tier among plans no worse than ours on the tiers before, and look for better plans, in turn.

        Returns what is proven, and how many arcs a better plan might have. ``past`` is what an earlier search left;
        ``gap`` and ``seed`` are for the last resort, a look around among neighbouring sections.
        """
        problem, tier = self.problem, self.tiers[place]
        if not problem.cost[tier].any():  # the same for all plans
            return self.bound(place, self._nothing()), 0
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
        if self.clock.should_stop() or self._closed(tier):
            return proven, self._free_arcs()
        with self._only_better(tier, proven):
            left = self._free_arcs()
        nodes = effort.of(left, len(problem.arcs))
        if nodes:
            self.clock.tell("search", tier, problem.value(tier, self.point), self.bounds[tier])
            self._searched_whole(tier, nodes, proven)
        elif effort is EFFORTS[-1] and not self._near_enough(tier, gap):
            self._improve(place, tier, point, weighted(problem, self.tiers, place), gap, seed)
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
        near = NEAR * HIGHEST * (step(problem, tier) or CLOSED * abs(problem.value(tier, self.point)))
        for most in (0, *(() if self._searchable(effort) else effort.around)):
            if self.clock.should_stop() or self._closed(tier):
                break
            limit = self._next_value(tier)
            beside = self.better_relaxed(place, limit) if most else point
            found = None if beside is None else better_around(
                problem, self.engine, cost, problem.cost[tier], limit, beside, self.point, most,
                NODES if most else LOCK_NODES, near,
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

    @contextmanager
    def _only_better(self, tier: str, proven: DualBound) -> Iterator[float]:
        """Rule out for a while what no plan better than ours in a tier can have; yield the best value worth a look."""
        engine, limit, mark = self.engine, self._next_value(tier), self.engine.mark()
        out = self.excluded(proven, limit)
        engine.bounds(out.lower, out.upper)
        try:
            yield limit
        finally:
            engine.rewind(mark)

    def _searched_whole(self, tier: str, nodes: int, proven: DualBound) -> None:
        """Search everything that is left for a better value, again and again; the bound is the word of the search.

        A better value that is less than what counts as closed is not looked for: it would be found without a look at
        the tiers below, which then lose much for nothing (Taitung: burden 8 % for a millionth of balance).
        """
        problem, engine = self.problem, self.engine
        cost, constant, unit = problem.cost[tier], problem.constant[tier], step(problem, tier)
        for _ in range(MOST_BETTER):
            value = problem.value(tier, self.point)
            near = NEAR * (unit if unit is not None else CLOSED * max(1.0, abs(value)))
            with self._only_better(tier, proven) as limit:
                everything = np.flatnonzero((engine.lower != 0) | (engine.upper != 0))
                part = engine.part(everything, np.zeros(len(problem.lower)))
                values, least = part.better(cost, limit, nodes, engine.remaining(), near)
            found = None if values is None else problem.completed(_placed(values, everything, len(problem.lower)))
            above = value if unit is not None else limit + constant
            if found is not None:  # its bound may exceed what it found by rounding, and so the next whole value
                above = min(above, problem.value(tier, found))
            bound = min(above, raised(problem, tier, least + constant)) if np.isfinite(least) else above
            if bound > self.bounds[tier]:
                self.bounds[tier], self.methods[tier] = bound, "search"
            if found is None or not self._improves(found):
                return
            self.better(found)
            self.clock.tell("search", tier, problem.value(tier, found), self.bounds[tier])
            if self._closed(tier):
                return

    def _next_value(self, tier: str) -> float:
        """Return the best value worse than which nothing is looked for, without the tier's constant."""
        value, unit = self.problem.value(tier, self.point), step(self.problem, tier)
        better = unit if unit is not None else CLOSED * max(1.0, abs(value))
        return value - self.problem.constant[tier] - better + (EQUAL if unit is not None else 0.0)

    def _improve(self, place: int, tier: str, point: Point, cost: Floats, gap: float, seed: int) -> None:
        """Look for plans better in this tier, and at equal value in the next ones, among neighbouring sections."""
        problem, clock = self.problem, self.clock

        def accept(better: Floats) -> bool:
            if self._improves(better):
                self.better(better)
            clock.tell("improve", tier, problem.value(tier, better), self.bounds[tier])
            return not clock.should_stop() and not self._near_enough(tier, gap)

        if place + 1 < len(self.tiers):
            worst = problem.value(tier, self.point) - self.bounds[tier]
            improve(problem, self.engine, cost, self.point, point.reduced_cost, worst, IMPROVING_ROUNDS, seed, accept)

    def _searchable(self, effort: Effort) -> bool:
        """Say whether so little is left that it is searched all at once, so that nothing need be tried before."""
        return effort.of(self._free_arcs(), len(self.problem.arcs)) > 0

    def _free_arcs(self) -> int:
        size = len(self.problem.arcs)
        return int((self.engine.lower[:size] < self.engine.upper[:size]).sum())

    def _free(self) -> int:
        return int((self.engine.lower < self.engine.upper).sum())

    def _near_enough(self, tier: str, gap: float) -> bool:
        """Say whether a tier is within the gap asked for, or at most one unit from its bound."""
        if gap == 0:
            return self._closed(tier)
        value, unit = self.problem.value(tier, self.point), step(self.problem, tier) or 0.0
        return value - self.bounds[tier] <= max(gap * max(1.0, abs(value)), unit) * (1 + EQUAL)

    def _closed(self, tier: str) -> bool:
        """Say whether a tier is as good as at its bound, or nearer than the next value below."""
        value = self.problem.value(tier, self.point)
        unit = step(self.problem, tier) or 0.0
        return value - self.bounds[tier] <= max(CLOSED * max(1.0, abs(value)), 0.999 * unit) * (1 + EQUAL)

    def _improves(self, point: Floats) -> bool:
        """Say whether a point is better in the first tier in which it differs from ours."""
        for tier in self.tiers:
            ours, theirs = self.problem.value(tier, self.point), self.problem.value(tier, point)
            if abs(ours - theirs) > EQUAL * max(1.0, abs(ours)):
                return theirs < ours
        return False


def _placed(values: Floats, columns: NDArray[np.int64], size: int) -> Floats:
    """Return values at columns and nothing elsewhere."""
    point = np.zeros(size)
    point[columns] = values
    return point
