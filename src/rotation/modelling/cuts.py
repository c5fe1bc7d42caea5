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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.domain.words import SUBJECTS
from rotation.modelling.lessons import LessonRows
from rotation.modelling.problem import Problem
from rotation.modelling.stacked import Entries, entries
from rotation.rules.quantity import Floats, Ints, Quantity

__all__ = ["Cut", "Separator"]

Mask = NDArray[np.bool_]
Name = tuple[int, int, int, int]
BOTH, MAIN, WITHOUT = range(3)
LEAST_VIOLATION: Final = 0.02
LEAST_REST: Final = 1e-9
DIGITS: Final = 9
"""To which violations are compared, so that equals come in the same order whatever library adds them up."""
MOST_PER_SECTION: Final = 6
MOST_AT_FIRST: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """``coefficient`` of ``column`` sums to at least ``limit``.

    A column may be in it more than once. ``name`` is by what a lesson inequality is known (``Separator.named``):
    section, kind, subjects and divisor.
    """

    column: Ints
    coefficient: Floats
    limit: float
    violation: float
    name: Name | None


class Separator:
    """Looks for rounded lesson inequalities that a point violates."""

    def __init__(self, problem: Problem) -> None:
        self._sections = [] if problem.lessons is None else list(_sections(problem.lessons, len(problem.lower)))
        self._numbers = np.empty(0, np.int64) if problem.lessons is None else np.unique(problem.lessons.section)
        self._nothing = np.zeros(len(problem.lower))

    def first(self, among: Ints | None = None) -> list[Cut]:
        """Return inequalities to begin with: those violated where nobody moves and no lesson is unfilled."""
        return [cut for section in self._of(among) for cut in section.violated(self._nothing, MOST_AT_FIRST)]

    def named(self, names: Sequence[Name]) -> list[Cut | None]:
        """Return the inequality of each name, None where there is none."""
        name = np.array(names, np.int64).reshape(-1, 4)
        cuts: list[Cut | None] = [None] * len(name)
        order = np.argsort(name[:, 0], kind="stable")
        sections, first = np.unique(name[order, 0], return_index=True)
        for place, which in zip(sections.tolist(), np.split(order, first)[1:], strict=True):
            if 0 <= place < len(self._sections):
                made = self._sections[place].named(*name[which, 1:].T)
                for at, cut in zip(which.tolist(), made, strict=True):
                    cuts[at] = cut
        return cuts

    def separate(self, point: Floats, among: Ints | None = None) -> list[Cut]:
        """Return the most violated inequalities of each section, or of the facts' sections ``among`` them."""
        return [cut for section in self._of(among) for cut in section.violated(point, MOST_PER_SECTION)]

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
    other: Ints
    whole: Ints
    capacity: Floats
    capacity_now: float
    main_part: Floats
    main_now: Floats
    further_part: Floats
    further_now: Floats
    divisors: tuple[int, ...]

    def violated(self, point: Floats, most: int) -> list[Cut]:
        """Return the most violated inequalities of the sets tried; equals subject by subject."""
        kind, sets = self._tried(point)
        bases = self._bases(kind, sets)
        whole, divisor = point[self.whole], np.array(self.divisors, np.float64)[:, None]
        rest = bases.lessons % divisor
        missing = rest * np.ceil(bases.lessons / divisor) - self._reached(kind, sets, bases, point)
        # A part's worth is no less than its share of the remainder.
        least = missing - rest / divisor * (bases.parts @ whole)
        by, at = np.nonzero((rest >= LEAST_REST) & (least > LEAST_VIOLATION))
        violation = missing[by, at] - _worth(bases.parts[at], divisor[by], rest[by, at, None]) @ whole
        violation = np.round(violation, DIGITS)
        order = np.lexsort((by, kind[at], sets[at] @ self._bits, -violation))
        order = order[violation[order] > LEAST_VIOLATION][:most]
        at, by = at[order], by[order]
        return self._cuts(kind[at], sets[at], divisor[by, 0], bases.of(at), violation[order])

    def named(self, kind: Ints, subjects: Ints, divisor: Ints) -> list[Cut | None]:
        """Return the inequality of each kind, set of subjects (bits) and divisor, None where there is none.

        No set holds the open lessons: nobody need be idle for what of these is given.
        """
        sets = subjects[:, None] // self._bits % 2 > 0
        one, other = sets.sum(axis=1) == 1, self.other[np.argmax(sets, axis=1)] >= 0
        known = (kind == WITHOUT) | one & ((kind == BOTH) | (kind == MAIN) & other)
        known &= (divisor > 0) & ~(sets & self.is_open).any(axis=1)
        bases = self._bases(kind, sets)
        fits = np.flatnonzero(known & (bases.lessons % np.maximum(divisor, 1) >= LEAST_REST))
        cuts: list[Cut | None] = [None] * len(kind)
        made = self._cuts(kind[fits], sets[fits], divisor[fits].astype(np.float64), bases.of(fits), np.zeros(len(fits)))
        for place, cut in zip(fits.tolist(), made, strict=True):
            cuts[place] = cut
        return cuts

    @property
    def _bits(self) -> Ints:
        """The number of each subject in a set of them."""
        return 1 << np.arange(len(self.need))

    def _tried(self, point: Floats) -> tuple[Ints, Mask]:
        """Return the kinds and sets (sets x subjects) that are tried at a point."""
        taught = np.flatnonzero(~self.is_open)
        further = taught[self.other[taught] >= 0]
        alone, apart = _sets_of_one(np.append(taught, further), len(self.need)), self._sets_apart(point)
        kind = np.repeat([BOTH, MAIN, WITHOUT], [len(taught), len(further), len(apart)])
        return kind, np.concatenate([alone, apart])

    def _sets_apart(self, point: Floats) -> Mask:
        """Return sets of subjects to leave out (sets x subjects): none, those short in any case, and these but one."""
        whole = point[self.whole]
        unfilled, given = point[self.unfilled], self.main_part @ whole + self.further_part @ whole
        spare = self.main_now + self.further_now + given + unfilled - self.need
        short = (unfilled > 1e-6) & (spare < 1e-6) & ~self.is_open
        if not short.any():
            return np.zeros((1, len(short)), bool)
        one = _sets_of_one(np.flatnonzero(short), len(short))
        each = np.stack([one, short & ~one], axis=1).reshape(-1, len(short))
        return np.concatenate([np.zeros((1, len(short)), bool), short[None], each])

    def _at(self, column: Ints, point: Floats) -> Floats:
        """Return a point's values of columns, 0 where there is none."""
        return np.where(column >= 0, point[column], 0.0)

    def _bases(self, kind: Ints, sets: Mask) -> _Bases:
        """Return what is rounded for each set: its own lessons, or for WITHOUT all but these.

        Of one subject's lessons those that teachers with further certificates give count as their part (BOTH) or are
        taken as they are (MAIN). Teachers of the sets left out count elsewhere only as far as they are idle.
        """
        chosen, both, without = sets.astype(np.float64), kind != MAIN, kind == WITHOUT
        parts, now = chosen @ self.main_part, chosen @ self.main_now
        parts[both] += chosen[both] @ self.further_part
        now[both] += chosen[both] @ self.further_now
        # idle = parts - lessons given = parts - need + unfilled: the parts cancel in the whole columns.
        idle, idle_now = np.where(without[:, None], parts, 0), np.where(without, now - chosen @ self.need, 0)
        return _Bases(
            np.where(without[:, None], self.capacity - parts, parts),
            np.where(without, (1 - chosen) @ self.need - (self.capacity_now - now), chosen @ self.need - now),
            idle,
            idle_now,
        )

    def _reached(self, kind: Ints, sets: Mask, bases: _Bases, point: Floats) -> Floats:
        """Return what serves each set's lessons at a point beside parts of whole teachers."""
        chosen, unfilled = sets.astype(np.float64), point[self.unfilled]
        alone = chosen @ unfilled + np.where(kind == MAIN, chosen @ self._at(self.other, point), 0)
        rest = unfilled.sum() + bases.idle @ point[self.whole] + bases.idle_now
        return np.where(kind == WITHOUT, rest, alone)

    def _columns(self, kind: int, apart: Mask) -> Ints:
        """Return the columns that serve a set's lessons beside the whole ones."""
        if kind == WITHOUT:
            return self.unfilled
        return self.unfilled[apart] if kind == BOTH else np.append(self.unfilled[apart], self.other[apart])

    def _cuts(self, kind: Ints, sets: Mask, divisor: Floats, bases: _Bases, violation: Floats) -> list[Cut]:
        """Round each set's free + idle + parts * whole >= lessons by a divisor."""
        rest = bases.lessons % divisor
        worth = _worth(bases.parts, divisor[:, None], rest[:, None]) + bases.idle
        limit = rest * np.ceil(bases.lessons / divisor) - bases.idle_now
        cuts = []
        for at, subjects in enumerate((sets @ self._bits).tolist()):
            free = self._columns(int(kind[at]), sets[at])
            cuts.append(
                Cut(
                    np.concatenate([free, self.whole]),
                    np.concatenate([np.ones(len(free)), worth[at]]),
                    float(limit[at]),
                    float(violation[at]),
                    (self.place, int(kind[at]), subjects, int(divisor[at])),
                )
            )
        return cuts


