"""Engines side by side on the same statements, each measured in a process of its own."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from found import Found, weighted_constant, weights
from peer_cpsat import cpsat
from peer_highs import highs, highs_in_order
from peer_ours import ours, relaxation
from peer_scip import scip
from peer_timefold import timefold
from rotation.audit import verify
from rotation.facts.facts import Facts
from rotation.modelling import build
from specs import SEED, Spec

__all__ = ["ENGINES", "Row", "measure"]


@dataclass(frozen=True, slots=True)
class Row:
    """One engine's figures. ``tiers`` are as recounted by the verifier; memory in MB, times in seconds.

    ``events`` are [seconds, value, bound] of ``objective``: "weighted", the weighted sum, or "first", the first tier.
    """

    engine: str
    status: str
    tiers: Mapping[str, float] | None
    required_hold: bool | None
    weighted: float | None
    weighted_bound: float | None
    top_bound: float | None
    objective: str
    events: list[tuple[float, float | None, float | None]]
    seconds: float
    megabytes: float


def measure(engine: str, spec: Spec, seconds: float) -> dict[str, Any]:
    """Run one engine in this process; reading the district and recounting plans are not in its time."""
    district, policy = spec.district(), spec.policy()
    start = time.monotonic()
    found = ENGINES[engine](spec, seconds)
    total = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)

    problem = build(Facts(district, policy, SEED))
    factor = weights(problem)

    def recounted(plan: Any) -> tuple[dict[str, float], bool, float]:
        audit = verify(district, policy, plan, SEED)
        tiers = {tier: float(audit.tiers[tier]) for tier in policy.tiers}
        return tiers, audit.required_hold, sum(factor[tier] * tiers[tier] for tier in tiers)

    events = list(found.events)
    seen = None
    for moment, plan in found.plans:
        if plan != seen:
            events.append((moment, recounted(plan)[2], None))
        seen = plan
    tiers, hold, value = (None, None, None) if found.postings is None else recounted(found.postings)
    bound = found.weighted_bound
    if engine == "ours":
        bound = relaxation(problem) + weighted_constant(problem)
    objective = "first" if found.first_tier else "weighted"
    return asdict(
        Row(engine, found.status, tiers, hold, value, bound, found.top_bound, objective, events, total, megabytes)
    )


ENGINES: Final[Mapping[str, Callable[[Spec, float], Found]]] = {
    "ours": ours,
    "cpsat": cpsat(first_tier=False),
    "cpsat-first": cpsat(first_tier=True),
    "highs": highs,
    "highs-order": highs_in_order,
    "scip": scip,
    "timefold": timefold,
}
