"""What the numbers of every finding say of one another, whatever the rule counts."""

from __future__ import annotations

from collections.abc import Iterator

from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding

__all__ = ["contradictions"]

PRICED_OTHERWISE = ("balance", "subject_coverage")
"""Rules whose cost is a formula of its own."""
SHORT_IN_PERSONS = ("couples", "travel_limit")
"""Rules that measure a way and count whom it concerns."""
SHORT_IN_OTHER_UNITS = ("balance",)


def contradictions(finding: Finding, settings: RuleSettings) -> Iterator[str]:
    """Yield what the numbers of a finding contradict one another in."""
    if finding.limit is None:
        if not finding.holds:
            yield "broken without a limit"
    elif finding.holds:
        if finding.shortfall:
            yield "holds and is short"
    elif finding.measured == finding.limit:
        yield "broken on its limit"
    elif finding.shortfall:
        apart = abs(finding.measured - finding.limit)
        expected = 1 if finding.rule in SHORT_IN_PERSONS and finding.subject != "district" else apart
        if finding.rule not in SHORT_IN_OTHER_UNITS and finding.shortfall != expected:
            yield f"short by {finding.shortfall}, expected {expected}"
    elif not (finding.subject == "district" and finding.limit == 0 < finding.measured):
        # Only a summary, which counts persons whom findings of their own name, is broken and not short.
        yield "broken and not short"
    if finding.limit is not None and finding.rule not in PRICED_OTHERWISE:
        price = settings.weight * finding.shortfall if settings.mode == "target" else 0
        # Who breaks two decisions is priced once.
        if finding.cost not in ((price, 0) if finding.rule == "decisions" else (price,)):
            yield f"costs {finding.cost}, expected {price}"
