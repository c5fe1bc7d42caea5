"""subject_coverage: no lesson is left without a certified teacher."""

from typing import Any

from districts import (
    broken,
    checked,
    cost,
    counts,
    crowd,
    district,
    key,
    lessons,
    move,
    only,
    school,
    teacher,
)
from rotation.audit import recount
from rotation.domain.district import Teacher
from rotation.rules import rule
from rotation.rules.base import Finding

# Primary: 20 lessons of art a week, 16 of Chinese; the one class's homeroom counts as 8 open lessons.


def week(people: list[Teacher], weekly: Any, pupils: int = 500, **settings: Any) -> list[Finding]:
    one = district([school("A", classes=1, pupils=pupils)], people, curriculum=lessons(**weekly))
    return checked("subject_coverage", one, **settings)


def artist(**changes: Any) -> Teacher:
    return teacher("t", "A", subject="art", **changes)


def test_the_example_one_teacher_of_art_certified_for_music() -> None:
    # 20 lessons for 12 of art, 10 of music and 4 open (homeroom): 12 + 4, then 4 of music, 6 of
    # music unfilled.
    one = district(
        [school("A", classes=1, pupils=500)],
        [artist(other_subjects=("music",))],
        curriculum=lessons(art=12, music=10),
    )
    policy = only("subject_coverage")
    duty = policy.lessons.model_copy(update={"homeroom": {"primary": 4, "junior": 4}})
    counted = recount(one, policy.model_copy(update={"lessons": duty}), ())
    use = counted.lessons(key("A"))
    assert use.demanded == {"art": 12, "music": 10, "open": 4}
    assert use.main == {"art": 12, "music": 0, "open": 4}
    assert use.other == {"art": 0, "music": 4, "open": 0}
    assert use.unfilled == {"art": 0, "music": 6, "open": 0}
    assert cost(rule("subject_coverage").check(counted, policy.settings("subject_coverage"))) == 6


def test_twenty_lessons_for_twenty_hold_and_for_21_one_is_unfilled() -> None:
    # 20 = 8 art + 8 open + 4 music
    both = artist(other_subjects=("music",))
    assert counts(week([both], {"art": 8, "music": 4}), "A/primary") == [(0, 0, True)]
    assert broken(week([both], {"art": 8, "music": 5}, weight=3)) == [("A/primary", 1, 0, 3)]


def test_unfilled_main_subjects_and_small_schools_count_double() -> None:
    # A principal gives 4 lessons, of 8 of Chinese and 8 open: 4 of Chinese (2 each) and 8 open are unfilled.
    head = teacher("t", "A", subject="chinese", role="principal")
    assert cost(week([head], {"chinese": 8}, pupils=201)) == 4 * 2 + 8
    assert cost(week([head], {"chinese": 8}, pupils=200)) == 2 * (4 * 2 + 8)
    assert week([head], {"chinese": 8})[0].shortfall == 12


def test_the_weightier_lesson_is_given_even_in_another_subject() -> None:
    # 20 lessons of an art teacher certified for maths; 20 art, 20 maths (2 each) and 8 open are wanted:
    # all 20 go
    # to maths and 28 stay unfilled at 1.
    found = week([artist(other_subjects=("maths",))], {"art": 20, "maths": 20})
    assert cost(found) == 28
    assert "兼教 20 节" in found[0].text.zh


def test_roles_lower_the_load() -> None:
    # primary Chinese 16: teacher 16, deputy 8, principal 4; a middle leader 16 less the office's 8.
    for role, load in [("teacher", 16), ("middle_leader", 8), ("deputy", 8), ("principal", 4)]:
        found = week([teacher("t", "A", role=role)], {"chinese": 100})
        assert found[0].measured == 108 - load


def test_required_asks_that_none_is_unfilled() -> None:
    assert broken(week([artist()], {"art": 12}, mode="required")) == []
    assert [row[:3] for row in broken(week([artist()], {"art": 13}, mode="required"))] == [
        ("A/primary", 1, 0)
    ]


def test_many_teachers_are_used_together() -> None:
    # 2 art (40) and 1 music (20) for 30 art, 22 music, 8 open: art 30, music 20, open 8; 2 of music unfilled.
    people = [*crowd("a", 2, "A", subject="art"), teacher("m", "A", subject="music")]
    assert broken(week(people, {"art": 30, "music": 22})) == [("A/primary", 2, 0, 2)]


def test_the_relief_of_a_middle_leader_stays_with_the_office() -> None:
    # 16 of Chinese and 8 open; leader 16 - 8 = 8 and teacher 16 at A: 24 of 24. When the leader moves to B,
    # a colleague takes the office over: 16 - 8 = 8 of 24 are given at A.
    people = [teacher("l", "A", role="middle_leader"), teacher("t", "A")]
    places = [school("A", classes=1, pupils=500), school("B", pupils=0)]
    one = district(places, people, curriculum=lessons(chinese=16))
    assert counts(checked("subject_coverage", one), "A/primary") == [(0, 0, True)]
    moved = checked("subject_coverage", one, move(one, "l", "B"), main_subject_factor=1)
    assert counts(moved, "A/primary") == [(16, 0, False)]
