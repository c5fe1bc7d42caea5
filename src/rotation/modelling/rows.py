"""Rows that grow: the problem's own, then cuts and locks, in the order in which they were added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.rules.quantity import Floats, Ints

__all__ = ["RowStack", "Rows"]

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows ``lower <= matrix @ columns <= upper``; ``whole``: their value is a whole number at every plan."""

    matrix: sparse.csr_array
    lower: Floats
    upper: Floats
    whole: Mask


class RowStack:
    """Rows under a problem's columns; ``natural`` says which of these are whole in some best completion of a plan."""

    def __init__(self, matrix: sparse.sparray, lower: Floats, upper: Floats, natural: Mask) -> None:
        self._natural = natural
        self._base = Rows(matrix.tocsr(), lower, upper, _whole(matrix.tocsr(), natural))
        self._added: list[tuple[Ints, Floats, float, float]] = []
        self._limits: dict[int, tuple[float, float]] = {}
        self._rows: Rows | None = None

    def __len__(self) -> int:
        return len(self._base.lower) + len(self._added)

    def add(self, columns: Ints, factors: Floats, lower: float, upper: float) -> None:
        """Add the row lower <= factors * columns <= upper."""
        self._added.append((columns, factors, lower, upper))
        self._rows = None

    def limit(self, row: Ints, lower: Floats, upper: Floats) -> None:
        """Give rows new limits."""
        for index, low, high in zip(row.tolist(), lower.tolist(), upper.tolist(), strict=True):
            self._limits[index] = (low, high)
        self._rows = None

    def now(self) -> Rows:
        """Return all rows as they are now."""
        if self._rows is None:
            self._rows = self._joined()
        return self._rows

    def as_stated(self) -> tuple[Floats, Floats]:
        """Return the rows' limits as they were before any was given new ones."""
        base, added = self._base, self._added
        return (
            np.concatenate([base.lower, [row[2] for row in added]]),
            np.concatenate([base.upper, [row[3] for row in added]]),
        )

    def _joined(self) -> Rows:
        base, added = self._base, self._added
        lower, upper = self.as_stated()
        if self._limits:
            index = np.fromiter(self._limits, np.int64, len(self._limits))
            lower[index] = [limits[0] for limits in self._limits.values()]
            upper[index] = [limits[1] for limits in self._limits.values()]
        if not added:
            return Rows(base.matrix, lower, upper, base.whole)
        starts = np.cumsum([0, *(len(row[0]) for row in added)])
        more = sparse.csr_array(
            (np.concatenate([row[1] for row in added]), np.concatenate([row[0] for row in added]), starts),
            shape=(len(added), base.matrix.shape[1]),
        )
        whole = np.concatenate([base.whole, _whole(more, self._natural)])
        return Rows(sparse.vstack([base.matrix, more], format="csr"), lower, upper, whole)


def _whole(matrix: sparse.csr_array, natural: Mask) -> Mask:
    """Say which rows have whole values: whole coefficients of columns that are whole in some best completion."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    fraction = (matrix.data != np.round(matrix.data)) | ~natural[matrix.indices]
    whole: Mask = np.bincount(row[fraction], minlength=matrix.shape[0]) == 0
    return whole
