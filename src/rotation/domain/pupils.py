"""Who is dealt into classes: the pupils of one grade with what is asked for them, and the grade's teachers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

__all__ = ["ClassTeacher", "Pupil", "Roster"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """One pupil of the grade.

    ``twins`` marks siblings of one birth; ``together`` is what their parents ask (None: nothing). ``keep_apart``
    holds ids of pupils who must not be in the same class, ``staff_relatives`` ids or names of relatives who teach
    here. ``scores`` stand in the order of the roster's score names, None where one is missing.
    """

    id: str
    name: str
    sex: str
    born: date | None = None
    origin: str | None = None
    needs: tuple[str, ...] = ()
    migrant: bool = False
    left_behind: bool = False
    twins: str | None = None
    together: bool | None = None
    keep_apart: tuple[str, ...] = ()
    staff_relatives: tuple[str, ...] = ()
    scores: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """The pupils of a grade in the order of their ids, and the names of their scores (none in family A)."""

    pupils: tuple[Pupil, ...]
    scores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTeacher:
    """A teacher of the grade; ``classes`` is the most classes this person can teach (the workload)."""

    id: str
    name: str
    sex: str
    born: date
    hired: date
    title: str = "none"
    backbone: str = "none"
    subject: str
    homeroom: bool = False
    classes: int = 1
