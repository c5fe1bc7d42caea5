"""other_subjects: lessons given outside the main subject cost, the fewest unfilled come first."""

from typing import Any

from districts import checked, cost, crowd, district, lessons, school, teacher
from rotation.domain.district import Teacher
from rotation.rules.base import Finding


def week(people: list[Teacher], weekly: Any, **settings: Any) -> list[Finding]:
    # one class: 8 open lessons for the homeroom
    one = district([school("A", classes=1, pupils=500)], people, curriculum=lessons(**weekly))
    return checked("other_subjects", one, **settings)


def test_four_lessons_of_music_by_a_teacher_of_art_cost_four_times_the_lesson_cost() -> None:
    artist = teacher("t", "A", subject="art", other_subjects=("music",))
    # 20 = 8 art + 8 open + 4 music
    assert cost(week([artist], {"art": 8, "music": 4}, lesson_cost=3)) == 12
    assert cost(week([artist], {"art": 8, "music": 4}, lesson_cost=3, weight=10)) == 120


def test_a_main_subject_teacher_with_time_leaves_none_to_others() -> None:
    # music 20 + art 20 capacity for 8 art, 20 music, 8 open: music by its own teacher, art and open by
    # the other.
    pair = [teacher("t", "A", subject="art", other_subjects=("music",)), *crowd("m", 1, "A", subject="music")]
    assert cost(week(pair, {"art": 8, "music": 20})) == 0
    # 21 of music: one by the teacher of art.
    assert cost(week(pair, {"art": 8, "music": 21})) == 1


def test_lessons_are_not_left_unfilled_to_save_the_cost() -> None:
    artist = teacher("t", "A", subject="art", other_subjects=("music",))
    assert cost(week([artist], {"music": 12}, lesson_cost=1000)) == 12_000
