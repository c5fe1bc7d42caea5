"""Enough of the exchanged teachers are backbone teachers.

Clause
    Backbone teachers (county level or above) are at least ``min_share`` of the counted movers, or, where ``of`` is
    "eligible_backbone", that share of the eligible backbone teachers is exchanged.
Formula
    exchanged: backbone counted movers >= min_share * counted movers, cross-multiplied to whole numbers;
    eligible_backbone: backbone counted movers >= ceil(min_share * eligible backbone teachers).
    A shortfall is in heads, rounded up.
Reads
    Counted movers (rule exchange_ratio); backbone level.
Example
    195 movers, 20 %: 39 backbone teachers hold exactly; with 196 movers 39 are 19.9 %, one head short.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Literal

from rotation.domain.words import RECOGNISED_BACKBONE
from rotation.i18n import findings
from rotation.policy.settings import Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``min_share`` of the exchanged, or of the eligible backbone teachers."""

    min_share: Ratio
    of: Literal["exchanged", "eligible_backbone"]


def post(model: Model, settings: Settings) -> None:
    """State the share over the counted movers."""
    facts = model.facts
    backbone = model.movers(facts.counted & facts.backbone)
    if settings.of == "eligible_backbone":
        need = ceil(settings.min_share * int((facts.eligible & facts.backbone).sum()))
        model.at_least(backbone, need, ["backbone movers"])
        return
    movers = model.movers(facts.counted)
    whole, parts = settings.min_share.denominator, settings.min_share.numerator
    model.at_least(backbone * whole - movers * parts, 0, ["backbone movers"], unit=whole)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the backbone teachers among the counted movers."""
    person = recount.district.teacher_by_id
    backbone = sorted(t for t in recount.counted if person[t].backbone in RECOGNISED_BACKBONE)
    if settings.of == "exchanged":
        whole, wording = len(recount.counted), findings.BACKBONE_OF_EXCHANGED
    else:
        whole = sum(person[t].backbone in RECOGNISED_BACKBONE for t in recount.eligible)
        wording = findings.BACKBONE_OF_ELIGIBLE
    need = -(-settings.min_share.numerator * whole // settings.min_share.denominator)
    missing = max(0, need - len(backbone))
    yield Finding(
        rule="backbone_share",
        subject="district",
        measured=len(backbone),
        limit=need,
        holds=missing == 0,
        text=wording.fill(
            backbone=len(backbone),
            movers=whole,
            eligible=whole,
            share=findings.percent(len(backbone), whole, settings.min_share),
            ratio=findings.ratio(settings.min_share),
            need=need,
            margin=findings.at_least(len(backbone), need),
        ),
        shortfall=missing,
        cost=settings.weight * missing if settings.mode == "target" else 0,
        people=tuple(backbone),
    )
