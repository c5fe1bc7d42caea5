"""A school ends: its pupils go to a receiving school, its teachers and their posts with them.

Closing is not exchange. If the teachers of a closed school stood where no pupils are and had to be moved by the
exchange, its own rules would forbid it: at most so many may leave a section, a subject keeps its core, nobody with
too few years goes, heads hardly change. So they are placed before the exchange is planned, and nobody counts as a mover
for that. The rules then look at the receiving school with both staffs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from rotation.domain.district import (
    Decision,
    District,
    Entrants,
    Grade,
    Neighbour,
    Preference,
    School,
    Section,
    SectionKey,
    Teacher,
)  # fmt: skip
from rotation.domain.words import ENTRY_GRADES, STAGES, stage_of_grade

__all__ = ["SHARED", "closed", "fewer_homerooms", "relocated"]

SHARED: Final = (
    "classrooms", "teaching_area_m2", "sports_area_m2", "equipment_yuan", "multimedia_classrooms", "music_rooms",
    "art_rooms",
)  # fmt: skip
"""What a school that is merged brings along; a school that is closed leaves it behind."""


def closed(
    district: District,
    gone: str,
    into: Mapping[str, str],
    *,
    classes: Callable[[str, int], int] | None = None,
    rooms: bool = False,
    places: Mapping[str, str] | None = None,
    restart: date | None = None,
    leaders_teach: bool = False,
) -> District:
    """Return the district without the school ``gone``; every name is known to be good.

    Parameters
    ----------
    into
        The school that takes over, by stage.
    classes
        Classes for so many pupils of one grade at a stage, opened anew; without it classes stay as they are.
    rooms
        The site goes on as a part of the receiving school: rooms and equipment are added.
    places
        Another school for some of the teachers; they give up their class.
    restart
        Day on which years at the school begin again, but those of secondees, who are there for a term; None where they
        continue.
    leaders_teach
        Principals and others who lead become teachers.
    """
    # At a stage that the school has not, its file may still hold secondees.
    new = {stage: into.get(stage, next(iter(into.values()), gone)) for stage in STAGES}
    schools = _central((school for school in district.schools if school.id != gone), gone, new)
    if rooms:
        schools = _with_rooms(schools, district.school_by_id[gone], new[_first_stage(district, gone)])

    def placed(teacher: Teacher) -> Teacher:
        moved = teacher.school == gone
        if moved:
            place = (places or {}).get(teacher.id)
            role = "teacher" if leaders_teach else teacher.role
            teacher = replace(teacher, school=place or new[teacher.stage], role=role)
            if place is not None:  # the class goes elsewhere
                teacher = replace(teacher, homeroom_grade=None, grades=())
        if teacher.seconded_from == gone:
            teacher = replace(teacher, seconded_from=new[teacher.stage])
        if teacher.seconded_from == teacher.school:  # home has come to them
            teacher = replace(teacher, seconded_from=None, secondment_end=None)
        if moved and restart is not None and teacher.seconded_from is None:  # a secondee's term goes on
            teacher = replace(teacher, arrived=restart)
        return teacher

    teachers = tuple(map(placed, district.teachers))
    home = {teacher.id: teacher for teacher in teachers}
    return replace(
        district,
        schools=schools,
        sections=_sections(district.sections, gone, new),
        grades=_grades(district.grades, gone, new, classes),
        teachers=teachers,
        preferences=_preferences(district.preferences, gone, home),
        decisions=tuple(_decisions(district.decisions, gone, new, home)),
        travel=tuple(way for way in district.travel if gone not in (way.origin, way.destination)),
        entrants=_entrants(district, gone, new),
        neighbours=_neighbours(district.neighbours, gone, new),
    )


def relocated(place: SectionKey, gone: Mapping[str, str]) -> SectionKey:
    """Return where a section is once schools have closed, each into the one that ``gone`` names."""
    school = place.school
    while school in gone:
        school = gone[school]
    return SectionKey(school, place.stage)


def fewer_homerooms(district: District, arrived: frozenset[str]) -> District:
    """Return the district with no more homeroom teachers than classes in any grade.

    Those who came with their pupils (``arrived``) give up first, then the larger ids.
    """
    classes = {(row.school, row.grade): row.classes for row in district.grades}
    taken: dict[tuple[str, int], int] = {}
    without: set[str] = set()
    for teacher in sorted(district.teachers, key=lambda each: (each.id in arrived, each.id)):
        if teacher.homeroom_grade is not None:
            key = (teacher.school, teacher.homeroom_grade)
            taken[key] = taken.get(key, 0) + 1
            if taken[key] > classes.get(key, 0):
                without.add(teacher.id)
    teachers = tuple(replace(t, homeroom_grade=None) if t.id in without else t for t in district.teachers)
    return replace(district, teachers=teachers)


def _first_stage(district: District, school: str) -> str:
    return min((section.stage for section in district.sections if section.school == school), key=STAGES.index)


def _central(schools: Iterable[School], gone: str, new: Mapping[str, str]) -> tuple[School, ...]:
    """Points of a central school that is gone belong to who takes its primary pupils."""
    central = new["primary"]
    return tuple(
        replace(school, central_school=central if central not in (gone, school.id) else None)
        if school.central_school == gone
        else school
        for school in schools
    )


def _with_rooms(schools: Iterable[School], gone: School, receiver: str) -> tuple[School, ...]:
    def together(school: School) -> School:
        pairs = {name: (getattr(school, name), getattr(gone, name)) for name in SHARED}
        rooms: dict[str, Any] = {name: None if None in pair else sum(pair) for name, pair in pairs.items()}
        return replace(school, **rooms)

    return tuple(together(school) if school.id == receiver else school for school in schools)


def _sections(sections: Iterable[Section], gone: str, new: Mapping[str, str]) -> tuple[Section, ...]:
    """Add the posts to the receiving sections; one that was not there opens."""
    found = {section.key: section for section in sections}
    for old in [section for section in found.values() if section.school == gone]:
        del found[old.key]
        key = SectionKey(new[old.stage], old.stage)
        there = found.get(key, replace(old, school=key.school, staff_quota=0, visiting_specialists=None))
        found[key] = replace(there, staff_quota=there.staff_quota + old.staff_quota)
    return tuple(found[key] for key in sorted(found))


def _grades(
    grades: Iterable[Grade], gone: str, new: Mapping[str, str], classes: Callable[[str, int], int] | None
) -> tuple[Grade, ...]:
    table = {(row.school, row.grade): row for row in grades}
    for (school, grade), row in list(table.items()):
        if school != gone:
            continue
        del table[school, grade]
        stage = stage_of_grade(grade)
        there = (new[stage], grade)
        old = table.get(there, Grade(school=new[stage], grade=grade, pupils=0, classes=0))
        pupils = old.pupils + row.pupils
        opened = old.classes + row.classes if classes is None else classes(stage, pupils)
        table[there] = replace(old, pupils=pupils, classes=opened)
    return tuple(table[key] for key in sorted(table))


def _entrants(district: District, gone: str, new: Mapping[str, str]) -> tuple[Entrants, ...]:
    """Join the catchments; of a school that has no number of a year, this year's catchment counts."""
    table = {(row.school, row.grade, row.year or district.year): row for row in district.entrants}
    now = {(row.school, row.grade): row.pupils for row in district.grades}
    now |= {(school, grade): row.pupils for (school, grade, year), row in table.items() if year == district.year}
    for stage, grade in ENTRY_GRADES.items():
        to = new[stage]
        for year in sorted({year for school, at, year in table if at == grade and school in (gone, to)}):
            ours, theirs = table.pop((gone, grade, year), None), table.pop((to, grade, year), None)
            known = [row for row in (ours, theirs) if row is not None]
            without = [school for school, row in ((gone, ours), (to, theirs)) if row is None]
            if to != gone:
                table[to, grade, year] = replace(
                    theirs or known[0],
                    school=to,
                    pupils=sum(row.pupils for row in known) + sum(now.get((school, grade), 0) for school in without),
                    staying=sum(row.staying for row in known),
                    twin_pairs=sum(row.twin_pairs for row in known),
                )
    return tuple(sorted(table.values(), key=lambda row: (row.school, row.grade, row.year or 0)))


