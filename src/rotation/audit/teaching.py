"""Lessons that sections need and teachers can give, counted for the verifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any, Final

from rotation.audit.use import Skill, cheapest_use
from rotation.domain.district import District, SectionKey, Teacher
from rotation.domain.words import OPEN_LESSONS, stage_of_grade
from rotation.policy.policy import Policy
from rotation.rules.base import LessonCount

__all__ = ["Teaching", "capacity_of", "lessons_demanded"]

TIE: Final = 1_000_000
"""More lessons a week than any section has: a preference of 1 a lesson never outweighs a cost of 1."""


def lessons_demanded(
    district: District, policy: Policy, standing: Mapping[str, SectionKey]
) -> dict[SectionKey, dict[str, int]]:
    """Return the weekly lessons each section needs by subject; under ``open`` what anyone may give.

    Open are the open subjects, homerooms, and the relief of middle leaders: it belongs to the office, which
    stays at the section where its holder stands and is taken over by a colleague when the holder moves. The
    district's own curriculum is used where it has one, else the policy's.
    """
    own = {(row.subject, row.grade): row.weekly_lessons for row in district.curriculum}
    of_grade: dict[int, Counter[str]] = {}
    for (subject, grade), weekly in (own or policy.curriculum).items():
        name = OPEN_LESSONS if subject in policy.lessons.open_subjects else subject
        of_grade.setdefault(grade, Counter())[name] += weekly
    demand: dict[SectionKey, dict[str, int]] = {section.key: {} for section in district.sections}
    for row in district.grades:
        stage = stage_of_grade(row.grade)
        section = demand.get(SectionKey(row.school, stage))
        if section is None:
            continue
        weekly_lessons = Counter(of_grade.get(row.grade, Counter()))
        weekly_lessons[OPEN_LESSONS] += policy.lessons.homeroom[stage]
        for subject, weekly in weekly_lessons.items():
            if row.classes * weekly:
                section[subject] = section.get(subject, 0) + row.classes * weekly
    for teacher in district.teachers:
        if teacher.role == "middle_leader":
            key = standing[teacher.id]
            full = policy.lessons.standard[key.stage][teacher.subject]
            if relief := full - floor(Fraction(policy.lessons.middle_leader_share) * full):
                demand[key][OPEN_LESSONS] = demand[key].get(OPEN_LESSONS, 0) + relief
    return demand


def capacity_of(teacher: Teacher, stage: str, policy: Policy) -> int:
    """Return the weekly lessons a teacher can give at a stage; a middle leader's relief counts as demand."""
    if teacher.role == "principal":
        return policy.lessons.principal
    if teacher.role == "deputy":
        return policy.lessons.deputy
    return policy.lessons.standard[stage][teacher.subject]


@dataclass(eq=False)
class Teaching:
    """The best use of teachers in any section, remembered by what decides it."""

    district: District
    policy: Policy
    school_pupils: Mapping[str, int]
    standing: Mapping[str, SectionKey]
    demand: Mapping[SectionKey, Mapping[str, int]] = field(init=False)
    _skill: dict[str, Skill] = field(init=False)
    _known: dict[Any, LessonCount] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.demand = lessons_demanded(self.district, self.policy, self.standing)
        opened = self.policy.lessons.open_subjects
        self._skill = {
            t.id: Skill(
                OPEN_LESSONS if t.subject in opened else t.subject,
                tuple(sorted({s for s in t.other_subjects if s not in opened and s != t.subject})),
            )
            for t in self.district.teachers
        }

    def count(self, section: SectionKey, teachers: Iterable[str]) -> LessonCount:
        """Return the best use of the given teachers in a section."""
        capacity: Counter[Skill] = Counter()
        for name in teachers:
            teacher = self.district.teacher_by_id[name]
            capacity[self._skill[name]] += capacity_of(teacher, section.stage, self.policy)
        known = section, tuple(sorted(capacity.items()))
        if known not in self._known:
            self._known[known] = self._count(section, capacity)
        return self._known[known]

    def _count(self, section: SectionKey, capacity: Mapping[Skill, int]) -> LessonCount:
        demand = self.demand[section]
        supplied: Counter[str] = Counter()
        for skill, lessons in capacity.items():
            supplied[skill.main] += lessons
        use = cheapest_use(capacity, demand, self._costs(section, demand), TIE)
        return LessonCount(
            demanded=dict(demand),
            supplied=dict(supplied),
            main=use.main,
            other=use.other,
            unfilled=use.unfilled,
        )

    def _costs(self, section: SectionKey, demand: Mapping[str, int]) -> dict[str, int]:
        """Return what a lesson nobody gives costs, where one given in another subject costs ``TIE``.

        Few weighted unfilled lessons come first, then few in another subject; then named subjects rather than
        open lessons are given. Where no lesson may be left, each one counts at least once.
        """
        settings = self.policy.settings("subject_coverage")
        small = self.school_pupils[section.school] <= settings.small_school_pupils
        cost = {}
        for subject in demand:
            factor = settings.main_subject_factor if subject in settings.main_subjects else 1
            factor *= settings.small_school_factor if small else 1
            if settings.mode == "required":
                factor = max(1, factor)
            cost[subject] = factor * TIE**2 + (subject != OPEN_LESSONS)
        return cost
