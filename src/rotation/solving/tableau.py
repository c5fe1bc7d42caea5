"""Rounds rows of the simplex tableau: every divided whole column of the relaxation offers one."""

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.modelling.cuts import Cut
from rotation.modelling.problem import Problem
from rotation.modelling.rounding import GRAIN, Rounding
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["tableau_cuts"]

DIVIDED: Final = 1e-4
MOST_TRIED: Final = 1_000
MOST_ROWS: Final = 500
"""A tableau row that adds up more rows than this gives a dense cut of little depth."""
MOST_CUTS: Final = 200
LEAST_DEPTH: Final = 1e-4


def tableau_cuts(problem: Problem, engine: Engine, point: Point) -> list[tuple[Cut, Rounding]]:
    """Return the deepest violated cuts from the rows of the optimal tableau, the deepest first.

    Depth is the distance from the point to the cut. Valid for every plan within the engine's present rows and bounds.
    """
    rows = engine.rows()
    activity = rows.matrix @ point.columns
    found = []
    for place in _places(problem, engine, point.columns, activity)[:MOST_TRIED]:
        factor = np.round(engine.multipliers(place) * GRAIN) / GRAIN
        row = np.flatnonzero(factor)
        if not 0 < len(row) <= MOST_ROWS:
            continue
        with np.errstate(invalid="ignore"):
            row_above = rows.upper[row] - activity[row] < activity[row] - rows.lower[row]
        touched = np.unique(rows.matrix[row].indices)
        value = point.columns[touched]
        above = touched[engine.upper[touched] - value < value - engine.lower[touched]]
        rounding = Rounding(row, factor[row], row_above, above)
        cut = rounding.cut(rows, engine.lower, engine.upper, problem.natural)
        if cut is None:
            continue
        missing = cut.limit - cut.coefficient @ point.columns[cut.column]
        depth = float(missing / np.linalg.norm(cut.coefficient))
        if depth > LEAST_DEPTH:
            found.append((Cut(cut.column, cut.coefficient, cut.limit, depth, None), rounding))
    found.sort(key=lambda pair: -pair[0].violation)
    return found[:MOST_CUTS]


def _places(problem: Problem, engine: Engine, columns: Floats, activity: Floats) -> list[int]:
    """Return the places of the basis that hold a whole column or row of divided value, the most divided first."""
    basic = engine.basic()
    is_column = basic >= 0
    whole = np.zeros(len(basic), bool)
    value = np.zeros(len(basic))
    whole[is_column] = problem.natural[basic[is_column]]
    value[is_column] = columns[basic[is_column]]
    row = -1 - basic[~is_column]
    whole[~is_column] = engine.rows().whole[row]
    value[~is_column] = activity[row]
    apart = np.abs(value - np.round(value))
    places = np.flatnonzero(whole & (apart > DIVIDED))
    ordered: list[int] = places[np.argsort(-apart[places], kind="stable")].tolist()
    return ordered
