"""exchange_ratio: at least min_ratio of the eligible, at most a few more."""

from datetime import date
from typing import Any

from districts import broken, checked, cost, counts, crowd, district, move, school
from rotation.rules.base import Finding

PLACES = [school("A"), school("B")]
# 21 eligible, 10 %: ceil(2.1) = 3 movers at least; ceiling max(3 + 1, floor(3 * 1.05)) = 4.
PEOPLE = district(PLACES, crowd("t", 21, "A"))


def exchanged(number: int, **settings: Any) -> list[Finding]:
    return checked(
        "exchange_ratio", PEOPLE, *(move(PEOPLE, f"t{i}", "B") for i in range(1, number + 1)), **settings
    )


def test_three_of_21_reach_ten_percent_exactly() -> None:
    assert counts(exchanged(3), "district") == [(3, 3, True), (3, 4, True)]


def test_two_of_21_are_one_short_and_cost_the_weight() -> None:
    assert broken(exchanged(2, weight=10)) == [("district", 2, 3, 10)]


def test_a_required_rule_has_no_price() -> None:
    assert cost(exchanged(2, mode="required")) == 0
    assert broken(exchanged(2, mode="required")) == [("district", 2, 3, 0)]


def test_four_keep_the_ceiling_and_five_are_one_too_many() -> None:
    assert broken(exchanged(4)) == []
    assert broken(exchanged(5)) == [("district", 5, 4, 1)]


def test_without_a_ceiling_only_the_minimum_is_counted() -> None:
    assert counts(exchanged(21, most_above_minimum=None), "district") == [(21, 3, True)]


def test_ten_percent_of_ten_is_one_and_not_two() -> None:
    ten = district(PLACES, crowd("t", 10, "A"))
    assert counts(checked("exchange_ratio", ten, move(ten, "t1", "B")), "district")[0] == (1, 1, True)


def test_volunteers_who_are_not_eligible_count_only_where_set() -> None:
    new = crowd("v", 1, "A", volunteer=True, arrived=date(2025, 8, 1))
    mixed = district(PLACES, [*crowd("t", 10, "A"), *new])
    # 10 eligible: minimum 1. The volunteer is in neither part, unless count_volunteers.
    assert broken(checked("exchange_ratio", mixed, move(mixed, "v1", "B"))) == [("district", 0, 1, 1)]
    assert broken(checked("exchange_ratio", mixed, move(mixed, "v1", "B"), count_volunteers=True)) == []


def test_a_share_just_below_the_limit_does_not_read_like_it() -> None:
    # 99 of 1,000 are 9.90 %; 249 of 2,500 are 9.96 %, which one decimal would round to 10.0 %.
    many = district(PLACES, crowd("t", 2500, "A"))
    finding = checked("exchange_ratio", many, *(move(many, f"t{i}", "B") for i in range(1, 250)))[0]
    assert not finding.holds
    assert "9.96 %" in finding.text.zh
    assert "9.96 %" in finding.text.en
    assert "缺 1 人" in finding.text.zh
    assert "1 teacher short" in finding.text.en
