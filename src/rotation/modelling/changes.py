"""The old plan beside the model of a new one: who is posted otherwise, and the plans in which few people are.

How few is settled on the required rules alone, which is a small model: what is only aimed at can always be missed. A
dual of its relaxation proves how many people every plan changes, and rules out most moves for plans that change few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from rotation.domain.district import SectionKey
from rotation.facts.facts import Facts
from rotation.modelling.bounds import DualBound, dual_bound, excluded
from rotation.modelling.build import build
from rotation.modelling.problem import Problem
from rotation.modelling.rows import Rows, RowStack
from rotation.rules.quantity import Floats, Ints

__all__ = ["NOWHERE", "OldPlan", "changing_few", "least_changes", "old_plan", "places", "required_alone"]

NOWHERE: Final = -1
WHOLE: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class OldPlan:
    """The old plan over the arcs of a problem: its arcs, and the price of every arc in people changed.

    A plan changes ``constant`` people and the prices of its arcs. ``ruled_out`` are among them in any case.
    """

    arcs: NDArray[np.bool_]
    price: Floats
    constant: int
    ruled_out: frozenset[str]

    def cost(self, problem: Problem) -> Floats:
        """Return the price for each column of a problem."""
        cost = np.zeros(len(problem.lower))
        cost[: len(self.price)] = self.price
        return cost


def places(facts: Facts, old: Mapping[str, SectionKey | None]) -> Ints:
    """Return each teacher's section under the old plan by its number, NOWHERE where that section is no more."""
    place = np.empty(len(facts.teachers), np.int64)
    for index, teacher in enumerate(facts.teachers):
        where = old.get(teacher.id, teacher.section)
        place[index] = NOWHERE if where is None else facts.section_index.get(where, NOWHERE)
    return place


def old_plan(problem: Problem, place: Ints) -> OldPlan:
    """Find the old plan among the arcs; whoever has no arc to the old place any more is ruled out."""
    facts, arcs = problem.facts, problem.arcs
    moved = place != facts.standing
    kept = moved[arcs.teacher] & (place[arcs.teacher] == arcs.section)
    has_arc = np.zeros(len(facts.teachers), bool)
    has_arc[arcs.teacher[kept]] = True
    must = {decision.teacher for decision in facts.district.decisions if decision.kind in ("move", "assign")}
    must = must if facts.policy.rules["decisions"].mode == "required" else set()
    ruled_out = frozenset(
        teacher.id
        for index, teacher in enumerate(facts.teachers)
        if (moved[index] and not has_arc[index]) or (not moved[index] and teacher.id in must)
    )
    out = np.array([teacher.id in ruled_out for teacher in facts.teachers], bool)
    price = np.where(kept, -1.0, np.where(moved[arcs.teacher] | out[arcs.teacher], 0.0, 1.0))
    return OldPlan(kept, price, int(kept.sum()) + len(ruled_out), ruled_out)


def required_alone(problem: Problem) -> Problem:
    """Return the model of the required rules, over the same arcs."""
    facts = problem.facts
    policy = facts.policy
    for code, item in policy.rules.items():
        if item.mode == "target" and code != "returns":  # which also says where people stand
            policy = policy.with_settings(code, mode="off")
    return build(Facts(facts.district, policy, facts.seed), problem.arcs)


def least_changes(bare: Problem, before: OldPlan, dual: Floats) -> tuple[DualBound, int]:
    """Return what a dual proves of the required rules alone, and the least price that a plan can have for it."""
    found = dual_bound(before.cost(bare), _rows(bare), bare.lower, bare.upper, dual)
    # No plan changes fewer than must change.
    return found, ceil(max(found.value, -float(before.arcs.sum())) - WHOLE)


def changing_few(problem: Problem, bare: Problem, before: OldPlan, bound: DualBound, price: int) -> Problem:
    """Return the problem of the plans with at most that price, without the moves that none of them can have."""
    size = len(problem.arcs)
    out = excluded(bound, price, _rows(bare), bare.lower, bare.upper, bare.natural)
    left = out.upper[:size] > 0
    smaller = build(problem.facts, problem.arcs.take(left))
    few, lower, upper = len(smaller.arcs), smaller.lower.copy(), smaller.upper.copy()
    lower[:few], upper[:few] = out.lower[:size][left], out.upper[:size][left]
    cost = replace(before, price=before.price[left]).cost(smaller)
    return replace(
        smaller, defined=np.append(smaller.defined, -1), lower=lower, upper=upper,
        matrix=sparse.vstack([smaller.matrix, sparse.csr_array(cost[np.newaxis, :])]).tocsc(),
        row_lower=np.append(smaller.row_lower, -inf), row_upper=np.append(smaller.row_upper, float(price)),
    )  # fmt: skip


def _rows(problem: Problem) -> Rows:
    """Return the rows of a problem, without any added to it."""
    return RowStack(problem.matrix, problem.row_lower, problem.row_upper, problem.natural).now()
