"""school_passes: at least 6 of the seven indicators, the rest from 85 % of their thresholds."""

from __future__ import annotations

from typing import Any

import pytest

from districts import checked, cost, counts, crowd, district, move, only, school
from rotation.audit import examine, recount
from rotation.rules import rule
from rotation.rules.base import Finding

# 500 primary pupils: 4.5 * 500 = 2,250 m2; 7.5 * 500 = 3,750 m2; 2,000 * 500 = 1,000,000 yuan; 2.3 * 5 = 11.5 rooms.
FULL = {
    "teaching_area_m2": 2_250.0,
    "sports_area_m2": 3_750.0,
    "equipment_yuan": 1_000_000.0,
    "multimedia_classrooms": 12,
}
PRIMARY = "A/primary"


def found(high: int, backbone: int, specialists: int, mode: str = "target", **facilities: Any) -> list[Finding]:
    """Return what is found of 500 primary pupils with so many of each, and nobody who is two of them."""
    low = {"degree": "below_associate"}
    people = [
        *crowd("h", high, "A"),
        *crowd("b", backbone, "A", backbone="county", **low),
        *crowd("s", specialists, "A", subject="pe", **low),
    ]
    of = district([school("A", pupils=500, **(FULL | facilities))], people)
    policy = only("school_passes", mode)
    return list(rule("school_passes").check(recount(of, policy, ()), policy.settings("school_passes")))


def passes(high: int, backbone: int, specialists: int, **facilities: Any) -> bool:
    (one,) = found(high, backbone, specialists, **facilities)
    assert (one.measured, one.limit, one.holds) in ((1, 1, True), (0, 1, False))
    return one.holds


def test_all_seven_on_their_thresholds_pass() -> None:
    # 4.2 * 5 = 21; 1 * 5 = 5; 0.9 * 5 = 4.5: 5 heads.
    assert passes(21, 5, 5)
    assert passes(20, 5, 5)
    assert not passes(20, 4, 5)


def test_the_one_that_is_missed_reaches_85_percent() -> None:
    # 0.85 * 21 = 17.85: 18 heads; 0.85 * 5 = 4.25: 5 heads, so no backbone may be missed; 0.85 * 4.5 = 3.825: 4 heads.
    assert passes(18, 5, 5)
    assert not passes(17, 5, 5)
    assert not passes(21, 4, 5)
    assert passes(21, 5, 4)
    assert not passes(21, 5, 3)
    assert not passes(20, 5, 4)


def test_who_misses_one_of_l4_to_l7_may_miss_none_of_l1_to_l3() -> None:
    # 0.85 * 2,250 = 1,912.5 m2
    assert passes(21, 5, 5, teaching_area_m2=1_912.5)
    assert not passes(20, 5, 5, teaching_area_m2=1_912.5)
    assert not passes(21, 5, 5, teaching_area_m2=1_912.4)
    # 11 of 11.5 rooms are 95.7 %.
    assert passes(21, 5, 5, multimedia_classrooms=11)
    assert not passes(21, 5, 5, multimedia_classrooms=11, equipment_yuan=999_999.0)


def test_a_required_rule_does_not_ask_who_cannot_pass() -> None:
    assert found(21, 5, 5, "required", sports_area_m2=100.0) == []
    assert cost(found(21, 5, 5, sports_area_m2=100.0)) == 1
    assert [one.holds for one in found(17, 5, 5, "required")] == [False]


def test_missing_data_leave_undecided_what_they_could_decide() -> None:
    assert found(21, 5, 5, equipment_yuan=None) == []
    assert found(20, 5, 5, equipment_yuan=None) == []
    assert not passes(20, 5, 4, equipment_yuan=None)
    assert not passes(17, 5, 5, equipment_yuan=None)


@pytest.mark.parametrize(("area", "holds"), [(1_107.3, True), (1_107.2, False), (945.0, False)])
def test_a_nine_year_school_shares_by_weighted_pupils(area: float, holds: bool) -> None:
    # 100 pupils of either stage weigh 100 : 110. The junior part is 11/21 and needs 580 m2, so 1,107.27 in all; the
    # primary one needs 450 m2, so 945. 5 of high degree are 94 % of 5.3 per hundred: nothing else may be missed.
    low = {"degree": "below_associate"}
    people = [
        *crowd("p", 5, PRIMARY), *crowd("b", 1, PRIMARY, backbone="county", **low),
        *crowd("s", 1, PRIMARY, subject="art", **low), *crowd("j", 5, "A/junior"),
        *crowd("c", 1, "A/junior", backbone="county", **low), *crowd("t", 1, "A/junior", subject="art", **low),
    ]  # fmt: skip
    shared = {"sports_area_m2": 1e6, "equipment_yuan": 1e7, "multimedia_classrooms": 100}
    place = school("A", pupils=100, stages=("primary", "junior"), teaching_area_m2=area, **shared)
    one = district([place], people)
    assert {f.subject: f.holds for f in checked("school_passes", one)} == {PRIMARY: True, "A/junior": holds}
    state = examine(one, only("school_passes")).state
    assert {str(row.section): row.passes for row in state.sections} == {PRIMARY: True, "A/junior": holds}


def test_the_audit_counts_the_same_sections() -> None:
    of = district(
        [school("A", pupils=500, **FULL), school("B", pupils=500, **(FULL | {"equipment_yuan": 1.0}))],
        [*crowd("h", 21, "A", backbone="county"), *crowd("s", 4, "A", subject="music")],
    )
    policy = only("school_passes")
    totals = examine(of, policy).state.totals
    got = {f.subject: f.holds for f in checked("school_passes", of)}
    assert got == {"A/primary": True, "B/primary": False}
    assert (totals.sections_passing, totals.sections_undecided) == (sum(got.values()), 0)
    leaving = recount(of, policy, [move(of, "s1", "B")])
    assert counts(rule("school_passes").check(leaving, policy.settings("school_passes")), PRIMARY) == [(0, 1, False)]


def test_the_sentence_tells_what_is_missed_and_by_how_much() -> None:
    (one,) = found(17, 5, 5, teaching_area_m2=2_249.9, equipment_yuan=None)
    assert "达到 4 项（L1 为标准的 81.0 %；L4 为标准的 99.996 %；L6 无数据）" in one.text.zh
    assert "L1 at 81.0 % of its threshold" in one.text.en
    assert one.text.en.endswith("does not pass.")
    (one,) = found(21, 5, 5, sports_area_m2=100.0)
    assert one.text.en.endswith("does not pass, whoever teaches there.")


@pytest.mark.parametrize("weight", [1, 10])
def test_each_section_that_fails_costs_its_weight(weight: int) -> None:
    of = district([school("A", pupils=500, **FULL), school("B", pupils=500)], [])
    assert cost(checked("school_passes", of, weight=weight)) == 2 * weight
