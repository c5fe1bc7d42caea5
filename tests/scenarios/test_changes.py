"""A school that ends: where pupils, classes, posts, people, wishes and decisions go; every sum is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from districts import NATIONAL, district, school, teacher
from rotation.domain.district import Decision, District, Grade, Preference, SectionKey
from rotation.scenarios.changes import changed_district
from rotation.scenarios.form import Cap, Closing, Hire, Posts

PLACES = {"A": 30.0, "B": 30.02, "C": 30.04}


def three(
    *more: Any, preferences: Sequence[Preference] = (), decisions: Sequence[Decision] = (), **rooms: Any
) -> District:
    """Return schools A (40 pupils in 1 class), B (60 in 2) and C (30 in 1), first grade, caps of 45 a class."""
    sizes = {"A": (40, 1), "B": (60, 2), "C": (30, 1)}
    schools = [
        school(code, latitude=PLACES[code], pupils=pupils, classes=classes, quota=5, **rooms)
        for code, (pupils, classes) in sizes.items()
    ]
    staff = [
        teacher("a1", "A", homeroom_grade=1, grades=(1,)),
        teacher("b1", "B", homeroom_grade=1, grades=(1,)),
        teacher("b2", "B", homeroom_grade=1, grades=(1,), subject="maths"),
        teacher("c1", "C", homeroom_grade=1, grades=(1,)),
        teacher("c2", "C", role="principal"),
    ]
    return district(schools, [*staff, *more], preferences=preferences, decisions=decisions)


def changed(of: District, policy: Any = NATIONAL, **parts: Any) -> District:
    problems: list[str] = []
    result, notes = changed_district(of, policy, parts, "en", problems)
    assert problems == []
    assert notes
    return result


def problems_of(of: District, **parts: Any) -> list[str]:
    problems: list[str] = []
    changed_district(of, NATIONAL, parts, "en", problems)
    return problems


def grades(of: District) -> dict[str, tuple[int, int]]:
    return {row.school: (row.pupils, row.classes) for row in of.grades}


def quotas(of: District) -> dict[str, int]:
    return {section.school: section.staff_quota for section in of.sections}


def test_pupils_and_posts_go_to_the_receiver_and_classes_are_opened_anew() -> None:
    after = changed(three(), close=[Closing(school="C", into="B")])
    # 60 + 30 = 90 pupils at 45 a class: 2 classes where 2 + 1 were; 5 + 5 posts.
    assert grades(after) == {"A": (40, 1), "B": (90, 2)}
    assert quotas(after) == {"A": 5, "B": 10}
    assert [item.id for item in after.schools] == ["A", "B"]


def test_one_pupil_above_the_cap_opens_one_more_class() -> None:
    of = three()
    rows = tuple(Grade(school=r.school, grade=1, pupils=31 if r.school == "C" else r.pupils, classes=r.classes)
                 for r in of.grades)  # fmt: skip
    after = changed(District(**{**vars(of), "grades": rows}), close=[Closing(school="C", into="B")])
    assert grades(after)["B"] == (91, 3)


def test_a_merged_school_keeps_its_classes_and_brings_its_rooms() -> None:
    of = three(classrooms=4, sports_area_m2=500.0)
    closed_after = changed(of, close=[Closing(school="C", into="B")])
    merged_after = changed(of, merge=[Closing(school="C", into="B")])
    assert closed_after.school_by_id["B"].classrooms == 4
    assert merged_after.school_by_id["B"].classrooms == 8
    assert merged_after.school_by_id["B"].sports_area_m2 == 1000.0
    assert merged_after.school_by_id["B"].teaching_area_m2 is None
    assert grades(merged_after)["B"] == (90, 3)


def test_teachers_go_with_their_pupils_and_keep_years_and_office() -> None:
    after = changed(three(), close=[Closing(school="C", into="B")]).teacher_by_id
    assert after["c1"].section == SectionKey("B", "primary")
    assert after["c1"].arrived == date(2016, 8, 1)
    assert after["c2"].role == "principal"


def test_years_may_start_again_and_leaders_may_teach() -> None:
    closing = Closing(school="C", into="B", years="restart", leaders="teach")
    after = changed(three(), close=[closing]).teacher_by_id
    assert after["c1"].arrived == date(2026, 8, 31)
    assert after["c2"].role == "teacher"


def test_a_person_may_have_another_place_than_the_pupils_and_leaves_the_class() -> None:
    after = changed(three(), close=[Closing(school="C", into="B", places={"c1": "A"})]).teacher_by_id
    assert (after["c1"].school, after["c1"].homeroom_grade, after["c1"].grades) == ("A", None, ())
    assert after["c2"].school == "B"


def test_there_are_no_more_homerooms_than_classes_and_newcomers_give_up_first() -> None:
    # 90 pupils in 2 classes and three homeroom teachers: b1 and b2 were there first.
    after = changed(three(), close=[Closing(school="C", into="B")]).teacher_by_id
    assert [after[code].homeroom_grade for code in ("b1", "b2", "c1")] == [1, 1, None]


def test_wishes_for_a_school_that_is_gone_are_dropped_and_later_ones_move_up() -> None:
    wishes = [
        Preference(teacher="a1", school="C", rank=1),
        Preference(teacher="a1", school="B", rank=2),
        Preference(teacher="c1", school="B", rank=1),
        Preference(teacher="c1", school="A", rank=2),
    ]
    after = changed(three(preferences=wishes), close=[Closing(school="C", into="B")])
    assert [(w.teacher, w.school, w.rank) for w in after.preferences] == [("a1", "B", 1), ("c1", "A", 1)]


def test_decisions_that_have_no_object_any_more_are_dropped() -> None:
    decisions = [
        Decision(teacher="a1", kind="forbid", school="C"),
        Decision(teacher="b1", kind="stay"),
        Decision(teacher="c1", kind="assign", school="B"),
    ]
    after = changed(three(decisions=decisions), close=[Closing(school="C", into="B")])
    assert [(d.teacher, d.kind) for d in after.decisions] == [("b1", "stay")]


def test_a_secondee_whose_home_closes_belongs_to_the_receiver() -> None:
    away = {"seconded_from": "C", "secondment_end": date(2026, 7, 31)}
    after = changed(
        three(teacher("s1", "A", **away), teacher("s2", "B", **away)), close=[Closing(school="C", into="B")]
    ).teacher_by_id
    assert (after["s1"].seconded_from, after["s1"].secondment_end) == ("B", date(2026, 7, 31))
    # s2 works at B already: home has come to them.
    assert (after["s2"].seconded_from, after["s2"].secondment_end) == (None, None)


def test_points_of_a_central_school_that_is_gone_belong_to_the_receiver() -> None:
    point, plan = school("P", latitude=30.06, teaching_point=True, central_school="C", classes=1, pupils=20)
    schools = [school("A"), school("C", pupils=30, classes=1), (point, plan)]
    of = district(schools, [teacher("p1", "P")])
    after = changed(District(**{**vars(of), "grades": tuple(g for g in of.grades if g.school != "A")}),
                    close=[Closing(school="C", into="A")])  # fmt: skip
    assert after.school_by_id["P"].central_school == "A"


def test_each_stage_of_a_school_may_go_elsewhere() -> None:
    both = school("N", stages=("primary", "junior"), pupils=50, classes=2, quota=3)
    schools = [school("P", latitude=30.1, pupils=40, classes=1), school("J", stages=("junior",), pupils=50, classes=1)]
    of = district([both, *schools], [teacher("n1", "N"), teacher("n2", "N/junior")])
    after = changed(of, close=[Closing(school="N", into={"primary": "P", "junior": "J"})])
    # 50 + 40 = 90 at 45: 2 classes; 50 + 50 = 100 at 50: 2 classes.
    assert grades(after) == {"P": (90, 2), "J": (100, 2)}
    assert [after.teacher_by_id[code].school for code in ("n1", "n2")] == ["P", "J"]


def test_another_class_cap_reopens_every_class() -> None:
    policy = NATIONAL.model_copy(
        update={
            "indicators": NATIONAL.indicators.model_copy(
                update={"class_size": type(NATIONAL.indicators.class_size)(primary=20, junior=50)}
            )
        }
    )
    after = changed(three(), policy, class_cap=Cap(primary=20, junior=50))
    # 40 / 20 = 2, 60 / 20 = 3, 30 / 20 = 1.5, so 2.
    assert grades(after) == {"A": (40, 2), "B": (60, 3), "C": (30, 2)}


def test_posts_change_by_so_many_or_to_so_many() -> None:
    after = changed(
        three(),
        posts=[Posts(school="A", stage="primary", add=-2), Posts(school="B", stage="primary", staff_quota=9)],
    )
    assert quotas(after) == {"A": 3, "B": 9, "C": 5}


def test_people_to_be_hired_say_that_they_do_not_exist_and_stay_for_the_year() -> None:
    after = changed(three(), hire=[Hire(school="A", stage="primary", subject="music", count=2, degree="master")])
    fresh = [each for each in after.teachers if each.id.startswith("NEW-")]
    assert [each.id for each in fresh] == ["NEW-A-primary-music-1", "NEW-A-primary-music-2"]
    assert all(each.name.startswith("拟聘") and "并非真人" in dict(each.extra)["情景假设"] for each in fresh)
    assert {(each.arrived, each.locked_until, each.degree) for each in fresh} == {
        (date(2026, 8, 1), date(2029, 8, 31), "master")
    }
    assert len(after.teachers) == 5 + 2


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"close": [Closing(school="D", into="B")]}, "close[1].school: the data has no school D"),
        ({"close": [Closing(school="C", into="X")]}, "close[1].into: the data has no school X"),
        ({"close": [Closing(school="C", into="B"), Closing(school="B", into="A")]}, "is itself closed or merged"),
        ({"close": [Closing(school="C", into={"junior": "B"})]}, "does not say which school takes the primary"),
        ({"close": [Closing(school="C", into="B")], "merge": [Closing(school="C", into="A")]}, "more than once"),
        ({"close": [Closing(school="C", into="B", places={"b1": "A"})]}, "C has no teacher b1"),
        ({"close": [Closing(school="C", into="B", places={"c1": "C"})]}, "or is closed"),
        ({"posts": [Posts(school="A", stage="junior", add=1)]}, "A has no junior section"),
        ({"posts": [Posts(school="A", stage="primary", add=-6)]}, "the quota is 5 and cannot change by -6"),
        (
            {"close": [Closing(school="C", into="B")], "hire": [Hire(school="C", stage="primary", subject="it")]},
            "hire[1]: school C is closed or merged",
        ),
    ],
)
def test_a_change_that_cannot_be_made_is_one_sentence(parts: dict[str, Any], said: str) -> None:
    assert [said in problem for problem in problems_of(three(), **parts)] == [True]


def test_a_decision_that_sends_someone_to_the_closed_school_stands_in_the_way() -> None:
    of = three(decisions=[Decision(teacher="a1", kind="assign", school="C")])
    assert problems_of(of, close=[Closing(school="C", into="B")]) == [
        "close[1]: a decision in the data assigns a1 to C; change that decision first"
    ]
