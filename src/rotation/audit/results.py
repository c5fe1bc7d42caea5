"""What the verifier found: plain frozen records, exact numbers, ids instead of positions.

Counts are whole numbers, measured values are fractions; ``float`` is for display only. None always means
"no data" or "does not apply", never 0. Reports are pure functions of these records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, sqrt
from typing import Final

from rotation.domain.district import SectionKey
from rotation.i18n import Text
from rotation.rules.base import Finding, LessonCount

__all__ = [
    "INDICATORS", "Audit", "ClassRow", "CvRow", "DistrictAudit", "EligibilityRow", "Headline",
    "IndicatorValue", "PostsRow", "SchoolRow", "SectionRow", "State", "SubjectRow", "Targets", "Totals",
    "UncertifiedRow",
]  # fmt: skip

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """Lessons of one subject of one section, a week (``open``: what anyone may give, homerooms included).

    ``supplied`` is the capacity of its own teachers of that main subject; ``main``, ``other`` and
    ``unfilled`` add up to ``demanded`` in the best use of all teachers. ``standard`` is a full teacher's
    weekly load.
    """

    section: SectionKey
    subject: str
    heads: int
    demanded: int
    supplied: int
    main: int
    other: int
    unfilled: int
    standard: Fraction

    @property
    def surplus(self) -> int:
        """Lessons of capacity above demand; negative for a shortage."""
        return self.supplied - self.demanded

    @property
    def teachers_needed(self) -> Fraction:
        """Full teachers that the lessons demanded take."""
        return self.demanded / self.standard

    @property
    def teachers_surplus(self) -> Fraction:
        """Full teachers above need; negative for a shortage."""
        return self.surplus / self.standard

    @property
    def posts_to_apply(self) -> int:
        """Whole posts that the unfilled lessons would take."""
        return ceil(self.unfilled / self.standard)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsRow:
    """One section's posts by pupils and by lessons (both views) against its teachers.

    ``staff_by_pupils`` is pupils / pupils per post (all staff), ``teachers_by_pupils`` the share of it that
    teaches; ``teachers_by_classes`` is set for small rural schools. ``teacher_posts`` is the larger of both,
    rounded half up. ``teachers_by_lessons`` sums lessons demanded / standard over the subjects.
    """

    section: SectionKey
    staff_quota: int
    teachers: int
    staff_by_pupils: Fraction
    teachers_by_pupils: Fraction
    teachers_by_classes: Fraction | None
    teacher_posts: int
    teachers_by_lessons: Fraction
    lessons_demanded: int
    lessons_supplied: int
    lessons_unfilled: int

    @property
    def over_quota(self) -> int:
        """Teachers above the staff quota (negative: posts free)."""
        return self.teachers - self.staff_quota

    @property
    def surplus_by_pupils(self) -> int:
        """Teachers above the posts by pupils or classes; negative for a shortage."""
        return self.teachers - self.teacher_posts

    @property
    def surplus_by_lessons(self) -> Fraction:
        """Teachers above those that the lessons take; negative for a shortage."""
        return self.teachers - self.teachers_by_lessons


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums of one state. Passes count sections in the indicators; lessons are a week's."""

    teachers: int
    pupils: int
    classes: int
    sections_in_indicators: int
    sections_passing: int
    sections_undecided: int
    schools_passing: int
    lessons_demanded: int
    lessons_supplied: int
    lessons_main: int
    lessons_other: int
    lessons_unfilled: int
    heads_missing: Mapping[str, int]
    """Heads short of the thresholds of L1-L3, summed over sections, by indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a district stands ``before`` or ``after`` the exchange; rows in canonical order of their ids."""

    when: str
    sections: tuple[SectionRow, ...]
    schools: tuple[SchoolRow, ...]
    cvs: tuple[CvRow, ...]
    lessons: Mapping[SectionKey, LessonCount]
    subjects: tuple[SubjectRow, ...]
    posts: tuple[PostsRow, ...]
    totals: Totals

    def cv(self, indicator: str, stage: str) -> CvRow | None:
        """Return one CV, None where the stage has no section in the indicators."""
        return next((row for row in self.cvs if (row.indicator, row.stage) == (indicator, stage)), None)


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
class Audit:
    """The verdict on a plan.

    ``findings`` of every active rule, by rule code, then subject. ``tiers`` is the value of each of the
    policy's tiers, in its order: the sum of the findings' costs. ``required_hold`` says whether every finding
    of a required rule holds.
    """

    findings: tuple[Finding, ...]
    tiers: Mapping[str, Fraction]
    required_hold: bool
    state_before: State
    state_after: State
    headline: Headline

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Return the findings that do not hold, of required rules and targets alike."""
        return tuple(finding for finding in self.findings if not finding.holds)

    def of(self, rule: str) -> tuple[Finding, ...]:
        """Return the findings of one rule."""
        return tuple(finding for finding in self.findings if finding.rule == rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """Class sizes of one section; ``largest`` if the pupils of every grade are dealt evenly into its classes.

    ``over_cap`` counts the classes above ``cap`` (45 or 50), ``oversized`` and ``grossly_oversized`` those
    from 56 and from 66 pupils (settings of [indicators]). ``mean`` and ``largest`` are None without classes.
    """

    section: SectionKey
    pupils: int
    classes: int
    mean: Fraction | None
    largest: int | None
    cap: Fraction
    over_cap: int
    oversized: int
    grossly_oversized: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityRow:
    """Why one person is or is not in the denominator. ``reasons`` are codes, empty for the eligible.

    ``years`` are the completed years at the present school, ``retires`` the first day of the month of legal
    retirement. ``text`` is the sentence for "why me?" and "why not me?".
    """

    teacher: str
    section: SectionKey
    eligible: bool
    may_move: bool
    volunteer: bool
    years: int
    retires: date
    reasons: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertifiedRow:
    """A teacher whose certificate does not cover the stage taught at."""

    teacher: str
    section: SectionKey
    certificate_stages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What the ratios mean in heads. ``backbone_minimum`` goes with ``minimum`` movers; None: the rule is
    off."""

    eligible: int
    eligible_backbone: int
    minimum: int | None
    ceiling: int | None
    backbone_minimum: int | None
    senior_minimum: int | None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictAudit:
    """Where a district stands before anything moves."""

    district: str
    year: int
    reference: date
    state: State
    classes: tuple[ClassRow, ...]
    eligibility: tuple[EligibilityRow, ...]
    uncertified: tuple[UncertifiedRow, ...]
    targets: Targets
    due_returns: tuple[str, ...]
