"""Steps that only large districts take by themselves: searches beside a tier's own relaxation, multiples of rows."""

from __future__ import annotations

import numpy as np
import pytest

from rotation import io
from rotation.audit import verify
from rotation.facts.facts import Facts
from rotation.instances import embedded, generate, profile
from rotation.modelling import build
from rotation.rules import read_policy
from rotation.solving import settling, solve, tierwise
from rotation.solving.progress import Clock
from rotation.solving.resume import completed
from rotation.solving.search import Search
from rotation.solving.tiers import weighted


def test_the_best_point_that_is_better_in_a_tier_leaves_the_search_where_it_was() -> None:
    district, policy = io.read(embedded("town")), read_policy("national")
    problem = build(Facts(district, policy, 0))
    search = Search(problem, Clock(None, None, None))
    cost = weighted(problem, search.tiers)
    relaxed = search.first(cost)
    plan = completed(problem, solve(district, policy).postings)
    assert plan is not None
    search.better(plan)
    place = search.tiers.index("burden")
    aim, before = problem.cost["burden"], search.again(place)
    rows = len(search.engine.rows().lower)
    limit = (before.value + float(aim @ relaxed.columns)) / 2

    beside = search.better_relaxed(place, limit)

    assert beside is not None
    assert aim @ beside.columns <= limit + 1e-6
    assert cost @ beside.columns >= relaxed.value - 1e-6
    assert cost @ beside.columns <= cost @ before.columns + 1e-6
    assert len(search.engine.rows().lower) == rows
    assert search.again(place).value == pytest.approx(before.value)
    assert search.better_relaxed(place, before.value - 100) is None


@pytest.mark.parametrize("seed", [2, 5, 7])
def test_however_a_tier_is_settled_the_end_is_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    district, policy = generate(profile(schools=12, teachers=360), seed), read_policy("national")
    usual = solve(district, policy, gap=0.0)
    monkeypatch.setattr(settling.Settling, "_searchable", lambda search, effort: False)
    monkeypatch.setattr(tierwise, "FEW_ARCS", -1)
    monkeypatch.setattr(tierwise, "LOOSE", 0.0)
    monkeypatch.setattr(tierwise, "LITTLE", np.inf)
    found = solve(district, policy, gap=0.0)
    assert found.status == usual.status == "proven"
    for ours, theirs in zip(found.tiers, usual.tiers, strict=True):
        assert ours.value == pytest.approx(theirs.value, rel=1e-5)
    assert verify(district, policy, found.postings, 0).required_hold
