"""Lessons that sections need and teachers can give, counted for the verifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from rotation.domain.district import District, SectionKey, Teacher
from rotation.domain.words import OPEN_LESSONS, stage_of_grade
from rotation.policy.policy import Policy
from rotation.rules.base import LessonCount

__all__ = ["Teaching", "capacity_of", "duties", "lessons_demanded", "office_of"]


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
            if relief := office_of(teacher, key.stage, policy):
                demand[key][OPEN_LESSONS] = demand[key].get(OPEN_LESSONS, 0) + relief
    return demand


def duties(
    district: District, policy: Policy, standing: Mapping[str, SectionKey]
) -> dict[SectionKey, tuple[int, Fraction]]:
    """Return for each section the open lessons asked for duties, and the full teachers that all duties take.

    A homeroom is half a load of whoever has one: as a rule of Chinese or maths, which have the least. Of principals,
    deputies and middle leaders it is what their office leaves of a full load in their subject.
    """
    lessons: Counter[SectionKey] = Counter()
    teachers = {section.key: Fraction(0) for section in district.sections}
    for row in district.grades:
        key = SectionKey(row.school, stage_of_grade(row.grade))
        if key in teachers:
            weekly = row.classes * policy.lessons.homeroom[key.stage]
            lessons[key] += weekly
            teachers[key] += Fraction(weekly, min(policy.lessons.standard[key.stage].values()))
    for teacher in district.teachers:
        key = standing[teacher.id]
        office = office_of(teacher, key.stage, policy)
        if teacher.role == "middle_leader":
            lessons[key] += office
        teachers[key] += Fraction(office, policy.lessons.standard[key.stage][teacher.subject])
    return {key: (lessons[key], share) for key, share in teachers.items()}


def capacity_of(teacher: Teacher, stage: str, policy: Policy) -> int:
    """Return the weekly lessons a teacher can give at a stage; a middle leader's relief counts as demand."""
    if teacher.role == "principal":
        return policy.lessons.principal
    if teacher.role == "deputy":
        return policy.lessons.deputy
    return policy.lessons.standard[stage][teacher.subject]


def office_of(teacher: Teacher, stage: str, policy: Policy) -> int:
    """Return the weekly lessons that a leader's office leaves of a full load; those of a middle leader others give."""
    full = policy.lessons.standard[stage][teacher.subject]
    if teacher.role == "middle_leader":
        return full - floor(Fraction(policy.lessons.middle_leader_share) * full)
    return max(0, full - capacity_of(teacher, stage, policy))


def parts_of(teacher: Teacher, stage: str, policy: Policy, certain: bool) -> dict[str, int]:
    """Return the weekly lessons that a teacher's load keeps for each subject; the main subject has the rest.

    ``certain`` says that the teacher stays for certain: only then a share is kept for further certified subjects.
    """
    opened = policy.lessons.open_subjects
    load = capacity_of(teacher, stage, policy)
    main = OPEN_LESSONS if teacher.subject in opened else teacher.subject
    further = {s for s in teacher.other_subjects if s not in opened and s != teacher.subject} if certain else set()
    each = floor(Fraction(policy.lessons.further_share) * load / len(further)) if further else 0
    return {**dict.fromkeys(sorted(further), each), main: load - each * len(further)}


@dataclass(eq=False)
class Teaching:
    """What the teachers of any section give: each subject its main teachers first, then those certified for it.

    What a part does not give in its subject goes to open lessons.
    """

    district: District
    policy: Policy
    standing: Mapping[str, SectionKey]
    may_move: frozenset[str]
    demand: Mapping[SectionKey, Mapping[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.demand = lessons_demanded(self.district, self.policy, self.standing)

    def count(self, section: SectionKey, teachers: Iterable[str]) -> LessonCount:
        """Return what the given teachers give in a section."""
        demand = self.demand[section]
        supplied: Counter[str] = Counter()
        main_part: Counter[str] = Counter()
        further_part: Counter[str] = Counter()
        for name in teachers:
            teacher = self.district.teacher_by_id[name]
            own = OPEN_LESSONS if teacher.subject in self.policy.lessons.open_subjects else teacher.subject
            parts = parts_of(teacher, section.stage, self.policy, name not in self.may_move)
            for subject, lessons in parts.items():
                (main_part if subject == own else further_part)[subject] += lessons
            supplied[own] += sum(parts.values())
        main = {s: min(lessons, main_part[s]) for s, lessons in demand.items() if s != OPEN_LESSONS}
        other = {s: min(demand[s] - given, further_part[s]) for s, given in main.items()}
        if OPEN_LESSONS in demand:
            left = sum(supplied.values()) - sum(main.values()) - sum(other.values())
            main[OPEN_LESSONS], other[OPEN_LESSONS] = min(demand[OPEN_LESSONS], left), 0
        return LessonCount(
            demanded=dict(demand),
            supplied=dict(supplied),
            main=main,
            other=other,
            unfilled={s: lessons - main[s] - other[s] for s, lessons in demand.items()},
        )
