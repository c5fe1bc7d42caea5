"""What the policy's ratios mean in heads for one district."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from rotation.audit.recount import Counted
from rotation.audit.results import Targets
from rotation.domain.words import RECOGNISED_BACKBONE
from rotation.i18n import findings

__all__ = ["targets"]


def targets(counted: Counted, movers: int | None = None) -> Targets:
    """Return minimum and ceiling in heads, and the backbone and senior heads among so many movers.

    Parameters
    ----------
    movers
        Counted movers that shares of the exchanged refer to; None: the minimum itself.
    """
    policy = counted.policy
    person = counted.district.teacher_by_id
    eligible = len(counted.eligible)
    backbone = sum(person[teacher].backbone in RECOGNISED_BACKBONE for teacher in counted.eligible)
    minimum = ceiling = of_backbone = of_senior = None
    exchange = policy.settings("exchange_ratio")
    if policy.active("exchange_ratio"):
        minimum = ceil(exchange.min_ratio * eligible)
        if exchange.most_above_minimum is not None:
            ceiling = max(minimum + 1, floor(minimum + minimum * Fraction(exchange.most_above_minimum)))
    exchanged = movers if movers is not None else minimum or 0
    if policy.active("backbone_share"):
        share = policy.settings("backbone_share")
        of_backbone = ceil(share.min_share * (exchanged if share.of == "exchanged" else backbone))
    if policy.active("senior_share"):
        of_senior = ceil(policy.settings("senior_share").min_share * exchanged)
    return Targets(
        eligible=eligible,
        eligible_backbone=backbone,
        minimum=minimum,
        ceiling=ceiling,
        backbone_minimum=of_backbone,
        senior_minimum=of_senior,
        text=findings.target_sentence(eligible, exchange.min_ratio, minimum, ceiling, of_backbone, of_senior),
    )
