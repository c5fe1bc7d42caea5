"""What the verifier counted on a class plan: findings, the values of the tiers, the stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rotation.i18n import Text

__all__ = ["ClassAudit", "ClassFinding", "StageCount"]


@dataclass(frozen=True, slots=True)
class ClassFinding:
    """One thing counted on a class plan; a finding that is not ``required`` may miss its limit and says so."""

    check: str
    school: str | None
    grade: int | None
    measured: int | Fraction
    limit: int | Fraction
    holds: bool
    required: bool
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCount:
    """What a stage comes to; ``before`` are the classes of the data, over the cap and oversized count classes."""

    stage: str
    pupils: int
    classes: int
    before: int
    over_cap_classes: int
    oversized_classes: int
    entrants: int
    directed: int
    lessons_demanded: int
    lessons_supplied: int

    @property
    def catchment_share(self) -> Fraction | None:
        """Entrants placed in their catchment; None without entrants."""
        return Fraction(self.entrants - self.directed, self.entrants) if self.entrants else None


@dataclass(frozen=True, slots=True)
class ClassAudit:
    """Everything counted; ``tiers`` holds what a plan may minimise."""

    findings: tuple[ClassFinding, ...]
    tiers: Mapping[str, int]
    stages: tuple[StageCount, ...]

    @property
    def required_hold(self) -> bool:
        """Whether every required limit holds."""
        return all(finding.holds for finding in self.findings if finding.required)
