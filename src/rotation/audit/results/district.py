"""What the audit of the data alone adds to the state: classes, eligibility, certificates, targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rotation.audit.results.state import State
from rotation.domain.district import SectionKey
from rotation.i18n import Text

__all__ = ["ClassRow", "DistrictAudit", "EligibilityRow", "FurtherRow", "Targets", "UncertifiedRow"]


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
class FurtherRow:
    """One of the further checks, of a school or of a stage of the district; None: no data.

    ``school_size`` pupils against the most; ``music_rooms`` and ``art_rooms`` against one for so many started classes;
    ``certified`` the share of teachers whose certificate covers the stage; ``backbone_parity`` and
    ``bachelor_parity`` the share of the teachers of townships against that of the urban ones.
    """

    check: str
    school: str | None
    stage: str | None
    measured: Fraction | None
    limit: Fraction
    holds: bool | None


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
    further: tuple[FurtherRow, ...]
    targets: Targets
    due_returns: tuple[str, ...]
