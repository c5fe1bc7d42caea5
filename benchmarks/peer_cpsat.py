"""CP-SAT on the whole of our matrix, in whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from found import WORKERS, Found, Trace, weighted_constant
from rotation.facts.facts import Facts
from rotation.modelling import build
from rotation.solving.postings import postings_of
from rotation.solving.tiers import weighted
from specs import SEED, Spec
from whole import whole_model

__all__ = ["cpsat"]

OBJECTIVE_UNITS: Final = 1e6
"""Makes one unit of the last tier a whole number in the weighted sum."""


def cpsat(first_tier: bool) -> Callable[[Spec, float], Found]:
    """Return the search for one plan under the weighted sum, or under the first tier alone."""

    def run(spec: Spec, seconds: float) -> Found:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - the other engines' memory is measured without it

        trace = Trace()
        problem = build(Facts(spec.district(), spec.policy(), SEED))
        whole = whole_model(problem)
        model = cp_model.CpModel()
        bounds = zip(whole.lower.tolist(), whole.upper.tolist(), strict=True)
        columns = [model.new_int_var(low, high, "") for low, high in bounds]
        matrix = whole.matrix
        for row in range(matrix.shape[0]):
            part = slice(matrix.indptr[row], matrix.indptr[row + 1])
            low, high = whole.row_lower[row], whole.row_upper[row]
            expression = cp_model.LinearExpr.weighted_sum(
                [columns[column] for column in matrix.indices[part]], matrix.data[part].tolist()
            )
            if low is not None and low == high:
                model.add(expression == low)
                continue
            if low is not None:
                model.add(expression >= low)
            if high is not None:
                model.add(expression <= high)
        tiers = problem.facts.policy.tiers
        cost = problem.cost[tiers[0]] if first_tier else weighted(problem, tiers)
        units = 1.0 if first_tier else OBJECTIVE_UNITS
        prices = np.round(cost * units / whole.scale).astype(np.int64)
        used = np.flatnonzero(prices)
        model.minimize(cp_model.LinearExpr.weighted_sum([columns[column] for column in used], prices[used].tolist()))

        class Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
            def on_solution_callback(self) -> None:
                trace.note(self.objective_value / units, self.best_objective_bound / units)

        def better_bound(bound: float) -> None:
            trace.note(trace.events[-1][1] if trace.events else None, bound / units)

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = SEED
        solver.best_bound_callback = better_bound
        status = solver.solve(model, Listener())
        constant = problem.constant[tiers[0]] if first_tier else weighted_constant(problem)
        bound = solver.best_objective_bound / units + constant
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        point = np.array([solver.value(column) for column in columns]) / whole.scale if found else None
        return Found(
            None if point is None else postings_of(problem, point),
            solver.status_name(status).lower(),
            top_bound=bound if first_tier else None,
            weighted_bound=None if first_tier else bound,
            first_tier=first_tier,
            events=tuple(trace.plus(constant)),
        )

    return run
