"""Searches of everything that is left: for one tier, and for all of them where that finds nothing."""

from __future__ import annotations

import numpy as np
import pytest
from best_plan import with_the_best_plan

from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.modelling.bounds import DualBound
from rotation.rules import read_policy
from rotation.rules.quantity import Floats
from rotation.solving import settling, solve
from rotation.solving.effort import EFFORTS
from rotation.solving.part import Part
from rotation.solving.progress import Clock
from rotation.solving.resume import completed, follow
from rotation.solving.settling import Settling
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

    def nothing(search: Whole, place: int, nodes: int, proven: DualBound) -> Floats | None:
        asked.append(search.tiers[place])
        return None

    monkeypatch.setattr(Whole, "_better_of_tier", nothing)
    search = Whole(problem, Clock(None, None, None))
    relaxed = search.first(weighted(problem, search.tiers))
    search.better(plan)
    proven = search.bound(0, search.again(0))
    worse = search.values()["coverage"]

    search._searched_whole(0, 200, 200, proven)

    assert asked.count("coverage") in {1, 2}
    assert worse > best[0].value + 2.5
    assert search.values()["coverage"] == best[0].value
    assert search.values()["ties"] < 2 * best[-1].value
    assert relaxed.value <= weighted(problem, search.tiers) @ search.point + 1e-6

    search.better(plan)
    search._searched_whole(1, 200, 200, search.bound(1, search.again(1)))
    assert search.values()["coverage"] == worse


