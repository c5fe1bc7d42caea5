"""A generated county is as counties are: enough lessons in total, the wrong subjects in the wrong places."""

from __future__ import annotations

import pytest

from rotation.domain.district import District
from rotation.errors import RotationError
from rotation.instances import generate, overview, profile
from rotation.instances.analysis import weighted_cv

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def county(request: pytest.FixtureRequest) -> District:
    return generate(profile("county"), request.param)


def test_the_same_seed_gives_the_same_district_and_another_seed_another() -> None:
    for name in ("tiny", "town"):
        assert generate(profile(name), 5) == generate(profile(name), 5)
        assert generate(profile(name), 5).teachers != generate(profile(name), 6).teachers


def test_a_county_has_the_profile_s_size(county: District) -> None:
    assert len(county.schools) == 100
    assert len(county.teachers) == 5000


@pytest.mark.parametrize("name", ["town", "county"])
@pytest.mark.parametrize("seed", SEEDS)
def test_lessons_are_covered_to_97_to_103_per_cent_in_total_and_per_stage(name: str, seed: int) -> None:
    supply = overview(generate(profile(name), seed)).supply
    assert set(supply) == {"primary", "junior", "total"}
    assert all(0.97 <= share <= 1.03 for share in supply.values()), supply


def test_specialists_are_too_few_and_main_subjects_are_to_spare(county: District) -> None:
    supply = overview(county).subject_supply
    for subject in ("music", "pe", "art", "it"):
        assert supply["primary", subject] < 0.9
        assert supply["junior", subject] < 0.95
    assert supply["primary", "science"] < 0.9
    assert supply["primary", "english"] < 1.0
    for subject in ("chinese", "maths"):
        assert supply["primary", subject] > 1.3
        assert supply["junior", subject] > 1.3


def test_the_town_has_what_the_country_lacks(county: District) -> None:
    share = overview(county).zone_share
    for trait in ("high_degree", "backbone", "specialists", "senior_title"):
        assert share["urban", trait] > share["rural", trait]
    assert share["urban", "specialists"] > 1.4 * share["rural", "specialists"]
    assert share["urban", "backbone"] > 2 * share["rural", "backbone"]


def test_about_two_in_five_are_eligible_and_every_reason_occurs(county: District) -> None:
    reasons = overview(county).reasons
    assert 1850 <= reasons["eligible"] <= 2100
    assert set(reasons) == {
        "eligible", "on_secondment", "role", "exempt", "service_lock", "too_few_years", "near_retirement",
    }  # fmt: skip


def test_backbone_is_spread_about_as_unevenly_as_the_caps_allow(county: District) -> None:
    cv = overview(county).cv
    assert 0.40 <= cv["primary", "backbone"] <= 0.70
    assert 0.30 <= cv["junior", "backbone"] <= 0.70
    assert max(cv["primary", "backbone"] / 0.50, cv["junior", "backbone"] / 0.45) > 0.9


def test_the_published_worksheet_gives_a_cv_of_0_5153() -> None:
    assert weighted_cv([279, 137, 935, 160, 402], [45, 37, 89, 76, 55]) == pytest.approx(0.5153, abs=5e-5)


def test_urban_classes_are_large_and_some_are_oversized(county: District) -> None:
    zone = {school.id: school.zone for school in county.schools}
    sizes = {
        area: [row.pupils / row.classes for row in county.grades if zone[row.school] == area]
        for area in ("urban", "rural")
    }
    assert max(sizes["urban"]) >= 56
    assert sum(sizes["urban"]) / len(sizes["urban"]) > 45
    assert sum(sizes["rural"]) / len(sizes["rural"]) < 30


def test_larger_districts_are_made_on_demand() -> None:
    district = generate(profile(schools=200, teachers=9000), 1)
    assert (len(district.schools), len(district.teachers)) == (200, 9000)
    assert 0.97 <= overview(district).supply["total"] <= 1.03


def test_an_unknown_profile_is_refused_with_the_known_names() -> None:
    with pytest.raises(RotationError, match="tiny, town, county"):
        profile("village")
    with pytest.raises(RotationError, match="20 to 120"):
        profile(schools=100, teachers=1000)


def test_tiny_has_nine_eligible_of_seventeen() -> None:
    district = generate(profile("tiny"), 1)
    assert len(district.schools) == 4
    assert overview(district).reasons == {
        "eligible": 9,
        "exempt": 1,
        "near_retirement": 1,
        "on_secondment": 1,
        "service_lock": 1,
        "too_few_years": 4,
    }
