"""No section loses too many of its teachers in one year.

Clause
    At most ``max_share`` of a section's teachers leave it in a year, but one always may.
Formula
    movers leaving <= max(1, floor(max_share * teachers)), teachers counted once due secondees have gone home.
Reads
    Where everyone stands; all movers, volunteers included. Returns are not moves.
Example
    20 teachers, 15 %: 3 may leave, 4 are one too many. 6 teachers: floor(0.9) = 0, so 1 may.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rotation.domain.district import SectionKey
from rotation.i18n import findings
from rotation.policy.settings import Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``max_share`` of a section's teachers."""

    max_share: Ratio


def post(model: Model, settings: Settings) -> None:
    """State one limit for each section."""
    facts = model.facts
    size = len(facts.sections)
    staff = np.bincount(facts.standing, minlength=size)
    share = Fraction(settings.max_share)
    limit = np.maximum(1, staff * share.numerator // share.denominator)
    model.at_most(model.moved(facts.standing, size), limit, [str(key) for key in facts.sections])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count who leaves each section that anyone leaves."""
    leavers: dict[SectionKey, list[str]] = {}
    for teacher in recount.movers:
        leavers.setdefault(recount.standing[teacher], []).append(teacher)
    for key, gone in sorted(leavers.items()):
        staff = len(recount.staff("standing", key))
        share = settings.max_share * staff
        limit = max(1, share.numerator // share.denominator)
        excess = max(0, len(gone) - limit)
        yield Finding(
            rule="section_outflow",
            subject=str(key),
            measured=len(gone),
            limit=limit,
            holds=excess == 0,
            text=findings.OUTFLOW.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                staff=staff,
                leaving=len(gone),
                share=findings.percent(len(gone), staff, settings.max_share),
                limit=limit,
                ratio=findings.ratio(settings.max_share),
                margin=findings.at_most(len(gone), limit),
            ),
            shortfall=excess,
            cost=settings.weight * excess if settings.mode == "target" else 0,
            people=tuple(gone),
        )
