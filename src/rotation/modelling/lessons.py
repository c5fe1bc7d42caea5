"""Each section's weekly capacity flowing into its lessons, and the inequalities that keep the relaxation honest.

A teacher is whole: a school short of 7 lessons of music gains 7 by one music teacher of 20 lessons, and nothing more.
The LP would send 7/20 of the teacher. Rounding the teachers needed up to whole ones (mixed-integer rounding of the
demand row) states this for every section and subject, and for every section's lessons in total.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotation.domain.words import SUBJECTS
from rotation.modelling.quantities import Quantities
from rotation.modelling.writer import Writer
from rotation.rules.quantity import Floats, Ints, Quantity

__all__ = ["Lessons"]


class Lessons:
    """Writes the flow; one expression of ``unfilled`` for each ``section`` and ``subject`` with lessons."""

    def __init__(self, quantities: Quantities, writer: Writer) -> None:
        facts = quantities.facts
        wide = len(SUBJECTS) + 1
        demanded = np.flatnonzero(facts.demand.ravel())
        self.section: Ints = demanded // wide
        self.subject: Ints = demanded % wide
        self._need = facts.demand.ravel()[demanded].astype(np.float64)
        lessons_of = np.full(facts.demand.size, -1)
        lessons_of[demanded] = np.arange(len(demanded))

        capacity, section, skill = quantities.present_by(facts.load, facts.skill, facts.skill_away)
        by, to = [], []
        for index, (main, others) in enumerate(facts.skills):
            rows = np.flatnonzero(skill == index)
            for subject in sorted({main, *others, wide - 1}):
                target = lessons_of[section[rows] * wide + subject]
                by.append(rows[target >= 0])
                to.append(target[target >= 0])
        self._by, self._to = np.concatenate(by), np.concatenate(to)
        mains = np.array([main for main, _ in facts.skills], np.int64)
        outside = (self.subject[self._to] != mains[skill[self._by]]) & (self.subject[self._to] != wide - 1)
        self._given = writer.add_columns(len(self._by), 0, self._need[self._to], False)
        self.unfilled = writer.add_columns(len(demanded), 0, self._need, False)
        writer.add_rows(
            self._given.grouped(self._by, capacity.size) - capacity, -np.inf, 0, None, (), 1
        )
        writer.add_rows(
            self._given.grouped(self._to, len(demanded)) + self.unfilled, self._need, np.inf, None, (), 1
        )
        self.other = self._given.take(outside)
        self._round_up(quantities, writer, outside)

    def _round_up(self, quantities: Quantities, writer: Writer, outside: NDArray[np.bool_]) -> None:
        facts = quantities.facts
        wide = len(SUBJECTS) + 1
        # Teachers of one main subject and one load, present in each section.
        loads = np.unique(facts.load)
        at_stage = np.searchsorted(loads, facts.load)
        mains = np.array([main for main, _ in facts.skills], np.int64)[facts.skill]
        size = len(self._need)
        for column, load in enumerate(loads):
            if load == 0:
                continue
            del column
        lessons_of = np.full((len(facts.sections), wide), -1)
        lessons_of[self.section, self.subject] = np.arange(size)
        full = np.zeros(size)
        for stage in (0, 1):
            standard = facts.standard[stage]
            here = facts.stage[self.section] == stage
            full[here] = standard[self.subject[here]]
        remainder = np.where(full > 0, self._need % np.maximum(full, 1), 0)
        parts: list[Quantity] = []
        for load in loads[loads > 0]:
            heads, section, main = quantities.present_by((facts.load == load).astype(float), mains)
            target = lessons_of[section, main]
            usable = np.flatnonzero((target >= 0) & (main < wide - 1))
            row = target[usable]
            worth = _rounded(float(load), full[row], remainder[row])
            parts.append((heads.take(usable) * worth).grouped(row, size))
        total = self.unfilled + self._given.take(outside).grouped(self._to[outside], size)
        for part in parts:
            total = total + part
        rows = np.flatnonzero((remainder > 0) & (self.subject < wide - 1))
        need = remainder * np.ceil(self._need / np.maximum(full, 1))
        writer.add_rows(total.take(rows), need[rows], np.inf, None, (), 1)
        del at_stage

        everything = np.bincount(self.section, self._need, len(facts.sections))
        unfilled = self.unfilled.grouped(self.section, len(facts.sections))
        for divisor in sorted({int(v) for stage in facts.standard for v in stage if v}):
            rest = everything % divisor
            total = unfilled
            for load in loads[loads > 0]:
                heads = quantities.present((facts.load == load).astype(float))
                total = total + heads * _rounded(float(load), np.full(len(rest), float(divisor)), rest)
            rows = np.flatnonzero(rest > 0)
            writer.add_rows(total.take(rows), (rest * np.ceil(everything / divisor))[rows], np.inf, None, (), 1)


def _rounded(load: float, full: Floats, remainder: Floats) -> Floats:
    """Return what a teacher of a load is worth in a demand row rounded up by teachers of ``full`` lessons."""
    full = np.maximum(full, 1)
    return np.asarray(remainder * np.floor(load / full) + np.minimum(load % full, remainder))
