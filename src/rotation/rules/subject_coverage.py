"""Lessons are given by teachers who are certified for them.

Clause
    Every lesson of the curriculum is given by a teacher whose main subject it is, else by one certified for it, at
    a cost; what remains is unfilled. Open lessons (labour, practice, local courses and the homeroom duty of each
    class) may be given by anyone.
Formula
    cost of a section = sum of unfilled lessons * unfilled_cost * (main_subject_factor for main subjects) *
    (small_school_factor where the school has at most small_school_pupils) + lessons in another certified subject *
    other_subject_cost, for the cheapest use of its teachers' weekly capacity. As a requirement: no lesson unfilled.
Reads
    Classes and curriculum; standard lessons, roles and homeroom duty of [lessons]; main and further subjects.
    Capacity belongs to the teacher: the standard of the main subject at the stage taught at.
Example
    One teacher of art (20 lessons) where 12 of art, 10 of music and 4 open are wanted, certified for music too: 12
    main, 4 open, 4 of music at a cost, 6 of music unfilled.
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
    """Costs per weekly lesson and the factors that raise them; ``small_school_pupils`` of the whole school."""

    unfilled_cost: Count
    other_subject_cost: Count
    main_subjects: tuple[str, ...]
    main_subject_factor: Count
    small_school_pupils: Count
    small_school_factor: Count


def post(model: Model, settings: Settings) -> None:
    """State the flow of each section's capacity into its lessons."""
    facts = model.facts
    wide = len(SUBJECTS) + 1
    demanded = np.flatnonzero(facts.demand.ravel())
    lessons_of = np.full(facts.demand.size, -1)
    lessons_of[demanded] = np.arange(len(demanded))

    capacity, section, skill = model.present_by(facts.load, facts.skill)
    given_by: list[np.ndarray] = []
    given_to: list[np.ndarray] = []
    other: list[np.ndarray] = []
    for index, (main, others) in enumerate(facts.skills):
        rows = np.flatnonzero(skill == index)
        for subject in sorted({main, *others, wide - 1}):
            target = lessons_of[section[rows] * wide + subject]
            wanted = target >= 0
            given_by.append(rows[wanted])
            given_to.append(target[wanted])
            other.append(np.full(int(wanted.sum()), subject not in (main, wide - 1)))
    by, to = np.concatenate(given_by), np.concatenate(given_to)
    need = facts.demand.ravel()[demanded]
    given = model.columns(len(by), need[to])
    unfilled = model.columns(len(demanded), need)
    model.define(given.grouped(by, capacity.size) - capacity, -np.inf, 0)
    model.define(given.grouped(to, len(demanded)) + unfilled, need, np.inf)

    cost = np.full(len(demanded), settings.unfilled_cost)
    main_columns = [SUBJECTS.index(subject) for subject in settings.main_subjects]
    cost[np.isin(demanded % wide, main_columns)] *= settings.main_subject_factor
    school_pupils = np.bincount(facts.school, facts.pupils, len(facts.district.schools))
    small = school_pupils[facts.school] <= settings.small_school_pupils
    cost[small[demanded // wide]] *= settings.small_school_factor
    if settings.mode == "required":
        about = [f"{facts.sections[at // wide]} {facts.subject_name(at % wide)}" for at in demanded]
        model.at_most(unfilled, 0, about)
    else:
        model.prefer_less(unfilled, cost)
    model.prefer_less(given.take(np.concatenate(other)), settings.other_subject_cost)


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
        cost = sum(count.other.values()) * settings.other_subject_cost
        for subject, lessons in count.unfilled.items():
            each = settings.unfilled_cost * (settings.small_school_factor if small else 1)
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
