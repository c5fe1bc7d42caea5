"""Search around what the relaxation divides: the rest of its arcs stay out, every other column is free.

The narrowest search, of 0 arcs more, holds fast whoever the relaxation sends whole, and what follows from that. It
takes a small part of the time of the next one and mostly ends within a unit of the relaxation.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["around", "better_around", "divided", "search_around"]

WHOLE: Final = 1e-6
WIDE_ROW: Final = 400
"""A row with more entries speaks of the whole district: what hangs on it is its last column, a total or shortfall."""


def divided(problem: Problem, columns: Floats) -> NDArray[np.int64]:
    """Return the arcs that a point divides."""
    value = columns[: len(problem.arcs)]
    return np.flatnonzero((value > WHOLE) & (value < 1 - WHOLE))


def around(
    problem: Problem, engine: Engine, point: Point, incumbent: Floats | None, most: int
) -> tuple[NDArray[np.int64], Floats]:
    """Return the columns of a search near a point, and the values of all others.

    Of the arcs, the used ones are in it and ``most`` more. The used ones have a part in the point or the incumbent; the
    others share a teacher or a section with a divided arc, those of least reduced cost first. All other columns are in
    it. If ``most`` is 0, only the divided arcs are, with the columns that hang on them or are divided themselves; the
    others stay as they are in the point.
    """
    arcs = len(problem.arcs)
    teacher, section = problem.arcs.teacher, problem.arcs.section
    value, fixed = point.columns[:arcs], np.zeros(len(point.columns))
    split = divided(problem, point.columns)
    if most == 0:
        fixed, changed = _held(problem, point.columns, incumbent)
        free = _hanging(problem, engine, split, changed, fixed)
        fixed[free] = 0
        return free, fixed
    used = value > WHOLE
    if incumbent is not None:
        used |= incumbent[:arcs] > 0.5
    near = np.isin(teacher, teacher[split]) | np.isin(section, section[split])
    others = np.flatnonzero(near & ~used & (engine.upper[:arcs] > 0))
    others = others[np.argsort(point.reduced_cost[others], kind="stable")][:most]
    free = np.sort(np.concatenate([np.flatnonzero(used), others]))
    return np.concatenate([free, np.arange(arcs, len(point.columns))]), fixed


def _held(problem: Problem, columns: Floats, incumbent: Floats | None) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the values to hold columns at where nothing is divided, and where more than that must be free.

    A point of the first relaxation is as good as can be in every tier, a later one only in its own: what it leaves
    unfilled elsewhere says nothing. There the incumbent's values are held, where the point sends the same people.
    """
    held = np.where(problem.natural, np.round(columns), columns)
    changed = problem.natural & (np.abs(columns - held) > WHOLE)
    if incumbent is not None:
        others = _others(problem)
        held[others] = incumbent[others]
        changed = ~others & (held != incumbent)
    changed[: len(problem.arcs)] = False
    return held, changed


def _others(problem: Problem) -> NDArray[np.bool_]:
    """Mark the columns that are neither arcs nor counts of them."""
    others = np.ones(len(problem.lower), bool)
    others[: len(problem.arcs)] = others[problem.defined[problem.defined >= 0]] = False
    return others


def _hanging(
    problem: Problem, engine: Engine, split: NDArray[np.int64], changed: NDArray[np.bool_], held: Floats
) -> NDArray[np.int64]:
    """Return arcs and all columns that may change with them or what has: in the sections that they touch.

    What rows that ``held`` breaks say has changed as well: a total of arcs, where other people are sent than before.
    """
    matrix, rows = problem.matrix, engine.rows().matrix
    wide = rows.sizes() > WIDE_ROW
    arcs, other = len(problem.arcs), _others(problem)
    divided = problem.defined[np.unique(matrix[:, split].indices)]
    reached = changed & other
    reached[split] = reached[divided[divided >= 0]] = True
    widest = rows[np.flatnonzero(wide)]
    last = widest.indices[widest.indptr[1:] - 1]
    reached[last[last >= arcs]] = True
    broken = rows[np.flatnonzero(engine.breaks(held) & ~wide)].indices
    reached[broken[other[broken]]] = True
    new = np.flatnonzero(changed | reached)
    new = new[new >= arcs]
    while len(new):
        touched = np.unique(matrix[:, new].indices)
        found = np.unique(rows[touched[~wide[touched]]].indices)
        new = found[other[found] & ~reached[found]]
        reached[new] = True
    return np.flatnonzero(reached)


def search_around(
    problem: Problem, engine: Engine, cost: Floats, point: Point, incumbent: Floats | None, most: int, nodes: int,
    gap: float, near: float = 1e-7,
) -> Floats | None:  # fmt: skip
    """Return the best plan found near a point, None if there is none."""
    free, fixed = around(problem, engine, point, incumbent, most)
    if not len(free):
        return _as_it_is(problem, engine, fixed)
    part = engine.part(free, fixed)
    found = part.search(cost, incumbent if most else None, nodes, gap, near, thorough=most > 0)
    return None if found is None else _filled(problem, engine, free, found[0], fixed)


def better_around(
    problem: Problem, engine: Engine, cost: Floats, limited: Floats, limit: float, point: Point, incumbent: Floats,
    most: int, nodes: int, near: float,
) -> Floats | None:  # fmt: skip
    """Return a plan near a point with ``limited`` at most ``limit``, the best by ``cost``; None if none is found."""
    free, fixed = around(problem, engine, point, incumbent, most)
    if not len(free):
        return _as_it_is(problem, engine, fixed) if limited @ fixed <= limit else None
    part = engine.part(free, fixed)
    values, _ = part.better(cost, limit - float(limited @ fixed), nodes, near, limited)
    return None if values is None else _filled(problem, engine, free, values, fixed)


def _as_it_is(problem: Problem, engine: Engine, columns: Floats) -> Floats | None:
    """Return a point as a plan, None where it is none."""
    plan = problem.completed(columns)
    return plan if engine.admits(plan) else None


def _filled(
    problem: Problem, engine: Engine, free: NDArray[np.int64], values: Floats, fixed: Floats
) -> Floats | None:
    point = fixed.copy()
    point[free] = values
    return _as_it_is(problem, engine, point)
