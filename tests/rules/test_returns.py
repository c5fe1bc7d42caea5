"""returns: secondees whose term ends by the reference date (2026-08-31) go home."""

from datetime import date
from typing import Any

from districts import broken, checked, counts, district, returning, school, teacher
from rotation.domain.district import Decision
from rotation.rules.base import Finding

BOTH = ("primary", "junior")


def term(end: Any, home: bool = False, decisions: Any = (), stages: Any = ("primary",)) -> list[Finding]:
    places = [school("A"), school("B", stages=stages)]
    one = district(places, [teacher("t", "A", seconded_from="B", secondment_end=end)], decisions=decisions)
    postings = [returning(one, "t", f"B/{stages[0]}")] if home else []
    return checked("returns", one, *postings)


def test_a_term_that_ends_on_the_reference_date_is_over() -> None:
    assert broken(term(date(2026, 8, 31))) == [("t", 1, 0, 1)]
    assert broken(term(date(2026, 8, 31), home=True)) == []


def test_a_term_that_ends_a_day_later_goes_on() -> None:
    assert counts(term(date(2026, 9, 1)), "district") == [(0, 0, True)]


def test_a_decision_to_stay_extends_the_term() -> None:
    assert broken(term(date(2026, 8, 31), decisions=[Decision(teacher="t", kind="stay")])) == []


def test_home_is_the_other_section_where_the_own_stage_is_missing() -> None:
    assert broken(term(date(2026, 8, 31), home=True, stages=("junior",))) == []
