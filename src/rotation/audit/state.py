"""Where a district stands before or after the exchange: indicators, CVs, lessons and posts, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, lcm

from rotation.audit.recount import Counted
from rotation.audit.results import (
    INDICATORS,
    CvRow,
    IndicatorValue,
    PostsRow,
    SchoolRow,
    SectionRow,
    State,
    SubjectRow,
    Totals,
)
from rotation.audit.teaching import duties
from rotation.domain.district import SectionKey, Teacher
from rotation.domain.words import DEGREES, OPEN_LESSONS, RECOGNISED_BACKBONE, SENIOR_TITLES, STAGES
from rotation.policy.policy import Policy
from rotation.rules.base import LessonCount

__all__ = ["cv_square", "state"]

TEACHERS = ("high_degree", "backbone", "specialists")
PER_HUNDRED = (*TEACHERS, "multimedia")
OF_SCHOOL = {
    "teaching_area": "teaching_area_m2",
    "sports_area": "sports_area_m2",
    "equipment": "equipment_yuan",
    "multimedia": "multimedia_classrooms",
}


def state(counted: Counted, when: str) -> State:
    """Return the district's state ``before``, ``standing`` or ``after`` the exchange."""
    keys = sorted(counted.pupils)
    amounts = {key: _amounts(counted, when, key) for key in keys}
    sections = tuple(_section(counted, when, key, amounts[key]) for key in keys)
    schools = tuple(_school(counted, when, school.id, sections) for school in counted.district.schools)
    lessons = {key: counted.lessons_at(when, key) for key in keys}
    standards = {stage: _standards(counted.policy, stage) for stage in STAGES}
    subjects = tuple(
        row
        for key in keys
        for row in _subjects(counted, key, lessons[key], counted.staff(when, key), standards[key.stage])
    )
    needed: dict[SectionKey, Fraction] = dict.fromkeys(keys, Fraction(0))
    for key, (asked, taken) in duties(counted.district, counted.policy, counted.standing).items():
        needed[key] += taken - asked / standards[key.stage][OPEN_LESSONS]
    for row in subjects:
        needed[row.section] += row.teachers_needed
    return State(
        when=when,
        sections=sections,
        schools=schools,
        cvs=tuple(_cvs(counted, amounts)),
        lessons=lessons,
        subjects=subjects,
        posts=tuple(_posts(counted, when, key, lessons[key], needed[key]) for key in keys),
        totals=_totals(counted, sections, schools, lessons.values()),
    )


