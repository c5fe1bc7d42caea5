"""No lesson is left without a certified teacher.

Clause
    Every lesson of the curriculum is given by a teacher whose main subject it is or who is certified for it; what
    remains is unfilled. Open lessons (labour, practice, local courses and the homeroom duty of each class) may be
    given by anyone.
Formula
    cost of a section = sum of unfilled lessons * (main_subject_factor for main subjects) * (small_school_factor
    where the school has at most small_school_pupils), for the best use of its teachers' weekly capacity. As a
    requirement: no lesson unfilled.
Reads
    Classes and curriculum; standard lessons, roles and homeroom duty of [lessons]; main and further subjects.
    Capacity belongs to the teacher: the standard of the main subject at the stage taught at.
Example
    One teacher of art (20 lessons) where 12 of art, 10 of music and 4 open are wanted, certified for music too: 12
    main, 4 open, 4 of music; 6 of music unfilled. Without the further certificate 10 of music are unfilled.
Source
    The policy file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from rotation.domain.district import SectionKey
from rotation.domain.words import SUBJECTS, stage_of_grade
from rotation.i18n import findings
from rotation.policy.settings import Count, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """Factors on a weekly lesson left unfilled; ``small_school_pupils`` of the whole school."""

    main_subjects: tuple[str, ...]
    main_subject_factor: Count
    small_school_pupils: Count
    small_school_factor: Count


def post(model: Model, settings: Settings) -> None:
    """Price the unfilled lessons of each section and subject."""
    facts, lessons = model.facts, model.lessons()
    cost = np.ones(lessons.unfilled.size, np.int64)
    main_columns = [SUBJECTS.index(subject) for subject in settings.main_subjects]
    cost[np.isin(lessons.subject, main_columns)] *= settings.main_subject_factor
    school_pupils = np.bincount(facts.school, facts.pupils, len(facts.district.schools))
    small = school_pupils[facts.school] <= settings.small_school_pupils
    cost[small[lessons.section]] *= settings.small_school_factor
    if settings.mode == "required":
        pairs = zip(lessons.section.tolist(), lessons.subject.tolist(), strict=True)
        about = [f"{facts.sections[section]} {facts.subject_name(subject)}" for section, subject in pairs]
        model.at_most(lessons.unfilled, 0, about)
    model.prefer_less(lessons.unfilled, cost)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the lessons that nobody gives, and those given in another subject, in every section."""
    school_pupils = Counter[str]()
    for row in recount.district.grades:
        if SectionKey(row.school, stage_of_grade(row.grade)) in recount.pupils:
            school_pupils[row.school] += row.pupils
    for key in sorted(recount.pupils):
        count = recount.lessons(key)
        if not count.demanded:
            continue
        small = school_pupils[key.school] <= settings.small_school_pupils
        cost = 0
        for subject, lessons in count.unfilled.items():
            each = settings.small_school_factor if small else 1
            each *= settings.main_subject_factor if subject in settings.main_subjects else 1
            cost += lessons * each
        unfilled = sum(count.unfilled.values())
        yield Finding(
            rule="subject_coverage",
            subject=str(key),
            measured=unfilled,
            limit=0,
            holds=unfilled == 0,
            text=findings.COVERAGE.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                demanded=sum(count.demanded.values()),
                main=sum(count.main.values()),
                other=sum(count.other.values()),
                unfilled=unfilled,
                list=findings.subjects_listed(count.unfilled),
                margin=findings.none_unfilled(unfilled),
            ),
            shortfall=unfilled,
            cost=settings.weight * cost,
        )
