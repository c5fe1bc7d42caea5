"""The relaxation with columns priced in is the relaxation: same optimum, duals that prove it, nothing left behind."""

from __future__ import annotations

from functools import cache

import highspy
import numpy as np
import pytest

from rotation import io
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.modelling import Problem, build
from rotation.modelling.bounds import dual_bound
from rotation.modelling.cuts import Separator
from rotation.rules import read_policy
from rotation.solving.engine import Engine
from rotation.solving.highs import linear_program, new_highs
from rotation.solving.tiers import weighted

NATIONAL = read_policy("national")


@cache
def problem(name: str) -> Problem:
    return build(Facts(io.read(embedded(name)), NATIONAL))


def all_at_once(of: Problem, cost: np.ndarray) -> float | None:
    """Solve the relaxation with every column from the start."""
    highs = new_highs()
    highs.passModel(linear_program(of.matrix, of.row_lower, of.row_upper, of.lower, of.upper, cost))
    highs.run()
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(highs.getObjectiveValue()) if optimal else None


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_columns_priced_in_reach_the_optimum_of_all_columns(name: str) -> None:
    of = problem(name)
    engine = Engine(of)
    for cost in (weighted(of, NATIONAL.tiers), *(of.cost[tier] for tier in NATIONAL.tiers)):
        engine.objective(cost)
        point = engine.relax()
        assert point is not None
        assert point.value == pytest.approx(all_at_once(of, cost), rel=1e-7, abs=1e-6)
        rows = engine.rows()
        proven = dual_bound(cost, rows, of.lower, of.upper, point.dual).value
        assert proven == pytest.approx(point.value, rel=1e-6, abs=1e-5)
        activity = rows.matrix @ point.columns
        assert (activity >= rows.lower - 1e-5).all()
        assert (activity <= rows.upper + 1e-5).all()


def test_a_tier_with_a_little_of_the_others_is_bounded_as_by_itself() -> None:
    of = problem("town")
    tier = NATIONAL.tiers[0]
    aim = of.cost[tier]
    engine = Engine(of)
    engine.objective(1e3 * (aim + 1e-9 * weighted(of, NATIONAL.tiers, 1)), aim, 1e3)
    point = engine.relax()
    assert point is not None
    alone = all_at_once(of, aim)
    assert alone is not None
    assert point.value == pytest.approx(alone, abs=0.05)
    assert dual_bound(aim, engine.rows(), of.lower, of.upper, point.dual).value <= alone + 1e-6
    assert dual_bound(aim, engine.rows(), of.lower, of.upper, point.dual).value >= alone - 0.2


def test_arcs_that_only_make_a_solution_possible_are_priced_in() -> None:
    of = problem("town")
    engine = Engine(of)
    engine.objective(weighted(of, NATIONAL.tiers))
    assert engine.relax() is not None
    # The dearest arc of somebody who may move is demanded: no reduced cost would have called it in.
    teacher = of.arcs.teacher[0]
    mine = np.flatnonzero(of.arcs.teacher == teacher)
    dearest = mine[np.argmax(of.cost["burden"][mine])]
    upper = of.upper.copy()
    upper[mine[mine != dearest]] = 0
    row = np.zeros(len(of.lower))
    row[mine] = -1
    engine.bounds(of.lower, upper)
    engine.at_most(row, -1)
    point = engine.relax()
    assert point is not None
    assert point.columns[dearest] == pytest.approx(1)
    upper[dearest] = 0
    engine.bounds(of.lower, upper)
    assert engine.relax() is None


def test_a_rewound_engine_knows_nothing_of_what_came_after() -> None:
    of = problem("town")
    engine = Engine(of)
    engine.objective(weighted(of, NATIONAL.tiers))
    first = engine.relax()
    assert first is not None
    mark, place = engine.mark(), engine.remember()
    engine.cut(Separator(of).first())
    upper = of.upper.copy()
    upper[np.flatnonzero(first.columns[: len(of.arcs)] > 0.5)] = 0
    engine.bounds(of.lower, upper)
    engine.limit(np.array([0]), np.array([0.0]), np.array([5.0]))
    engine.at_most(of.cost["coverage"], 1e9)
    later = engine.relax()
    assert later is not None
    assert later.value > first.value
    engine.rewind(mark)
    engine.recall(place)
    again = engine.relax()
    assert again is not None
    assert again.value == pytest.approx(first.value, rel=1e-9)
    assert len(engine.rows().lower) == len(of.row_lower)
    assert len(engine.ledger.steps) == 0
    assert (engine.upper == of.upper).all()


def test_a_search_for_better_plans_only_finds_the_next_or_none() -> None:
    of = problem("tiny")
    cost = of.cost["coverage"]
    part = Engine(of).part(np.arange(len(of.lower)), np.zeros(len(of.lower)))
    best = part.search(cost, None, 1_000)
    assert best is not None
    least = float(cost @ best[0])
    values, bound = part.better(cost, least + 0.5, 1_000)
    assert values is not None
    assert float(cost @ values) == pytest.approx(least)
    assert bound == pytest.approx(least)
    assert part.better(cost, least - 0.5, 1_000) == (None, np.inf)


def test_a_point_a_little_off_is_completed_to_the_plan_it_means() -> None:
    of = problem("tiny")
    part = Engine(of).part(np.arange(len(of.lower)), np.zeros(len(of.lower)))
    found = part.search(of.cost["balance"], None, 1_000)
    assert found is not None
    exact = of.completed(found[0])
    chance = np.random.default_rng(1)
    off = found[0] + chance.uniform(-1e-6, 1e-6, len(found[0]))
    assert of.completed(off) == pytest.approx(exact, abs=1e-9)
    rest = ~of.natural
    assert of.value("balance", exact) <= of.value("balance", np.where(rest, found[0], exact)) + 1e-6