@dataclass(frozen=True, slots=True, eq=False)
class _Bases:
    """free + (idle_now + idle * whole) + parts * whole >= lessons for each set: what is rounded by a divisor.

    ``parts`` and ``idle`` are (sets, columns), ``lessons`` and ``idle_now`` (sets).
    """

    parts: Floats
    lessons: Floats
    idle: Floats
    idle_now: Floats

    def of(self, sets: Ints) -> _Bases:
        """Return those of some sets."""
        return _Bases(self.parts[sets], self.lessons[sets], self.idle[sets], self.idle_now[sets])


def _worth(parts: Floats, divisor: Floats, rest: Floats) -> Floats:
    """Return what whole columns count for: full shares of the remainder, and of a part at most all of it."""
    worth: Floats = rest * np.floor(parts / divisor) + np.minimum(parts % divisor, rest)
    return worth


def _sets_of_one(rows: Ints, size: int) -> Mask:
    """Return one set for each row (rows x size)."""
    sets = np.zeros((len(rows), size), bool)
    sets[np.arange(len(rows)), rows] = True
    return sets


def _sections(rows: LessonRows, columns: int) -> Iterator[_Section]:
    capacity = _matrix(rows.capacity, columns)
    main_part, further_part = _matrix(rows.main_part, columns), _matrix(rows.further_part, columns)
    order = np.argsort(rows.section, kind="stable")
    sections, first = np.unique(rows.section[order], return_index=True)
    last = np.append(first[1:], len(order))
    for place, section in enumerate(sections.tolist()):
        at = order[first[place] : last[place]]
        total, main, further = entries(capacity, np.array([section])), entries(main_part, at), entries(further_part, at)
        whole = np.unique(np.concatenate([total.column, main.column, further.column])).astype(np.int64)
        is_open = rows.subject[at] == len(SUBJECTS)
        yield _Section(
            place=place,
            need=rows.need[at],
            is_open=is_open,
            unfilled=rows.unfilled[at],
            other=rows.other[at],
            whole=whole,
            capacity=_dense(total, 1, whole)[0],
            capacity_now=float(rows.capacity.constant[section]),
            main_part=np.where(is_open[:, None], 0, _dense(main, len(at), whole)),
            main_now=np.where(is_open, 0, rows.main_part.constant[at]),
            further_part=_dense(further, len(at), whole),
            further_now=rows.further_part.constant[at],
            divisors=rows.standard[int(rows.stage[section])],
        )


def _dense(held: Entries, size: int, columns: Ints) -> Floats:
    """Return ``size`` rows over the only columns that they have entries in, ascending."""
    dense = np.zeros((size, len(columns)))
    dense[held.place, np.searchsorted(columns, held.column)] = held.factor
    return dense


def _matrix(quantity: Quantity, columns: int) -> sparse.csr_array:
    return sparse.coo_array(
        (quantity.coefficient, (quantity.row, quantity.column)), shape=(quantity.size, columns)
    ).tocsr()
