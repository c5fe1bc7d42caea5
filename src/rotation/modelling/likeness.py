"""Which columns and rows of two problems mean the same: of one district before and after a few changes.

A search that goes on from an earlier one takes from it where to begin, never what holds: a pair too few costs time
only, and so does a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from rotation.modelling.alike import HUBS, hub_of_arcs
from rotation.modelling.problem import Block, Problem
from rotation.rules.quantity import Ints

__all__ = ["Likeness", "likeness", "places_of"]

SHARED_COLUMNS, SHARED_ROWS = 3, 2
"""Blocks that stand before all others: arcs, movers, hubs; the rows of the latter two."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """For each column and row of the earlier problem its place in the later one, -1 where it has none."""

    column: Ints
    row: Ints


def likeness(earlier: Problem, later: Problem) -> Likeness:
    """Find teachers and sections by their names, what rules wrote by its place among what they wrote."""
    column = np.full(len(earlier.lower), -1, np.int64)
    row = np.full(len(earlier.row_lower), -1, np.int64)
    column[: len(earlier.arcs)] = _arcs(earlier, later)
    movers = places_of(*_mover_keys(earlier, later))
    hubs = _hubs(earlier, later, column[: len(earlier.arcs)])
    for sums, place in enumerate((movers, hubs)):
        here, there = earlier.row_blocks[sums], later.row_blocks[sums]
        found = np.flatnonzero(place >= 0)
        row[here.first + found] = there.first + place[found]
        column[earlier.defined[here.first + found]] = later.defined[there.first + place[found]]
    for before, after in _pairs(earlier.column_blocks[SHARED_COLUMNS:], later.column_blocks[SHARED_COLUMNS:]):
        column[before.first : before.first + before.size] = after.first + np.arange(after.size)
    for before, after in _pairs(earlier.row_blocks[SHARED_ROWS:], later.row_blocks[SHARED_ROWS:]):
        row[before.first : before.first + before.size] = after.first + np.arange(after.size)
    return Likeness(column, row)


def _arcs(earlier: Problem, later: Problem) -> Ints:
    sections = len(later.facts.sections)
    teacher, section = _people(earlier, later)[earlier.arcs.teacher], _sections(earlier, later)[earlier.arcs.section]
    key = np.where((teacher >= 0) & (section >= 0), teacher * sections + section, -1)
    return places_of(key, later.arcs.teacher * sections + later.arcs.section)


def _mover_keys(earlier: Problem, later: Problem) -> tuple[Ints, Ints]:
    return _people(earlier, later)[np.unique(earlier.arcs.teacher)], np.unique(later.arcs.teacher)


def _hubs(earlier: Problem, later: Problem, arcs: Ints) -> Ints:
    """Return the place of each hub among the later problem's: a hub goes over with the first arc that does."""
    over = np.flatnonzero(arcs >= 0)
    hub, first = np.unique(hub_of_arcs(earlier)[over], return_index=True)
    place = np.full(earlier.row_blocks[HUBS].size, -1, np.int64)
    place[hub] = hub_of_arcs(later)[arcs[over[first]]]
    return place


def _people(earlier: Problem, later: Problem) -> Ints:
    index = later.facts.teacher_index
    return np.array([index.get(teacher.id, -1) for teacher in earlier.facts.teachers], np.int64)


def _sections(earlier: Problem, later: Problem) -> Ints:
    index = later.facts.section_index
    return np.array([index.get(key, -1) for key in earlier.facts.sections], np.int64)


def places_of(keys: Ints, among: Ints) -> Ints:
    """Return where each key stands in an ascending list, -1 where it does not."""
    if not len(among):
        return np.full(len(keys), -1, np.int64)
    place = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return np.where(among[place] == keys, place, -1)


def _pairs(earlier: Sequence[Block], later: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Pair the blocks that one rule wrote in the same order and size."""
    there = dict(_numbered(later))
    for key, block in _numbered(earlier):
        if key in there and there[key].size == block.size:
            yield block, there[key]


def _numbered(blocks: Sequence[Block]) -> Iterator[tuple[tuple[str, int], Block]]:
    counters: dict[str, Iterator[int]] = {}
    for block in blocks:
        yield (block.author, next(counters.setdefault(block.author, count()))), block
