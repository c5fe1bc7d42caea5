"""Another district: schools closed or merged, other class sizes, other posts, people who are still to be hired."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, Final

from rotation import io
from rotation.domain.closing import closed, fewer_homerooms
from rotation.domain.district import District, SectionKey, Teacher
from rotation.domain.words import STAGES, stage_of_grade
from rotation.i18n import COMMA, Language, Text, joined
from rotation.i18n.scenarios import HIRED, NOTE, PROBLEM, SYNTHETIC
from rotation.i18n.words import STAGE, SUBJECT
from rotation.policy import Policy
from rotation.scenarios.form import Closing, Hire, Posts
from rotation.scenarios.naming import misnamed

__all__ = ["changed_district"]

MOST_DEFECTS: Final = 10
MOST_NAMED: Final = 5
Parts = Mapping[str, Any]


def changed_district(
    district: District, policy: Policy, parts: Parts, lang: Language, problems: list[str]
) -> tuple[District, tuple[Text, ...]]:
    """Return the district as a scenario wants it, and what was done, one sentence each.

    Parameters
    ----------
    policy
        With the scenario's own settings: its class sizes and reference date are used.
    parts
        ``close``, ``merge``, ``class_cap``, ``posts`` and ``hire`` of the scenario's form, done in this order.
    problems
        Every change that cannot be made is added here, in words; the district is then of no use.
    """
    known = len(problems)
    problems += misnamed(district, parts, lang)
    if len(problems) > known or not any(parts.get(key) for key in ("close", "merge", "class_cap", "posts", "hire")):
        return district, ()
    notes: list[Text] = []
    classes = _classes(policy)
    ended = [(closing, False) for closing in parts.get("close", ())]
    ended += [(closing, True) for closing in parts.get("merge", ())]
    arrived: set[str] = set()
    for closing, merge in ended:
        before = district
        arrived |= {teacher.id for teacher in district.teachers if teacher.school == closing.school}
        district = closed(
            district,
            closing.school,
            {stage: into for stage in STAGES if (into := closing.receiver(stage)) is not None},
            classes=None if merge else classes,
            rooms=merge,
            places=closing.places,
            restart=policy.calendar.on(district.year) if closing.years == "restart" else None,
            leaders_teach=closing.leaders == "teach",
        )
        notes.append(_closing_note(before, district, closing, merge))
    if "class_cap" in parts:
        district = _reclassed(district, classes, notes)
    district = fewer_homerooms(district, frozenset(arrived))
    for change in parts.get("posts", ()):
        district = _posted(district, change, notes)
    for hire in parts.get("hire", ()):
        district = _hired(district, hire, notes)
    notes += _crowded(district)
    return _checked(district, lang, problems), tuple(notes)


def _classes(policy: Policy) -> Callable[[str, int], int]:
    return lambda stage, pupils: ceil(Fraction(pupils) / policy.indicators.class_size[stage])


def _reclassed(district: District, classes: Callable[[str, int], int], notes: list[Text]) -> District:
    grades = tuple(replace(row, classes=classes(stage_of_grade(row.grade), row.pupils)) for row in district.grades)
    before, after = (sum(row.classes for row in rows) for rows in (district.grades, grades))
    notes.append(NOTE["classes"].fill(before=before, after=after))
    return replace(district, grades=grades)


def _posted(district: District, change: Posts, notes: list[Text]) -> District:
    old = district.section_by_key[SectionKey(change.school, change.stage)]
    quota = old.staff_quota + (change.add or 0) if change.staff_quota is None else change.staff_quota
    school = district.school_by_id[change.school].name
    notes.append(
        NOTE["posts"].fill(school=school, stage=STAGE[change.stage], before=old.staff_quota, after=quota)
    )
    new = replace(old, staff_quota=quota)
    return replace(district, sections=tuple(new if each is old else each for each in district.sections))


def _hired(district: District, hire: Hire, notes: list[Text]) -> District:
    """Return the district with people who do not exist: their id, name and a column of their own say so."""
    taken = set(district.teacher_by_id)
    fresh: list[Teacher] = []
    number = 0
    while len(fresh) < hire.count:
        number += 1
        code = f"NEW-{hire.school}-{hire.stage}-{hire.subject}-{number}"
        if code in taken:
            continue
        fresh.append(
            Teacher(
                id=code,
                name=HIRED.to("zh", subject=SUBJECT[hire.subject].zh, number=number),
                sex="female",
                born=date(district.year - hire.age, 1, 1),
                hired=date(district.year, 8, 1),
                arrived=date(district.year, 8, 1),
                school=hire.school,
                stage=hire.stage,
                subject=hire.subject,
                other_subjects=tuple(s for s in dict.fromkeys(hire.other_subjects) if s != hire.subject),
                certificate_stages=(hire.stage,),
                degree=hire.degree,
                title=hire.title,
                backbone=hire.backbone,
                locked_until=date(district.year + hire.locked_years, 8, 31) if hire.locked_years else None,
                extra=((SYNTHETIC[0], SYNTHETIC[1].zh),),
            )
        )
    school = district.school_by_id[hire.school].name
    notes.append(
        NOTE["hired"].fill(school=school, stage=STAGE[hire.stage], subject=SUBJECT[hire.subject], count=hire.count)
    )
    teachers = sorted([*district.teachers, *fresh], key=lambda teacher: teacher.id)
    return replace(district, teachers=tuple(teachers))


def _closing_note(before: District, after: District, closing: Closing, merge: bool) -> Text:
    schools = before.school_by_id
    receivers = dict.fromkeys(
        str(closing.receiver(s.stage)) for s in before.sections if s.school == closing.school
    )
    staff = sum(teacher.school == closing.school for teacher in before.teachers)
    return NOTE["merged" if merge else "closed"].fill(
        school=schools[closing.school].name,
        into=joined((schools[name].name for name in receivers), COMMA),
        pupils=sum(row.pupils for row in before.grades if row.school == closing.school),
        staff=staff,
        posts=sum(row.staff_quota for row in before.sections if row.school == closing.school),
        before=sum(row.classes for row in before.grades),
        after=sum(row.classes for row in after.grades),
    )


def _crowded(district: District) -> Sequence[Text]:
    """Say where classes outnumber the rooms that the data knows of, the worst first."""
    classes: dict[str, int] = {}
    for row in district.grades:
        classes[row.school] = classes.get(row.school, 0) + row.classes
    short = [
        (classes.get(school.id, 0) - school.classrooms, school.name)
        for school in district.schools
        if school.classrooms is not None and classes.get(school.id, 0) > school.classrooms
    ]
    if not short:
        return []
    worst = sorted(short, key=lambda each: (-each[0], each[1]))[:MOST_NAMED]
    zh, en = ("、".join(f"{name} {rooms} 间" for rooms, name in worst), ", ".join(f"{name}: {n}" for n, name in worst))
    return [NOTE["rooms"].fill(schools=len(short), rooms=sum(rooms for rooms, _ in short), worst=Text(zh, en))]


def _checked(district: District, lang: Language, problems: list[str]) -> District:
    """Return the district as it reads when written: what a scenario makes passes the checks of any input."""
    diagnosis = io.reread(district)
    problems += [
        PROBLEM["makes_defect"].to(lang, defect=defect.line(lang)) for defect in diagnosis.errors[:MOST_DEFECTS]
    ]
    return diagnosis.district or district
