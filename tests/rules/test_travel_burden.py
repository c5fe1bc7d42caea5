"""travel_burden: one-way tenths of a kilometre of all movers."""

from districts import checked, cost, district, move, only, school, teacher, way
from rotation.audit import recount
from rotation.rules import rule

PLACES = [school("A"), school("B", latitude=30.1)]


def test_a_mover_123_hectometres_away_costs_123_and_who_stays_nothing() -> None:
    two = district(PLACES, [teacher("t", "A"), teacher("u", "A")], travel=[way("A", "B", 123)])
    assert cost(checked("travel_burden", two, move(two, "t", "B"))) == 123
    assert cost(checked("travel_burden", two)) == 0
    assert cost(checked("travel_burden", two, move(two, "t", "B"), mode="required", weight=2)) == 246


def test_the_residence_goes_before_the_school() -> None:
    # 0.1 degree of latitude: 6371 km * pi / 1800 = 11.1195 km; * 1.3 = 14.4553 km, rounded 14.5.
    here = {"home_latitude": 30.0, "home_longitude": 110.0}
    one = district(PLACES, [teacher("t", "A", **here)], travel=[way("A", "B", 999)])
    assert cost(checked("travel_burden", one, move(one, "t", "B"))) == 145


def test_the_mean_way_is_rounded_half_up() -> None:
    # 10.0 and 10.1 km: 10.05, told as 10.1; 10.0, 10.0 and 10.1: 10.03, told as 10.0.
    places = [school("A"), school("B"), school("C")]
    people = [teacher("s", "A"), teacher("t", "A"), teacher("u", "A")]
    one = district(places, people, travel=[way("A", "B", 100), way("A", "C", 101)])
    for plan, told in (("BC", "10.1"), ("BBC", "10.0")):
        moves = [move(one, who, to) for who, to in zip("stu", plan, strict=False)]
        (found,) = checked("travel_burden", one, *moves)
        assert f"{told} km on average" in found.text.en, found.text.en


def test_where_nobody_moves_the_mean_is_nothing() -> None:
    (found,) = checked("travel_burden", district(PLACES, [teacher("t", "A")]))
    assert "0 movers, 0.0 km one way in all, 0.0 km on average, 0.0 km at most" in found.text.en


def test_where_no_way_leads_the_limit_speaks_and_the_burden_counts_nothing() -> None:
    one = district(PLACES, [teacher("t", "A")], travel=[way("A", "B", None)])
    policy = only("travel_burden").with_settings("travel_limit", mode="required")
    counted = recount(one, policy, [move(one, "t", "B")])
    assert cost(rule("travel_burden").check(counted, policy.settings("travel_burden"))) == 0
