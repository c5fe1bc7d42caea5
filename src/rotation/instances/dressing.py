"""Real schools with a drawn roster: as many teachers per school as reported, everything about them drawn."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np

from rotation.domain.district import District
from rotation.instances.enrolment import Sections
from rotation.instances.facilities import make_facilities
from rotation.instances.generator import GENERATOR, staffed
from rotation.instances.places import JUNIOR, PRIMARY, RURAL, TOWN, URBAN, Places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Ints, Streams
from rotation.instances.realdata import RealSchool, read_real
from rotation.instances.standards import national

__all__ = ["dress"]

_NAMES: Final = {"taitung": "台东（真实学校，教师虚拟）", "yunlin": "云林（真实学校，教师虚拟）"}
_LEVEL: Final = {"": 1, "remote": 2, "very_remote": 2, "extreme_remote": 2}


def _zones(schools: tuple[RealSchool, ...]) -> Ints:
    """The seat has most pupils; remote schools, and juniors of mostly remote townships, are rural."""
    pupils: Counter[str] = Counter()
    primary: Counter[str] = Counter()
    remote: Counter[str] = Counter()
    for school in schools:
        pupils[school.township] += sum(school.pupils)
        if school.stage == "primary":
            primary[school.township] += 1
            remote[school.township] += school.remote != ""
    seat = max(sorted(pupils), key=lambda township: pupils[township])
    zones = []
    for school in schools:
        mostly_remote = 2 * remote[school.township] > primary[school.township]
        if school.remote or (school.stage == "junior" and school.township != seat and mostly_remote):
            zones.append(RURAL)
        else:
            zones.append(URBAN if school.township == seat else TOWN)
    return np.array(zones, dtype=np.int64)


def _places(schools: tuple[RealSchool, ...], streams: Streams) -> Places:
    zone = _zones(schools)
    draw = streams("levels").random(len(schools))
    level = np.array([_LEVEL[school.remote] for school in schools], dtype=np.int64)
    level[(zone == URBAN) & (draw < 0.5)] = 0
    level[(zone == RURAL) & (draw < 0.7)] = 2
    latitude = np.array([school.latitude for school in schools])
    longitude = np.array([school.longitude for school in schools])
    return Places(
        names=[school.code for school in schools],
        kind=[school.stage for school in schools],
        zone=zone,
        level=level,
        township=[school.township for school in schools],
        cluster=[school.township for school in schools],
        central=np.full(len(schools), -1, dtype=np.int64),
        latitude=latitude,
        longitude=longitude,
        islands=[school.island for school in schools],
    )


def dress(folder: Path, county: str, seed: int) -> District:
    """Return real schools with drawn teachers.

    Parameters
    ----------
    folder
        Holds ``taitung/`` and ``yunlin/``; see ``rotation.instances.data_folder``.
    county
        ``taitung`` or ``yunlin``. Real: codes, townships, coordinates, islands, pupils, classes, teachers per
        school. Drawn: quotas (around the reported teachers), rooms and areas, and everything about a person.
    seed
        A whole number from 0.

    Raises
    ------
    RotationError
        The data is not there.
    """
    schools = read_real(folder, county)
    streams = Streams(seed)
    places = _places(schools, streams)
    stage = np.array([PRIMARY if school.stage == "primary" else JUNIOR for school in schools], dtype=np.int64)
    sections = Sections(
        school=np.arange(len(schools), dtype=np.int64),
        stage=stage,
        zone=places.zone,
        classes=np.array([school.classes for school in schools], dtype=np.int64),
        pupils=np.array([school.pupils for school in schools], dtype=np.int64),
    )
    heads = np.array([school.teachers for school in schools], dtype=np.int64)
    quotas = np.maximum(1, np.round(heads * streams("quotas").normal(1.01, 0.04, heads.size))).astype(
        np.int64
    )
    profile = Profile(
        name=f"dressed-{county}",
        schools=len(schools),
        teachers=int(heads.sum()),
        townships=len(set(places.township)),
        remote_townships=0,
        # These schools have half as many pupils per teacher as a mainland county's.
        backbone_rate=(1.9, 1.4, 0.9),
        decisions=max(4, len(schools) // 10),
    )
    imputed = [school.code for school in schools if school.imputed]
    source = (
        f"real schools of {county} (Taiwan ministry open data, Taiwan Open Government Data Licence 1.0, "
        f"through g0v; some coordinates (c) OpenStreetMap contributors, ODbL), codes instead of names; "
        f"teachers per school as reported"
        f"{', imputed from classes for ' + ' '.join(imputed) if imputed else ''}; "
        f"roster, quotas, rooms and areas synthetic: generator {GENERATOR}; seed {seed}; no real person"
    )
    facilities = make_facilities(places, sections, national(), streams)
    codes = [school.code for school in schools]
    return staffed(
        profile, places, sections, facilities, heads, quotas, codes, streams, _NAMES[county], source
    )
