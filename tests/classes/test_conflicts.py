"""Impossible requests: the fewest limits in conflict, in words with numbers, and what each would have to give."""

from __future__ import annotations

import pytest

from districts import crowd, lessons, teacher
from openings import place, terms
from rotation.classes.opening import open_classes
from rotation.classes.opening_conflict import ClassConflictError
from rotation.domain.district import District
from rotation.errors import PolicyError

REQUIRED = {"mode": "required"}


def told(of: District, **changes: object) -> list[str]:
    with pytest.raises(ClassConflictError) as error:
        open_classes(of, terms(**changes))
    assert all(text.zh in str(error.value) for text in error.value.texts)
    return [text.en for text in error.value.texts]


def test_too_few_rooms_for_the_cap_name_the_grades_the_rooms_and_three_ways_out() -> None:
    # Grade 1 needs 2 classes, grade 2 needs 3, grade 3 needs 1 whatever its cap: 6 classes in 5 rooms.
    of = place({"A": (5, {1: (90, 1), 2: (100, 1), 3: (20, 1)}), "B": (9, {1: (300, 1)})})
    (text,) = told(of, cap=REQUIRED)
    assert text == (
        "cannot all hold: School A, grade 1: 90 pupils, at most 45 in a class (2 classes); School A, grade 2: 100 "
        "pupils, at most 45 in a class (3 classes); School A has 5 classrooms for use (3 grades with pupils, a class "
        "each at least). One of them has to give, by at least: 10 pupils beyond the class cap, or 1 more "
        "classroom."
    )


def test_each_school_in_trouble_is_told_of() -> None:
    of = place({"A": (1, {1: (90, 1)}), "B": (1, {1: (46, 1)})})
    found = told(of, cap=REQUIRED)
    assert ["45 pupils" in found[0], " 1 pupil beyond" in found[1]] == [True, True]


def test_running_classes_without_rooms_conflict_with_keeping_them() -> None:
    (text,) = told(place({"A": (1, {2: (40, 2)})}))
    assert "its running classes are kept (2)" in text
    assert "1 running class merged away, or 1 more classroom" in text


def test_an_oversized_class_that_must_not_grow_conflicts_with_rooms_kept_free() -> None:
    (text,) = told(place({"A": (2, {2: (120, 2)})}), running="free", rooms={"kept_free": 1})
    assert "its classes of 60 are oversized and may not grow" in text
    assert "60 more pupils in oversized classes" in text  # 120 in one class, 60 before


def test_too_few_teachers_are_told_in_lessons() -> None:
    # Two teachers of Chinese give 16 each; a class has 10 lessons and 8 for the homeroom: two classes need 36.
    of = place({"A": (9, {1: (46, 1)})}, teachers=crowd("t", 2, "A"))
    of = District(**{name: getattr(of, name) for name in of.__dataclass_fields__} | {
        "curriculum": tuple(lessons(chinese=10))})  # fmt: skip
    (text,) = told(of, cap=REQUIRED, staff=REQUIRED)
    assert "the primary teachers can give the classes 32 lessons a week" in text
    assert "teachers for 4 more lessons a week" in text
    assert "1 pupil beyond the class cap" in text


def test_the_lessons_at_the_limit_are_enough() -> None:
    # A middle leader gives 16 less the relief of 8, so 16 + 16 + 16 - 8 = 40 for classes; 2 * 18 = 36 are needed.
    people = [*crowd("t", 2, "A"), teacher("m", "A", role="middle_leader")]
    of = place({"A": (9, {1: (46, 1)})}, teachers=people)
    of = District(**{name: getattr(of, name) for name in of.__dataclass_fields__} | {
        "curriculum": tuple(lessons(chinese=12))})  # fmt: skip
    found = open_classes(of, terms(cap=REQUIRED, staff=REQUIRED))  # two classes of 12 + 8 lessons: exactly 40
    assert next(one.measured for one in found.audit.findings if one.check == "staff") == 48  # relief of 8 included
    assert found.audit.required_hold


def test_a_school_beyond_its_size_is_told_where_that_is_required() -> None:
    (text,) = told(place({"A": (None, {1: (101, 1)})}), school_size={"mode": "required", "pupils": 100})
    assert "School A has 101 pupils, at most 100 allowed" in text
    assert "1 pupil beyond the school's size" in text


def test_a_pilot_school_that_is_not_there_is_named() -> None:
    with pytest.raises(PolicyError) as error:
        open_classes(place({"A1": (9, {1: (10, 1)})}), terms(pilot={"schools": ("X9", "A11")}))
    assert "the data has no school X9\n" in error.value.said("en")
    assert "the data has no school A11; did you mean A1?" in error.value.said("en")
    assert "数据中没有学校 X9" in error.value.said("zh")
