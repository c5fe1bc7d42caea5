"""What a plan would be worth with one change imposed: solved anew in small districts, around the change in large."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.audit import judge
from rotation.domain.district import District
from rotation.errors import SolverError
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.modelling.changes import old_plan, places
from rotation.plan.posting import Posting, after
from rotation.policy import Policy
from rotation.solving.engine import Engine
from rotation.solving.postings import postings_of
from rotation.solving.repair import EXACT_ARCS, repair
from rotation.solving.solve import solve
from rotation.solving.tiers import weighted

__all__ = ["Imagined", "imagine"]

AROUND: Final = 2_500
"""So many moves around a change are searched in a large district."""
AROUND_NODES: Final = 30
AROUND_GAP: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Imagined:
    """A plan with the change imposed and the value of each tier by recounting.

    ``exact`` says that it is the best such plan, tier by tier (to within one unit where a tier's values are not whole);
    else it is the best found among the moves around the person, and the best such plan is at least as good.
    """

    postings: tuple[Posting, ...]
    tiers: Mapping[str, Fraction]
    exact: bool


def imagine(district: District, policy: Policy, postings: tuple[Posting, ...], teacher: str, seed: int = 0) -> Imagined:
    """Return the best plan with a change about one teacher imposed.

    Parameters
    ----------
    district
        With the change in it, as a decision about ``teacher``.
    postings
        The plan as it is.

    Raises
    ------
    InfeasibleError
        No plan at all keeps every required rule with that change.
    """
    problem = build(Facts(district, policy, seed))
    if len(problem.arcs) <= EXACT_ARCS:
        return _solved(problem)
    old = after(district, postings)
    before = old_plan(problem, places(problem.facts, old))
    point = np.zeros(len(problem.lower))
    point[: len(problem.arcs)] = before.arcs
    free = np.ones(len(point), bool)
    free[: len(problem.arcs)] = _around(problem, before.arcs, {teacher}, AROUND)
    chosen = np.flatnonzero(free)
    cost = weighted(problem, policy.tiers)
    found = Engine(problem).part(chosen, point).search(cost, None, AROUND_NODES, AROUND_GAP)
    if found is None:  # others far away would have to change too
        repaired = repair(district, policy, old, seed=seed)
        return Imagined(repaired.solution.postings, repaired.audit.tiers, False)
    point[chosen] = found[0]
    result = postings_of(problem, point)
    audit = judge(district, policy, result, seed)
    if not audit.required_hold:
        raise SolverError("the verifier rejects the plan found: a rule's model and its check disagree")
    return Imagined(result, audit.tiers, False)


def _solved(problem: Problem) -> Imagined:
    """Plan a small district anew."""
    facts = problem.facts
    solution = solve(facts.district, facts.policy, gap=0.0, seed=facts.seed)
    audit = judge(facts.district, facts.policy, solution.postings, facts.seed)
    return Imagined(solution.postings, audit.tiers, solution.status == "proven")


def _around(problem: Problem, old: NDArray[np.bool_], people: Collection[str], most: int) -> NDArray[np.bool_]:
    """Choose moves: of some people, then between sections that their moves touch, then at one of them, then any."""
    facts, arcs = problem.facts, problem.arcs
    these = np.array([teacher.id in people for teacher in facts.teachers], bool)
    touched = np.zeros(len(facts.sections), bool)
    touched[facts.standing[these]] = True
    touched[arcs.section[old & these[arcs.teacher]]] = True
    inside = touched[arcs.section].astype(np.int64) + touched[facts.standing[arcs.teacher]]
    rank = np.where(these[arcs.teacher], 0, 3 - inside)
    chosen = np.zeros(len(arcs), bool)
    chosen[np.argsort(rank, kind="stable")[:most]] = True
    return chosen
