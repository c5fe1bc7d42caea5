"""A plan repaired: required rules and new decisions kept, with the fewest people posted differently than before.

The number of changes is a tier of its own in front of the policy's. It is settled on the required rules alone, which
is a small model: what is only aimed at can always be missed. With that number fixed the policy's tiers follow in
their order, over all moves in small districts and around the changes in large ones.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.audit import Audit, verify
from rotation.domain.district import District, SectionKey
from rotation.errors import SolverError, StoppedError
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.engine import Engine, Stopped
from rotation.solving.progress import Clock, Progress
from rotation.solving.solution import Solution, TierResult
from rotation.solving.solve import postings_of
from rotation.solving.tiers import locked_limit, weighted

__all__ = ["OldPlan", "Repair", "around", "old_plan", "repair"]

EXACT_ARCS: Final = 4_000
NODES: Final = 20_000
NARROW: Final = 5_000
"""So many of the cheapest moves take part in the first search for the fewest changes in a large district."""
AROUND: Final = 2_500
"""So many moves around the changes are searched for the better tiers in a large district."""
AROUND_NODES: Final = 30
AROUND_GAP: Final = 1e-4
FEW_NODES: Final = 200
WHOLE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Repair:
    """The new plan with the verifier's ``audit``.

    ``ruled_out`` are those whose old posting the decisions no longer permit, ``changed`` the others who differ.

    No plan that keeps rules and decisions changes fewer than ``fewest`` others; ``proven`` says that ours changes no
    more. The bounds of the tiers hold among plans that change as few.
    """

    solution: Solution
    audit: Audit
    ruled_out: tuple[str, ...]
    changed: tuple[str, ...]
    fewest: int

    @property
    def proven(self) -> bool:
        return len(self.changed) <= self.fewest


@dataclass(frozen=True, slots=True, eq=False)
class OldPlan:
    """The old plan over the arcs of a problem: its arcs, and the price of every arc in people changed."""

    arcs: NDArray[np.bool_]
    price: Floats
    constant: int
    ruled_out: frozenset[str]

    def cost(self, problem: Problem) -> Floats:
        """Return the price for each column of a problem."""
        cost = np.zeros(len(problem.lower))
        cost[: len(self.price)] = self.price
        return cost


def repair(
    district: District,
    policy: Policy,
    old: Mapping[str, SectionKey | None],
    *,
    time_limit: float | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Repair:
    """Plan a district's exchange with as few people as possible posted otherwise than before.

    Parameters
    ----------
    district
        With the new decisions and facts in it.
    old
        Where everyone works under the old plan; None where that section is no more.
    time_limit, seed, progress, should_stop
        As for ``solve``.

    Raises
    ------
    InfeasibleError
        No plan satisfies every required rule and decision.
    """
    clock = Clock(time_limit, progress, should_stop)
    clock.tell("build")
    facts = Facts(district, policy, seed)
    problem = build(facts)
    before = old_plan(problem, old)
    try:
        arcs, bound = _fewest(problem, before, clock)
    except Stopped:
        raise StoppedError("the search was stopped before it had found a first plan") from None
    search = _Tiers(problem, before, arcs, clock)
    with contextlib.suppress(Stopped):
        search.run()
    postings = postings_of(problem, search.point)
    audit = verify(district, policy, postings, seed)
    if not audit.required_hold:
        raise SolverError("the verifier rejects the plan found: a rule's model and its check disagree")
    tiers = []
    for tier in policy.tiers:
        value = float(audit.tiers[tier])
        lower = min(search.bounds.get(tier, 0.0), value)
        gap = (value - lower) / max(abs(value), 1.0)
        tiers.append(TierResult(tier, value, lower, gap, search.methods.get(tier, "none")))
    near = all(tier.gap <= 1e-6 or tier.value - tier.bound < 1 for tier in tiers)
    status = "stopped" if clock.stopped else "proven" if near else "feasible"
    changed = _changed(district, old, postings)
    ruled_out = tuple(sorted(before.ruled_out))
    others = tuple(sorted(changed - before.ruled_out))
    fewest = max(0, bound - len(ruled_out))
    return Repair(Solution(postings, tuple(tiers), status), audit, ruled_out, others, fewest)


def _changed(district: District, old: Mapping[str, SectionKey | None], postings: tuple[Posting, ...]) -> frozenset[str]:
    now = {teacher.id: teacher.section for teacher in district.teachers}
    now |= {posting.teacher: posting.destination for posting in postings}
    return frozenset(who for who, where in now.items() if old.get(who, where) != where)


def old_plan(problem: Problem, old: Mapping[str, SectionKey | None]) -> OldPlan:
    """Find the old plan among the arcs; whoever has no arc to the old place any more is ruled out."""
    facts, arcs = problem.facts, problem.arcs
    none = -1
    place = np.empty(len(facts.teachers), np.int64)
    for index, teacher in enumerate(facts.teachers):
        where = old.get(teacher.id, teacher.section)
        place[index] = none if where is None else facts.section_index.get(where, none)
    moved = place != facts.standing
    kept = moved[arcs.teacher] & (place[arcs.teacher] == arcs.section)
    has_arc = np.zeros(len(facts.teachers), bool)
    has_arc[arcs.teacher[kept]] = True
    must = {decision.teacher for decision in facts.district.decisions if decision.kind in ("move", "assign")}
    must = must if facts.policy.rules["decisions"].mode == "required" else set()
    ruled_out = frozenset(
        teacher.id
        for index, teacher in enumerate(facts.teachers)
        if (moved[index] and not has_arc[index]) or (not moved[index] and teacher.id in must)
    )
    out = np.array([teacher.id in ruled_out for teacher in facts.teachers], bool)
    price = np.where(kept, -1.0, np.where(moved[arcs.teacher] | out[arcs.teacher], 0.0, 1.0))
    return OldPlan(kept, price, int(kept.sum()) + len(ruled_out), ruled_out)


def _fewest(problem: Problem, before: OldPlan, clock: Clock) -> tuple[Floats, int]:
    """Return the arcs of a plan with the fewest changes, and how many changes every plan makes at least."""
    clock.tell("fewest")
    facts = problem.facts
    policy = facts.policy
    for code, item in facts.policy.rules.items():
        if item.mode == "target" and code != "returns":  # which also says where people stand
            policy = policy.with_settings(code, mode="off")
    bare = build(Facts(facts.district, policy, facts.seed), problem.arcs)
    cost = before.cost(bare)
    engine = Engine(bare, clock.should_stop, clock.remaining)
    engine.objective(cost)
    if len(bare.arcs) > EXACT_ARCS and (found := _narrow(bare, before, engine, cost, clock)) is not None:
        return found
    engine.bounds(bare.lower, bare.upper)
    everything = np.arange(len(bare.lower))
    result = engine.part(everything, np.zeros(len(everything))).search(cost, None, NODES, 0.0, clock.remaining())
    if result is None:
        raise infeasible(problem)
    return np.round(result[0][: len(bare.arcs)]), before.constant + ceil(result[1] - WHOLE)


def _narrow(bare: Problem, before: OldPlan, engine: Engine, cost: Floats, clock: Clock) -> tuple[Floats, int] | None:
    """Search the cheapest moves only, where their best plan reaches the relaxation's bound over all moves."""
    relaxed = engine.relax()
    if relaxed is None:
        return None
    bound = before.constant + ceil(relaxed.value - WHOLE)
    size = len(bare.arcs)
    clock.tell("fewest", None, None, float(bound))
    order = np.argsort(np.abs(relaxed.reduced_cost[:size]), kind="stable")
    free = np.ones(len(bare.lower), bool)
    free[:size] = (relaxed.columns[:size] > WHOLE) | before.arcs
    free[order[:NARROW]] = True
    columns = np.flatnonzero(free)
    found = engine.part(columns, np.zeros(len(free))).search(cost, None, FEW_NODES, 0.0, clock.remaining())
    if found is None or before.constant + round(float(cost[columns] @ found[0])) > bound:
        return None
    arcs = np.zeros(len(free))
    arcs[columns] = found[0]
    return np.round(arcs[:size]), bound


