"""What each teacher does now: other certified subjects, stages, grades taught, homeroom, weekly lessons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from rotation.domain.words import STAGES, SUBJECTS
from rotation.instances.enrolment import Sections
from rotation.instances.people import Roster
from rotation.instances.places import JUNIOR, PRIMARY
from rotation.instances.randomness import Ints, Streams
from rotation.instances.standards import MAIN, SUBJECT_AT, Standards

__all__ = ["Duties", "make_duties"]

_NEAR: Final = {
    "chinese": ("morals", "art", "history", "pe"),
    "maths": ("science", "it", "pe", "physics"),
    "english": ("morals", "music", "geography"),
    "morals": ("chinese", "history", "psychology"),
    "history": ("morals", "geography"),
    "geography": ("history", "biology"),
    "science": ("maths", "it"),
    "biology": ("geography", "chemistry"),
    "physics": ("maths", "it"),
    "chemistry": ("biology", "physics"),
    "it": ("science", "maths"),
    "pe": ("morals", "labour"),
    "music": ("art", "morals"),
    "art": ("music", "morals"),
}
"""Further subjects that teachers of a subject are certified for, the likeliest first."""
_JUNIOR_ONLY: Final = ("history", "geography", "biology", "physics", "chemistry")
_WITH_OTHER: Final = np.array([0.16, 0.26, 0.38])
_HOMEROOM_ORDER: Final = (
    "chinese",
    "maths",
    "english",
    "physics",
    "morals",
    "history",
    "geography",
    "biology",
)


@dataclass(slots=True, kw_only=True)
class Duties:
    """Per teacher; ``homeroom`` is 0 where there is none."""

    other: list[tuple[str, ...]]
    stages: list[tuple[str, ...]]
    grades: list[tuple[int, ...]]
    homeroom: Ints
    weekly: Ints


def _certificates(
    sections: Sections, roster: Roster, streams: Streams
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Draw other subjects (taught at the teacher's stage) and the stages the certificate covers."""
    rng = streams("certificates")
    draw, second, pick, stage_draw = rng.random((4, roster.count))
    zone, stage = sections.zone[roster.section], sections.stage[roster.section]
    other: list[tuple[str, ...]] = []
    stages: list[tuple[str, ...]] = []
    for i in range(roster.count):
        near = [
            code
            for code in _NEAR.get(SUBJECTS[roster.subject[i]], ())
            if (code not in _JUNIOR_ONLY if stage[i] == PRIMARY else code != "science")
        ]
        picked: list[str] = []
        if near and draw[i] < _WITH_OTHER[zone[i]]:
            picked.append(near[min(int(pick[i] * pick[i] * len(near)), len(near) - 1)])
            if second[i] < 0.2:
                picked += [code for code in near if code not in picked][:1]
        other.append(tuple(sorted(picked, key=SUBJECTS.index)))
        junior = stage[i] == JUNIOR or stage_draw[i] < 0.10
        stages.append(STAGES if junior else STAGES[:1])
    return other, stages


def _teach(members: Ints, needs: Ints, capacity: Ints, loads: dict[int, dict[int, int]]) -> None:
    """Deal one subject's classes of a section to its teachers, grade after grade."""
    if members.size == 0:
        return
    room = {int(member): int(capacity[member]) for member in members}
    queue = [int(member) for member in members]
    for grade in np.flatnonzero(needs).tolist():
        left = int(needs[grade])
        while left > 0 and queue:
            give = min(left, room[queue[0]])
            loads[queue[0]][grade + 1] = loads[queue[0]].get(grade + 1, 0) + give
            room[queue[0]] -= give
            left -= give
            if room[queue[0]] <= 0:
                queue.pop(0)


def make_duties(sections: Sections, roster: Roster, standards: Standards, streams: Streams) -> Duties:
    """Deal grades and homerooms: a subject's classes to its teachers in turn, at most one homeroom each."""
    rng = streams("duties")
    other, stages = _certificates(sections, roster, streams)
    stage = sections.stage[roster.section]
    capacity = standards.standard[stage, roster.subject].astype(np.float64)
    share = np.array([1.0, float(standards.lessons.middle_leader_share), 0.0, 0.0])[roster.role]
    fixed = np.array([0, 0, standards.lessons.deputy, standards.lessons.principal])[roster.role]
    capacity = np.floor(capacity * share).astype(np.int64) + fixed
    order = np.array([_HOMEROOM_ORDER.index(c) if c in _HOMEROOM_ORDER else 20 for c in SUBJECTS])[
        roster.subject
    ]
    homeroom = np.zeros(roster.count, dtype=np.int64)
    loads: dict[int, dict[int, int]] = {i: {} for i in range(roster.count)}
    start = np.searchsorted(roster.section, np.arange(sections.count + 1))
    homeroom_lessons = standards.homeroom[sections.stage]
    for row in range(sections.count):
        members = np.arange(start[row], start[row + 1])
        shuffled = rng.permutation(members)
        classes = sections.classes[row]
        able = shuffled[(roster.role[shuffled] <= 1) & (order[shuffled] < 20)]
        able = able[np.argsort(order[able] + 3 * roster.role[able], kind="stable")]
        rooms = np.repeat(np.arange(1, 10), classes)[: able.size]
        homeroom[able[: rooms.size]] = rng.permutation(rooms)
        for subject in np.unique(roster.subject[members]).tolist():
            group = shuffled[roster.subject[shuffled] == subject]
            group = group[np.argsort(np.where(homeroom[group] > 0, homeroom[group], 10), kind="stable")]
            _teach(group, classes * standards.curriculum[subject], capacity, loads)

    main = np.isin(roster.subject, [SUBJECT_AT[code] for code in MAIN])
    spare_grade = rng.integers(0, 9, roster.count)
    grades: list[tuple[int, ...]] = []
    for i in range(roster.count):
        own = set(loads[i])
        if homeroom[i]:
            own = {int(homeroom[i])} if main[i] and stage[i] == PRIMARY else own | {int(homeroom[i])}
        if not own:
            present = np.flatnonzero(sections.classes[roster.section[i]]) + 1
            own = {int(present[spare_grade[i] % present.size])}
        grades.append(tuple(sorted(own)))
    weekly = np.maximum(2, capacity - np.where(homeroom > 0, homeroom_lessons[roster.section], 0))
    weekly = np.maximum(2, weekly - rng.integers(0, 3, roster.count))
    return Duties(other=other, stages=stages, grades=grades, homeroom=homeroom, weekly=weekly)
