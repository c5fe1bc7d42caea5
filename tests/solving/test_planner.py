"""A search that goes on from the one before ends where one from nothing does, with a proof of its own."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from rotation import io
from rotation.audit import verify
from rotation.domain.district import Decision, District
from rotation.errors import InfeasibleError
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.modelling import build
from rotation.modelling.candidates import candidates
from rotation.modelling.ledger import read_ledger
from rotation.modelling.likeness import likeness
from rotation.modelling.replay import replay
from rotation.policy import Policy
from rotation.rules import read_policy
from rotation.rules.quantity import Floats
from rotation.solving import Planner, Solution, memory, solve, tierwise

NATIONAL = read_policy("national")


def with_decision(district: District, teacher: str, kind: str, school: str | None = None) -> District:
    return replace(district, decisions=(*district.decisions, Decision(teacher=teacher, kind=kind, school=school)))


def changes(district: District, plan: Solution, seed: int) -> list[tuple[str, District, Policy]]:
    """Return a mover kept, one refused by a school, someone sent to a place, a target raised, all of them undone."""
    draw = random.Random(seed)
    movers = [row for row in plan.postings if row.kind == "move"]
    kept, refused = draw.sample(movers, 2)
    facts = Facts(district, NATIONAL, 0)
    arcs = candidates(facts)
    settled = {row.teacher for row in plan.postings} | {decision.teacher for decision in district.decisions}
    free = [i for i in range(len(arcs)) if facts.teachers[arcs.teacher[i]].id not in settled]
    sent = draw.choice(free)
    where = facts.sections[arcs.section[sent]].school
    return [
        ("stay", with_decision(district, teacher=kept.teacher, kind="stay"), NATIONAL),
        (
            "forbid",
            with_decision(district, teacher=refused.teacher, kind="forbid", school=refused.destination.school),
            NATIONAL,
        ),
        (
            "assign",
            with_decision(district, teacher=facts.teachers[arcs.teacher[sent]].id, kind="assign", school=where),
            NATIONAL,
        ),
        ("target", district, NATIONAL.with_settings("exchange_ratio", min_ratio="0.11")),
        ("undone", district, NATIONAL),
    ]


def check(district: District, policy: Policy, found: Solution) -> None:
    """Hold a plan against a search from nothing, and its proof against the rebuilt model."""
    nothing = solve(district, policy, gap=0.0)
    assert found.status == nothing.status == "proven"
    for ours, theirs in zip(found.tiers, nothing.tiers, strict=True):
        assert ours.value == pytest.approx(theirs.value, rel=2e-5)
    audit = verify(district, policy, found.postings)
    assert audit.required_hold
    proven = replay(build(Facts(district, policy, 0)), read_ledger(found.proof))
    for tier in found.tiers:
        assert float(audit.tiers[tier.name]) == pytest.approx(tier.value)
        if tier.method == "relaxation":
            assert np.ceil(proven[tier.name].bound - 1e-6) >= tier.bound or proven[tier.name].bound == pytest.approx(
                tier.bound, rel=1e-6
            )


@pytest.mark.parametrize("far", [0, tierwise.FAR, np.inf], ids=["few cuts", "as they fit", "all cuts"])
@pytest.mark.parametrize("seed", [1, 2])
def test_after_every_change_it_ends_as_a_search_from_nothing(
    seed: int, far: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tierwise, "FAR", far)
    town, planner = io.read(embedded("town")), Planner()
    plan = planner.solve(town, NATIONAL, gap=0.0)
    for _, district, policy in changes(town, plan, seed):
        check(district, policy, planner.solve(district, policy, gap=0.0))


def test_it_begins_where_the_search_before_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bases, cuts and the old plan are taken over; else a search from memory would be one from nothing."""
    town, planner = io.read(embedded("town")), Planner()
    first = planner.solve(town, NATIONAL, gap=0.0)
    held: list[tuple[bool, int]] = []

    class Watched(memory.Recollection):
        def tier(
            self, tier: str, first: bool, bound: Callable[[Floats], None], narrow: Callable[[], None]
        ) -> bool:  # fmt: skip
            before = len(self._engine.rows().lower)
            known = super().tier(tier, first, bound, narrow)
            held.append((known, len(self._engine.rows().lower) - before))
            return known

    monkeypatch.setattr("rotation.solving.tierwise.Recollection", Watched)
    again = planner.solve(town, NATIONAL, gap=0.0)
    assert [tier.value for tier in again.tiers] == [tier.value for tier in first.tiers]
    assert all(known for known, _ in held)
    assert len(held) == len(NATIONAL.tiers)


