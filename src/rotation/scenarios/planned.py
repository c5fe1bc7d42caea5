"""The one place where this layer calls the solver: a plan and its recount."""

from __future__ import annotations

from collections.abc import Callable

from rotation.audit import Audit, verify
from rotation.domain.district import District
from rotation.policy import Policy
from rotation.solving import Progress, Solution, solve

__all__ = ["planned"]


def planned(
    district: District,
    policy: Policy,
    *,
    time_limit: float | None,
    gap: float,
    seed: int,
    quick: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[Solution, Audit]:
    """Return a plan and what the verifier counts on it; raises as ``solve`` does."""
    solution = solve(district, policy, time_limit=time_limit, gap=gap, quick=quick, seed=seed, progress=progress)
    return solution, verify(district, policy, solution.postings, seed)
