"""Ten planted conflicts: found as planted, irreducible both ways, and told in words.

That the members cannot hold together, and can without any one of them, is seen by listing every plan of the tiny
district and asking the rules' own checks, which know nothing of the model.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from districts import BOUND, NATIONAL, crowd, district, school, teacher
from rotation.audit import recount
from rotation.domain.district import Decision, District
from rotation.errors import PlanError
from rotation.facts.facts import Facts
from rotation.modelling import build
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules import rule
from rotation.solving.conflict import MOST_APART, Conflict, Member, _told_apart, find_conflict
from rotation.solving.diagnose import infeasible, told
from rotation.solving.progress import Clock, Progress


def settled(who: str, kind: str, to: str | None = None) -> Decision:
    return Decision(teacher=who, kind=kind, school=to)


def policy(**rules: Mapping[str, Any]) -> Policy:
    """Return a policy in which these rules alone are required, with what they read, and nothing is aimed at."""
    result = NATIONAL
    for code in result.rules:
        result = result.with_settings(
            code, **({"mode": "required", **rules[code]} if code in rules else {"mode": "off"})
        )
    return result


@dataclass(frozen=True)
class Planted:
    """A conflict: ``members`` are (rule, about) as a person would name them, ``room`` what each must give."""

    of: District
    rules: Mapping[str, Mapping[str, Any]]
    members: set[tuple[str, str]]
    room: Mapping[str, int] = field(default_factory=dict)


TWO = [school("A"), school("B")]
FAR = [school("A"), school("B", latitude=31.0)]
"""One degree of latitude is 111.2 km, by road 1.3 times as much: 144.6 km."""
MANY = {"min_ratio": Fraction(1, 2), "most_above_minimum": None}
CASES: dict[str, Planted] = {
    # Two people of one section, half of four asked; one may leave each section: 2 < 2 holds. Three quarters: 3 > 2.
    "the ratio against the outflow of both sections": Planted(
        district(TWO, [*crowd("a", 2, "A"), *crowd("b", 2, "B")]),
        {"exchange_ratio": {"min_ratio": Fraction(3, 4)}, "section_outflow": {}},
        {("exchange_ratio", "counted movers"), ("section_outflow", "A/primary"), ("section_outflow", "B/primary")},
        {"exchange_ratio": 1, "section_outflow": 1},
    ),
    "who must move is exempt": Planted(
        district(
            TWO, [teacher("t", "A", exemption="illness", evidence="x"), teacher("u", "A")],
            decisions=[settled("t", "move")],
        ),
        {"decisions": {}, "eligibility": {}},
        {("decisions", "t"), ("eligibility", "t")},
        {"decisions": 1, "eligibility": 1},
    ),
    "assigned too far": Planted(
        district(
            [*FAR, school("C")], [teacher("t", "A"), teacher("u", "B"), teacher("v", "C")],
            decisions=[settled("t", "assign", "B")],
        ),
        {"decisions": {}, "travel_limit": {}},
        {("decisions", "t"), ("travel_limit", "t")},
    ),
    "a couple both assigned": Planted(
        district(
            [school("A"), school("B"), school("C")],
            [teacher("t", "A", spouse="u"), teacher("u", "B", spouse="t"), teacher("v", "C")],
            decisions=[settled("t", "assign", "C"), settled("u", "assign", "C")],
        ),
        {"decisions": {}, "couples": {}},
        {("decisions", "t"), ("decisions", "u"), ("couples", "t u")},
    ),
    "assigned to a stage without the certificate": Planted(
        district(
            [school("A"), school("B", stages=("junior",))],
            [teacher("t", "A"), teacher("u", "B/junior")],
            decisions=[settled("t", "assign", "B")],
        ),
        {"decisions": {}, "stage_certificate": {}},
        {("decisions", "t"), ("stage_certificate", "t")},
    ),
    # Everybody willing stays: one of two is asked for and nobody is left.
    "all who could move are kept": Planted(
        district(TWO, [teacher("t", "A"), teacher("u", "B")], decisions=[settled("t", "stay"), settled("u", "stay")]),
        {"exchange_ratio": MANY, "decisions": {}, "eligibility": {}},
        {("exchange_ratio", "counted movers"), ("decisions", "t"), ("decisions", "u")},
    ),
    # The only backbone teacher may not move, and one mover in five would have to be backbone: 1 * 5 - ... >= 0.
    "the share of backbone and a backbone teacher who stays": Planted(
        district(TWO, [teacher("t", "A", backbone="county"), teacher("u", "B")], decisions=[settled("t", "stay")]),
        {"exchange_ratio": MANY, "backbone_share": {}, "decisions": {}},
        {("exchange_ratio", "counted movers"), ("backbone_share", "backbone movers"), ("decisions", "t")},
    ),
    # B has two posts and two teachers, of whom none may leave: nobody can come.
    "a full school": Planted(
        district([school("A"), school("B", quota=2)], [teacher("t", "A"), *crowd("b", 2, "B", **BOUND)],
                 decisions=[settled("t", "assign", "B")]),
        {"decisions": {}, "staff_quota": {}, "eligibility": {}},
        {("decisions", "t"), ("staff_quota", "B/primary"), ("eligibility", "")},
    ),
    # t alone teaches music at A; nobody can come for t, as only t may move.
    "the last teacher of a subject": Planted(
        district(
            TWO,
            [
                teacher("t", "A", subject="music"),
                teacher("u", "A", **BOUND),
                teacher("v", "B", subject="music", **BOUND),
            ],
            decisions=[settled("t", "move")],
        ),
        {"decisions": {}, "subject_core": {}, "eligibility": {}},
        {("decisions", "t"), ("subject_core", "A/primary music"), ("eligibility", "")},
    ),
    "a graduating teacher who must move": Planted(
        district(TWO, [teacher("t", "A", homeroom_grade=6), teacher("u", "B")], decisions=[settled("t", "move")]),
        {"decisions": {}, "graduating_grades": {}},
        {("decisions", "t"), ("graduating_grades", "t")},
    ),
    # At most one more at B: two are assigned there, and the one who could make room stays.
    "two assigned where one may be added": Planted(
        district(
            [school("A"), school("B"), school("C")],
            [teacher("a", "A"), teacher("b", "B"), teacher("c", "C")],
            decisions=[settled("a", "assign", "B"), settled("b", "stay"), settled("c", "assign", "B")],
        ),
        {"decisions": {}, "net_change": {}},
        {("decisions", "a"), ("decisions", "b"), ("decisions", "c"), ("net_change", "B/primary")},
    ),
}  # fmt: skip


def plans(of: District) -> Iterator[list[Posting]]:
    """Yield every plan: each person stays or goes to a section of another school."""
    choices = [[None, *(s.key for s in of.sections if s.school != person.school)] for person in of.teachers]
    for places in product(*choices):
        yield [
            Posting(person.id, person.section, place, "move")
            for person, place in zip(of.teachers, places, strict=True)
            if place is not None
        ]


def possible(of: District, under: Policy) -> bool:
    """Say by listing whether any plan keeps every required rule."""
    required = [(rule(code), item) for code, item in under.rules.items() if item.mode == "required"]
    for postings in plans(of):
        try:
            counted = recount(of, under, postings)
        except PlanError:
            continue
        if all(finding.holds for module, item in required for finding in module.check(counted, item)):
            return True
    return False


def without(of: District, under: Policy, member: tuple[str, str]) -> tuple[District, Policy]:
    code, about = member
    if code == "decisions":
        return replace(of, decisions=tuple(d for d in of.decisions if d.teacher != about)), under
    return of, under.with_settings(code, mode="off")


def found(planted: Planted) -> Conflict:
    conflict = find_conflict(Facts(planted.of, policy(**planted.rules)))
    assert conflict is not None
    return conflict


@pytest.mark.parametrize("name", CASES)
def test_a_planted_conflict_is_found_as_planted(name: str) -> None:
    planted = CASES[name]
    conflict = found(planted)
    assert {(member.rule, member.about) for member in conflict.members} == planted.members
    assert conflict.checked
    for member, room in zip(conflict.members, conflict.room, strict=True):
        assert room == planted.room.get(member.rule, 1)


@pytest.mark.parametrize("name", CASES)
def test_a_planted_conflict_is_irreducible_among_all_plans(name: str) -> None:
    planted = CASES[name]
    under = policy(**{code: planted.rules[code] for code in {code for code, _ in planted.members}})
    decided = {about for code, about in planted.members if code == "decisions"}
    of = replace(planted.of, decisions=tuple(d for d in planted.of.decisions if d.teacher in decided))
    assert not possible(of, under)
    for member in planted.members:
        assert possible(*without(of, under, member)), member


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_is_told_in_both_languages_with_who_and_why(name: str) -> None:
    planted = CASES[name]
    error = infeasible(build(Facts(planted.of, policy(**planted.rules))))
    chinese, english = error.said("zh"), error.said("en")
    assert len(chinese.splitlines()) == len(english.splitlines()) == 1 + len(planted.members)
    assert "both ways" in english
    assert not {"{", "}"} & {*chinese, *english}
    for code, about in planted.members:
        assert f"（{code}）" in chinese
        if code == "decisions":
            assert f"Name {about}（{about}）" in chinese
            assert f"Name {about} ({about})" in english


def test_a_decision_that_no_road_can_carry_out_stands_alone() -> None:
    of = district([school("A"), school("B", island="I")], [teacher("t", "A")], decisions=[settled("t", "assign", "B")])
    conflict = find_conflict(Facts(of, policy(decisions={}, travel_limit={})))
    assert conflict is not None
    assert [(member.rule, member.about) for member in conflict.members] == [("decisions", "t")]
    assert "no way" in told(conflict)[0].en


def test_decisions_about_one_person_may_contradict_each_other() -> None:
    of = district(TWO, [teacher("t", "A"), teacher("u", "B")], decisions=[settled("t", "move"), settled("t", "stay")])
    conflict = find_conflict(Facts(of, policy(decisions={})))
    assert conflict is not None
    assert [(member.rule, member.about) for member in conflict.members] == [("decisions", "t")]
    assert "cannot be done together" in told(conflict)[0].en


def test_rules_that_hold_together_are_no_conflict() -> None:
    planted = CASES["who must move is exempt"]
    of = replace(planted.of, decisions=(settled("u", "move"),))
    assert find_conflict(Facts(of, policy(**planted.rules))) is None


def test_an_exemption_that_ends_in_time_is_no_conflict() -> None:
    """It ends on the reference date, 31 August 2026, and so no longer binds."""
    of = district(
        TWO, [teacher("t", "A", exemption="illness", evidence="x", exemption_end=date(2026, 8, 31))],
        decisions=[settled("t", "move")],
    )  # fmt: skip
    assert find_conflict(Facts(of, policy(decisions={}, eligibility={}))) is None


def test_many_decisions_of_one_kind_are_told_together_with_how_many_must_go() -> None:
    """Of 120 people half have to move and 100 are to stay: 40 of these have to be withdrawn."""
    stay = [settled(f"t{number}", "stay") for number in range(1, 101)]
    of = district(TWO, crowd("t", 120, "A"), decisions=stay)
    conflict = find_conflict(Facts(of, policy(exchange_ratio=MANY, decisions={}, eligibility={})))
    assert conflict is not None
    assert conflict.checked
    room = {member.kind: room for member, room in zip(conflict.members, conflict.room, strict=True)}
    assert room == {"decisions": 40, "limit": 40}
    words = "\n".join(line.to("zh") for line in told(conflict))
    assert "等 100 人留任。要消除这一矛盾，可撤回其中 40 项决定。" in words


def test_of_many_decisions_the_few_that_matter_are_told_one_by_one() -> None:
    """Eighty people stay, which nobody minds; the couple's two moves cannot both be."""
    people = [*crowd("t", 80, "A"), teacher("u", "A", spouse="v"), teacher("v", "A", spouse="u")]
    stay = [settled(f"t{number}", "stay") for number in range(1, 81)]
    of = district(TWO, people, decisions=[*stay, settled("u", "move"), settled("v", "move")])
    conflict = find_conflict(Facts(of, policy(couples={}, decisions={})))
    assert conflict is not None
    assert conflict.checked
    assert {member.about for member in conflict.members if member.kind == "decision"} == {"u", "v"}
    assert {member.rule for member in conflict.members} == {"couples", "decisions"}


