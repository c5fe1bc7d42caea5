"""What is proven of ``tiny`` is true: all of its plans are listed, recounted, and the best is what solve returns.

Nine are eligible, and T03 volunteers without counting. At 10 % at least ceil(0.9) = 1 is exchanged, at most
max(1 + 1, floor(1.05)) = 2; at 15 % at least ceil(1.35) = 2, at most max(2 + 1, floor(2.1)) = 3.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from listing import best

from rotation import io
from rotation.audit import recount, verify
from rotation.domain.district import Decision, District, SectionKey
from rotation.errors import InfeasibleError
from rotation.instances import embedded
from rotation.policy import Policy
from rotation.rules import read_policy
from rotation.solving import solve

TINY = io.read(embedded("tiny"))
NATIONAL = read_policy("national")


def decided(*decisions: Decision) -> District:
    return replace(TINY, decisions=decisions)


def settings(code: str, **changes: object) -> Policy:
    return NATIONAL.with_settings(code, **changes)


def first(tier: str) -> Policy:
    """Return the policy ``quality`` with one tier before all others."""
    policy = read_policy("quality")
    return policy.model_copy(update={"tiers": (tier, *(other for other in policy.tiers if other != tier))})


CASES = {
    "national": (TINY, NATIONAL, 2),
    "county_balanced": (TINY, read_policy("county_balanced"), 2),
    "county_senior": (TINY, read_policy("county_senior"), 3),
    "quality": (TINY, read_policy("quality"), 2),
    "passes before lessons": (TINY, first("standards"), 2),
    # 20 % of nine: at least ceil(1.8) = 2, at most 3.
    "a fifth": (TINY, settings("exchange_ratio", min_ratio=Fraction(1, 5)), 3),
    "T13 is to move": (decided(*TINY.decisions, Decision(teacher="T13", kind="move")), NATIONAL, 2),
    "T01 stays": (decided(*TINY.decisions, Decision(teacher="T01", kind="stay")), NATIONAL, 2),
    "all decisions dropped": (decided(), NATIONAL, 2),
    "40 km": (TINY, settings("travel_limit", maximum_km=40), 2),
    "across stages": (TINY, settings("stage_certificate", cross_stage=True), 2),
    "backbone as a target": (TINY, settings("backbone_share", mode="target"), 2),
    "few lessons, much travel": (
        TINY, settings("travel_burden", weight=50).with_settings("disruption", weight=1), 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_best_of_all_plans_is_the_plan_found(name: str) -> None:
    of, policy, most = CASES[name]
    expected, plans = best(of, policy, most)
    if expected is None:
        with pytest.raises(InfeasibleError) as caught:
            solve(of, policy)
        assert caught.value.reasons
        return
    solution = solve(of, policy)
    assert plans >= 1
    assert [tier.name for tier in solution.tiers] == list(policy.tiers)
    assert [tier.value for tier in solution.tiers] == pytest.approx([float(value) for value in expected], rel=1e-9)
    assert solution.status == "proven"
    assert [tier.gap for tier in solution.tiers] == pytest.approx([0.0] * len(expected), abs=1e-6)
    audit = verify(of, policy, solution.postings)
    assert audit.required_hold
    assert tuple(audit.tiers[tier] for tier in policy.tiers) == expected


def test_the_listing_itself_is_as_counted_by_hand() -> None:
    counted = recount(TINY, NATIONAL, ())
    assert sorted(counted.may_move) == ["T01", "T02", "T03", "T04", "T08", "T09", "T10", "T12", "T13", "T17"]
    assert counted.may_move - counted.eligible == {"T03"}
    assert counted.due_returns == ["T11"]
    assert counted.standing["T11"] == SectionKey("S1", "primary")


@pytest.mark.parametrize("who", ["T05", "T06", "T16"])
def test_a_move_decided_for_one_who_may_not_is_infeasible_in_words(who: str) -> None:
    of = decided(Decision(teacher=who, kind="move"))
    assert best(of, NATIONAL, 2) == (None, 0)
    with pytest.raises(InfeasibleError) as caught:
        solve(of, NATIONAL)
    assert any(reason.startswith("decisions") for reason in caught.value.reasons)
