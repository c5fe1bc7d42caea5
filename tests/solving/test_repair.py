"""A repaired plan changes as few others as any plan could, and is the best of those: all plans of ``tiny`` are listed.

The listing asks the verifier alone (see ``listing``); nine are eligible, so at most two counted teachers move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from listing import feasible

import districts as small
from rotation import io
from rotation.audit import verify
from rotation.domain.district import Decision, District, SectionKey
from rotation.domain.rulings import Ruling
from rotation.errors import DecisionError, InfeasibleError
from rotation.explain.difference import changes, routes
from rotation.explain.settle import Settled, settle
from rotation.instances import embedded
from rotation.plan.posting import Posting, after
from rotation.policy import Policy
from rotation.rules import read_policy, rule
from rotation.solving import solve
from rotation.solving.repair import Repair, repair

TINY = io.read(embedded("tiny"))
NATIONAL = read_policy("national")
MOST = 2


@cache
def plan() -> tuple[Posting, ...]:
    """Return the best plan: T01 goes from S1 to S2, T08 from S2 to S3, T11 returns to S1."""
    return solve(TINY, NATIONAL).postings


def settled(*rulings: Ruling) -> Settled:
    return settle(TINY, NATIONAL, plan(), rulings)


def repaired(state: Settled) -> Repair:
    result = repair(state.district, NATIONAL, state.old)
    assert verify(state.district, NATIONAL, result.solution.postings).required_hold
    return result


def listed(state: Settled) -> tuple[int, tuple[Fraction, ...]]:
    """Return the fewest people posted differently, and the least tiers in order among such plans."""
    best: tuple[int, tuple[Fraction, ...]] | None = None
    for counted in feasible(state.district, NATIONAL, MOST):
        differ = sum(state.old[who] != where for who, where in counted.after.items())
        if best is not None and differ > best[0]:
            continue
        tiers = dict.fromkeys(NATIONAL.tiers, Fraction(0))
        for code, item in NATIONAL.rules.items():
            if item.mode != "off":
                tiers[item.tier] += sum((Fraction(f.cost) for f in rule(code).check(counted, item)), Fraction(0))
        found = (differ, tuple(tiers.values()))
        best = found if best is None or found < best else best
    assert best is not None
    return best


CASES: Mapping[str, tuple[Ruling, ...]] = {
    "nothing": (),
    "a refused mover": (Ruling(kind="refuse", teacher="T01"),),
    "a mover newly ill": (Ruling(kind="exempt", teacher="T08", reason="illness", evidence="certificate"),),
    "both refused": (Ruling(kind="refuse", teacher="T01"), Ruling(kind="refuse", teacher="T08")),
    "one kept, one refused": (Ruling(kind="keep", teacher="T08"), Ruling(kind="refuse", teacher="T01")),
    "nobody to S2": (Ruling(kind="forbid", to="S2"),),
    "a school refused": (Ruling(kind="refuse", school="S1"),),
    "a refused mover, an ill one and a closed school": (
        Ruling(kind="refuse", teacher="T01"),
        Ruling(kind="exempt", teacher="T09", reason="illness", evidence="certificate"),
        Ruling(kind="close", school="S2", to="S3"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_no_plan_changes_fewer_and_of_those_none_is_better(name: str) -> None:
    state = settled(*CASES[name])
    fewest, tiers = listed(state)
    result = repaired(state)
    assert len(result.ruled_out) + len(result.changed) == fewest
    assert result.proven
    assert [tier.value for tier in result.solution.tiers] == pytest.approx([float(value) for value in tiers])
    assert [tier.gap for tier in result.solution.tiers] == pytest.approx([0.0] * len(tiers), abs=1e-6)


@pytest.mark.parametrize("name", CASES)
def test_the_way_of_large_districts_changes_as_few_and_its_bounds_hold(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tier's bound is for plans no worse in the tiers before: it counts where these are as good as any."""
    monkeypatch.setattr("rotation.solving.repair.EXACT_ARCS", 0)
    state = settled(*CASES[name])
    fewest, best = listed(state)
    result = repaired(state)
    assert len(result.ruled_out) + len(result.changed) == fewest
    assert result.proven
    for tier, least in zip(result.solution.tiers, best, strict=True):
        assert tier.bound <= float(least) + 1e-6
        if tier.value > float(least) + 1e-6:
            break
    assert result.solution.tiers[0].method != "none"


def test_without_decisions_nothing_changes() -> None:
    result = repaired(settled())
    assert result.solution.postings == plan()
    assert (result.ruled_out, result.changed, result.fewest) == ((), (), 0)


def test_a_refused_mover_is_ruled_out_and_does_not_count_as_another_change() -> None:
    result = repaired(settled(Ruling(kind="refuse", teacher="T01")))
    assert result.ruled_out == ("T01",)
    assert "T01" not in result.changed