def cv_square(amounts: Sequence[Fraction | int], pupils: Sequence[int]) -> Fraction | None:
    """Return CV^2 = P * sum(X^2 / P_i) / T^2 - 1, enrolment-weighted; None where T is 0.

    Parameters
    ----------
    amounts, pupils
        X_i and P_i > 0 of each section.
    """
    total = sum(amounts, Fraction(0))
    if not total:
        return None
    # One common denominator: adding fractions one by one would reduce a long one each time.
    parts = [(x.numerator, x.denominator**2 * p) for x, p in zip(amounts, pupils, strict=True)]
    common = lcm(*(bottom for _, bottom in parts))
    squares = Fraction(sum(top * top * (common // bottom) for top, bottom in parts), common)
    return sum(pupils) * squares / total**2 - 1


def _amounts(counted: Counted, when: str, key: SectionKey) -> dict[str, Fraction | None]:
    """Return X of L1-L7 and of senior titles; a nine-year school's shared amounts are split by weighted
    pupils."""
    people = [counted.district.teacher_by_id[teacher] for teacher in counted.indicator_staff(when, key)]
    specialists = counted.policy.indicators.specialist_subjects
    amounts: dict[str, Fraction | None] = {
        "high_degree": Fraction(sum(_has_high_degree(person, key.stage) for person in people)),
        "backbone": Fraction(sum(person.backbone in RECOGNISED_BACKBONE for person in people)),
        "specialists": Fraction(sum(person.subject in specialists for person in people) + counted.visitors.get(key, 0)),
    }
    school = counted.district.school_by_id[key.school]
    part = _part_of_school(counted, key)
    for indicator, field in OF_SCHOOL.items():
        whole = getattr(school, field)
        amounts[indicator] = None if whole is None else Fraction(str(whole)) * part
    amounts["senior_title"] = Fraction(sum(person.title in SENIOR_TITLES for person in people))
    return amounts


def _part_of_school(counted: Counted, key: SectionKey) -> Fraction:
    weight = {"primary": Fraction(1), "junior": Fraction(counted.policy.indicators.junior_pupil_weight)}
    weighted = {
        stage: weight[stage] * counted.pupils.get(SectionKey(key.school, stage), 0) for stage in STAGES
    }
    whole = sum(weighted.values(), Fraction(0))
    return weighted[key.stage] / whole if whole else Fraction(0)


def _has_high_degree(person: Teacher, stage: str) -> bool:
    least = "associate" if stage == "primary" else "bachelor"
    return DEGREES.index(person.degree) >= DEGREES.index(least)


def _section(
    counted: Counted, when: str, key: SectionKey, amounts: Mapping[str, Fraction | None]
) -> SectionRow:
    inside = key in counted.in_indicators
    values = tuple(_values(counted, key, amounts)) if inside else ()
    reached = sum(value.reached is True for value in values)
    return SectionRow(
        section=key,
        pupils=counted.pupils[key],
        classes=counted.classes[key],
        teachers=len(counted.staff(when, key)),
        in_indicators=inside,
        values=values,
        reached=reached,
        without_data=sum(value.reached is None for value in values),
        passes=_passes(counted, values) if inside else None,
    )


def _values(
    counted: Counted, key: SectionKey, amounts: Mapping[str, Fraction | None]
) -> Iterator[IndicatorValue]:
    limits, pupils = counted.policy.indicators, counted.pupils[key]
    for indicator in INDICATORS:
        threshold: Fraction = getattr(limits, indicator)[key.stage]
        amount = amounts[indicator]
        per = 100 if indicator in PER_HUNDRED else 1
        value = None if amount is None else per * amount / pupils
        needed = -floor(-threshold * pupils / 100) if indicator in TEACHERS else None
        yield IndicatorValue(
            indicator=indicator,
            amount=amount,
            value=value,
            threshold=threshold,
            reached=None if value is None else value >= threshold,
            near=None if value is None else value >= limits.remaining_share * threshold,
            needed=needed,
        )


def _passes(counted: Counted, values: Sequence[IndicatorValue]) -> bool | None:
    """Say whether enough indicators are reached and the rest near; None while missing data could still
    decide."""
    least = counted.policy.indicators.reach_at_least
    missing = sum(value.reached is None for value in values)
    reached = sum(value.reached is True for value in values)
    if any(value.near is False for value in values) or reached + missing < least:
        return False
    return None if missing else True


def _school(counted: Counted, when: str, school: str, rows: Sequence[SectionRow]) -> SchoolRow:
    keys = tuple(key for stage in STAGES if (key := SectionKey(school, stage)) in counted.pupils)
    verdicts = [row.passes for row in rows if row.section in keys and row.in_indicators]
    passes: bool | None = None
    if verdicts and None not in verdicts:
        passes = all(verdicts)
    elif False in verdicts:
        passes = False
    return SchoolRow(
        school=school,
        pupils=counted.school_pupils[school],
        teachers=sum(len(counted.staff(when, key)) for key in keys),
        sections=keys,
        passes=passes,
    )


def _cvs(counted: Counted, amounts: Mapping[SectionKey, Mapping[str, Fraction | None]]) -> Iterator[CvRow]:
    limit = counted.policy.settings("balance").max_cv
    for stage in STAGES:
        keys = sorted(key for key in counted.in_indicators if key.stage == stage)
        pupils = [counted.pupils[key] for key in keys]
        for indicator in (*INDICATORS, "senior_title") if keys else ():
            given = [amount for key in keys if (amount := amounts[key][indicator]) is not None]
            complete = len(given) == len(keys)
            yield CvRow(
                indicator=indicator,
                stage=stage,
                sections=len(keys),
                without_data=len(keys) - len(given),
                pupils=sum(pupils),
                amount=sum(given, Fraction(0)) if complete else None,
                square=cv_square(given, pupils) if complete else None,
                limit=limit[stage],
            )


def _standards(policy: Policy, stage: str) -> dict[str, Fraction]:
    """Return a full teacher's weekly lessons by subject; open lessons: the mean of the open subjects [D]."""
    standard = {subject: Fraction(lessons) for subject, lessons in policy.lessons.standard[stage].items()}
    opened = [standard[subject] for subject in policy.lessons.open_subjects] or list(standard.values())
    return standard | {OPEN_LESSONS: sum(opened, Fraction(0)) / len(opened)}


def _subjects(
    counted: Counted,
    key: SectionKey,
    lessons: LessonCount,
    staff: Sequence[str],
    standards: Mapping[str, Fraction],
) -> Iterator[SubjectRow]:
    opened = counted.policy.lessons.open_subjects
    heads = Counter(
        OPEN_LESSONS if subject in opened else subject
        for subject in (counted.district.teacher_by_id[teacher].subject for teacher in staff)
    )
    for subject in sorted({*lessons.demanded, *heads}):
        yield SubjectRow(
            section=key,
            subject=subject,
            heads=heads[subject],
            demanded=lessons.demanded.get(subject, 0),
            supplied=lessons.supplied.get(subject, 0),
            main=lessons.main.get(subject, 0),
            other=lessons.other.get(subject, 0),
            unfilled=lessons.unfilled.get(subject, 0),
            standard=standards[subject],
        )


def _posts(counted: Counted, when: str, key: SectionKey, lessons: LessonCount, needed: Fraction) -> PostsRow:
    terms, pupils = counted.policy.posts, counted.pupils[key]
    staff_by_pupils = pupils / terms.pupils_per_post[key.stage]
    by_pupils = staff_by_pupils * terms.teacher_share[key.stage]
    rural = counted.district.school_by_id[key.school].zone == "rural"
    small = rural and counted.school_pupils[key.school] <= terms.small_school_most_pupils
    by_classes = counted.classes[key] * terms.small_school_teachers_per_class if small else None
    return PostsRow(
        section=key,
        staff_quota=counted.district.section_by_key[key].staff_quota,
        teachers=len(counted.staff(when, key)),
        staff_by_pupils=staff_by_pupils,
        teachers_by_pupils=by_pupils,
        teachers_by_classes=by_classes,
        teacher_posts=floor(max(by_pupils, by_classes or 0) + Fraction(1, 2)),
        teachers_by_lessons=needed,
        lessons_demanded=sum(lessons.demanded.values()),
        lessons_supplied=sum(lessons.supplied.values()),
        lessons_unfilled=sum(lessons.unfilled.values()),
    )


def _totals(
    counted: Counted,
    sections: Sequence[SectionRow],
    schools: Sequence[SchoolRow],
    lessons: Iterable[LessonCount],
) -> Totals:
    lessons = tuple(lessons)
    inside = [row for row in sections if row.in_indicators]
    missing: Counter[str] = Counter(dict.fromkeys(TEACHERS, 0))
    for row in inside:
        for value in row.values:
            if value.needed is not None and value.amount is not None:
                missing[value.indicator] += max(0, value.needed - int(value.amount))
    return Totals(
        teachers=sum(row.teachers for row in sections),
        pupils=sum(row.pupils for row in sections),
        classes=sum(row.classes for row in sections),
        sections_in_indicators=len(inside),
        sections_passing=sum(row.passes is True for row in inside),
        sections_undecided=sum(row.passes is None for row in inside),
        schools_passing=sum(row.passes is True for row in schools),
        lessons_demanded=sum(sum(count.demanded.values()) for count in lessons),
        lessons_supplied=sum(sum(count.supplied.values()) for count in lessons),
        lessons_main=sum(sum(count.main.values()) for count in lessons),
        lessons_other=sum(sum(count.other.values()) for count in lessons),
        lessons_unfilled=sum(sum(count.unfilled.values()) for count in lessons),
        heads_missing=dict(missing),
    )
