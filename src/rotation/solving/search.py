"""What every way of searching shares: an engine, the best point so far, a bound for each tier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal

import numpy as np

from rotation.errors import SolverError
from rotation.modelling.bounds import DualBound, Excluded, dual_bound, excluded
from rotation.modelling.cuts import Separator
from rotation.modelling.lattice import raised, step
from rotation.modelling.ledger import Step
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.engine import Engine, Point
from rotation.solving.progress import Clock
from rotation.solving.tiers import leading, locked_limit, weighted
from rotation.solving.tighten import first_relaxation

__all__ = ["CLOSED", "EQUAL", "SETTLED", "Search", "nearly"]

FIRST_SLACK: Final = 10.0
"""Room of the first relaxation's bound under the weighted sum: a hundredth of the first tier's unit."""
SCALE: Final = 1e3
LOSS: Final = 0.1
CLOSED: Final = 1e-5
"""A tier nearer to its bound than this is not searched further. Slack in one tier loosens the bounds of all below."""
SETTLED: Final = 1e-7
WHOLE: Final = 1e-6
EQUAL: Final = 2e-7
"""Share of a value that locks leave as room for rounding: no plan is better or worse for it."""
REFUTED: Final = 1e-6
"""Share of a value by which a bound above it is no rounding."""


def nearly(value: float, bound: float) -> bool:
    """Say whether the weighted sum of all tiers is known well enough."""
    return value - bound <= FIRST_SLACK


@dataclass(frozen=True, slots=True, eq=False)
class _Proof:
    """Bounds of all tiers, how they and those of their relaxations were found, and the values of the plan then."""

    values: Mapping[str, float]
    bounds: Mapping[str, float]
    methods: Mapping[str, str]
    relaxed: Mapping[str, float]
    steps: Sequence[Step]


class Search:
    """A search under way; ``run`` leaves its result in ``point``, ``bounds`` and ``methods``.

    ``keep`` is told every better point; ``start`` is one to begin with. ``gap`` is that asked for.
    """

    gap = 0.0

    def __init__(
        self, problem: Problem, clock: Clock, keep: Callable[[Floats], None] | None = None, start: Floats | None = None
    ) -> None:
        self.problem = problem
        self.clock = clock
        self._keep = keep
        self.tiers = problem.facts.policy.tiers
        self.lead = leading(problem, self.tiers)
        self.engine = Engine(problem, clock)
        self.separator = Separator(problem)
        self.point: Floats = np.empty(0) if start is None else start
        self.bounds: dict[str, float] = {}
        self.methods: dict[str, str] = {}
        self._words: dict[str, tuple[list[float], float]] = {}
        """What a search said that a tier is at least, in plans no worse in the tiers above than these values."""
        self._relaxed: dict[str, float] = {}
        self._proof: _Proof | None = None

    def better(self, point: Floats) -> None:
        """Hold a better point, and let it be kept outside as well."""
        self.point = point
        self.engine.include(point)
        if self._keep is not None:
            self._keep(point)

    def values(self) -> dict[str, float]:
        """Return the tiers' values at the best point."""
        return {tier: self.problem.value(tier, self.point) for tier in self.tiers}

    def first(self, cost: Floats, slack: float = FIRST_SLACK, begun: bool = False) -> Point:
        """Solve the relaxation for the first time; raise InfeasibleError where there is none."""
        self.engine.objective(cost)
        point = first_relaxation(self.engine, self.separator, slack, begun)
        if point is None:
            raise infeasible(self.problem, self.clock)
        return point

    def again(self, place: int) -> Point:
        """Solve the relaxation under a tier's objective; our own plan is in it."""
        tier = self.tiers[place]
        self.engine.objective(*self._apart(place))
        return self._relaxed_again("objective", self.settled(tier))

    def better_relaxed(self, place: int, limit: float) -> Point | None:
        """Return the best point in all tiers together of those with a tier at most at a limit; None if there is none.

        Of the many points of a tier's own relaxation one that is far from every plan is as likely as another.
        """
        engine = self.engine
        mark, stood = engine.mark(), engine.remember()
        engine.at_most(self.problem.cost[self.tiers[place]], limit)
        engine.objective(weighted(self.problem, self.tiers))
        point = engine.relax("objective", nearly)
        engine.rewind(mark)
        engine.recall(stood)
        engine.objective(*self._apart(place))
        return point

    def _relaxed_again(self, changed: Literal["rows", "objective"], settled: Callable[[float, float], bool]) -> Point:
        """Solve the relaxation from where it stands; our own plan is in it."""
        point = self.engine.relax(changed, settled)
        if point is None:
            raise SolverError("the plan found does not satisfy its own limits")
        return point

    def _apart(self, place: int, evenly: bool = False) -> tuple[Floats, Floats, float]:
        """Return a tier's costs with so little of the later tiers that no dual proves noticeably less for it.

        ``evenly``: as much of each of them; else weighed as they are together.
        """
        problem, tier = self.problem, self.tiers[place]
        aim = problem.cost[tier]
        if place + 1 == len(self.tiers):
            return aim, aim, 1.0
        arcs = len(problem.arcs)
        first = np.flatnonzero(np.diff(problem.arcs.teacher, prepend=-1))
        unit = self._grain(tier)
        later = self.tiers[place + 1 :]
        rests = [problem.cost[one] for one in later] if evenly else [weighted(problem, self.tiers, place + 1)]
        cost = SCALE * aim
        for rest in rests:
            most = float(np.maximum(rest[arcs:], 0) @ problem.upper[arcs:])
            if arcs:
                most += float(np.maximum.reduceat(rest[:arcs], first).sum())
            cost = cost + rest * (SCALE * LOSS * unit / len(rests) / max(most, 1.0))
        return cost, aim, SCALE

    def _grain(self, tier: str) -> float:
        """Return a tier's unit, or what counts as closed where it has none."""
        return step(self.problem, tier) or CLOSED * max(1.0, abs(self.problem.value(tier, self.point)))

    def settled(self, tier: str) -> Callable[[float, float], bool]:
        """Return whether a tier's relaxation is known well enough: to the next value that plans can have."""
        ours = self.problem.value(tier, self.point) - self.problem.constant[tier]
        unit = step(self.problem, tier)
        if unit is None:
            return lambda value, bound: value - bound <= SETTLED * abs(ours)
        grain = unit
        return lambda value, bound: bool(
            np.ceil(bound / grain - WHOLE) >= np.ceil(min(value, ours) / grain - WHOLE)
        )

    def bound(self, place: int, point: Point) -> DualBound:
        """Bound a tier by the relaxation's dual, as anyone can recompute it, and note that."""
        tier = self.tiers[place]
        engine = self.engine
        found = dual_bound(self.problem.cost[tier], engine.rows(), engine.lower, engine.upper, point.dual)
        engine.ledger.bound(place, found.dual)
        self.bounds[tier] = max(0.0, raised(self.problem, tier, found.value + self.problem.constant[tier]))
        self.methods[tier], self._relaxed[tier] = "relaxation", self.bounds[tier]
        return found

    def note(self, place: int, bound: float) -> None:
        """Keep a search's word on a tier: it holds for all plans no worse than ours in the tiers above.

        A weaker word does not replace one that speaks of these plans as well.
        """
        above, known = self._words.get(self.tiers[place], ([], -np.inf))
        if not self._speaks(place, above) or bound > known:
            self._words[self.tiers[place]] = self._above(place), bound

    def recall_word(self, place: int) -> None:
        """Bound a tier by what a search once said of it, where that speaks of plans like ours and says more.

        A tier may be settled anew after it was searched, to leave less to those below: the search need not be repeated.
        """
        tier = self.tiers[place]
        above, bound = self._words.get(tier, ([], -np.inf))
        ours = self.problem.value(tier, self.point)
        refuted = bound > ours + REFUTED * max(1.0, abs(ours))
        if self._speaks(place, above) and not refuted and bound > self.bounds[tier]:
            self.bounds[tier], self.methods[tier] = min(bound, ours), "search"

    def _speaks(self, place: int, above: Sequence[float]) -> bool:
        """Say whether plans no worse than ours above a tier are no worse than these values there."""
        return all(now <= then for now, then in zip(self._above(place), above, strict=False))

    def _above(self, place: int) -> list[float]:
        """Return what ours costs in the tiers above one."""
        return [self.problem.value(tier, self.point) for tier in self.tiers[:place]]

    def keep_proof(self) -> None:
        """Hold the bounds that all tiers have now, and how they were found, unless those held say more."""
        if self._proof is not None and self._says_more(self._still_proven(self._proof)):
            return
        self._proof = _Proof(
            self.values(), dict(self.bounds), dict(self.methods), dict(self._relaxed), list(self.engine.ledger.steps)
        )

    def restore_proof(self) -> bool:
        """Take the bounds held back where the search ended on the way to new ones and those say more; say whether.

        They hold for plans no worse in the tiers before, and in the same, than ours was then. So they do for ours now,
        down to the first tier in which it is worse.
        """
        proof = self._proof
        if proof is None or not self._says_more(bounds := self._still_proven(proof)):
            return False
        self.bounds, self._relaxed = bounds, {tier: proof.relaxed[tier] for tier in bounds}
        self.methods = {tier: proof.methods[tier] for tier in bounds}
        self.engine.ledger.steps = list(proof.steps)
        return True

    def _still_proven(self, proof: _Proof) -> dict[str, float]:
        """Return the bounds held that hold for our plan as well, down to the first tier in which it is worse."""
        bounds: dict[str, float] = {}
        for tier, value in self.values().items():
            if tier not in proof.bounds or value > proof.values[tier] + SETTLED * max(1.0, abs(value)):
                break
            bounds[tier] = proof.bounds[tier]
        return bounds

    def _says_more(self, bounds: Mapping[str, float]) -> bool:
        """Say whether bounds are near enough in more tiers from the first, or higher in the first that differs."""
        near = [self._near_from_first(one) for one in (bounds, self.bounds)]
        if near[0] != near[1]:
            return near[0] > near[1]
        for tier in self.tiers:
            theirs, ours = bounds.get(tier, -1.0), self.bounds.get(tier, -1.0)
            if abs(theirs - ours) > SETTLED * max(1.0, abs(ours)):
                return theirs > ours
        return False

    def near_enough(self, tier: str, bound: float) -> bool:
        """Say whether a tier is within the gap asked for, or at most one unit from a bound."""
        value, unit = self.problem.value(tier, self.point), step(self.problem, tier) or 0.0
        return value - bound <= max(self.gap * max(1.0, abs(value)), unit) * (1 + EQUAL)

    def _near_from_first(self, bounds: Mapping[str, float]) -> int:
        """Count the tiers, down to the first that is not, whose bounds are near enough."""
        return len(list(takewhile(lambda tier: self.near_enough(tier, bounds.get(tier, -np.inf)), self.tiers)))

    def check_claim(self, tier: str, value: float) -> None:
        """Take a whole-number search's bound back where the plan itself refutes it."""
        if self.methods.get(tier) == "search" and self.bounds[tier] > value + REFUTED * max(1.0, abs(value)):
            self.bounds[tier], self.methods[tier] = self._relaxed[tier], "relaxation"

    def excluded(self, bound: DualBound, limit: float) -> Excluded:
        """Return what remains, of what there still is, for plans that cost at most a limit."""
        problem, engine = self.problem, self.engine
        return excluded(bound, limit, engine.rows(), engine.lower, engine.upper, problem.natural, problem.counting)

    def narrow(self, place: int, bound: DualBound) -> None:
        """Rule out what no plan as good as ours in a tier can have."""
        self.engine.ledger.narrow(place, self._rule_out(place, bound))

    def lock(self, place: int, bound: DualBound) -> None:
        """State that later plans are as good in a tier as ours, and rule out what none of these can have."""
        limit = self._rule_out(place, bound)
        self.engine.at_most(self.problem.cost[self.tiers[place]], limit)
        self.engine.ledger.lock(place, limit)

    def _rule_out(self, place: int, bound: DualBound) -> float:
        engine = self.engine
        limit = locked_limit(self.problem, self.tiers[place], self.values())
        out = self.excluded(bound, limit)
        engine.bounds(out.lower, out.upper)
        engine.limit(out.row, out.row_lower, out.row_upper)
        return limit
