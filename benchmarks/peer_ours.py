"""Our own search, watched from outside."""

from __future__ import annotations

import time

from found import Found
from rotation.errors import StoppedError
from rotation.modelling import Problem
from rotation.modelling.cuts import Separator
from rotation.plan.posting import Posting
from rotation.solving import solve
from rotation.solving.engine import Engine
from rotation.solving.tiers import weighted
from rotation.solving.tighten import first_relaxation, tighten
from specs import SEED, Spec

__all__ = ["ours", "relaxation"]


def ours(spec: Spec, seconds: float) -> Found:
    """Search with the defaults, one thread."""
    district, policy = spec.district(), spec.policy()
    start = time.monotonic()
    plans: list[tuple[float, tuple[Posting, ...]]] = []
    try:
        found = solve(
            district,
            policy,
            time_limit=seconds,
            seed=SEED,
            keep=lambda plan: plans.append((time.monotonic() - start, plan)),
        )
    except StoppedError:
        return Found(None, "no plan")
    plans.append((time.monotonic() - start, found.postings))
    return Found(found.postings, found.status, top_bound=found.tiers[0].bound, plans=tuple(plans))


def relaxation(problem: Problem) -> float:
    """Work out, outside the measured time, a bound on the weighted sum: the relaxation with its cuts."""
    engine = Engine(problem)
    cost = weighted(problem, problem.facts.policy.tiers)
    engine.objective(cost)
    separator = Separator(problem)
    point = first_relaxation(engine, separator)
    assert point is not None
    return tighten(problem, engine, separator, point, 1e-7 * abs(point.value)).value
