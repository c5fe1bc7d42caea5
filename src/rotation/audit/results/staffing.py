"""Lessons and posts of sections, by subject and in both views."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from rotation.domain.district import SectionKey

__all__ = ["PostsRow", "SubjectRow"]


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
    rounded half up. ``teachers_by_lessons`` sums lessons demanded / standard over the subjects, half a teacher for
    each homeroom, and what leaders' offices take of theirs.
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
