"""The district under a policy as arrays: one entry per teacher or per section, in canonical order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from rotation.domain.district import District, SectionKey, Teacher
from rotation.domain.words import (
    DEGREES,
    GRADES,
    GRADUATING_GRADES,
    LEVELS,
    OPEN_LESSONS,
    RECOGNISED_BACKBONE,
    SENIOR_TITLES,
    STAGES,
    SUBJECTS,
    ZONES,
)
from rotation.facts.eligibility import VOLUNTARY, EligibilityTerms, is_due, obstacles
from rotation.facts.travel import Roads
from rotation.policy.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Facts"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Facts:
    """Arrays over teachers (length ``len(teachers)``) and sections (length ``len(sections)``).

    ``present`` is the section where a teacher works now, ``standing`` the same once secondees whose term ends
    have gone home (if the rule ``returns`` is on). Stage arrays have two columns, primary and junior.
    """

    district: District
    policy: Policy
    seed: int = 0

    @cached_property
    def teachers(self) -> tuple[Teacher, ...]:
        return self.district.teachers

    @cached_property
    def sections(self) -> tuple[SectionKey, ...]:
        return tuple(section.key for section in self.district.sections)

    @cached_property
    def section_index(self) -> dict[SectionKey, int]:
        return {key: index for index, key in enumerate(self.sections)}

    @cached_property
    def roads(self) -> Roads:
        return Roads(self.district, float(self.policy.travel.road_factor))

    # --- sections ------------------------------------------------------------------------------------

    @cached_property
    def school(self) -> Ints:
        """Index of each section's school."""
        return np.array([self.roads.position[key.school] for key in self.sections], np.int64)

    @cached_property
    def stage(self) -> Ints:
        """0 primary, 1 junior."""
        return np.array([STAGES.index(key.stage) for key in self.sections], np.int64)

    @cached_property
    def quota(self) -> Ints:
        return np.array([section.staff_quota for section in self.district.sections], np.int64)

    @cached_property
    def classes(self) -> Ints:
        """Classes per section and grade, shape (sections, 9)."""
        return self._by_grade("classes")

    @cached_property
    def pupils(self) -> Ints:
        return np.asarray(self._by_grade("pupils").sum(1))

    @cached_property
    def in_indicators(self) -> Bools:
        """Sections that indicators and CV look at: with pupils, and no tiny teaching point."""
        point = np.array([self.district.school_by_id[key.school].teaching_point for key in self.sections], bool)
        tiny = point & (self.pupils < self.policy.indicators.point_below_pupils)
        return (self.pupils > 0) & ~tiny

    @cached_property
    def visitors(self) -> Ints:
        """Visiting specialists who count in L3: those of small rural schools."""
        terms = self.policy.indicators
        least, below = terms.visitors_from_pupils, terms.visitors_below_pupils
        given = np.array([section.visiting_specialists or 0 for section in self.district.sections], np.int64)
        if least is None or below is None:
            return np.zeros_like(given)
        rural = np.array([self.district.school_by_id[key.school].zone == "rural" for key in self.sections], bool)
        of_school = np.bincount(self.school, self.pupils, len(self.district.schools))[self.school]
        return np.where(rural & (least <= of_school) & (of_school < below), given, 0)

    @cached_property
    def cluster(self) -> Ints:
        """Cluster of each school, -1 for none."""
        names = sorted({school.cluster for school in self.district.schools if school.cluster})
        return np.array(
            [names.index(s.cluster) if s.cluster else -1 for s in self.district.schools], np.int64
        )

    @cached_property
    def advantage(self) -> Ints:
        """How well placed each school is: urban before town before rural, then strong before weak."""
        return np.array(
            [
                -(ZONES.index(s.zone) * len(LEVELS) + LEVELS.index(s.level)) * 2 - s.teaching_point
                for s in self.district.schools
            ],
            np.int64,
        )

    @cached_property
    def demand(self) -> Ints:
        """Weekly lessons per section and subject, shape (sections, subjects + 1); the last column is open."""
        weekly = np.zeros((9, len(SUBJECTS) + 1), np.int64)
        curriculum = {(row.subject, row.grade): row.weekly_lessons for row in self.district.curriculum}
        lessons = self.policy.lessons
        for (subject, grade), count in (curriculum or self.policy.curriculum).items():
            column = len(SUBJECTS) if subject in lessons.open_subjects else SUBJECTS.index(subject)
            weekly[grade - 1, column] += count
        for stage, grades in GRADES.items():
            for grade in grades:
                weekly[grade - 1, -1] += lessons.homeroom[stage]
        demand: Ints = self.classes @ weekly
        for teacher, section in zip(self.teachers, self.standing, strict=True):
            if teacher.role == "middle_leader":
                full = lessons.standard[STAGES[self.stage[section]]][teacher.subject]
                demand[section, -1] += full - int(full * lessons.middle_leader_share)
        return demand

    def subject_name(self, index: int) -> str:
        """Return the code of a demand column."""
        return SUBJECTS[index] if index < len(SUBJECTS) else OPEN_LESSONS

    def _by_grade(self, what: str) -> Ints:
        table = np.zeros((len(self.sections), 9), np.int64)
        for row in self.district.grades:
            for stage, grades in GRADES.items():
                index = self.section_index.get(SectionKey(row.school, stage))
                if row.grade in grades and index is not None:
                    table[index, row.grade - 1] += getattr(row, what)
        return table

    # --- teachers ------------------------------------------------------------------------------------

    @cached_property
    def due(self) -> Bools:
        """Secondees whose term has ended, is not extended by a decision to stay, and whose home has a section."""
        kept = frozenset(d.teacher for d in self.district.decisions if d.kind == "stay")
        if not self.policy.active("returns"):
            return np.zeros(len(self.teachers), bool)
        reference = self.policy.calendar.on(self.district.year)
        return self._mask(lambda t: is_due(t, reference, kept) and self._home(t) is not None)

    @cached_property
    def present(self) -> Ints:
        return np.array([self.section_index[t.section] for t in self.teachers], np.int64)

    @cached_property
    def standing(self) -> Ints:
        standing = self.present.copy()
        for index in np.flatnonzero(self.due):
            home = self._home(self.teachers[index])
            assert home is not None
            standing[index] = home
        return standing

    def _home(self, teacher: Teacher) -> int | None:
        """Return the section a secondee belongs to, of the same stage if there is one; None if there is none."""
        same = SectionKey(teacher.seconded_from or "", teacher.stage)
        other = SectionKey(teacher.seconded_from or "", STAGES[1 - STAGES.index(teacher.stage)])
        return self.section_index.get(same, self.section_index.get(other))

    @cached_property
    def obstacles(self) -> list[list[str]]:
        """For each teacher, why they are not eligible; empty for the eligible."""
        settings: Any = self.policy.settings("eligibility")
        terms = EligibilityTerms(
            settings.min_years, settings.min_years_to_retirement, settings.roles, settings.max_age_men,
            settings.max_age_women,
        )  # fmt: skip
        reference = self.policy.calendar.on(self.district.year)
        return [
            obstacles(teacher, reference, bool(due), terms, self.policy.retirement)
            for teacher, due in zip(self.teachers, self.due, strict=True)
        ]

    @cached_property
    def eligible(self) -> Bools:
        return np.array([not found for found in self.obstacles], bool)

    @cached_property
    def volunteer(self) -> Bools:
        return self._mask(lambda t: t.volunteer)

    @cached_property
    def may_move(self) -> Bools:
        """The eligible, and volunteers whom nothing but years or age keeps out."""
        willing = np.array([VOLUNTARY.issuperset(found) for found in self.obstacles], bool)
        return np.asarray(self.eligible | (self.volunteer & willing))

    @cached_property
    def counted(self) -> Bools:
        """Who counts in the exchange ratio when moved."""
        settings: Any = self.policy.settings("exchange_ratio")
        return np.asarray(self.eligible | (self.may_move & bool(settings.count_volunteers)))

    @cached_property
    def backbone(self) -> Bools:
        return self._mask(lambda t: t.backbone in RECOGNISED_BACKBONE)

    @cached_property
    def senior(self) -> Bools:
        return self._mask(lambda t: t.title in SENIOR_TITLES)

    @cached_property
    def high_degree(self) -> Bools:
        """Above the degree the stage asks for; shape (teachers, 2)."""
        rank = np.array([DEGREES.index(t.degree) for t in self.teachers], np.int64)
        return np.stack([rank >= DEGREES.index("associate"), rank >= DEGREES.index("bachelor")], axis=1)

    @cached_property
    def specialist(self) -> Bools:
        return self._mask(lambda t: t.subject in self.policy.indicators.specialist_subjects)

    @cached_property
    def counted_at(self) -> Ints:
        """Section at which a secondee counts in indicators who does not where they teach; -1 for all others."""
        at = np.full(len(self.teachers), -1, np.int64)
        if self.policy.indicators.secondees_count_at == "home":
            homes = [None if teacher.seconded_from is None else self._home(teacher) for teacher in self.teachers]
            at[:] = [-1 if home is None else home for home in homes]
        return at

    def where_taught(self, trait: Bools) -> Bools:
        """Return a trait of those alone who count in indicators where they teach."""
        here = self.counted_at < 0
        return np.asarray(trait & (here if trait.ndim == 1 else here[:, None]))

    def counted_apart(self, trait: Bools) -> Ints:
        """Return for each section the secondees with a trait who count there in indicators wherever they teach."""
        who = np.flatnonzero(self.counted_at >= 0)
        at = self.counted_at[who]
        has = trait[who] if trait.ndim == 1 else trait[who, self.stage[at]]
        return np.bincount(at[has], minlength=len(self.sections))

    @cached_property
    def certified(self) -> Bools:
        """Stages the certificate covers, a junior one covering primary too; shape (teachers, 2)."""
        junior = self._mask(lambda t: "junior" in t.certificate_stages)
        return np.stack([self._mask(lambda t: "primary" in t.certificate_stages) | junior, junior], axis=1)

    @cached_property
    def teaching_stage(self) -> Ints:
        return self.stage[self.standing]

    @cached_property
    def subject(self) -> Ints:
        return np.array([SUBJECTS.index(t.subject) for t in self.teachers], np.int64)

    @cached_property
    def homeroom(self) -> Bools:
        return self._mask(lambda t: t.homeroom_grade is not None)

    @cached_property
    def main_column(self) -> Ints:
        """Demand column of each teacher's main subject."""
        return np.array([self._demand_column(t.subject) for t in self.teachers], np.int64)

    @cached_property
    def further(self) -> tuple[tuple[int, ...], ...]:
        """Demand columns of each teacher's further certified subjects; open subjects need no certificate."""
        wide = len(SUBJECTS)
        return tuple(
            tuple(sorted({self._demand_column(s) for s in t.other_subjects} - {self._demand_column(t.subject), wide}))
            for t in self.teachers
        )

    @cached_property
    def further_part(self) -> Ints:
        """Weekly lessons kept for each further subject, by stage taught at; shape (teachers, 2).

        Only of those who stay for certain: nobody counts on a colleague who may be gone.
        """
        share = self.policy.lessons.further_share
        count = np.array([max(1, len(columns)) for columns in self.further], np.int64)[:, None]
        has = (np.array([bool(columns) for columns in self.further], bool) & ~self.may_move)[:, None]
        return np.where(has, self.load * share.numerator // (share.denominator * count), 0)

    @cached_property
    def main_part(self) -> Ints:
        """Weekly lessons for the main subject, by stage taught at; shape (teachers, 2)."""
        count = np.array([len(columns) for columns in self.further], np.int64)[:, None]
        return self.load - count * self.further_part

    @cached_property
    def load(self) -> Ints:
        """Weekly lessons a teacher can give, by stage taught at; shape (teachers, 2).

        A middle leader counts in full: the relief belongs to the office, which a colleague takes over when the
        leader moves, so it is demanded of the section as open lessons.
        """
        lessons = self.policy.lessons
        load = np.zeros((len(self.teachers), 2), np.int64)
        for index, teacher in enumerate(self.teachers):
            for column, stage in enumerate(STAGES):
                full = lessons.standard[stage][teacher.subject]
                load[index, column] = {
                    "principal": lessons.principal,
                    "deputy": lessons.deputy,
                    "middle_leader": full,
                    "teacher": full,
                }[teacher.role]
        return load

    @cached_property
    def standard(self) -> Ints:
        """Lessons of a full teacher by stage and demand column; 0 for open lessons. Shape (2, subjects + 1)."""
        rows = [[self.policy.lessons.standard[stage][subject] for subject in SUBJECTS] + [0] for stage in STAGES]
        return np.array(rows, np.int64)

    @cached_property
    def kind(self) -> Ints:
        """Teachers of one kind are alike in everything that a section's counts can see.

        Who may move is part of it, as ``further_part`` depends on that.
        """
        slots = max((len(columns) for columns in self.further), default=0)
        further = np.array([[*columns, *[-1] * (slots - len(columns))] for columns in self.further], np.int64)
        table = np.column_stack(
            [
                further.reshape(len(self.teachers), slots), self.subject, self.load, self.backbone, self.senior,
                self.high_degree, self.specialist, self.certified,
             self.may_move, self.counted_at < 0]
        ).astype(np.int64)
        return np.unique(table, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)

    @cached_property
    def residence(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitude and longitude of where each teacher lives, NaN where not known."""
        places = [(t.home_latitude, t.home_longitude) for t in self.teachers]
        table = np.array(places, np.float64).reshape(len(places), 2)
        return table[:, 0], table[:, 1]

    @cached_property
    def teacher_school(self) -> Ints:
        """School index of each teacher's standing section."""
        return self.school[self.standing]

    @cached_property
    def spouse(self) -> Ints:
        """Index of each teacher's spouse, -1 for none in the district."""
        place = self.teacher_index
        return np.array([place.get(t.spouse or "", -1) for t in self.teachers], np.int64)

    @cached_property
    def teacher_index(self) -> dict[str, int]:
        """Index of each teacher by id."""
        return {teacher.id: index for index, teacher in enumerate(self.teachers)}

    def graduating_core(self, main_subjects: Iterable[str]) -> Bools:
        """Say who is homeroom or main-subject teacher of a graduating grade."""
        main = frozenset(main_subjects)
        if main not in self._graduating:
            self._graduating[main] = self._mask(
                lambda t: t.homeroom_grade in GRADUATING_GRADES
                or (t.subject in main and not frozenset(t.grades).isdisjoint(GRADUATING_GRADES))
            )
        return self._graduating[main]

    @cached_property
    def _graduating(self) -> dict[frozenset[str], Bools]:
        """What was asked of ``graduating_core`` before: rules ask for every block of arcs."""
        return {}

    def _mask(self, test: Callable[[Teacher], bool]) -> Bools:
        return np.fromiter((test(teacher) for teacher in self.teachers), bool, len(self.teachers))

    def _demand_column(self, subject: str) -> int:
        return len(SUBJECTS) if subject in self.policy.lessons.open_subjects else SUBJECTS.index(subject)
