"""What an audit also looks at: size, music and art rooms, certificates, township schools beside urban ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from math import ceil

from rotation.audit.recount import Counted
from rotation.audit.results import FurtherRow
from rotation.domain.district import Teacher
from rotation.domain.words import DEGREES, RECOGNISED_BACKBONE, STAGES

__all__ = ["further"]


def further(counted: Counted, uncertified: Collection[str]) -> Iterator[FurtherRow]:
    """Yield the checks of schools, in the district's order, then those of each stage.

    Parameters
    ----------
    uncertified
        Teachers whose certificate does not cover the stage they teach.
    """
    yield from _schools(counted)
    for stage in STAGES:
        people = [one for one in counted.district.teachers if one.stage == stage]
        if people:
            certified = Fraction(sum(one.id not in uncertified for one in people), len(people))
            yield _row("certified", certified, Fraction(1), certified == 1, stage=stage)
        yield from _parity(counted, stage)


def _schools(counted: Counted) -> Iterator[FurtherRow]:
    terms, sizes = counted.policy.indicators, counted.policy.classes.school_size
    stages: dict[str, set[str]] = {}
    classes: Counter[str] = Counter()
    for key in counted.pupils:
        stages.setdefault(key.school, set()).add(key.stage)
        classes[key.school] += counted.classes[key]
    inside = {key.school for key in counted.in_indicators}
    for school in counted.district.schools:
        if school.id not in stages:
            continue
        pupils = Fraction(counted.school_pupils[school.id])
        most = Fraction(sizes.nine_year_pupils if len(stages[school.id]) > 1 else sizes.pupils)
        yield _row("school_size", pupils, most, pupils <= most, school=school.id)
        if school.id in inside and terms.classes_per_special_room is not None:
            least = Fraction(ceil(Fraction(classes[school.id], terms.classes_per_special_room)))
            for check, rooms in (("music_rooms", school.music_rooms), ("art_rooms", school.art_rooms)):
                have = None if rooms is None else Fraction(rooms)
                yield _row(check, have, least, None if have is None else have >= least, school=school.id)


def _parity(counted: Counted, stage: str) -> Iterator[FurtherRow]:
    """Compare the shares of the township's teachers, towns and villages, with those of the urban ones."""
    zone = {school.id: school.zone for school in counted.district.schools}
    places = [(one, counted.filed.get(one.id, one.section)) for one in counted.district.teachers]
    urban = [one for one, place in places if place.stage == stage and zone[place.school] == "urban"]
    township = [one for one, place in places if place.stage == stage and zone[place.school] != "urban"]
    traits: tuple[tuple[str, Callable[[Teacher], bool]], ...] = (
        ("backbone_parity", lambda one: one.backbone in RECOGNISED_BACKBONE),
        ("bachelor_parity", lambda one: DEGREES.index(one.degree) >= DEGREES.index("bachelor")),
    )
    for check, has in traits if urban and township else ():
        theirs, ours = (Fraction(sum(map(has, some)), len(some)) for some in (township, urban))
        yield _row(check, theirs, ours, theirs >= ours, stage=stage)


def _row(
    check: str, measured: Fraction | None, limit: Fraction, holds: bool | None, school: str | None = None,
    stage: str | None = None,
) -> FurtherRow:  # fmt: skip
    return FurtherRow(check=check, school=school, stage=stage, measured=measured, limit=limit, holds=holds)