def test_many_limits_of_one_rule_are_told_together_with_what_they_must_give_in_all() -> None:
    """Half of 200 people have to move, and each of 50 schools lets one go."""
    schools = [school(f"S{number}") for number in range(50)]
    of = district(schools, [one for number in range(50) for one in crowd(f"t{number}x", 4, f"S{number}")])
    conflict = find_conflict(Facts(of, policy(exchange_ratio=MANY, section_outflow={}, eligibility={})))
    assert conflict is not None
    assert conflict.checked
    assert {(m.rule, m.kind): room for m, room in zip(conflict.members, conflict.room, strict=True)} == {
        ("exchange_ratio", "limit"): 50, ("section_outflow", "limits"): 50,
    }  # fmt: skip
    words = [line.to("zh") for line in told(conflict)]
    assert any("这样的要求共 50 项，如" in line and "可合计放宽 50 人" in line for line in words)
    assert any("50 limits like this: at most 1 teacher may leave" in line.to("en") for line in told(conflict))


class Fake:
    """A board on which some members contradict each other, and anything without one of them can hold together."""

    def __init__(self, needed: set[int], size: int) -> None:
        none = np.empty(0, np.int64)
        self.members = [Member("section_outflow", "limit", f"S{n:02d}", none, none) for n in range(size)]
        self.needed = needed
        self.asked = 0

    def ended(self) -> bool:
        return False

    def possible(self, on: Collection[int]) -> bool:
        self.asked += 1
        return not self.needed <= set(on)


