"""Fresh starts of a search that stays open: what they are for, what they keep, when there are none."""

from __future__ import annotations

import numpy as np
import pytest
from best_plan import with_the_best_plan

from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.modelling.ledger import read_ledger
from rotation.modelling.replay import replay
from rotation.policy import Policy
from rotation.rules import read_policy
from rotation.solving import solve
from rotation.solving.engine import Engine, Stopped
from rotation.solving.settling import Settling
from rotation.solving.tierwise import Tierwise

DISTRICT = generate(profile(schools=12, teachers=300), 2)
POLICY: Policy = read_policy("national")


@pytest.fixture
def seeds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Never near enough; the seeds of the fresh starts that follow."""
    asked: list[int] = []
    usual = Engine.forget

    def forget(engine: Engine, seed: int) -> None:
        asked.append(seed)
        usual(engine, seed)

    monkeypatch.setattr(Tierwise, "_is_open", lambda search: True)
    monkeypatch.setattr(Engine, "forget", forget)
    return asked


def test_a_search_that_stays_open_begins_afresh_and_proves_the_same(
    seeds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = solve(DISTRICT, POLICY)
    assert seeds == [1, 2]
    monkeypatch.undo()
    usual = solve(DISTRICT, POLICY)
    assert [tier.value for tier in found.tiers] == [tier.value for tier in usual.tiers]
    assert [tier.bound for tier in found.tiers] == pytest.approx([tier.bound for tier in usual.tiers], rel=1e-5)
    problem = build(Facts(DISTRICT, POLICY, 0))
    proven = replay(problem, read_ledger(found.proof))
    for tier in found.tiers:
        if tier.method == "relaxation":
            assert proven[tier.name].bound > tier.bound - 1


def test_a_single_pass_has_no_fresh_start(seeds: list[int]) -> None:
    solve(DISTRICT, POLICY, quick=True)
    assert seeds == []


def test_a_search_that_is_near_enough_has_no_fresh_start(seeds: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tierwise, "_is_open", lambda search: False)
    solve(DISTRICT, POLICY)
    assert seeds == []


def test_stopped_in_a_fresh_start_a_search_has_what_the_one_before_proved(
    seeds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Engine, "forget", _stop)
    stopped = solve(DISTRICT, POLICY)
    monkeypatch.undo()
    usual = solve(DISTRICT, POLICY)
    assert stopped.status == "stopped"
    assert stopped.tiers == usual.tiers
    assert stopped.postings == usual.postings


def _stop(engine: Engine, seed: int) -> None:
    raise Stopped


def test_a_weaker_word_does_not_replace_one_that_speaks_of_the_same_plans() -> None:
    search = with_the_best_plan()
    search.note(1, 30.0)
    search.note(1, 20.0)
    assert search._words["standards"][1] == 30.0
    search.note(1, 31.0)
    assert search._words["standards"][1] == 31.0
    above, _ = search._words["standards"]
    search._words["standards"] = [value - 1 for value in above], 31.0  # of plans better than ours in the tier above
    search.note(1, 20.0)
    assert search._words["standards"] == (above, 20.0)


def test_of_two_proofs_the_one_near_enough_in_more_tiers_is_kept() -> None:
    search = with_the_best_plan()
    values, search.gap = search.values(), 0.001
    tiers = list(values)

    def bounded(**apart: float) -> None:
        search.bounds = {tier: values[tier] - apart.get(tier, 0.0) for tier in tiers if apart.get(tier, 0.0) < np.inf}
        search.methods = dict.fromkeys(search.bounds, "relaxation")
        search._relaxed = dict(search.bounds)

    bounded(coverage=1.0)  # a unit apart is near enough
    search.keep_proof()
    bounded(standards=9.0)
    search.keep_proof()
    assert search.restore_proof()
    assert search.bounds["coverage"] == values["coverage"] - 1
    assert search.bounds["standards"] == values["standards"]

    bounded(coverage=1.0, burden=np.inf, ties=np.inf)  # left early
    assert search.restore_proof()
    assert set(search.bounds) == set(tiers)
    bounded()
    assert not search.restore_proof()
    assert search.bounds == values


def test_a_patient_search_leaves_the_dearest_search_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    search, asked = with_the_best_plan(), list[int]()
    proven = search.bound(0, search.again(0))
    search.bounds["coverage"] -= 5
    monkeypatch.setattr(Settling, "_better_of_tier", lambda *_: None)
    monkeypatch.setattr(Settling, "_better_together", lambda search, place, proven: asked.append(place))
    search.patient = True
    search._searched_whole(0, 20, 20, proven)
    assert asked == []
    search.gap = 0.1  # near enough: no fresh start is made for it
    search._searched_whole(0, 20, 20, proven)
    assert asked == [0]
    search.patient, search.gap = False, 0.0
    search._searched_whole(0, 20, 20, proven)
    assert asked == [0, 0]
