"""Homes, couples, volunteers, ranked wishes and the few decisions already taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from rotation.domain.words import BACKBONE_LEVELS, RECOGNISED_BACKBONE, SUBJECTS
from rotation.instances.duties import Duties
from rotation.instances.enrolment import Sections
from rotation.instances.people import Roster, month_of
from rotation.instances.places import KM_PER_DEGREE, RURAL, URBAN, Places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Bools, Floats, Ints, Streams, weighted_sample
from rotation.instances.standards import MAIN, SUBJECT_AT
from rotation.instances.standing import Standing

__all__ = ["Wishes", "make_wishes"]

RECOGNISED: Final = BACKBONE_LEVELS.index(RECOGNISED_BACKBONE[0])


@dataclass(slots=True, kw_only=True)
class Wishes:
    """Per teacher ``spouse`` (position or -1); ``ranked`` and ``decisions`` are rows of positions."""

    home_known: Bools
    home_latitude: Floats
    home_longitude: Floats
    spouse: Ints
    volunteer: Bools
    needs_rural_year: Bools
    ranked: list[tuple[int, int, int]]
    decisions: list[tuple[int, str, int, str]]


def _couples(profile: Profile, roster: Roster, sections: Sections, places: Places, streams: Streams) -> Ints:
    """Marry women to men about their age, one in three at the same school, the others mostly near by."""
    rng = streams("couples")
    spouse = np.full(roster.count, -1, dtype=np.int64)
    wives = np.flatnonzero(roster.female & (rng.random(roster.count) < profile.couples))
    school = sections.school[roster.section]
    latitude, longitude = places.latitude[school], places.longitude[school]
    free = ~roster.female
    men = np.flatnonzero(free)
    men = men[np.argsort(roster.born[men], kind="stable")]
    first = np.searchsorted(roster.born[men], roster.born[wives] - 48, side="right")
    last = np.searchsorted(roster.born[men], roster.born[wives] + 48, side="left")
    for wife, start, end in zip(wives.tolist(), first.tolist(), last.tolist(), strict=True):
        window = men[start:end]
        window = np.sort(window[free[window]])
        if window.size == 0:
            continue
        km = KM_PER_DEGREE * np.hypot(
            latitude[window] - latitude[wife], 0.857 * (longitude[window] - longitude[wife])
        )
        odds = np.exp(-km / 6.0) * np.where(school[window] == school[wife], 10.0, 1.0) + 1e-4
        husband = int(window[weighted_sample(odds, 1, rng)[0]])
        spouse[wife], spouse[husband] = husband, wife
        free[husband] = False
    return spouse


def _homes(places: Places, school: Ints, zone: Ints, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Put homes near the school or, for many rural teachers, in the county town."""
    in_town = rng.random(school.size) < np.array([0.95, 0.40, 0.45])[zone]
    centre_latitude = places.latitude[places.zone == URBAN].mean()
    centre_longitude = places.longitude[places.zone == URBAN].mean()
    jitter = rng.normal(0.0, 0.012, (2, school.size))
    latitude = np.where(in_town, centre_latitude, places.latitude[school]) + jitter[0]
    longitude = np.where(in_town, centre_longitude, places.longitude[school]) + jitter[1]
    return np.round(latitude, 4), np.round(longitude, 4)


def _ranked(
    places: Places,
    sections: Sections,
    roster: Roster,
    wishing: Ints,
    wishes: tuple[Floats, Floats],
    streams: Streams,
) -> list[tuple[int, int, int]]:
    """Rank 1-4 schools of the teacher's stage, those near home and in the town first."""
    rng = streams("preferences")
    rows: list[tuple[int, int, int]] = []
    per_stage = [np.unique(sections.school[sections.stage == stage]) for stage in (0, 1)]
    for i in wishing.tolist():
        schools = per_stage[int(sections.stage[roster.section[i]])]
        schools = schools[schools != sections.school[roster.section[i]]]
        km = KM_PER_DEGREE * np.hypot(
            places.latitude[schools] - wishes[0][i], 0.857 * (places.longitude[schools] - wishes[1][i])
        )
        weight = np.exp(-km / 5.0) * np.array([1.6, 1.2, 0.8])[places.zone[schools]] + 1e-6
        order = np.argsort(-(np.log(weight) + rng.gumbel(size=schools.size)), kind="stable")
        for rank, school in enumerate(schools[order[: int(rng.integers(1, 5))]].tolist(), start=1):
            rows.append((i, school, rank))
    return rows


