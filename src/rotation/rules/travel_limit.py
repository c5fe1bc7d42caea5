"""Nobody is posted too far away.

Clause
    An ordinary teacher goes to a school of the same cluster or at most ``maximum_km`` by road from the present
    school; with ``backbone_district_wide`` a backbone teacher to any school that a road leads to.
Formula
    road kilometres in tenths (rounded half up) <= 10 * maximum_km, or same cluster (if ``within_cluster``), or
    backbone. No rule lets anyone go where there is no way.
Reads
    Travel sheet, else coordinates (great circle * road factor) and islands; clusters; backbone level. The present
    school is the one where the teacher stands once due secondees have gone home.
Example
    30.0 km holds, 30.1 km does not, unless both schools are of one cluster or the teacher is backbone.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

import numpy as np
from numpy.typing import NDArray

from rotation.domain.words import RECOGNISED_BACKBONE
from rotation.facts.arcs import NO_WAY, Arcs
from rotation.facts.facts import Facts
from rotation.i18n import findings
from rotation.policy.settings import Km, RuleSettings
from rotation.rules.base import Finding, Recount


class Settings(RuleSettings):
    """``maximum_km`` by road, one way; ``within_cluster`` lifts it inside a cluster."""

    maximum_km: Km
    within_cluster: bool
    backbone_district_wide: bool


def allows(facts: Facts, arcs: Arcs, settings: Settings) -> NDArray[np.bool_]:
    """Permit moves within reach; there is no arc where no way leads."""
    near = arcs.hectometres <= floor(10 * settings.maximum_km)
    if settings.within_cluster:
        cluster = facts.cluster[facts.teacher_school[arcs.teacher]]
        near |= (cluster >= 0) & (cluster == facts.cluster[facts.school[arcs.section]])
    if settings.backbone_district_wide:
        near |= facts.backbone[arcs.teacher]
    return near | arcs.extension


def farthest(facts: Facts, settings: Settings) -> NDArray[np.int64]:
    """Return how far each teacher may go at most: beyond, and beyond every school of the cluster, ``allows`` nobody."""
    reach = np.full(len(facts.district.schools), floor(10 * settings.maximum_km), np.int64)
    if settings.within_cluster:
        for cluster in range(facts.cluster.max(initial=-1) + 1):
            members = np.flatnonzero(facts.cluster == cluster)
            ways = facts.roads.between(members[:, None], members[None, :])
            reach[members] = np.maximum(reach[members], np.where(ways < NO_WAY, ways, 0).max(axis=1, initial=0))
    far = reach[facts.teacher_school]
    return np.where(facts.backbone, NO_WAY - 1, far) if settings.backbone_district_wide else far


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Name every mover who is sent too far, or where no way leads."""
    schools = recount.district.school_by_id
    most = settings.maximum_km * 10
    wrong = []
    for teacher in recount.movers:
        person = recount.district.teacher_by_id[teacher]
        here, there = schools[recount.standing[teacher].school], schools[recount.after[teacher].school]
        way = recount.hectometres(here.id, there.id)
        same_cluster = here.cluster is not None and here.cluster == there.cluster
        if way is not None and (
            way <= most
            or (settings.within_cluster and same_cluster)
            or (settings.backbone_district_wide and person.backbone in RECOGNISED_BACKBONE)
        ):
            continue
        wrong.append(teacher)
        wording = findings.NO_WAY if way is None else findings.TOO_FAR
        yield Finding(
            rule="travel_limit",
            subject=teacher,
            measured=1 if way is None else way,
            limit=0 if way is None else most,
            holds=False,
            text=wording.fill(
                person=findings.named(person),
                origin=findings.named(here),
                destination=findings.named(there),
                way=findings.kilometres(way),
                limit=findings.plain(settings.maximum_km),
                excess=findings.km(((way or 0) - most) / 10),
            ),
            shortfall=1,
            cost=settings.weight if settings.mode == "target" else 0,
            people=(teacher,),
        )
    yield Finding(
        rule="travel_limit",
        subject="district",
        measured=len(wrong),
        limit=0,
        holds=not wrong,
        text=findings.people_checked("travel_limit", len(recount.movers), len(wrong)),
        people=tuple(wrong),
    )
