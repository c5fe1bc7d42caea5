"""Rows of the inverse of a basis, one factorisation for as many as are asked for.

HiGHS finds such a row with vectors of all its rows, as if each were dense: a millisecond or more on a county, where
hundreds are asked for in a round. Here the rows whose own slack is in the basis are left out first: a row of the
inverse has nothing there, but where it is that slack's own. What is left is factored once (SuperLU), and each row is
one solution with it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from rotation.rules.quantity import Floats

__all__ = ["SLACK", "Inverse"]

Ints = NDArray[np.int64]
SLACK: Final = -1


class Inverse:
    """The inverse of a basis that holds columns of a matrix and slacks of its rows.

    Parameters
    ----------
    columns
        The basis's columns, m rows by k, in the order in which it holds them.
    slack
        For each of its m places the row whose slack it holds, ``SLACK`` where it holds a column.

    Raises
    ------
    RuntimeError
        The columns have no inverse.
    """

    def __init__(self, columns: sparse.csr_array, slack: Ints) -> None:
        self._slack, self._columns = slack, columns
        self._numbered = np.cumsum(slack == SLACK) - 1
        tight = np.ones(len(slack), bool)
        tight[slack[slack != SLACK]] = False
        self._tight = np.flatnonzero(tight)
        self._factored = splu(columns[self._tight].tocsc()) if len(self._tight) else None

    def row(self, place: int) -> tuple[Ints, Floats]:
        """Return the rows that have a part in the tableau's row at a place of the basis, and their factors."""
        right = np.zeros(len(self._tight))
        own = int(self._slack[place])
        if own == SLACK:
            right[self._numbered[place]] = 1.0
            return self._tight, self._solved(right)
        start, end = self._columns.indptr[own : own + 2]
        right[self._columns.indices[start:end]] = -self._columns.data[start:end]
        return np.append(self._tight, own), np.append(self._solved(right), 1.0)

    def _solved(self, right: Floats) -> Floats:
        return right if self._factored is None else np.asarray(self._factored.solve(right, "T"))
