"""HiGHS' own branch and bound on the whole of our matrix."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import highspy
import numpy as np

from found import WORKERS, Found, Trace, weighted_constant
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.rules.quantity import Floats
from rotation.solving.highs import linear_program
from rotation.solving.postings import postings_of
from rotation.solving.tiers import weighted
from specs import SEED, Spec

__all__ = ["highs", "highs_in_order"]

NEAR: Final = 0.01
"""Of the weighted sum, in which a unit of the first tier is 1,000, or of one tier. With HiGHS's own gap, a share of
0.0001, it would call a plan optimal that leaves all tiers but the first open."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One search: its best point, None if it has none, and its bound without the constant."""

    point: Floats | None
    bound: float
    status: str


def _search(
    problem: Problem,
    cost: Floats,
    seconds: float,
    trace: Trace,
    locks: Sequence[tuple[Floats, float]] = (),
    begin: Floats | None = None,
) -> _Run:
    """Search the whole problem with cost * columns <= limit for every lock."""
    engine = highspy.Highs()
    engine.setOptionValue("output_flag", False)
    engine.setOptionValue("threads", WORKERS)
    engine.setOptionValue("random_seed", SEED)
    engine.setOptionValue("time_limit", seconds)
    engine.setOptionValue("mip_rel_gap", 0.0)
    engine.setOptionValue("mip_abs_gap", NEAR)
    engine.passModel(
        linear_program(problem.matrix, problem.row_lower, problem.row_upper, problem.lower, problem.upper, cost)
    )
    for lock, limit in locks:
        used = np.flatnonzero(lock)
        engine.addRow(-highspy.kHighsInf, limit, len(used), used.astype(np.int32), lock[used])
    whole = np.flatnonzero(problem.whole).astype(np.int32)
    engine.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
    if begin is not None:
        solution = highspy.HighsSolution()
        solution.col_value = begin
        engine.setSolution(solution)

    def listen(event: Any) -> None:
        trace.note(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    engine.cbMipImprovingSolution += listen
    engine.cbMipInterrupt += listen
    engine.run()
    info = engine.getInfo()
    status = str(engine.modelStatusToString(engine.getModelStatus())).lower()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return _Run(np.array(engine.getSolution().col_value) if found else None, float(info.mip_dual_bound), status)


def highs(spec: Spec, seconds: float) -> Found:
    """Search under the weighted sum of all tiers."""
    trace = Trace()
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    run = _search(problem, weighted(problem, problem.facts.policy.tiers), seconds, trace)
    constant = weighted_constant(problem)
    return Found(
        None if run.point is None else postings_of(problem, run.point),
        run.status,
        weighted_bound=run.bound + constant if np.isfinite(run.bound) else None,
        events=tuple(trace.plus(constant)),
    )


def highs_in_order(spec: Spec, seconds: float) -> Found:
    """Search tier by tier, each locked at what it reached; the limit holds for all of them together."""
    end = time.monotonic() + seconds
    trace = Trace()
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    tiers = problem.facts.policy.tiers
    locks: list[tuple[Floats, float]] = []
    events: list[tuple[float, float | None, float | None]] = []
    point = top = None
    status = ""
    for tier in tiers:
        run = _search(problem, problem.cost[tier], max(0.0, end - time.monotonic()), trace, locks, point)
        point = run.point if run.point is not None else point
        if tier == tiers[0]:
            events = trace.plus(problem.constant[tier])
            top = run.bound + problem.constant[tier] if np.isfinite(run.bound) else None
        status = run.status if run.status == "optimal" and tier == tiers[-1] else f"{tier}: {run.status}"
        if point is None or run.status != "optimal":
            break
        reached = float(problem.cost[tier] @ point)
        locks.append((problem.cost[tier], reached + 1e-6 * max(1.0, abs(reached))))
    postings = None if point is None else postings_of(problem, point)
    return Found(postings, status, top_bound=top, first_tier=True, events=tuple(events))