def _decisions(
    profile: Profile,
    places: Places,
    sections: Sections,
    roster: Roster,
    standing: Standing,
    quotas: Ints,
    settled: Bools,
    streams: Streams,
) -> list[tuple[int, str, int, str]]:
    """Draw what the section's heads have settled: people who stay, one or two who go, schools ruled out."""
    rng = streams("decisions")
    zone = sections.zone[roster.section]
    heads = np.bincount(roster.section, minlength=sections.count)
    large = heads[roster.section] >= 14
    able = standing.eligible & ~settled & large & (roster.role == 0)
    chosen = rng.permutation(weighted_sample(able.astype(np.float64), profile.decisions, rng)).tolist()
    remarks = {
        "stay": "学校骨干课题在研",
        "move": "本人申请，局务会同意",
        "assign": "结对帮扶",
        "forbid": "亲属回避",
    }
    rows: list[tuple[int, str, int, str]] = []
    taken: set[int] = set()
    for position, i in enumerate(chosen):
        kind = ("stay", "forbid", "stay", "assign", "stay", "move")[position % 6]
        target = -1
        here = int(roster.section[i])
        if kind in ("assign", "forbid"):
            near = KM_PER_DEGREE * np.hypot(
                places.latitude[sections.school] - places.latitude[sections.school[here]],
                0.857 * (places.longitude[sections.school] - places.longitude[sections.school[here]]),
            )
            fits = (
                (sections.stage == sections.stage[here])
                & (sections.school != sections.school[here])
                & (near < 20)
            )
            if kind == "assign":
                fits &= (quotas > heads) & (sections.zone >= max(1, int(zone[i])))
                fits &= np.array([row not in taken for row in range(sections.count)])
            options = np.flatnonzero(fits)
            if options.size == 0:
                continue
            at = int(rng.choice(options))
            if kind == "assign" and roster.backbone[i] >= RECOGNISED:  # never to a better placed school
                order = (3 * places.zone + places.level) * 2 + (places.central >= 0)
                order = order[sections.school]
                permitted = options[order[options] >= order[here]]
                if permitted.size == 0:
                    continue
                if at not in permitted:
                    at = int(rng.choice(permitted))
            taken.add(at)
            target = int(sections.school[at])
        rows.append((i, kind, target, remarks[kind]))
    return rows


def make_wishes(
    profile: Profile,
    places: Places,
    sections: Sections,
    roster: Roster,
    duties: Duties,
    standing: Standing,
    quotas: Ints,
    year: int,
    streams: Streams,
) -> Wishes:
    """Draw everything personal that a plan should heed."""
    rng = streams("wishes")
    school, zone = sections.school[roster.section], sections.zone[roster.section]
    latitude, longitude = _homes(places, school, zone, streams("homes"))
    spouse = _couples(profile, roster, sections, places, streams)
    able = (standing.seconded_from < 0) & ~standing.exempt & ~standing.locked & (roster.role <= 1)
    volunteer = able & (
        rng.random(roster.count) < profile.volunteers * roster.count / max(1, int(able.sum()))
    )
    wishing = np.flatnonzero((standing.eligible & (rng.random(roster.count) < profile.wishing)) | volunteer)
    age = (month_of(year, 8) - roster.born) / 12.0
    rural_year = (roster.title == 3) & (zone != RURAL) & (age < 46) & (rng.random(roster.count) < 0.25)
    main = np.isin(roster.subject, [SUBJECT_AT[code] for code in MAIN])
    graduating = np.array([not {6, 9}.isdisjoint(grades) for grades in duties.grades]) & (
        main | (duties.homeroom > 0)
    )
    group = np.zeros((sections.count, len(SUBJECTS)), dtype=np.int64)
    np.add.at(group, (roster.section, roster.subject), 1)
    settled = (spouse >= 0) | volunteer | graduating | (group[roster.section, roster.subject] < 3)
    return Wishes(
        home_known=rng.random(roster.count) < profile.homes_known,
        home_latitude=latitude,
        home_longitude=longitude,
        spouse=spouse,
        volunteer=volunteer,
        needs_rural_year=rural_year,
        ranked=_ranked(places, sections, roster, wishing, (latitude, longitude), streams),
        decisions=_decisions(profile, places, sections, roster, standing, quotas, settled, streams),
    )
