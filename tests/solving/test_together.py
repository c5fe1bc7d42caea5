"""Searches of everything that is left: for one tier, and for all of them where that finds nothing."""

from __future__ import annotations

import pytest

from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.modelling.bounds import DualBound
from rotation.rules import read_policy
from rotation.rules.quantity import Floats
from rotation.solving import solve
from rotation.solving.progress import Clock
from rotation.solving.resume import completed
from rotation.solving.tiers import weighted
from rotation.solving.whole import Whole


@pytest.mark.parametrize("seed", [2, 3])
def test_where_a_search_for_the_first_tier_finds_nothing_one_for_all_tiers_does(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, policy = generate(profile(schools=12, teachers=300), seed), read_policy("national")
    problem = build(Facts(district, policy, 0))
    backwards = policy.model_copy(update={"tiers": policy.tiers[::-1]})
    plan = completed(problem, solve(district, backwards).postings)
    best = solve(district, policy).tiers
    assert plan is not None
    asked: list[str] = []

    def nothing(search: Whole, tier: str, nodes: int, proven: DualBound) -> Floats | None:
        asked.append(tier)
        return None

    monkeypatch.setattr(Whole, "_better_of_tier", nothing)
    search = Whole(problem, Clock(None, None, None))
    relaxed = search.first(weighted(problem, search.tiers))
    search.better(plan)
    proven = search.bound(0, search.again(0))
    worse = search.values()["coverage"]

    search._searched_whole(0, 200, proven)

    assert asked.count("coverage") in {1, 2}
    assert worse > best[0].value + 2.5
    assert search.values()["coverage"] == best[0].value
    assert search.values()["ties"] < 2 * best[-1].value
    assert relaxed.value <= weighted(problem, search.tiers) @ search.point + 1e-6

    search.better(plan)
    search._searched_whole(1, 200, proven)
    assert search.values()["coverage"] == worse
