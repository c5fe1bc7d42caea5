"""Ways between schools for the verifier: the travel sheet first, else great circle and road factor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, cos, floor, radians, sin, sqrt
from typing import Final

from rotation.domain.district import District, School

__all__ = ["EARTH_RADIUS_KM", "Ways"]

EARTH_RADIUS_KM: Final = 6371.0


@dataclass(eq=False)
class Ways:
    """Road distances of a district in whole tenths of a kilometre, rounded half up; None: there is no way.

    An entry of the travel sheet holds in both directions and beats coordinates and islands. No road joins two
    islands, and none can be told for a school without coordinates. A school is 0 from itself.
    """

    schools: Mapping[str, School]
    road_factor: float
    sheet: Mapping[tuple[str, str], int | None]
    _known: dict[tuple[str, str], int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, district: District, road_factor: float) -> Ways:
        """Return the ways of a district."""
        sheet: dict[tuple[str, str], int | None] = {}
        for entry in district.travel:
            sheet[entry.origin, entry.destination] = entry.hectometres
            sheet[entry.destination, entry.origin] = entry.hectometres
        return cls(district.school_by_id, road_factor, sheet)

    def between(self, origin: str, destination: str) -> int | None:
        """Return the way between two schools."""
        if origin == destination:
            return 0
        pair = origin, destination
        if pair not in self._known:
            self._known[pair] = self.sheet[pair] if pair in self.sheet else self._computed(*pair)
        return self._known[pair]

    def from_place(self, latitude: float, longitude: float, school: str) -> int | None:
        """Return the way from a place in degrees to a school."""
        to = self.schools[school]
        if to.latitude is None or to.longitude is None:
            return None
        return _hectometres(latitude, longitude, to.latitude, to.longitude, self.road_factor)

    def _computed(self, origin: str, destination: str) -> int | None:
        start, end = self.schools[origin], self.schools[destination]
        if start.island != end.island or start.latitude is None or start.longitude is None:
            return None
        return self.from_place(start.latitude, start.longitude, destination)


def _hectometres(lat1: float, lon1: float, lat2: float, lon2: float, road_factor: float) -> int:
    """Return road hectometres between two places in degrees (haversine on a sphere)."""
    half_lat, half_lon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(half_lon) ** 2
    km = 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord))) * road_factor
    return floor(10 * km + 0.5)
