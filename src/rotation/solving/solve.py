"""One page of wiring: district and policy in, plan with its proof out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from rotation.audit import Judgement, judge
from rotation.domain.district import District
from rotation.errors import SolverError, StoppedError
from rotation.facts.facts import Facts
from rotation.modelling import build
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.solving.engine import Stopped
from rotation.solving.memory import Memory
from rotation.solving.partition import partition
from rotation.solving.piecewise import Piecewise
from rotation.solving.postings import postings_of
from rotation.solving.progress import Clock, Progress
from rotation.solving.resume import completed
from rotation.solving.search import Search
from rotation.solving.solution import Solution, TierResult
from rotation.solving.tierwise import Tierwise

__all__ = ["solve"]

ONE_UNIT: Final = 1 + 1e-9
"""A tier this near to its bound is proven whatever its gap."""
RECOUNT: Final = 1.0
"""What recounting a plan and packing its proof take, as a share of writing the model: 12 to 20 seconds for 60,000
teachers."""


def solve(
    district: District,
    policy: Policy,
    *,
    time_limit: float | None = None,
    gap: float = 0.001,
    quick: bool = False,
    seed: int = 0,
    threads: int | None = None,
    start: Collection[Posting] | None = None,
    progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    keep: Callable[[tuple[Posting, ...]], None] | None = None,
    memory: Memory | None = None,
    remember: Callable[[Memory], None] | None = None,
) -> Solution:
    """Plan a district's exchange.

    Parameters
    ----------
    time_limit
        Seconds; None for none. The best plan found until then is returned.
    gap
        Relative gap per tier at which the search may rest.
    quick
        Pass over the tiers once and rest, whatever their gaps: to compare many policies, then to plan under one.
    seed
        The published seed: decides among equal plans.
    threads
        How many pieces of a large district that falls into such are planned at a time; None for as many as the machine
        has processors. Any other district is searched on one thread. Any number gives the same plan.
    start
        A plan of this district under this policy to begin with; ignored where it breaks a required rule. The plan
        returned is no worse; which of equal plans it is may depend on it.
    progress, should_stop
        Told where the search stands; asked whether to end with the best plan so far.
    keep
        Given every better plan as it is found.
    memory, remember
        What the search of much the same problem has left; given what this one leaves, if it was not ended early. See
        ``Planner``.

    Raises
    ------
    InfeasibleError
        No plan satisfies every required rule; says what would have to give.
    """
    clock = Clock(time_limit, progress, should_stop)
    clock.tell("build")
    problem = build(Facts(district, policy, seed))
    clock.hold_back(RECOUNT * clock.seconds)
    kept = None if keep is None else (lambda point: keep(postings_of(problem, point)))
    school = None if memory is not None else partition(problem)
    search: Search
    try:
        if school is not None:
            search = in_pieces = Piecewise(problem, clock, school, threads, kept)
            found = in_pieces.run(gap, seed, quick, start)
        if school is None or not found:
            first = None if start is None else completed(problem, start)
            search = whole = Tierwise(problem, clock, kept, first, memory)
            whole.run(gap, seed, once=quick)
    except Stopped:
        clock.stopped = True
        search.restore_proof()
        if not len(search.point):
            raise StoppedError("the search was stopped before it had found a first plan") from None
    postings = postings_of(problem, search.point)
    audit = judge(district, policy, postings, seed)
    if not audit.required_hold:
        raise SolverError("the verifier rejects the plan found: a rule's model and its check disagree")
    for tier in policy.tiers:
        search.check_claim(tier, float(audit.tiers[tier]))
    if remember is not None and isinstance(search, Tierwise) and (left := search.remember()) is not None:
        remember(left)
    tiers = tuple(_result(tier, audit, search.bounds, search.methods) for tier in policy.tiers)
    near = all(tier.gap <= gap or tier.value - tier.bound <= ONE_UNIT for tier in tiers)
    status = "stopped" if clock.stopped else "proven" if near else "feasible"
    return Solution(postings, tiers, status, search.engine.ledger.content())


def _result(tier: str, audit: Judgement, bounds: Mapping[str, float], methods: Mapping[str, str]) -> TierResult:
    value = float(audit.tiers[tier])
    bound = min(bounds.get(tier, 0.0), value)
    return TierResult(tier, value, bound, (value - bound) / max(abs(value), 1.0), methods.get(tier, "none"))
