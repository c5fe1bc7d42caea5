"""A problem's rows with others below them, in one matrix of two parts: the first, which is large, is never copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.rules.quantity import Floats, Ints

__all__ = ["Entries", "Stacked", "entries"]


class Entries(NamedTuple):
    """Entries of some rows, one beside the other: the ``place`` of the row among these, ``column`` and ``factor``."""

    place: Ints
    column: Ints
    factor: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Stacked:
    """The rows of ``by_row``, which ``by_column`` holds as well, and below them those of ``more``."""

    by_column: sparse.csc_array
    by_row: sparse.csr_array
    more: sparse.csr_array

    @classmethod
    def of(cls, matrix: sparse.csc_array) -> Stacked:
        """Return a matrix with nothing below it."""
        return cls(matrix, matrix.tocsr(), sparse.csr_array((0, matrix.shape[1])))

    @property
    def shape(self) -> tuple[int, int]:
        return self.by_row.shape[0] + self.more.shape[0], self.by_row.shape[1]

    def below(self, added: sparse.csr_array) -> Stacked:
        """Return these rows with more below them."""
        return Stacked(self.by_column, self.by_row, sparse.vstack([self.more, added], format="csr"))

    def __matmul__(self, columns: Floats) -> Floats:
        return np.concatenate([self.by_row @ columns, self.more @ columns])

    def __getitem__(self, row: Ints) -> sparse.csr_array:
        """Return some rows in the order asked."""
        size = self.by_row.shape[0]
        inside = row < size
        if inside.all():
            return self.by_row[row]
        order = np.argsort(~inside, kind="stable")
        upper, lower = self.by_row[row[inside]], self.more[row[~inside] - size]
        found = sparse.csr_array(
            (
                np.concatenate([upper.data, lower.data]), np.concatenate([upper.indices, lower.indices]),
                np.concatenate([upper.indptr, lower.indptr[1:] + upper.indptr[-1]]),
            ),
            shape=(len(row), self.shape[1]),
        )  # fmt: skip
        return found if (order[1:] > order[:-1]).all() else found[np.argsort(order)]

    def of_rows(self, row: Ints) -> Entries:
        """Return the entries of some rows, those of the upper part first."""
        size = self.by_row.shape[0]
        inside = row < size
        if inside.all():
            return entries(self.by_row, row)
        upper = entries(self.by_row, row[inside], np.flatnonzero(inside))
        lower = entries(self.more, row[~inside] - size, np.flatnonzero(~inside))
        return Entries(*(np.concatenate(parts) for parts in zip(upper, lower, strict=True)))

    def columns(self, chosen: Ints) -> sparse.csc_array:
        """Return all rows over some columns."""
        return sparse.vstack([self.by_column[:, chosen], self.more[:, chosen]], format="csc")

    def weighed(self, factor: Floats, sizes: bool = False) -> Floats:
        """Return the sum of all rows, each times its factor; ``sizes``: of what they are without their signs."""
        size = self.by_row.shape[0]
        upper, lower = (_sizes(part) if sizes else part for part in (self.by_column, self.more))
        return np.asarray(upper.T @ factor[:size] + lower.T @ factor[size:])

    def touched(self, columns: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say which rows have one of these columns."""
        marked = columns.astype(np.float64)
        return np.concatenate([_sizes(self.by_row) @ marked > 0, _sizes(self.more) @ marked > 0])

    def sizes(self) -> Ints:
        """Return how many entries each row has."""
        return np.concatenate([np.diff(self.by_row.indptr), np.diff(self.more.indptr)])

    def heights(self) -> Ints:
        """Return how many entries each column has."""
        return np.asarray(np.diff(self.by_column.indptr) + np.bincount(self.more.indices, minlength=self.shape[1]))

    def joined(self) -> sparse.csr_array:
        """Return a copy in one part."""
        return sparse.vstack([self.by_row, self.more], format="csr")


def entries(matrix: sparse.csr_array, row: Ints, place: Ints | None = None) -> Entries:
    """Return the entries of some rows of a matrix, which are at ``place``, if that is not one after the other."""
    start = matrix.indptr[row]
    size = matrix.indptr[row + 1] - start
    at = np.arange(size.sum()) + np.repeat(start - (np.cumsum(size) - size), size)
    place = np.arange(len(row)) if place is None else place
    return Entries(np.repeat(place, size), matrix.indices[at], matrix.data[at])


def _sizes(matrix: sparse.sparray) -> sparse.sparray:
    return type(matrix)((np.abs(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)
