"""Hubs that every row sees alike are made one: the model then has a third of its hubs, and as much to say.

Teachers differ in more than a section can see under a policy: which subject somebody is certified for matters only
where that subject has lessons, and under a policy without lessons nowhere. Two hubs of a section that stand in the same
rows with the same factors and prices are one count of arrivals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.modelling.lessons import LessonRows
from rotation.modelling.problem import Block, Problem, Statement
from rotation.rules.quantity import Ints, Quantity

__all__ = ["HUBS", "hub_columns", "hub_of_arcs", "with_alike_hubs_merged"]

HUBS = 1
"""Place of the hubs' rows among the blocks of rows."""


def hub_columns(problem: Problem) -> Ints:
    """Return the hubs' columns, in the order of their rows."""
    hubs = problem.row_blocks[HUBS]
    return problem.defined[hubs.first : hubs.first + hubs.size]


def hub_of_arcs(problem: Problem) -> Ints:
    """Return for each arc the place of its hub's row among the hubs' rows."""
    hubs, arcs = problem.row_blocks[HUBS], len(problem.arcs)
    row = problem.matrix.indices[: problem.matrix.indptr[arcs]]
    return np.asarray(row[(row >= hubs.first) & (row < hubs.first + hubs.size)] - hubs.first, np.int64)


def with_alike_hubs_merged(problem: Problem) -> Problem:
    """Return the problem with one hub for all that every other row and every price sees alike."""
    hubs = problem.row_blocks[HUBS]
    like = _first_alike(problem)
    gone = np.flatnonzero(like != np.arange(hubs.size))
    if not len(gone):
        return problem
    row, column = hubs.first + np.arange(hubs.size), hub_columns(problem)
    upper = problem.upper.copy()
    np.add.at(upper, column[like[gone]], upper[column[gone]])
    new_row, row_kept = _numbered(len(problem.row_lower), row[gone])
    new_column, kept = _numbered(len(upper), column[gone])
    new_row[row] = new_row[row[like]]

    matrix = problem.matrix[:, kept]
    matrix = sparse.csc_array(
        (matrix.data, new_row[matrix.indices], matrix.indptr), shape=(len(row_kept), len(kept))
    )
    matrix.sort_indices()
    defined = problem.defined[row_kept]
    defined[defined >= 0] = new_column[defined[defined >= 0]]
    return replace(
        problem,
        matrix=matrix,
        row_lower=problem.row_lower[row_kept],
        row_upper=problem.row_upper[row_kept],
        lower=problem.lower[kept],
        upper=upper[kept],
        whole=problem.whole[kept],
        natural=problem.natural[kept],
        cost={tier: cost[kept] for tier, cost in problem.cost.items()},
        statements=tuple(_moved(one, row[gone]) for one in problem.statements),
        defined=defined,
        column_blocks=_shrunk(problem.column_blocks, column[gone]),
        row_blocks=_shrunk(problem.row_blocks, row[gone]),
        lessons=None if problem.lessons is None else _renumbered(problem.lessons, new_column, column[gone]),
    )


def _first_alike(problem: Problem) -> Ints:
    """Return for each hub the first of its section that stands in the same rows, its own aside, at the same prices."""
    hubs, column = problem.row_blocks[HUBS], hub_columns(problem)
    sections = np.zeros(hubs.size, np.int64)
    sections[hub_of_arcs(problem)] = problem.arcs.section
    held = problem.matrix[:, column]
    other = (held.indices < hubs.first) | (held.indices >= hubs.first + hubs.size)
    hub = np.repeat(np.arange(hubs.size), np.diff(held.indptr))[other]
    row, factor = held.indices[other].astype(np.int64), held.data[other]
    keys = [sections, *(cost[column] for cost in problem.cost.values())]
    # The entries in one number: sums in whole arithmetic do not depend on the order. Confirmed below.
    mixed = (row + 1).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) ^ factor.view(np.uint64)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    digest = np.zeros(hubs.size, np.uint64)
    np.add.at(digest, hub, mixed ^ (mixed >> np.uint64(32)))
    order = np.lexsort([digest, *keys])
    new = np.ones(hubs.size, bool)
    new[1:] = np.any([key[order][1:] != key[order][:-1] for key in (digest, *keys)], axis=0)
    first = np.minimum.reduceat(order, np.flatnonzero(new)) if hubs.size else order
    like = np.empty(hubs.size, np.int64)
    like[order] = first[np.cumsum(new) - 1]
    return np.where(_same(hub, row, factor, like), like, np.arange(hubs.size))


def _same(hub: Ints, row: Ints, factor: NDArray[np.float64], like: Ints) -> NDArray[np.bool_]:
    """Confirm that each hub has the entries of the one that it is like."""
    size = np.bincount(hub, minlength=len(like))
    start = np.cumsum(size) - size
    same = size == size[like]
    entry = np.flatnonzero(same[hub])
    theirs = start[like[hub[entry]]] + entry - start[hub[entry]]
    differs = (row[entry] != row[theirs]) | (factor[entry] != factor[theirs])
    same[hub[entry[differs]]] = False
    return np.asarray(same)


def _numbered(size: int, gone: Ints) -> tuple[Ints, Ints]:
    """Return the new number of each of so many, and which are kept."""
    stays = np.ones(size, bool)
    stays[gone] = False
    return np.cumsum(stays) - 1, np.flatnonzero(stays)


def _shrunk(blocks: Sequence[Block], gone: Ints) -> tuple[Block, ...]:
    edges = np.array([(one.first, one.first + one.size) for one in blocks], np.int64).reshape(-1, 2)
    edges -= np.searchsorted(np.sort(gone), edges)
    return tuple(
        Block(one.author, first, last - first) for one, (first, last) in zip(blocks, edges.tolist(), strict=True)
    )


def _moved(one: Statement, gone: Ints) -> Statement:
    first, last = (edge - int(np.searchsorted(gone, edge)) for edge in (one.first, one.last))
    return replace(one, first=first, last=last)


def _renumbered(lessons: LessonRows, new_column: Ints, gone: Ints) -> LessonRows:
    dropped = np.zeros(len(new_column), bool)
    dropped[gone] = True

    def of(column: Ints) -> Ints:
        return np.where(column < 0, column, new_column[column])

    def part(quantity: Quantity) -> Quantity:
        stays = ~dropped[quantity.column]
        column = new_column[quantity.column[stays]]
        return replace(quantity, row=quantity.row[stays], column=column, coefficient=quantity.coefficient[stays])

    return replace(
        lessons, unfilled=of(lessons.unfilled), other=of(lessons.other),
        capacity=part(lessons.capacity), main_part=part(lessons.main_part), further_part=part(lessons.further_part),
    )  # fmt: skip
