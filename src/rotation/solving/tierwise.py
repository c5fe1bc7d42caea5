"""The search: a first plan, then each tier settled in order, once over lightly and again with more effort where needed.

A tier that is left open loosens the bounds of all tiers below, so that what is open is closed from the top; but first
every tier has its bound, whatever the time allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from rotation.errors import SolverError
from rotation.modelling.bounds import DualBound
from rotation.modelling.lattice import raised, step
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.approach import approach
from rotation.solving.diagnose import infeasible
from rotation.solving.effort import EFFORTS, FEW_ARCS, GLANCE, ONCE, Effort
from rotation.solving.engine import Mark, Point
from rotation.solving.first import first_plan
from rotation.solving.held import Place
from rotation.solving.improve import improve, polish
from rotation.solving.memory import Memory, Recollection
from rotation.solving.progress import Clock
from rotation.solving.restrict import better_around
from rotation.solving.search import CLOSED, Search, nearly
from rotation.solving.tiers import HIGHEST, weighted
from rotation.solving.tighten import tighten

__all__ = ["Tierwise"]

NODES: Final = 60
LOCK_NODES: Final = 300
"""Of a search among what the relaxation divides, which is quick."""
ON_THE_WAY: Final = (20_000, 150_000)
"""Of more moves, plans are made on the way to the relaxation, in several passes and in a single one, which ends a tenth
sooner without. The first comes in a third of the time (county: 2.2 s for 6.9)."""
MUCH_NARROWER: Final = 0.7
"""Share of free columns below which rounding is tried again: fixed columns make its rows stronger."""
NEAR: Final = 0.5
"""Share of a tier's unit, or of what counts as closed, by which a search may miss its best."""
MOST_BETTER: Final = 5
"""Better values looked for in a search of all that is left."""
TOGETHER_ROUNDS: Final = 16
"""Rounds of tightening for all tiers together: what they leave open costs searches in every tier."""
FAR: Final = 1.5
"""Units of the first tier by which a change may move the relaxation, so that all cuts of before are of use."""
EQUAL: Final = 2e-7
"""Share of a value that locks leave as room for rounding: no plan is better or worse for it."""
REACHED: Final = 0.01
"""How near the relaxation itself must come to a bound that was raised to the next possible value."""
LEAST_RISE: Final = 1e-6
"""Share of a value that a round of cuts must raise."""
LEAST_SHARE: Final = 0.1
"""Share of the distance between bound and value that a round of cuts must raise."""
IMPROVING_ROUNDS: Final = 4


@dataclass(slots=True)
class _Stage:
    """A tier's place in the search: where to go back to, how hard it was tried, what was left free."""

    mark: Mark
    place: Place
    effort: int = 0
    free_arcs: int = 0


Bounded = tuple[Point, DualBound]
"""A point of the relaxation and what its dual proves of the tier."""


