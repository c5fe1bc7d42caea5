"""subject_core: a third of a subject group at most, and never the last qualified teacher."""

from districts import broken, checked, counts, crowd, district, move, only, school, teacher
from rotation.facts.facts import Facts
from rotation.modelling import build
from rotation.rules.base import Finding

PLACES = [school("A"), school("B")]
MATHS = district(PLACES, crowd("m", 9, "A", subject="maths"))


def maths_leaving(number: int) -> list[Finding]:
    return checked("subject_core", MATHS, *(move(MATHS, f"m{i}", "B") for i in range(1, number + 1)))


def test_three_of_nine_hold_and_four_are_one_too_many() -> None:
    # floor(9 / 3) = 3; the second count is who can still teach maths
    assert counts(maths_leaving(3), "A/primary maths") == [(3, 3, True), (6, 1, True)]
    assert broken(maths_leaving(4)) == [("A/primary maths", 4, 3, 1)]


def test_the_only_music_teacher_may_leave_if_another_qualified_comes() -> None:
    pair = district(
        PLACES, [teacher("a", "A", subject="music"), teacher("b", "B", other_subjects=("music",))]
    )
    alone = checked("subject_core", pair, move(pair, "a", "B"))
    assert broken(alone) == [("A/primary music", 0, 1, 1)]
    # Both swap: A has b for music; B loses its only teacher of Chinese but gains music through a.
    swapped = checked("subject_core", pair, move(pair, "a", "B"), move(pair, "b", "A"))
    assert broken(swapped) == [("B/primary chinese", 0, 1, 1)]


def test_keep_last_can_be_switched_off() -> None:
    one = district(PLACES, [teacher("a", "A", subject="music")])
    assert broken(checked("subject_core", one, move(one, "a", "B"), keep_last=False)) == []


def test_open_subjects_have_no_last_teacher() -> None:
    one = district(PLACES, [teacher("a", "A", subject="labour", other_subjects=("practice", "music"))])
    assert broken(checked("subject_core", one, move(one, "a", "B"))) == [("A/primary music", 0, 1, 1)]


def test_every_statement_is_about_its_own_section_and_subject() -> None:
    two = district(PLACES, [*crowd("m", 4, "A", subject="maths"), teacher("e", "B", subject="english")])
    problem = build(Facts(two, only("subject_core", "required"), 0))
    statements = [statement for statement in problem.statements if statement.rule == "subject_core"]
    # More than one leaver can only be too many where 4 stand; the last English teacher is B's only.
    assert [s.about for s in statements] == [("A/primary maths",), ("A/primary maths",), ("B/primary english",)]
