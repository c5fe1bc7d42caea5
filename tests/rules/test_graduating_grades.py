"""graduating_grades: their core stays, or gives a share of the exchanged."""

from typing import Any

from districts import broken, checked, counts, crowd, district, move, school, teacher
from rotation.rules.base import Finding

PLACES = [school("A", stages=("junior",)), school("B", stages=("junior",))]


def moved(**changes: Any) -> list[tuple[str, Any, Any, Any]]:
    one = district(PLACES, [teacher("t", "A/junior", **changes)])
    return broken(checked("graduating_grades", one, move(one, "t", "B/junior")))


WRONG = [("t", 1, 0, 1)]


def test_maths_of_grades_8_and_9_stays_and_of_7_and_8_may_move() -> None:
    assert moved(subject="maths", grades=(8, 9)) == WRONG
    assert moved(subject="maths", grades=(7, 8)) == []


def test_art_of_grade_9_may_move_without_a_homeroom_there() -> None:
    assert moved(subject="art", grades=(9,)) == []
    assert moved(subject="art", grades=(9,), homeroom_grade=9) == WRONG
    assert moved(subject="art", grades=(9,), homeroom_grade=8) == []


def test_a_share_of_30_percent_of_ten_is_three() -> None:
    core = crowd("c", 3, "A/junior", grades=(9,))
    people = district(PLACES, [*core, *crowd("t", 8, "A/junior")])

    def share(number: int) -> list[Finding]:
        who = [f"c{i}" for i in range(1, number + 1)] + [f"t{i}" for i in range(1, 11 - number)]
        return checked(
            "graduating_grades", people, *(move(people, t, "B/junior") for t in who), demand="share"
        )

    assert counts(share(3), "district") == [(3, 3, True)]
    assert broken(share(2)) == [("district", 2, 3, 1)]
