"""Enough of the eligible teachers are exchanged, and not many more than enough.

Clause
    Exchanged teachers are at least ``min_ratio`` of the eligible, per district and year; and at most
    ``most_above_minimum`` more heads than that minimum, so that schools stay stable (absent: no ceiling).
Formula
    minimum = ceil(min_ratio * eligible); ceiling = max(minimum + 1, floor(minimum * (1 + most_above_minimum)));
    minimum <= counted movers <= ceiling.
Reads
    Who is eligible (rule eligibility); volunteers who are not eligible count in neither part unless
    ``count_volunteers``, then among the movers only.
Example
    1,904 eligible, 10 %: at least ceil(190.4) = 191 movers, at most floor(191 * 1.05) = 200. 190 is one short.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from rotation.i18n import findings
from rotation.policy.settings import Amount, Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``min_ratio`` of the eligible; ``most_above_minimum`` as a share of the minimum, None for no ceiling."""

    min_ratio: Ratio
    most_above_minimum: Amount | None = None
    count_volunteers: bool = False


def post(model: Model, settings: Settings) -> None:
    """State minimum and ceiling over the counted movers."""
    facts = model.facts
    movers = model.movers(facts.counted)
    minimum = ceil(settings.min_ratio * int(facts.eligible.sum()))
    model.at_least(movers, minimum, ["counted movers"])
    if settings.most_above_minimum is not None:
        ceiling = max(minimum + 1, floor(minimum * (1 + Fraction(settings.most_above_minimum))))
        model.at_most(movers, ceiling, ["counted movers"])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the exchanged against minimum and ceiling."""
    movers, eligible = len(recount.counted), len(recount.eligible)
    minimum = -(-settings.min_ratio.numerator * eligible // settings.min_ratio.denominator)
    missing = max(0, minimum - movers)
    yield Finding(
        rule="exchange_ratio",
        subject="district",
        measured=movers,
        limit=minimum,
        holds=missing == 0,
        text=findings.EXCHANGE_MINIMUM.fill(
            movers=movers,
            eligible=eligible,
            share=findings.percent(movers, eligible, settings.min_ratio),
            ratio=findings.ratio(settings.min_ratio),
            minimum=minimum,
            margin=findings.at_least(movers, minimum),
        ),
        shortfall=missing,
        cost=settings.weight * missing if settings.mode == "target" else 0,
        people=tuple(sorted(recount.counted)),
    )
    if settings.most_above_minimum is None:
        return
    above = settings.most_above_minimum * minimum
    most = minimum + max(1, above.numerator // above.denominator)
    excess = max(0, movers - most)
    yield Finding(
        rule="exchange_ratio",
        subject="district",
        measured=movers,
        limit=most,
        holds=excess == 0,
        text=findings.EXCHANGE_CEILING.fill(
            movers=movers, minimum=minimum, ceiling=most, margin=findings.at_most(movers, most)
        ),
        shortfall=excess,
        cost=settings.weight * excess if settings.mode == "target" else 0,
        people=tuple(sorted(recount.counted)),
    )