class Tierwise(Search):
    """One weighted sum for a first plan; then tier by tier: bound, better plans, rule out, lock.

    ``memory`` is what a search of much the same problem left; this one goes on from there.
    """

    def __init__(
        self,
        problem: Problem,
        clock: Clock,
        keep: Callable[[Floats], None] | None = None,
        start: Floats | None = None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(problem, clock, keep, start)
        self._past = None if memory is None else Recollection(memory, problem, self.engine, self.separator)
        self._ends: dict[str, Place] = {}

    def run(self, gap: float, seed: int, once: bool = False) -> None:
        """Search until every tier is as near to its bound as asked, or no effort brings it there; or ``once`` over.

        ``gap`` 0 asks for every tier to be closed; with any other, one unit is near enough as well.
        """
        self._once = once
        problem, clock, tiers = self.problem, self.clock, self.tiers
        clock.tell("relax")
        cost = weighted(problem, tiers)
        relaxed = self._relaxed_first(cost) if self._past is None else self._recalled_first(cost, self._past)
        self._stages = [_Stage(self.engine.mark(), self.engine.remember())]
        lead = tiers[self.lead]
        self.better(first_plan(problem, self.engine, self.separator, cost, relaxed, self.point, lead, clock))
        clock.tell("improve", lead, problem.value(lead, self.point))
        start: int | None = 0
        while start is not None:
            self._pass(start, cost, gap, seed)
            self.keep_proof()
            self._past = None
            start = self._open(gap)
        clock.tell("polish")
        self.better(polish(problem, self.engine, weighted(problem, tiers, len(tiers) - 1), self.point))

    def _relaxed_first(self, cost: Floats) -> Point:
        """Solve the relaxation of all tiers together and tighten it."""
        large = len(self.problem.arcs) > ON_THE_WAY[self._once]
        if large:
            approach(self, cost)
        relaxed = self.first(cost, begun=large)
        self.clock.tell("round", self.tiers[self.lead], None, None)
        return self._tight(relaxed)

    def _recalled_first(self, cost: Floats, past: Recollection) -> Point:
        """Solve it from where an earlier search stood, with the cuts of then."""
        point = past.point()
        if point is not None and (not len(self.point) or self._improves(point)):
            self.better(point)
        self.engine.objective(cost)
        mark = self.engine.mark()
        past.begin()
        relaxed = self.engine.relax(settled=nearly)
        unit = HIGHEST * (step(self.problem, self.tiers[self.lead]) or CLOSED * past.value / HIGHEST)
        if relaxed is None:
            raise infeasible(self.problem, self.clock)
        if abs(relaxed.value - past.value) <= FAR * unit:
            return relaxed
        # Cuts that fitted the plan before are in the way of those that fit another.
        self.engine.rewind(mark)
        past.begin(few=True)
        self._past = None
        return self._tight(self.first(cost, begun=True))

    def _tight(self, relaxed: Point) -> Point:
        """Tighten the relaxation of all tiers together."""
        least_rise = LEAST_RISE * abs(relaxed.value) / 10
        return tighten(
            self.problem, self.engine, self.separator, relaxed, least_rise, rounds=TOGETHER_ROUNDS, settled=nearly
        )

    def remember(self) -> Memory | None:
        """Return what the next search can begin with, None after one that was ended early."""
        if self.clock.stopped or len(self._ends) < len(self.tiers):
            return None
        engine = self.engine
        ends = {tier: engine.basis(self._ends[tier]) for tier in self.tiers}
        first = engine.basis(self._stages[0].place)
        searches = sum(method != "relaxation" for method in self.methods.values())
        return Memory(self.problem, self.point, engine.inside(), tuple(engine.ledger.steps), first, ends, searches)

    def _pass(self, start: int, cost: Floats, gap: float, seed: int) -> None:
        """Settle the tiers from one on, with the effort that each has been given."""
        stages, problem = self._stages, self.problem
        del stages[start + 1 :]
        for tier in self.tiers[start:]:  # a better plan above makes bounds below speak of other plans
            self.bounds.pop(tier, None)
            self.methods.pop(tier, None)
        self.engine.rewind(stages[start].mark)
        self.engine.recall(stages[start].place)
        for place in range(start, len(self.tiers)):
            tier = self.tiers[place]
            proven = self._settle(place, tier, gap, seed)
            self._ends[tier] = self.engine.remember()
            self.clock.tell("prove", tier, self.problem.value(tier, self.point), self.bounds[tier])
            if place + 1 < len(self.tiers):
                self.lock(place, proven)
                if self._past is None and problem.cost[tier].any():
                    self.engine.recall(stages[place].place)
                    self.engine.objective(cost)
                    self.engine.relax(settled=nearly)
                stages.append(_Stage(self.engine.mark(), self.engine.remember()))

    def _open(self, gap: float) -> int | None:
        """Return the tier to try harder, the first that is open above or at one that is not near enough; None if none.

        Near enough is the gap asked for or one unit, and nothing less than closed where little is left to search.
        """
        if self._once or self.clock.should_stop():
            return None
        for last, tier in enumerate(self.tiers):
            near = self._near_enough(tier, gap)
            if near and (self._closed(tier) or self._stages[last].free_arcs > FEW_ARCS):
                continue
            for place in range(last + 1):
                stage = self._stages[place]
                if not self._closed(self.tiers[place]) and stage.effort + 1 < len(EFFORTS):
                    stage.effort += 1
                    return place
        return None

    def _settle(self, place: int, tier: str, gap: float, seed: int) -> DualBound:
        """Bound a tier among plans no worse than ours on the tiers before, and look for better plans, in turn."""
        problem, stage = self.problem, self._stages[place]
        if not problem.cost[tier].any():  # the same for all plans
            return self.bound(place, self._nothing())
        effort = self._effort(place)
        bounded = self._recalled(place, tier, effort, self._past) if self._past is not None else None
        if bounded is None or not self._closed(tier):
            point = self.again(place) if bounded is None else bounded[0]
            bounded = self._tightened(place, tier, point, effort, 0)
            bounded = self._searched_around(place, tier, effort, 0, bounded)
        if effort.dense and not effort.of(self._free_arcs()) and not self._closed(tier):
            tightened = self._tightened(place, tier, bounded[0], effort, effort.dense)
            if tightened[0] is not bounded[0]:
                bounded = self._searched_around(place, tier, effort, effort.dense, tightened)
        point, proven = bounded
        stage.free_arcs = self._free_arcs()
        nodes = effort.of(stage.free_arcs)
        if self.clock.should_stop() or self._closed(tier):
            return proven
        if nodes:
            self.clock.tell("search", tier, problem.value(tier, self.point), self.bounds[tier])
            self._searched_whole(tier, nodes)
        elif effort is EFFORTS[-1] and not self._near_enough(tier, gap):
            self._improve(place, tier, point, weighted(problem, self.tiers, place), gap, seed)
        return proven

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
        point = self.engine.relax(settled=self.settled(tier))
        if point is None:
            raise SolverError("the plan found does not satisfy its own limits")
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
        for most in (0, *(effort.around if self._free_arcs() > FEW_ARCS else ())):
            if self.clock.should_stop() or self._closed(tier):
                break
            found = better_around(
                problem, self.engine, cost, problem.cost[tier], self._next_value(tier), point, self.point, most,
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

    def _effort(self, place: int) -> Effort:
        """Return the effort for a tier: a glance below one that is open and will be tried harder."""
        if self._once:
            return ONCE
        for above in range(place):
            if not self._closed(self.tiers[above]) and self._stages[above].effort + 1 < len(EFFORTS):
                return GLANCE
        return EFFORTS[self._stages[place].effort]

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

    def _searched_whole(self, tier: str, nodes: int) -> None:
        """Search everything that is left for a better value, again and again; the bound is the word of the search.

        A better value that is less than what counts as closed is not looked for: it would be found without a look at
        the tiers below, which then lose much for nothing (Taitung: burden 8 % for a millionth of balance).
        """
        problem, engine = self.problem, self.engine
        everything = np.flatnonzero((engine.lower != 0) | (engine.upper != 0))
        part = engine.part(everything, np.zeros(len(problem.lower)))
        cost, constant = problem.cost[tier], problem.constant[tier]
        for _ in range(MOST_BETTER):
            limit, value = self._next_value(tier), problem.value(tier, self.point)
            unit = step(problem, tier)
            near = NEAR * (unit if unit is not None else CLOSED * max(1.0, abs(value)))
            values, least = part.better(cost, cost, limit, nodes, engine.remaining(), near)
            above = value if unit is not None else limit + constant
            bound = min(above, raised(problem, tier, least + constant)) if np.isfinite(least) else above
            if bound > self.bounds[tier]:
                self.bounds[tier], self.methods[tier] = bound, "search"
            if values is None:
                return
            point = np.zeros(len(problem.lower))
            point[everything] = values
            point = problem.completed(point)
            if not self._improves(point):
                return
            self.better(point)
            self.clock.tell("search", tier, problem.value(tier, point), self.bounds[tier])
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
