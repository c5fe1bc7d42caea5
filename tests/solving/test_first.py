"""The first plan: before the relaxation is tightened, and no dearer than it need be."""

from __future__ import annotations

from typing import Any

import pytest

from rotation import io
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.modelling import build
from rotation.rules import read_policy
from rotation.solving import first, solve
from rotation.solving.engine import Point
from rotation.solving.progress import UNLIMITED
from rotation.solving.restrict import search_around
from rotation.solving.search import Search
from rotation.solving.tiers import HIGHEST, weighted


def test_a_small_district_has_a_plan_before_its_relaxation_is_tightened() -> None:
    phases: list[str] = []
    solve(io.read(embedded("town")), read_policy("national"), progress=lambda moment: phases.append(moment.phase))
    assert phases.index("improve") < phases.index("round")


@pytest.mark.parametrize(
    ("worse", "searches"), [(0.0, 0), (0.1, 1), (2.0, 1)],
    ids=["as good as can be", "worse in a later tier, near enough", "two units worse, near enough"],
)
def test_a_plan_near_the_relaxation_is_enough(monkeypatch: pytest.MonkeyPatch, worse: float, searches: int) -> None:
    problem = build(Facts(io.read(embedded("town")), read_policy("national"), 0))
    search, cost = Search(problem, UNLIMITED), weighted(problem, problem.facts.policy.tiers)
    relaxed = search.first(cost)
    plan = search_around(problem, search.engine, cost, relaxed, None, 0, 60, 0.0)
    assert plan is not None
    near = Point(float(cost @ plan) - worse * HIGHEST, relaxed.columns, relaxed.reduced_cost, relaxed.dual)
    asked: list[int] = []

    def none_found(*args: Any, **rest: Any) -> None:
        asked.append(args[5])

    monkeypatch.setattr(first, "search_around", none_found)
    found = first.first_plan(
        problem, search.engine, search.separator, cost, near, plan, search.tiers[search.lead], UNLIMITED
    )
    assert found is plan
    assert asked == [0] * searches
