"""A province as one file: synthetic counties side by side, each with a town of its own, under one numbering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, sqrt
from typing import Any, Final, TypeVar

import numpy as np

from rotation.domain.district import District
from rotation.instances import names
from rotation.instances.generator import GENERATOR, YEAR, generate
from rotation.instances.places import KM_PER_DEGREE
from rotation.instances.profile import Profile
from rotation.instances.randomness import Streams

__all__ = ["province"]

_BETWEEN: Final = 2.1
"""From county town to county town, as a multiple of the way to the remotest township: valleys nearly touch."""

_Record = TypeVar("_Record", bound=Any)


def province(districts: int, one: Profile, seed: int) -> District:
    """Return so many counties of one profile as a single district.

    Parameters
    ----------
    districts
        How many counties, at least 2. Their ids are those of the county behind its number: ``C001S001``.
    one
        The profile of each county; the seed of county k is 1,000 times ``seed`` plus k.
    """
    width = max(3, len(str(districts)))
    called = names.townships(districts, Streams(seed)("counties"))
    columns = ceil(sqrt(districts))
    step = _BETWEEN * one.remote_km[1] / KM_PER_DEGREE
    parts = []
    for number in range(districts):
        row, column = divmod(number, columns)
        latitude = one.latitude + step * row
        at = replace(
            one,
            county=f"{called[number]}县",
            latitude=latitude,
            longitude=one.longitude + step * column / float(np.cos(np.radians(latitude))),
        )
        drawn = generate(at, 1_000 * seed + number + 1)
        parts.append(_renamed(drawn, f"C{number + 1:0{width}d}", at.county))
    source = (
        f"synthetic; generator {GENERATOR}; province of {districts} districts of {one.schools} schools and "
        f"{one.teachers} teachers; seed {seed}; no real school or person"
    )
    return District(
        name=f"province-{districts}",
        year=YEAR,
        schools=tuple(school for part in parts for school in part.schools),
        sections=tuple(section for part in parts for section in part.sections),
        grades=tuple(grade for part in parts for grade in part.grades),
        teachers=tuple(teacher for part in parts for teacher in part.teachers),
        preferences=tuple(preference for part in parts for preference in part.preferences),
        decisions=tuple(decision for part in parts for decision in part.decisions),
        source=source,
    )


def _renamed(drawn: District, code: str, county: str) -> District:
    """Put the county's code before every id and its name before townships, clusters and schools."""

    def told(name: str) -> str:
        return name if name.startswith(county) else county + name

    def ided(who: str | None) -> str | None:
        return code + who if who else None

    return replace(
        drawn,
        schools=tuple(
            _with(
                school,
                id=code.__add__,
                name=told,
                township=told,
                cluster=lambda name: told(name) if name else None,
                central_school=ided,
            )
            for school in drawn.schools
        ),
        sections=tuple(_with(section, school=code.__add__) for section in drawn.sections),
        grades=tuple(_with(grade, school=code.__add__) for grade in drawn.grades),
        teachers=tuple(
            _with(teacher, id=code.__add__, school=code.__add__, seconded_from=ided, spouse=ided)
            for teacher in drawn.teachers
        ),
        preferences=tuple(_with(wish, teacher=code.__add__, school=code.__add__) for wish in drawn.preferences),
        decisions=tuple(_with(ruling, teacher=code.__add__, school=ided) for ruling in drawn.decisions),
    )


def _with(record: _Record, **changes: Callable[[Any], Any]) -> _Record:
    """Return a record with each named field passed through a function."""
    return replace(record, **{name: change(getattr(record, name)) for name, change in changes.items()})
