"""direction: from the well placed to the needy."""

from typing import Any

import pytest

from districts import broken, checked, counts, crowd, district, move, school, teacher
from rotation.rules.base import Finding


def places(a: Any, b: Any) -> Any:
    return [
        school("A", zone=a[0], level=a[1], teaching_point=a[2]),
        school("B", zone=b[0], level=b[1], teaching_point=b[2]),
    ]


@pytest.mark.parametrize(
    ("here", "there", "upward"),
    [
        (("rural", "strong", False), ("town", "weak", False), True),  # zone comes first
        (("urban", "weak", False), ("town", "strong", False), False),
        (("town", "weak", False), ("town", "ordinary", False), True),
        (("town", "ordinary", False), ("town", "ordinary", False), False),  # equals
        (("rural", "weak", True), ("rural", "weak", False), True),  # from the point to the central school
        (("rural", "weak", False), ("rural", "weak", True), False),
    ],
)
def test_backbone_teachers_never_move_upward(here: Any, there: Any, upward: bool) -> None:
    one = district(places(here, there), [teacher("t", "A", backbone="county")])
    found = broken(checked("direction", one, move(one, "t", "B"), max_upward_share=1))
    assert found == ([("t", 1, 0, 1)] if upward else [])


def test_three_upward_of_ten_hold_and_four_are_one_too_many() -> None:
    schools = places(("urban", "strong", False), ("rural", "weak", False))
    people = district(schools, [*crowd("a", 10, "A"), *crowd("b", 10, "B")])

    def upward(number: int) -> list[Finding]:
        up = [move(people, f"b{i}", "A") for i in range(1, number + 1)]
        return checked("direction", people, *up, *(move(people, f"a{i}", "B") for i in range(1, 11 - number)))

    assert counts(upward(3), "district") == [(0, 0, True), (3, 3, True)]
    assert broken(upward(4)) == [("district", 4, 3, 1)]
