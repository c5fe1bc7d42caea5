"""Lessons of the verifier: loads in parts, demand, and what a section's teachers give."""

from dataclasses import replace

import pytest

from districts import BOUND, district, key, lessons, only, school, teacher
from rotation.audit import recount
from rotation.audit.teaching import parts_of
from rotation.domain.district import Grade

POLICY = only("subject_coverage")


@pytest.mark.parametrize(
    ("subject", "stage", "further", "parts"),
    [
        # primary art 20, a quarter of it for others: 5
        ("art", "primary", (), {"art": 20}),
        ("art", "primary", ("music",), {"art": 15, "music": 5}),
        ("art", "primary", ("music", "pe"), {"art": 16, "music": 2, "pe": 2}),
        ("art", "primary", ("labour", "art"), {"art": 20}),
        ("labour", "primary", ("music",), {"open": 15, "music": 5}),
        # junior maths 12: 3; primary PE 18: floor(4.5)
        ("maths", "junior", ("physics",), {"maths": 9, "physics": 3}),
        ("pe", "primary", ("music",), {"pe": 14, "music": 4}),
    ],
)
def test_a_load_is_kept_in_parts(subject: str, stage: str, further: tuple[str, ...], parts: object) -> None:
    person = teacher("t", "A", subject=subject, other_subjects=further)
    assert parts_of(person, stage, POLICY, certain=True) == parts


def test_nobody_counts_on_the_further_parts_of_who_may_be_gone() -> None:
    person = teacher("t", "A", subject="art", other_subjects=("music",))
    assert parts_of(person, "primary", POLICY, certain=False) == {"art": 20}


def test_principals_and_deputies_have_few_lessons_to_part() -> None:
    # floor(4 / 4) = 1, floor(8 / 4) = 2
    for role, parts in (("principal", {"art": 3, "music": 1}), ("deputy", {"art": 6, "music": 2})):
        person = teacher("t", "A", subject="art", other_subjects=("music",), role=role)
        assert parts_of(person, "primary", POLICY, certain=True) == parts


def test_own_teachers_first_then_further_parts_then_open_lessons() -> None:
    # Art 20 and music 20 of their own, a bound teacher of PE (18) keeps 4 for music.
    people = [
        teacher("a", "A", subject="art"),
        teacher("m", "A", subject="music"),
        teacher("p", "A", subject="pe", other_subjects=("music",), **BOUND),
    ]
    weekly = lessons(art=12, music=25, labour=3)
    use = recount(district([school("A", classes=1)], people, curriculum=weekly), POLICY, ()).lessons(key("A"))
    assert use.demanded == {"art": 12, "music": 25, "open": 3 + 8}
    assert use.main == {"art": 12, "music": 20, "open": 11}
    assert use.other == {"art": 0, "music": 4, "open": 0}
    assert use.unfilled == {"art": 0, "music": 1, "open": 0}
    assert use.supplied == {"art": 20, "music": 20, "pe": 18}


def test_demand_is_classes_times_lessons_of_each_grade() -> None:
    one = district([school("A"), school("B")], [], curriculum=lessons(music=2))
    grades = (
        Grade(school="A", grade=1, pupils=60, classes=2),
        Grade(school="A", grade=2, pupils=90, classes=3),
        Grade(school="A", grade=7, pupils=90, classes=3),  # no junior section
    )
    counted = recount(replace(one, grades=grades), POLICY, ())
    assert counted.lessons(key("A")).demanded == {"music": 2 * 2, "open": 5 * 8}
    assert counted.lessons(key("B")).demanded == {}
