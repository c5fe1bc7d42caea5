"""subject_coverage: no lesson is left without a certified teacher."""

from dataclasses import replace
from typing import Any

from districts import (
    BOUND,
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

# Primary: 20 lessons of art a week, 16 of Chinese; the one class's homeroom counts as 8 open lessons. A lesson of a
# subject counts 2 when unfilled, one of Chinese, maths and English 4, an open one 1.


def week(people: list[Teacher], weekly: Any, pupils: int = 500, **settings: Any) -> list[Finding]:
    one = district([school("A", classes=1, pupils=pupils)], people, curriculum=lessons(**weekly))
    return checked("subject_coverage", one, **settings)


def artist(**changes: Any) -> Teacher:
    return teacher("t", "A", **({"subject": "art"} | changes))


def bound(*further: str, **changes: Any) -> Teacher:
    """Return a teacher of art who may not move this year, with further certified subjects."""
    return artist(other_subjects=further, **(BOUND | changes))


def test_the_example_one_teacher_of_art_certified_for_music() -> None:
    # 20 lessons: 15 kept for art, 5 for music. 12 of art, 5 of 10 of music, 20 - 17 = 3 of 4 open.
    one = district(
        [school("A", classes=1, pupils=500)], [bound("music")], curriculum=lessons(art=12, music=10)
    )
    policy = only("subject_coverage")
    duty = policy.lessons.model_copy(update={"homeroom": {"primary": 4, "junior": 4}})
    counted = recount(one, policy.model_copy(update={"lessons": duty}), ())
    use = counted.lessons(key("A"))
    assert use.demanded == {"art": 12, "music": 10, "open": 4}
    assert use.main == {"art": 12, "music": 0, "open": 3}
    assert use.other == {"art": 0, "music": 5, "open": 0}
    assert use.unfilled == {"art": 0, "music": 5, "open": 1}
    assert cost(rule("subject_coverage").check(counted, policy.settings("subject_coverage"))) == 11


def test_twenty_lessons_for_twenty_hold_and_for_21_one_is_unfilled() -> None:
    # 20 = 7 art + 5 music + 8 open; then one of music is beyond its part, or one open is short.
    assert counts(week([bound("music")], {"art": 7, "music": 5}), "A/primary") == [(0, 0, True)]
    assert broken(week([bound("music")], {"art": 7, "music": 6}, weight=3)) == [("A/primary", 1, 0, 6)]
    assert broken(week([bound("music")], {"art": 8, "music": 5}, weight=3)) == [("A/primary", 1, 0, 3)]


def test_who_may_move_has_one_part_only() -> None:
    # Eligible, or a volunteer whom nothing exempts: 20 for art, none for music (2 each).
    free = artist(other_subjects=("music",))
    volunteer = bound("music", volunteer=True)
    locked = bound("music", volunteer=True, exemption="illness")
    assert [cost(week([who], {"music": 5})) for who in (free, volunteer, locked)] == [10, 10, 0]


def test_the_main_subject_has_the_rest_and_no_more() -> None:
    # 15 of art and the 5 kept for music are open lessons: 16 of art leave 1 of art and 8 - 5 = 3 open.
    assert broken(week([bound("music")], {"art": 15})) == [("A/primary", 3, 0, 3)]
    assert broken(week([bound("music")], {"art": 16})) == [("A/primary", 4, 0, 2 + 3)]


def test_further_subjects_share_their_part_rounded_down() -> None:
    # floor(20 / 4 / 3) = 1 each, 17 for art: 17 + 3 of 20, 3 lessons of the 6 and 8 open remain.
    three = bound("music", "pe", "science")
    found = week([three], {"art": 17, "music": 2, "pe": 2, "science": 2})
    assert (found[0].measured, found[0].cost) == (3 + 8, 3 * 2 + 8)
    # floor(18 / 4) = 4 of a teacher of PE.
    assert cost(week([bound("music", subject="pe")], {"music": 5})) == 2
    # Open subjects and the main subject again are no further subjects: 20 / 4 = 5 for music.
    assert cost(week([bound("labour", "music", "art")], {"music": 5})) == 0


def test_unfilled_main_subjects_and_small_schools_count_double() -> None:
    # A principal gives 4 lessons, of 8 of Chinese and 8 open: 4 of Chinese (4 each) and 8 open are unfilled.
    head = teacher("t", "A", subject="chinese", role="principal")
    assert cost(week([head], {"chinese": 8}, pupils=201)) == 4 * 2 * 2 + 8
    assert cost(week([head], {"chinese": 8}, pupils=200)) == 2 * (4 * 2 * 2 + 8)
    assert cost(week([head], {"chinese": 8}, subject_factor=3, main_subject_factor=5)) == 4 * 15 + 8
    assert week([head], {"chinese": 8})[0].shortfall == 12


def test_a_small_school_is_small_in_all_its_sections_together() -> None:
    # 101 + 100 pupils are 201: not small; 8 and 6 open lessons unfilled.
    for junior, factor in ((100, 1), (99, 2)):
        places = [school("A", stages=("primary", "junior"), classes=1, pupils=101)]
        one = district(places, [])
        grades = tuple(row if row.grade == 1 else replace(row, pupils=junior) for row in one.grades)
        # Nothing of the policy's own curriculum, but one lesson of music.
        one = replace(one, grades=grades, curriculum=tuple(lessons(music=1)))
        assert cost(checked("subject_coverage", one)) == factor * (2 + 8 + 2 + 6)


def test_subjects_come_before_open_lessons() -> None:
    # 20 lessons for 15 art, 5 maths and 8 open: all subjects are taught, 8 open stay unfilled.
    assert broken(week([bound("maths")], {"art": 15, "maths": 5})) == [("A/primary", 8, 0, 8)]
    # 20 of each: 15 of art and 5 of maths are given, 5 * 2 + 15 * 4 + 8 = 78 remain.
    found = week([bound("maths")], {"art": 20, "maths": 20})
    assert cost(found) == 78
    assert "兼教 5 节" in found[0].text.zh


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
    assert broken(week(people, {"art": 30, "music": 22})) == [("A/primary", 2, 0, 4)]


def test_the_relief_of_a_middle_leader_stays_with_the_office() -> None:
    # 16 of Chinese and 8 open; leader 16 - 8 = 8 and teacher 16 at A: 24 of 24. When the leader moves to B,
    # a colleague takes the office over: 16 - 8 = 8 of 24 are given at A.
    people = [teacher("l", "A", role="middle_leader"), teacher("t", "A")]
    places = [school("A", classes=1, pupils=500), school("B", pupils=0)]
    one = district(places, people, curriculum=lessons(chinese=16))
    assert counts(checked("subject_coverage", one), "A/primary") == [(0, 0, True)]
    moved = checked("subject_coverage", one, move(one, "l", "B"), main_subject_factor=1)
    assert counts(moved, "A/primary") == [(16, 0, False)]
