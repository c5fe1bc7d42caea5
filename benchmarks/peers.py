"""Engines side by side: ours, CP-SAT and HiGHS on the whole of the same model."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import highspy
import numpy as np

from rotation.audit import verify
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.modelling.cuts import Separator
from rotation.plan.posting import Posting
from rotation.rules.quantity import Floats
from rotation.solving import Progress, solve
from rotation.solving.engine import Engine, linear_program
from rotation.solving.solve import postings_of
from rotation.solving.tiers import weighted
from rotation.solving.tighten import first_relaxation, tighten
from specs import SEED, Spec
from whole import whole_model

__all__ = ["ENGINES", "Row", "measure"]

WORKERS: Final = 2
OBJECTIVE_UNITS: Final = 1e6
"""Makes one unit of the last tier a whole number in the weighted sum."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine hands back; ``first`` is when it had a plan, a bound it does not give is None."""

    postings: tuple[Posting, ...] | None
    first: float | None
    top_bound: float | None
    weighted_bound: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Row:
    """One engine's figures. ``tiers`` are as recounted by the verifier; memory in MB, times in seconds."""

    engine: str
    status: str
    tiers: Mapping[str, float] | None
    required_hold: bool | None
    weighted: float | None
    weighted_bound: float | None
    top_bound: float | None
    first: float | None
    seconds: float
    megabytes: float


def measure(engine: str, spec: Spec, seconds: float) -> dict[str, Any]:
    """Run one engine in this process; reading the district and recounting the plan are not in its time."""
    district, policy = spec.district(), spec.policy()
    start = time.monotonic()
    found = ENGINES[engine](spec, seconds, start)
    total = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    problem = build(Facts(district, policy, SEED))
    tiers = hold = value = None
    if found.postings is not None:
        audit = verify(district, policy, found.postings, SEED)
        tiers = {tier: float(audit.tiers[tier]) for tier in policy.tiers}
        hold = audit.required_hold
        value = sum(_weights(problem)[tier] * tiers[tier] for tier in tiers)
    bound = found.weighted_bound
    if engine == "ours":
        bound = _relaxation(problem)
    return asdict(Row(engine, found.status, tiers, hold, value, bound, found.top_bound, found.first, total, megabytes))


def _weights(problem: Problem) -> dict[str, float]:
    """Return the weight of each tier in the weighted sum."""
    tiers = problem.facts.policy.tiers
    probe = {tier: np.eye(len(tiers))[place] for place, tier in enumerate(tiers)}
    return dict(zip(tiers, weighted(_Costs(probe), tiers).tolist(), strict=True))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Costs:
    """Stands for a problem of which only the costs are asked."""

    cost: Mapping[str, Floats]


def _weighted_constant(problem: Problem) -> float:
    weights = _weights(problem)
    return sum(weights[tier] * problem.constant[tier] for tier in weights)


def _relaxation(problem: Problem) -> float:
    """Work out again, outside the measured time, our search's bound on the weighted sum."""
    tiers = problem.facts.policy.tiers
    engine = Engine(problem)
    engine.objective(weighted(problem, tiers))
    separator = Separator(problem)
    point = first_relaxation(engine, separator)
    assert point is not None
    point = tighten(problem, engine, separator, point, 1e-7 * abs(point.value))
    return point.value + _weighted_constant(problem)


def _ours(spec: Spec, seconds: float, start: float) -> Found:
    first: list[float] = []

    def listen(moment: Progress) -> None:
        if moment.incumbent is not None and not first:
            first.append(time.monotonic() - start)

    found = solve(spec.district(), spec.policy(), time_limit=seconds, seed=SEED, progress=listen)
    return Found(found.postings, first[0] if first else None, found.tiers[0].bound, None, found.status)


