"""Movers do not travel further than need be.

Clause
    The ways of the movers from where they live to the new school are kept short; where the residence or the place of
    the new school is not known, the way from their present school counts.
Formula
    cost = sum over movers of the one-way road distance in tenths of a kilometre, rounded half up.
Reads
    home coordinates, schools' coordinates and road factor; travel sheet between schools. The present school is the
    one where the teacher stands once due secondees have gone home.
Example
    A mover who lives 12.3 km from the new school costs 123; one who stays costs nothing.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rotation.i18n import findings
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """No settings of its own; ``weight`` is the cost of a tenth of a kilometre."""


def post(model: Model, settings: Settings) -> None:
    """Price every chosen move at its way."""
    arcs = model.arcs
    moves = np.flatnonzero(~arcs.extension)
    group = np.full(len(arcs), -1)
    group[moves] = np.arange(len(moves))
    model.prefer_less(model.chosen(group, len(moves)), arcs.commute[moves])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Sum the ways of all movers."""
    ways = {}
    for teacher in recount.movers:
        there = recount.after[teacher].school
        way = recount.home_hectometres(teacher, there)
        if way is None:
            way = recount.hectometres(recount.standing[teacher].school, there)
        ways[teacher] = way or 0
    total = sum(ways.values())
    mean = (2 * total + len(ways)) // (2 * len(ways)) if ways else 0
    yield Finding(
        rule="travel_burden",
        subject="district",
        measured=total,
        limit=None,
        holds=True,
        text=findings.TRAVEL_BURDEN.fill(
            movers=len(ways),
            total=findings.kilometres(total),
            mean=findings.kilometres(mean),
            longest=findings.kilometres(max(ways.values(), default=0)),
        ),
        cost=settings.weight * total,
        people=tuple(ways),
    )
