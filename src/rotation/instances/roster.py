"""How many teachers of which subject each section has: enough in total, wrong in subject and place."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.instances.enrolment import (
    Sections,
    leaders_wanted,
    lesson_demand,
    teachers_needed,
    trained_lessons,
)
from rotation.instances.places import JUNIOR, PRIMARY, Places
from rotation.instances.profile import Profile
from rotation.instances.randomness import Ints, Streams, apportion
from rotation.instances.standards import SUBJECT_AT, Standards

__all__ = ["make_heads", "make_quotas", "make_subjects"]

_MAIN_SHARE: Final = {
    PRIMARY: {"chinese": 0.56, "maths": 0.44},
    JUNIOR: {"chinese": 0.48, "maths": 0.40, "english": 0.12},
}
"""How the posts that no trained specialist fills fall to the main subjects."""


def make_heads(
    profile: Profile, places: Places, sections: Sections, standards: Standards, streams: Streams
) -> Ints:
    """Draw the head count of each section; the total is the profile's."""
    rng = streams("heads")
    leaders = leaders_wanted(sections.school, sections.classes, sections.stage, places)
    needed = teachers_needed(profile, places, sections.school, sections.classes, sections.stage, standards)
    supply = np.array(profile.supply)[sections.zone] * np.exp(
        rng.normal(0.0, profile.supply_spread, sections.count)
    )
    weights = needed * supply
    for stage in (PRIMARY, JUNIOR):
        here = sections.stage == stage
        if here.any():
            weights[here] *= profile.stage_supply[stage] * needed[here].sum() / weights[here].sum()
    least = np.maximum(1, leaders.sum(axis=1) + 1)
    heads: Ints = np.maximum(apportion(weights, profile.teachers), least)
    while (excess := int(heads.sum()) - profile.teachers) > 0:
        heads[np.argsort(-heads, kind="stable")[:excess]] -= 1
    return heads


def make_subjects(
    profile: Profile, sections: Sections, heads: Ints, standards: Standards, streams: Streams
) -> Ints:
    """Split each section's heads by main subject: [sections, 18]."""
    rng = streams("subjects")
    demand = lesson_demand(sections.classes, standards)
    standard = standards.standard[sections.stage]
    wanted = trained_lessons(profile, demand, sections.zone) / standard
    wanted *= rng.gamma(9.0, 1.0 / 9.0, wanted.shape)
    wanted[wanted.sum(axis=1) > 0.75 * heads] *= 0.8
    counts = np.floor(wanted + rng.random(wanted.shape)).astype(np.int64)
    for row in range(sections.count):
        while counts[row].sum() > 0.7 * heads[row]:
            counts[row, np.argmax(counts[row])] -= 1
    rest = heads - counts.sum(axis=1)
    for row in range(sections.count):
        shares = _MAIN_SHARE[int(sections.stage[row])]
        noise = rng.gamma(30.0, 1.0 / 30.0, len(shares))
        main = apportion(np.array(list(shares.values())) * noise, int(rest[row]))
        for code, number in zip(shares, main, strict=True):
            counts[row, SUBJECT_AT[code]] += number
    return counts


def make_quotas(
    profile: Profile, places: Places, sections: Sections, heads: Ints, standards: Standards, streams: Streams
) -> Ints:
    """Draw staff quotas: by pupils (small rural schools: or by classes), drawn towards the present heads."""
    rng = streams("quotas")
    pupils = sections.pupils.sum(axis=1)
    posts = standards.posts
    stages = ("primary", "junior")
    per_post = np.array([float(posts.pupils_per_post[s]) / float(posts.teacher_share[s]) for s in stages])
    by_pupils = pupils / per_post[sections.stage]
    by_classes = sections.classes.sum(axis=1) * float(posts.small_school_teachers_per_class)
    small = (pupils < posts.small_school_most_pupils) & (sections.zone == 2)
    base = np.where(small, np.maximum(by_pupils, by_classes), by_pupils)
    for stage in (PRIMARY, JUNIOR):
        here = sections.stage == stage
        if here.any():
            base[here] *= heads[here].sum() / base[here].sum()
    drawn = (0.35 * base + 0.65 * heads) * np.exp(rng.normal(0.0, 0.02, sections.count))
    quotas: Ints = np.maximum(1, np.round(drawn)).astype(np.int64)
    return quotas
