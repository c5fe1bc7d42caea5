"""No lesson is left without a certified teacher.

Clause
    Every lesson of the curriculum is given by a teacher whose main subject it is, then by one certified for it; what
    remains is unfilled. Open lessons (labour, practice, local courses, the homeroom duty of each class and the relief
    of middle leaders, which stays with the office) may be given by anyone.
Formula
    A teacher's load is the standard of the main subject at the stage taught at. Of a teacher who may not move this
    year, each of the n further certified subjects keeps floor(further_share * load / n); the main subject has the
    rest. Nobody counts on a colleague who may be gone, so who may move has one part, the main subject's.
    Per section and subject: main = min(lessons, main parts); other = min(lessons - main, further parts); open lessons
    get what all loads leave over; unfilled = lessons - main - other. Cost = sum of unfilled lessons * (1 for open
    lessons, else subject_factor, times main_subject_factor for main subjects) * (small_school_factor where the school
    has at most small_school_pupils). As a requirement: no lesson unfilled.
Reads
    Classes and curriculum; standard lessons, roles, homeroom duty and further_share of [lessons]; main and further
    subjects; who may move (rule eligibility).
Example
    One teacher of art (20 lessons) who may not move and is certified for music, where 12 of art, 10 of music and 4
    open are wanted: 5 are kept for music; 12 art, 5 music, 3 open: 5 of music and 1 open unfilled, 5 * 2 + 1 = 11.
Source
    The policy file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rotation.domain.district import SectionKey
from rotation.domain.words import OPEN_LESSONS, SUBJECTS, stage_of_grade
from rotation.i18n import findings
from rotation.policy.settings import Count, RuleSettings, Subjects
from rotation.rules.base import Finding, Model, Recount

Factor = Annotated[int, Field(ge=1, le=100, strict=True)]


class Settings(RuleSettings):
    """Factors on a weekly lesson left unfilled; ``small_school_pupils`` of the whole school.

    ``subject_factor`` is at least 2: a subject's own lesson always comes before an open one.
    """

    subject_factor: Annotated[int, Field(ge=2, le=100, strict=True)]
    main_subjects: Subjects
    main_subject_factor: Factor
    small_school_pupils: Count
    small_school_factor: Factor


def post(model: Model, settings: Settings) -> None:
    """Price the unfilled lessons of each section and subject."""
    facts, lessons = model.facts, model.lessons()
    cost = np.ones(lessons.unfilled.size, np.int64)
    cost[lessons.subject < len(SUBJECTS)] *= settings.subject_factor
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
            each *= 1 if subject == OPEN_LESSONS else settings.subject_factor
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
