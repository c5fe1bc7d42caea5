"""A plan repaired: required rules and new decisions kept, with the fewest people posted differently than before.

The number of changes is a tier of its own in front of the policy's. It is settled on the required rules alone, which
is a small model: what is only aimed at can always be missed. Its relaxation also rules out most moves for all plans
with so few changes. The policy's tiers then follow in their order, as in ``solve``, with the number of changes as one
more row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np

from rotation.audit import Audit, verify
from rotation.domain.district import District, SectionKey
from rotation.errors import SolverError, StoppedError
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.modelling.bounds import DualBound, excluded
from rotation.modelling.changes import (
    OldPlan,
    changing_few,
    least_changes,
    old_plan,
    places,
    required_alone,
)  # fmt: skip
from rotation.modelling.ledger import Repaired
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules.quantity import Floats
from rotation.solving.diagnose import infeasible
from rotation.solving.engine import Engine, Stopped
from rotation.solving.part import UNEVEN
from rotation.solving.postings import postings_of
from rotation.solving.progress import Clock, Progress
from rotation.solving.resume import completed
from rotation.solving.solution import Solution, TierResult
from rotation.solving.tierwise import Tierwise

__all__ = ["Repair", "repair"]

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
    place = places(facts, old)
    before = old_plan(problem, place)
    try:
        few = _fewest(problem, before, clock)
    except Stopped:
        raise StoppedError("the search was stopped before it had found a first plan") from None
    held = changing_few(problem, few.bare, before, few.bound, few.price)
    start = completed(held, postings_of(problem, few.arcs))
    large = start is not None and len(problem.arcs) > EXACT_ARCS  # of the whole
    search = Tierwise(held, clock, start=start)
    search.engine.ledger.repaired = Repaired(place, few.price, few.bound.dual)
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
    fewest = max(0, before.constant + few.least - len(ruled_out))
    solution = Solution(postings, tuple(tiers), status, search.engine.ledger.content())
    return Repair(solution, audit, ruled_out, others, fewest)


def _changed(district: District, old: Mapping[str, SectionKey | None], postings: tuple[Posting, ...]) -> frozenset[str]:
    now = {teacher.id: teacher.section for teacher in district.teachers}
    now |= {posting.teacher: posting.destination for posting in postings}
    return frozenset(who for who, where in now.items() if old.get(who, where) != where)


@dataclass(frozen=True, slots=True, eq=False)
class _Fewest:
    """A plan of the fewest changes: its arcs, its ``price``, the ``least`` price of any, and what proves that.

    ``bound`` speaks of ``bare``, the required rules alone.
    """

    arcs: Floats
    price: int
    least: int
    bare: Problem
    bound: DualBound


def _fewest(problem: Problem, before: OldPlan, clock: Clock) -> _Fewest:
    """Search the moves that a plan on the relaxation's bound can have, then all; raise where there is no plan."""
    clock.tell("fewest")
    bare = required_alone(problem)
    cost = before.cost(bare)
    engine = Engine(bare, clock)
    engine.objective(cost)
    relaxed = engine.relax()
    if relaxed is None:
        raise infeasible(problem, clock)
    bound, least = least_changes(bare, before, relaxed.dual)
    clock.tell("fewest", None, None, float(before.constant + least))
    out = excluded(bound, least, engine.rows(), bare.lower, bare.upper, bare.natural)
    engine.bounds(out.lower, out.upper)
    columns = np.arange(len(bare.lower))

    def search(nodes: int) -> tuple[Floats, float] | None:
        part = engine.part(columns, np.zeros(len(columns)))
        found = part.search(cost * UNEVEN, None, nodes, 0.0, UNEVEN / 2)
        return None if found is None else (found[0], found[1] / UNEVEN)

    found = search(FEW_NODES)
    if found is not None:
        # Every plan is among those searched, or it changes more than those may.
        least = max(least, min(least + 1, ceil(found[1] - WHOLE)))
    if found is None or round(float(cost @ found[0])) > least:
        engine.bounds(bare.lower, bare.upper)
        found = search(NODES)
        if found is None and clock.should_stop():
            raise Stopped
        if found is None:
            raise infeasible(problem, clock)
        least = max(least, ceil(found[1] - WHOLE))
    return _Fewest(np.round(found[0][: len(problem.arcs)]), round(float(cost @ found[0])), least, bare, bound)
