"""One page of wiring: district and policy in, plan with its proof out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.audit import Audit, verify
from rotation.domain.district import District
from rotation.errors import SolverError, StoppedError
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.modelling.cuts import Separator
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.dive import dive
from rotation.solving.engine import Engine, Point, Stopped
from rotation.solving.improve import improve, polish
from rotation.solving.progress import Clock, Progress
from rotation.solving.solution import Solution, TierResult
from rotation.solving.tiers import apart, locked_limit, relaxed_with_cuts, weighted

__all__ = ["solve"]

CUT_ROUNDS: Final = 12
EXACT_ARCS: Final = 4_000
"""Districts with no more arcs than this are searched whole, tier by tier."""
EXACT_NODES: Final = 2_000
NEAR: Final = 300.0
"""Weighted reduced cost up to which an arc takes part in rounding; the bound never leaves one out."""
IMPROVING_ROUNDS: Final = 16
FIRST_SHARE: Final = 0.2
CHEAPER: Final = 0.3
MOST_PRICES: Final = 9
"""The proof of a tier prices the tier before: first this share of the weight between them, then ever less."""


def solve(
    district: District,
    policy: Policy,
    *,
    time_limit: float | None = None,
    gap: float = 0.001,
    seed: int = 0,
    threads: int = 1,
    progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Solution:
    """Plan a district's exchange.

    Parameters
    ----------
    time_limit
        Seconds; None for none. The best plan found until then is returned.
    gap
        Relative gap per tier at which the search may rest.
    seed
        The published seed: decides among equal plans.
    threads
        Accepted for the whole package's sake; one plan is searched on one thread, so any number gives the same plan.
    progress, should_stop
        Told where the search stands; asked whether to end with the best plan so far.

    Raises
    ------
    InfeasibleError
        No plan satisfies every required rule; says what would have to give.
    """
    del threads
    clock = Clock(time_limit, progress, should_stop)
    clock.tell("build")
    problem = build(Facts(district, policy, seed))
    if len(problem.arcs) <= EXACT_ARCS:
        search: _Search = _Whole(problem, clock)
    else:
        search = _Rounded(problem, clock)
    try:
        search.run(gap, seed)
    except Stopped:
        if not len(search.point):
            raise StoppedError("the search was stopped before it had found a first plan") from None
    postings = postings_of(problem, search.point)
    audit = verify(district, policy, postings, seed)
    if not audit.required_hold:
        raise SolverError("the verifier rejects the plan found: a rule's model and its check disagree")
    tiers = tuple(_result(tier, audit, search.bounds, search.methods) for tier in policy.tiers)
    near = all(tier.gap <= gap or tier.value - tier.bound < 1 for tier in tiers)
    status = "stopped" if clock.stopped else "proven" if near else "feasible"
    return Solution(postings, tiers, status)


def postings_of(problem: Problem, point: Floats) -> tuple[Posting, ...]:
    """Return the rows of a plan: the chosen arcs, and secondees who go home."""
    facts = problem.facts
    rows = []
    staying_on = set()
    for arc in np.flatnonzero(point[: len(problem.arcs)] > 0.5):
        teacher, section = facts.teachers[problem.arcs.teacher[arc]], facts.sections[problem.arcs.section[arc]]
        if problem.arcs.extension[arc]:
            staying_on.add(teacher.id)
        else:
            rows.append(Posting(teacher.id, teacher.section, section, "move"))
    moved = {row.teacher for row in rows}
    for index in np.flatnonzero(facts.due):
        teacher = facts.teachers[index]
        if teacher.id not in moved | staying_on:
            rows.append(Posting(teacher.id, teacher.section, facts.sections[facts.standing[index]], "return"))
    return tuple(sorted(rows, key=lambda row: row.teacher))


def _result(tier: str, audit: Audit, bounds: Mapping[str, float], methods: Mapping[str, str]) -> TierResult:
    value = float(audit.tiers[tier])
    bound = min(bounds.get(tier, 0.0), value)
    return TierResult(tier, value, bound, (value - bound) / max(abs(value), 1.0), methods.get(tier, "none"))


class _Search:
    """What both ways of searching share: an engine, the best point, a bound for each tier."""

    def __init__(self, problem: Problem, clock: Clock) -> None:
        self.problem = problem
        self.clock = clock
        self.tiers = problem.facts.policy.tiers
        self.engine = Engine(problem, clock.should_stop, clock.remaining)
        self.separator = Separator(problem)
        self.point: Floats = np.empty(0)
        self.bounds: dict[str, float] = {}
        self.methods: dict[str, str] = {}

    def values(self) -> dict[str, float]:
        return {tier: self.problem.value(tier, self.point) for tier in self.tiers}

    def first(self, cost: Floats) -> Point:
        """Solve the relaxation for the first time; raise InfeasibleError where there is none."""
        self.engine.objective(cost)
        point = relaxed_with_cuts(self.engine, self.separator, CUT_ROUNDS)
        if point is None:
            raise infeasible(self.problem)
        return point

    def run(self, gap: float, seed: int) -> None:
        raise NotImplementedError


class _Whole(_Search):
    """Every tier searched on all arcs: small districts, to the optimum."""

    def run(self, gap: float, seed: int) -> None:
        problem = self.problem
        everything = np.arange(len(problem.lower))
        for place, tier in enumerate(self.tiers):
            cost = problem.cost[tier]
            relaxed = self.first(cost)
            part = self.engine.part(everything, np.zeros(len(everything)))
            found = part.search(cost, self.point if len(self.point) else None, EXACT_NODES, 0.0, self.clock.remaining())
            if found is None and not len(self.point):
                raise infeasible(problem)
            if found is not None:
                self.point = found[0]
                bound = max(relaxed.value, found[1]) + problem.constant[tier]
                self.bounds[tier], self.methods[tier] = bound, "search"
            self.clock.tell("search", tier, problem.value(tier, self.point), self.bounds.get(tier))
            if place + 1 < len(self.tiers):
                self.engine.at_most(cost, locked_limit(problem, tier, self.values()))


class _Rounded(_Search):
    """The relaxation rounded to a plan, the plan improved, every tier bounded: large districts."""

    def run(self, gap: float, seed: int) -> None:
        problem, clock, tiers = self.problem, self.clock, self.tiers
        clock.tell("relax")
        cost = weighted(problem, tiers)
        relaxed = self.first(cost)
        optimum = self.engine.remember()
        self.engine.objective(problem.cost[tiers[0]])
        top = self.engine.relax()
        assert top is not None
        self._bound(tiers[0], top)
        self.engine.objective(cost)
        clock.tell("round", tiers[0], None, self.bounds[tiers[0]])
        self._narrow(relaxed, NEAR)
        rounded = dive(
            problem, self.engine, self.separator, cost, relaxed, lambda left: clock.tell("round", tiers[0])
        )
        if rounded is None:
            self.engine.bounds(problem.lower, problem.upper)
            found = self.engine.part(np.arange(len(problem.lower)), np.zeros(len(problem.lower))).search(
                cost, None, EXACT_NODES, 0.05, clock.remaining()
            )
            if found is None:
                raise infeasible(problem)
            rounded = found[0]
        self.point = rounded
        self._improve(cost, relaxed, gap, seed)
        clock.tell("polish")
        self.point = polish(problem, self.engine, cost, self.point)
        self.engine.bounds(problem.lower, problem.upper)
        self.engine.recall(optimum)
        self.engine.objective(cost)
        self.engine.relax()
        clock.tell("prove", tiers[0], problem.value(tiers[0], self.point), self.bounds[tiers[0]])
        self._bounds()

    def _narrow(self, relaxed: Point, worst: float) -> None:
        """Leave out the arcs that the relaxation finds dear; for rounding only."""
        arcs = len(self.problem.arcs)
        upper = self.problem.upper.copy()
        dear: NDArray[np.bool_] = (relaxed.reduced_cost[:arcs] > worst) & (relaxed.columns[:arcs] < 1e-9)
        upper[:arcs][dear] = 0
        self.engine.bounds(self.problem.lower, upper)

    def _improve(self, cost: Floats, relaxed: Point, gap: float, seed: int) -> None:
        top = self.tiers[0]

        def accept(point: Floats) -> bool:
            self.point = point
            value = self.problem.value(top, point)
            self.clock.tell("improve", top, value, self.bounds[top])
            return not self.clock.should_stop()

        accept(self.point)
        self.point = improve(
            self.problem, self.engine, cost, self.point, relaxed.reduced_cost, 10 * NEAR, IMPROVING_ROUNDS, seed, accept
        )

    def _bounds(self) -> None:
        """Bound each further tier among plans no worse than ours on the tiers before.

        For any price, the minimum of (price * tier before + this tier) - price * our value of the tier before is a
        bound. From the weighted optimum the price is lowered step by step, each short for the primal simplex; the
        last step, to no price at all, takes longer than all before and gains next to nothing.
        """
        problem, engine, values = self.problem, self.engine, self.values()
        for place, (before, tier) in enumerate(pairwise(self.tiers), 1):
            limit = locked_limit(problem, before, values)
            engine.at_most(problem.cost[before], limit)
            best, price = -np.inf, FIRST_SHARE * apart(place)
            for _ in range(MOST_PRICES):
                engine.objective(price * problem.cost[before] + problem.cost[tier])
                relaxed = engine.relax(changed="objective")
                if relaxed is None:
                    raise SolverError("the plan found does not satisfy its own limits")
                bound = relaxed.value - price * limit
                if bound < best:
                    break
                best, price = bound, price * CHEAPER
            # No cost is negative, so no tier is.
            self.bounds[tier], self.methods[tier] = max(0.0, best + problem.constant[tier]), "relaxation"
            self.clock.tell("prove", tier, values[tier], self.bounds[tier])

    def _bound(self, tier: str, relaxed: Point) -> None:
        self.bounds[tier] = relaxed.value + self.problem.constant[tier]
        self.methods[tier] = "relaxation"
