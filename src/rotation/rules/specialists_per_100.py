"""Every school has enough teachers of PE, music and art.

Clause
    Teachers of PE, music and art per hundred pupils reach the threshold (L3).
Formula
    heads after >= ceil(threshold * pupils / 100), for every section in the indicators. Rural schools of
    visitors_from_pupils and more pupils, but fewer than visitors_below_pupils, count visiting_specialists as heads.
Reads
    main subject, the specialist_subjects of [indicators]; pupils of section and school, zone, visiting_specialists of
    the section. Teaching points below the limit of [indicators] and sections without pupils are left out. Secondees
    count where secondees_count_at of [indicators] says.
Example
    500 pupils, 0.9 per hundred: ceil(4.5) = 5 heads; 4 are one short. A rural school of 99 pupils needs 1, and one who
    visits is enough; at a school of 100 pupils no visitor counts.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

import numpy as np

from rotation.domain.words import STAGES
from rotation.i18n import findings
from rotation.policy.settings import ByStage, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``threshold`` in teachers per hundred pupils, by stage."""

    threshold: ByStage


def post(model: Model, settings: Settings) -> None:
    """State the heads each section needs."""
    facts = model.facts
    asked = np.flatnonzero(facts.in_indicators)
    need = [ceil(settings.threshold[STAGES[facts.stage[s]]] * int(facts.pupils[s]) / 100) for s in asked]
    heads = model.present(facts.where_taught(facts.specialist)) + facts.counted_apart(facts.specialist) + facts.visitors
    model.at_least(heads.take(asked), need, [str(facts.sections[s]) for s in asked])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the heads of every section in the indicators against those its pupils ask for."""
    person = recount.district.teacher_by_id
    wanted = recount.policy.indicators.specialist_subjects
    for key in sorted(recount.in_indicators):
        pupils, threshold = recount.pupils[key], settings.threshold[key.stage]
        asked = threshold * pupils / 100
        need = -(-asked.numerator // asked.denominator)
        heads = [t for t in recount.indicator_staff("after", key) if person[t].subject in wanted]
        visitors = recount.visitors.get(key, 0)
        count = len(heads) + visitors
        missing = max(0, need - count)
        yield Finding(
            rule="specialists_per_100",
            subject=str(key),
            measured=count,
            limit=need,
            holds=missing == 0,
            text=findings.PER_HUNDRED.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                what=findings.with_visitors(visitors),
                pupils=pupils,
                heads=count,
                value=findings.decimal(Fraction(100 * count, pupils), threshold),
                threshold=findings.plain(threshold),
                need=need,
                margin=findings.at_least(count, need),
            ),
            shortfall=missing,
            cost=settings.weight * missing if settings.mode == "target" else 0,
            people=tuple(heads),
        )
