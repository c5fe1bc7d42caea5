"""The check of a plan's proof: every bound worked out again on the rebuilt model, without a solver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rotation.facts.facts import Facts
from rotation.i18n import Text
from rotation.i18n.proof import PROOF
from rotation.i18n.reports import TIER
from rotation.modelling import build
from rotation.modelling.lattice import raised
from rotation.modelling.ledger import read_ledger
from rotation.modelling.problem import Problem
from rotation.modelling.replay import Proven, replay
from rotation.report.certificate import Tier
from rotation.report.screen import BAD, GOOD, Screen
from rotation.report.stored import StoredPlan
from rotation.report.text import number, visible

__all__ = ["ProofVerdict", "check_proof", "show_proof"]

SLACK: Final = 1.5e-6
"""Bounds are written with six decimals."""
NEGLIGIBLE: Final = 1e-7
"""Relative difference of a limit and a value that the lock's room for rounding explains."""


@dataclass(frozen=True, slots=True)
class ProofVerdict:
    """``problems`` is empty where every bound follows; ``lines`` say what follows tier by tier."""

    problems: tuple[Text, ...]
    lines: tuple[Text, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_proof(plan: StoredPlan) -> ProofVerdict:
    """Work the bounds of a stored plan's certificate out again from its proof file."""
    if plan.proof is None:
        return ProofVerdict((PROOF["missing"],), ())
    problem = build(Facts(plan.district, plan.policy, plan.certificate.seed))
    try:
        proven = replay(problem, read_ledger(plan.proof))
    except ValueError as error:
        return ProofVerdict((PROOF["unreadable"].fill(reason=visible(str(error)[:200])),), ())
    values = {tier.name: float(tier.value) for tier in plan.certificate.tiers}
    problems: list[Text] = []
    rows, columns = problem.matrix.shape
    lines = [PROOF["holds"].fill(columns=columns, rows=rows)]
    for tier in plan.certificate.tiers:
        found = list(_tier(problem, tier, proven.get(tier.name), values))
        problems += found
        if not found:
            lines.append(_line(problem, tier, proven.get(tier.name)))
    return ProofVerdict(tuple(problems), tuple(lines))


def _tier(problem: Problem, tier: Tier, proven: Proven | None, values: dict[str, float]) -> Iterator[Text]:
    name = _name(tier.name)
    if tier.method not in ("relaxation", "search", "none"):
        yield PROOF["method"].fill(tier=name, method=visible(tier.method[:40]))
        return
    if tier.method == "none":
        if tier.bound > 0:
            yield PROOF["none"].fill(tier=name, claimed=tier.bound)
        return
    if proven is None:
        yield PROOF["none"].fill(tier=name, claimed=tier.bound)
        return
    for before, limit in proven.limits.items():
        value = values.get(before, float("inf"))
        if value > limit + NEGLIGIBLE * max(1.0, abs(limit)) + SLACK:
            yield PROOF["narrower"].fill(tier=name, before=_name(before), limit=number(limit), value=number(value))
    shown = min(_follows(problem, tier.name, proven), values[tier.name])
    if tier.method == "relaxation" and shown < tier.bound - SLACK:
        yield PROOF["weaker"].fill(tier=name, claimed=tier.bound, proven=number(shown))


def _line(problem: Problem, tier: Tier, proven: Proven | None) -> Text:
    name = _name(tier.name)
    if proven is None:
        return PROOF["unbounded"].fill(tier=name)
    shown = number(min(_follows(problem, tier.name, proven), float(tier.value)))
    key = "proven" if tier.method == "relaxation" else "word"
    return PROOF[key].fill(tier=name, claimed=tier.bound, proven=shown)


def _follows(problem: Problem, tier: str, proven: Proven) -> float:
    return max(0.0, raised(problem, tier, proven.bound))


def _name(tier: str) -> Text:
    return TIER.get(tier, Text(tier, tier))


def show_proof(screen: Screen, verdict: ProofVerdict) -> None:
    """Print what follows from the proof, or everything that is wrong with it."""
    if verdict.holds:
        for place, line in enumerate(verdict.lines):
            text = line.to(screen.lang)
            screen.line(text) if place else screen.line(text, GOOD)
        return
    for position, problem in enumerate(verdict.problems, 1):
        screen.line(problem.to(screen.lang), BAD, mark=f"{position}.")
