"""Indicators, CVs, posts and lessons of one state, by hand."""

from dataclasses import replace
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest

from districts import crowd, district, key, lessons, move, only, school
from rotation.audit import cv_square, examine, verify
from rotation.domain.district import Grade

POLICY = only("disruption")


def test_the_published_worksheet_gives_a_cv_of_0_5153() -> None:
    pupils, amounts = (45, 37, 89, 76, 55), (279, 137, 935, 160, 402)
    square = cv_square(amounts, pupils)
    assert square is not None
    mean = Fraction(sum(amounts), sum(pupils))
    assert round(float(mean), 3) == 6.334
    assert round(sqrt(square) * float(mean), 3) == 3.264
    assert round(sqrt(square), 4) == 0.5153


def test_cv_equals_its_definition_exactly() -> None:
    pupils, amounts = (45, 37, 89), (Fraction(1, 3), Fraction(7), Fraction(2))
    total, mean = sum(pupils), sum(amounts, Fraction(0)) / 171
    spread = sum(
        Fraction(p, total) * (x / Fraction(p) - mean) ** 2 for p, x in zip(pupils, amounts, strict=True)
    )
    assert cv_square(amounts, pupils) == spread / mean**2
    assert cv_square((0, 0), (10, 10)) is None


def test_shared_areas_of_a_nine_year_school_are_split_one_to_one_point_one() -> None:
    # 100 primary pupils weigh 100, 100 junior ones 110: 2,100 m2 are 1,000 and 1,100, 10 and 11 per pupil.
    one = district([school("A", stages=("primary", "junior"), sports_area_m2=2100.0)], [])
    state: Any = examine(one, POLICY).state
    rows = {row.section: row for row in state.sections}
    assert rows[key("A")].value("sports_area").value == 10
    assert rows[key("A/junior")].value("sports_area").value == 11
    assert rows[key("A/junior")].value("sports_area").reached  # 10.2
    assert rows[key("A")].without_data == 3


# 100 pupils at the thresholds of primary: 4.2 -> 5 heads, 1, 0.9 -> 1; 450 m2, 750 m2, 200,000 yuan, 2.3
# rooms.
FULL = {
    "teaching_area_m2": 450.0,
    "sports_area_m2": 750.0,
    "equipment_yuan": 200_000.0,
    "multimedia_classrooms": 2.3,
}


def verdict(pupils: int = 100, **changes: Any) -> Any:
    people = crowd("t", 5, "A", subject="pe", backbone="county")
    place = school("A", pupils=pupils, **(FULL | changes))
    audit = examine(district([place], people), POLICY)
    (row,) = audit.state.sections
    (of_school,) = audit.state.schools
    assert of_school.passes == row.passes
    return row.reached, row.passes


def test_all_seven_at_their_thresholds_pass() -> None:
    assert verdict() == (7, True)


def test_six_pass_if_the_seventh_is_at_85_percent_and_not_below() -> None:
    # 85 % of 750 = 637.5
    assert verdict(sports_area_m2=637.5) == (6, True)
    assert verdict(sports_area_m2=637.4) == (6, False)


def test_five_never_pass() -> None:
    assert verdict(sports_area_m2=749.9, teaching_area_m2=449.9) == (5, False)


def test_missing_data_is_never_a_pass_and_a_failure_where_it_decides_nothing() -> None:
    assert verdict(equipment_yuan=None) == (6, None)
    assert verdict(equipment_yuan=None, sports_area_m2=600.0) == (5, False)
    assert verdict(equipment_yuan=None, sports_area_m2=700.0) == (5, None)


def test_teaching_points_below_50_pupils_are_outside() -> None:
    assert verdict(pupils=49, teaching_point=True) == (0, None)
    assert verdict(pupils=50, teaching_point=True)[0] == 7


def test_a_cv_without_all_data_is_not_told() -> None:
    people = crowd("t", 2, "A", backbone="county")
    state: Any = examine(district([school("A", equipment_yuan=1.0), school("B")], people), POLICY).state
    equipment, backbone = state.cv("equipment", "primary"), state.cv("backbone", "primary")
    assert (equipment.square, equipment.without_data, equipment.holds) == (None, 1, None)
    # 2 : 0 of equal schools: CV = 1
    assert (backbone.square, backbone.amount, backbone.holds) == (1, 2, False)


