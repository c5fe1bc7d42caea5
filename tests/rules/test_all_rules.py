"""What holds for every rule alike: weights, and that people count from where they stand."""

from datetime import date
from typing import Any

import pytest

from districts import BOUND, broken, cost, crowd, district, key, lessons, move, only, school, teacher, way
from rotation.audit import recount
from rotation.domain.district import Decision, District, Preference
from rotation.plan.posting import Posting
from rotation.policy.policy import Policy
from rotation.rules import rule, rule_codes

BOTH = ("primary", "junior")


def everything_broken() -> tuple[District, list[Posting]]:
    """Return a small district and a plan that costs something under every rule."""
    places = [
        school("A", pupils=300, classes=2, quota=1),
        school("B", pupils=300, classes=2, quota=1, zone="urban", stages=BOTH),
        school("C"),
    ]
    people = [
        teacher("b", "A", backbone="county", grades=(6,), spouse="w", degree="bachelor"),
        teacher(
            "w", "A", spouse="b", volunteer=True, arrived=date(2026, 1, 1), locked_until=date(2030, 1, 1)
        ),
        teacher("s", "A", subject="pe", title="senior", other_subjects=("maths",), certificate_stages=()),
        teacher("x", "B", subject="art", other_subjects=("maths",), **BOUND),
        teacher("due", "A", seconded_from="B", secondment_end=date(2026, 8, 1)),
        *crowd("t", 5, "A"),
    ]
    of = district(
        places,
        people,
        travel=[way("A", "B", 900), way("A", "C", 1)],
        decisions=[Decision(teacher="b", kind="stay")],
        preferences=[Preference(teacher="b", school="C", rank=1)],
        curriculum=lessons(maths=4, music=30),
    )
    return of, [move(of, who, "B") for who in ("b", "w", "s", "t1", "t2")]


SETTINGS: dict[str, dict[str, Any]] = {
    "backbone_share": {"min_share": 1},
    "exchange_ratio": {"min_ratio": 1},
    "senior_share": {"min_share": 1},
}


@pytest.mark.parametrize("code", rule_codes())
def test_a_weight_of_three_trebles_what_a_finding_costs(code: str) -> None:
    of, postings = everything_broken()
    prices = []
    for weight in (1, 3):
        policy = only(code, weight=weight, **SETTINGS.get(code, {})).with_settings("returns", mode="target")
        policy = policy.with_settings("returns", weight=weight)
        settings = policy.settings(code)
        prices.append([f.cost for f in rule(code).check(recount(of, policy, postings), settings)])
    assert sum(prices[0]) > 0
    assert prices[1] == [3 * price for price in prices[0]]


# A due secondee from B who works at A and is sent on to C stands at B.


def sent_on(code: str, *places: Any, travel: Any = (), staff: Any = (), **changes: Any) -> Any:
    due = teacher("due", "A", seconded_from="B", secondment_end=date(2026, 8, 1), **changes)
    of = district(places or [school("A"), school("B"), school("C")], [due, *staff], travel=travel)
    policy: Policy = only(code).with_settings("returns", mode="required")
    return list(rule(code).check(recount(of, policy, [move(of, "due", "C")]), policy.settings(code)))


def test_the_way_counts_from_the_home_school() -> None:
    near, far = way("A", "C", 300), way("B", "C", 301)
    assert broken(sent_on("travel_limit", travel=[near, far])) == [("due", 301, 300, 1)]
    assert cost(sent_on("travel_burden", travel=[near, far])) == 301


def test_upward_counts_from_the_home_school() -> None:
    places = [school("A"), school("B", zone="urban"), school("C", zone="town")]
    # From B (urban) to C (town) is downward, from A (rural) it would be upward.
    assert broken(sent_on("direction", *places, backbone="county")) == []


def test_who_leaves_counts_at_the_home_school() -> None:
    found = sent_on("section_outflow")
    assert [f.subject for f in found] == ["B/primary"]
    assert found[0].people == ("due",)
    assert [f.subject for f in sent_on("subject_core")] == ["B/primary chinese", "B/primary chinese"]
    assert [f.subject for f in sent_on("net_change")] == ["B/primary", "C/primary"]
    assert [f.subject for f in sent_on("staff_quota")] == ["B/primary", "C/primary"]


