"""The smallest district worth planning: four schools whose plans can all be listed.

The skeleton is made by hand so that the rules meet in it; names, birthdays and homes are drawn. Nine people
are eligible, so one or two are exchanged, and one of them is a backbone teacher. S3 is shortest of lessons,
but its way from S1 is too long for the music teacher, and for the backbone teacher married at S1; S2 has no
post to spare unless its English teacher leaves. A colleague certified for music comes home to S1, and one
backbone teacher stays with the leavers of grade 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import numpy as np

from rotation.domain.district import Decision, District, Grade, Preference, School, Section, Teacher
from rotation.domain.words import STAGES
from rotation.instances import names
from rotation.instances.profile import Profile
from rotation.instances.randomness import Streams

__all__ = ["make_tiny"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """One teacher of the skeleton; ``years`` completed at the school, ``age`` in years."""

    school: str
    stage: str
    subject: str
    other: tuple[str, ...] = ()
    grades: tuple[int, ...]
    homeroom: int | None = None
    years: int = 9
    age: int = 41
    title: str = "first"
    degree: str = "bachelor"
    backbone: str = "none"
    female: bool = True
    exemption: str | None = None
    evidence: str | None = None
    locked: date | None = None
    seconded_from: str | None = None
    secondment_end: date | None = None
    spouse: int | None = None
    volunteer: bool = False
    needs_rural_year: bool = False


def _posts(year: int) -> tuple[_Post, ...]:
    """Return the teachers T01-T17 in order; ``spouse`` is a number from 1."""
    s1 = partial(_Post, school="S1", stage="primary")
    s2 = partial(_Post, school="S2", stage="primary")
    s3 = partial(_Post, school="S3", stage="primary")
    j1 = partial(_Post, school="S1", stage="junior")
    j4 = partial(_Post, school="S4", stage="junior")
    locked = date(year + 2, 8, 31)
    nursing = f"子女出生医学证明复印件（模拟） {year}-02"
    return (
        s1(subject="chinese", grades=(3,), homeroom=3, backbone="county", title="senior", spouse=12),
        s1(subject="music", other=("art",), grades=(3, 6), needs_rural_year=True),
        s1(subject="pe", grades=(3, 6), female=False, years=3, age=30, title="second", volunteer=True),
        s1(subject="maths", grades=(6,), homeroom=6, backbone="county", female=False, title="senior"),
        s1(subject="chinese", grades=(3,), years=7, age=33, exemption="nursing", evidence=nursing),
        s2(subject="chinese", other=("morals",), grades=(3,), homeroom=3, years=2, age=26, title="second"),
        s2(subject="maths", other=("english",), grades=(3,), female=False, years=4, age=29, title="second"),
        s2(subject="english", grades=(3,), years=12, age=46),
        s3(subject="chinese", other=("morals",), grades=(4,), homeroom=4, years=18, age=47),
        s3(subject="maths", grades=(4, 5), homeroom=5, years=15, age=50, degree="below_associate"),
        s3(
            subject="art", other=("music",), grades=(4, 5), years=1, age=35, backbone="county",
            seconded_from="S1", secondment_end=date(year, 7, 31),
        ),
        j1(subject="maths", grades=(8,), homeroom=8, years=8, age=38, female=False, spouse=1),
        j1(subject="chinese", grades=(8,), backbone="city", title="senior", female=False, age=43),
        j1(subject="english", other=("chinese",), grades=(8,), years=4, age=31, title="second"),
        j1(subject="pe", other=("maths",), grades=(8,), years=6, age=29, title="second", locked=locked),
        j4(subject="chinese", grades=(7,), homeroom=7, years=20, age=58, female=False, title="senior"),
        j4(subject="maths", grades=(7,), years=10, age=49, female=False),
    )  # fmt: skip


_SCHOOLS: Final = (
    ("S1", "实验学校", "urban", "城关镇", "城关学区", "strong", 0.0, 0.0),
    ("S2", "中心小学", "town", "柳坪镇", "城关学区", "ordinary", 9.0, 2.0),
    ("S3", "石垭小学", "rural", "柳坪镇", "柳坪学区", "weak", 24.0, 9.0),
    ("S4", "初级中学", "rural", "柳坪镇", "柳坪学区", "weak", 14.0, -4.0),
)
"""Id, name, zone, township, cluster, level, kilometres east and north of S1."""
_SECTIONS: Final = (
    ("S1", "junior", 4),
    ("S1", "primary", 6),
    ("S2", "primary", 3),
    ("S3", "primary", 4),
    ("S4", "junior", 3),
)
"""School, stage, staff quota."""
_GRADES: Final = (
    ("S1", 3, 44),
    ("S1", 6, 45),
    ("S1", 8, 48),
    ("S2", 3, 33),
    ("S3", 4, 24),
    ("S3", 5, 27),
    ("S4", 7, 34),
)
"""School, grade, pupils of its one class."""


def make_tiny(profile: Profile, seed: int, year: int, source: str) -> District:
    """Return the skeleton with drawn names, months of birth and homes."""
    rng = Streams(seed)("tiny")
    posts = _posts(year)
    called = names.people(np.array([post.female for post in posts]), rng)
    born_month = rng.integers(1, 8, len(posts))
    homes = np.round(rng.normal(0.0, 0.01, (2, len(posts))), 4)
    known = rng.random(len(posts)) < profile.homes_known
    teachers = tuple(
        _teacher(
            i,
            post,
            called[i],
            date(year - post.age, int(born_month[i]), 1),
            year,
            profile,
            homes[:, i],
            bool(known[i]),
        )
        for i, post in enumerate(posts)
    )
    return District(
        name=profile.county,
        year=year,
        schools=tuple(_school(profile, *row) for row in _SCHOOLS),
        sections=tuple(
            Section(school=school, stage=stage, staff_quota=quota) for school, stage, quota in _SECTIONS
        ),
        grades=tuple(
            Grade(school=school, grade=grade, pupils=pupils, classes=1) for school, grade, pupils in _GRADES
        ),
        teachers=teachers,
        preferences=(
            Preference(teacher="T02", school="S2", rank=1),
            Preference(teacher="T08", school="S1", rank=1),
            Preference(teacher="T08", school="S3", rank=2),
            Preference(teacher="T12", school="S4", rank=1),
        ),
        decisions=(Decision(teacher="T10", kind="stay", remark="学校骨干课题在研"),),
        source=source,
    )


def _school(
    profile: Profile,
    code: str,
    name: str,
    zone: str,
    township: str,
    cluster: str,
    level: str,
    east: float,
    north: float,
) -> School:
    """Return a school with rooms and areas that meet L4-L7 except S3's sports ground."""
    pupils = sum(row[2] for row in _GRADES if row[0] == code)
    return School(
        id=code,
        name=(profile.county if zone == "urban" else township) + name,
        zone=zone,
        township=township,
        cluster=cluster,
        level=level,
        latitude=round(profile.latitude + north / 111.19, 5),
        longitude=round(profile.longitude + east / 95.3, 5),
        classrooms=sum(row[0] == code for row in _GRADES) + 1,
        teaching_area_m2=float(7 * pupils),
        sports_area_m2=float((6 if code == "S3" else 12) * pupils),
        equipment_yuan=float(3000 * pupils),
        multimedia_classrooms=float(-(-pupils // 33)),
        music_rooms=1,
        art_rooms=int(code == "S1"),
    )


def _teacher(
    index: int,
    post: _Post,
    name: str,
    born: date,
    year: int,
    profile: Profile,
    home: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    home_known: bool,
) -> Teacher:
    place = next(row for row in _SCHOOLS if row[0] == post.school)
    return Teacher(
        id=f"T{index + 1:02d}",
        name=name,
        sex="female" if post.female else "male",
        born=born,
        hired=date(year - max(post.years, post.age - 23), 8, 1),
        arrived=date(year - post.years, 8, 1),
        school=post.school,
        stage=post.stage,
        subject=post.subject,
        other_subjects=post.other,
        certificate_stages=STAGES if post.stage == "junior" else STAGES[:1],
        degree=post.degree,
        title=post.title,
        backbone=post.backbone,
        grades=post.grades,
        homeroom_grade=post.homeroom,
        exemption=post.exemption,
        evidence=post.evidence,
        exemption_end=date(year + 1, 2, 28) if post.exemption else None,
        locked_until=post.locked,
        seconded_from=post.seconded_from,
        secondment_end=post.secondment_end,
        home_latitude=round(profile.latitude + place[7] / 111.19 + float(home[0]), 4) if home_known else None,
        home_longitude=round(profile.longitude + place[6] / 95.3 + float(home[1]), 4) if home_known else None,
        spouse=f"T{post.spouse:02d}" if post.spouse else None,
        volunteer=post.volunteer,
        needs_rural_year=post.needs_rural_year,
    )
