"""net_change: a section grows or shrinks by at most max_share, by one always."""

from districts import broken, checked, counts, crowd, district, move, school
from rotation.rules.base import Finding


def change(staff: int, arrivals: int = 0, departures: int = 0) -> list[Finding]:
    people = district([school("A"), school("B")], [*crowd("a", staff, "A"), *crowd("b", 1000, "B")])
    moves = [move(people, f"b{i}", "A") for i in range(1, arrivals + 1)]
    moves += [move(people, f"a{i}", "B") for i in range(1, departures + 1)]
    return checked("net_change", people, *moves)


def test_sixty_may_become_57_to_63() -> None:
    # floor(0.05 * 60) = 3
    assert counts(change(60, arrivals=3), "A/primary") == [(3, 3, True)]
    assert broken(change(60, arrivals=4)) == [("A/primary", 4, 3, 1)]
    assert counts(change(60, departures=3), "A/primary") == [(3, 3, True)]
    assert broken(change(60, departures=5)) == [("A/primary", 5, 3, 2)]


def test_arrivals_and_departures_cancel() -> None:
    assert broken(change(60, arrivals=7, departures=4)) == []


def test_ten_may_become_nine_to_eleven() -> None:
    # floor(0.5) = 0, so 1
    assert broken(change(10, arrivals=1)) == []
    assert broken(change(10, departures=2)) == [("A/primary", 2, 1, 1)]
