"""The finished matrix: columns, rows, one objective for each tier, and what each row was stated for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.modelling.bounds import Counting

if TYPE_CHECKING:
    from rotation.modelling.lessons import LessonRows

__all__ = ["Block", "Problem", "Statement"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """Columns or rows ``first`` and following, ``size`` of them, that a rule wrote at once; ``author`` its code."""

    author: str
    first: int
    size: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Rows ``first`` to ``last`` (exclusive) were stated by ``rule``; ``about`` says what each is about.

    ``unit`` is what one unit of shortfall changes in the row; ``part`` names what is asked, where the rule asks several
    things about the same. Structural rows have rule None.
    """

    rule: str | None
    first: int
    last: int
    about: Sequence[str]
    unit: int
    part: str = ""


@dataclass(frozen=True, eq=False)
class Problem:
    """Minimise the tiers' objectives in order over whole-number columns.

    ``matrix`` has shape (rows, columns). The first ``len(arcs)`` columns are the arcs. ``cost`` holds per tier one
    coefficient for each column, ``constant`` what is added to it. ``natural`` columns are whole in some best completion
    of every plan: the ``whole`` ones, and others that follow them. ``defined`` names for each row the column that it
    defines as a sum of arcs (a person's moves, a hub's arrivals), -1 for every other row. The blocks say who wrote
    what, in order: first the arcs, the movers and the hubs, with the rows of the latter two.
    """

    facts: Facts
    arcs: Arcs
    matrix: sparse.csc_array
    row_lower: Floats
    row_upper: Floats
    lower: Floats
    upper: Floats
    whole: NDArray[np.bool_]
    natural: NDArray[np.bool_]
    cost: Mapping[str, Floats]
    constant: Mapping[str, float]
    statements: Sequence[Statement]
    column_blocks: Sequence[Block]
    row_blocks: Sequence[Block]
    defined: NDArray[np.int64]
    lessons: LessonRows | None = None

    @cached_property
    def counting(self) -> Counting:
        """Which arcs each defined column adds up."""
        arcs = self.matrix[:, : len(self.arcs)]
        count = self.defined[arcs.indices]
        arc = np.repeat(np.arange(len(self.arcs)), np.diff(arcs.indptr))
        return Counting(arc[count >= 0], count[count >= 0])

    def value(self, tier: str, point: Floats) -> float:
        """Return a tier's objective at a point."""
        return float(self.cost[tier] @ point + self.constant[tier])

    def completed(self, point: Floats) -> Floats:
        """Return a search's point as the plan that it means: whole where it is nearly so, the rest as rows ask.

        What is not whole is an excess, priced and stated by rows that it loosens; it is as small as these allow.
        """
        whole = point.copy()
        whole[self.natural] = np.round(point[self.natural])
        rest = np.flatnonzero(~self.natural)
        if len(rest):
            whole[rest] = self.lower[rest]
            beyond = self.matrix @ whole - self.row_upper
            entries = self.matrix[:, rest].tocoo()
            loosens = entries.data < 0
            need = np.zeros(len(rest))
            row, column, factor = entries.coords[0][loosens], entries.coords[1][loosens], entries.data[loosens]
            np.maximum.at(need, column, beyond[row] / -factor)
            whole[rest] += np.maximum(0, need)
        return whole
