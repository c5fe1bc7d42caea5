"""No section is filled beyond its posts.

Clause
    Teachers after the exchange are at most the staff quota, or the present head count where that is higher.
Formula
    teachers after <= max(staff quota, teachers), teachers counted once due secondees have gone home.
Reads
    staff_quota of the section; where everyone stands.
Example
    Quota 20, 18 teachers: 20 hold, 21 are one too many. Quota 20, 22 teachers: 22 hold.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rotation.i18n import findings
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """No settings of its own: quotas are data."""


def post(model: Model, settings: Settings) -> None:
    """State one limit for each section."""
    facts = model.facts
    staff = np.bincount(facts.standing, minlength=len(facts.sections))
    about = [str(key) for key in facts.sections]
    model.at_most(model.present(np.ones(len(facts.teachers))), np.maximum(facts.quota, staff), about)


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count the teachers of every section that anyone leaves or joins."""
    changed = {t for t, key in recount.standing.items() if recount.after[t] != key}
    touched = {recount.standing[t] for t in changed} | {recount.after[t] for t in changed}
    for key in sorted(touched):
        quota = recount.district.section_by_key[key].staff_quota
        staff, after = len(recount.staff("standing", key)), len(recount.staff("after", key))
        limit = quota if quota > staff else staff
        excess = max(0, after - limit)
        yield Finding(
            rule="staff_quota",
            subject=str(key),
            measured=after,
            limit=limit,
            holds=excess == 0,
            text=findings.QUOTA.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                after=after,
                quota=quota,
                staff=staff,
                limit=limit,
                margin=findings.at_most(after, limit),
            ),
            shortfall=excess,
            cost=settings.weight * excess if settings.mode == "target" else 0,
            people=tuple(t for t in recount.staff("after", key) if t in changed),
        )
