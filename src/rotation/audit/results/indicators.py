"""Indicators of sections and schools, and the coefficients of variation between sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

from rotation.domain.district import SectionKey

__all__ = ["INDICATORS", "CvRow", "IndicatorValue", "SchoolRow", "SectionRow"]

INDICATORS: Final[Mapping[str, str]] = {
    "high_degree": "L1",
    "backbone": "L2",
    "specialists": "L3",
    "teaching_area": "L4",
    "sports_area": "L5",
    "equipment": "L6",
    "multimedia": "L7",
}
"""The seven indicators in the order of the forms; their codes are the fields of ``policy.indicators``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """One indicator of one section.

    ``amount`` is X (heads, square metres, yuan or rooms; for a nine-year school the section's part),
    ``value`` is X per hundred pupils for L1-L3 and L7 and per pupil for L4-L6, in the unit of ``threshold``.
    ``reached`` says value >= threshold, ``near`` value >= ``remaining_share`` of it. ``needed`` is the least
    whole amount of heads that reaches the threshold (L1-L3 only). Without data amount, value, reached and
    near are None.
    """

    indicator: str
    amount: Fraction | None
    value: Fraction | None
    threshold: Fraction
    reached: bool | None
    near: bool | None
    needed: int | None

    @property
    def code(self) -> str:
        """L1 to L7."""
        return INDICATORS[self.indicator]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A section's indicators L1-L7, in order; empty ``values`` where it is outside the indicators.

    ``reached`` counts indicators reached, ``without_data`` those that cannot be told. ``passes``: at least
    ``reach_at_least`` reached and the rest near; None outside the indicators or while missing data could
    decide.
    """

    section: SectionKey
    pupils: int
    classes: int
    teachers: int
    in_indicators: bool
    values: tuple[IndicatorValue, ...]
    reached: int
    without_data: int
    passes: bool | None

    def value(self, indicator: str) -> IndicatorValue | None:
        """Return one indicator, None where the section is outside the indicators."""
        return next((value for value in self.values if value.indicator == indicator), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """A school passes if all its sections in the indicators do; None: undecided, or none is inside."""

    school: str
    pupils: int
    teachers: int
    sections: tuple[SectionKey, ...]
    passes: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CvRow:
    """The enrolment-weighted coefficient of variation of one indicator (L1-L7 or senior_title) in one stage.

    Over the ``sections`` in the indicators, ``pupils`` P and ``amount`` T in all. ``square`` is CV^2, exact;
    None where a section has no data, T = 0 or there is no section. ``limit`` is the cap on CV itself (rule
    balance).
    """

    indicator: str
    stage: str
    sections: int
    without_data: int
    pupils: int
    amount: Fraction | None
    square: Fraction | None
    limit: Fraction

    @property
    def cv(self) -> float | None:
        """CV for display."""
        return None if self.square is None else sqrt(self.square)

    @property
    def holds(self) -> bool | None:
        """Say exactly whether CV <= limit; None without data."""
        return None if self.square is None else self.square <= self.limit**2
