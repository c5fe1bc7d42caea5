"""Ways of the verifier: sheet, coordinates, islands."""

from typing import Any

import pytest

from districts import district, school, way
from rotation.audit.roads import Ways


def ways(*places: Any, travel: Any = (), road_factor: Any = 1.0) -> Ways:
    return Ways.of(district(places, [], travel=travel), road_factor)


# One degree of latitude on a sphere of 6,371.0 km: pi * 6371 / 180 = 111.1949 km.


@pytest.mark.parametrize(("factor", "hectometres"), [(1.0, 1112), (1.3, 1446), (0.5, 556)])
def test_a_degree_of_latitude_times_the_road_factor(factor: float, hectometres: int) -> None:
    # 111.19 -> 1111.9 -> 1112; 144.553 -> 1445.5 (144.5534 km = 1445.53) -> 1446; 55.597 -> 556
    places = school("A", latitude=30.0), school("B", latitude=31.0)
    assert ways(*places, road_factor=factor).between("A", "B") == hectometres


def test_the_sheet_wins_in_both_directions_even_over_islands() -> None:
    places = school("A"), school("B", island="X")
    assert ways(*places).between("A", "B") is None
    sheet = ways(*places, travel=[way("B", "A", 77)])
    assert sheet.between("A", "B") == sheet.between("B", "A") == 77


def test_no_way_on_the_sheet_beats_coordinates() -> None:
    places = school("A"), school("B")
    assert ways(*places).between("A", "B") == 0
    assert ways(*places, travel=[way("A", "B", None)]).between("B", "A") is None


def test_without_coordinates_no_way_can_be_told() -> None:
    places = school("A"), school("B", latitude=None, longitude=None)
    assert ways(*places).between("A", "B") is None
    assert ways(*places).between("B", "B") == 0


def test_schools_of_one_island_are_joined() -> None:
    places = school("A", island="X"), school("B", island="X", latitude=31.0)
    assert ways(*places).between("A", "B") == 1112
