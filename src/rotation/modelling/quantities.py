"""The quantities that rules share: movers, chosen arcs, and who is present in each section afterwards.

Arrivals are counted through hubs: one column for each (kind of teacher, section) that any arc leads to. Everything
a section's counts can see of a teacher is in the kind, so counts refer to few columns instead of to every arc.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.modelling.writer import Writer
from rotation.rules.quantity import Ints, Quantity

__all__ = ["Quantities"]


class Quantities:
    """Writes arc, mover and hub columns and answers for sums over them."""

    def __init__(self, facts: Facts, arcs: Arcs, writer: Writer) -> None:
        self.facts = facts
        self.arcs = arcs
        self._writer = writer
        self._movers: dict[bytes, Quantity] = {}
        self.arc = writer.add_columns(len(arcs), 0, 1, True)
        self._teachers, place = np.unique(arcs.teacher, return_inverse=True)
        self._out = writer.add_columns(len(self._teachers), 0, 1, False, natural=True)
        writer.define_sums(self.arc.grouped(place, len(self._teachers)), self._out)

        kind = facts.kind[arcs.teacher]
        keys, hub_of_arc = np.unique(kind * len(facts.sections) + arcs.section, return_inverse=True)
        size = np.bincount(hub_of_arc, minlength=len(keys))
        self._hub_section = keys % len(facts.sections)
        self._hub_member = arcs.teacher[np.unique(hub_of_arc, return_index=True)[1]]
        self._hub = writer.add_columns(len(keys), 0, size, True)
        writer.define_sums(self.arc.grouped(hub_of_arc, len(keys)), self._hub)

    def moved(self, group: ArrayLike, groups: int) -> Quantity:
        """Count the movers of each group of teachers; staying on after a term is no move."""
        label = np.asarray(group, np.int64)
        staying_on = np.zeros(len(self.facts.teachers), bool)
        staying_on[self.arcs.teacher[self.arcs.extension]] = True
        plain = np.where(staying_on, -1, label)[self._teachers]
        quantity = self._out.grouped(plain, groups)
        if staying_on.any():
            teacher = self.arcs.teacher
            rest = np.where(staying_on[teacher] & ~self.arcs.extension, label[teacher], -1)
            quantity = quantity + self.arc.grouped(rest, groups)
        return quantity

    def movers(self, among: NDArray[np.bool_]) -> Quantity:
        """Count the movers among some teachers, in one whole column for all who ask for the same."""
        key = np.packbits(among).tobytes()
        if key not in self._movers:
            self._movers[key] = self._writer.shared(self.moved(np.where(among, 0, -1), 1), whole=True)
        return self._movers[key]

    def chosen(self, group: ArrayLike, groups: int) -> Quantity:
        """Count the chosen arcs of each group of arcs."""
        return self.arc.grouped(group, groups)

    def present(self, value: NDArray[Any]) -> Quantity:
        """Sum a value over the teachers of each section after the exchange."""
        size = len(self.facts.sections)
        quantity, _, _ = self._present(value, np.zeros(len(self.facts.teachers), np.int64), 1, everywhere=True)
        assert quantity.size == size
        return quantity

    def present_by(self, value: NDArray[Any], label: NDArray[Any]) -> tuple[Quantity, Ints, Ints]:
        """Sum a value by section and label, for the pairs that can be other than zero."""
        labels = int(label.max()) + 1 if len(label) else 1
        return self._present(value, np.asarray(label, np.int64), labels, everywhere=False)

    def _present(
        self, value: NDArray[Any], label: Ints, labels: int, everywhere: bool
    ) -> tuple[Quantity, Ints, Ints]:
        facts = self.facts
        by_stage = np.asarray(value, np.float64)
        by_stage = by_stage if by_stage.ndim == 2 else np.column_stack([by_stage, by_stage])
        here = by_stage[np.arange(len(by_stage)), facts.teaching_stage] if len(by_stage) else np.empty(0)
        standing_key = facts.standing * labels + label
        leaving = self._teachers[here[self._teachers] != 0]
        leaving_column = self._out.column[here[self._teachers] != 0]

        member = self._hub_member
        brings = by_stage[member, facts.stage[self._hub_section]] if len(member) else np.empty(0)
        used = np.flatnonzero(brings)
        arriving_key = self._hub_section[used] * labels + label[member[used]]

        if everywhere:
            keys = np.arange(len(facts.sections) * labels)
        else:
            keys = np.unique(np.concatenate([standing_key[here != 0], arriving_key]))
        place = np.full(len(facts.sections) * labels, -1, np.int64)
        place[keys] = np.arange(len(keys))
        counted = here != 0
        quantity = Quantity(
            np.concatenate([place[arriving_key], place[standing_key[leaving]]]),
            np.concatenate([self._hub.column[used], leaving_column]),
            np.concatenate([brings[used], -here[leaving]]),
            np.bincount(place[standing_key[counted]], here[counted], len(keys)).astype(np.float64),
        )
        return quantity, keys // labels, keys % labels
