"""Search around what the relaxation divides: the rest of its arcs stay out, every other column is free."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.problem import Problem
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine, Point

__all__ = ["around", "better_around", "divided", "search_around"]

WHOLE: Final = 1e-6


def divided(problem: Problem, columns: Floats) -> NDArray[np.int64]:
    """Return the arcs that a point divides."""
    value = columns[: len(problem.arcs)]
    return np.flatnonzero((value > WHOLE) & (value < 1 - WHOLE))


def around(
    problem: Problem, engine: Engine, point: Point, incumbent: Floats | None, most: int
) -> NDArray[np.int64]:
    """Return the columns of a search near a point: all but arcs, of these the used and ``most`` more.

    The used ones have a part in the point or the incumbent; the others share a teacher or a section with a divided
    arc, those of least reduced cost first.
    """
    arcs = len(problem.arcs)
    teacher, section = problem.arcs.teacher, problem.arcs.section
    value = point.columns[:arcs]
    split = divided(problem, point.columns)
    used = value > WHOLE
    if incumbent is not None:
        used |= incumbent[:arcs] > 0.5
    near = np.isin(teacher, teacher[split]) | np.isin(section, section[split])
    others = np.flatnonzero(near & ~used & (engine.upper[:arcs] > 0))
    others = others[np.argsort(point.reduced_cost[others], kind="stable")][:most]
    free = np.sort(np.concatenate([np.flatnonzero(used), others]))
    return np.concatenate([free, np.arange(arcs, len(point.columns))])


def search_around(
    problem: Problem, engine: Engine, cost: Floats, point: Point, incumbent: Floats | None, most: int, nodes: int,
    gap: float, near: float = 1e-7,
) -> Floats | None:  # fmt: skip
    """Return the best plan found near a point, None if there is none."""
    free = around(problem, engine, point, incumbent, most)
    part = engine.part(free, np.zeros(len(point.columns)))
    found = part.search(cost, incumbent, nodes, gap, engine.remaining(), near)
    return None if found is None else _filled(problem, free, found[0])


def better_around(
    problem: Problem, engine: Engine, cost: Floats, limited: Floats, limit: float, point: Point, incumbent: Floats,
    most: int, nodes: int, near: float,
) -> Floats | None:  # fmt: skip
    """Return a plan near a point with ``limited`` at most ``limit``, the best by ``cost``; None if none is found."""
    free = around(problem, engine, point, incumbent, most)
    part = engine.part(free, np.zeros(len(point.columns)))
    values, _ = part.better(cost, limited, limit, nodes, engine.remaining(), near)
    return None if values is None else _filled(problem, free, values)


def _filled(problem: Problem, free: NDArray[np.int64], values: Floats) -> Floats:
    point = np.zeros(len(problem.lower))
    point[free] = values
    return problem.completed(point)
