"""What a class plan comes to, counted from its rows: pupils, classes, lessons, posts, the value of every tier.

Shares no code with the model: who enters where and what lessons follow are worked out again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil

from rotation.audit.opening_results import StageCount
from rotation.audit.roads import Ways
from rotation.audit.teaching import capacity_of, office_of
from rotation.domain.district import District, Entrants, SectionKey
from rotation.domain.words import ENTRY_GRADES, stage_of_grade
from rotation.plan.opening import ClassPlan, OpenedGrade
from rotation.policy.policy import Policy

__all__ = ["ClassCount", "Place"]

Place = tuple[str, int]


@dataclass(eq=False)
class ClassCount:
    """Counts of one plan; ``expected`` are the pupils of each grade before anyone is directed."""

    district: District
    policy: Policy
    plan: ClassPlan
    entrants: dict[Place, Entrants] = field(init=False)
    expected: dict[Place, int] = field(init=False)

    def __post_init__(self) -> None:
        this_year = {None, self.district.year}
        self.entrants = {(row.school, row.grade): row for row in self.district.entrants if row.year in this_year}
        self.expected = {(row.school, row.grade): row.pupils for row in self.district.grades}
        self.expected.update({place: row.pupils for place, row in self.entrants.items()})
        self.terms = self.policy.classes

    @cached_property
    def ways(self) -> Ways:
        return Ways.of(self.district, float(self.policy.travel.road_factor))

    @cached_property
    def opened(self) -> dict[Place, OpenedGrade]:
        return {(row.school, row.grade): row for row in self.plan.grades}

    @cached_property
    def running(self) -> dict[Place, int]:
        """Classes that move up: entry grades have none."""
        return {
            (row.school, row.grade): row.classes
            for row in self.district.grades
            if row.grade not in ENTRY_GRADES.values()
        }

    @cached_property
    def school_pupils(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.plan.grades:
            found[row.school] += row.pupils
        return found

    @cached_property
    def school_classes(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.plan.grades:
            found[row.school] += len(row.sizes)
        return found

    def known(self, school: str) -> bool:
        return school in self.district.school_by_id

    def cap(self, row: OpenedGrade) -> int:
        pilot = self.terms.pilot
        if row.school in pilot.schools and row.grade in pilot.grades:
            return pilot.cap
        return self.terms.cap.primary if row.grade <= 6 else self.terms.cap.junior

    def size_limit(self, school: str) -> int:
        stages = {section.stage for section in self.district.sections if section.school == school}
        return self.terms.school_size.nine_year_pupils if len(stages) == 2 else self.terms.school_size.pupils

    def rooms(self, school: str) -> int | None:
        there = self.district.school_by_id[school].classrooms
        return None if there is None else max(0, there - self.terms.rooms.kept_free)

    @cached_property
    def lessons(self) -> Counter[str]:
        """Weekly lessons of the classes by stage, homerooms included."""
        found: Counter[str] = Counter()
        for row in self.plan.grades:
            stage = stage_of_grade(row.grade)
            of_class = sum(weekly for (_, grade), weekly in self._curriculum.items() if grade == row.grade)
            found[stage] += len(row.sizes) * (of_class + self.policy.lessons.homeroom[stage])
        return found

    @cached_property
    def teachers_asked(self) -> dict[SectionKey, int]:
        """Whole teachers that a section's lessons ask for at full loads, as posts by lessons are counted."""
        full = {stage: self._full_loads(stage) for stage in ENTRY_GRADES}
        asked: dict[SectionKey, Fraction] = {}
        for row in self.plan.grades:
            key = SectionKey(row.school, stage_of_grade(row.grade))
            loads, opened = full[key.stage]
            one = self.policy.lessons.homeroom[key.stage] / min(loads.values())
            for (subject, grade), weekly in self._curriculum.items():
                if grade == row.grade:
                    one += weekly / (opened if subject in self.policy.lessons.open_subjects else loads[subject])
            asked[key] = asked.get(key, Fraction(0)) + len(row.sizes) * one
        for teacher in self.district.teachers:
            if teacher.section in asked:
                own = full[teacher.stage][0][teacher.subject]
                asked[teacher.section] += office_of(teacher, teacher.stage, self.policy) / own
        return {key: ceil(teachers) for key, teachers in sorted(asked.items())}

    def stage(self, stage: str) -> StageCount:
        rows = [row for row in self.plan.grades if stage_of_grade(row.grade) == stage]
        grade, large = ENTRY_GRADES[stage], self.policy.indicators.oversized_from
        own = [teacher for teacher in self.district.teachers if teacher.stage == stage]
        relief = sum(office_of(one, stage, self.policy) for one in own if one.role == "middle_leader")
        return StageCount(
            stage=stage,
            pupils=sum(row.pupils for row in rows),
            classes=sum(len(row.sizes) for row in rows),
            before=sum(row.classes for row in self.district.grades if stage_of_grade(row.grade) == stage),
            over_cap_classes=sum(size > self.cap(row) for row in rows for size in row.sizes),
            oversized_classes=sum(size >= large for row in rows for size in row.sizes),
            entrants=sum(number for (_, entry), number in self.expected.items() if entry == grade),
            directed=sum(one.pupils for one in self.plan.directed if one.grade == grade),
            lessons_demanded=self.lessons[stage] + relief,
            lessons_supplied=sum(capacity_of(teacher, stage, self.policy) for teacher in own),
        )

    def tiers(self) -> dict[str, int]:
        """Return every tier's value, whether the policy minimises it or not; a limit that is off counts nothing."""
        most, rows, directed = self.policy.indicators.oversized_from - 1, self.plan.grades, self.plan.directed
        schools = [school for school in self.school_classes if self.known(school)]
        rooms = {school: number for school in schools if (number := self.rooms(school)) is not None}
        quota = {section.key: section.staff_quota for section in self.district.sections}
        values = {
            "oversized": sum(max(0, size - most) for row in rows for size in row.sizes),
            "over_cap": sum(max(0, size - self.cap(row)) for row in rows for size in row.sizes),
            "rooms": sum(max(0, self.school_classes[school] - number) for school, number in rooms.items()),
            "school_size": sum(max(0, self.school_pupils[school] - self.size_limit(school)) for school in schools),
            "posts": sum(max(0, asked - quota[key]) for key, asked in self.teachers_asked.items() if key in quota),
            "classes": sum(self.school_classes.values()),
            "lessons": sum(self.lessons.values()),
            "directed": sum(one.pupils for one in directed),
            "distance": sum(one.pupils * (self.ways.between(one.school, one.neighbour) or 0) for one in directed),
        }
        modes = {"rooms": self.terms.rooms, "school_size": self.terms.school_size, "posts": self.terms.quota}
        off = {tier for tier, limit in modes.items() if limit.mode == "off"}
        return {tier: 0 if tier in off else value for tier, value in values.items()}

    @cached_property
    def _curriculum(self) -> Mapping[tuple[str, int], int]:
        own = {(row.subject, row.grade): row.weekly_lessons for row in self.district.curriculum}
        return own or self.policy.curriculum

    def _full_loads(self, stage: str) -> tuple[dict[str, Fraction], Fraction]:
        """Return a full teacher's weekly lessons by subject, and of open lessons: the mean of the open subjects."""
        loads = {subject: Fraction(lessons) for subject, lessons in self.policy.lessons.standard[stage].items()}
        opened = [loads[subject] for subject in self.policy.lessons.open_subjects] or list(loads.values())
        return loads, sum(opened, Fraction(0)) / len(opened)