@pytest.mark.parametrize("seed", [2, 5, 7])
def test_the_last_two_tiers_are_searched_as_one(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    district, policy = generate(profile(schools=12, teachers=300), seed), read_policy("national")
    problem = build(Facts(district, policy, 0))
    best = {tier.name: tier.value for tier in solve(district, policy, gap=0.0).tiers}
    swapped = policy.model_copy(update={"tiers": (*policy.tiers[:-2], "ties", "burden")})
    plan = completed(problem, solve(district, swapped, gap=0.0).postings)
    assert plan is not None
    search = Settling(problem, Clock(None, None, None))
    search.first(weighted(problem, search.tiers))
    search.better(plan)
    assert search.values()["burden"] > best["burden"]
    for place in range(3):
        search.lock(place, search.bound(place, search.again(place)))
    before = search.bound(3, search.again(3)).value + problem.constant["burden"]

    search._searched_as_one(3, 500)

    assert before < best["burden"]
    assert search.values()["burden"] == search.bounds["burden"] == best["burden"]
    assert search.values()["ties"] == best["ties"]
    assert search.methods["burden"] == "search"

    search.lock(3, search.bound(3, search.again(3)))
    relaxed = search.bound(4, search.again(4)).value + problem.constant["ties"]
    above, known = search._words["ties"]
    assert search._words["burden"][1] == best["burden"]
    for told in (([value - 1 for value in above], known), (above, known + 100), (above, relaxed - 1)):
        search._words["ties"] = told  # of plans better than ours above, refuted by ours, less than is proven
        search.recall_word(4)
        assert search.methods["ties"] == "relaxation"
    search._words["ties"] = above, known
    assert relaxed < best["ties"] * (1 - 1e-5)
    monkeypatch.delattr(Part, "better")  # nothing is searched again for the last tier
    search.settle(4, EFFORTS[0], 0, None)
    assert best["ties"] * (1 - 1e-5) <= search.bounds["ties"] <= best["ties"]
    assert search.methods["ties"] == "search"


def test_no_plan_is_lost_to_coefficients_that_are_dropped() -> None:
    """With HiGHS's own least coefficient the search for both tiers calls everything below a burden of 10,640 empty."""
    district = generate(profile(schools=20, teachers=500), 13)
    tiers = {tier.name: tier for tier in solve(district, read_policy("national")).tiers}
    assert tiers["burden"].value == tiers["burden"].bound == 10_425
    assert tiers["ties"].value == 50_231


@pytest.mark.parametrize("least", [-np.inf, np.inf])
def test_a_search_that_was_stopped_before_it_knew_a_bound_proves_nothing(
    least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within its limit HiGHS may not even come to the end of its presolve; only an empty search is a proof."""
    problem = build(Facts(generate(profile(schools=12, teachers=300), 2), read_policy("national"), 0))
    search = Whole(problem, Clock(None, None, None))
    search.first(weighted(problem, search.tiers))
    plan = completed(problem, solve(problem.facts.district, read_policy("national")).postings)
    assert plan is not None
    search.better(plan)
    proven = search.bound(0, search.again(0))
    before, worst = search.bounds["coverage"], search.values()["coverage"]
    search.bounds["coverage"] = before = before - 3
    monkeypatch.setattr(Part, "better", lambda *_: (None, least))
    assert search._better_of_tier(0, 10, proven) is None
    assert search.bounds["coverage"] == (before if least < 0 else worst)


def test_where_one_value_is_left_the_nearest_plan_with_it_closes_the_tier(monkeypatch: pytest.MonkeyPatch) -> None:
    district, policy = generate(profile(schools=12, teachers=300), 2), read_policy("national")
    search = with_the_best_plan(locked=1)
    problem, best, arcs = search.problem, search.values()["standards"], len(search.problem.arcs)
    asked: list[Floats] = []
    usual = Part.better

    def watched(part: Part, cost: Floats, limit: float, *rest: object) -> tuple[Floats | None, float]:
        asked.append(cost)
        return usual(part, cost, limit, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Part, "better", watched)
    proven = search.bound(1, search.again(1))
    search.bounds["standards"] = best - 1
    assert search._better_of_tier(1, 500, proven) is None
    assert search.bounds["standards"] == best
    assert search.methods["standards"] == "search"

    backwards = policy.model_copy(update={"tiers": ("coverage", *policy.tiers[:0:-1])})
    plan = completed(problem, solve(district, backwards, gap=0.0).postings)
    assert plan is not None
    search.point, worse = plan, problem.value("standards", plan)
    assert worse > best
    search.bounds["standards"], search.methods["standards"] = worse - 1, "relaxation"
    search._words.clear()
    asked.clear()
    found = search._better_of_tier(1, 500, proven)
    assert found is not None
    assert problem.value("standards", found) <= worse - 1
    assert search.methods["standards"] == "relaxation"
    away = np.abs(found[:arcs] - plan[:arcs]).sum()
    assert asked[0] @ found == pytest.approx(away - plan[:arcs].sum())  # so many moves are others

    monkeypatch.setattr(Part, "better", lambda *_: (None, 0.0))  # out of nodes: nothing is known
    assert search._better_of_tier(1, 500, proven) is None
    assert search.bounds["standards"] == worse - 1
    assert not search._words

    monkeypatch.setattr(Part, "better", usual)
    search.bounds["standards"] = worse - 3  # more than one value is left: a search for the tier and its bound
    monkeypatch.setattr(Part, "better", watched)
    asked.clear()
    search._better_of_tier(1, 500, proven)
    assert asked[0] is problem.cost["standards"]


def test_what_follows_from_moves_is_worth_what_it_is_in_every_tier() -> None:
    """A search for one tier takes the steps of a square in any order, where that costs nothing."""
    search = with_the_best_plan(locked=0)
    problem, best = search.problem, search.values()
    told = search.point.copy()
    steps = np.flatnonzero((problem.cost["balance"] > 0) & (problem.upper == 1) & problem.natural)
    told[steps] = 1  # as if all were taken
    assert problem.value("balance", told) > 2 * best["balance"]

    followed = follow(problem, search.engine, weighted(problem, search.tiers), told, told)
    assert followed is not None
    assert {tier: problem.value(tier, followed) for tier in search.tiers} == pytest.approx(best)

    search.point = told
    search._follow(0)
    assert search.values() == pytest.approx(best)


def test_what_a_search_said_of_a_tier_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tier settled anew, to leave less to those below, keeps the word; under a plan worse above it has none."""
    search = with_the_best_plan(locked=1)
    worst = search.values()["standards"]
    monkeypatch.setattr(Part, "better", lambda *_: (None, np.inf))
    proven = search.bound(1, search.again(1))
    search.bounds["standards"] -= 2
    search._better_of_tier(1, 10, proven)
    assert search.bounds["standards"] == worst

    monkeypatch.delattr(Part, "better")
    for above, known in ((search.values()["coverage"], worst), (search.values()["coverage"] - 1, worst - 2)):
        search._words["standards"] = [above], worst
        search.bounds["standards"], search.methods["standards"] = worst - 2, "relaxation"
        search.recall_word(1)
        assert search.bounds["standards"] == known


def test_a_search_after_one_that_found_a_better_plan_has_more_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    search = with_the_best_plan()
    best, policy = search.point, search.problem.facts.policy
    backwards = policy.model_copy(update={"tiers": policy.tiers[::-1]})
    worse = completed(search.problem, solve(search.problem.facts.district, backwards).postings)
    assert worse is not None
    asked: list[int] = []

    def found(search: Whole, place: int, nodes: int, proven: DualBound) -> Floats | None:
        asked.append(nodes)
        return best if len(asked) == 1 else None

    monkeypatch.setattr(Whole, "_better_of_tier", found)
    search.better(worse)
    proven = search.bound(0, search.again(0))
    search.bounds["coverage"] -= 5
    search._searched_whole(0, 20, 150, proven)
    assert asked == [20, 150]
    assert search.values()["coverage"] == search.problem.value("coverage", best)


def test_a_tier_that_a_search_has_closed_is_settled_anew_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its relaxation leaves open then."""
    search = with_the_best_plan(locked=3)
    asked: list[int] = []
    monkeypatch.setattr(Whole, "_searched_whole", lambda _, place, *__: asked.append(place))
    monkeypatch.setattr(Settling, "_tightened", lambda it, place, tier, point, *_: (point, it.bound(place, point)))
    monkeypatch.setattr(Settling, "_searched_around", lambda *given: given[-1])
    burden = search.values()["burden"]

    search.settle(3, EFFORTS[0], 0, None)
    assert asked == [3]
    assert search.bounds["burden"] < burden
    search.note(3, burden)
    search.settle(3, EFFORTS[0], 0, None)
    assert asked == [3]
    assert search.bounds["burden"] == burden
    assert search.methods["burden"] == "search"


def test_a_tier_that_a_search_has_closed_has_none_around_it_when_it_is_settled_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search = with_the_best_plan(locked=3)
    bounded = search.again(3), search.bound(3, search.again(3))
    asked: list[int] = []
    monkeypatch.setattr(settling, "better_around", lambda *_: asked.append(3))

    search._searched_around(3, "burden", EFFORTS[0], 0, bounded)
    assert asked
    search.note(3, search.values()["burden"])
    asked.clear()
    assert search._searched_around(3, "burden", EFFORTS[0], 0, bounded) == bounded
    assert not asked
