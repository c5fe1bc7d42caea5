"""township_parity: the shares of backbone teachers and of bachelor's degrees at township schools."""

from __future__ import annotations

from typing import Any

import pytest

from districts import BOUND, broken, checked, counts, crowd, district, move, only, school, teacher
from rotation.audit import examine, recount
from rotation.domain.district import District
from rotation.errors import InfeasibleError
from rotation.rules import rule
from rotation.solving import solve

PRIMARY = "backbone primary"
LOW = {"degree": "associate"}


def county(urban: int, town: int, rural: int = 0) -> District:
    """Return 40 urban teachers and 60 at township schools, with so many backbone teachers among them."""
    people = []
    for code, size, backbone in (("U", 40, urban), ("T", 30, town), ("R", 30, rural)):
        people += crowd(f"b{code}", backbone, code, backbone="county", **LOW)
        people += crowd(f"n{code}", size - backbone, code, **LOW)
    return district([school("U", zone="urban"), school("T", zone="town"), school("R")], people)


def found(of: District, *moves: Any) -> list[tuple[Any, Any, bool]]:
    return counts(checked("township_parity", of, *moves, shares=["backbone"]), PRIMARY)


def test_township_schools_have_the_share_of_the_county() -> None:
    # 25 of 100: of 60 a quarter is 15.
    assert found(county(10, 10, 5)) == [(15, 15, True)]
    # 24 of 100: ceil(14.4) = 15.
    assert found(county(10, 9, 5)) == [(14, 15, False)]
    assert found(county(9, 15)) == [(15, 15, True)]


def test_towns_and_villages_count_together() -> None:
    assert found(county(10, 0, 15)) == found(county(10, 15, 0)) == [(15, 15, True)]


def test_who_comes_without_the_trait_raises_what_is_needed() -> None:
    # 25 of 100: 62 teachers need ceil(15.5) = 16.
    of = county(10, 15)
    assert found(of, move(of, "nU1", "T"), move(of, "nU2", "R")) == [(15, 16, False)]
    assert found(of, move(of, "bU1", "T"), move(of, "nU2", "R")) == [(16, 16, True)]
    assert found(of, move(of, "bT1", "R")) == [(15, 15, True)]
    assert found(of, move(of, "bT1", "U")) == [(14, 15, False)]


def test_it_is_the_urban_share_that_is_not_above() -> None:
    # As in the audit: 15 of 60 beside 10 of 40, 15 of 60 beside 11 of 40.
    for urban, holds in ((10, True), (11, False)):
        of = county(urban, 15)
        (row,) = (one for one in examine(of, only("township_parity")).further if one.check == "backbone_parity")
        assert row.holds is holds
        assert found(of)[0][2] is holds


@pytest.mark.parametrize(("degree", "holds"), [("associate", False), ("bachelor", True), ("doctor", True)])
def test_a_bachelor_or_more_counts_at_either_stage(degree: str, holds: bool) -> None:
    for stage in ("primary", "junior"):
        places = [school("U", zone="urban", stages=(stage,)), school("T", zone="town", stages=(stage,))]
        people = [teacher("u", f"U/{stage}"), teacher("t", f"T/{stage}", degree=degree)]
        of = checked("township_parity", district(places, people), shares=["bachelor"])
        assert [(one.subject, one.holds) for one in of] == [(f"bachelor {stage}", holds)]


def test_nothing_is_asked_where_nobody_is_urban_or_all_are() -> None:
    for zone in ("urban", "rural"):
        of = district([school("A", zone=zone), school("B", zone=zone)], crowd("t", 2, "A"))
        policy = only("township_parity")
        assert list(rule("township_parity").check(recount(of, policy, ()), policy.settings("township_parity"))) == []


def test_what_is_short_is_told_and_priced_in_heads() -> None:
    (one,) = checked("township_parity", county(20, 4), shares=["backbone"], weight=3)
    # 24 of 100: 14.4, so 15 of 60; 11 are missing.
    assert broken([one]) == [(PRIMARY, 4, 15, 33)]
    assert "4 of 60 teachers at township schools, primary, are backbone teachers: 6.7 %" in one.text.en
    assert "24.0 % (24 of 100), that is 15: 11 teachers short" in one.text.en
    assert "应不低于全县的 24.0 %（24/100），即 15 人" in one.text.zh


@pytest.mark.parametrize("stage", ["primary", "junior"])
def test_a_conflict_names_the_stage(stage: str) -> None:
    places = [school("U", zone="urban", stages=(stage,)), school("T", zone="town", stages=(stage,))]
    people = [teacher("u", f"U/{stage}", backbone="county", **BOUND), *crowd("t", 2, f"T/{stage}", **BOUND)]
    policy = only("township_parity", "required").with_settings("eligibility", mode="required")
    with pytest.raises(InfeasibleError) as caught:
        solve(district(places, people), policy)
    assert any(f"as common at township {stage} schools" in reason for reason in caught.value.reasons)
