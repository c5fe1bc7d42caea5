"""Ways between schools, vectorised: the travel sheet where it speaks, else coordinates and the road factor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rotation.domain.district import District, School
from rotation.facts.arcs import NO_WAY

__all__ = ["EARTH_RADIUS_KM", "Roads"]

EARTH_RADIUS_KM = 6371.0


class Roads:
    """Road distances in whole hectometres between schools, and from places to schools.

    Parameters
    ----------
    district
        Schools and travel sheet; an entry of the sheet holds in both directions and beats coordinates.
    road_factor
        Road kilometres for one great-circle kilometre.
    """

    def __init__(self, district: District, road_factor: float) -> None:
        self.factor = road_factor
        schools = district.schools
        self.position = {school.id: index for index, school in enumerate(schools)}
        self.latitude, self.longitude = _coordinates(schools)
        islands = sorted({school.island or "" for school in schools})
        self.island = np.array([islands.index(school.island or "") for school in schools], np.int64)
        given: dict[int, int] = {}
        for entry in district.travel:
            a, b = self.position[entry.origin], self.position[entry.destination]
            way = int(NO_WAY) if entry.hectometres is None else entry.hectometres
            given[a * len(schools) + b] = given[b * len(schools) + a] = way
        self._keys = np.array(sorted(given), np.int64)
        self._ways = np.array([given[key] for key in sorted(given)], np.int64)

    def between(self, origin: NDArray[np.int64], destination: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return hectometres for each pair of school indices (broadcast together); a school is 0 from itself."""
        origin, destination = np.broadcast_arrays(origin, destination)
        ways = self.from_places(self.latitude[origin], self.longitude[origin], destination)
        ways[self.island[origin] != self.island[destination]] = NO_WAY
        if len(self._keys):
            keys = origin * len(self.latitude) + destination
            place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            ways = np.where(self._keys[place] == keys, self._ways[place], ways)
        return np.where(origin == destination, 0, ways)

    def from_places(
        self, latitude: NDArray[np.float64], longitude: NDArray[np.float64], school: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return hectometres from each place (degrees) to each school index; NO_WAY without coordinates."""
        lat1, lat2 = np.radians(latitude), np.radians(self.latitude[school])
        dlon = np.radians(self.longitude[school] - longitude)
        chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(dlon / 2) ** 2
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord)) * self.factor
        return np.where(np.isnan(km), float(NO_WAY), np.floor(km * 10 + 0.5)).astype(np.int64)


def _coordinates(schools: Sequence[School]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    latitude = np.array([np.nan if s.latitude is None else s.latitude for s in schools], np.float64)
    longitude = np.array([np.nan if s.longitude is None else s.longitude for s in schools], np.float64)
    return latitude, longitude
