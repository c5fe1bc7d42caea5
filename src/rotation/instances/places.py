"""Where the schools of a synthetic county stand: a town on a plain, townships around it, remote valleys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from rotation.instances import names
from rotation.instances.profile import Profile
from rotation.instances.randomness import Floats, Ints, Streams

__all__ = ["JUNIOR", "KM_PER_DEGREE", "PRIMARY", "RURAL", "TOWN", "URBAN", "Places", "make_places"]

PRIMARY, JUNIOR = 0, 1
URBAN, TOWN, RURAL = 0, 1, 2
KM_PER_DEGREE: Final = 111.19

_NUMERALS: Final = "一二三四五六七八九"
_URBAN_NAMES: Final = ("实验", "育才", "城东", "城西", "城南", "城北", "滨河", "文昌", "新区", "阳光")


@dataclass(slots=True, kw_only=True)
class Places:
    """Schools in the order of their ids, as columns.

    ``kind`` is primary, junior, nine_year or point; ``central`` the position of a teaching point's central
    school (-1: none); ``level`` 0 strong, 1 ordinary, 2 weak; ``islands`` the island a school stands on
    (None: the mainland).
    """

    names: list[str]
    kind: list[str]
    zone: Ints
    level: Ints
    township: list[str]
    cluster: list[str]
    central: Ints
    latitude: Floats
    longitude: Floats
    islands: list[str | None]

    @property
    def count(self) -> int:
        return len(self.kind)

    def stages(self, school: int) -> tuple[int, ...]:
        """Return the stages of one school."""
        return {"junior": (JUNIOR,), "nine_year": (PRIMARY, JUNIOR)}.get(self.kind[school], (PRIMARY,))


def _urban_kinds(count: int) -> list[str]:
    nine = max(1, round(count * 0.18))
    junior = max(1, round(count * 0.30))
    return ["primary"] * (count - nine - junior) + ["junior"] * junior + ["nine_year"] * nine


def _plan(profile: Profile) -> list[tuple[str, int, int]]:
    """Return (kind, zone, township) of every school; township 0 is the county town."""
    townships = profile.townships
    rows = [(kind, URBAN, 0) for kind in _urban_kinds(max(3, round(profile.schools * profile.urban_share)))]
    nine_every = 4
    for township in range(1, townships + 1):
        if township % nine_every == 0:
            rows.append(("nine_year", TOWN, township))
        else:
            rows += [("primary", TOWN, township), ("junior", TOWN, township)]
    rest = max(0, profile.schools - len(rows))
    points = min(rest, round(profile.schools * profile.points_share))
    nine = round((rest - points) * 0.09)
    junior = round((rest - points) * 0.05)
    rural = ["nine_year"] * nine + ["junior"] * junior + ["primary"] * (rest - points - nine - junior)
    # Spread from the last township backwards, so that the remote valleys at the end get their share first.
    rows += [(kind, RURAL, townships - i % townships) for i, kind in enumerate(rural + ["point"] * points)]
    return rows[: profile.schools]


def _clusters(zone: Ints, township: Ints, kind: list[str], count: int) -> Ints:
    """Join every township's schools with one or two schools of the county town."""
    cluster = township.copy()
    urban = [i for i in range(zone.size) if zone[i] == URBAN]
    for stage_kinds in (("primary",), ("junior",), ("nine_year",)):
        members = [i for i in urban if kind[i] in stage_kinds]
        for position, school in enumerate(members):
            cluster[school] = count - position % count
    return cluster


