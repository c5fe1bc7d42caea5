"""Staff quotas against the lessons of classes, in whole numbers: every teacher and lesson on one common scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

from rotation.domain.district import District, SectionKey, Teacher
from rotation.domain.words import STAGES, stage_of_grade
from rotation.policy import Policy

__all__ = ["Posts", "posts_of"]


@dataclass(frozen=True, slots=True)
class Posts:
    """A section's classes ask for no more than ``most``; a full teacher is ``of_teacher``, a class ``of_class``.

    All three are on the scale on which every class is whole. ``most`` is the staff quota less what offices take;
    negative where that alone is more.
    """

    quota: int
    most: int
    of_teacher: int
    of_class: Mapping[int, int]


def posts_of(district: District, policy: Policy) -> dict[SectionKey, Posts]:
    """Return what each section may ask for: as many teachers at full loads as it has posts."""
    own = {(row.subject, row.grade): row.weekly_lessons for row in district.curriculum}
    shares = _shares(own or policy.curriculum, policy)
    scales = {stage: lcm(*(share.denominator for share in of_grade.values())) for stage, of_grade in shares.items()}
    offices: dict[SectionKey, Fraction] = {}
    for teacher in district.teachers:
        offices[teacher.section] = offices.get(teacher.section, Fraction(0)) + _office(teacher, policy)
    found = {}
    for section in district.sections:
        scale, of_grade = scales[section.stage], shares[section.stage]
        left = section.staff_quota - offices.get(section.key, Fraction(0))
        found[section.key] = Posts(
            quota=section.staff_quota,
            most=floor(left * scale),
            of_teacher=scale,
            of_class={grade: int(share * scale) for grade, share in of_grade.items()},
        )
    return found


def _shares(curriculum: Mapping[tuple[str, int], int], policy: Policy) -> dict[str, dict[int, Fraction]]:
    """Return by stage and grade the full teachers that one class takes, its homeroom included."""
    shares = {
        stage: {
            grade: Fraction(policy.lessons.homeroom[stage], min(policy.lessons.standard[stage].values()))
            for grade in range(1, 10)
            if stage_of_grade(grade) == stage
        }
        for stage in STAGES
    }
    for (subject, grade), weekly in curriculum.items():
        stage = stage_of_grade(grade)
        opened = subject in policy.lessons.open_subjects
        load = _open_load(policy, stage) if opened else Fraction(policy.lessons.standard[stage][subject])
        shares[stage][grade] += weekly / load
    return shares


def _office(teacher: Teacher, policy: Policy) -> Fraction:
    """Return what of a full teacher an office takes."""
    full = policy.lessons.standard[teacher.stage][teacher.subject]
    given = {
        "principal": policy.lessons.principal, "deputy": policy.lessons.deputy,
        "middle_leader": floor(policy.lessons.middle_leader_share * full),
    }.get(teacher.role, full)  # fmt: skip
    return Fraction(max(0, full - given), full)


def _open_load(policy: Policy, stage: str) -> Fraction:
    """Return a full teacher's open lessons a week: the mean standard of the open subjects, else of all."""
    standard = policy.lessons.standard[stage]
    loads = [standard[subject] for subject in policy.lessons.open_subjects or standard]
    return Fraction(sum(loads), len(loads))
