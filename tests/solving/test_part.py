"""A search for better plans: its bound speaks of the costs it was given, however they were scaled on the way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from rotation.solving.part import Part

BIG = 1_000.0
"""So large that the costs are scaled."""


def knapsack(size: float) -> tuple[Part, np.ndarray]:
    """Return 2 x + 3 y + 4 z >= 6 over 0 and 1 with costs 3, 4 and 6 times a size: y and z cost 10, x and z 9."""
    matrix = sparse.csc_array(np.array([[2.0, 3.0, 4.0]]))
    return Part(
        np.arange(3), matrix, np.array([6.0]), np.array([np.inf]), np.zeros(3), np.ones(3), np.ones(3, bool)
    ), np.array([3.0, 4.0, 6.0]) * size


@pytest.mark.parametrize("size", [1.0, BIG])
def test_the_best_values_within_a_limit_and_their_bound(size: float) -> None:
    part, cost = knapsack(size)
    values, bound = part.better(cost, cost, 10 * size, 100)
    assert values is not None
    assert np.round(values).tolist() == [1, 0, 1]
    assert bound == pytest.approx(9 * size)


@pytest.mark.parametrize("size", [1.0, BIG])
def test_a_limit_below_the_best_is_empty(size: float) -> None:
    part, cost = knapsack(size)
    assert part.better(cost, cost, 8.9 * size, 100) == (None, np.inf)


def test_what_any_values_cost_is_no_limit_of_a_search() -> None:
    """All of them are needed here, so that the dearest values are the only ones."""
    part, cost = knapsack(1.0)
    all_needed = Part(
        part.columns, part.matrix, np.array([9.0]), part.row_upper, part.lower, part.upper, part.whole
    )
    values, bound = all_needed.better(cost, cost, 13.0, 100)
    assert values is not None
    assert np.round(values).tolist() == [1, 1, 1]
    assert bound == pytest.approx(13)


def test_costs_without_an_end_leave_a_search_without_an_upper_limit() -> None:
    """What a free column may cost has no most; one that is paid for taking much has none to minimise either."""
    matrix = sparse.csc_array(np.array([[2.0, 1.0]]))
    part = Part(
        np.arange(2), matrix, np.array([5.0]), np.array([np.inf]), np.zeros(2), np.array([1.0, np.inf]),
        np.array([True, False]),
    )  # fmt: skip
    cost = np.array([3.0, 1.0])
    values, bound = part.better(cost, cost, 10.0, 100)
    assert values is not None
    assert cost @ values == pytest.approx(5)
    assert bound == pytest.approx(5)
