"""Where a district stands at one moment: every row of indicators, lessons and posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rotation.audit.results.indicators import CvRow, SchoolRow, SectionRow
from rotation.audit.results.staffing import PostsRow, SubjectRow
from rotation.domain.district import SectionKey
from rotation.rules.base import LessonCount

__all__ = ["State", "Totals"]


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
