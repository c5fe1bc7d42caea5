"""Rounds rows of the simplex tableau: every divided whole column of the relaxation offers one."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.cuts import Cut
from rotation.modelling.problem import Problem
from rotation.modelling.rounding import GRAIN, Rounding
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["tableau_cuts"]

DIVIDED: Final = 1e-4
MOST_TRIED: Final = 1_000
MANY_ROWS: Final = 500
"""Tableau rows that add up more rows than this are dense: dear, and often alike."""
MOST_CUTS: Final = 200
MOST_ENTRIES: Final = 600_000
"""In all cuts of a round. Dense ones make every later step of the simplex dearer."""
WIDEST: Final = (20_000, 60_000)
"""Most columns of a cut, where more columns than the second number are free and where fewer are."""
LEAST_DEPTH: Final = 1e-4
LEAST_FACTOR: Final = 2.0**-31
"""A smaller factor of a row is rounding of the basis inverse."""


def tableau_cuts(
    problem: Problem, engine: Engine, point: Point, most_dense: int, known_dense: set[int], multiples: int = 1
) -> list[tuple[Cut, Rounding]]:
    """Return the deepest violated cuts from the rows of the optimal tableau, the deepest first.

    Depth is the distance from the point to the cut. Of dense rows the ``most_dense`` most divided are tried, and always
    those of the district's totals: they are few, and what they say no other row does. Whose rows are dense is noted in
    ``known_dense``, as it takes long to find out and rarely changes, and is not asked again where none is wanted. Each
    row is rounded as it is, twice and so on to ``multiples`` times. Valid for every plan within the engine's present
    rows and bounds.
    """
    rows = engine.rows()
    activity = rows.matrix @ point.columns
    with np.errstate(invalid="ignore"):
        row_above = rows.upper - activity < activity - rows.lower
        above = engine.upper - point.columns < point.columns - engine.lower
    above &= engine.lower < engine.upper
    found: dict[tuple[int, float], tuple[Cut, Rounding]] = {}
    dense, widest = 0, WIDEST[int((engine.lower < engine.upper).sum()) <= WIDEST[1]]
    basic = engine.basic()
    totals = {block.first for block in problem.column_blocks if block.size == 1}
    places = [
        place
        for place in _places(problem, basic, point.columns, activity, rows.whole)[:MOST_TRIED]
        if most_dense or basic[place] in totals or basic[place] not in known_dense
    ]
    if not places:
        return []
    try:
        inverse, held_rows = engine.inverse(basic)
    except RuntimeError:  # a basis that hardly has an inverse: without it there are no cuts, which nothing depends on
        return []
    for place in places:
        held = int(basic[place])
        row, factor = _without_rounding(*inverse.row(place))
        row = held_rows[row]
        if len(row) > MANY_ROWS:
            dense += 1
            known_dense.add(held)
        if not len(row) or (len(row) > MANY_ROWS and dense > most_dense and held not in totals):
            continue
        touched = np.zeros(len(above), bool)
        entries = rows.matrix.of_rows(row)
        touched[entries.column] = True
        from_above = np.flatnonzero(above & touched)
        for times in range(1, multiples + 1):
            rounding = Rounding(row, times * factor, row_above[row], from_above)
            cut = rounding.cut(rows, engine.lower, engine.upper, problem.natural, entries)
            if cut is None or len(cut.column) > widest:
                continue
            missing = cut.limit - cut.coefficient @ point.columns[cut.column]
            depth = float(missing / np.linalg.norm(cut.coefficient))
            if depth > LEAST_DEPTH:
                # Rows of one divided cycle often give one cut many times over.
                alike = (len(cut.column), round(depth, 7))
                found.setdefault(alike, (Cut(cut.column, cut.coefficient, cut.limit, depth, None), rounding))
    deepest = sorted(found.values(), key=lambda pair: -pair[0].violation)[:MOST_CUTS]
    sizes = np.cumsum([len(cut.column) for cut, _ in deepest])
    return deepest[: max(1, int(np.searchsorted(sizes, MOST_ENTRIES)))]


def _without_rounding(row: NDArray[np.int64], factor: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return a row of the basis inverse without what is rounding in it."""
    factor = np.round(factor * GRAIN) / GRAIN
    there = np.abs(factor) >= LEAST_FACTOR
    return row[there], factor[there]


def _places(
    problem: Problem, basic: NDArray[np.int64], columns: Floats, activity: Floats, whole_rows: NDArray[np.bool_]
) -> list[int]:
    """Return the places of the basis that hold a whole column or row of divided value, the most divided first."""
    is_column = basic >= 0
    whole = np.zeros(len(basic), bool)
    value = np.zeros(len(basic))
    whole[is_column] = problem.natural[basic[is_column]]
    value[is_column] = columns[basic[is_column]]
    row = -1 - basic[~is_column]
    whole[~is_column] = whole_rows[row]
    value[~is_column] = activity[row]
    apart = np.abs(value - np.round(value))
    places = np.flatnonzero(whole & (apart > DIVIDED))
    ordered: list[int] = places[np.argsort(-apart[places], kind="stable")].tolist()
    return ordered
