"""Plans on the way to the relaxation: early, within every rule, with a bound that holds, and no other end for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotation import io
from rotation.audit import verify
from rotation.cli import main
from rotation.instances import embedded
from rotation.plan.posting import Posting
from rotation.rules import read_policy
from rotation.solving import solve, tierwise


@pytest.fixture(autouse=True)
def _on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tierwise, "ON_THE_WAY", (0, 0))


def test_the_end_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    district, policy = io.read(embedded("town")), read_policy("national")
    found = solve(district, policy, gap=0.0)
    monkeypatch.setattr(tierwise, "ON_THE_WAY", (10**9, 10**9))
    direct = solve(district, policy, gap=0.0)
    assert found.status == direct.status == "proven"
    for ours, theirs in zip(found.tiers, direct.tiers, strict=True):
        assert ours.value == pytest.approx(theirs.value, rel=1e-5)


def test_stopped_after_its_first_plan_it_has_that_plan_and_a_bound_below_the_optimum() -> None:
    district, policy = io.read(embedded("town")), read_policy("national")
    best = solve(district, policy).tiers[0].value
    plans: list[tuple[Posting, ...]] = []
    stopped = solve(district, policy, keep=plans.append, should_stop=lambda: bool(plans))
    assert stopped.status == "stopped"
    assert set(stopped.postings) == set(plans[-1])
    assert verify(district, policy, stopped.postings, 0).required_hold
    assert 0 <= stopped.tiers[0].bound <= best <= stopped.tiers[0].value


def test_its_proof_is_recomputed_without_a_solver(tmp_path: Path) -> None:
    assert main(["solve", str(embedded("tiny")), "--out", str(tmp_path / "plan")]) == 0
    assert main(["verify", str(tmp_path / "plan"), "--proof"]) == 0


def test_tiers_that_are_the_same_for_all_plans_do_not_lead_the_search() -> None:
    district, policy = io.read(embedded("town")), read_policy("national")
    for rule in (
        "subject_coverage", "other_subjects", "high_degree_per_100", "backbone_per_100", "specialists_per_100",
    ):
        policy = policy.with_settings(rule, mode="off")
    bounded: list[str] = []
    found = solve(
        district, policy, gap=0.0,
        progress=lambda moment: bounded.append(moment.tier or "") if moment.phase == "improve" else None,
    )
    assert bounded[0] == "balance"
    assert [(tier.value, tier.bound) for tier in found.tiers[:2]] == [(0, 0), (0, 0)]
    assert found.status == "proven"