def around(problem: Problem, old: NDArray[np.bool_], people: Collection[str], most: int) -> NDArray[np.bool_]:
    """Choose moves: of some people, then between sections that their moves touch, then at one of them, then any."""
    facts, arcs = problem.facts, problem.arcs
    these = np.array([teacher.id in people for teacher in facts.teachers], bool)
    touched = np.zeros(len(facts.sections), bool)
    touched[facts.standing[these]] = True
    touched[arcs.section[old & these[arcs.teacher]]] = True
    inside = touched[arcs.section].astype(np.int64) + touched[facts.standing[arcs.teacher]]
    rank = np.where(these[arcs.teacher], 0, 3 - inside)
    chosen = np.zeros(len(arcs), bool)
    chosen[np.argsort(rank, kind="stable")[:most]] = True
    return chosen


class _Tiers:
    """The policy's tiers in their order, with the number of changes held fast."""

    def __init__(self, problem: Problem, before: OldPlan, arcs: Floats, clock: Clock) -> None:
        self.problem, self.clock = problem, clock
        self.cost = before.cost(problem)
        self.engine = Engine(problem, clock.should_stop, clock.remaining)
        self.changes = float(self.cost[: len(arcs)] @ arcs)
        self.arcs = arcs
        self.bounds: dict[str, float] = {}
        self.methods: dict[str, str] = {}
        self.point: Floats = np.zeros(len(problem.lower))
        self.point[: len(arcs)] = arcs

    def run(self) -> None:
        self.engine.at_most(self.cost, self.changes + 0.5)
        if len(self.problem.arcs) <= EXACT_ARCS:
            self._whole()
        else:
            self._near_changes()

    def _whole(self) -> None:
        """Search every tier over all moves."""
        problem, tiers = self.problem, self.problem.facts.policy.tiers
        everything = np.arange(len(problem.lower))
        start: Floats | None = None
        for tier in tiers:
            cost = problem.cost[tier]
            part = self.engine.part(everything, np.zeros(len(everything)))
            found = part.search(cost, start, NODES, 0.0, self.clock.remaining())
            if found is None:
                if start is None and not self.clock.should_stop():
                    raise SolverError("the plan with the fewest changes does not fit the whole model")
                return
            self.point = start = found[0]
            self.bounds[tier], self.methods[tier] = found[1] + problem.constant[tier], "search"
            value = problem.value(tier, self.point)
            self.clock.tell("search", tier, value, self.bounds[tier])
            self.engine.at_most(cost, locked_limit(problem, tier, {tier: value}))

    def _near_changes(self) -> None:
        """Search the moves around the changes, under one weighted sum of the tiers."""
        problem, size = self.problem, len(self.problem.arcs)
        cost = weighted(problem, problem.facts.policy.tiers)
        self.clock.tell("improve")
        free = np.ones(len(problem.lower), bool)
        free[:size] = self._near()
        chosen = np.flatnonzero(free)
        found = self.engine.part(chosen, self.point).search(
            cost, None, AROUND_NODES, AROUND_GAP, self.clock.remaining()
        )
        if found is None:
            return
        self.point[chosen] = found[0]
        tier = problem.facts.policy.tiers[0]
        self.clock.tell("improve", tier, problem.value(tier, self.point))

    def _near(self) -> NDArray[np.bool_]:
        """Choose the moves around all who change."""
        problem, arcs = self.problem, self.problem.arcs
        different = (self.arcs > 0.5) != (self.cost[: len(arcs)] < 0)
        people = {problem.facts.teachers[index].id for index in np.unique(arcs.teacher[different])}
        old = (self.cost[: len(arcs)] < 0) | (self.arcs > 0.5)
        return around(problem, old, people, AROUND)
