"""From a point of the search to the rows of a plan."""

from __future__ import annotations

import numpy as np

from rotation.modelling.problem import Problem
from rotation.plan.posting import Posting
from rotation.rules.quantity import Floats

__all__ = ["postings_of"]


def postings_of(problem: Problem, point: Floats) -> tuple[Posting, ...]:
    """Return the rows of a plan: the chosen arcs, and secondees who go home."""
    facts = problem.facts
    rows = []
    staying_on = set()
    for arc in np.flatnonzero(point[: len(problem.arcs)] > 0.5):
        teacher, section = facts.teachers[problem.arcs.teacher[arc]], facts.sections[problem.arcs.section[arc]]
        if problem.arcs.extension[arc]:
            staying_on.add(teacher.id)
        else:
            rows.append(Posting(teacher.id, teacher.section, section, "move"))
    settled = staying_on | {row.teacher for row in rows}
    for index in np.flatnonzero(facts.due):
        teacher = facts.teachers[index]
        if teacher.id not in settled:
            rows.append(Posting(teacher.id, teacher.section, facts.sections[facts.standing[index]], "return"))
    return tuple(sorted(rows, key=lambda row: row.teacher))
