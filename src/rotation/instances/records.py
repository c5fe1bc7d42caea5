"""From columns to the district's frozen records, in canonical order."""

from __future__ import annotations

from datetime import date

from rotation.domain.district import Decision, Grade, Preference, School, Section, Teacher
from rotation.domain.words import BACKBONE_LEVELS, DEGREES, LEVELS, ROLES, STAGES, SUBJECTS, TITLES, ZONES
from rotation.instances import names
from rotation.instances.duties import Duties
from rotation.instances.enrolment import Sections
from rotation.instances.facilities import Facilities
from rotation.instances.people import Roster
from rotation.instances.places import Places
from rotation.instances.randomness import Ints, Streams
from rotation.instances.standing import Standing
from rotation.instances.wishes import Wishes

__all__ = [
    "first_of",
    "make_grades",
    "make_people",
    "make_schools",
    "make_sections_records",
    "make_wish_records",
    "numbered",
]


def first_of(month: int) -> date:
    """Return the first day of a month given as 12 * year + month - 1."""
    return date(month // 12, month % 12 + 1, 1)


def numbered(prefix: str, count: int, least: int) -> list[str]:
    """Return ids of equal width, so that their order as text is their order."""
    width = max(least, len(str(count)))
    return [f"{prefix}{number:0{width}d}" for number in range(1, count + 1)]


def make_schools(places: Places, ids: list[str], facilities: Facilities) -> tuple[School, ...]:
    """Return the schools in the order of their ids."""
    return tuple(
        School(
            id=ids[i],
            name=places.names[i],
            zone=ZONES[places.zone[i]],
            township=places.township[i],
            cluster=places.cluster[i],
            level=LEVELS[places.level[i]],
            teaching_point=places.kind[i] == "point",
            central_school=ids[places.central[i]] if places.central[i] >= 0 else None,
            latitude=float(places.latitude[i]),
            longitude=float(places.longitude[i]),
            island=places.islands[i],
            classrooms=int(facilities.classrooms[i]),
            teaching_area_m2=float(facilities.teaching_area_m2[i]),
            sports_area_m2=float(facilities.sports_area_m2[i]),
            equipment_yuan=float(facilities.equipment_yuan[i]),
            multimedia_classrooms=float(facilities.multimedia_classrooms[i]),
            music_rooms=int(facilities.music_rooms[i]),
            art_rooms=int(facilities.art_rooms[i]),
        )
        for i in range(places.count)
    )


def make_sections_records(sections: Sections, ids: list[str], quotas: Ints) -> tuple[Section, ...]:
    """Return the sections sorted by school and stage."""
    rows = [
        Section(school=ids[sections.school[i]], stage=STAGES[sections.stage[i]], staff_quota=int(quotas[i]))
        for i in range(sections.count)
    ]
    return tuple(sorted(rows, key=lambda row: row.key))


def make_grades(sections: Sections, ids: list[str]) -> tuple[Grade, ...]:
    """Return the grades that have classes, sorted by school and grade."""
    rows = [
        Grade(
            school=ids[sections.school[i]],
            grade=grade + 1,
            pupils=int(sections.pupils[i, grade]),
            classes=int(sections.classes[i, grade]),
        )
        for i in range(sections.count)
        for grade in range(9)
        if sections.classes[i, grade]
    ]
    return tuple(sorted(rows, key=lambda row: (row.school, row.grade)))


def make_people(
    sections: Sections,
    school_ids: list[str],
    ids: list[str],
    roster: Roster,
    duties: Duties,
    standing: Standing,
    wishes: Wishes,
    streams: Streams,
) -> tuple[Teacher, ...]:
    """Return the staff master in the order of the ids."""
    called = names.people(roster.female, streams("names"))
    return tuple(
        Teacher(
            id=ids[i],
            name=called[i],
            sex="female" if roster.female[i] else "male",
            born=first_of(int(roster.born[i])),
            hired=first_of(int(roster.hired[i])),
            arrived=first_of(int(roster.arrived[i])),
            school=school_ids[sections.school[roster.section[i]]],
            stage=STAGES[sections.stage[roster.section[i]]],
            subject=SUBJECTS[roster.subject[i]],
            other_subjects=duties.other[i],
            certificate_stages=duties.stages[i],
            degree=DEGREES[roster.degree[i]],
            title=TITLES[roster.title[i]],
            backbone=BACKBONE_LEVELS[roster.backbone[i]],
            role=ROLES[roster.role[i]],
            personnel="worker" if roster.worker[i] else "cadre",
            grades=duties.grades[i],
            homeroom_grade=int(duties.homeroom[i]) or None,
            weekly_lessons=int(duties.weekly[i]),
            exemption=standing.exemption[i],
            evidence=standing.evidence[i],
            exemption_end=standing.exemption_end[i],
            locked_until=standing.locked_until[i],
            seconded_from=school_ids[standing.seconded_from[i]] if standing.seconded_from[i] >= 0 else None,
            secondment_end=standing.secondment_end[i],
            home_latitude=float(wishes.home_latitude[i]) if wishes.home_known[i] else None,
            home_longitude=float(wishes.home_longitude[i]) if wishes.home_known[i] else None,
            spouse=ids[wishes.spouse[i]] if wishes.spouse[i] >= 0 else None,
            volunteer=bool(wishes.volunteer[i]),
            needs_rural_year=bool(wishes.needs_rural_year[i]),
        )
        for i in range(roster.count)
    )


def make_wish_records(
    wishes: Wishes, school_ids: list[str], ids: list[str]
) -> tuple[tuple[Preference, ...], tuple[Decision, ...]]:
    """Return preferences and decisions, sorted."""
    preferences = [
        Preference(teacher=ids[teacher], school=school_ids[school], rank=rank)
        for teacher, school, rank in wishes.ranked
    ]
    decisions = [
        Decision(
            teacher=ids[teacher], kind=kind, school=school_ids[school] if school >= 0 else None, remark=remark
        )
        for teacher, kind, school, remark in wishes.decisions
    ]
    return (
        tuple(sorted(preferences, key=lambda row: (row.teacher, row.rank))),
        tuple(sorted(decisions, key=lambda row: row.teacher)),
    )
