"""The search: a first plan, then each tier settled in order, once over lightly and again with more effort where needed.

A tier that is left open loosens the bounds of all tiers below, so that what is open is closed from the top; but first
every tier has its bound, whatever the time allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rotation.modelling.bounds import DualBound
from rotation.modelling.lattice import step
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.approach import approach, plan_near
from rotation.solving.diagnose import infeasible
from rotation.solving.effort import EFFORTS, FEW_ARCS, GLANCE, ONCE, Effort
from rotation.solving.engine import Mark, Point
from rotation.solving.first import first_plan
from rotation.solving.held import Place
from rotation.solving.memory import Memory, Recollection
from rotation.solving.progress import Clock
from rotation.solving.search import CLOSED, nearly
from rotation.solving.settling import LEAST_RISE, Settling
from rotation.solving.tiers import HIGHEST, weighted
from rotation.solving.tighten import tighten

__all__ = ["Tierwise"]

ON_THE_WAY: Final = (20_000, 150_000)
"""Of more moves, plans are made on the way to the relaxation, in several passes and in a single one, which ends a tenth
sooner without. The first comes in a third of the time (county: 2.2 s for 6.9). Of fewer, one is made before the
relaxation is tightened."""
TOGETHER_ROUNDS: Final = 16
"""Rounds of tightening for all tiers together: what they leave open costs searches in every tier."""
MULTIPLES: Final = 8
"""Of each row of the tableau that are rounded once a tier has stayed open by a little."""
LOOSE: Final = 0.05
LITTLE: Final = 2.5
"""Units between which it has."""
FRESH_STARTS: Final = 2
"""Of a search that stays open. County seed 8 was not closed in 220 s from one root, in 68 from the next."""
FRESH_ARCS: Final = 300_000
"""Of more moves the relaxation takes too long to do it again."""
FAR: Final = 1.5
"""Units of the first tier by which a change may move the relaxation, so that all cuts of before are of use."""


@dataclass(slots=True)
class _Stage:
    """A tier's place in the search: where to go back to, how hard it was tried, what was left free."""

    mark: Mark
    place: Place
    effort: int = 0
    free_arcs: int = 0


