"""Shared quantities of the model: named families of whole-number expressions over columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Floats", "Ints", "Quantity"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """``size`` expressions, each a sum of coefficient x column plus a constant.

    Shapes: ``row``, ``column`` and ``coefficient`` are parallel, one entry per term, in no particular order;
    ``constant`` has one entry per expression.
    """

    row: Ints
    column: Ints
    coefficient: Floats
    constant: Floats

    @property
    def size(self) -> int:
        return len(self.constant)

    @classmethod
    def fixed(cls, constant: ArrayLike) -> Quantity:
        """Return expressions without columns."""
        none = np.empty(0, np.int64)
        return cls(none, none, np.empty(0), np.atleast_1d(np.asarray(constant, np.float64)))

    @classmethod
    def of_columns(cls, columns: Ints) -> Quantity:
        """Return one expression for each column."""
        size = len(columns)
        return cls(np.arange(size), np.asarray(columns, np.int64), np.ones(size), np.zeros(size))

    def __add__(self, other: Quantity | ArrayLike) -> Quantity:
        if not isinstance(other, Quantity):
            return Quantity(self.row, self.column, self.coefficient, self.constant + np.asarray(other))
        assert self.size == other.size
        return Quantity(
            np.concatenate([self.row, other.row]),
            np.concatenate([self.column, other.column]),
            np.concatenate([self.coefficient, other.coefficient]),
            self.constant + other.constant,
        )

    def __neg__(self) -> Quantity:
        return self * -1

    def __sub__(self, other: Quantity | ArrayLike) -> Quantity:
        return self + (-other if isinstance(other, Quantity) else -np.asarray(other))

    def __mul__(self, factor: ArrayLike) -> Quantity:
        """Scale every expression, or each by its own factor."""
        factors = np.asarray(factor, np.float64)
        each = factors if factors.ndim == 0 else np.broadcast_to(factors, (self.size,))[self.row]
        return Quantity(self.row, self.column, self.coefficient * each, self.constant * factors)

    def take(self, rows: ArrayLike) -> Quantity:
        """Return the chosen expressions, in the order asked; each may be asked once."""
        chosen = np.asarray(rows)
        chosen = np.flatnonzero(chosen) if chosen.dtype == bool else chosen.astype(np.int64)
        place = np.full(self.size, -1, np.int64)
        place[chosen] = np.arange(len(chosen))
        keep = place[self.row] >= 0
        return Quantity(
            place[self.row[keep]], self.column[keep], self.coefficient[keep], self.constant[chosen]
        )

    def grouped(self, group: ArrayLike, groups: int) -> Quantity:
        """Return the sum of the expressions of each group; an expression of group -1 is left out."""
        label = np.asarray(group, np.int64)
        keep = label[self.row] >= 0
        constant = np.bincount(label[label >= 0], self.constant[label >= 0], groups).astype(np.float64)
        return Quantity(label[self.row[keep]], self.column[keep], self.coefficient[keep], constant)

    def total(self) -> Quantity:
        """Return the sum of all expressions as one."""
        return self.grouped(np.zeros(self.size, np.int64), 1)
