"""staff_quota: never above the posts, or the present head count where that is higher."""

from districts import broken, checked, counts, crowd, district, move, school
from rotation.rules.base import Finding


def arriving(staff: int, arrivals: int) -> list[Finding]:
    people = district([school("A", quota=20), school("B")], [*crowd("a", staff, "A"), *crowd("b", 10, "B")])
    return checked("staff_quota", people, *(move(people, f"b{i}", "A") for i in range(1, arrivals + 1)))


def test_eighteen_may_grow_to_the_quota_of_twenty_and_not_to_21() -> None:
    assert counts(arriving(18, 2), "A/primary") == [(20, 20, True)]
    assert broken(arriving(18, 3)) == [("A/primary", 21, 20, 1)]


def test_a_section_above_its_quota_may_stay_but_not_grow() -> None:
    people = district([school("A", quota=20), school("B")], [*crowd("a", 22, "A"), *crowd("b", 1, "B")])
    assert counts(
        checked("staff_quota", people, move(people, "a1", "B"), move(people, "b1", "A")), "A/primary"
    ) == [(22, 22, True)]
    assert broken(checked("staff_quota", people, move(people, "b1", "A"))) == [("A/primary", 23, 22, 1)]
