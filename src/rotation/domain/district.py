"""What is: the schools, sections, grades, teachers and wishes of one district, as frozen records.

Ids are the data's own strings. Absent facts are None, never 0 or an empty string. Records are made
by ``rotation.io`` after every check has passed; nothing here validates again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

__all__ = [
    "Decision", "District", "Entrants", "Extra", "Grade", "Lessons", "Neighbour", "Preference", "School", "Section",
    "SectionKey", "Teacher", "Travel",
]  # fmt: skip

Extra = tuple[tuple[str, str], ...]
"""Unknown columns of a row, kept as (heading, text) in the order of the sheet."""


class SectionKey(NamedTuple):
    """Names one section: a stage of a school."""

    school: str
    stage: str

    def __str__(self) -> str:
        return f"{self.school}/{self.stage}"


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school, with what its sections share.

    Areas in square metres, equipment in yuan; None where the data does not say. ``island`` names the
    island a school stands on (None: the mainland): no road leads from one to another. ``central_school``
    is the id of the central school a teaching point belongs to.
    """

    id: str
    name: str
    zone: str
    township: str
    cluster: str | None = None
    level: str = "ordinary"
    teaching_point: bool = False
    central_school: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    island: str | None = None
    classrooms: int | None = None
    teaching_area_m2: float | None = None
    sports_area_m2: float | None = None
    equipment_yuan: float | None = None
    multimedia_classrooms: float | None = None
    music_rooms: int | None = None
    art_rooms: int | None = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One stage of a school; ``staff_quota`` is the number of posts it may fill.

    ``visiting_specialists`` are teachers of PE, music and art who come from other schools every week to teach here.
    """

    school: str
    stage: str
    staff_quota: int
    visiting_specialists: int | None = None
    extra: Extra = ()

    @property
    def key(self) -> SectionKey:
        return SectionKey(self.school, self.stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Pupils and classes of one grade (1-9) of a school."""

    school: str
    grade: int
    pupils: int
    classes: int
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """One row of the staff master.

    ``school`` and ``stage`` are where the teacher works now. ``seconded_from`` is the school that holds the
    personnel file of a secondee (None: the present school), ``secondment_end`` the end of the term.
    ``certificate_stages`` are the stages on the certificate, ``other_subjects`` the further certified subjects,
    ``grades`` the grades taught now, ``homeroom_grade`` the grade of the homeroom class (None: no homeroom).
    Dates known to the month are the first of that month. ``born`` decides age and retirement, ``arrived`` the
    years at the present school. ``exemption`` is a reason from ``words.EXEMPTIONS`` with its ``evidence``;
    ``exemption_end`` its last day (None: open). ``locked_until`` is the end of a service lock.
    """

    id: str
    name: str
    sex: str
    born: date
    hired: date | None
    arrived: date
    school: str
    stage: str
    subject: str
    other_subjects: tuple[str, ...] = ()
    certificate_stages: tuple[str, ...]
    degree: str
    title: str = "none"
    backbone: str = "none"
    role: str = "teacher"
    personnel: str = "cadre"
    grades: tuple[int, ...] = ()
    homeroom_grade: int | None = None
    weekly_lessons: int | None = None
    exemption: str | None = None
    evidence: str | None = None
    exemption_end: date | None = None
    locked_until: date | None = None
    seconded_from: str | None = None
    secondment_end: date | None = None
    home_latitude: float | None = None
    home_longitude: float | None = None
    spouse: str | None = None
    volunteer: bool = False
    needs_rural_year: bool = False
    extra: Extra = ()

    @property
    def section(self) -> SectionKey:
        return SectionKey(self.school, self.stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A teacher's wish: ``rank`` 1 is the school wanted most."""

    teacher: str
    school: str
    rank: int
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the section's heads have settled: ``kind`` is stay, move, assign or forbid.

    ``assign`` and ``forbid`` name a school; ``stay`` and ``move`` do not.
    """

    teacher: str
    kind: str
    school: str | None = None
    remark: str | None = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """The way between two schools, in both directions; ``hectometres`` is None where there is no way."""

    origin: str
    destination: str
    hectometres: int | None
    minutes: int | None = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Weekly lessons of one subject in one class of a grade."""

    subject: str
    grade: int
    weekly_lessons: int
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrants:
    """Children who enter grade 1 or 7 from a school's catchment; ``year`` None is the planning year.

    ``staying`` have a brother or sister at the school and stay with them; ``twin_pairs`` are pairs who enter
    together and are placed together. Both are among ``pupils``, no child in both.
    """

    school: str
    grade: int
    year: int | None = None
    pupils: int
    staying: int = 0
    twin_pairs: int = 0
    extra: Extra = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A catchment that overlaps another: entrants of ``school`` at a stage may be directed to ``neighbour``.

    ``most_entrants`` is how many at most (None: as many as there are).
    """

    school: str
    neighbour: str
    stage: str
    most_entrants: int | None = None
    extra: Extra = ()


@dataclass(frozen=True, kw_only=True)
class District:
    """A county whose schools are planned together, in canonical order (every tuple sorted by its ids).

    ``year`` is the planning year; ``curriculum`` is empty where the policy's own is to be used.
    ``source`` tells where the data comes from (generator, seed); it is part of no computation.
    """

    name: str
    year: int
    schools: tuple[School, ...]
    sections: tuple[Section, ...]
    grades: tuple[Grade, ...]
    teachers: tuple[Teacher, ...]
    preferences: tuple[Preference, ...] = ()
    decisions: tuple[Decision, ...] = ()
    travel: tuple[Travel, ...] = ()
    curriculum: tuple[Lessons, ...] = ()
    entrants: tuple[Entrants, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    source: str = ""

    @cached_property
    def school_by_id(self) -> Mapping[str, School]:
        return {school.id: school for school in self.schools}

    @cached_property
    def teacher_by_id(self) -> Mapping[str, Teacher]:
        return {teacher.id: teacher for teacher in self.teachers}

    @cached_property
    def section_by_key(self) -> Mapping[SectionKey, Section]:
        return {section.key: section for section in self.sections}