def test_posts_by_pupils_and_by_classes_of_a_small_rural_school() -> None:
    # 190 pupils: 190 / 19 = 10 posts, 9.1 teachers; 6 classes * 1.7 = 10.2 teachers: 10 posts, not 9.
    small: Any = examine(district([school("A", pupils=190, classes=6)], []), POLICY).state.posts[0]
    assert (small.staff_by_pupils, small.teachers_by_pupils) == (10, Fraction(91, 10))
    assert (small.teachers_by_classes, small.teacher_posts) == (Fraction(102, 10), 10)
    town = examine(district([school("A", pupils=190, classes=6, zone="town")], []), POLICY).state.posts[0]
    assert (town.teachers_by_classes, town.teacher_posts) == (None, 9)


def test_both_views_of_one_section() -> None:
    # Two classes: 2 * 16 = 32 of Chinese = 2 teachers, and half a teacher for each homeroom (8 open lessons, of
    # Chinese); 3 teachers of Chinese give 48.
    one = district([school("A", classes=2)], crowd("t", 3, "A"), curriculum=lessons(chinese=16))
    state = examine(one, POLICY).state
    chinese: Any
    chinese, opened = state.subjects
    assert (chinese.demanded, chinese.supplied, chinese.surplus) == (32, 48, 16)
    assert (chinese.teachers_needed, chinese.teachers_surplus) == (2, 1)
    assert (opened.subject, opened.demanded, opened.main, opened.posts_to_apply) == ("open", 16, 16, 0)
    assert state.posts[0].teachers_by_lessons == 3
    assert state.posts[0].surplus_by_lessons == 0


def test_offices_are_in_the_view_by_lessons() -> None:
    # 2 teachers for the lessons, 1 for the homerooms; a principal gives 4 of 16, a deputy 8, a middle leader half.
    offices = {"t1": "principal", "t2": "deputy", "t3": "middle_leader"}
    people = [replace(one, role=offices.get(one.id, one.role)) for one in crowd("t", 5, "A")]
    one = district([school("A", classes=2)], people, curriculum=lessons(chinese=16))
    posts = examine(one, POLICY).state.posts[0]
    assert posts.teachers_by_lessons == 3 + Fraction(3, 4) + Fraction(1, 2) + Fraction(1, 2)
    # The same in lessons: 4 + 8 + 16 + 16 + 16 are given, 32 + 16 and the middle leader's 8 asked for.
    assert (posts.lessons_supplied, posts.lessons_demanded) == (60, 56)
    assert posts.surplus_by_lessons == Fraction(4, 16)


@pytest.mark.parametrize(("stage", "pupils"), [("primary", 44), ("junior", 48)])
def test_posts_by_pupils_cover_the_lessons_from_so_many_pupils_a_class(stage: str, pupils: int) -> None:
    grades = range(1, 7) if stage == "primary" else range(7, 10)
    for more, covered in ((0, False), (1, True)):
        rows = tuple(Grade(school="A", grade=grade, classes=10, pupils=10 * (pupils + more)) for grade in grades)
        one = replace(district([school("A", stages=(stage,))], []), grades=rows)
        posts = examine(one, POLICY).state.posts[0]
        assert (posts.teachers_by_pupils >= posts.teachers_by_lessons) == covered, (pupils, more)


def test_before_and_after_differ_by_the_moves() -> None:
    people = district([school("A"), school("B")], crowd("t", 4, "A", backbone="county"))
    audit: Any = verify(people, POLICY, [move(people, "t1", "B"), move(people, "t2", "B")])
    assert audit.state_before.cv("backbone", "primary").square == 1
    assert audit.state_after.cv("backbone", "primary").square == 0
    assert audit.tiers["burden"] == 2 * 20


def test_the_order_of_rows_does_not_change_the_state() -> None:
    people = district([school("A"), school("B")], crowd("t", 4, "A"))
    turned = replace(people, teachers=people.teachers[::-1], sections=people.sections[::-1])
    assert examine(turned, POLICY).state == examine(people, POLICY).state


@pytest.mark.parametrize("indicator", ["high_degree", "backbone", "specialists"])
def test_needed_heads_are_whole_and_rounded_up(indicator: str) -> None:
    row: Any
    (row,) = examine(district([school("A", pupils=201)], []), POLICY).state.sections
    # 4.2 * 2.01 = 8.442; 2.01; 0.9 * 2.01 = 1.809
    assert row.value(indicator).needed == {"high_degree": 9, "backbone": 3, "specialists": 2}[indicator]
