"""The verifier of class plans: caps, rooms, totals, sizes, siblings and school size counted from the plan's rows.

Shares no code with the model: who enters where, what is near and what lessons follow are worked out again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import floor

from rotation.audit.opening_results import ClassAudit, ClassFinding, StageCount
from rotation.audit.roads import Ways
from rotation.audit.teaching import capacity_of
from rotation.domain.district import District, Entrants
from rotation.domain.words import ENTRY_GRADES, STAGES, stage_of_grade
from rotation.i18n import Text, words
from rotation.i18n.opening import FINDING, grade_name
from rotation.plan.opening import ClassPlan, OpenedGrade
from rotation.policy.policy import Policy

__all__ = ["ClassAudit", "ClassFinding", "StageCount", "recount_classes"]

Place = tuple[str, int]


def recount_classes(district: District, policy: Policy, plan: ClassPlan) -> ClassAudit:
    """Count a class plan against the data it was made from.

    Parameters
    ----------
    district
        As it was read: entrants not yet directed, classes as they run.
    """
    count = _Count(district, policy, plan)
    findings = (
        *count.totals(), *count.sizes(), *count.caps(), *count.schools(), *count.moved_up(), *count.directions(),
        *count.district_wide(),
    )  # fmt: skip
    return ClassAudit(findings, count.tiers(), tuple(count.stage(stage) for stage in STAGES))


@dataclass(eq=False)
class _Count:
    district: District
    policy: Policy
    plan: ClassPlan
    entrants: dict[Place, Entrants] = field(init=False)
    expected: dict[Place, int] = field(init=False)

    def __post_init__(self) -> None:
        this_year = {None, self.district.year}
        self.entrants = {(row.school, row.grade): row for row in self.district.entrants if row.year in this_year}
        self.expected = {(row.school, row.grade): row.pupils for row in self.district.grades}
        self.expected.update({place: row.pupils for place, row in self.entrants.items()})
        self.terms = self.policy.classes

    @cached_property
    def opened(self) -> dict[Place, OpenedGrade]:
        return {(row.school, row.grade): row for row in self.plan.grades}

    @cached_property
    def running(self) -> dict[Place, int]:
        """Classes that move up: entry grades have none."""
        return {
            (row.school, row.grade): row.classes
            for row in self.district.grades
            if row.grade not in ENTRY_GRADES.values()
        }

    @cached_property
    def school_pupils(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.plan.grades:
            found[row.school] += row.pupils
        return found

    @cached_property
    def school_classes(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.plan.grades:
            found[row.school] += len(row.sizes)
        return found

    def cap(self, row: OpenedGrade) -> int:
        pilot = self.terms.pilot
        if row.school in pilot.schools and row.grade in pilot.grades:
            return pilot.cap
        return self.terms.cap.primary if row.grade <= 6 else self.terms.cap.junior

    def size_limit(self, school: str) -> int:
        stages = {section.stage for section in self.district.sections if section.school == school}
        return self.terms.school_size.nine_year_pupils if len(stages) == 2 else self.terms.school_size.pupils

    def rooms(self, school: str) -> int | None:
        there = self.district.school_by_id[school].classrooms
        return None if there is None else max(0, there - self.terms.rooms.kept_free)

    def finding(
        self, check: str, measured: int | Fraction, limit: int | Fraction, holds: bool, *, required: bool = True,
        at: Place | None = None, school: str | None = None, neighbour: str = "", stage: str = "",
    ) -> ClassFinding:  # fmt: skip
        named = self.district.school_by_id
        school, grade = at or (school, None)
        text = FINDING[check].fill(
            measured=_shown(measured),
            limit=_shown(limit),
            school=named[school].name if school is not None and school in named else school,
            neighbour=named[neighbour].name if neighbour in named else neighbour,
            grade=Text("", "") if grade is None else grade_name(grade),
            stage=words.STAGE.get(stage, Text("", "")),
        )
        return ClassFinding(check, school, grade, measured, limit, holds, required, text)

    def totals(self) -> Iterator[ClassFinding]:
        """Every pupil has a place: those expected, less the directed, and those who come."""
        there = Counter(self.expected)
        for one in self.plan.directed:
            there[one.school, one.grade] -= one.pupils
            there[one.neighbour, one.grade] += one.pupils
        listed = Counter((row.school, row.grade) for row in self.plan.grades)
        for school, grade in sorted({*there, *listed}):
            row = self.opened.get((school, grade))
            known = (school, grade) in self.expected and listed[school, grade] == 1
            measured = row.pupils if row is not None else 0
            yield self.finding(
                "totals", measured, there[school, grade], known and measured == there[school, grade],
                at=(school, grade),
            )  # fmt: skip

    def sizes(self) -> Iterator[ClassFinding]:
        for row in self.plan.grades:
            at = row.school, row.grade
            whole = all(size > 0 for size in row.sizes)
            yield self.finding("sizes", sum(row.sizes), row.pupils, whole and sum(row.sizes) == row.pupils, at=at)
            if row.sizes:
                apart, most = max(row.sizes) - min(row.sizes), self.terms.size_difference
                yield self.finding("size_difference", apart, most, apart <= most, at=at)

    def caps(self) -> Iterator[ClassFinding]:
        required = self.terms.cap.mode == "required"
        for row in self.plan.grades:
            largest, cap, most = max(row.sizes, default=0), self.cap(row), self.policy.indicators.oversized_from - 1
            at = row.school, row.grade
            yield self.finding("cap", largest, cap, largest <= cap, required=required, at=at)
            if largest > most:
                yield self.finding("oversized", largest, most, False, required=False, at=at)

    def schools(self) -> Iterator[ClassFinding]:
        rooms_mode, size_mode = self.terms.rooms.mode, self.terms.school_size.mode
        for school in sorted(self.school_classes):
            rooms = self.rooms(school) if school in self.district.school_by_id else None
            if rooms is not None and rooms_mode != "off":
                classes = self.school_classes[school]
                yield self.finding(
                    "rooms", classes, rooms, classes <= rooms, required=rooms_mode == "required", school=school
                )
            if size_mode != "off":
                pupils, most = self.school_pupils[school], self.size_limit(school)
                yield self.finding(
                    "school_size", pupils, most, pupils <= most, required=size_mode == "required", school=school
                )

    def moved_up(self) -> Iterator[ClassFinding]:
        """Running classes are kept, and oversized ones do not grow."""
        oversized = self.policy.indicators.oversized_from
        for (school, grade), running in sorted(self.running.items()):
            row, at = self.opened.get((school, grade)), (school, grade)
            if row is None or not running:
                continue
            if self.terms.running == "keep":
                least = min(running, self.expected[school, grade])
                yield self.finding("running", len(row.sizes), least, len(row.sizes) >= least, at=at)
            before, largest = -(-self.expected[school, grade] // running), max(row.sizes, default=0)
            if before >= oversized and self.terms.growth.mode != "off":
                yield self.finding("growth", largest, before, largest <= before, at=at)

    def directions(self) -> Iterator[ClassFinding]:
        """Entrants go where they may: along routes, siblings together, into room, nobody sent on."""
        alone: Counter[Place] = Counter()
        pairs: Counter[Place] = Counter()
        sent: Counter[Place] = Counter()
        came: Counter[Place] = Counter()
        allowed = self._routes() if self.plan.directed else {}
        for one in self.plan.directed:
            most = allowed.get((one.school, one.neighbour, one.grade), 0)
            good = one.singles >= 0 and one.pairs >= 0 and one.pupils <= most
            yield self.finding(
                "route", one.pupils, most, good, at=(one.school, one.grade), neighbour=one.neighbour
            )
            alone[one.school, one.grade] += one.singles
            pairs[one.school, one.grade] += one.pairs
            sent[one.school, one.grade] += one.pupils
            came[one.neighbour, one.grade] += one.pupils
        for school, grade in sorted(sent):
            row = self.entrants.get((school, grade))
            twins, staying = (row.twin_pairs, row.staying) if row is not None else (0, 0)
            free = self.expected.get((school, grade), 0) - staying - 2 * twins
            at = school, grade
            yield self.finding("siblings", alone[school, grade], free, alone[school, grade] <= free, at=at)
            yield self.finding("twins", pairs[school, grade], twins, pairs[school, grade] <= twins, at=at)
        for school, grade in sorted(place for place, number in came.items() if number):
            away, receiver = sent[school, grade], self.opened.get((school, grade))
            yield self.finding("relay", away, 0, away == 0, at=(school, grade))
            if receiver is not None:
                over = sum(max(0, size - self.cap(receiver)) for size in receiver.sizes)
                yield self.finding("receives", over, 0, over == 0, at=(school, grade))
            if self.terms.school_size.mode != "off" and school in self.district.school_by_id:
                beyond = max(0, self.school_pupils[school] - self.size_limit(school))
                yield self.finding("full", beyond, 0, beyond == 0, school=school)

    def _routes(self) -> dict[tuple[str, str, int], int]:
        """Return how many may be directed along each route; a section in the sheet has no other routes."""
        terms = self.terms.direction
        if terms.mode == "off":
            return {}
        ways = Ways.of(self.district, float(self.policy.travel.road_factor))
        found: dict[tuple[str, str, int], int] = {}
        listed = {(row.school, row.stage) for row in self.district.neighbours}
        for row in self.district.neighbours:
            grade = ENTRY_GRADES[row.stage]
            if ways.between(row.school, row.neighbour) is not None:
                there = self.expected.get((row.school, grade), 0)
                found[row.school, row.neighbour, grade] = (
                    there if row.most_entrants is None else row.most_entrants
                )
        for section in self.district.sections if terms.within_km is not None else ():
            if (section.school, section.stage) in listed:
                continue
            near = []
            for other in self.district.sections:
                if other.stage == section.stage and other.school != section.school:
                    way = ways.between(section.school, other.school)
                    if way is not None and Fraction(way, 10) <= (terms.within_km or 0):
                        near.append((way, other.school))
            grade = ENTRY_GRADES[section.stage]
            for _, school in sorted(near)[: terms.most_neighbours]:
                found[section.school, school, grade] = self.expected.get((section.school, grade), 0)
        return found

    def district_wide(self) -> Iterator[ClassFinding]:
        for stage in STAGES:
            counted = self.stage(stage)
            supply = floor(counted.lessons_supplied * (1 + self.terms.staff.most_shortage))
            holds = counted.lessons_demanded <= supply
            required = self.terms.staff.mode == "required"
            yield self.finding("staff", counted.lessons_demanded, supply, holds, required=required, stage=stage)
            share, least = counted.catchment_share, self.terms.direction.catchment_share[stage]
            if share is not None and self.terms.direction.mode != "off":
                required = self.terms.direction.mode == "required"
                yield self.finding("catchment", share, least, share >= least, required=required, stage=stage)

    def stage(self, stage: str) -> StageCount:
        rows = [row for row in self.plan.grades if stage_of_grade(row.grade) == stage]
        grade = ENTRY_GRADES[stage]
        return StageCount(
            stage=stage,
            pupils=sum(row.pupils for row in rows),
            classes=sum(len(row.sizes) for row in rows),
            before=sum(row.classes for row in self.district.grades if stage_of_grade(row.grade) == stage),
            over_cap_classes=sum(size > self.cap(row) for row in rows for size in row.sizes),
            oversized_classes=sum(
                size >= self.policy.indicators.oversized_from for row in rows for size in row.sizes
            ),
            entrants=sum(number for (_, entry), number in self.expected.items() if entry == grade),
            directed=sum(one.pupils for one in self.plan.directed if one.grade == grade),
            lessons_demanded=self._lessons[stage] + self._relief(stage),
            lessons_supplied=sum(
                capacity_of(teacher, stage, self.policy)
                for teacher in self.district.teachers
                if teacher.stage == stage
            ),
        )

    @cached_property
    def _lessons(self) -> dict[str, int]:
        """Weekly lessons of the classes by stage, homerooms included."""
        own = {(row.subject, row.grade): row.weekly_lessons for row in self.district.curriculum}
        curriculum, found = own or self.policy.curriculum, dict.fromkeys(STAGES, 0)
        for row in self.plan.grades:
            of_class = sum(weekly for (_, grade), weekly in curriculum.items() if grade == row.grade)
            stage = stage_of_grade(row.grade)
            found[stage] += len(row.sizes) * (of_class + self.policy.lessons.homeroom[stage])
        return found

    def _relief(self, stage: str) -> int:
        """Weekly lessons of which middle leaders of a stage are relieved: colleagues give them."""
        leaders = [one for one in self.district.teachers if one.role == "middle_leader" and one.stage == stage]
        full = [self.policy.lessons.standard[stage][one.subject] for one in leaders]
        return sum(lessons - floor(self.policy.lessons.middle_leader_share * lessons) for lessons in full)

    def tiers(self) -> dict[str, int]:
        """Return every tier's value, whether the policy minimises it or not; a limit that is off counts nothing."""
        ways = Ways.of(self.district, float(self.policy.travel.road_factor))
        most = self.policy.indicators.oversized_from - 1
        rows = self.plan.grades
        beyond = {
            school: max(0, pupils - self.size_limit(school))
            for school, pupils in self.school_pupils.items()
            if school in self.district.school_by_id
        }
        rooms = {school: self.rooms(school) for school in self.school_classes if school in self.district.school_by_id}
        return {
            "oversized": sum(max(0, size - most) for row in rows for size in row.sizes),
            "over_cap": sum(max(0, size - self.cap(row)) for row in rows for size in row.sizes),
            "rooms": 0 if self.terms.rooms.mode == "off" else sum(
                max(0, self.school_classes[school] - number) for school, number in rooms.items() if number is not None
            ),
            "school_size": 0 if self.terms.school_size.mode == "off" else sum(beyond.values()),
            "classes": sum(self.school_classes.values()),
            "lessons": sum(self._lessons.values()),
            "directed": sum(one.pupils for one in self.plan.directed),
            "distance": sum(one.pupils * (ways.between(one.school, one.neighbour) or 0) for one in self.plan.directed),
        }


def _shown(value: int | Fraction) -> str:
    return str(value) if isinstance(value, int) else f"{float(100 * value):.1f} %"
