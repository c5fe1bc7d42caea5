"""Every plan of a tiny district, judged by the model and by the verifier.

The model side is the finished matrix with its arc columns fixed to the plan: a plan without its arcs, or whose rows
have no solution, is rejected; else the tiers are minimised in order. The check side is ``rotation.audit.verify``;
the numbers of each of its findings must agree among themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import highspy
import numpy as np

from contract.coherence import contradictions
from districts import only
from rotation.audit import verify
from rotation.domain.district import District, SectionKey, Teacher
from rotation.errors import PlanError
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.plan.posting import Posting
from rotation.policy.policy import Policy
from rotation.solving.highs import linear_program, new_highs

__all__ = ["MODES", "Case", "Choice", "Pair", "pair", "pairs"]

MODES = ("required", "target")
WEIGHT = 3
Tiers = Mapping[str, float] | None
"""Value of each tier, None for a plan that is rejected."""


@dataclass(frozen=True, eq=False)
class Case:
    """A district in which ``moving`` may go anywhere; ``settings`` of the rule, ``others`` of further rules."""

    of: District
    moving: Sequence[str]
    settings: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lessons: Mapping[str, Any] = field(default_factory=dict)
    indicators: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0

    def policy(self, code: str, mode: str) -> Policy:
        policy = only(code, mode, **({"weight": WEIGHT} | dict(self.settings)))
        for other, changes in self.others.items():
            policy = policy.with_settings(other, **({"weight": WEIGHT} | dict(changes)))
        if self.lessons:
            policy = policy.model_copy(update={"lessons": policy.lessons.model_copy(update=dict(self.lessons))})
        if self.indicators:
            counting = policy.indicators.model_copy(update=dict(self.indicators))
            policy = policy.model_copy(update={"indicators": counting})
        return policy


@dataclass(frozen=True)
class Pair:
    """One plan and what both sides say of it."""

    plan: tuple[str, ...]
    model: Tiers
    check: Tiers

    @property
    def agree(self) -> bool:
        if self.model is None or self.check is None:
            return self.model is self.check
        return all(abs(value - self.check[tier]) <= 1e-6 * max(1, abs(value)) for tier, value in self.model.items())


def pairs(case: Case, code: str, mode: str) -> Iterator[Pair]:
    """Yield every plan of a case with both verdicts."""
    policy = case.policy(code, mode)
    problem = build(Facts(case.of, policy, case.seed))
    for plan in _plans(case.of, case.moving, policy):
        yield _judged(case, policy, problem, plan)


def pair(case: Case, code: str, mode: str, plan: Sequence[Choice]) -> Pair:
    """Return one plan with both verdicts; who is not named stays."""
    policy = case.policy(code, mode)
    return _judged(case, policy, build(Facts(case.of, policy, case.seed)), plan)


Choice = tuple[str, SectionKey | None]
"""A teacher and the section posted to; None: where the teacher stands (a due secondee at home)."""


def _judged(case: Case, policy: Policy, problem: Problem, plan: Sequence[Choice]) -> Pair:
    arcs = _arc_columns(problem)
    columns = [arcs.get(choice) for choice in plan if choice[1] is not None]
    chosen = None if None in columns else np.array(columns, np.int64)
    postings = [posting for choice in plan if (posting := _posting(case.of, policy, *choice))]
    told = tuple(f"{who} -> {'stays' if to is None else to}" for who, to in plan)
    return Pair(told, None if chosen is None else _solve(problem, chosen), _verified(case, policy, postings))


def _home(of: District, policy: Policy, person: Teacher) -> SectionKey | None:
    """Return where a due secondee goes home to, None for everyone else."""
    ended = person.secondment_end is not None and person.secondment_end <= policy.calendar.on(of.year)
    stays = any(d.teacher == person.id and d.kind == "stay" for d in of.decisions)
    if person.seconded_from is None or not ended or stays or not policy.active("returns"):
        return None
    sections = [SectionKey(person.seconded_from, stage) for stage in (person.stage, "primary", "junior")]
    return next((key for key in sections if key in of.section_by_key), None)


def _plans(of: District, moving: Sequence[str], policy: Policy) -> Iterator[tuple[Choice, ...]]:
    choices = []
    for who in moving:
        person = of.teacher_by_id[who]
        home = _home(of, policy, person)
        own = {person.school} if home is None else {home.school, person.school}
        targets = [section.key for section in of.sections if section.key.school not in own]
        extension = [] if home is None else [person.section]
        choices.append([(who, to) for to in (None, *extension, *targets)])
    yield from product(*choices)


def _posting(of: District, policy: Policy, who: str, to: SectionKey | None) -> Posting | None:
    person = of.teacher_by_id[who]
    home = _home(of, policy, person)
    if to is None:
        return None if home is None else Posting(who, person.section, home, "return")
    return None if to == person.section else Posting(who, person.section, to, "move")


def _arc_columns(problem: Problem) -> dict[Choice, int]:
    facts, arcs = problem.facts, problem.arcs
    keys = [
        (facts.teachers[teacher].id, facts.sections[section])
        for teacher, section in zip(arcs.teacher.tolist(), arcs.section.tolist(), strict=True)
    ]
    assert len(set(keys)) == len(keys)
    return {key: index for index, key in enumerate(keys)}


def _solve(problem: Problem, chosen: Any) -> Tiers:
    lower, upper = problem.lower.copy(), problem.upper.copy()
    arcs = len(problem.arcs)
    lower[:arcs] = upper[:arcs] = 0
    lower[chosen] = upper[chosen] = 1
    highs = new_highs()
    size = len(lower)
    highs.passModel(
        linear_program(problem.matrix, problem.row_lower, problem.row_upper, lower, upper, np.zeros(size))
    )
    whole = np.flatnonzero(problem.whole).astype(np.int32)
    if size and len(whole):
        highs.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 1e-9)
    priced: list[str | None] = [tier for tier, cost in problem.cost.items() if cost.any()]
    values = dict(problem.constant)
    for tier in priced or [None]:
        if tier is not None:
            highs.changeColsCost(size, np.arange(size, dtype=np.int32), problem.cost[tier])
        highs.run()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kModelEmpty:
            break
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        assert status == highspy.HighsModelStatus.kOptimal, highs.modelStatusToString(status)
        if tier is not None:
            point = np.array(highs.getSolution().col_value)
            values[tier] = problem.value(tier, point)
            if tier != priced[-1]:
                cost = problem.cost[tier]
                used = np.flatnonzero(cost).astype(np.int32)
                limit = float(cost @ point) + 1e-7
                highs.addRow(-highspy.kHighsInf, limit, len(used), used, cost[used])
    return values


def _verified(case: Case, policy: Policy, postings: Sequence[Posting]) -> Tiers:
    try:
        audit = verify(case.of, policy, postings, case.seed)
    except PlanError:
        return None
    for finding in audit.findings:
        assert list(contradictions(finding, policy.settings(finding.rule))) == [], finding
    return {tier: float(value) for tier, value in audit.tiers.items()} if audit.required_hold else None


