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
Name = tuple[int, int, int, int]
BOTH, MAIN, WITHOUT = range(3)
LEAST_VIOLATION: Final = 0.02
LEAST_REST: Final = 1e-9
MOST_PER_SECTION: Final = 6
MOST_AT_FIRST: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """``coefficient`` of ``column`` sums to at least ``limit``.

    ``name`` is by what a lesson inequality is known (``Separator.named``): section, kind, subjects and divisor.
    """

    column: Ints
    coefficient: Floats
    limit: float
    violation: float
    name: Name | None

    def row(self) -> tuple[Ints, Floats]:
        """Return columns and coefficients with no column twice."""
        column, place = np.unique(self.column, return_inverse=True)
        factor = np.bincount(place, self.coefficient)
        used = np.abs(factor) > 1e-12
        return column[used], factor[used].astype(np.float64)


class Separator:
    """Looks for rounded lesson inequalities that a point violates."""

    def __init__(self, problem: Problem) -> None:
        self._sections = [] if problem.lessons is None else list(_sections(problem.lessons, len(problem.lower)))
        self._numbers = np.empty(0, np.int64) if problem.lessons is None else np.unique(problem.lessons.section)
        self._nothing = np.zeros(len(problem.lower))

    def first(self, among: Ints | None = None) -> list[Cut]:
        """Return inequalities to begin with: those violated where nobody moves and no lesson is unfilled."""
        found: list[Cut] = []
        for section in self._of(among):
            cuts = sorted(section.violated(self._nothing), key=lambda cut: -cut.violation)
            found += cuts[:MOST_AT_FIRST]
        return found

    def named(self, name: Name) -> Cut:
        """Return the inequality of a name; raise ValueError where there is none."""
        place, kind, subjects, divisor = name
        if not 0 <= place < len(self._sections) or divisor < 1:
            raise ValueError(f"no lesson inequality {name}")
        return self._sections[place].named(kind, subjects, divisor)

    def separate(self, point: Floats, among: Ints | None = None) -> list[Cut]:
        """Return the most violated inequalities of each section, or of the facts' sections ``among`` them."""
        found: list[Cut] = []
        for section in self._of(among):
            cuts = sorted(section.violated(point), key=lambda cut: -cut.violation)
            found += cuts[:MOST_PER_SECTION]
        return found

    def _of(self, among: Ints | None) -> list[_Section]:
        if among is None:
            return self._sections
        return [self._sections[place] for place in np.flatnonzero(np.isin(self._numbers, among)).tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """One section: dense tables over its subjects and the columns that change its teachers; ``place`` among them.

    ``whole`` are those columns; ``capacity``, ``main_part`` (subjects, columns) and ``further_part`` their worth.
    """

    place: int
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
        for row in np.flatnonzero(~self.is_open).tolist():
            for base in self._alone(row):
                yield from self._rounded(base, point)
        for apart in self._sets_apart(whole, unfilled, main, other):
            yield from self._rounded(self._without(apart), point)

    def named(self, kind: int, subjects: int, divisor: int) -> Cut:
        """Return the inequality of a kind, a set of subjects (bits) and a divisor."""
        apart = np.array([bool(subjects >> row & 1) for row in range(len(self.need))])
        if kind == WITHOUT:
            base = self._without(apart)
        else:
            rows = np.flatnonzero(apart & ~self.is_open)
            bases = [base for base in self._alone(int(rows[0])) if base.kind == kind] if len(rows) == 1 else []
            if not bases:
                raise ValueError(f"no lesson inequality of kind {kind} for subjects {subjects}")
            base = bases[0]
        cut = self._divided(base, divisor)
        if cut is None:
            raise ValueError(f"no lesson inequality by divisor {divisor}")
        return cut

    def _alone(self, row: int) -> Iterator[_Base]:
        """Yield a subject's own: with further certificates counted as teachers, and with their lessons as given."""
        lone = self.main_part[row]
        now = self.need[row] - self.main_now[row]
        free = self.unfilled[row : row + 1]
        none = np.zeros(len(self.whole))
        yield _Base(
            BOTH, 1 << row, lone + self.further_part[row], now - self.further_now[row], free, none, free[:0], 0.0
        )
        if self.other[row] >= 0:
            taken = np.array([self.unfilled[row], self.other[row]])
            yield _Base(MAIN, 1 << row, lone, now, taken, none, free[:0], 0.0)

    def _sets_apart(self, whole: Floats, unfilled: Floats, main: Floats, other: Floats) -> list[Mask]:
        """Return sets of subjects to leave out: none, those short in any case, and these but one."""
        spare = self.main_now + self.main_part @ whole - main + self.further_now + self.further_part @ whole - other
        short = (unfilled > 1e-6) & (spare < 1e-6) & ~self.is_open
        sets = [np.zeros(len(short), bool)]
        if short.any():
            sets.append(short)
            for row in np.flatnonzero(short).tolist():
                sets += [_only(row, len(short)), short & ~_only(row, len(short))]
        return sets

    def _without(self, apart: Mask) -> _Base:
        """Return all lessons but those of ``apart``, whose teachers' parts count only as far as they are idle."""
        parts = self.main_part[apart].sum(0) + self.further_part[apart].sum(0)
        parts_now = float(self.main_now[apart].sum() + self.further_now[apart].sum())
        # idle = parts - given: its columns enter with their own coefficients, the parts cancel in the whole ones.
        given = np.concatenate([self.main[apart], self.other[apart]])
        subjects = sum(1 << row for row in np.flatnonzero(apart).tolist())
        lessons = float(self.need[~apart].sum()) - (self.capacity_now - parts_now)
        given = given[given >= 0]
        kept = self.capacity - parts
        return _Base(WITHOUT, subjects, kept, lessons, self.unfilled[~apart], parts, given, parts_now)

    def _rounded(self, base: _Base, point: Floats) -> Iterator[Cut]:
        """Yield the violated ones among a base rounded by each divisor."""
        whole = point[self.whole]
        reached = point[base.free].sum() + base.idle @ whole + base.idle_now - point[base.given].sum()
        parts = base.parts @ whole
        for divisor in self.divisors:
            rest = base.lessons % divisor
            most = rest * np.ceil(base.lessons / divisor) - reached
            if rest < LEAST_REST or most - rest / divisor * parts <= LEAST_VIOLATION:  # the worth is no less than that
                continue
            violation = most - _worth(base.parts, divisor, rest) @ whole
            if violation > LEAST_VIOLATION:
                cut = self._divided(base, divisor)
                assert cut is not None
                yield Cut(cut.column, cut.coefficient, cut.limit, float(violation), cut.name)

    def _divided(self, base: _Base, divisor: int) -> Cut | None:
        """Round free + idle + parts * whole >= lessons by a divisor."""
        rest = base.lessons % divisor
        if rest < LEAST_REST:
            return None
        worth = _worth(base.parts, divisor, rest) + base.idle
        return Cut(
            np.concatenate([base.free, self.whole, base.given]),
            np.concatenate([np.ones(len(base.free)), worth, -np.ones(len(base.given))]),
            float(rest * np.ceil(base.lessons / divisor) - base.idle_now),
            0.0,
            (self.place, base.kind, base.subjects, divisor),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Base:
    """free + (idle_now + idle * whole - given) + parts * whole >= lessons: what is rounded by a divisor."""

    kind: int
    subjects: int
    parts: Floats
    lessons: float
    free: Ints
    idle: Floats
    given: Ints
    idle_now: float


def _worth(parts: Floats, divisor: int, rest: float) -> Floats:
    """Return what whole columns count for: full shares of the remainder, and of a part at most all of it."""
    worth: Floats = rest * np.floor(parts / divisor) + np.minimum(parts % divisor, rest)
    return worth


def _only(row: int, size: int) -> Mask:
    mask = np.zeros(size, bool)
    mask[row] = True
    return mask


def _sections(rows: LessonRows, columns: int) -> Iterator[_Section]:
    capacity = _matrix(rows.capacity, columns)
    main_part, further_part = _matrix(rows.main_part, columns), _matrix(rows.further_part, columns)
    for place, section in enumerate(np.unique(rows.section)):
        at = np.flatnonzero(rows.section == section)
        total = capacity[[section]]
        whole = np.unique(np.concatenate([total.indices, main_part[at].indices, further_part[at].indices]))
        yield _Section(
            place=place,
            need=rows.need[at],
            is_open=rows.main[at] < 0,
            unfilled=rows.unfilled[at],
            main=rows.main[at],
            other=rows.other[at],
            whole=whole.astype(np.int64),
            capacity=_dense(total, whole)[0],
            capacity_now=float(rows.capacity.constant[section]),
            main_part=np.where((rows.main[at] >= 0)[:, None], _dense(main_part[at], whole), 0),
            main_now=np.where(rows.main[at] >= 0, rows.main_part.constant[at], 0),
            further_part=_dense(further_part[at], whole),
            further_now=rows.further_part.constant[at],
            divisors=rows.standard[int(rows.stage[section])],
        )


def _dense(matrix: sparse.csr_array, columns: Ints) -> Floats:
    """Return a matrix over the only columns that it has entries in, ascending, without a look at all the others."""
    dense = np.zeros((matrix.shape[0], len(columns)))
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    dense[row, np.searchsorted(columns, matrix.indices)] = matrix.data
    return dense


def _matrix(quantity: Quantity, columns: int) -> sparse.csr_array:
    return sparse.coo_array(
        (quantity.coefficient, (quantity.row, quantity.column)), shape=(quantity.size, columns)
    ).tocsr()
