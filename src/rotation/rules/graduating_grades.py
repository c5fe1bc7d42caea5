"""Graduating grades keep their teachers, or (in some places) give a share of the exchanged.

Clause
    demand "stay": homeroom and main-subject teachers of a graduating grade (6, 9) do not move. demand "share": at
    least ``min_share`` of the counted movers are such teachers.
Formula
    stay: no mover is homeroom teacher of grade 6 or 9, or teaches one of ``main_subjects`` in such a grade;
    share: such counted movers >= min_share * counted movers, cross-multiplied; a shortfall in heads, rounded up.
Reads
    homeroom_grade, grades taught now, main subject; counted movers (rule exchange_ratio).
Example
    A maths teacher of grades 8 and 9 stays; an art teacher of grade 9 without a homeroom there may move.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rotation.domain.words import GRADUATING_GRADES
from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings, words
from rotation.policy.settings import Ratio, RuleSettings, Subjects
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``demand`` stay or share; ``min_share`` of the counted movers for the latter."""

    demand: Literal["stay", "share"]
    min_share: Ratio
    main_subjects: Subjects


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Keep the core of graduating grades where the demand is stay."""
    core = facts.graduating_core(settings.main_subjects)[arcs.teacher]
    return ~core | (settings.demand == "share") | arcs.extension


def post(model: Model, settings: Settings) -> None:
    """State the share where the demand is share."""
    if settings.demand == "stay":
        return
    facts = model.facts
    core = facts.graduating_core(settings.main_subjects)
    of_core = model.moved(np.where(facts.counted & core, 0, -1), 1)
    movers = model.moved(np.where(facts.counted, 0, -1), 1)
    whole, parts = settings.min_share.denominator, settings.min_share.numerator
    model.at_least(of_core * whole - movers * parts, 0, ["movers from graduating grades"], unit=whole)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every mover of a graduating grade's core, or count their share."""
    duty = {}
    for teacher in recount.movers:
        person = recount.district.teacher_by_id[teacher]
        taught = [grade for grade in GRADUATING_GRADES if grade in person.grades]
        if person.homeroom_grade in GRADUATING_GRADES:
            duty[teacher] = findings.GRADUATING_HOMEROOM.fill(grade=person.homeroom_grade)
        elif person.subject in settings.main_subjects and taught:
            duty[teacher] = findings.GRADUATING_SUBJECT.fill(
                grade=taught[0], subject=words.SUBJECT[person.subject]
            )
    if settings.demand == "share":
        yield _check_share(recount, settings, sorted(recount.counted.intersection(duty)))
        return
    for teacher, what in duty.items():
        yield Finding(
            rule="graduating_grades",
            subject=teacher,
            measured=1,
            limit=0,
            holds=False,
            text=findings.GRADUATING_MOVED.fill(
                person=findings.named(recount.district.teacher_by_id[teacher]), duty=what
            ),
            shortfall=1,
            cost=settings.weight if settings.mode == "target" else 0,
            people=(teacher,),
        )
    yield Finding(
        rule="graduating_grades",
        subject="district",
        measured=len(duty),
        limit=0,
        holds=not duty,
        text=findings.people_checked("graduating_grades", len(recount.movers), len(duty)),
        people=tuple(duty),
    )


def _check_share(recount: Recount, settings: Settings, core: Sequence[str]) -> Finding:
    movers = len(recount.counted)
    need = -(-settings.min_share.numerator * movers // settings.min_share.denominator)
    missing = max(0, need - len(core))
    return Finding(
        rule="graduating_grades",
        subject="district",
        measured=len(core),
        limit=need,
        holds=missing == 0,
        text=findings.GRADUATING_SHARE.fill(
            movers=movers,
            core=len(core),
            share=findings.percent(len(core), movers, settings.min_share),
            ratio=findings.ratio(settings.min_share),
            need=need,
            margin=findings.at_least(len(core), need),
        ),
        shortfall=missing,
        cost=settings.weight * missing if settings.mode == "target" else 0,
        people=tuple(core),
    )
