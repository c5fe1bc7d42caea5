"""other_subjects: lessons given outside the main subject cost, the fewest unfilled come first."""

from typing import Any

from districts import BOUND, checked, cost, crowd, district, lessons, only, school, teacher
from rotation.audit import recount
from rotation.domain.district import Teacher
from rotation.rules import rule
from rotation.rules.base import Finding


def week(people: list[Teacher], weekly: Any, **settings: Any) -> list[Finding]:
    # one class: 8 open lessons for the homeroom
    one = district([school("A", classes=1, pupils=500)], people, curriculum=lessons(**weekly))
    return checked("other_subjects", one, **settings)


def artist(**changes: Any) -> Teacher:
    """20 lessons, of which floor(0.25 * 20) = 5 are kept for music as the teacher may not move."""
    return teacher("t", "A", subject="art", other_subjects=("music",), **(BOUND | changes))


def test_four_lessons_of_music_by_a_teacher_of_art_cost_four_times_the_lesson_cost() -> None:
    # 20 = 8 art + 4 music + 8 open
    assert cost(week([artist()], {"art": 8, "music": 4}, lesson_cost=3)) == 12
    assert cost(week([artist()], {"art": 8, "music": 4}, lesson_cost=3, weight=10)) == 120


def test_no_more_than_the_part_kept_for_it_is_given() -> None:
    assert cost(week([artist()], {"music": 5})) == 5
    assert cost(week([artist()], {"music": 6})) == 5


def test_who_may_move_keeps_nothing_for_further_subjects() -> None:
    away = teacher("t", "A", subject="art", other_subjects=("music",))
    assert cost(week([away], {"art": 8, "music": 4})) == 0


def test_a_main_subject_teacher_with_time_leaves_none_to_others() -> None:
    # 20 of music by its own teacher.
    pair = [artist(), *crowd("m", 1, "A", subject="music")]
    assert cost(week(pair, {"art": 8, "music": 20})) == 0
    # 21 of music: one by the teacher of art.
    assert cost(week(pair, {"art": 8, "music": 21})) == 1


def test_lessons_are_not_left_unfilled_to_save_the_cost() -> None:
    assert cost(week([artist()], {"music": 12}, lesson_cost=1000)) == 5_000


def test_nothing_is_said_unless_unfilled_lessons_come_first() -> None:
    one = district([school("A", classes=1)], [artist()], curriculum=lessons(music=4))
    policy = only("other_subjects", lesson_cost=1)
    for coverage, price in [
        ({"mode": "target", "tier": "standards"}, 4),  # burden comes later
        ({"mode": "required", "tier": "standards"}, 4),
        ({"mode": "target", "tier": "burden"}, 0),
        ({"mode": "target", "tier": "ties"}, 0),
        ({"mode": "off"}, 0),
    ]:
        changed = policy.with_settings("subject_coverage", **coverage)
        settings = changed.settings("other_subjects")
        assert cost(rule("other_subjects").check(recount(one, changed, ()), settings)) == price
