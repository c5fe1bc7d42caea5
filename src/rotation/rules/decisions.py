"""What the section's heads have settled is carried out.

Clause
    stay: the teacher does not move. move: the teacher moves to some other school. assign: the teacher moves to the
    named school. forbid: the teacher does not move to the named school.
Formula
    A teacher whose decisions the plan breaks counts one, however many decisions there are about them.
Reads
    The sheet of decisions.
Example
    "assign T12 to S03" holds only if T12 works at S03 after the exchange.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """No settings of its own: decisions are data."""


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Forbid the moves that a decision rules out."""
    permitted = np.ones(len(arcs), bool)
    about = np.array([facts.teacher_index[d.teacher] for d in facts.district.decisions], np.int64)
    decided = np.flatnonzero(np.isin(arcs.teacher, about) & ~arcs.extension)
    teacher, school = arcs.teacher[decided], facts.school[arcs.section[decided]]
    for place in np.flatnonzero(np.isin(about, teacher)).tolist():
        decision = facts.district.decisions[place]
        own = teacher == about[place]
        if decision.kind == "stay":
            permitted[decided[own]] = False
        elif decision.school is not None:
            there = school == facts.roads.position[decision.school]
            permitted[decided[own & (~there if decision.kind == "assign" else there)]] = False
    return permitted


def post(model: Model, settings: Settings) -> None:
    """State who must move."""
    facts = model.facts
    must = sorted({d.teacher for d in facts.district.decisions if d.kind in ("move", "assign")})
    order = {teacher: index for index, teacher in enumerate(must)}
    group = np.array([order.get(teacher.id, -1) for teacher in facts.teachers], np.int64)
    model.at_least(model.moved(group, len(must)), 1, must)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every decision that the plan does not carry out."""
    movers = frozenset(recount.movers)
    schools = recount.district.school_by_id
    wrong: list[str] = []
    for decision in recount.district.decisions:
        teacher, moves = decision.teacher, decision.teacher in movers
        there = recount.after[teacher].school == decision.school
        kept = {
            "stay": not moves,
            "move": moves,
            "assign": moves and there,
            "forbid": not (moves and there),
        }[decision.kind]
        if kept:
            continue
        first = teacher not in wrong
        wrong.append(teacher)
        yield Finding(
            rule="decisions",
            subject=teacher,
            measured=1,
            limit=0,
            holds=False,
            text=findings.DECISION_BROKEN[decision.kind].fill(
                person=findings.named(recount.district.teacher_by_id[teacher]),
                school="" if decision.school is None else findings.named(schools[decision.school]),
                where=findings.named(schools[recount.after[teacher].school]),
            ),
            shortfall=1,
            cost=settings.weight if settings.mode == "target" and first else 0,
            people=(teacher,),
        )
    yield Finding(
        rule="decisions",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("decisions", len(recount.district.decisions), len(wrong)),
        people=tuple(wrong),
    )
