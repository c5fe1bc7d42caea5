"""SCIP on the whole of our matrix, through MathOpt: arrays in, its log read for what it knows when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import numpy as np

from found import Found, Trace, weighted_constant
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.rules.quantity import Floats
from rotation.solving.postings import postings_of
from rotation.solving.tiers import weighted
from specs import SEED, Spec

__all__ = ["scip", "standing"]

NUMBER: Final = re.compile(r"[-+]?\d+\.\d+e[-+]\d+")
BOUND, VALUE = -4, -3
"""Columns of a line of SCIP's log, counted from its end."""


def scip(spec: Spec, seconds: float) -> Found:
    """Search under the weighted sum of all tiers; SCIP has one thread."""
    from ortools.math_opt.python import mathopt  # noqa: PLC0415 - the other engines' memory is measured without it

    trace = Trace()
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    model = mathopt.Model.from_model_proto(_proto(problem, weighted(problem, problem.facts.policy.tiers)))

    def listen(lines: Sequence[str]) -> None:
        for line in lines:
            if (now := standing(line)) is not None:
                trace.note(*now)

    result = mathopt.solve(
        model,
        mathopt.SolverType.GSCIP,
        params=mathopt.SolveParameters(time_limit=timedelta(seconds=seconds), random_seed=SEED),
        msg_cb=listen,
    )
    constant = weighted_constant(problem)
    postings = None
    if result.has_primal_feasible_solution():
        values = result.variable_values()
        postings = postings_of(problem, np.array([values[column] for column in model.variables()]))
    bound = result.best_objective_bound()
    return Found(
        postings,
        result.termination.reason.name.lower(),
        weighted_bound=bound + constant if np.isfinite(bound) else None,
        events=tuple(trace.plus(constant)),
    )


def standing(line: str) -> tuple[float | None, float | None] | None:
    """Return best value and bound of one line of the log's table, None where it is something else."""
    cells = line.split("|")
    if len(cells) < -BOUND + 10 or "time" in cells[0]:
        return None
    value, bound = (NUMBER.search(cells[place]) for place in (VALUE, BOUND))
    return (float(value[0]) if value else None, float(bound[0]) if bound else None)


def _proto(problem: Problem, cost: Floats) -> Any:
    """Return the matrix as MathOpt takes it in one go."""
    from ortools.math_opt import model_pb2  # noqa: PLC0415

    proto = model_pb2.ModelProto()
    columns, rows = proto.variables, proto.linear_constraints
    size, height = len(problem.lower), len(problem.row_lower)
    columns.ids.extend(range(size))
    columns.lower_bounds.extend(problem.lower.tolist())
    columns.upper_bounds.extend(problem.upper.tolist())
    columns.integers.extend(problem.whole.tolist())
    used = np.flatnonzero(cost)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    proto.objective.linear_coefficients.values.extend(cost[used].tolist())
    rows.ids.extend(range(height))
    rows.lower_bounds.extend(problem.row_lower.tolist())
    rows.upper_bounds.extend(problem.row_upper.tolist())
    matrix = problem.matrix.tocsr()
    matrix.sort_indices()
    proto.linear_constraint_matrix.row_ids.extend(np.repeat(np.arange(height), np.diff(matrix.indptr)).tolist())
    proto.linear_constraint_matrix.column_ids.extend(matrix.indices.tolist())
    proto.linear_constraint_matrix.coefficients.extend(matrix.data.tolist())
    return proto
