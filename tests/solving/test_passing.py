"""Plans for schools that pass: optima, bounds and proofs with whole columns that rules have written."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from bare_search import Whole
from districts import BOUND, crowd, district, school
from rotation.audit import Audit, verify
from rotation.domain.district import District
from rotation.errors import InfeasibleError
from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.modelling.ledger import read_ledger
from rotation.modelling.replay import replay
from rotation.policy import Policy
from rotation.policy.settings import ByStage
from rotation.rules import read_policy
from rotation.solving import Solution, solve
from rotation.solving.dive import dive
from rotation.solving.postings import postings_of
from rotation.solving.progress import Clock
from rotation.solving.restrict import divided
from rotation.solving.resume import completed
from rotation.solving.search import Search


def with_thresholds(high_degree: str, backbone: str, specialists: str) -> Policy:
    """Return the policy ``quality`` with these thresholds of L1-L3: a few moves are to decide who passes."""
    policy = read_policy("quality")
    names = {"high_degree": high_degree, "backbone": backbone, "specialists": specialists}
    update = {name: ByStage(primary=Fraction(most), junior=Fraction(most)) for name, most in names.items()}
    return policy.model_copy(update={"indicators": policy.indicators.model_copy(update=update)})


QUALITY = with_thresholds("3", "1/2", "1/2")
PASSES_ALONE = QUALITY.with_settings("township_parity", mode="off")
NEITHER = PASSES_ALONE.with_settings("school_passes", mode="off")
STANDARDS_FIRST = QUALITY.model_copy(update={"tiers": ("standards", "coverage", "balance", "burden", "ties")})
POLICIES = {"quality": QUALITY, "passes alone": PASSES_ALONE, "standards first": STANDARDS_FIRST}


def drawn(seed: int) -> District:
    return generate(replace(profile(schools=12, teachers=240), schools=7, teachers=110), seed)


def passing(audit: Audit) -> int:
    return audit.state_after.totals.sections_passing


@cache
def solved(seed: int, name: str) -> Solution:
    return solve(drawn(seed), POLICIES[name], gap=0.0)


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("seed", [1, 4, 6, 9, 11])
def test_the_plan_is_what_the_bare_search_finds(seed: int, name: str) -> None:
    of, policy, solution = drawn(seed), POLICIES[name], solved(seed, name)
    bare = Whole(build(Facts(of, policy, 0)), Clock(None, None, None))
    bare.run()
    assert bare.closed
    assert solution.status == "proven"
    assert [tier.value for tier in solution.tiers] == pytest.approx(
        [bare.problem.value(tier, bare.point) for tier in policy.tiers], rel=1e-6
    )
    for point in (solution.postings, postings_of(bare.problem, bare.point)):
        audit = verify(of, policy, point, 0)
        assert audit.required_hold
        assert [float(audit.tiers[tier.name]) for tier in solution.tiers] == pytest.approx(
            [tier.value for tier in solution.tiers], rel=1e-6
        )


@pytest.mark.parametrize("seed", [4, 6, 11])
def test_more_sections_pass_than_where_nothing_is_said_of_it(seed: int) -> None:
    # Both plans leave as few lessons unfilled as can be; the second tier then decides.
    of, solution = drawn(seed), solved(seed, "passes alone")
    without = solve(of, NEITHER, gap=0.0)
    assert without.tiers[0].value == solution.tiers[0].value
    before, after = (verify(of, PASSES_ALONE, one.postings, 0) for one in (without, solution))
    assert passing(after) == passing(before) + 1


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("seed", [4, 9])
def test_the_proof_holds_without_a_solver(seed: int, name: str) -> None:
    problem = build(Facts(drawn(seed), POLICIES[name], 0))
    proven = replay(problem, read_ledger(solved(seed, name).proof))
    for tier in solved(seed, name).tiers:
        assert proven[tier.name].bound <= tier.value + 1e-6
        assert tier.method != "relaxation" or proven[tier.name].bound > tier.bound - 1


@pytest.mark.parametrize("seed", [4, 11])
def test_a_plan_made_elsewhere_is_completed_to_its_recounted_values(seed: int) -> None:
    of = drawn(seed)
    problem = build(Facts(of, QUALITY, 0))
    postings = solve(of, NEITHER, gap=0.0).postings
    point = completed(problem, postings)
    assert point is not None
    audit = verify(of, QUALITY, postings, 0)
    assert {tier: problem.value(tier, point) for tier in QUALITY.tiers} == pytest.approx(
        {tier: float(audit.tiers[tier]) for tier in QUALITY.tiers}, rel=1e-9
    )
    better = solve(of, QUALITY, gap=0.0, start=postings)
    assert [tier.value for tier in better.tiers] == pytest.approx(
        [tier.value for tier in solved(seed, "quality").tiers], rel=1e-6
    )


def test_required_where_it_cannot_hold_the_sections_are_named() -> None:
    of = drawn(4)
    policy = QUALITY.with_settings("school_passes", mode="required")
    with pytest.raises(InfeasibleError) as caught:
        solve(of, policy)
    assert any("(school_passes): " in reason and "passes on the seven indicators" in reason
               for reason in caught.value.reasons)  # fmt: skip


def test_required_where_it_can_hold_every_section_asked_passes() -> None:
    # 7 of the 8 pass before.
    of = drawn(12)
    policy = with_thresholds("3", "1/2", "1/5").with_settings("school_passes", mode="required")
    audit = verify(of, policy, solve(of, policy).postings, 0)
    assert audit.required_hold
    assert audit.state_before.totals.sections_passing == 7
    assert len(audit.of("school_passes")) == passing(audit) == 8


def test_a_dive_ends_with_whole_counts_where_no_move_is_divided() -> None:
    # 200 pupils need 2 backbone teachers. Two may come, but only one can leave B (max(1, floor(0.15 * 2)) = 1): the
    # relaxation's pass is a half.
    facilities = {"teaching_area_m2": 1e4, "sports_area_m2": 1e4, "equipment_yuan": 1e7, "multimedia_classrooms": 100}
    people = [*crowd("a", 10, "A", subject="pe", **BOUND), *crowd("b", 2, "B", backbone="county")]
    of = district([school("A", pupils=200, **facilities), school("B")], people)
    policy = QUALITY
    for code in policy.rules:
        if code not in ("school_passes", "eligibility", "section_outflow"):
            policy = policy.with_settings(code, mode="off")
    policy = policy.model_copy(update={"indicators": read_policy("national").indicators})
    problem = build(Facts(of, policy, 0))
    cost, search = problem.cost["standards"], Search(problem, Clock(None, None, None))
    relaxed = search.first(cost)
    assert not np.isclose(relaxed.columns[problem.whole] % 1, 0).all()
    assert not len(divided(problem, relaxed.columns))
    point = dive(problem, search.engine, search.separator, cost, relaxed, lambda left: None)
    assert point is not None
    assert (point[problem.whole] == np.round(point[problem.whole])).all()
    assert search.engine.admits(point)
