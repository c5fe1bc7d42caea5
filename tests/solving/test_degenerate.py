"""Districts at the edge, of the size of a real one: each is answered rightly, and at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from districts import BOUND, crowd, district, school, teacher
from rotation.audit import verify
from rotation.domain.district import Decision, District, Preference
from rotation.errors import InfeasibleError
from rotation.rules import read_policy
from rotation.solving import Solution, solve

NATIONAL = read_policy("national")
AT_ONCE = 4.0
"""Seconds of processor time that an answer may take; most take well under one, a conflict of 80 decisions 1.5."""


@contextmanager
def at_once() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < AT_ONCE


def answered(of: District) -> tuple[Solution, dict[str, float]]:
    """Solve at once, recount, and return the tiers' values; a bound is never above its value."""
    with at_once():
        solution = solve(of, NATIONAL)
    audit = verify(of, NATIONAL, solution.postings, 0)
    assert audit.required_hold
    assert solution.status == "proven"
    assert all(tier.bound <= tier.value == pytest.approx(float(audit.tiers[tier.name])) for tier in solution.tiers)
    return solution, {tier.name: tier.value for tier in solution.tiers}


def refused(of: District) -> InfeasibleError:
    """Solve at once and return why there is no plan."""
    with at_once(), pytest.raises(InfeasibleError) as caught:
        solve(of, NATIONAL)
    return caught.value


def named(error: InfeasibleError) -> set[str]:
    """Return the codes of the rules in conflict: they stand in brackets after each reason's title."""
    return {reason.partition("):")[0].rpartition("(")[2] for reason in error.reasons}


def alike(schools: int, each: int, **changes: Any) -> District:
    """Return so many schools at one place with so many backbone teachers each, all of a kind."""
    codes = [f"S{number:02d}" for number in range(schools)]
    people = [one for code in codes for one in crowd(f"{code}t", each, code, backbone="county", **changes)]
    return district([school(code) for code in codes], people)


def test_one_school_whose_people_may_all_move_has_no_plan_and_says_why() -> None:
    # ceil(0.1 * 300) = 30 would have to go, and there is no other school.
    assert "exchange_ratio" in named(refused(district([school("A")], crowd("t", 300, "A", backbone="county"))))


def test_one_school_whose_people_may_not_move_has_the_empty_plan() -> None:
    assert answered(district([school("A")], crowd("t", 300, "A", **BOUND)))[0].postings == ()


def test_where_nobody_is_eligible_nobody_moves() -> None:
    # ceil(0.1 * 0) = 0 have to go.
    assert answered(alike(10, 60, **BOUND))[0].postings == ()


def test_where_nobody_is_willing_as_few_go_as_must_and_all_unmet_wishes_are_counted() -> None:
    # Everyone wishes for S00 alone, those of S00 for S01. 600 eligible: 60 go, at 10 * 20 each. 9 = floor(0.15 * 60)
    # may leave S00, all for S01; 9 of those who wish for S00 take their places, and no more, as schools are alike now
    # and balance comes before wishes. The other 60 - 9 - 9 = 42 go where they did not wish to, at 10 * 6 each.
    of = alike(10, 60)
    wishes = [Preference(teacher=t.id, school="S01" if t.school == "S00" else "S00", rank=1) for t in of.teachers]
    solution, values = answered(replace(of, preferences=tuple(wishes)))
    wished = {(wish.teacher, wish.school) for wish in wishes}
    assert len(solution.postings) == 60
    assert sum((row.teacher, row.destination.school) in wished for row in solution.postings) == 9 + 9
    assert values["burden"] == 60 * 200 + 42 * 60


def test_where_everyone_is_to_stay_the_decisions_and_the_ratio_are_in_conflict() -> None:
    of = alike(4, 20)
    stay = tuple(Decision(teacher=t.id, kind="stay", school=None) for t in of.teachers)
    assert named(refused(replace(of, decisions=stay))) == {"decisions", "exchange_ratio"}


def test_among_people_who_are_all_alike_exactly_the_minimum_moves() -> None:
    # 600 eligible: 60 go. No lessons, no ways. Each of the 10 schools lacks its ceil(0.9 * 100 / 100) = 1 teacher of
    # PE, music or art whoever goes. Heads and pupils are alike: no spread. 60 moves at 10 * 20.
    solution, values = answered(alike(10, 60))
    assert len(solution.postings) == 60
    assert {name: values[name] for name in ("coverage", "standards", "balance", "burden")} == {
        "coverage": 0, "standards": 10, "balance": pytest.approx(0, abs=1e-6), "burden": 60 * 200,
    }  # fmt: skip
    # At most a third of 60 teachers of Chinese and 15 % of the section leave: 9.
    assert max(Counter(row.origin.school for row in solution.postings).values()) <= 9


def test_a_section_without_pupils_takes_part_but_counts_in_no_indicator() -> None:
    # 200 eligible in A and B, Z has one who may not move and no pupils: 20 go. Only A and B lack their teacher of
    # PE, music or art.
    people = crowd("a", 100, "A", backbone="county") + crowd("b", 100, "B", backbone="county")
    of = district([school("A"), school("B"), school("Z", pupils=0)], [*people, teacher("z", "Z", **BOUND)])
    solution, values = answered(of)
    assert len(solution.postings) == 20
    assert values["standards"] == 2


def test_between_two_islands_nobody_crosses() -> None:
    # Two islands of three schools; 180 eligible: 18 go, each on their own island.
    codes = [f"{island}{number}" for island in "AB" for number in range(3)]
    people = [one for code in codes for one in crowd(f"{code}t", 30, code, backbone="county")]
    solution, _ = answered(district([school(code, island=code[0]) for code in codes], people))
    assert len(solution.postings) == 18
    assert all(row.origin.school[0] == row.destination.school[0] for row in solution.postings)


def test_an_island_of_one_school_leaves_the_exchange_to_the_other() -> None:
    # 40 eligible on A1 alone cannot go, but count: ceil(0.1 * (40 + 60)) = 10 go between B1 and B2, at most
    # floor(0.15 * 30) = 4 from each. That is 8: two too few.
    schools = [school("A1", island="A"), school("B1", island="B"), school("B2", island="B")]

    def people(each: int) -> District:
        crowds = [
            crowd(code, number, code, backbone="county") for code, number in (("A1", 40), ("B1", each), ("B2", each))
        ]
        return district(schools, [one for group in crowds for one in group])

    assert "exchange_ratio" in named(refused(people(30)))
    # With 40 each: ceil(0.1 * 120) = 12 = 2 * floor(0.15 * 40).
    solution, _ = answered(people(40))
    assert Counter(row.origin.school for row in solution.postings) == {"B1": 6, "B2": 6}
