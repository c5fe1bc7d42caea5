"""Every subject group keeps its core.

Clause
    At most ``max_share`` of the teachers of one main subject leave a section in a year, but one always may; and
    with ``keep_last`` a section that has a qualified teacher of a subject still has one after the exchange,
    arrivals counted; open subjects, which anyone may give, have no last teacher.
Formula
    leaving movers of the group <= max(1, floor(max_share * group)); qualified after >= 1 where qualified before
    >= 1. The group is the section's teachers with that main subject, qualified is main or further certified
    subject; both counted once due secondees have gone home.
Reads
    Where everyone stands, main and further subjects, open_subjects of [lessons]; all movers.
Example
    9 teachers of maths: 3 may leave, 4 are one too many. The only music teacher may leave if another who is
    certified for music comes.
Source
    The policy file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rotation.domain.district import SectionKey
from rotation.domain.words import SUBJECTS
from rotation.i18n import findings, words
from rotation.policy.settings import Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``max_share`` of a subject group; ``keep_last`` qualified teacher."""

    max_share: Ratio
    keep_last: bool


def post(model: Model, settings: Settings) -> None:
    """State the limit of each group, then the last qualified teacher of each subject."""
    facts = model.facts
    size = len(facts.sections)
    group = facts.standing * len(SUBJECTS) + facts.subject
    heads = np.bincount(group, minlength=size * len(SUBJECTS))
    share = Fraction(settings.max_share)
    limit = np.maximum(1, heads * share.numerator // share.denominator)
    names = [f"{key} {subject}" for key in facts.sections for subject in SUBJECTS]
    asked = np.flatnonzero(heads > limit)
    model.at_most(
        model.moved(group, size * len(SUBJECTS)).take(asked), limit[asked], [names[index] for index in asked]
    )
    if not settings.keep_last:
        return
    for index, subject in enumerate(SUBJECTS):
        if subject in facts.policy.lessons.open_subjects:
            continue
        qualified = np.array([t.subject == subject or subject in t.other_subjects for t in facts.teachers], bool)
        has = np.flatnonzero(np.bincount(facts.standing[qualified], minlength=size))
        if len(has):
            names_here = [names[section * len(SUBJECTS) + index] for section in has]
            model.at_least(model.present(qualified).take(has), 1, names_here, part="last")


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count who leaves each subject group that anyone leaves, then who can still teach its subjects."""
    person = recount.district.teacher_by_id
    leaving: defaultdict[tuple[SectionKey, str], list[str]] = defaultdict(list)
    for teacher in recount.movers:
        leaving[recount.standing[teacher], person[teacher].subject].append(teacher)
    for (key, subject), leavers in sorted(leaving.items()):
        staff = sum(person[t].subject == subject for t in recount.staff("standing", key))
        share = settings.max_share * staff
        limit = max(1, share.numerator // share.denominator)
        excess = max(0, len(leavers) - limit)
        yield Finding(
            rule="subject_core",
            subject=f"{key} {subject}",
            measured=len(leavers),
            limit=limit,
            holds=excess == 0,
            text=findings.CORE_OUTFLOW.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                subject=words.SUBJECT[subject],
                staff=staff,
                leaving=len(leavers),
                share=findings.percent(len(leavers), staff, settings.max_share),
                limit=limit,
                ratio=findings.ratio(settings.max_share),
                margin=findings.at_most(len(leavers), limit),
            ),
            shortfall=excess,
            cost=settings.weight * excess if settings.mode == "target" else 0,
            people=tuple(leavers),
        )
    if settings.keep_last:
        yield from _check_last(recount, settings)


def _check_last(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the qualified teachers of every subject that a section loses one of."""
    person = recount.district.teacher_by_id
    lost: defaultdict[tuple[SectionKey, str], list[str]] = defaultdict(list)
    for teacher, key in recount.standing.items():
        if recount.after[teacher] != key:
            for subject in {person[teacher].subject, *person[teacher].other_subjects}:
                if subject not in recount.policy.lessons.open_subjects:
                    lost[key, subject].append(teacher)
    for (key, subject), losers in sorted(lost.items()):
        before, after = (
            sum(subject in (person[t].subject, *person[t].other_subjects) for t in recount.staff(when, key))
            for when in ("standing", "after")
        )
        missing = max(0, 1 - after)
        yield Finding(
            rule="subject_core",
            subject=f"{key} {subject}",
            measured=after,
            limit=1,
            holds=missing == 0,
            text=findings.CORE_LAST.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                subject=words.SUBJECT[subject],
                before=before,
                after=after,
                margin=findings.at_least(after, 1),
            ),
            shortfall=missing,
            cost=settings.weight * missing if settings.mode == "target" else 0,
            people=tuple(losers),
        )
