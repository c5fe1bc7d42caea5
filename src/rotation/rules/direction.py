"""Teachers flow from the well placed to the needy.

Clause
    Moves go from strong to weak, from urban to rural, from a central school to a teaching point, or between equals;
    learning placements, which go the other way, are for teachers who are not backbone and are at most
    ``max_upward_share`` of all moves.
Formula
    A school's standing orders by zone (urban, town, rural), then level (strong, ordinary, weak), then teaching point
    last. A move is upward if the new school stands higher. Backbone upward moves = 0; upward moves <=
    max_upward_share * moves, cross-multiplied; a shortfall in heads, rounded up.
Reads
    zone, level and teaching_point of both schools; backbone level; all movers.
Example
    10 moves, 30 %: 3 upward hold, 4 are one too many. Rural strong to town weak is upward.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rotation.domain.words import LEVELS, RECOGNISED_BACKBONE, ZONES
from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings
from rotation.policy.settings import Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``max_upward_share`` of all moves."""

    max_upward_share: Ratio


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Forbid upward moves of backbone teachers."""
    return ~(_upward(facts, arcs) & facts.backbone[arcs.teacher]) | arcs.extension


def post(model: Model, settings: Settings) -> None:
    """State the share of upward moves."""
    upward = model.shared(model.chosen(np.where(_upward(model.facts, model.arcs) & ~model.arcs.extension, 0, -1), 1))
    moves = model.movers(np.ones(len(model.facts.teachers), bool))
    whole, parts = settings.max_upward_share.denominator, settings.max_upward_share.numerator
    model.at_most(upward * whole - moves * parts, 0, ["upward moves"], unit=whole)


def _upward(facts: Facts, arcs: Arcs) -> NDArray[np.bool_]:
    here = facts.advantage[facts.teacher_school[arcs.teacher]]
    return np.asarray(facts.advantage[facts.school[arcs.section]] > here)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every backbone teacher who moves upward, then count all upward moves."""
    schools, person = recount.district.school_by_id, recount.district.teacher_by_id
    # The smaller, the better placed.
    rank = {s.id: (ZONES.index(s.zone), LEVELS.index(s.level), s.teaching_point) for s in schools.values()}
    upward = [t for t in recount.movers if rank[recount.after[t].school] < rank[recount.standing[t].school]]
    wrong = [t for t in upward if person[t].backbone in RECOGNISED_BACKBONE]
    for teacher in wrong:
        yield Finding(
            rule="direction",
            subject=teacher,
            measured=1,
            limit=0,
            holds=False,
            text=findings.BACKBONE_UPWARD.fill(
                person=findings.named(person[teacher]),
                origin=findings.named(schools[recount.standing[teacher].school]),
                destination=findings.named(schools[recount.after[teacher].school]),
            ),
            shortfall=1,
            cost=settings.weight if settings.mode == "target" else 0,
            people=(teacher,),
        )
    yield Finding(
        rule="direction",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("direction", len(recount.movers), len(wrong)),
        people=tuple(wrong),
    )
    moves = len(recount.movers)
    most = settings.max_upward_share.numerator * moves // settings.max_upward_share.denominator
    excess = max(0, len(upward) - most)
    yield Finding(
        rule="direction",
        subject="district",
        measured=len(upward),
        limit=most,
        holds=excess == 0,
        text=findings.UPWARD_SHARE.fill(
            upward=len(upward),
            moves=moves,
            share=findings.percent(len(upward), moves, settings.max_upward_share),
            ratio=findings.ratio(settings.max_upward_share),
            most=most,
            margin=findings.at_most(len(upward), most),
        ),
        shortfall=excess,
        cost=settings.weight * excess if settings.mode == "target" else 0,
        people=tuple(upward),
    )
