"""decisions: what has been settled is carried out."""

from typing import Any

import pytest

from contract.two_sides import Case, pair
from districts import broken, checked, district, key, move, school, teacher
from rotation.domain.district import Decision

PLACES = [school("A"), school("B"), school("C")]
WRONG = [("t", 1, 0, 1)]


def settled(kind: str, at: str | None = None, to: str | None = None) -> list[tuple[str, Any, Any, Any]]:
    decision = Decision(teacher="t", kind=kind, school=at)
    one = district(PLACES, [teacher("t", "A"), teacher("u", "A")], decisions=[decision])
    return broken(checked("decisions", one, *([move(one, "t", to)] if to else [])))


def test_stay_and_move() -> None:
    assert settled("stay") == []
    assert settled("stay", to="B") == WRONG
    assert settled("move", to="B") == []
    assert settled("move") == WRONG


def test_assign_holds_only_at_the_named_school() -> None:
    assert settled("assign", "B", "B") == []
    assert settled("assign", "B", "C") == WRONG
    assert settled("assign", "B") == WRONG


def test_forbid_bars_the_named_school_only() -> None:
    assert settled("forbid", "B", "B") == WRONG
    assert settled("forbid", "B", "C") == []
    assert settled("forbid", "B") == []


def test_a_teacher_of_several_decisions_counts_once() -> None:
    # Told to stay and to go to B: at C both are broken, at B one, at A one.
    both = [Decision(teacher="t", kind="stay"), Decision(teacher="t", kind="assign", school="B")]
    one = district(PLACES, [teacher("t", "A")], decisions=both)
    for to, told in (("C", 2), ("B", 1), (None, 1)):
        found = checked("decisions", one, *([move(one, "t", to)] if to else []))
        assert [f.cost for f in found] == [1, *[0] * told]
        assert sum(f.shortfall for f in found) == told


@pytest.mark.parametrize(("first", "second", "holds"), [("B", "D", True), ("D", "D", False), ("B", "C", False)])
def test_a_decision_about_one_binds_nobody_else(first: str, second: str, holds: bool) -> None:
    # t is to go to B, and u not to C: u may go to D where t may not, v anywhere.
    decisions = [Decision(teacher="t", kind="assign", school="B"), Decision(teacher="u", kind="forbid", school="C")]
    of = district([*PLACES, school("D")], [teacher(who, "A") for who in "tuv"], decisions=decisions)
    plan = [("t", key(first)), ("u", key(second)), ("v", key("C"))]
    one = pair(Case(of, ()), "decisions", "required", plan)
    assert one.agree
    assert (one.model is not None) == holds
