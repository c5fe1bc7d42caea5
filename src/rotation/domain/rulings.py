"""What the section's heads rule on a plan: single moves kept or refused, new facts about people and schools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotation.domain.district import Extra

__all__ = ["Ruling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One row of a decisions file.

    ``kind`` is from ``words.RULINGS``. ``teacher``, ``school`` (present school) and ``subject`` (main subject) say
    whom it is about; all that are given must fit. ``to`` is the school of assign and forbid, and the one that takes
    over of close. ``reason``, ``evidence`` and ``until`` belong to exempt. ``row`` is where it stands in its file.
    """

    kind: str
    teacher: str | None = None
    school: str | None = None
    subject: str | None = None
    to: str | None = None
    reason: str | None = None
    evidence: str | None = None
    until: date | None = None
    remark: str | None = None
    row: int = 0
    extra: Extra = ()
