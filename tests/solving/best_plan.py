"""A search that begins with the best plan of a drawn district, for tests of what it then does."""

from __future__ import annotations

from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.rules import read_policy
from rotation.solving import solve
from rotation.solving.progress import Clock
from rotation.solving.resume import completed
from rotation.solving.settling import Settling
from rotation.solving.tiers import weighted


def with_the_best_plan(locked: int = 0) -> Settling:
    """Return a search of a drawn district that has the best plan, with the first tiers locked at it."""
    district, policy = generate(profile(schools=12, teachers=300), 2), read_policy("national")
    problem = build(Facts(district, policy, 0))
    plan = completed(problem, solve(district, policy, gap=0.0).postings)
    assert plan is not None
    search = Settling(problem, Clock(None, None, None))
    search.first(weighted(problem, search.tiers))
    search.better(plan)
    for place in range(locked):
        search.lock(place, search.bound(place, search.again(place)))
    return search
