"""Each section's weekly lessons: given in the main subject, in a further certified one, or left unfilled.

A teacher's load has one part for the main subject and one for each further certified subject; whatever a part does
not give in its subject goes to open lessons. So each subject looks at two counts only, and the section at one total.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotation.domain.words import SUBJECTS
from rotation.modelling.quantities import Quantities
from rotation.modelling.writer import Writer
from rotation.rules.quantity import Floats, Ints, Quantity

__all__ = ["LessonRows", "Lessons"]


@dataclass(frozen=True, slots=True, eq=False)
class LessonRows:
    """What cuts need to see: one entry of ``section``, ``subject`` and ``need`` for each demanded pair.

    ``unfilled`` and ``other`` are their columns (-1: no such column). ``capacity`` counts everything a
    section's teachers give; ``main_part`` and ``further_part`` the parts kept for the pair.
    """

    section: Ints
    subject: Ints
    need: Floats
    unfilled: Ints
    other: Ints
    capacity: Quantity
    main_part: Quantity
    further_part: Quantity
    standard: tuple[tuple[int, ...], tuple[int, ...]]
    stage: Ints


class Lessons:
    """Writes the lessons; one expression of ``unfilled`` for each ``section`` and ``subject`` with lessons."""

    def __init__(self, quantities: Quantities, writer: Writer) -> None:
        facts = quantities.facts
        sections, wide = len(facts.sections), len(SUBJECTS) + 1
        demanded = np.flatnonzero(facts.demand.ravel())
        self.section: Ints = demanded // wide
        self.subject: Ints = demanded % wide
        size = len(demanded)
        need = facts.demand.ravel()[demanded].astype(np.float64)
        row_of = np.full(facts.demand.size, -1, np.int64)
        row_of[demanded] = np.arange(size)

        def by_pair(quantity: Quantity, section: Ints, subject: Ints) -> Quantity:
            return quantity.grouped(row_of[section * wide + subject], size)

        main_part = by_pair(*quantities.present_by(facts.main_part, facts.main_column))
        further_part = Quantity.fixed(np.zeros(size))
        for slot in range(max((len(columns) for columns in facts.further), default=0)):
            has = np.array([len(columns) > slot for columns in facts.further], bool)
            column = np.array([columns[slot] if len(columns) > slot else 0 for columns in facts.further], np.int64)
            part = quantities.present_by(facts.further_part * has[:, None], column)
            further_part = further_part + by_pair(*part)
        capacity = quantities.present(facts.load)

        taught = self.subject < wide - 1
        self.unfilled = writer.add_columns(size, 0, need, False, natural=True)
        further = np.flatnonzero(taught & (writer.range_of(further_part)[1] > 0))
        self.other = writer.add_columns(len(further), 0, need[further], False, natural=True)
        served = main_part + self.other.grouped(further, size) + self.unfilled
        self._rows(writer, served.take(taught), need[taught], np.inf)
        self._rows(writer, self.other - further_part.take(further), -np.inf, 0)
        wanted = np.bincount(self.section, need, sections).astype(np.float64)
        self._rows(writer, capacity + self.unfilled.grouped(self.section, sections), wanted, np.inf)

        other_column = np.full(size, -1, np.int64)
        other_column[further] = self.other.column
        writer.lessons = LessonRows(
            section=self.section,
            subject=self.subject,
            need=need,
            unfilled=self.unfilled.column,
            other=other_column,
            capacity=capacity,
            main_part=main_part,
            further_part=further_part,
            standard=tuple(tuple(sorted({int(v) for v in row if v})) for row in facts.standard),  # type: ignore[arg-type]
            stage=facts.stage,
        )

    @staticmethod
    def _rows(writer: Writer, quantity: Quantity, lower: Floats | float, upper: Floats | float) -> None:
        writer.add_rows(quantity, lower, upper, None, (), 1)
