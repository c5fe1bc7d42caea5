"""The finished matrix: columns, rows, one objective for each tier, and what each row was stated for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts

if TYPE_CHECKING:
    from rotation.modelling.lessons import LessonRows

__all__ = ["Problem", "Statement"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Statement:
    """Rows ``first`` to ``last`` (exclusive) were stated by ``rule``; ``about`` says what each is about.

    ``unit`` is what one unit of shortfall changes in the row. Structural rows have rule None.
    """

    rule: str | None
    first: int
    last: int
    about: Sequence[str]
    unit: int


@dataclass(frozen=True, eq=False)
class Problem:
    """Minimise the tiers' objectives in order over whole-number columns.

    ``matrix`` has shape (rows, columns). The first ``len(arcs)`` columns are the arcs. ``cost`` holds per tier one
    coefficient for each column, ``constant`` what is added to it. ``natural`` columns are whole in some best completion
    of every plan: the ``whole`` ones, and others that follow them.
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
    lessons: LessonRows | None = None

    def value(self, tier: str, point: Floats) -> float:
        """Return a tier's objective at a point."""
        return float(self.cost[tier] @ point + self.constant[tier])