def test_memory_of_another_district_is_useless_and_harmless() -> None:
    planner = Planner()
    planner.solve(io.read(embedded("tiny")), NATIONAL)
    town = io.read(embedded("town"))
    check(town, NATIONAL, planner.solve(town, NATIONAL, gap=0.0))


def test_a_change_that_leaves_no_plan_is_told_and_the_next_is_planned() -> None:
    town, planner = io.read(embedded("town")), Planner()
    planner.solve(town, NATIONAL, gap=0.0)
    with pytest.raises(InfeasibleError):
        planner.solve(town, NATIONAL.with_settings("exchange_ratio", min_ratio="0.9"))
    check(town, NATIONAL, planner.solve(town, NATIONAL, gap=0.0))


def test_memory_of_teachers_who_are_all_gone_is_harmless() -> None:
    tiny, planner = io.read(embedded("tiny")), Planner()
    rules = NATIONAL
    for code in rules.rules:
        rules = rules.with_settings(code, mode="off")
    planner.solve(tiny, NATIONAL)
    assert planner.solve(replace(tiny, teachers=(), decisions=()), rules).postings == ()
    check(tiny, NATIONAL, planner.solve(tiny, NATIONAL, gap=0.0))


def test_a_plan_to_begin_with_is_not_given_up_for_a_remembered_one() -> None:
    """Memory holds a plan with four movers kept, which is worse where nobody is."""
    town = io.read(embedded("town"))
    best = solve(town, NATIONAL, gap=0.0)
    held = town
    for row in [row for row in best.postings if row.kind == "move"][:4]:
        held = with_decision(held, row.teacher, "stay")
    left: list[memory.Memory] = []
    solve(held, NATIONAL, remember=left.append)
    stopped = solve(town, NATIONAL, start=best.postings, memory=left[0], should_stop=lambda: True)
    assert [tier.value for tier in stopped.tiers] == [tier.value for tier in best.tiers]


def test_memory_that_needed_searches_gives_way_to_one_of_another_district() -> None:
    planner = Planner()
    planner.solve(io.read(embedded("tiny")), NATIONAL)
    planner.solve(io.read(embedded("town")), NATIONAL)
    assert planner._memory is not None
    assert len(planner._memory.problem.facts.teachers) == len(io.read(embedded("town")).teachers)


def test_a_problem_is_like_itself() -> None:
    problem = build(Facts(io.read(embedded("town")), NATIONAL, 0))
    like = likeness(problem, problem)
    assert (like.column == np.arange(len(problem.lower))).all()
    assert (like.row == np.arange(len(problem.row_lower))).all()


def test_likeness_goes_by_person_and_section() -> None:
    town = io.read(embedded("town"))
    before = build(Facts(town, NATIONAL, 0))
    teacher = before.facts.teachers[before.arcs.teacher[len(before.arcs) // 2]].id
    after = build(Facts(with_decision(town, teacher=teacher, kind="stay"), NATIONAL, 0))
    like = likeness(before, after)
    arcs = like.column[: len(before.arcs)]
    gone = np.array([before.facts.teachers[index].id == teacher for index in before.arcs.teacher])
    assert (arcs[gone] < 0).all()
    assert (arcs[~gone] >= 0).all()
    for then, now in zip(np.flatnonzero(~gone), arcs[~gone], strict=True):
        assert before.facts.teachers[before.arcs.teacher[then]] == after.facts.teachers[after.arcs.teacher[now]]
        assert before.facts.sections[before.arcs.section[then]] == after.facts.sections[after.arcs.section[now]]
    found = like.column[like.column >= 0]
    assert len(found) == len(np.unique(found))
    assert len(np.flatnonzero(like.row >= 0)) == len(np.unique(like.row[like.row >= 0]))
