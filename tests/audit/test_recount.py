"""A plan counted from its postings: movers, returns, counted movers, and postings that do not fit."""

from datetime import date

import pytest

from districts import crowd, district, key, move, only, returning, school, teacher
from rotation.audit import recount, verify
from rotation.errors import PlanError
from rotation.plan.posting import Posting

PLACES = [school("A", stages=("primary", "junior")), school("B"), school("C")]
DUE = teacher("due", "A", seconded_from="B", secondment_end=date(2026, 8, 31))
PEOPLE = district(PLACES, [*crowd("t", 5, "A"), DUE])
POLICY = only("returns", mode="required")


def test_a_return_is_not_a_move() -> None:
    counted = recount(PEOPLE, POLICY, [returning(PEOPLE, "due", "B"), move(PEOPLE, "t1", "C")])
    assert counted.movers == ["t1"]
    assert counted.due_returns == ["due"]
    assert counted.after["due"] == counted.standing["due"] == key("B")
    assert counted.staff("standing", key("A")) == ["t1", "t2", "t3", "t4", "t5"]


def test_who_stays_on_after_the_term_has_not_moved_but_breaks_returns() -> None:
    audit = verify(PEOPLE, POLICY, [])
    assert audit.headline.moves == 0
    assert not audit.required_hold
    assert {f.subject for f in audit.broken} == {"due", "district"}
    assert (audit.headline.returns, audit.headline.returns_due) == (0, 1)


def test_a_due_secondee_sent_to_a_third_school_moves_and_has_not_returned() -> None:
    counted = recount(PEOPLE, POLICY, [move(PEOPLE, "due", "C")])
    assert counted.movers == ["due"]
    assert counted.counted == frozenset()


def test_with_returns_off_nobody_is_due() -> None:
    assert recount(PEOPLE, only("disruption"), []).due_returns == []
    assert recount(PEOPLE, only("disruption"), []).reasons["due"] == ("on_secondment",)


@pytest.mark.parametrize(
    ("posting", "words"),
    [
        (Posting("x", key("A"), key("B"), "move"), "x is not in the district's data"),
        (Posting("t1", key("B"), key("C"), "move"), "posted from B/primary but works at A/primary"),
        (Posting("t1", key("A"), key("Z"), "move"), "Z/primary, which is not a section"),
        (Posting("t1", key("A"), key("A/junior"), "move"), "a move changes the school"),
        (Posting("t1", key("A"), key("B"), "return"), "t1 is posted as a return but is not due"),
        (Posting("due", key("A"), key("C"), "return"), "the home section is B/primary"),
        (Posting("due", key("A"), key("B"), "move"), "that is a return, not a move"),
    ],
)
def test_a_posting_that_does_not_fit_is_refused_in_words(posting: Posting, words: str) -> None:
    with pytest.raises(PlanError, match="do not fit the data") as caught:
        recount(PEOPLE, POLICY, [posting])
    assert words in str(caught.value)


def test_all_wrong_postings_are_told_at_once() -> None:
    twice = [move(PEOPLE, "t1", "B"), move(PEOPLE, "t1", "C"), Posting("x", key("A"), key("B"), "move")]
    with pytest.raises(PlanError) as caught:
        recount(PEOPLE, POLICY, twice)
    assert "t1 is posted twice" in str(caught.value)
    assert "x is not in" in str(caught.value)
