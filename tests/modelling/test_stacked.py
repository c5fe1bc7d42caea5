"""A matrix in two parts answers like one that is whole."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from rotation.modelling.stacked import Stacked


@pytest.fixture(params=[0, 3])
def parts(request: pytest.FixtureRequest) -> tuple[Stacked, np.ndarray]:
    """Five rows and none or three below them, and the same as one dense array."""
    draw = np.random.default_rng(1)
    upper = sparse.random_array((5, 7), density=0.5, rng=draw, format="csc")
    lower = sparse.random_array((request.param, 7), density=0.5, rng=draw, format="csr")
    upper.data -= 0.5
    return Stacked.of(upper).below(lower), np.vstack([upper.toarray(), lower.toarray()])


def test_products_and_shape(parts: tuple[Stacked, np.ndarray]) -> None:
    stacked, dense = parts
    draw = np.random.default_rng(2)
    columns, factor = draw.normal(size=7), draw.normal(size=len(dense))
    assert stacked.shape == dense.shape
    assert stacked @ columns == pytest.approx(dense @ columns)
    assert stacked.weighed(factor) == pytest.approx(factor @ dense)
    assert stacked.weighed(factor, sizes=True) == pytest.approx(factor @ np.abs(dense))
    assert stacked.sizes().tolist() == (dense != 0).sum(axis=1).tolist()
    assert stacked.joined().toarray() == pytest.approx(dense)


def test_rows_in_any_order_and_columns(parts: tuple[Stacked, np.ndarray]) -> None:
    stacked, dense = parts
    draw = np.random.default_rng(3)
    for size in range(len(dense) + 1):
        row = draw.permutation(len(dense))[:size]
        assert stacked[row].toarray() == pytest.approx(dense[row])
        found = np.zeros((size, 7))
        place, column, factor = stacked.of_rows(row)
        found[place, column] = factor
        assert found == pytest.approx(dense[row])
    chosen = np.array([6, 0, 3])
    assert stacked.columns(chosen).toarray() == pytest.approx(dense[:, chosen])
    marked = np.isin(np.arange(7), chosen)
    assert stacked.touched(marked).tolist() == (dense[:, marked] != 0).any(axis=1).tolist()


def test_what_lies_above_is_not_copied(parts: tuple[Stacked, np.ndarray]) -> None:
    stacked, dense = parts
    more = stacked.below(sparse.csr_array(np.ones((2, 7))))
    assert more.by_row is stacked.by_row
    assert more.by_column is stacked.by_column
    assert more.shape == (len(dense) + 2, 7)
