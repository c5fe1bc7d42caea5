"""Who is bound: exemptions with their evidence, service locks, secondments, and when people may retire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from rotation.instances.enrolment import Sections
from rotation.instances.people import Roster, month_of
from rotation.instances.places import RURAL, Places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Bools, Ints, Streams, weighted_sample
from rotation.instances.standards import Standards

__all__ = ["Standing", "completed_years", "make_standing", "retirement_month"]

_EVIDENCE: Final = {
    "pregnancy": "县妇幼保健院产检证明（模拟）",
    "nursing": "子女出生医学证明复印件（模拟）",
    "illness": "县人民医院诊断证明（模拟）",
    "long_leave": "教育局请假批复（模拟）",
    "training": "脱产培训通知书（模拟）",
    "signature_course": "学校特色课程认定文件（模拟）",
    "other": "学校情况说明（模拟）",
}


@dataclass(slots=True, kw_only=True)
class Standing:
    """Per teacher; ``seconded_from`` is a school's position or -1, ``due`` says that the term ends this year.

    ``exempt`` marks exemptions in force on the reference date (``exemption`` also holds some that are over).
    """

    exemption: list[str | None]
    evidence: list[str | None]
    exemption_end: list[date | None]
    exempt: Bools
    locked_until: list[date | None]
    locked: Bools
    seconded_from: Ints
    secondment_end: list[date | None]
    due: Bools
    eligible: Bools


def retirement_month(roster: Roster, standards: Standards) -> Ints:
    """Return each person's legal retirement month by the policy's table, as one number."""
    groups = standards.retirement
    result = np.zeros(roster.count, dtype=np.int64)
    for group, here in (
        (groups.men, ~roster.female),
        (groups.women_cadres, roster.female & ~roster.worker),
        (groups.women_workers, roster.female & roster.worker),
    ):
        late = roster.born - month_of(group.first_birth_year, group.first_birth_month)
        delay = np.where(late < 0, 0, np.minimum(late // group.birth_months_per_month + 1, group.most_months))
        result = np.where(here, roster.born + 12 * group.age_years + delay, result)
    return result


def completed_years(roster: Roster, year: int) -> Ints:
    """Return the completed years at the present school on 31 August of ``year``."""
    return np.asarray((month_of(year, 8) - roster.arrived) // 12)


def _exemptions(
    profile: Profile, roster: Roster, year: int, zone: Ints, streams: Streams
) -> tuple[list[str | None], list[str | None], list[date | None], Bools]:
    rng = streams("exemptions")
    age = (month_of(year, 8) - roster.born) / 12.0
    chosen = weighted_sample(np.where(roster.role <= 1, 1.0, 0.05), round(profile.exempt * roster.count), rng)
    reason: list[str | None] = [None] * roster.count
    evidence: list[str | None] = [None] * roster.count
    end: list[date | None] = [None] * roster.count
    in_force = np.zeros(roster.count, dtype=np.bool_)
    draw, over, month = rng.random(roster.count), rng.random(roster.count), rng.integers(1, 7, roster.count)
    for i in chosen.tolist():
        if roster.female[i] and age[i] < 40 and draw[i] < 0.75:
            why = "pregnancy" if draw[i] < 0.35 else "nursing"
        elif age[i] > 30 and zone[i] != RURAL and draw[i] < 0.45:
            why = "signature_course"
        else:
            why = ("illness", "long_leave", "training", "other")[int(draw[i] * 40) % 4]
        reason[i], evidence[i] = why, f"{_EVIDENCE[why]} {year}-{month[i]:02d}"
        expired = over[i] < 0.12
        if expired:
            end[i] = date(year, int(month[i]), 28)
        elif why != "signature_course" and over[i] < 0.8:
            end[i] = date(year + 1, int(month[i]), 28)
        in_force[i] = not expired
    return reason, evidence, end, in_force


def _locks(roster: Roster, year: int, streams: Streams) -> tuple[list[date | None], Bools]:
    """Lock special posts for 3, new hires for 5, funded graduates for 6 years; a few after training."""
    rng = streams("locks")
    years = rng.choice([3, 5, 6], size=roster.count, p=[0.35, 0.40, 0.25])
    new = (roster.hired > month_of(year - 7, 8)) & (rng.random(roster.count) < 0.8)
    trained = ~new & (rng.random(roster.count) < 0.015)
    until: list[date | None] = [None] * roster.count
    locked = np.zeros(roster.count, dtype=np.bool_)
    for i in np.flatnonzero(new | trained).tolist():
        hired_year, month = divmod(int(roster.hired[i]), 12)
        end = date(hired_year + int(years[i]), month + 1, 1) if new[i] else date(year + 1 + i % 3, 8, 31)
        until[i] = end
        locked[i] = end > date(year, 8, 31)
    return until, locked


def _secondments(
    profile: Profile,
    places: Places,
    sections: Sections,
    roster: Roster,
    year: int,
    free: Bools,
    streams: Streams,
) -> tuple[Ints, list[date | None], Bools]:
    """Draw secondees at weaker schools; at most 5 % of a section (at least one) go or come home this year."""
    rng = streams("secondments")
    origin = np.full(roster.count, -1, dtype=np.int64)
    end: list[date | None] = [None] * roster.count
    due = np.zeros(roster.count, dtype=np.bool_)
    heads = np.bincount(roster.section, minlength=sections.count)
    room = np.maximum(1, heads // 20)
    leaving, coming = np.zeros(sections.count, dtype=np.int64), np.zeros(sections.count, dtype=np.int64)
    zone = sections.zone[roster.section]
    group = np.zeros((sections.count, 18), dtype=np.int64)
    np.add.at(group, (roster.section, roster.subject), 1)
    weight = np.where(free & (roster.role == 0) & (zone > 0), 1.0 + (zone == RURAL), 0.0)
    # A section never loses its last teachers of a subject to a return.
    weight *= group[roster.section, roster.subject] >= 2
    hired_before = month_of(year - 5, 8)
    weight *= roster.hired < hired_before
    chosen = weighted_sample(weight, round(profile.secondees * roster.count), rng)
    for i in chosen.tolist():
        here = int(roster.section[i])
        homes = np.flatnonzero(
            (sections.stage == sections.stage[here])
            & (sections.zone < zone[i])
            & (sections.school != sections.school[here])
        )
        if homes.size == 0:
            continue
        home = int(rng.choice(homes))
        ends_now = rng.random() < profile.due_share
        years_ago, ahead = int(rng.integers(1, 4)), int(rng.integers(1, 3))
        if ends_now and (
            leaving[here] >= room[here] or coming[home] >= room[home] or group[here, roster.subject[i]] < 3
        ):
            ends_now = False
        origin[i] = sections.school[home]
        due[i] = ends_now
        if ends_now:
            leaving[here] += 1
            coming[home] += 1
        end[i] = date(year, 7, 31) if ends_now else date(year + ahead, 7, 31)
        roster.arrived[i] = month_of(year - years_ago, 8)
    return origin, end, due


def make_standing(
    profile: Profile,
    places: Places,
    sections: Sections,
    roster: Roster,
    standards: Standards,
    year: int,
    streams: Streams,
) -> Standing:
    """Draw what binds people and who is then eligible; a secondee's arrival becomes the term's start."""
    zone = sections.zone[roster.section]
    reason, evidence, exemption_end, exempt = _exemptions(profile, roster, year, zone, streams)
    locked_until, locked = _locks(roster, year, streams)
    free = ~exempt & ~locked & np.array([one is None for one in reason])
    origin, secondment_end, due = _secondments(profile, places, sections, roster, year, free, streams)
    near_retirement = retirement_month(roster, standards) - month_of(year, 8) < 60
    eligible = (
        (completed_years(roster, year) >= 6) & (roster.role <= 1) & ~exempt & ~locked & ~near_retirement
    )
    return Standing(
        exemption=reason,
        evidence=evidence,
        exemption_end=exemption_end,
        exempt=exempt,
        locked_until=locked_until,
        locked=locked,
        seconded_from=origin,
        secondment_end=secondment_end,
        due=due,
        eligible=eligible & (origin < 0),
    )
