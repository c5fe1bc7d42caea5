"""As few people as possible are moved, and as few homerooms broken.

Clause
    Every move costs ``move_cost``; taking a homeroom teacher from the class costs ``homeroom_cost`` more.
Formula
    cost = movers * move_cost + movers with a homeroom * homeroom_cost.
Reads
    All movers; homeroom_grade.
Example
    Three movers, one of them a homeroom teacher, at 20 and 10: 70.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rotation.i18n import findings
from rotation.policy.settings import Count, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """Cost of a move and of a broken homeroom."""

    move_cost: Count
    homeroom_cost: Count


def post(model: Model, settings: Settings) -> None:
    """Price every mover."""
    facts = model.facts
    movers = model.moved(np.where(facts.homeroom, 1, 0), 2)
    model.prefer_less(movers, [settings.move_cost, settings.move_cost + settings.homeroom_cost])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count movers and broken homerooms."""
    person = recount.district.teacher_by_id
    movers = len(recount.movers)
    homerooms = sum(person[teacher].homeroom_grade is not None for teacher in recount.movers)
    cost = movers * settings.move_cost + homerooms * settings.homeroom_cost
    yield Finding(
        rule="disruption",
        subject="district",
        measured=cost,
        limit=None,
        holds=True,
        text=findings.DISRUPTION.fill(movers=movers, homerooms=homerooms, cost=cost),
        cost=settings.weight * cost,
        people=tuple(recount.movers),
    )
