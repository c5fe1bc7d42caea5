"""Township schools have their share of good teachers.

Clause
    For each of ``shares`` and each stage, the share among the teachers of township schools, towns and villages taken
    together, is not below the county's.
Formula
    With n of all N teachers of the stage having the trait where everyone stands, and a of the A teachers of its
    township schools after the exchange: a >= n * A / N, cross-multiplied to whole numbers. While nobody changes stage,
    that is the same as a share not below the urban schools'. A shortfall is in heads, rounded up. A stage without
    teachers at township schools or at urban ones is left out.
Reads
    Backbone level (county or above) for "backbone", degree (bachelor or more) for "bachelor"; zone of the school.
    Secondees count where secondees_count_at of [indicators] says.
Example
    40 urban teachers, 10 of them backbone, and 60 at township schools: 15 of 60 are 25 %, as 25 of 100; with 14 one is
    short. If 2 more come to township schools, none of them backbone, 25 * 62 / 100 = 15.5: 16 are needed.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd
from typing import Literal

import numpy as np

from rotation.domain.words import DEGREES, RECOGNISED_BACKBONE, STAGES
from rotation.i18n import findings, words
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``shares`` that are compared."""

    may_be_absent = True
    shares: tuple[Literal["backbone", "bachelor"], ...]


def post(model: Model, settings: Settings) -> None:
    """State for each share and stage the heads that township schools need for the teachers they have."""
    facts = model.facts
    urban = np.array([facts.district.school_by_id[key.school].zone == "urban" for key in facts.sections], bool)
    everyone = np.ones(len(facts.teachers), bool)
    traits = {"backbone": facts.backbone, "bachelor": facts.high_degree[:, STAGES.index("junior")]}
    staff = model.present(facts.where_taught(everyone)) + facts.counted_apart(everyone)
    for column, stage in enumerate(STAGES):
        inside = facts.stage == column
        township = np.where(inside & ~urban, 0, -1)
        total = int(staff.constant[inside].sum())
        there = staff.grouped(township, 1)
        if not 0 < there.constant[0] < total:
            continue
        there = model.shared(there)
        for share in settings.shares:
            having = model.present(facts.where_taught(traits[share])) + facts.counted_apart(traits[share])
            part = int(having.constant[inside].sum())
            common = gcd(part, total)
            heads = model.shared(having.grouped(township, 1))
            whole, parts = total // common, part // common
            about, name = [f"{share} {stage}"], f"{share}_{stage}"
            model.at_least(heads * whole - there * parts, 0, about, unit=whole, part=name)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the teachers of each share and stage at township schools against those their number asks for."""
    person, schools = recount.district.teacher_by_id, recount.district.school_by_id
    for share in settings.shares:
        if share == "backbone":
            have = {t for t in person if person[t].backbone in RECOGNISED_BACKBONE}
        else:
            have = {t for t in person if DEGREES.index(person[t].degree) >= DEGREES.index("bachelor")}
        for stage in STAGES:
            keys = [key for key in sorted(recount.pupils) if key.stage == stage]
            outside = [key for key in keys if schools[key.school].zone in ("town", "rural")]
            stand = [teacher for key in keys for teacher in recount.indicator_staff("standing", key)]
            here = [teacher for key in outside for teacher in recount.indicator_staff("standing", key)]
            if not here or len(here) == len(stand):
                continue
            after = [teacher for key in outside for teacher in recount.indicator_staff("after", key)]
            of_all, heads = sum(t in have for t in stand), sum(t in have for t in after)
            need = -(-of_all * len(after) // len(stand))
            missing = max(0, need - heads)
            yield Finding(
                rule="township_parity",
                subject=f"{share} {stage}",
                measured=heads,
                limit=need,
                holds=missing == 0,
                text=findings.TOWNSHIP_PARITY.fill(
                    stage=words.STAGE[stage],
                    what=findings.TOWNSHIP_SHARE[share],
                    heads=heads,
                    teachers=len(after),
                    share=findings.percent(heads, len(after), Fraction(of_all, len(stand))),
                    limit=findings.percent(of_all, len(stand)),
                    part=of_all,
                    total=len(stand),
                    need=need,
                    margin=findings.at_least(heads, need),
                ),
                shortfall=missing,
                cost=settings.weight * missing if settings.mode == "target" else 0,
            )
