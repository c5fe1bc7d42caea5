"""Entrants directed to neighbours: only into room, fewest and nearest first, siblings together."""

from __future__ import annotations

from fractions import Fraction

from openings import classes_of, opened, place
from rotation.domain.district import Entrants
from rotation.plan.opening import DirectedEntrants

ONE_ROOM = {"A": (1, {1: (48, 1)}), "B": (1, {1: (44, 1)}), "C": (1, {1: (40, 1)})}
KM = {"A": 0.0, "B": 1.0, "C": 2.0}


def test_just_so_many_are_directed_that_no_class_is_over_its_cap_the_nearest_school_first() -> None:
    # 48 in one room, cap 45: three must go; B, 1 km away, has room for one, C for the other two.
    found = opened(place(ONE_ROOM, neighbours=[("A", "B", None), ("A", "C", None)], km=KM))
    assert found.plan.directed == (DirectedEntrants("A", "B", 1, 1, 0), DirectedEntrants("A", "C", 1, 2, 0))
    assert found.audit.tiers["directed"] == 3
    assert found.audit.tiers["distance"] == 10 + 2 * 20
    assert found.audit.tiers["over_cap"] == 0


def test_no_more_than_the_neighbour_takes_by_the_sheet() -> None:
    found = opened(place(ONE_ROOM, neighbours=[("A", "C", 1)], km=KM))
    assert [one.pupils for one in found.plan.directed] == [1]
    assert found.audit.tiers["over_cap"] == 2


def test_without_overlapping_catchments_nobody_is_directed() -> None:
    assert opened(place(ONE_ROOM, km=KM)).plan.directed == ()


def test_a_travel_limit_opens_routes_where_there_is_no_sheet() -> None:
    of = place(ONE_ROOM, km=KM)
    near = opened(of, direction={"within_km": 1})
    assert near.plan.directed == (DirectedEntrants("A", "B", 1, 1, 0),)
    far = opened(of, direction={"within_km": 2})
    assert [(one.neighbour, one.pupils) for one in far.plan.directed] == [("B", 1), ("C", 2)]


def test_a_section_named_in_the_sheet_has_no_other_routes() -> None:
    of = place(ONE_ROOM, neighbours=[("A", "C", None)], km=KM)
    found = opened(of, direction={"within_km": 2})
    assert {one.neighbour for one in found.plan.directed} == {"C"}


def test_a_school_that_receives_sends_nobody_on() -> None:
    # B could take three of A by sending two on to C; nobody is sent on, so B has room for one only.
    found = opened(place(ONE_ROOM, neighbours=[("A", "B", None), ("B", "C", None)], km=KM))
    assert found.plan.directed == (DirectedEntrants("A", "B", 1, 1, 0),)


def test_children_with_brothers_and_sisters_at_the_school_stay() -> None:
    rows = [Entrants(school="A", grade=1, pupils=48, staying=46)]
    found = opened(place(ONE_ROOM, neighbours=[("A", "C", None)], km=KM, entrants=rows))
    assert [one.pupils for one in found.plan.directed] == [2]
    assert found.audit.tiers["over_cap"] == 1


def test_twins_are_directed_together() -> None:
    # 44 stay and there are two pairs: three ought to go, so both pairs do, four children.
    rows = [Entrants(school="A", grade=1, pupils=48, staying=44, twin_pairs=2)]
    found = opened(place(ONE_ROOM, neighbours=[("A", "C", None)], km=KM, entrants=rows))
    assert found.plan.directed == (DirectedEntrants("A", "C", 1, 0, 2),)


def test_no_route_where_no_road_leads() -> None:
    of = place(ONE_ROOM, neighbours=[("A", "C", None)], km=KM)
    schools = tuple(
        type(one)(**{name: getattr(one, name) for name in one.__slots__} | {"island": "I" if one.id == "C" else None})
        for one in of.schools
    )
    island = type(of)(**{name: getattr(of, name) for name in of.__dataclass_fields__} | {"schools": schools})
    found = opened(island)
    assert found.routes == 0
    assert found.plan.directed == ()


def test_nobody_is_directed_only_to_save_a_class_unless_the_policy_turns_that_round() -> None:
    of = place({"A": (9, {1: (46, 1)}), "B": (9, {1: (40, 1)})}, neighbours=[("A", "B", None)], km=KM)
    assert classes_of(opened(of)) == {("A", 1): 2, ("B", 1): 1}
    classes_first = ("oversized", "over_cap", "school_size", "classes", "directed", "distance")
    assert classes_of(opened(of, tiers=classes_first)) == {("A", 1): 1, ("B", 1): 1}


def test_a_required_catchment_share_limits_how_many_are_directed() -> None:
    # 132 entrants, 98.5 % in their catchment: at most floor(1.98) = 1 may be directed.
    of = place(ONE_ROOM, neighbours=[("A", "B", None), ("A", "C", None)], km=KM)
    found = opened(of, direction={"mode": "required", "catchment_share": {"primary": 0.985, "junior": 1}})
    assert found.audit.tiers["directed"] == 1
    (share,) = [one for one in found.audit.findings if one.check == "catchment"]
    assert (share.measured, share.holds, share.required) == (Fraction(131, 132), True, True)


def test_the_share_in_the_catchment_is_reported() -> None:
    found = opened(place(ONE_ROOM, neighbours=[("A", "B", None), ("A", "C", None)], km=KM))
    (share,) = [one for one in found.audit.findings if one.check == "catchment"]
    assert "97.7 %" in share.text.en  # 129 of 132
    assert not share.holds
    assert not share.required
    near = {"catchment_share": {"primary": 0.9773, "junior": 1}}  # 129 / 132 = 0.97727: below, and both 97.7 %
    found = opened(place(ONE_ROOM, neighbours=[("A", "B", None), ("A", "C", None)], km=KM), direction=near)
    (share,) = [one for one in found.audit.findings if one.check == "catchment"]
    assert "97.727 % of the entrants in their catchment, 97.73 % asked for" in share.text.en
