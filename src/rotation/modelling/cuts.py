"""Inequalities that every whole plan satisfies and the relaxation does not: teachers are not divisible.

A school short of 7 lessons of music gains 7 by a music teacher of 20, and nothing more; the LP would send 7/20 of
the teacher. For a section, any set K of its lessons and the parts of its teachers that may serve K,

    sum of unfilled in K + sum of (whole teachers * their part) >= lessons of K,

and mixed-integer rounding by a standard load d replaces lessons of K by the remainder r = b mod d times the whole
teachers b / d rounded up, and each part p by r * floor(p / d) + min(p mod d, r). ``separate`` finds the violated ones.
Sets tried: each subject alone, with its further certified teachers counted or their lessons given taken as they are;
and all lessons of the section but those of subjects that are short in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.modelling.lessons import LessonRows
from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats, Ints, Quantity

__all__ = ["Cut", "Separator"]

Mask = NDArray[np.bool_]
LEAST_VIOLATION: Final = 0.02
MOST_PER_SECTION: Final = 6
MOST_AT_FIRST: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """``coefficient`` of ``column`` sums to at least ``limit``."""

    column: Ints
    coefficient: Floats
    limit: float
    violation: float


class Separator:
    """Looks for rounded lesson inequalities that a point violates."""

    def __init__(self, problem: Problem) -> None:
        self._sections = [] if problem.lessons is None else list(_sections(problem.lessons, len(problem.lower)))
        self._nothing = np.zeros(len(problem.lower))

    def first(self) -> list[Cut]:
        """Return inequalities to begin with: those violated where nobody moves and no lesson is unfilled."""
        found: list[Cut] = []
        for section in self._sections:
            cuts = sorted(section.violated(self._nothing), key=lambda cut: -cut.violation)
            found += cuts[:MOST_AT_FIRST]
        return found

    def separate(self, point: Floats) -> list[Cut]:
        """Return the most violated inequalities of each section."""
        found: list[Cut] = []
        for section in self._sections:
            cuts = sorted(section.violated(point), key=lambda cut: -cut.violation)
            found += cuts[:MOST_PER_SECTION]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """One section: dense tables over its subjects and the columns that change its teachers.

    ``whole`` are those columns; ``capacity``, ``main_part`` (subjects, columns) and ``further_part`` their worth.
    """

    need: Floats
    is_open: Mask
    unfilled: Ints
    main: Ints
    other: Ints
    whole: Ints
    capacity: Floats
    capacity_now: float
    main_part: Floats
    main_now: Floats
    further_part: Floats
    further_now: Floats
    divisors: tuple[int, ...]

    def violated(self, point: Floats) -> Iterator[Cut]:
        """Yield every violated inequality of the sets tried."""
        whole = point[self.whole]
        unfilled = point[self.unfilled]
        main = np.where(self.main >= 0, point[self.main], 0)
        other = np.where(self.other >= 0, point[self.other], 0)
        for row in np.flatnonzero(~self.is_open):
            lone = self.main_part[row]
            both = lone + self.further_part[row]
            now = self.need[row] - self.main_now[row]
            free = self.unfilled[row : row + 1]
            yield from self._rounded(both, now - self.further_now[row], free, unfilled[row], whole)
            if self.other[row] >= 0:
                taken = np.array([self.unfilled[row], self.other[row]])
                yield from self._rounded(lone, now, taken, unfilled[row] + other[row], whole)
        for apart in self._sets_apart(point, whole, unfilled, main, other):
            yield from self._without(apart, whole, unfilled, main, other)

    def _sets_apart(
        self, point: Floats, whole: Floats, unfilled: Floats, main: Floats, other: Floats
    ) -> list[Mask]:
        """Return sets of subjects to leave out: none, those short in any case, and these but one."""
        spare = self.main_now + self.main_part @ whole - main + self.further_now + self.further_part @ whole - other
        short = (unfilled > 1e-6) & (spare < 1e-6) & ~self.is_open
        sets = [np.zeros(len(short), bool)]
        if short.any():
            sets.append(short)
            for row in np.flatnonzero(short).tolist():
                sets += [_only(row, len(short)), short & ~_only(row, len(short))]
        return sets

    def _without(
        self, apart: Mask, whole: Floats, unfilled: Floats, main: Floats, other: Floats
    ) -> Iterator[Cut]:
        """Cut on all lessons but those of ``apart``; their teachers' parts count only as far as they are idle."""
        parts = self.main_part[apart].sum(0) + self.further_part[apart].sum(0)
        parts_now = self.main_now[apart].sum() + self.further_now[apart].sum()
        idle = parts_now + parts @ whole - main[apart].sum() - other[apart].sum()
        lessons = self.need[~apart].sum()
        # idle = parts - given: its columns enter with their own coefficients, the parts cancel in the whole ones.
        given = np.concatenate([self.main[apart], self.other[apart]])
        given = given[given >= 0]
        for cut in self._rounded(
            self.capacity - parts,
            lessons - (self.capacity_now - parts_now),
            self.unfilled[~apart],
            unfilled[~apart].sum() + idle,
            whole,
        ):
            yield Cut(
                np.concatenate([cut.column, self.whole, given]),
                np.concatenate([cut.coefficient, parts, -np.ones(len(given))]),
                cut.limit - parts_now,
                cut.violation,
            )

    def _rounded(
        self, parts: Floats, lessons: float, free: Ints, free_now: float, whole: Floats
    ) -> Iterator[Cut]:
        """Round free + parts * whole >= lessons by each divisor."""
        for divisor in self.divisors:
            rest = lessons % divisor
            if rest < 1e-9:
                continue
            worth = rest * np.floor(parts / divisor) + np.minimum(parts % divisor, rest)
            limit = rest * np.ceil(lessons / divisor)
            violation = limit - free_now - worth @ whole
            if violation > LEAST_VIOLATION:
                yield Cut(
                    np.concatenate([free, self.whole]),
                    np.concatenate([np.ones(len(free)), worth]),
                    float(limit),
                    float(violation),
                )


def _only(row: int, size: int) -> Mask:
    mask = np.zeros(size, bool)
    mask[row] = True
    return mask


def _sections(rows: LessonRows, columns: int) -> Iterator[_Section]:
    capacity = _matrix(rows.capacity, columns)
    main_part, further_part = _matrix(rows.main_part, columns), _matrix(rows.further_part, columns)
    for section in np.unique(rows.section):
        at = np.flatnonzero(rows.section == section)
        total = capacity[[section]]
        whole = np.unique(np.concatenate([total.indices, main_part[at].indices, further_part[at].indices]))
        yield _Section(
            need=rows.need[at],
            is_open=rows.main[at] < 0,
            unfilled=rows.unfilled[at],
            main=rows.main[at],
            other=rows.other[at],
            whole=whole.astype(np.int64),
            capacity=total[:, whole].toarray()[0],
            capacity_now=float(rows.capacity.constant[section]),
            main_part=np.where((rows.main[at] >= 0)[:, None], main_part[at][:, whole].toarray(), 0),
            main_now=np.where(rows.main[at] >= 0, rows.main_part.constant[at], 0),
            further_part=further_part[at][:, whole].toarray(),
            further_now=rows.further_part.constant[at],
            divisors=rows.standard[int(rows.stage[section])],
        )


def _matrix(quantity: Quantity, columns: int) -> sparse.csr_array:
    return sparse.coo_array(
        (quantity.coefficient, (quantity.row, quantity.column)), shape=(quantity.size, columns)
    ).tocsr()
