"""A plan repaired: required rules and new decisions kept, with the fewest people posted differently than before.

The number of changes is a tier of its own in front of the policy's. It is settled on the required rules alone, which
is a small model: what is only aimed at can always be missed. Its relaxation also rules out most moves for all plans
with so few changes. The policy's tiers then follow in their order, as in ``solve``, with the number of changes as one
more row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.audit import Audit, verify
from rotation.domain.district import District, SectionKey
from rotation.errors import SolverError, StoppedError
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.modelling.bounds import dual_bound, excluded
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.engine import Engine, Stopped
from rotation.solving.postings import postings_of
from rotation.solving.progress import Clock, Progress
from rotation.solving.resume import completed
from rotation.solving.solution import Solution, TierResult
from rotation.solving.tierwise import Tierwise

__all__ = ["OldPlan", "Repair", "old_plan", "repair"]

EXACT_ARCS: Final = 4_000
"""Up to so many possible moves every tier is searched to its proven optimum."""
NODES: Final = 20_000
FEW_NODES: Final = 200
"""Most nodes of the search that needs only to reach the relaxation's bound."""
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
        few = _fewest(problem, before, clock)
    except Stopped:
        raise StoppedError("the search was stopped before it had found a first plan") from None
    held = _held(problem, before, few)
    start = completed(held, postings_of(problem, few.arcs))
    large = start is not None and len(problem.arcs) > EXACT_ARCS  # of the whole
    search = Tierwise(held, clock, start=start)
    try:
        search.run(0.0, seed, once=large)
    except Stopped:
        clock.stopped = True
        search.restore_proof()
    postings = postings_of(held, search.point) if len(search.point) else postings_of(problem, few.arcs)
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
    fewest = max(0, few.bound - len(ruled_out))
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


@dataclass(frozen=True, slots=True, eq=False)
class _Fewest:
    """A plan with ``changes`` people changed, where none has fewer than ``bound``.

    ``lower`` and ``upper`` are what the arcs of all plans with so few changes can be.
    """

    arcs: Floats
    changes: int
    bound: int
    lower: Floats
    upper: Floats


def _fewest(problem: Problem, before: OldPlan, clock: Clock) -> _Fewest:
    """Search the moves that a plan on the relaxation's bound can have, then all; raise where there is no plan."""
    clock.tell("fewest")
    facts, size = problem.facts, len(problem.arcs)
    policy = facts.policy
    for code, item in facts.policy.rules.items():
        if item.mode == "target" and code != "returns":  # which also says where people stand
            policy = policy.with_settings(code, mode="off")
    bare = build(Facts(facts.district, policy, facts.seed), problem.arcs)
    cost = before.cost(bare)
    engine = Engine(bare, clock.should_stop, clock.remaining)
    engine.objective(cost)
    relaxed = engine.relax()
    if relaxed is None:
        raise infeasible(problem, clock)
    rows = engine.rows()
    dual = dual_bound(cost, rows, bare.lower, bare.upper, relaxed.dual)
    least = ceil(max(dual.value, -float(before.arcs.sum())) - WHOLE)  # no plan changes fewer than must change
    clock.tell("fewest", None, None, float(before.constant + least))
    out = excluded(dual, least, rows, bare.lower, bare.upper, bare.natural)
    engine.bounds(out.lower, out.upper)
    columns = np.arange(len(bare.lower))
    found = engine.part(columns, np.zeros(len(columns))).search(cost, None, FEW_NODES, 0.0, clock.remaining())
    if found is not None:
        # Every plan is among those searched, or it changes more than those may.
        least = max(least, min(least + 1, ceil(found[1] - WHOLE)))
    if found is None or round(float(cost @ found[0])) > least:
        engine.bounds(bare.lower, bare.upper)
        found = engine.part(columns, np.zeros(len(columns))).search(cost, None, NODES, 0.0, clock.remaining())
        if found is None and clock.should_stop():
            raise Stopped
        if found is None:
            raise infeasible(problem, clock)
        least = max(least, ceil(found[1] - WHOLE))
    changes = round(float(cost @ found[0]))
    out = excluded(dual, changes, rows, bare.lower, bare.upper, bare.natural)
    arcs = np.round(found[0][:size])
    return _Fewest(arcs, before.constant + changes, before.constant + least, out.lower[:size], out.upper[:size])


def _held(problem: Problem, before: OldPlan, few: _Fewest) -> Problem:
    """Return the problem of the plans with as few changes, without the moves that none of them can have."""
    left = few.upper > 0
    smaller = build(problem.facts, problem.arcs.take(left))
    size, lower, upper = len(smaller.arcs), smaller.lower.copy(), smaller.upper.copy()
    lower[:size], upper[:size] = few.lower[left], few.upper[left]
    cost = replace(before, price=before.price[left]).cost(smaller)
    return replace(
        smaller, defined=np.append(smaller.defined, -1), lower=lower, upper=upper,
        matrix=sparse.vstack([smaller.matrix, sparse.csr_array(cost[np.newaxis, :])]).tocsc(),
        row_lower=np.append(smaller.row_lower, -inf),
        row_upper=np.append(smaller.row_upper, few.changes - before.constant),
    )  # fmt: skip