def make_places(profile: Profile, streams: Streams) -> Places:
    """Draw the schools of a county: kinds, names, zones, levels, clusters and coordinates."""
    rng = streams("places")
    rows = sorted(_plan(profile), key=lambda row: (row[1], row[2]))
    kind = [row[0] for row in rows]
    zone = np.array([row[1] for row in rows], dtype=np.int64)
    township = np.array([row[2] for row in rows], dtype=np.int64)
    count = len(rows)

    remote_from = profile.townships - profile.remote_townships + 1
    numbers = np.arange(1, profile.townships + 1)
    angle = 2 * np.pi * (numbers * 0.381966 + rng.uniform(-0.04, 0.04, numbers.size))
    span = np.linspace(0, 1, max(2, remote_from - 1))[np.minimum(numbers - 1, max(1, remote_from - 2))]
    near = profile.near_km[0] + (profile.near_km[1] - profile.near_km[0]) * span
    far = rng.uniform(*profile.remote_km, size=numbers.size)
    reach = np.where(numbers >= remote_from, far, near + rng.uniform(-1, 1, numbers.size))
    seat_x = np.concatenate([[0.0], reach * np.cos(angle)])
    seat_y = np.concatenate([[0.0], reach * np.sin(angle)])

    spread = np.array([1.6, 0.6, 3.0])[zone] + np.where(np.array(kind) == "point", 1.8, 0.0)
    if profile.schools > 150:
        spread[zone == URBAN] *= (profile.schools / 100) ** 0.5
    away = spread * np.sqrt(rng.uniform(0.15, 2.2, count))
    turn = rng.uniform(0, 2 * np.pi, count)
    x = seat_x[township] + away * np.cos(turn)
    y = seat_y[township] + away * np.sin(turn)
    latitude = profile.latitude + y / KM_PER_DEGREE
    longitude = profile.longitude + x / (KM_PER_DEGREE * np.cos(np.radians(profile.latitude)))

    seats = ["城关", *names.townships(profile.townships, streams("township names"))]
    suffix = ["镇", *("乡" if number >= remote_from or rng.random() < 0.2 else "镇" for number in numbers)]
    full = [seat + end for seat, end in zip(seats, suffix, strict=True)]
    central = np.full(count, -1, dtype=np.int64)
    for i in range(count):
        if kind[i] == "point":
            of_township = np.flatnonzero((township == township[i]) & (zone == TOWN))
            central[i] = next(int(j) for j in of_township if kind[j] != "junior")

    level = np.ones(count, dtype=np.int64)
    draw = rng.random(count)
    level[(zone == URBAN) & (draw < 0.65)] = 0
    level[(zone == TOWN) & (draw < 0.15)] = 0
    level[(zone == TOWN) & (draw > 0.85)] = 2
    level[(zone == RURAL) & (draw < 0.72)] = 2

    cluster = _clusters(zone, township, kind, profile.townships)
    return Places(
        names=_school_names(profile, kind, zone, township, full, streams),
        kind=kind,
        zone=zone,
        level=level,
        township=[full[t] for t in township],
        cluster=[f"{seats[c]}学区" for c in cluster],
        central=central,
        latitude=np.round(latitude, 5),
        longitude=np.round(longitude, 5),
        islands=[None] * count,
    )


def _urban_name(kind: str, serial: int, end: str) -> str:
    """Name a school of the county town: numbered and named ones take turns, nine-year schools are named."""
    number = _NUMERALS[serial] if serial < len(_NUMERALS) else str(serial + 1)
    named = serial if kind == "nine_year" else serial // 2
    if named >= len(_URBAN_NAMES) or (kind != "nine_year" and serial % 2):
        return f"第{number}{end}"
    return f"{_URBAN_NAMES[named]}{end}"


def _school_names(
    profile: Profile, kind: list[str], zone: Ints, township: Ints, full: list[str], streams: Streams
) -> list[str]:
    """Name each school by its township and village, as counties do."""
    ends = {"primary": "小学", "junior": "初级中学", "nine_year": "九年一贯制学校", "point": "教学点"}
    number: dict[tuple[int, str], int] = {}
    villages = {
        t: names.villages(int(np.sum((township == t) & (zone == RURAL))), streams(f"villages {t}"))
        for t in range(1, len(full))
    }
    result = []
    for i, one in enumerate(kind):
        end = ends[one]
        here = int(township[i])
        serial = number.get((here, "rural" if zone[i] == RURAL else one), 0)
        number[here, "rural" if zone[i] == RURAL else one] = serial + 1
        if zone[i] == URBAN:
            result.append(profile.county + _urban_name(one, serial, end))
        elif zone[i] == TOWN:
            result.append(full[here] + {"primary": "中心小学", "junior": "初级中学"}.get(one, end))
        else:
            result.append(f"{full[here]}{villages[here][serial]}{end}")
    return result
