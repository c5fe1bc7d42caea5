"""Begin with a plan that is there: give its columns the values that follow from its rows."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from rotation.modelling.likeness import places_of
from rotation.modelling.problem import Problem
from rotation.plan.posting import Posting
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine
from rotation.solving.tiers import weighted

__all__ = ["completed", "follow", "moves_of"]


def completed(problem: Problem, postings: Collection[Posting]) -> Floats | None:
    """Return the point of a plan, None where it is none: a row that is no possible move, or a required rule broken."""
    point = moves_of(problem, postings)
    if point is None:
        return None
    return follow(problem, Engine(problem), weighted(problem, problem.facts.policy.tiers), point)


def follow(
    problem: Problem, engine: Engine, cost: Floats, point: Floats, start: Floats | None = None
) -> Floats | None:
    """Return the plan of a point's moves, with the best values by ``cost`` for what follows; None if none is found.

    ``start``: such a plan, if one is known; it need not be looked for then.
    """
    point, rest = point.copy(), np.arange(len(problem.arcs), len(point))
    found = engine.part(rest, point).search(cost, start, 1, thorough=start is None)
    if found is None:
        return None
    point[rest] = found[0]
    return problem.completed(point)


def moves_of(problem: Problem, postings: Collection[Posting]) -> Floats | None:
    """Return a plan's moves and nothing of what follows from them; None where a row is no possible move."""
    facts, arcs = problem.facts, problem.arcs
    point = np.zeros(len(problem.lower))
    returning = {posting.teacher for posting in postings if posting.kind == "return"}
    moves = [posting for posting in postings if posting.kind != "return"]
    teacher = np.array([facts.teacher_index.get(posting.teacher, -1) for posting in moves], np.int64)
    section = np.array([facts.section_index.get(posting.destination, -1) for posting in moves], np.int64)
    wide = len(facts.sections)
    arc = places_of(teacher * wide + section, arcs.teacher * wide + arcs.section)
    if (arc < 0).any() or (teacher < 0).any() or (section < 0).any():
        return None
    point[arc] = 1
    moved = {posting.teacher for posting in postings}
    for index in np.flatnonzero(arcs.extension).tolist():
        who = facts.teachers[arcs.teacher[index]].id
        point[index] = who not in moved and who not in returning
    return point
