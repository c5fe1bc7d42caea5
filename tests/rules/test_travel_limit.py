"""travel_limit: 30 km by road, unless of one cluster or backbone."""

from typing import Any

import pytest

from districts import broken, checked, district, move, school, teacher, way
from rotation.errors import PlanError


def sent(
    hectometres: int | None, cluster: Any = (None, None), backbone: str = "none", **settings: Any
) -> list[tuple[str, Any, Any, Any]]:
    places = [school("A", cluster=cluster[0]), school("B", cluster=cluster[1])]
    one = district(places, [teacher("t", "A", backbone=backbone)], travel=[way("B", "A", hectometres)])
    return broken(checked("travel_limit", one, move(one, "t", "B"), **settings))


def test_30_km_hold_and_30_1_do_not() -> None:
    assert sent(300) == []
    assert sent(301) == [("t", 301, 300, 1)]


def test_a_cluster_lifts_the_limit_only_where_set() -> None:
    assert sent(301, ("X", "X")) == []
    assert sent(301, ("X", "X"), within_cluster=False) == [("t", 301, 300, 1)]
    assert sent(301, ("X", "Y")) == [("t", 301, 300, 1)]
    assert sent(301, (None, None)) == [("t", 301, 300, 1)]


def test_backbone_of_county_level_goes_anywhere_a_road_leads_to() -> None:
    assert sent(999, backbone="county") == []
    assert sent(999, backbone="school") == [("t", 999, 300, 1)]
    assert sent(999, backbone="county", backbone_district_wide=False) == [("t", 999, 300, 1)]
    assert sent(None, ("X", "X"), backbone="county", mode="required") == [("t", 1, 0, 0)]


def test_no_road_leads_to_another_island() -> None:
    places = [school("A"), school("B", island="Penghu")]
    one = district(places, [teacher("t", "A", backbone="national")])
    found = checked("travel_limit", one, move(one, "t", "B"), mode="required")
    assert broken(found) == [("t", 1, 0, 0)]


def test_the_sentence_gives_the_way_or_says_that_there_is_none() -> None:
    for hectometres, told in ((301, "30.1 km one way"), (None, "no way leads")):
        one = district([school("A"), school("B")], [teacher("t", "A")], travel=[way("A", "B", hectometres)])
        first, _ = checked("travel_limit", one, move(one, "t", "B"), mode="required")
        assert told in first.text.en


@pytest.mark.parametrize("mode", ["target", "off"])
def test_where_no_way_leads_no_plan_sends_anyone_even_without_the_rule(mode: str) -> None:
    with pytest.raises(PlanError, match="teacher t is posted from A to B/primary: no way leads there"):
        sent(None, ("X", "X"), backbone="county", mode=mode)