@pytest.mark.parametrize("needed", [{0}, {3, 7, 12}, {0, 1, 2, 3, 4}, {2, 5, 8, 11, 12}, set(range(1, 11))])
@pytest.mark.parametrize("size", [13, 20, 40, 110])
def test_of_many_limits_the_few_that_matter_are_told_one_by_one(needed: set[int], size: int) -> None:
    board: Any = Fake(needed, size)
    found = _told_apart(board, [tuple(range(size))])
    assert sorted(found) == [(number,) for number in sorted(needed)]


def test_where_nearly_all_limits_matter_that_is_soon_known() -> None:
    board: Any = Fake(set(range(105)), 110)
    assert _told_apart(board, [tuple(range(110))]) == [tuple(range(110))]
    assert board.asked <= MOST_APART["limit"] + 10


def test_the_way_to_a_conflict_is_told_and_can_be_ended() -> None:
    of = district(
        TWO, crowd("t", 120, "A"), decisions=[settled(f"t{number}", "stay") for number in range(1, 101)]
    )
    facts = Facts(of, policy(exchange_ratio=MANY, decisions={}, eligibility={}))
    moments: list[Progress] = []

    in_full = infeasible(build(facts), Clock(None, moments.append, lambda: False))
    searches = len(moments)
    assert {moment.phase for moment in moments} == {"conflict"}
    cut_short = infeasible(build(facts), Clock(None, moments.append, lambda: len(moments) > searches + 5))
    late = infeasible(build(facts), Clock(0.0, None, lambda: False))

    assert searches > 10
    assert len(moments) - searches < 10
    assert "both ways" in in_full.said("en")
    assert "in time" in cut_short.said("en")
    assert late.said("en") == in_full.said("en")