def _neighbours(rows: Iterable[Neighbour], gone: str, new: Mapping[str, str]) -> tuple[Neighbour, ...]:
    """Let the receiving school overlap with whom either did; nobody is directed from it to itself."""
    table: dict[tuple[str, str, str], Neighbour] = {}
    for row in rows:
        school, neighbour = (new[row.stage] if one == gone else one for one in (row.school, row.neighbour))
        there = school, row.stage, neighbour
        if school == neighbour:
            continue
        most = [each.most_entrants for each in (row, table.get(there)) if each is not None]
        whole = None if None in most else sum(number for number in most if number is not None)
        table[there] = replace(table.get(there, row), school=school, neighbour=neighbour, most_entrants=whole)
    return tuple(table[key] for key in sorted(table))


def _preferences(wishes: Iterable[Preference], gone: str, home: Mapping[str, Teacher]) -> tuple[Preference, ...]:
    """Drop the wishes for a school that is gone or one's own now; later wishes move up."""
    kept: dict[str, list[Preference]] = {}
    for wish in sorted(wishes, key=lambda each: (each.teacher, each.rank)):
        if wish.school not in (gone, home[wish.teacher].school):
            kept.setdefault(wish.teacher, []).append(wish)
    return tuple(replace(wish, rank=rank) for own in kept.values() for rank, wish in enumerate(own, 1))


def _decisions(
    decisions: Iterable[Decision], gone: str, new: Mapping[str, str], home: Mapping[str, Teacher]
) -> Iterable[Decision]:
    """Yield what still means something: who was assigned to the school that is gone goes to the receiving one."""
    for decision in decisions:
        person = home[decision.teacher]
        if decision.kind == "assign" and decision.school == gone:
            decision = replace(decision, school=new[person.stage])  # noqa: PLW2901 - the same decision, carried along
        if decision.school is None or decision.school not in (gone, person.school):
            yield decision
