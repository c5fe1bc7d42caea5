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