class Tierwise(Settling):
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
        self._multiples = 1

    def run(self, gap: float, seed: int, once: bool = False) -> None:
        """Search until every tier is as near to its bound as asked, or no effort brings it there; or ``once`` over.

        ``gap`` 0 asks for every tier to be closed; with any other, one unit is near enough as well.
        """
        self._once, self.gap = once, gap
        self._fresh, self._bare = 0, self.engine.mark()
        self.patient = not once and len(self.problem.arcs) <= FRESH_ARCS
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
            self._pass(start, cost, seed)
            self.keep_proof()
            self._past = None
            start = self._next(cost)
        if self.restore_proof():
            self._ends.clear()
        if not self._closed(tiers[-1]):
            clock.tell("polish")
            self._polish(len(tiers) - 1)

    def _relaxed_first(self, cost: Floats) -> Point:
        """Solve the relaxation of all tiers together and tighten it."""
        large = len(self.problem.arcs) > ON_THE_WAY[self._once]
        if large:
            approach(self, cost)
        relaxed = self.first(cost, begun=large)
        if not large:
            plan_near(self, cost, relaxed)
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
            self.problem, self.engine, self.separator, relaxed, least_rise, rounds=TOGETHER_ROUNDS, settled=nearly,
            multiples=self._multiples,
        )  # fmt: skip

    def _multiply(self, place: int, cost: Floats) -> None:
        """Tighten the relaxation of all tiers together anew below what is locked, by multiples of its rows as well."""
        self._multiples, self._past = MULTIPLES, None
        stage = self._stages[place]
        self.engine.recall(stage.place)
        self.engine.objective(cost)
        self.clock.tell("round", self.tiers[place])
        self._tight(self._relaxed_again("rows", nearly))
        self._stages[place] = _Stage(self.engine.mark(), self.engine.remember(), stage.effort)

    def _just_open(self, place: int, tier: str, proven: DualBound) -> bool:
        """Say whether a tier's relaxation lies little below the plan, but leaves much to all tiers below for that.

        Other cuts often close what is a unit or two. Of 12 changes of county two took over 75 seconds without.
        """
        unit = step(self.problem, tier)
        much = self._free_arcs() > FEW_ARCS
        if self._multiples > 1 or place <= self.lead or unit is None or not much:
            return False
        recalled = self._past is not None and self._closed(tier)
        if recalled or not all(self._closed(above) for above in self.tiers[:place]):
            return False
        apart = self.problem.value(tier, self.point) - self.problem.constant[tier] - proven.value
        return LOOSE < apart / unit <= LITTLE

    def remember(self) -> Memory | None:
        """Return what the next search can begin with, None after one that was ended early."""
        if self.clock.stopped or len(self._ends) < len(self.tiers):
            return None
        engine = self.engine
        ends = {tier: engine.basis(self._ends[tier]) for tier in self.tiers}
        first = engine.basis(self._stages[0].place)
        searches = sum(method != "relaxation" for method in self.methods.values())
        return Memory(self.problem, self.point, engine.inside(), tuple(engine.ledger.steps), first, ends, searches)

    def _pass(self, start: int, cost: Floats, seed: int) -> None:
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
            proven, stages[place].free_arcs = self.settle(place, self._effort(place), seed, self._past)
            if self._just_open(place, tier, proven) and not self.clock.should_stop():
                self._multiply(place, cost)
                proven, stages[place].free_arcs = self.settle(place, self._effort(place), seed, None)
            self._ends[tier] = self.engine.remember()
            self.clock.tell("prove", tier, self.problem.value(tier, self.point), self.bounds[tier])
            if self._fresh and self.patient and not self._near_enough(tier):
                return  # the tiers below were bounded once: that is for the last start to do again
            if place + 1 < len(self.tiers):
                self.lock(place, proven)
                # Where a closed tier's relaxation ends the tiers below are weighed as well.
                if self._past is None and problem.cost[tier].any() and not self._closed(tier):
                    self.engine.recall(stages[place].place)
                    self.engine.objective(cost)
                    self.engine.relax(settled=nearly)
                stages.append(_Stage(self.engine.mark(), self.engine.remember()))

    def _next(self, cost: Floats) -> int | None:
        """Return the tier from which to go on, None where the search may rest.

        Before anything is tried harder the search begins afresh: which basis of the same optimum the simplex ends on is
        luck, and with it which rows of the tableau are short.
        """
        if self.patient and self._is_open():
            for place, tier in enumerate(self.tiers):
                if tier in self.bounds:
                    self.note(place, self.bounds[tier])
            self._begin_afresh(cost)
            return 0
        return self._open()

    def _begin_afresh(self, cost: Floats) -> None:
        """Relax all tiers together anew, from nothing but our plan and what is known of each tier, and tighten that."""
        self._fresh += 1
        self.patient = self._fresh < FRESH_STARTS
        self._multiples = 1
        self.engine.rewind(self._bare)
        self.engine.forget(self._fresh)
        self.clock.tell("relax")
        self._tight(self.first(cost))
        self._stages = [_Stage(self.engine.mark(), self.engine.remember())]

    def _is_open(self) -> bool:
        """Say whether some tier is not near enough."""
        return not self.clock.should_stop() and not all(self._near_enough(tier) for tier in self.tiers)

    def _open(self) -> int | None:
        """Return the tier to try harder, the first that is open above or at one that is not near enough; None if none.

        Near enough is the gap asked for or one unit, and nothing less than closed where little is left to search.
        """
        if self._once or self.clock.should_stop():
            return None
        for last, tier in enumerate(self.tiers):
            near = self._near_enough(tier)
            if near and (self._closed(tier) or self._stages[last].free_arcs > FEW_ARCS):
                continue
            for place in range(last + 1):
                stage = self._stages[place]
                if not self._closed(self.tiers[place]) and stage.effort + 1 < len(EFFORTS):
                    stage.effort += 1
                    return place
        return None

    def _effort(self, place: int) -> Effort:
        """Return the effort for a tier: a glance below one that is not near enough and will be tried harder."""
        if self._once:
            return ONCE
        for above in range(place):
            near = self._near_enough(self.tiers[above])
            if not near and self._stages[above].effort + 1 < len(EFFORTS):
                return GLANCE
        return EFFORTS[self._stages[place].effort]
