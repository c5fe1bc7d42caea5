"""Pupils and classes of every section and grade, and the lessons they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from rotation.instances.places import JUNIOR, PRIMARY, RURAL, TOWN, URBAN, Places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Floats, Ints, Streams
from rotation.instances.standards import SUBJECT_AT, Standards

__all__ = [
    "Sections",
    "leaders_wanted",
    "lesson_demand",
    "make_sections",
    "open_demand",
    "teachers_needed",
    "trained_lessons",
]

_TREND: Final = np.array([0.80, 0.86, 0.93, 1.00, 1.05, 1.03, 1.02, 1.00, 0.97])
"""Entrants by grade as a share of the largest; births fell from 2017: the lowest grades are small."""

_PARALLEL: Final = {
    (URBAN, "primary", PRIMARY): 6.6,
    (URBAN, "nine_year", PRIMARY): 5.0,
    (URBAN, "junior", JUNIOR): 10.0,
    (URBAN, "nine_year", JUNIOR): 6.0,
    (TOWN, "primary", PRIMARY): 3.3,
    (TOWN, "nine_year", PRIMARY): 2.6,
    (TOWN, "junior", JUNIOR): 5.6,
    (TOWN, "nine_year", JUNIOR): 4.0,
    (RURAL, "primary", PRIMARY): 1.35,
    (RURAL, "nine_year", PRIMARY): 1.4,
    (RURAL, "junior", JUNIOR): 2.4,
    (RURAL, "nine_year", JUNIOR): 1.8,
}
_CLASS_SIZE: Final = np.array([[50.0, 51.0], [44.0, 46.0], [27.0, 37.0]])
"""Mean class by zone and stage."""


@dataclass(slots=True, kw_only=True)
class Sections:
    """Sections in the order of schools and stages; ``classes`` and ``pupils`` are [sections, 9 grades]."""

    school: Ints
    stage: Ints
    zone: Ints
    classes: Ints
    pupils: Ints

    @property
    def count(self) -> int:
        return self.school.size


def lesson_demand(classes: Ints, standards: Standards) -> Floats:
    """Return weekly lessons [sections, 18 subjects], open subjects and homerooms left out."""
    return np.asarray((classes @ standards.curriculum.T) * (1.0 - standards.open_subject), dtype=np.float64)


def open_demand(classes: Ints, stage: Ints, standards: Standards) -> Floats:
    """Return the weekly lessons that anyone may give, homeroom duty included, per section."""
    taught = (classes @ standards.curriculum.T) @ standards.open_subject
    return np.asarray(taught + classes.sum(axis=1) * standards.homeroom[stage], dtype=np.float64)


def leaders_wanted(school: Ints, classes: Ints, stage: Ints, places: Places) -> Ints:
    """Return [sections, 3] principals, deputies, middle leaders; a nine-year school's is in junior."""
    count = classes.sum(axis=1)
    point = np.array([places.kind[s] == "point" for s in school])
    nine = np.array([places.kind[s] == "nine_year" for s in school])
    principal = (~point & ~(nine & (stage == PRIMARY))).astype(np.int64)
    deputy = np.minimum(4, (count + 4) // 12) * ~point
    middle = (count + 2) // 6 * ~point
    return np.stack([principal, deputy, middle], axis=1)


def trained_lessons(profile: Profile, demand: Floats, zone: Ints) -> Floats:
    """Return the lessons [sections, 18] that trained specialists are to give; 0 for the two main subjects."""
    trained = np.zeros_like(demand)
    for code, shares in profile.trained.items():
        trained[:, SUBJECT_AT[code]] = demand[:, SUBJECT_AT[code]] * np.array(shares)[zone]
    return trained


def teachers_needed(
    profile: Profile, places: Places, school: Ints, classes: Ints, stage: Ints, standards: Standards
) -> Floats:
    """Return how many teachers, leaders among them, could give the lessons that each section needs."""
    demand = lesson_demand(classes, standards)
    trained = trained_lessons(profile, demand, places.zone[school])
    main = standards.standard[stage, SUBJECT_AT["chinese"]]
    rest = demand.sum(axis=1) + open_demand(classes, stage, standards) - trained.sum(axis=1)
    full = (trained / standards.standard[stage]).sum(axis=1) + rest / main
    lessons = standards.lessons
    loss = np.stack(
        [main - lessons.principal, main - lessons.deputy, main * (1 - float(lessons.middle_leader_share))],
        axis=1,
    )
    leaders = leaders_wanted(school, classes, stage, places)
    return np.asarray(full + (leaders * loss).sum(axis=1) / main, dtype=np.float64)


def _classes(places: Places, sections: list[tuple[int, int]], scale: float, jitter: Floats) -> Ints:
    classes = np.zeros((len(sections), 9), dtype=np.int64)
    for row, (school, stage) in enumerate(sections):
        if places.kind[school] == "point":
            last = 4 if jitter[row] > 1 else 6
            classes[row, :last] = 1
            continue
        base = _PARALLEL[int(places.zone[school]), places.kind[school], stage]
        # A village school hardly grows with its county; schools of the town and the townships do.
        grown = base * jitter[row] * (scale**0.4 if places.zone[school] == RURAL else scale)
        grades = slice(0, 6) if stage == PRIMARY else slice(6, 9)
        classes[row, grades] = np.maximum(1, np.round(grown * _TREND[grades]))
    return classes


def make_sections(profile: Profile, places: Places, standards: Standards, streams: Streams) -> Sections:
    """Draw classes and pupils so that the profile's teachers are about what the lessons need."""
    rng = streams("enrolment")
    pairs = [(school, stage) for school in range(places.count) for stage in places.stages(school)]
    school = np.array([pair[0] for pair in pairs], dtype=np.int64)
    stage = np.array([pair[1] for pair in pairs], dtype=np.int64)
    zone = places.zone[school]
    jitter = np.exp(rng.normal(0.0, 0.20, len(pairs)))
    low, high = 0.02, 8.0
    for _ in range(40):
        scale = (low * high) ** 0.5
        classes = _classes(places, pairs, scale, jitter)
        needed = teachers_needed(profile, places, school, classes, stage, standards).sum()
        low, high = (scale, high) if needed < profile.teachers else (low, scale)
    classes = _classes(places, pairs, (low * high) ** 0.5, jitter)

    size = _CLASS_SIZE[zone, stage] * np.exp(rng.normal(0.0, np.array([0.07, 0.08, 0.22])[zone]))
    point = np.array([places.kind[s] == "point" for s in school])
    size[point] = rng.uniform(4.0, 9.5, int(point.sum()))
    mean = size[:, None] * (1.0 + rng.normal(0.0, 0.05, classes.shape))
    mean[:, :6] *= np.array([0.95, 0.96, 0.98, 1.0, 1.03, 1.03])
    pupils = np.round(np.minimum(mean, 63.0) * classes).astype(np.int64)
    pupils = np.where(classes > 0, np.maximum(pupils, 2), 0)
    # A teaching point stays under 50 pupils; a village school that fell under 50 keeps a few more.
    while (over := point & (pupils.sum(axis=1) >= 50)).any():
        pupils[over] = np.where(classes[over] > 0, np.maximum(pupils[over] - 1, 2), 0)
    while (under := ~point & (pupils.sum(axis=1) < 54)).any():
        pupils[under] += classes[under]
    return Sections(school=school, stage=stage, zone=zone, classes=classes, pupils=pupils)
