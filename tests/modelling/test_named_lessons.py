"""Lesson inequalities made from whatever name a proof may hold: each holds for every plan, or is refused."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from rotation.domain.words import SUBJECTS
from rotation.facts.facts import Facts
from rotation.instances import generate, profile
from rotation.modelling import build
from rotation.modelling.cuts import Separator
from rotation.modelling.problem import Problem
from rotation.rules import read_policy
from rotation.rules.quantity import Floats
from rotation.solving import solve
from rotation.solving.resume import completed

NAMES = 20_000


@cache
def plans() -> tuple[Problem, list[Floats]]:
    district, policy = generate(profile(schools=12, teachers=300), 2), read_policy("national")
    problem = build(Facts(district, policy, 0))
    orders = (policy.tiers, policy.tiers[::-1], policy.tiers[2:] + policy.tiers[:2])
    found = [solve(district, policy.model_copy(update={"tiers": order})).postings for order in orders]
    points = [completed(problem, postings) for postings in found]
    assert all(point is not None for point in points)
    return problem, [point for point in points if point is not None]


@pytest.mark.parametrize("seed", range(3))
def test_every_name_is_an_inequality_that_plans_keep_or_none(seed: int) -> None:
    problem, points = plans()
    assert problem.lessons is not None
    draw = np.random.default_rng(seed)
    names = np.column_stack([
        draw.integers(-1, len(np.unique(problem.lessons.section)) + 1, NAMES), draw.integers(-1, 4, NAMES),
        np.where(draw.random(NAMES) < 0.5, 1 << draw.integers(0, 16, NAMES), draw.integers(-9, 1 << 15, NAMES)),
        draw.integers(-2, 40, NAMES),
    ])  # fmt: skip
    cuts = Separator(problem).named([tuple(name) for name in names.tolist()])
    assert sum(cut is not None for cut in cuts) > 500
    for cut in cuts:
        if cut is not None:
            assert cut.column.min() >= 0
            for point in points:
                assert cut.coefficient @ point[cut.column] >= cut.limit - 1e-6, cut.name


def test_no_name_speaks_of_the_open_lessons() -> None:
    problem, _ = plans()
    rows = problem.lessons
    assert rows is not None
    section = int(rows.section[rows.subject == len(SUBJECTS)][0])
    place = int(np.searchsorted(np.unique(rows.section), section))
    at = np.flatnonzero(rows.section == section)
    alone = 1 << int(np.flatnonzero(rows.subject[at] == len(SUBJECTS))[0])
    sets = (alone, alone | 1, alone | 2)
    names = [(place, kind, subjects, divisor) for kind in range(3) for subjects in sets for divisor in range(1, 30)]
    assert Separator(problem).named(names) == [None] * len(names)


def test_what_is_found_is_what_its_name_makes() -> None:
    problem, points = plans()
    separator = Separator(problem)
    found = separator.first() + separator.separate(0.4 * points[0])
    made = separator.named([cut.name for cut in found if cut.name is not None])
    assert len(made) == len(found) > 50
    for cut, again in zip(found, made, strict=True):
        assert again is not None
        assert again.name == cut.name
        assert (again.column == cut.column).all()
        assert np.allclose(again.coefficient, cut.coefficient, rtol=0, atol=1e-9)
        assert again.limit == pytest.approx(cut.limit, abs=1e-9)