def test_who_has_nowhere_to_go_is_named_and_not_somebody_else_who_is_to_move() -> None:
    """Both are to move; what is settled about the second cannot be done, the first could go."""
    of = district(
        TWO, [teacher("t", "A"), teacher("s", "A"), teacher("u", "B")],
        decisions=[settled("t", "move"), settled("s", "assign", "B"), settled("s", "stay")],
    )  # fmt: skip
    conflict = find_conflict(Facts(of, policy(decisions={})))
    assert conflict is not None
    assert conflict.checked
    assert [(member.rule, member.about) for member in conflict.members] == [("decisions", "s")]


def test_the_last_teacher_whom_nobody_could_replace_is_told_as_the_last() -> None:
    """t alone teaches music in the district: one of a group may always leave, but not the last who can teach it."""
    of = district(TWO, [teacher("t", "A", subject="music"), teacher("u", "B")], decisions=[settled("t", "move")])
    conflict = find_conflict(Facts(of, policy(decisions={}, subject_core={})))
    assert conflict is not None
    assert {(member.rule, member.about) for member in conflict.members} == {
        ("decisions", "t"), ("subject_core", "A/primary music"),
    }  # fmt: skip
    said = next(line for line in told(conflict) if "subject_core" in line.en)
    assert "须留有能任教音乐的教师" in said.zh
    assert "keeps a teacher qualified for music" in said.en
