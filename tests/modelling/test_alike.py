"""Hubs that all other rows see alike are one, and nothing else of the model changes."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pytest

from rotation import io
from rotation.domain.district import District
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.modelling import build
from rotation.modelling.alike import HUBS, hub_of_arcs, with_alike_hubs_merged
from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.policy import Policy
from rotation.rules import read_policy
from rotation.rules.quantity import Ints

NATIONAL = read_policy("national")
POLICIES = {
    "national": NATIONAL,
    "no lessons": NATIONAL.with_settings("subject_coverage", mode="off").with_settings("other_subjects", mode="off"),
}


@pytest.fixture(params=POLICIES)
def pair(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, Problem]:
    return both(io.read(embedded("town")), POLICIES[request.param], monkeypatch)


def both(district: District, policy: Policy, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, Problem]:
    """Return the model with a hub for each kind of teacher, and with those merged that are alike."""
    facts = Facts(district, policy, 0)
    merged = build(facts)
    monkeypatch.setattr(importlib.import_module("rotation.modelling.build"), "with_alike_hubs_merged", lambda one: one)
    return build(facts), merged


def hubs(problem: Problem) -> tuple[Ints, Ints]:
    """Return the hubs' columns and how many arrive in each if every arc is taken."""
    block = problem.row_blocks[HUBS]
    return problem.defined[block.first : block.first + block.size], np.bincount(hub_of_arcs(problem))


def others(problem: Problem) -> tuple[Ints, Ints]:
    """Return all columns but the hubs', and all rows but those that define them."""
    block, column = problem.row_blocks[HUBS], hubs(problem)[0]
    rows = np.delete(np.arange(len(problem.row_lower)), np.arange(block.first, block.first + block.size))
    return np.delete(np.arange(len(problem.lower)), column), rows


def test_every_row_and_price_says_the_same_of_any_choice(pair: tuple[Problem, Problem]) -> None:
    random = np.random.default_rng(0)
    values = []
    for problem in pair:
        column, row = others(problem)
        values.append((problem, column, row, np.zeros(len(problem.lower))))
    arcs = random.integers(0, 2, len(pair[0].arcs)).astype(float)
    rest = random.normal(size=len(values[0][1]))
    rest[: len(arcs)] = arcs
    said = []
    for problem, column, row, point in values:
        assert len(column) == len(rest)
        point[column] = rest
        point[hubs(problem)[0]] = np.bincount(hub_of_arcs(problem), arcs)
        said.append((problem.matrix @ point)[row])
        assert {tier: problem.value(tier, point) for tier in problem.cost} == pytest.approx(
            {tier: pair[0].value(tier, values[0][3]) for tier in problem.cost}
        )
        defined = problem.matrix @ point
        block = problem.row_blocks[HUBS]
        assert not defined[block.first : block.first + block.size].any()
    np.testing.assert_allclose(said[0], said[1], atol=1e-9)
    for each in ("row_lower", "row_upper"):
        np.testing.assert_array_equal(getattr(pair[0], each)[values[0][2]], getattr(pair[1], each)[values[1][2]])
    for each in ("lower", "upper", "whole", "natural"):
        np.testing.assert_array_equal(getattr(pair[0], each)[values[0][1]], getattr(pair[1], each)[values[1][1]])


def test_no_two_are_left_alike_and_each_may_have_all_its_arrivals(pair: tuple[Problem, Problem]) -> None:
    before, after = pair
    column, arrivals = hubs(after)
    assert len(column) < len(hubs(before)[0])
    np.testing.assert_array_equal(after.upper[column], arrivals)
    assert with_alike_hubs_merged(after) is after


def test_lesson_inequalities_are_the_same(pair: tuple[Problem, Problem]) -> None:
    first, second = (Separator(problem).first() for problem in pair)
    assert [cut.name for cut in first] == [cut.name for cut in second]
    assert [cut.limit for cut in first] == [cut.limit for cut in second]


def test_blocks_and_statements_still_cover_all_columns_and_rows(pair: tuple[Problem, Problem]) -> None:
    _, problem = pair
    assert sum(one.size for one in problem.column_blocks) == len(problem.lower)
    assert sum(one.size for one in problem.row_blocks) == len(problem.row_lower)
    edges = [(one.first, one.last) for one in problem.statements]
    assert [first for first, _ in edges] == [0, *(last for _, last in edges[:-1])]
    for one in problem.statements:
        assert not one.about or len(one.about) == one.last - one.first


def test_a_district_without_moves_has_none_to_merge() -> None:
    problem = build(Facts(io.read(Path(embedded("tiny"))), NATIONAL.with_settings("eligibility", min_years=40), 0))
    assert len(hubs(problem)[0]) == len(np.unique(hub_of_arcs(problem)))
