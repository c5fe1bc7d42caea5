"""Rows of a basis's inverse: against the inverse itself, and against the tableau of a relaxation."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse

from rotation import io
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.modelling import build
from rotation.rules import read_policy
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine
from rotation.solving.inverse import SLACK, Inverse
from rotation.solving.progress import UNLIMITED
from rotation.solving.search import Search
from rotation.solving.tableau import tableau_cuts
from rotation.solving.tiers import weighted


def _drawn(rng: np.random.Generator) -> tuple[Floats, NDArray[np.int64], Floats]:
    """Return columns, slacks and the basis that they make, one that has an inverse."""
    size = int(rng.integers(1, 12))
    held = int(rng.integers(0, size + 1))
    slack = np.full(size, SLACK)
    slack[rng.permutation(size)[held:]] = rng.permutation(size)[held:]
    columns = rng.integers(-3, 4, (size, held)).astype(np.float64)
    basis = np.zeros((size, size))
    basis[:, slack == SLACK] = columns
    basis[slack[slack != SLACK], slack != SLACK] = 1
    return (columns, slack, basis) if abs(np.linalg.det(basis)) > 0.5 else _drawn(rng)


@pytest.mark.parametrize("seed", range(20))
def test_rows_are_those_of_the_inverse(seed: int) -> None:
    columns, slack, basis = _drawn(np.random.default_rng(seed))
    size = len(slack)
    inverse = Inverse(sparse.csr_array(columns), slack)
    for place in range(size):
        row = np.zeros(size)
        at, factor = inverse.row(place)
        row[at] = factor
        assert row @ basis == pytest.approx(np.eye(size)[place], abs=1e-9)


def test_what_has_no_inverse_is_told() -> None:
    with pytest.raises(RuntimeError):
        Inverse(sparse.csr_array(np.ones((2, 2))), np.full(2, SLACK))


def test_without_one_there_are_no_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = build(Facts(io.read(embedded("town")), read_policy("national"), 0))
    search = Search(problem, UNLIMITED)
    point = search.first(weighted(problem, search.tiers))
    assert tableau_cuts(problem, search.engine, point, 0, set())

    def none(engine: Engine, basic: NDArray[np.int64]) -> None:
        raise RuntimeError

    monkeypatch.setattr(Engine, "inverse", none)
    assert not tableau_cuts(problem, search.engine, point, 0, set())


def test_they_add_up_to_rows_of_a_relaxations_tableau() -> None:
    problem = build(Facts(io.read(embedded("town")), read_policy("national"), 0))
    search = Search(problem, UNLIMITED)
    search.first(weighted(problem, search.tiers))
    engine = search.engine
    matrix, basic = engine.rows().matrix, engine.basic()
    inverse, rows = engine.inverse(basic)
    for place in range(0, len(basic), 50):
        at, factor = inverse.row(place)
        sums = np.zeros(len(engine.rows().lower))
        sums[rows[at]] = factor
        tableau = np.append(matrix.weighed(sums), sums[::-1])  # a row's slack is told as -1 - row: the last is row 0
        expected = np.zeros(len(basic))
        expected[place] = 1
        assert tableau[basic] == pytest.approx(expected, abs=1e-7)