def test_a_couple_is_as_far_apart_as_its_schools_of_standing() -> None:
    spouse = teacher("w", "D", spouse="due")
    places = [school("A"), school("B"), school("C"), school("D")]
    # 25 km from C to D; now 30 km from B (standing), 1 km from A (present).
    ways = [way("C", "D", 250), way("B", "D", 300), way("A", "D", 10)]
    assert broken(sent_on("couples", *places, travel=ways, staff=[spouse], spouse="w")) == []


def test_a_volunteer_outside_the_denominator_counts_in_no_share() -> None:
    # v is a volunteer of one year: a mover, not counted.
    backbone = {"backbone": "county"}
    people = [
        teacher("t", "A"),
        teacher("v", "A", volunteer=True, arrived=date(2025, 1, 1), title="senior", **backbone),
    ]
    of = district([school("A"), school("B")], people)
    plan = [move(of, "t", "B"), move(of, "v", "B")]
    changes: dict[str, dict[str, Any]] = {
        "backbone_share": {"min_share": 1},
        "senior_share": {"min_share": 1},
        "graduating_grades": {"demand": "share", "min_share": 1},
    }
    for code in ("senior_share", "backbone_share", "graduating_grades"):
        policy = only(code, **changes.get(code, {}))
        (found,) = rule(code).check(recount(of, policy, plan), policy.settings(code))
        assert (found.measured, found.limit) == (0, 1)
        assert key("A") in recount(of, policy, plan).pupils


def test_shares_round_the_heads_up() -> None:
    # 30 % of 11 movers are 3.3: 4 heads.
    of = district([school("A"), school("B")], crowd("t", 11, "A"))
    plan = [move(of, f"t{i}", "B") for i in range(1, 12)]
    for code in ("senior_share", "graduating_grades"):
        extra = {"demand": "share"} if code == "graduating_grades" else {}
        policy = only(code, min_share="0.30", **extra)
        (found,) = rule(code).check(recount(of, policy, plan), policy.settings(code))
        assert (found.measured, found.limit, found.shortfall) == (0, 4, 4)


def test_heads_per_hundred_count_after_the_exchange() -> None:
    of = district([school("A"), school("B")], crowd("t", 5, "A", subject="pe"))
    for code in ("high_degree_per_100", "specialists_per_100"):
        policy = only(code)
        counted = recount(of, policy, [move(of, "t1", "B")])
        found = {f.subject: f.measured for f in rule(code).check(counted, policy.settings(code))}
        assert found == {"A/primary": 4, "B/primary": 1}


@pytest.mark.parametrize(("degree", "square"), [("below_associate", None), ("associate", 1)])
def test_the_balance_of_degrees_asks_for_what_the_stage_does(degree: str, square: int | None) -> None:
    places = [school("A", stages=BOTH), school("B", stages=BOTH)]
    of = district(
        places, [*crowd("p", 2, "A", degree=degree), *crowd("j", 2, "A/junior", degree="associate")]
    )
    policy = only("balance", indicators=("high_degree",))
    found = [
        (f.subject, f.measured)
        for f in rule("balance").check(recount(of, policy, ()), policy.settings("balance"))
    ]
    # Junior asks for a bachelor: nobody there, left out. Primary 2 : 0 gives a CV of 1.
    assert found == ([] if square is None else [("high_degree primary", square)])


PERSON_BY_PERSON = ("decisions", "eligibility", "graduating_grades", "stage_certificate")


@pytest.mark.parametrize("code", PERSON_BY_PERSON)
def test_a_person_counts_one_against_none_and_the_summary_counts_persons(code: str) -> None:
    of, postings = everything_broken()
    policy = only(code)
    *persons, summary = rule(code).check(recount(of, policy, postings), policy.settings(code))
    assert persons
    assert {(f.measured, f.limit, f.shortfall, f.holds) for f in persons} == {(1, 0, 1, False)}
    assert (summary.subject, summary.measured, summary.limit) == ("district", len(persons), 0)
    assert not summary.holds
