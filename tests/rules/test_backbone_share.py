"""backbone_share: enough of the counted movers are backbone teachers."""

from typing import Any

from districts import broken, checked, counts, crowd, district, move, school
from rotation.rules.base import Finding

# 20 % of 10 movers: 2 hold exactly; of 11 movers ceil(2.2) = 3.
PEOPLE = district(
    [school("A"), school("B")],
    [*crowd("b", 5, "A", backbone="county"), *crowd("s", 2, "A", backbone="school"), *crowd("t", 15, "A")],
)


def of(*people: str, **settings: Any) -> list[Finding]:
    return checked("backbone_share", PEOPLE, *(move(PEOPLE, person, "B") for person in people), **settings)


ORDINARY = [f"t{i}" for i in range(1, 10)]


def test_two_of_ten_movers_hold_exactly() -> None:
    assert counts(of("b1", "b2", *ORDINARY[:8]), "district") == [(2, 2, True)]


def test_two_of_eleven_movers_are_one_head_short() -> None:
    assert broken(of("b1", "b2", *ORDINARY)) == [("district", 2, 3, 1)]


def test_recognition_by_the_school_alone_does_not_count() -> None:
    assert broken(of("b1", "s1", *ORDINARY[:8])) == [("district", 1, 2, 1)]


def test_of_eligible_backbone_the_denominator_is_the_eligible() -> None:
    # 5 eligible backbone teachers, 20 %: 1 must move, however many others do.
    assert broken(of("b1", *ORDINARY, of="eligible_backbone")) == []
    assert broken(of(*ORDINARY, of="eligible_backbone")) == [("district", 0, 1, 1)]


def test_without_movers_nothing_is_asked() -> None:
    assert counts(of(), "district") == [(0, 0, True)]
