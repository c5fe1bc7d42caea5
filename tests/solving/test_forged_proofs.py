"""Proofs made by hand for a plan that is not the best: whatever their steps, none of them holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rotation.audit import verify
from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.modelling.ledger import BOUND, LOCK, NARROW, Ledger, Repaired, Step
from rotation.modelling.problem import Problem
from rotation.modelling.rounding import Rounding
from rotation.modelling.rows import RowStack
from rotation.report import read_plan, write_plan
from rotation.report.proving import ProofVerdict, check_proof
from rotation.report.stored import StoredPlan
from rotation.rules import read_policy
from rotation.solving import Solution, solve
from rotation.solving.resume import completed
from rotation.solving.solution import TierResult

POLICY = read_policy("national")
DISTRICT = generate(profile(schools=12, teachers=300), 2)
DRAWN = 4_000


@pytest.fixture(scope="module")
def problem() -> Problem:
    return build(Facts(DISTRICT, POLICY, 0))


@pytest.fixture(scope="module")
def backwards() -> Solution:
    """Return the best plan of the tiers in reverse, whose coverage is far from the best."""
    return solve(DISTRICT, POLICY.model_copy(update={"tiers": POLICY.tiers[::-1]}), gap=0.0)


@pytest.fixture(scope="module")
def claimed(backwards: Solution, tmp_path_factory: pytest.TempPathFactory) -> StoredPlan:
    """Return that plan, claimed to be the best in every tier by the relaxation."""
    audit = verify(DISTRICT, POLICY, backwards.postings, 0)
    value = {name: float(audit.tiers[name]) for name in POLICY.tiers}
    tiers = tuple(TierResult(name, value[name], value[name], 0.0, "relaxation") for name in POLICY.tiers)
    path = tmp_path_factory.mktemp("forged") / "plan"
    write_plan(path, DISTRICT, POLICY, replace(backwards, tiers=tiers), audit)
    return read_plan(path)


def told(plan: StoredPlan, steps: list[Step], repaired: Repaired | None = None) -> ProofVerdict:
    verdict = check_proof(replace(plan, proof=Ledger(steps, repaired).content()))
    assert not verdict.holds, verdict.lines
    return verdict


def values(problem: Problem, plan: StoredPlan) -> dict[str, float]:
    """Return the tiers of the plan without their constants."""
    return {tier.name: float(tier.value) - problem.constant[tier.name] for tier in plan.certificate.tiers}


def test_a_limit_that_no_plan_keeps_is_not_made_good_by_a_wider_one(problem: Problem, claimed: StoredPlan) -> None:
    rows, steps = len(problem.row_lower), list[Step]()
    for place, value in enumerate(values(problem, claimed).values()):
        steps += [Step(LOCK, tier=place, limit=-1e6), Step(NARROW, tier=place, limit=value)]
        # By the row that the first added everything costs more than anything.
        dual = np.append(np.zeros(rows + place), -1e3)
        steps.append(Step(BOUND, tier=place, dual=dual))
    assert any("of at most -" in problem.en for problem in told(claimed, steps).problems)


def test_a_tier_is_not_bounded_among_plans_good_in_a_later_one(problem: Problem, claimed: StoredPlan) -> None:
    last = len(POLICY.tiers) - 1
    bounds = [Step(BOUND, tier=tier, dual=np.zeros(1)) for tier in range(last + 1)]
    for kind in (LOCK, NARROW):
        step = Step(kind, tier=last, limit=values(problem, claimed)[POLICY.tiers[last]])
        told_of = [one.en for one in told(claimed, [step, *bounds]).problems if "a tier that comes after it" in one.en]
        assert len(told_of) == last


def test_nothing_is_proven_by_being_near_an_old_plan_that_was_never_one(problem: Problem, claimed: StoredPlan) -> None:
    place = problem.facts.present.copy()
    for posting in claimed.postings:
        place[problem.facts.teacher_index[posting.teacher]] = problem.facts.section_index[posting.destination]
    steps = [Step(BOUND, tier=tier, dual=np.zeros(1)) for tier in range(len(POLICY.tiers))]
    verdict = told(claimed, steps, Repaired(place, -int((place != problem.facts.standing).sum()), np.zeros(1)))
    assert any("was not repaired from any" in problem.en for problem in verdict.problems)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_factors_rounded_rows_hold_for_plans(seed: int, problem: Problem, backwards: Solution) -> None:
    """Of any size, by which rows are added up: one to five of them, from either limit, columns from either bound."""
    points = [completed(problem, found.postings) for found in (backwards, solve(DISTRICT, POLICY))]
    now = RowStack(problem.matrix, problem.row_lower, problem.row_upper, problem.natural).now()
    draw, made = np.random.default_rng(seed), 0
    has_lower, has_upper = np.isfinite(problem.row_lower), np.isfinite(problem.row_upper)
    limited, bounded = np.flatnonzero(has_lower | has_upper), np.flatnonzero(np.isfinite(problem.upper))
    for _ in range(DRAWN):
        row = draw.choice(limited, draw.integers(1, 6), replace=False)
        factor = draw.normal(0, 1, len(row)) * 10.0 ** draw.uniform(-3, 18)
        if draw.random() < 0.5:
            factor = np.round(factor) + draw.choice([0, 0.5, 0.25, 1 / 3], len(row))
        above = ~has_lower[row] | has_upper[row] & (draw.random(len(row)) < 0.5)
        rounding = Rounding(row, factor, above, draw.choice(bounded, draw.integers(0, 50)))
        cut = rounding.cut(now, problem.lower, problem.upper, problem.natural)
        if cut is not None:
            made += 1
            for point in points:
                assert point is not None
                assert cut.coefficient @ point[cut.column] >= cut.limit - 1e-9 * (1 + abs(cut.limit))
    assert made > DRAWN / 20


def test_the_best_plan_and_its_own_proof_hold(tmp_path: Path) -> None:
    best = solve(DISTRICT, POLICY)
    write_plan(tmp_path / "plan", DISTRICT, POLICY, best, verify(DISTRICT, POLICY, best.postings, 0))
    assert check_proof(read_plan(tmp_path / "plan")).holds
