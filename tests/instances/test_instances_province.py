"""A province is its counties side by side: nobody is drawn otherwise, nobody is named twice."""

from __future__ import annotations

from math import hypot
from pathlib import Path

import pytest

from rotation import io
from rotation.domain.district import District
from rotation.instances import generate, profile, province

ONE = profile(schools=12, teachers=240)


@pytest.fixture(scope="module")
def two() -> District:
    return province(2, ONE, 3)


def test_each_county_is_the_draw_of_its_own_seed(two: District) -> None:
    second = generate(ONE, 3_002)
    assert [t.id for t in two.teachers[240:]] == [f"C002{t.id}" for t in second.teachers]
    assert [t.born for t in two.teachers[240:]] == [t.born for t in second.teachers]
    assert [(g.pupils, g.classes) for g in two.grades if g.school.startswith("C002")] == [
        (g.pupils, g.classes) for g in second.grades
    ]
    spouses = [t.spouse for t in two.teachers[240:]]
    assert spouses == [f"C002{t.spouse}" if t.spouse else None for t in second.teachers]
    assert any(spouses)


def test_no_id_name_or_township_is_shared_and_reading_finds_no_error(two: District, tmp_path: Path) -> None:
    assert len({t.id for t in two.teachers}) == 480
    assert len({s.id for s in two.schools}) == len({s.name for s in two.schools}) == 24
    townships = [{s.township for s in two.schools if s.id.startswith(code)} for code in ("C001", "C002")]
    assert not townships[0] & townships[1]
    io.write_csv(two, tmp_path)
    assert io.read(tmp_path).teachers == two.teachers


def test_the_towns_are_twice_the_way_to_the_valleys_apart_and_a_bit(two: District) -> None:
    # 2.1 times 40 km = 84 km, all of it to the east: 84 / 111.19 / cos(31.02 degrees) = 0.8816 degrees of longitude.
    towns = [
        [s for s in two.schools if s.id.startswith(code) and s.zone == "urban"] for code in ("C001", "C002")
    ]
    middle = [
        (sum(s.latitude or 0 for s in town) / len(town), sum(s.longitude or 0 for s in town) / len(town))
        for town in towns
    ]
    north, east = middle[1][0] - middle[0][0], middle[1][1] - middle[0][1]
    assert hypot(north, east - 0.8816) < 0.03  # schools stand up to 2.4 km from the middle of their town
