"""Begin with a plan that is there: give its columns the values that follow from its rows."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from rotation.modelling.problem import Problem
from rotation.plan.posting import Posting
from rotation.rules.quantity import Floats
from rotation.solving.engine import Engine
from rotation.solving.tiers import weighted

__all__ = ["completed"]


def completed(problem: Problem, postings: Collection[Posting]) -> Floats | None:
    """Return the point of a plan, None where it is none: a row that is no possible move, or a required rule broken."""
    facts, arcs = problem.facts, problem.arcs
    place = {teacher.id: index for index, teacher in enumerate(facts.teachers)}
    section = {key: index for index, key in enumerate(facts.sections)}
    arc = {pair: index for index, pair in enumerate(zip(arcs.teacher.tolist(), arcs.section.tolist(), strict=True))}
    point = np.zeros(len(problem.lower))
    returning = {posting.teacher for posting in postings if posting.kind == "return"}
    for posting in postings:
        if posting.kind == "return":
            continue
        index = arc.get((place.get(posting.teacher, -1), section.get(posting.destination, -1)))
        if index is None:
            return None
        point[index] = 1
    moved = {posting.teacher for posting in postings}
    for index in np.flatnonzero(arcs.extension).tolist():
        teacher = facts.teachers[arcs.teacher[index]].id
        point[index] = teacher not in moved and teacher not in returning
    rest = np.arange(len(arcs), len(point))
    found = Engine(problem).part(rest, point).search(weighted(problem, facts.policy.tiers), None, 1)
    if found is None:
        return None
    point[rest] = found[0]
    return problem.completed(point)
