"""Years to come: grades move up with their classes; entrants are read or assumed, and said to be."""

from __future__ import annotations

from dataclasses import replace

from openings import opened, place, terms
from rotation.classes.cohorts import moved_up, open_years
from rotation.classes.opening_costs import cap_costs
from rotation.domain.district import District, Entrants
from rotation.domain.words import stage_of_grade


def pupils(of: District) -> dict[tuple[str, int], tuple[int, int]]:
    return {(row.school, row.grade): (row.pupils, row.classes) for row in of.grades}


def test_grades_move_up_with_their_classes_and_entrants_are_assumed() -> None:
    of = place({"A": (9, {1: (50, 2), 2: (40, 1)})})
    following, basis = moved_up(of, opened(of).plan)
    assert following.year == 2027
    # Grade 1 opened two classes for 50; next year's entrants are taken to be as many as this year's.
    assert pupils(following) == {("A", 1): (50, 0), ("A", 2): (50, 2), ("A", 3): (40, 1)}
    assert basis == {("A", 1): "assumed", ("A", 2): "moved_up", ("A", 3): "moved_up"}


def test_entrants_of_the_sheet_are_taken_and_said_so() -> None:
    of = place({"A": (9, {1: (50, 2)})}, entrants=[Entrants(school="A", grade=1, year=2027, pupils=33)])
    following, basis = moved_up(of, opened(of).plan)
    assert pupils(following)["A", 1] == (33, 0)
    assert basis["A", 1] == "entrants"


def test_leavers_of_grade_six_are_shared_out_as_grade_seven_is_now() -> None:
    # 100 leavers over seventh grades of 50, 30 and 20, then 101: the largest remainder (0.5 of A) has the last one.
    grades = {"A": (None, {6: (101, 3), 7: (50, 1)}), "B": (None, {7: (30, 1)}), "C": (None, {7: (20, 1)})}
    of = place(grades)
    following, basis = moved_up(of, opened(of).plan)
    found = pupils(following)
    assert [found[school, 7][0] for school in "ABC"] == [51, 30, 20]
    assert basis["A", 7] == "assumed"
    assert ("A", 6) in found
    assert found["A", 6] == (0, 0)


def test_a_teaching_point_s_last_grade_goes_to_its_central_school() -> None:
    of = place({"A": (9, {3: (20, 1), 4: (18, 1)}), "P": (2, {2: (6, 1), 3: (5, 1)})})
    central = {"P": "A"}
    schools = tuple(replace(one, central_school=central.get(one.id)) for one in of.schools)
    following, _ = moved_up(replace(of, schools=schools), opened(of).plan)
    found = pupils(following)
    assert found["A", 4] == (25, 2)  # 20 of its own in a class, 5 of the point's in another
    assert found["P", 3] == (6, 1)
    assert ("P", 4) not in found


def test_every_year_is_planned_upon_the_one_before() -> None:
    of = place({"A": (9, {1: (46, 1)})})
    years = open_years(of, terms(cap={"primary": 23}), 3)
    classes = [{row.grade: row.classes for row in year.opening.plan.grades} for year in years]
    assert classes == [{1: 2}, {1: 2, 2: 2}, {1: 2, 2: 2, 3: 2}]
    assert all(stage_of_grade(grade) == "primary" for one in classes for grade in one)


def test_what_a_cap_costs_in_classes_rooms_and_teachers() -> None:
    of = place({"A": (2, {1: (90, 2)}), "B": (1, {1: (40, 1)})})
    now, same, small = cap_costs(of, terms(), [(45, 50), (35, 35)])
    assert (now.primary, now.classes, now.rooms_short) == (None, 3, 0)
    assert (same.classes, same.rooms_short) == (3, 0)
    # 90 in classes of 35: three; 40: two. One room short at each school.
    assert (small.classes, small.rooms_short) == (5, 2)
    # Grade 1 has 26 lessons of the national curriculum and 8 for the homeroom.
    assert [one.lessons for one in (now, same, small)] == [3 * 34, 3 * 34, 5 * 34]
    # 130 pupils are 6.84 posts of all staff, 91 % of them teachers: 4.31 at A and 1.92 at B; both are small rural
    # schools (up to 200 pupils) with 1.7 teachers a class: 3.4 and 1.7, then 5.1 and 3.4.
    assert [one.teachers_by_pupils for one in (now, same, small)] == [4 + 2, 4 + 2, 5 + 3]


def test_what_a_cap_costs_is_told_where_the_staff_quota_is_required_too() -> None:
    # One class takes 1.99 teachers: with 2 posts there is no second one, so 46 pupils stay one beyond the cap. That two
    # classes would keep it is what the table is to say; the quota limits the plan, not what caps would cost.
    of = place({"A": (9, {1: (46, 1)})})
    of = replace(of, sections=tuple(replace(section, staff_quota=2) for section in of.sections))
    now, same = cap_costs(of, terms(quota={"mode": "required"}), [(45, 50)])
    assert (now.classes, same.classes) == (1, 2)
