"""What a district looks like before anything moves, counted straight from its records.

Shares no code with the model or the audit: it serves to calibrate the generator and to test it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rotation.domain.district import District, SectionKey, Teacher
from rotation.domain.words import (
    DEGREES,
    RECOGNISED_BACKBONE,
    SENIOR_TITLES,
    SPECIALIST_SUBJECTS,
    STAGES,
    SUBJECTS,
    ZONES,
    stage_of_grade,
)
from rotation.instances.standards import national

__all__ = ["Overview", "eligibility_reason", "overview", "weighted_cv"]

HIGH_DEGREE_FROM: Final = {"primary": "associate", "junior": "bachelor"}
TRAITS: Mapping[str, Callable[[Teacher], bool]] = {
    "high_degree": lambda t: DEGREES.index(t.degree) >= DEGREES.index(HIGH_DEGREE_FROM[t.stage]),
    "backbone": lambda t: t.backbone in RECOGNISED_BACKBONE,
    "specialists": lambda t: t.subject in SPECIALIST_SUBJECTS,
    "senior_title": lambda t: t.title in SENIOR_TITLES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Figures of one district.

    ``supply`` is weekly lessons the teachers can give as a share of those needed, homerooms included, by
    stage and in "total"; ``subject_supply`` the same by (stage, subject), counting main subjects only.
    ``reasons`` counts people by the first reason that keeps them from being eligible ("eligible": none).
    ``cv`` is by (stage, trait), ``zone_share`` by (zone, trait), as a share of the zone's teachers.
    """

    heads: int
    pupils: int
    classes: int
    supply: Mapping[str, float]
    subject_supply: Mapping[tuple[str, str], float]
    reasons: Mapping[str, int]
    cv: Mapping[tuple[str, str], float]
    zone_share: Mapping[tuple[str, str], float]


def weighted_cv(amounts: list[float], pupils: list[float]) -> float:
    """Return the enrolment-weighted coefficient of variation of amounts per pupil."""
    everyone = sum(pupils)
    mean = sum(amounts) / everyone
    if mean == 0:
        return 0.0
    square = sum(p / everyone * (x / p - mean) ** 2 for x, p in zip(amounts, pupils, strict=True))
    return float(square**0.5 / mean)


def _years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def eligibility_reason(
    teacher: Teacher, reference: date, min_years: int = 6, min_years_to_retirement: int = 5
) -> str:
    """Return "eligible", or the first reason why a teacher is not, by the national policy's settings."""
    group = national().retirement.group(teacher.sex, teacher.personnel)
    late = 12 * (teacher.born.year - group.first_birth_year) + teacher.born.month - group.first_birth_month
    delay = min(group.most_months, late // group.birth_months_per_month + 1) if late >= 0 else 0
    retires = 12 * (teacher.born.year + group.age_years) + teacher.born.month + delay
    obstacles = {
        "on_secondment": teacher.seconded_from is not None,
        "role": teacher.role not in ("teacher", "middle_leader"),
        "exempt": teacher.exemption is not None
        and (teacher.exemption_end is None or teacher.exemption_end > reference),
        "service_lock": teacher.locked_until is not None and teacher.locked_until > reference,
        "too_few_years": _years(teacher.arrived, reference) < min_years,
        "near_retirement": retires - (12 * reference.year + reference.month) < 12 * min_years_to_retirement,
    }
    return next((reason for reason, holds in obstacles.items() if holds), "eligible")


def _lessons_given(teacher: Teacher) -> int:
    lessons = national().lessons
    full = lessons.standard[teacher.stage][teacher.subject]
    reduced = {"principal": lessons.principal, "deputy": lessons.deputy}
    if teacher.role == "middle_leader":
        return int(full * lessons.middle_leader_share)
    return reduced.get(teacher.role, full)


def _lessons_needed(district: District) -> Counter[tuple[str, str]]:
    """Return weekly lessons by (stage, subject); "open" holds what anyone may give, homerooms included."""
    standards = national()
    needed: Counter[tuple[str, str]] = Counter()
    for row in district.grades:
        stage = stage_of_grade(row.grade)
        needed[stage, "open"] += row.classes * standards.lessons.homeroom[stage]
        for position, subject in enumerate(SUBJECTS):
            column = "open" if subject in standards.lessons.open_subjects else subject
            needed[stage, column] += row.classes * int(standards.curriculum[position, row.grade - 1])
    return needed


def _cvs(district: District) -> dict[tuple[str, str], float]:
    pupils: Counter[SectionKey] = Counter()
    for row in district.grades:
        pupils[SectionKey(row.school, stage_of_grade(row.grade))] += row.pupils
    below = national().indicators.point_below_pupils
    counted = [
        key
        for key in sorted(pupils)
        if pupils[key] and not (district.school_by_id[key.school].teaching_point and pupils[key] < below)
    ]
    result = {}
    for trait, has in TRAITS.items():
        heads = Counter(teacher.section for teacher in district.teachers if has(teacher))
        for stage in STAGES:
            keys = [key for key in counted if key.stage == stage]
            if keys:
                result[stage, trait] = weighted_cv([heads[k] for k in keys], [pupils[k] for k in keys])
    return result


def overview(district: District) -> Overview:
    """Count a district's figures."""
    needed = _lessons_needed(district)
    given: Counter[tuple[str, str]] = Counter()
    for teacher in district.teachers:
        given[teacher.stage, teacher.subject] += _lessons_given(teacher)
    supply = {}
    for stage in STAGES:
        demand = sum(count for (one, _), count in needed.items() if one == stage)
        if demand:
            supply[stage] = sum(count for (one, _), count in given.items() if one == stage) / demand
    supply["total"] = given.total() / needed.total()

    reference = national().calendar.on(district.year)
    zone_of = {school.id: school.zone for school in district.schools}
    zone_heads = Counter(zone_of[teacher.school] for teacher in district.teachers)
    zone_share = {
        (zone, trait): sum(has(t) for t in district.teachers if zone_of[t.school] == zone) / zone_heads[zone]
        for zone in ZONES
        for trait, has in TRAITS.items()
        if zone_heads[zone]
    }
    return Overview(
        heads=len(district.teachers),
        pupils=sum(row.pupils for row in district.grades),
        classes=sum(row.classes for row in district.grades),
        supply=supply,
        subject_supply={
            key: given[key] / count for key, count in sorted(needed.items()) if count and key[1] != "open"
        },
        reasons=Counter(eligibility_reason(teacher, reference) for teacher in district.teachers),
        cv=_cvs(district),
        zone_share=zone_share,
    )
