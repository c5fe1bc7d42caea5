"""senior_share: enough of the counted movers hold a senior title."""

from districts import broken, checked, counts, crowd, district, move, school
from rotation.rules.base import Finding

PEOPLE = district(
    [school("A"), school("B")],
    [
        *crowd("s", 2, "A", title="senior"),
        *crowd("f", 1, "A", title="full_senior"),
        *crowd("t", 9, "A", title="first"),
    ],
)


def of(*people: str) -> list[Finding]:
    return checked("senior_share", PEOPLE, *(move(PEOPLE, p, "B") for p in people), min_share="0.30")


def test_three_of_ten_movers_hold_exactly_and_full_senior_counts() -> None:
    assert counts(of("s1", "s2", "f1", *(f"t{i}" for i in range(1, 8))), "district") == [(3, 3, True)]


def test_two_of_ten_movers_are_one_head_short() -> None:
    assert broken(of("s1", "f1", *(f"t{i}" for i in range(1, 9)))) == [("district", 2, 3, 1)]
