"""Rows that grow: the problem's own, then cuts and locks, in the order in which they were added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.modelling.stacked import Stacked
from rotation.rules.quantity import Floats, Ints

__all__ = ["RowStack", "Rows"]

Mask = NDArray[np.bool_]
NOTHING: Final = 1e-12
"""A factor that is as small is rounding of a sum that is zero."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows ``lower <= matrix @ columns <= upper``; ``whole``: their value is a whole number at every plan."""

    matrix: Stacked
    lower: Floats
    upper: Floats
    whole: Mask


Mark = tuple[Rows, int]


class RowStack:
    """Rows under a problem's columns; ``natural`` says which of these are whole in some best completion of a plan."""

    def __init__(self, matrix: sparse.csc_array, lower: Floats, upper: Floats, natural: Mask) -> None:
        self._natural = natural
        self._stated = [(lower, upper)]
        self._waiting: list[tuple[Ints, Floats, float, float]] = []
        stacked = Stacked.of(matrix)
        self._now = Rows(stacked, lower, upper, _whole(stacked.by_row, natural))

    def __len__(self) -> int:
        return len(self._now.lower) + len(self._waiting)

    def add(self, columns: Ints, factors: Floats, lower: float, upper: float) -> None:
        """Add the row lower <= factors * columns <= upper; factors of a column that comes again are added up."""
        self._waiting.append((columns, factors, lower, upper))

    def limit(self, row: Ints, lower: Floats, upper: Floats) -> None:
        """Give rows new limits."""
        now = self.now()
        new_lower, new_upper = now.lower.copy(), now.upper.copy()
        new_lower[row], new_upper[row] = lower, upper
        self._now = replace(now, lower=new_lower, upper=new_upper)

    def now(self) -> Rows:
        """Return all rows as they are now."""
        if self._waiting:
            self._take_in()
        return self._now

    def mark(self) -> Mark:
        """Return the rows as they are now, for ``rewind``."""
        return self.now(), len(self._stated)

    def rewind(self, mark: Mark) -> None:
        """Forget rows and limits that came after a mark."""
        self._now, stated = mark
        self._waiting = []
        del self._stated[stated:]

    def as_stated(self) -> tuple[Floats, Floats]:
        """Return the rows' limits as they were before any was given new ones."""
        self.now()
        return np.concatenate([low for low, _ in self._stated]), np.concatenate([high for _, high in self._stated])

    def _take_in(self) -> None:
        added, self._waiting = self._waiting, []
        starts = np.cumsum([0, *(len(row[0]) for row in added)])
        more = sparse.csr_array(
            (np.concatenate([row[1] for row in added]), np.concatenate([row[0] for row in added]), starts),
            shape=(len(added), self._now.matrix.shape[1]),
        )
        more.sum_duplicates()
        more.data[np.abs(more.data) <= NOTHING] = 0
        more.eliminate_zeros()
        lower, upper = np.array([row[2] for row in added]), np.array([row[3] for row in added])
        now = self._now
        self._stated.append((lower, upper))
        self._now = Rows(
            now.matrix.below(more),
            np.concatenate([now.lower, lower]),
            np.concatenate([now.upper, upper]),
            np.concatenate([now.whole, _whole(more, self._natural)]),
        )


def _whole(matrix: sparse.csr_array, natural: Mask) -> Mask:
    """Say which rows have whole values: whole coefficients of columns that are whole in some best completion."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    fraction = (matrix.data != np.round(matrix.data)) | ~natural[matrix.indices]
    whole: Mask = np.bincount(row[fraction], minlength=matrix.shape[0]) == 0
    return whole
