"""A school closes: pupils, classes, teachers and their posts go to the school that takes over.

Nobody counts as a mover for that: closing is no exchange, and its limits look at the school that takes over with both
staffs. Rooms and equipment stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rotation.domain.district import District, SectionKey, Teacher

__all__ = ["closed", "relocated"]


def closed(district: District, gone: str, into: str) -> District:
    """Return the district without the school ``gone``, whose sections are ``into``'s from now on."""
    sections = {section.key: section for section in district.sections if section.school != gone}
    for section in district.sections:
        if section.school == gone:
            key = SectionKey(into, section.stage)
            there = sections.get(key)
            posts = section.staff_quota + (there.staff_quota if there is not None else 0)
            sections[key] = replace(section if there is None else there, school=into, staff_quota=posts)
    grades: dict[tuple[str, int], Any] = {}
    for row in sorted(district.grades, key=lambda row: row.school == gone):
        school = into if row.school == gone else row.school
        there = grades.get((school, row.grade))
        pupils, classes = (0, 0) if there is None else (there.pupils, there.classes)
        grades[school, row.grade] = replace(
            row if there is None else there, school=school, pupils=pupils + row.pupils, classes=classes + row.classes
        )
    teachers = tuple(_placed(teacher, gone, into) for teacher in district.teachers)
    home = {teacher.id: teacher.school for teacher in teachers}
    return replace(
        district,
        schools=tuple(
            replace(school, central_school=_other(into, school.id)) if school.central_school == gone else school
            for school in district.schools
            if school.id != gone
        ),
        sections=tuple(sections[key] for key in sorted(sections)),
        grades=tuple(grades[key] for key in sorted(grades)),
        teachers=teachers,
        preferences=tuple(wish for wish in district.preferences if wish.school not in (gone, home[wish.teacher])),
        decisions=tuple(
            decision for decision in district.decisions if decision.school not in (gone, home[decision.teacher])
        ),
        travel=tuple(way for way in district.travel if gone not in (way.origin, way.destination)),
    )


def relocated(place: SectionKey, gone: Mapping[str, str]) -> SectionKey:
    """Return where a section is once schools have closed."""
    school = place.school
    while school in gone:
        school = gone[school]
    return SectionKey(school, place.stage)


def _placed(teacher: Teacher, gone: str, into: str) -> Teacher:
    school = into if teacher.school == gone else teacher.school
    origin = into if teacher.seconded_from == gone else teacher.seconded_from
    if origin == school:  # a secondment from a school to itself is none
        return replace(teacher, school=school, seconded_from=None, secondment_end=None)
    return replace(teacher, school=school, seconded_from=origin)


def _other(into: str, school: str) -> str | None:
    return None if into == school else into
