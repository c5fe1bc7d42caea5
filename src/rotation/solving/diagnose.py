"""Why there is no plan: the least that the required rules would have to give, in the users' units."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from rotation.errors import InfeasibleError
from rotation.modelling.problem import Problem
from rotation.solving.engine import linear_program, new_highs

__all__ = ["infeasible"]


def infeasible(problem: Problem) -> InfeasibleError:
    """Return the error that names the rules in conflict and by how much each would have to give at least.

    Every row that a rule has stated may be missed at a price of one for each unit; the cheapest way to miss is told.
    """
    stated = [item for item in problem.statements if item.rule is not None]
    rows = np.concatenate([np.arange(item.first, item.last) for item in stated] or [np.empty(0, np.int64)])
    unit = np.concatenate([np.full(item.last - item.first, float(item.unit)) for item in stated] or [np.empty(0)])
    give = sparse.coo_array((unit, (rows, np.arange(len(rows)))), shape=(problem.matrix.shape[0], len(rows)))
    matrix = sparse.hstack([problem.matrix, give]).tocsc()
    size = len(problem.lower)
    highs = new_highs()
    highs.passModel(
        linear_program(
            matrix,
            problem.row_lower,
            problem.row_upper,
            np.concatenate([problem.lower, np.zeros(len(rows))]),
            np.concatenate([problem.upper, np.full(len(rows), highspy.kHighsInf)]),
            np.concatenate([np.zeros(size), np.ones(len(rows))]),
        )
    )
    highs.run()
    missed = np.array(highs.getSolution().col_value)[size:] if highs.getModelStatus() else np.empty(0)
    reasons = []
    place = 0
    for item in stated:
        for offset in range(item.last - item.first):
            amount = missed[place] if place < len(missed) else 0.0
            place += 1
            if amount > 1e-6:
                about = item.about[offset] if offset < len(item.about) else ""
                reasons.append(f"{item.rule}: {about}: {int(np.ceil(amount - 1e-6))}")
    if not reasons:
        reasons = ["whole numbers of people cannot meet the limits, though shares of people could"]
    return InfeasibleError("no plan satisfies every required rule; at least these limits would have to give", reasons)
