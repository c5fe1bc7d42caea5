"""How the cost of a plan grows with the district: generated ones, our search, and others beside it where they end."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from beside import Apart, measured
from moments import NEAR
from rotation.audit import verify
from rotation.errors import StoppedError
from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.rules import read_policy
from rotation.solving import solve
from specs import drawn

__all__ = ["BESIDE", "GENERATED", "SIZES", "grown", "sizes"]

SIZES: Final = ((20, 500), (30, 1_000), (50, 2_000), (100, 5_000), (200, 10_000), (1_000, 60_000))
"""Schools and teachers."""
GENERATED: Final = 1
"""Seed of the generator."""
BESIDE: Final = ("ours", "highs-order", "highs", "cpsat", "scip")
BESIDE_TO: Final = 10_000
"""Teachers up to which other engines are measured as well: of so many none is within 1 % in that time any more."""
BESIDE_SECONDS: Final = 60.0


def grown(schools: int, teachers: int, seconds: float) -> dict[str, Any]:
    """Generate a district, plan it once in this process and return the figures; times in seconds, memory in MB."""
    district, policy = generate(profile(schools=schools, teachers=teachers), GENERATED), read_policy("national")
    start = time.monotonic()
    problem = build(Facts(district, policy, 0))
    built = time.monotonic() - start
    plans: list[tuple[float, Any]] = []
    start = time.monotonic()
    try:
        found = solve(
            district, policy, time_limit=seconds,
            keep=lambda plan: plans.append((time.monotonic() - start, plan)),
        )  # fmt: skip
        status, tiers = found.status, found.tiers
    except StoppedError:  # no plan within the limit: a row that says so is worth more than no table
        status, tiers = "no plan", ()
    total = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    enough = NEAR * tiers[0].bound if tiers else 0.0
    near = next((when for when, plan in plans if _coverage(district, policy, plan) <= enough), None)
    return {
        "schools": schools,
        "teachers": teachers,
        "arcs": len(problem.arcs),
        "rows": problem.matrix.shape[0],
        "build": built,
        "first": plans[0][0] if plans else None,
        "one_per_cent": near,
        "proof": total,
        "status": status,
        "tiers": {tier.name: [tier.value, tier.bound, tier.gap] for tier in tiers},
        "megabytes": peak / (1024 * 1024 if sys.platform == "darwin" else 1024),
    }


def sizes(
    apart: Apart, seconds: float, only: str | None, kept: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Measure our search on generated districts of rising size, and others beside it or one beside figures kept."""
    known = {row["teachers"]: row for row in kept}
    rows = []
    for place, (schools, teachers) in enumerate(SIZES):
        size = ("--size", str(place), "--seconds", str(seconds))
        row = apart(f"{teachers} teachers", *size) if only in (None, "ours") else known[teachers]
        name, engines = drawn(schools, teachers, GENERATED), BESIDE if teachers <= BESIDE_TO else ()
        before = known.get(teachers, {}).get("engines", ())
        rows.append({**row, "engines": measured(apart, name, engines, BESIDE_SECONDS, only, before)})
    return rows


def _coverage(district: Any, policy: Any, plan: Any) -> float:
    return float(verify(district, policy, plan, 0).tiers[policy.tiers[0]])
