"""Couples are not torn apart.

Clause
    Not both of a couple move in one year; and a mover's new school is at most ``maximum_km`` by road from the
    spouse's school, or no further than the two schools are now.
Formula
    movers of a couple <= 1; way(new school, spouse's school) <= max(10 * maximum_km, way(present school, spouse's
    school)), in tenths of a kilometre; both schools are those where the two stand once due secondees have gone
    home. No way counts as infinitely far.
Reads
    spouse; travel.
Example
    Spouses 5.0 km apart: one may go to a school 20.0 km from the other's, not 20.1 km. 32.0 km apart: 32.0 km.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

import numpy as np
from numpy.typing import NDArray

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings
from rotation.policy.settings import Km, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``maximum_km`` by road between the schools of a couple."""

    maximum_km: Km


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Permit moves that keep a couple near."""
    permitted = np.ones(len(arcs), bool)
    married = np.flatnonzero((facts.spouse[arcs.teacher] >= 0) & ~arcs.extension)
    teacher = arcs.teacher[married]
    spouse_school = facts.teacher_school[facts.spouse[teacher]]
    now = facts.roads.between(facts.teacher_school[teacher], spouse_school)
    then = facts.roads.between(facts.school[arcs.section[married]], spouse_school)
    permitted[married] = then <= np.maximum(floor(10 * settings.maximum_km), now)
    return permitted


def post(model: Model, settings: Settings) -> None:
    """State for each couple that at most one moves."""
    facts = model.facts
    first = np.flatnonzero(facts.spouse > np.arange(len(facts.teachers)))
    couple = np.full(len(facts.teachers), -1)
    couple[first] = couple[facts.spouse[first]] = np.arange(len(first))
    about = [f"{facts.teachers[a].id} {facts.teachers[facts.spouse[a]].id}" for a in first]
    model.at_most(model.moved(couple, len(first)), 1, about)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every couple that moves as two, and every mover sent too far from the spouse's school."""
    person, schools = recount.district.teacher_by_id, recount.district.school_by_id
    priced = settings.weight if settings.mode == "target" else 0
    married = [t for t in recount.movers if person[t].spouse in person]
    wrong: list[str] = []
    for teacher in married:
        spouse = str(person[teacher].spouse)
        if spouse in married and teacher < spouse:
            wrong.append(teacher)
            yield Finding(
                rule="couples",
                subject=f"{teacher} {spouse}",
                measured=2,
                limit=1,
                holds=False,
                text=findings.COUPLE_BOTH.fill(
                    first=findings.named(person[teacher]), second=findings.named(person[spouse])
                ),
                shortfall=1,
                cost=priced,
                people=(teacher, spouse),
            )
        theirs, new = recount.standing[spouse].school, recount.after[teacher].school
        now = recount.hectometres(recount.standing[teacher].school, theirs)
        then = recount.hectometres(new, theirs)
        most = None if now is None else max(settings.maximum_km * 10, Fraction(now))
        if most is None or (then is not None and then <= most):
            continue
        wrong.append(teacher)
        wording = findings.COUPLE_NO_WAY if then is None else findings.COUPLE_FAR
        yield Finding(
            rule="couples",
            subject=teacher,
            measured=1 if then is None else then,
            limit=0 if then is None else most,
            holds=False,
            text=wording.fill(
                person=findings.named(person[teacher]),
                destination=findings.named(schools[new]),
                spouse_school=findings.named(schools[theirs]),
                way=findings.kilometres(then),
                limit=findings.km(most / 10),
                limit_km=findings.plain(settings.maximum_km),
                excess=findings.km(((then or 0) - most) / 10),
            ),
            shortfall=1,
            cost=priced,
            people=(teacher, spouse),
        )
    yield Finding(
        rule="couples",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("couples", len(married), len(wrong)),
        people=tuple(wrong),
    )
