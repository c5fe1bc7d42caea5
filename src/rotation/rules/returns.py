"""Secondees whose term ends go home.

Clause
    A secondee whose term ends on or before the reference date returns to the school that holds the personnel file,
    unless a decision to stay extends the term.
Formula
    secondees due and not at home after the exchange = 0. Home is the section of the same stage at that school, else
    its other section.
Reads
    seconded_from, secondment_end, decisions.
Example
    Term ends 2026-08-31, reference date 2026-08-31: due. Term ends 2026-09-01: serves on.
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
from rotation.rules.base import Finding, Recount


class Settings(RuleSettings):
    """No settings of its own: terms are data."""


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Forbid staying on after the term, and going on to a third school."""
    return np.asarray(~facts.due[arcs.teacher])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every secondee who should be home and is not."""
    schools = recount.district.school_by_id
    wrong = [t for t in recount.due_returns if recount.after[t] != recount.standing[t]]
    for teacher in wrong:
        person = recount.district.teacher_by_id[teacher]
        home, where = recount.standing[teacher], recount.after[teacher]
        yield Finding(
            rule="returns",
            subject=teacher,
            measured=1,
            limit=0,
            holds=False,
            text=findings.RETURN_MISSED.fill(
                person=findings.named(person),
                end=person.secondment_end,
                home=findings.section(schools[home.school], home.stage),
                where=findings.section(schools[where.school], where.stage),
            ),
            shortfall=1,
            cost=settings.weight if settings.mode == "target" else 0,
            people=(teacher,),
        )
    yield Finding(
        rule="returns",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("returns", len(recount.due_returns), len(wrong)),
        people=tuple(wrong),
    )
