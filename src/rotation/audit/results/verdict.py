"""The verdict on a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rotation.audit.results.state import State
from rotation.rules.base import Finding

__all__ = ["Audit", "Headline", "Judgement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The counts a summary opens with; limits are None where their rule is off.

    ``moves`` counts every mover, ``counted`` those in the exchange ratio, ``backbone_minimum`` goes with
    them. ``volunteers`` are movers who volunteered, ``volunteers_not_eligible`` those of them outside the
    denominator. ``returns`` are due secondees who are home after the exchange, ``upward`` movers to a better
    placed school.
    """

    eligible: int
    eligible_backbone: int
    minimum: int | None
    ceiling: int | None
    moves: int
    counted: int
    backbone_counted: int
    backbone_minimum: int | None
    senior_counted: int
    volunteers: int
    volunteers_not_eligible: int
    returns: int
    returns_due: int
    upward: int
    homerooms_broken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules say of a plan.

    ``findings`` of every active rule, by rule code, then subject. ``tiers`` is the value of each of the
    policy's tiers, in its order: the sum of the findings' costs. ``required_hold`` says whether every finding
    of a required rule holds.
    """

    findings: tuple[Finding, ...]
    tiers: Mapping[str, Fraction]
    required_hold: bool

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Return the findings that do not hold, of required rules and targets alike."""
        return tuple(finding for finding in self.findings if not finding.holds)

    def of(self, rule: str) -> tuple[Finding, ...]:
        """Return the findings of one rule."""
        return tuple(finding for finding in self.findings if finding.rule == rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Judgement):
    """The verdict on a plan: what the rules say of it, and the district before and after."""

    state_before: State
    state_after: State
    headline: Headline
