"""The decoy beside a search: it changes neither plans nor bounds, and no other whole values are left to it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from rotation.solving import decoy
from rotation.solving.part import Part


def covering(size: int, seed: int) -> tuple[Part, np.ndarray]:
    """Return random covering rows over columns of 0 to 3."""
    drawn = np.random.default_rng(seed)
    matrix = sparse.random_array((25, size), density=0.02, rng=drawn, format="csc")
    matrix.data = np.ceil(5 * matrix.data)
    part = Part(
        np.arange(size), matrix, drawn.integers(10, 30, 25).astype(float), np.full(25, np.inf), np.zeros(size),
        np.full(size, 3.0), np.ones(size, bool),
    )  # fmt: skip
    return part, drawn.integers(5, 40, size).astype(float)


def test_rest_is_the_only_whole_solution() -> None:
    matrix = decoy.MATRIX.toarray()
    assert np.array_equal(matrix @ decoy.REST, decoy.LIMITS)
    own = np.diag(matrix[:, 2:])
    found = []
    for y in range(int(decoy.UPPER[0]) + 1):
        for z in range(int(decoy.UPPER[1]) + 1):
            left = decoy.LIMITS - matrix[:, :2] @ [y, z]
            if not (left % own).any() and (left >= 0).all() and (left <= own * decoy.UPPER[2:]).all():
                found.append((y, z))
    assert found == [(0, 0)]


def test_the_rows_leave_room_between_their_bounds() -> None:
    """Else there is no way from the vertex to a centre."""
    matrix = decoy.MATRIX.toarray()
    middle = np.concatenate([[12.0, 8.0], (decoy.LIMITS - matrix[:, :2] @ [12, 8]) / np.diag(matrix[:, 2:])])
    assert np.allclose(matrix @ middle, decoy.LIMITS)
    assert (middle > 1).all()
    assert (middle < decoy.UPPER - 0.1).all()


@pytest.mark.parametrize("seed", range(4))
def test_a_search_says_the_same_with_it(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    part, cost = covering(decoy.FEWEST + 50, seed)

    def both(fewest: int) -> tuple[float, float, float, float]:
        monkeypatch.setattr(decoy, "FEWEST", fewest)
        searched = part.search(cost, None, 10_000)
        again = part.search(cost, searched[0] if searched else None, 10_000)
        assert searched is not None
        assert again is not None
        assert len(searched[0]) == len(again[0]) == len(part.columns)
        best = float(cost @ searched[0])
        values, bound = part.better(cost, best, 10_000, 0.5)
        assert values is not None
        assert len(values) == len(part.columns)
        nothing, above = part.better(cost, best - 1 + 1e-6, 10_000, 0.5)
        assert nothing is None
        assert above > best - 1e-6
        return best, float(cost @ again[0]), float(cost @ values), bound

    plain, decoyed = both(10**9), both(decoy.FEWEST)
    assert decoyed == pytest.approx(plain, abs=0.5)  # the bound of the last by half a unit
    assert plain[1:3] == pytest.approx(plain[:1] * 2)
    assert decoyed[1:3] == pytest.approx(decoyed[:1] * 2)
