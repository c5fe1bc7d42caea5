"""Who the teachers are: sex, birth, service, degree, title, backbone level and role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from rotation.domain.words import BACKBONE_LEVELS, DEGREES, TITLES
from rotation.instances.enrolment import Sections, leaders_wanted
from rotation.instances.places import JUNIOR, PRIMARY, RURAL, Places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Bools, Floats, Ints, Streams, round_at_random, weighted_sample
from rotation.instances.standards import MAIN, SUBJECT_AT

__all__ = ["Roster", "make_roster", "month_of"]

_WOMEN: Final = np.array([[0.82, 0.70], [0.66, 0.54], [0.50, 0.42]])
"""Share of women by zone and stage."""


@dataclass(slots=True, kw_only=True)
class Roster:
    """Teachers in the order of their ids. Months count from year 0: 12 * year + month - 1.

    ``degree``, ``title`` and ``backbone`` are positions in the vocabularies; ``role`` is 0 teacher, 1 middle
    leader, 2 deputy, 3 principal; ``section`` is in rising order.
    """

    section: Ints
    subject: Ints
    female: Bools
    worker: Bools
    born: Ints
    hired: Ints
    arrived: Ints
    degree: Ints
    title: Ints
    backbone: Ints
    role: Ints

    @property
    def count(self) -> int:
        return self.section.size


def month_of(year: int, month: int) -> int:
    """Return a month as one number."""
    return 12 * year + month - 1


def _births(
    profile: Profile, zone: Ints, female: Bools, worker: Bools, year: int, rng: np.random.Generator
) -> Ints:
    """Draw birth months: rural schools have many old and some very young teachers; nobody is past work."""
    age = rng.normal(np.array(profile.mean_age)[zone], np.array([8.0, 8.8, 8.5])[zone])
    young = (zone == RURAL) & (rng.random(zone.size) < 0.17)
    age = np.where(young, rng.uniform(22.5, 30.0, zone.size), age)
    latest = np.where(female, np.where(worker, 50.4, 55.3), 60.2)
    age = np.where(age > latest, latest - rng.uniform(0.2, 6.0, zone.size), age)
    age = np.where(age < 22.5, rng.uniform(22.5, 30.0, zone.size), age)
    return month_of(year, 8) - np.floor(age * 12).astype(np.int64)


def _service(
    profile: Profile, zone: Ints, born: Ints, year: int, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Draw the months of hiring and of arrival at the present school; most arrive with a school year."""
    now_year = year
    hired_age = np.clip(rng.normal(22.6, 1.3, born.size), 19.0, 30.0)
    hired_year = np.minimum((born + hired_age * 12) // 12, now_year - 1).astype(np.int64)
    hired = hired_year * 12 + np.where(rng.random(born.size) < 0.5, 7, 8)
    service = now_year - hired_year
    tenure = rng.gamma(1.55, np.array(profile.mean_tenure)[zone] / 1.55)
    tenure = np.minimum(np.maximum(1, np.ceil(tenure)), service).astype(np.int64)
    arrived_month = np.where(rng.random(born.size) < 0.5, 7, 8)
    arrived_month = np.where(rng.random(born.size) < 0.06, 1, arrived_month)
    arrived = np.maximum(hired, (now_year - tenure) * 12 + arrived_month)
    return hired, arrived


def _titles(profile: Profile, zone: Ints, service: Floats, rng: np.random.Generator) -> Ints:
    """Draw titles by years of service; senior titles by the zone's share among those who could hold one."""
    draw = rng.random(zone.size)
    title = np.where(service < 1.5, 0, np.where(service < 4, 1 + (draw < 0.6), 2))
    title = np.where((service >= 9) & (draw < 0.12 + 0.035 * service), 3, title)
    able = (service >= 15).astype(np.float64)
    for one in range(3):
        here = zone == one
        if able[here].sum() > 0:
            odds = np.minimum(1.0, profile.senior_title[one] * here.sum() / able[here].sum())
            title = np.where(
                here & (able > 0) & (rng.random(zone.size) < odds), TITLES.index("senior"), title
            )
    return np.where((title == TITLES.index("senior")) & (rng.random(zone.size) < 0.01), 5, title).astype(
        np.int64
    )


def _degrees(profile: Profile, zone: Ints, stage: Ints, age: Floats, rng: np.random.Generator) -> Ints:
    """Draw degrees; ``high`` is associate or more at primary, bachelor or more at junior."""
    odds = np.array(profile.high_degree)[zone] - np.where(stage == JUNIOR, 0.05, 0.0)
    high = rng.random(zone.size) < np.clip(odds + (44.0 - age) * 0.004, 0.02, 0.998)
    draw = rng.random(zone.size)
    primary_high = np.where(draw < np.clip(0.75 - (age - 30) * 0.015, 0.15, 0.9), 2, 1)
    primary_high = np.where((age < 38) & (draw < 0.05), 3, primary_high)
    junior_high = np.where((age < 40) & (draw < 0.09), DEGREES.index("master"), DEGREES.index("bachelor"))
    return np.where(stage == PRIMARY, np.where(high, primary_high, 0), np.where(high, junior_high, 1)).astype(
        np.int64
    )


def _backbone(
    profile: Profile,
    places: Places,
    sections: Sections,
    roster: Roster,
    age: Floats,
    recent: int,
    rng: np.random.Generator,
) -> Ints:
    """Draw backbone teachers: so many per hundred pupils, mostly experienced and in main subjects."""
    pupils = sections.pupils.sum(axis=1)
    rate = np.array(profile.backbone_rate)[sections.zone]
    rate = rate * np.array([1.25, 0.95, 0.75])[places.level[sections.school]]
    rate = rate * np.exp(rng.normal(0.0, profile.backbone_spread, sections.count))
    wanted = round_at_random(rate * pupils / 100.0, rng)
    main = np.isin(roster.subject, [SUBJECT_AT[code] for code in MAIN])
    weight = np.where(main, 1.0, 0.45) * np.exp(-(((age - 42.0) / 9.0) ** 2)) * (roster.title >= 2)
    # Strong schools win over proven teachers, who then have not been there long.
    weight *= np.where((roster.arrived > recent) & (roster.arrived > roster.hired + 24), 1.6, 1.0)
    level = np.zeros(roster.count, dtype=np.int64)
    start = np.searchsorted(roster.section, np.arange(sections.count + 1))
    for row in range(sections.count):
        members = slice(int(start[row]), int(start[row + 1]))
        chosen = int(start[row]) + weighted_sample(weight[members], int(wanted[row]), rng)
        level[chosen] = rng.choice([2, 3, 4, 5], size=chosen.size, p=[0.72, 0.23, 0.045, 0.005])
    school_level = (level == 0) & (rng.random(roster.count) < 0.08) & (roster.title >= 2)
    level[school_level] = BACKBONE_LEVELS.index("school")
    return level


def _roles(places: Places, sections: Sections, roster: Roster, age: Floats, rng: np.random.Generator) -> Ints:
    wanted = leaders_wanted(sections.school, sections.classes, sections.stage, places)
    role = np.zeros(roster.count, dtype=np.int64)
    start = np.searchsorted(roster.section, np.arange(sections.count + 1))
    base = (
        np.exp(-(((age - 44.0) / 7.0) ** 2))
        * (1.0 + (roster.title >= 3))
        * (1.0 + 6.0 * (roster.backbone >= 2))
        * np.where(roster.female, 0.7, 1.0)
        + 1e-6
    )
    for row in range(sections.count):
        members = slice(int(start[row]), int(start[row + 1]))
        weight = base[members].copy()
        for value, number in ((3, wanted[row, 0]), (2, wanted[row, 1]), (1, wanted[row, 2])):
            chosen = weighted_sample(weight, int(number), rng)
            role[int(start[row]) + chosen] = value
            weight[chosen] = 0.0
    return role


def make_roster(
    profile: Profile, places: Places, sections: Sections, counts: Ints, year: int, streams: Streams
) -> Roster:
    """Draw one row for each post counted in ``counts`` [sections, 18 subjects]."""
    rng = streams("people")
    row, subject = np.nonzero(counts)
    repeat = counts[row, subject]
    section = np.repeat(row, repeat).astype(np.int64)
    subject = np.repeat(subject, repeat).astype(np.int64)
    zone, stage = sections.zone[section], sections.stage[section]
    female_odds = _WOMEN[zone, stage] + np.where(subject == SUBJECT_AT["pe"], -0.35, 0.0)
    female = rng.random(section.size) < female_odds
    worker = rng.random(section.size) < 0.012
    born = _births(profile, zone, female, worker, year, rng)
    hired, arrived = _service(profile, zone, born, year, rng)
    age = (month_of(year, 8) - born) / 12.0
    blank = np.zeros(section.size, dtype=np.int64)
    roster = Roster(
        section=section,
        subject=subject,
        female=female,
        worker=worker,
        born=born,
        hired=hired,
        arrived=arrived,
        degree=_degrees(profile, zone, stage, age, streams("degrees")),
        title=_titles(profile, zone, (month_of(year, 8) - hired) / 12.0, streams("titles")),
        backbone=blank,
        role=blank,
    )
    roster.backbone = _backbone(
        profile, places, sections, roster, age, month_of(year - 6, 8), streams("backbone")
    )
    roster.role = _roles(places, sections, roster, age, streams("roles"))
    return roster
