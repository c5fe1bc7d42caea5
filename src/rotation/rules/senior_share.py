"""Enough of the exchanged teachers hold a senior title.

Clause
    Teachers with a senior title (senior or full senior) are at least ``min_share`` of the counted movers.
Formula
    senior counted movers >= min_share * counted movers, cross-multiplied to whole numbers. A shortfall is in
    heads, rounded up.
Reads
    Counted movers (rule exchange_ratio); title.
Example
    10 movers, 30 %: 3 hold exactly, 2 are one head short.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

from rotation.domain.words import SENIOR_TITLES
from rotation.i18n import findings
from rotation.policy.settings import Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``min_share`` of the counted movers."""

    min_share: Ratio


def post(model: Model, settings: Settings) -> None:
    """State the share over the counted movers."""
    facts = model.facts
    senior = model.movers(facts.counted & facts.senior)
    movers = model.movers(facts.counted)
    whole, parts = settings.min_share.denominator, settings.min_share.numerator
    model.at_least(senior * whole - movers * parts, 0, ["movers with a senior title"], unit=whole)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the senior titles among the counted movers."""
    person, movers = recount.district.teacher_by_id, len(recount.counted)
    senior = sorted(t for t in recount.counted if person[t].title in SENIOR_TITLES)
    need = -(-settings.min_share.numerator * movers // settings.min_share.denominator)
    missing = max(0, need - len(senior))
    yield Finding(
        rule="senior_share",
        subject="district",
        measured=len(senior),
        limit=need,
        holds=missing == 0,
        text=findings.SENIOR_SHARE.fill(
            movers=movers,
            senior=len(senior),
            share=findings.percent(len(senior), movers, settings.min_share),
            ratio=findings.ratio(settings.min_share),
            need=need,
            margin=findings.at_least(len(senior), need),
        ),
        shortfall=missing,
        cost=settings.weight * missing if settings.mode == "target" else 0,
        people=tuple(senior),
    )
