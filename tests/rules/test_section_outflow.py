"""section_outflow: at most max_share of a section leaves, one always may."""

from datetime import date
from typing import Any

from districts import broken, checked, counts, crowd, district, move, only, returning, school, teacher
from rotation.audit import recount
from rotation.rules import rule
from rotation.rules.base import Finding

PLACES = [school("A"), school("B")]


def leaving(staff: int, leavers: int, **settings: Any) -> list[Finding]:
    people = district(PLACES, crowd("t", staff, "A"))
    return checked(
        "section_outflow", people, *(move(people, f"t{i}", "B") for i in range(1, leavers + 1)), **settings
    )


def test_three_of_twenty_hold_and_four_are_one_too_many() -> None:
    # floor(0.15 * 20) = 3
    assert counts(leaving(20, 3), "A/primary") == [(3, 3, True)]
    assert broken(leaving(20, 4, weight=100)) == [("A/primary", 4, 3, 100)]


def test_one_of_six_always_may() -> None:
    # floor(0.9) = 0, so 1
    assert broken(leaving(6, 1)) == []
    assert broken(leaving(6, 2)) == [("A/primary", 2, 1, 1)]


def test_returns_are_no_outflow_and_the_due_do_not_count_as_staff() -> None:
    due = teacher("due", "A", seconded_from="B", secondment_end=date(2026, 8, 31))
    people = district(PLACES, [*crowd("t", 20, "A"), due])
    moves = [move(people, f"t{i}", "B") for i in range(1, 4)]
    # With the rule returns off nobody is due: 21 teachers, floor(3.15) = 3.
    assert counts(checked("section_outflow", people, *moves, mode="required"), "A/primary") == [(3, 3, True)]


def test_a_return_alone_leaves_no_finding() -> None:

    due = teacher("due", "A", seconded_from="B", secondment_end=date(2026, 8, 31))
    people = district(PLACES, [*crowd("t", 19, "A"), due])
    policy = only("section_outflow").with_settings("returns", mode="required")
    counted = recount(people, policy, [returning(people, "due", "B"), move(people, "t1", "B")])
    found = list(rule("section_outflow").check(counted, policy.settings("section_outflow")))
    # 19 stand at A once the secondee has gone home: floor(2.85) = 2; one mover leaves.
    assert counts(found, "A/primary") == [(1, 2, True)]