def test_a_closed_school_hands_over_all_it_has() -> None:
    state = settled(Ruling(kind="close", school="S4", to="S1"))
    of = state.district
    assert "S4" not in of.school_by_id
    assert len(of.teachers) == len(TINY.teachers)
    assert {t.school for t in of.teachers} <= {"S1", "S2", "S3"}
    assert sum(row.pupils for row in of.grades) == sum(row.pupils for row in TINY.grades)
    assert sum(s.staff_quota for s in of.sections) == sum(s.staff_quota for s in TINY.sections)
    for teacher in TINY.teachers:
        if teacher.school == "S4":
            assert state.old[teacher.id] in (SectionKey("S1", teacher.stage), after(TINY, plan())[teacher.id])


def test_a_school_that_closes_is_meant_as_its_receiver_but_where_it_is_forbidden() -> None:
    """T08 goes from S2 to S3, which becomes S1; that nobody else is to go to S3 says nothing against S1."""
    close = Ruling(kind="close", school="S3", to="S1")
    before = settled(close).district.decisions
    after_all = settled(close, Ruling(kind="forbid", to="S3"), Ruling(kind="keep", teacher="T08")).district.decisions
    (kept,) = set(after_all) - set(before)
    assert (kept.teacher, kept.kind, kept.school) == ("T08", "assign", "S1")
    assert set(before) < set(after_all)


@pytest.mark.parametrize(
    ("rulings", "words"),
    [
        ([Ruling(kind="keep", teacher="T01", row=2),
          Ruling(kind="refuse", teacher="T01", row=3)], ["T01", "row 2", "row 3"]),
        ([Ruling(kind="assign", teacher="T13", to="S4"), Ruling(kind="forbid", teacher="T13", to="S4")], ["T13", "S4"]),
        ([Ruling(kind="move", teacher="T05", row=7)], ["T05", "row 7", "exempt"]),
        ([Ruling(kind="keep", teacher="T01"),
          Ruling(kind="exempt", teacher="T01", reason="nursing", evidence="x")], ["T01", "exempt"]),
        ([Ruling(kind="refuse", teacher="T02", row=4)], ["row 4", "(T02) does not move"]),
        ([Ruling(kind="refuse", teacher="T11", to="S4", row=4)], ["row 4", "no such move"]),
        ([Ruling(kind="stay", subject="music", school="S3", row=5)], ["row 5", "nobody"]),
        ([Ruling(kind="close", school="S4", to="S3"),
          Ruling(kind="close", school="S3", to="S1", row=2)], ["closes too"]),
        ([Ruling(kind="close", school="S2", to="S3", row=2),
          Ruling(kind="close", school="S2", to="S1", row=3)], ["S2", "row 2", "row 3", "contradict"]),
        ([Ruling(kind="close", school="S1", to="S2", row=2)], ["S1", "row 2", "S2) has no junior section"]),
        ([Ruling(kind="exempt", teacher="T08", reason="illness", evidence="x", row=2),
          Ruling(kind="exempt", teacher="T08", reason="nursing", evidence="x", row=3)], ["T08", "row 2", "row 3"]),
        ([Ruling(kind="exempt", teacher="T08", school="S1", reason="illness", evidence="x", row=2)],
         ["row 2", "nobody"]),
        ([Ruling(kind="assign", teacher="T01", to="S1")], ["T01", "present school"]),
    ],
    ids=lambda value: value[0].kind if isinstance(value, list) and isinstance(value[0], Ruling) else "",
)  # fmt: skip
def test_a_decision_that_cannot_be_carried_out_is_one_sentence_with_who_and_why(
    rulings: list[Ruling], words: list[str]
) -> None:
    with pytest.raises(DecisionError) as caught:
        settled(*rulings)
    assert len(caught.value.reasons) == 1
    for language in ("zh", "en"):
        assert not {"{", "}"} & {*caught.value.said(language)}
    for word in words:
        assert word in caught.value.reasons[0].en


def test_the_same_decision_twice_is_one() -> None:
    twice = [Ruling(kind="close", school="S2", to="S3", row=row) for row in (2, 3)]
    assert settled(*twice) == settled(twice[0])


def test_every_impossible_decision_is_named_in_one_pass() -> None:
    with pytest.raises(DecisionError) as caught:
        settled(*(Ruling(kind="move", teacher=who) for who in ("T05", "T06", "T16")))
    assert len(caught.value.reasons) == 3


def test_decisions_that_only_rules_together_forbid_are_told_as_a_conflict() -> None:
    """Everybody who may move stays, though one counted mover is asked for."""
    state = settled(*(Ruling(kind="stay", school=school) for school in ("S1", "S2", "S3", "S4")))
    with pytest.raises(InfeasibleError) as caught:
        repaired(state)
    assert any("(exchange_ratio):" in reason for reason in caught.value.reasons)
    assert any("(decisions):" in reason for reason in caught.value.reasons)


def test_a_ruling_on_a_person_goes_before_one_on_a_school() -> None:
    state = settled(Ruling(kind="keep", teacher="T01"), Ruling(kind="refuse", school="S1"))
    assert [d for d in state.district.decisions if d.teacher == "T01"] == [
        Decision(teacher="T01", kind="assign", school="S2")
    ]


