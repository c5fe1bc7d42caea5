"""No section grows or shrinks much in one year.

Clause
    The net change of a section's head count by the exchange is at most ``max_share`` either way, but one always may.
Formula
    |teachers after - teachers| <= max(1, floor(max_share * teachers)), teachers counted once due secondees have
    gone home.
Reads
    Where everyone stands.
Example
    60 teachers, 5 %: from 57 to 63; 64 is one too many. 10 teachers: floor(0.5) = 0, so from 9 to 11.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rotation.i18n import findings
from rotation.policy.settings import Ratio, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """``max_share`` of a section's teachers."""

    max_share: Ratio


def post(model: Model, settings: Settings) -> None:
    """State both limits for each section."""
    facts = model.facts
    staff = np.bincount(facts.standing, minlength=len(facts.sections))
    share = Fraction(settings.max_share)
    limit = np.maximum(1, staff * share.numerator // share.denominator)
    about = [str(key) for key in facts.sections]
    after = model.present(np.ones(len(facts.teachers)))
    model.at_most(after, staff + limit, about)
    model.at_least(after, staff - limit, about)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the net change of every section that anyone leaves or joins."""
    changed = {t for t, key in recount.standing.items() if recount.after[t] != key}
    touched = {recount.standing[t] for t in changed} | {recount.after[t] for t in changed}
    for key in sorted(touched):
        before, after = recount.staff("standing", key), recount.staff("after", key)
        share = settings.max_share * len(before)
        limit = max(1, share.numerator // share.denominator)
        change = len(after) - len(before)
        excess = max(0, abs(change) - limit)
        yield Finding(
            rule="net_change",
            subject=str(key),
            measured=abs(change),
            limit=limit,
            holds=excess == 0,
            text=findings.NET_CHANGE.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                staff=len(before),
                after=len(after),
                change=f"{change:+d}",
                limit=limit,
                ratio=findings.ratio(settings.max_share),
                margin=findings.at_most(abs(change), limit),
            ),
            shortfall=excess,
            cost=settings.weight * excess if settings.mode == "target" else 0,
            people=tuple(t for t in {**dict.fromkeys(before), **dict.fromkeys(after)} if t in changed),
        )
