"""Collects columns, rows and prices as parallel arrays, then makes the sparse matrix of them in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.modelling.problem import Block, Problem, Statement
from rotation.rules.quantity import Floats, Quantity

if TYPE_CHECKING:
    from rotation.modelling.lessons import LessonRows

__all__ = ["Writer"]


class Writer:
    """The matrix being written; ``author`` is the rule that is writing, empty for what all rules share."""

    def __init__(self, tiers: tuple[str, ...]) -> None:
        self._column_parts: list[tuple[Floats, Floats, NDArray[np.bool_], NDArray[np.bool_]]] = []
        self._row_parts: list[tuple[Quantity, Floats, Floats]] = []
        self._prices: dict[str, list[Quantity]] = {tier: [] for tier in tiers}
        self.statements: list[Statement] = []
        self.author = ""
        self._column_blocks: list[Block] = []
        self._row_blocks: list[Block] = []
        self.lessons: LessonRows | None = None
        self._defined: list[tuple[int, NDArray[np.int64]]] = []
        self.columns = 0
        self.rows = 0
        self._lower = np.empty(0)
        self._upper = np.empty(0)

    def add_columns(
        self, size: int, lower: ArrayLike, upper: ArrayLike, whole: ArrayLike, natural: ArrayLike = False
    ) -> Quantity:
        """Add columns and return one expression for each.

        ``natural``: need not be declared whole, but once the whole columns are, is so in some best completion.
        """
        low = np.broadcast_to(np.asarray(lower, np.float64), (size,))
        high = np.broadcast_to(np.asarray(upper, np.float64), (size,))
        declared = np.broadcast_to(np.asarray(whole, bool), (size,))
        self._column_parts.append((low, high, declared, declared | np.asarray(natural, bool)))
        self._column_blocks.append(Block(self.author, self.columns, size))
        first, self.columns = self.columns, self.columns + size
        return Quantity.of_columns(np.arange(first, self.columns))

    def add_rows(
        self,
        quantity: Quantity,
        lower: ArrayLike,
        upper: ArrayLike,
        rule: str | None,
        about: tuple[str, ...],
        unit: int,
        part: str = "",
    ) -> None:
        """Add one row for each expression, its constant moved to the limits."""
        low = np.asarray(lower, np.float64) - quantity.constant
        high = np.asarray(upper, np.float64) - quantity.constant
        self._row_parts.append((quantity, low, high))
        self._row_blocks.append(Block(self.author, self.rows, quantity.size))
        self.statements.append(Statement(rule, self.rows, self.rows + quantity.size, about, unit, part))
        self.rows += quantity.size

    def define_sums(self, sums: Quantity, columns: Quantity) -> None:
        """State that columns are sums of others, and note which row defines which."""
        self._defined.append((self.rows, columns.column))
        self.add_rows(sums - columns, 0, 0, None, (), 1)

    def shared(self, quantity: Quantity, whole: bool) -> Quantity:
        """Give each expression a column of its own."""
        least, most = self.range_of(quantity)
        columns = self.add_columns(quantity.size, least, most, whole)
        self.add_rows(quantity - columns, 0, 0, None, (), 1)
        return columns

    def price(self, tier: str, quantity: Quantity) -> None:
        """Add the sum of the expressions to a tier's objective."""
        self._prices[tier].append(quantity)

    def range_of(self, quantity: Quantity) -> tuple[Floats, Floats]:
        """Return the least and largest value of each expression under the columns' bounds alone."""
        low, high = self._bounds()
        factor, column = quantity.coefficient, quantity.column
        ends = np.stack([factor * low[column], factor * high[column]])
        least = np.bincount(quantity.row, ends.min(0), quantity.size) + quantity.constant
        most = np.bincount(quantity.row, ends.max(0), quantity.size) + quantity.constant
        return least, most

    def finish(self, facts: Facts, arcs: Arcs) -> Problem:
        """Return the problem written; nothing can be added to it any more."""
        low, high = self._bounds()
        row_lower = _joined([part[1] for part in self._row_parts], np.float64)
        row_upper = _joined([part[2] for part in self._row_parts], np.float64)
        starts = np.cumsum([0, *(part[0].size for part in self._row_parts)])
        # Narrow: a province has 27 million entries.
        rows = _joined(
            [(part[0].row + start).astype(np.int32) for part, start in zip(self._row_parts, starts, strict=False)],
            np.int32,
        )
        columns = _joined([part[0].column.astype(np.int32) for part in self._row_parts], np.int32)
        factors = _joined([part[0].coefficient for part in self._row_parts], np.float64)
        self._row_parts.clear()
        matrix = sparse.coo_array((factors, (rows, columns)), shape=(self.rows, self.columns)).tocsc()
        matrix.eliminate_zeros()
        defined = np.full(self.rows, -1, np.int64)
        for first, column in self._defined:
            defined[first : first + len(column)] = column
        cost, constant = {}, {}
        for tier, parts in self._prices.items():
            column = _joined([part.column for part in parts], np.int64)
            factor = _joined([part.coefficient for part in parts], np.float64)
            cost[tier] = np.bincount(column, factor, self.columns).astype(np.float64)
            constant[tier] = float(sum(part.constant.sum() for part in parts))
        return Problem(
            facts=facts,
            arcs=arcs,
            matrix=matrix,
            row_lower=row_lower,
            row_upper=row_upper,
            lower=low,
            upper=high,
            whole=_joined([part[2] for part in self._column_parts], np.bool_),
            natural=_joined([part[3] for part in self._column_parts], np.bool_),
            cost=cost,
            constant=constant,
            statements=tuple(self.statements),
            defined=defined,
            column_blocks=tuple(self._column_blocks),
            row_blocks=tuple(self._row_blocks),
            lessons=self.lessons,
        )

    def _bounds(self) -> tuple[Floats, Floats]:
        if len(self._lower) != self.columns:
            self._lower = _joined([part[0] for part in self._column_parts], np.float64)
            self._upper = _joined([part[1] for part in self._column_parts], np.float64)
        return self._lower, self._upper


def _joined(parts: Sequence[NDArray[Any]], kind: type) -> Any:
    return np.concatenate(parts).astype(kind, copy=False) if parts else np.empty(0, kind)