def test_a_new_decision_replaces_an_earlier_one_that_it_contradicts() -> None:
    of = replace(TINY, decisions=(Decision(teacher="T13", kind="stay"), Decision(teacher="T09", kind="stay")))
    state = settle(of, NATIONAL, (), [Ruling(kind="move", teacher="T13")])
    assert {(d.teacher, d.kind) for d in state.district.decisions} == {("T13", "move"), ("T09", "stay")}


def key(school: str) -> SectionKey:
    return SectionKey(school, "primary")


def test_changes_are_told_as_cycles_and_longest_chains() -> None:
    """a takes b's place, b takes a's: a cycle. c comes for d, who goes on: a chain of two."""
    people = {"a": ("S1", "S2"), "b": ("S2", "S1"), "c": ("S3", "S1"), "d": ("S1", "S4")}
    stand: District = replace(
        TINY,
        teachers=tuple(
            replace(TINY.teachers[0], id=who, school=start, stage="primary") for who, (start, _) in people.items()
        ),
    )
    old: dict[str, SectionKey | None] = {who: key(start) for who, (start, _) in people.items()}
    moves = [Posting(who, key(start), key(end), "move") for who, (start, end) in people.items()]
    found = changes(stand, old, moves, {"d"})
    assert [change.teacher for change in found] == ["d", "a", "b", "c"]
    cycle, chain = routes(found)
    assert cycle.cycle
    assert sorted(cycle.teachers) == ["a", "b"]
    assert (chain.teachers, chain.sections) == (("c", "d"), (key("S3"), key("S1"), key("S4")))


def test_who_is_not_eligible_stays_with_the_school_where_such_people_may_move_too() -> None:
    """T05 of S1 is exempt: where eligibility is a target that keeps nobody, so "S1 stays" has to mean T05 too."""
    loose = NATIONAL.with_settings("eligibility", mode="target")
    rulings = [Ruling(kind="stay", school="S1"), Ruling(kind="forbid", school="S3", to="S2")]

    def decided(policy: Policy) -> set[tuple[str, str]]:
        return {(d.teacher, d.kind) for d in settle(TINY, policy, plan(), rulings).district.decisions}

    assert ("T05", "stay") in decided(loose)
    assert ("T05", "stay") not in decided(NATIONAL)
    assert {who for who, _ in decided(NATIONAL)} < {who for who, _ in decided(loose)}
    # T11 of S3 is due home: to stay would be to extend the term, which nobody has said.
    assert not any(who == "T11" for who, _ in decided(loose))


def test_a_plan_is_repaired_where_nobody_may_move_any_more() -> None:
    """Nine are eligible and one is to move, as a target; all stay by decision: nobody moves, one short at weight 10."""
    policy = NATIONAL
    for code in ("exchange_ratio", "backbone_share", "direction"):  # so the required rules have no column
        policy = policy.with_settings(code, mode="target")
    old = solve(TINY, policy).postings
    assert any(posting.kind == "move" for posting in old)
    everybody = [Ruling(kind="stay", school=school.id) for school in TINY.schools]
    state = settle(TINY, policy, old, everybody)
    result = repair(state.district, policy, state.old)
    assert [posting.kind for posting in result.solution.postings] == ["return"]
    assert result.ruled_out == tuple(sorted(posting.teacher for posting in old if posting.kind == "move"))
    assert (result.changed, result.proven, result.solution.status) == ((), True, "proven")
    short = [finding for finding in result.audit.findings if finding.rule == "exchange_ratio" and finding.shortfall]
    assert [(finding.measured, finding.limit, finding.cost) for finding in short] == [(0, 1, 10)]


def test_nobody_to_move_and_nothing_aimed_at_is_a_plan_too() -> None:
    """Only eligibility is on and nobody has been at the school for six years: the model has a row, but no column."""
    policy = small.only("eligibility", mode="required")
    new = small.teacher("t1", "A", **small.BOUND)
    here = small.district([small.school("A"), small.school("B")], [new])
    result = repair(here, policy, {who.id: who.section for who in here.teachers})
    assert (result.solution.postings, result.changed, result.solution.status) == ((), (), "proven")


def test_a_closing_that_leaves_data_which_cannot_be_read_is_refused() -> None:
    # S3 has no coordinates, and the only way that is given leads to the school that closes.
    schools = [replace(s, latitude=None, longitude=None) if s.id == "S3" else s for s in TINY.schools]
    of = replace(TINY, schools=tuple(schools), travel=(small.way("S2", "S3", 95),))
    ruling = Ruling(kind="close", school="S2", to="S1", row=2)
    with pytest.raises(DecisionError) as caught:
        settle(of, NATIONAL, (), [ruling])
    (problem,) = caught.value.points("en")
    assert "with the schools closed the data would be wrong" in problem
    assert "no coordinates and no entry in the travel sheet" in problem
    # With another way it can be done.
    other = replace(of, travel=(*of.travel, small.way("S3", "S4", 80)))
    assert "S2" not in settle(other, NATIONAL, (), [ruling]).district.school_by_id