def _cpsat(first_tier: bool) -> Callable[[Spec, float, float], Found]:
    def run(spec: Spec, seconds: float, start: float) -> Found:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - the other engines' memory is measured without it

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

        moments: list[float] = []

        class Listener(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
            def on_solution_callback(self) -> None:
                moments.append(time.monotonic() - start)

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = SEED
        status = solver.solve(model, Listener())
        name = solver.status_name(status).lower()
        bound = solver.best_objective_bound / units
        top = bound + problem.constant[tiers[0]] if first_tier else None
        total = None if first_tier else bound + _weighted_constant(problem)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Found(None, None, top, total, name)
        point = np.array([solver.value(column) for column in columns]) / whole.scale
        return Found(postings_of(problem, point), moments[0] if moments else None, top, total, name)

    return run


@dataclass(frozen=True, slots=True)
class _Run:
    """One search of HiGHS: its best point, None if it has none, and its bound without the constant."""

    point: Floats | None
    bound: float
    status: str


def _highs_run(
    problem: Problem,
    cost: Floats,
    seconds: float,
    moments: list[float],
    locks: Sequence[tuple[Floats, float]] = (),
    begin: Floats | None = None,
) -> _Run:
    """Search the whole problem with cost * columns <= limit for every lock."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", WORKERS)
    highs.setOptionValue("random_seed", SEED)
    highs.setOptionValue("time_limit", seconds)
    highs.passModel(
        linear_program(problem.matrix, problem.row_lower, problem.row_upper, problem.lower, problem.upper, cost)
    )
    for lock, limit in locks:
        used = np.flatnonzero(lock)
        highs.addRow(-highspy.kHighsInf, limit, len(used), used.astype(np.int32), lock[used])
    whole = np.flatnonzero(problem.whole).astype(np.int32)
    highs.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
    if begin is not None:
        solution = highspy.HighsSolution()
        solution.col_value = begin
        highs.setSolution(solution)
    highs.cbMipImprovingSolution += lambda event: moments.append(time.monotonic())
    highs.run()
    info = highs.getInfo()
    status = str(highs.modelStatusToString(highs.getModelStatus())).lower()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return _Run(np.array(highs.getSolution().col_value) if found else None, float(info.mip_dual_bound), status)


def _highs(spec: Spec, seconds: float, start: float) -> Found:
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    moments: list[float] = []
    run = _highs_run(problem, weighted(problem, problem.facts.policy.tiers), seconds, moments)
    bound = run.bound + _weighted_constant(problem) if np.isfinite(run.bound) else None
    if run.point is None:
        return Found(None, None, None, bound, run.status)
    return Found(postings_of(problem, run.point), moments[0] - start if moments else None, None, bound, run.status)


def _highs_in_order(spec: Spec, seconds: float, start: float) -> Found:
    """Search tier by tier, each locked at what it reached; the limit holds for all of them together."""
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    tiers = problem.facts.policy.tiers
    end = time.monotonic() + seconds
    moments: list[float] = []
    locks: list[tuple[Floats, float]] = []
    point = top = None
    status = ""
    for tier in tiers:
        run = _highs_run(problem, problem.cost[tier], max(0.0, end - time.monotonic()), moments, locks, point)
        point = run.point if run.point is not None else point
        if tier == tiers[0] and np.isfinite(run.bound):
            top = run.bound + problem.constant[tier]
        status = f"{tier}: {run.status}"
        if point is None or run.status != "optimal":
            break
        reached = float(problem.cost[tier] @ point)
        locks.append((problem.cost[tier], reached + 1e-6 * max(1.0, abs(reached))))
    if point is None:
        return Found(None, None, top, None, status)
    return Found(postings_of(problem, point), moments[0] - start if moments else None, top, None, status)


ENGINES: Final[Mapping[str, Callable[[Spec, float, float], Found]]] = {
    "ours": _ours,
    "cpsat": _cpsat(first_tier=False),
    "cpsat-first": _cpsat(first_tier=True),
    "highs": _highs,
    "highs-order": _highs_in_order,
}
