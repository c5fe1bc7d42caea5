"""Only eligible teachers and volunteers move.

Clause
    Eligible is who, on the reference date, has completed ``min_years`` consecutive years at the present school, is
    not older than the age limit (if any), has at least ``min_years_to_retirement`` years to the personal legal
    retirement date, has one of ``roles``, and is neither exempt, nor bound by a service lock, nor on a secondment.
    A volunteer may move in spite of years, age or nearness of retirement, and of nothing else.
Formula
    Completed years = anniversaries of the arrival date passed by the reference date. Years to retirement =
    calendar months from the reference month to the month of legal retirement / 12. An exemption or a lock ends
    on its end date: one that ends on the reference date no longer binds. Age limits are completed years.
    Legal retirement month: birth month + age + (months born after the group's first month // birth months per
    month + 1, at most ``most_months``; 0 if born before). A secondee whose term ends on or before the reference
    date is due to return (not eligible, reason due_return) unless a decision says stay or the rule returns is off;
    then, and while the term runs, the reason is on_secondment.
Reads
    arrived, born, sex, personnel, role, exemption, service lock, secondment, volunteer; [retirement], [calendar].
Example
    Reference 2026-08-31: arrived 2020-08-31 has 6 years, 2020-09-01 has 5 (6 where
    [calendar] has 1 September). A man born 1971-05 retires at 60 + 20
    months in January 2033: 77 months, eligible. Arrived last year and volunteers: may move, not eligible.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from rotation.domain.words import ROLES
from rotation.facts.arcs import NO_WAY, Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings
from rotation.policy.settings import Count, RuleSettings, among
from rotation.rules.base import Finding, Recount

Age = Annotated[int, Field(ge=18, le=100, strict=True)]


class Settings(RuleSettings):
    """``min_years`` at the present school, ``min_years_to_retirement``; ages in completed years, None: no limit."""

    min_years: Count
    min_years_to_retirement: Count
    roles: tuple[Annotated[str, among(ROLES)], ...]
    max_age_men: Age | None = None
    max_age_women: Age | None = None


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Permit the moves of those who may move."""
    return facts.may_move[arcs.teacher] | arcs.extension


def farthest(facts: Facts, settings: Settings) -> NDArray[np.int64]:
    """Return how far each teacher may go: anywhere or, who may not move, nowhere."""
    return np.where(facts.may_move, NO_WAY - 1, -1)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every mover who may not move."""
    priced = settings.weight if settings.mode == "target" else 0
    wrong = [t for t in recount.movers if t not in recount.may_move]
    for teacher in wrong:
        why = findings.joined(findings.REASON_LABEL[reason] for reason in recount.reasons[teacher])
        yield Finding(
            rule="eligibility",
            subject=teacher,
            measured=1,
            limit=0,
            holds=False,
            text=findings.NOT_ELIGIBLE_MOVED.fill(
                person=findings.named(recount.district.teacher_by_id[teacher]), reasons=why
            ),
            shortfall=1,
            cost=priced,
            people=(teacher,),
        )
    yield Finding(
        rule="eligibility",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("eligibility", len(recount.movers), len(wrong)),
        people=tuple(wrong),
    )
