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
from rotation.modelling.changes import NOWHERE, changing_few, least_changes, old_plan, required_alone
from rotation.modelling.lattice import raised
from rotation.modelling.ledger import Repaired, read_ledger
from rotation.modelling.problem import Problem
from rotation.modelling.replay import Proven, replay
from rotation.report.certificate import Tier
from rotation.report.release import release
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
    verdict = _checked(plan)
    if verdict.holds or plan.made_elsewhere is None:
        return verdict
    other = PROOF["version"].fill(version=plan.made_elsewhere, here=release())
    return ProofVerdict((*verdict.problems, other), verdict.lines)


def _checked(plan: StoredPlan) -> ProofVerdict:
    if plan.proof is None:
        return ProofVerdict((PROOF["missing"],), ())
    problem = build(Facts(plan.district, plan.policy, plan.certificate.seed))
    problems: list[Text] = []
    rows, columns = problem.matrix.shape
    lines = [PROOF["holds"].fill(columns=columns, rows=rows)]
    try:
        ledger = read_ledger(plan.proof)
        if ledger.repaired is not None:
            if plan.repaired_from is None:
                problems.append(PROOF["no_repair"])
            changes = _changes(plan, problem, ledger.repaired)
            problem = changes.among
            told = problems if changes.made > changes.most else lines
            told.append(changes.told())
        proven = replay(problem, ledger)
    except ValueError as error:
        return ProofVerdict((*problems, PROOF["unreadable"].fill(reason=visible(str(error)[:200]))), ())
    values = {tier.name: float(tier.value) for tier in plan.certificate.tiers}
    for tier in plan.certificate.tiers:
        found = list(_tier(problem, tier, proven.get(tier.name), values))
        problems += found
        if not found:
            lines.append(_line(problem, tier, proven.get(tier.name)))
    return ProofVerdict(tuple(problems), tuple(lines))


@dataclass(frozen=True, slots=True, eq=False)
class _Changes:
    """How many people a plan posts otherwise than the old one, the most it may, the least any can; all that may."""

    made: int
    most: int
    least: int
    among: Problem

    def told(self) -> Text:
        key = "more_changes" if self.made > self.most else "fewest" if self.least >= self.made else "not_fewest"
        return PROOF[key].fill(made=self.made, most=self.most, least=self.least)


def _changes(plan: StoredPlan, problem: Problem, repaired: Repaired) -> _Changes:
    """Work out again what the proof of a repaired plan says of its changes; raise ValueError where it cannot be."""
    facts, place = problem.facts, repaired.place
    if place.shape != facts.standing.shape or not ((place >= NOWHERE) & (place < len(facts.sections))).all():
        raise ValueError("an old plan of other people or sections")
    before = old_plan(problem, place)
    bare = required_alone(problem)
    if len(repaired.dual) > len(bare.row_lower):
        raise ValueError("a dual of more rows than there are")
    bound, least = least_changes(bare, before, repaired.dual)
    # Who is due home and has no posting stays on: everybody begins where they work, not where they stand.
    now = facts.present.copy()
    for posting in plan.postings:
        now[facts.teacher_index[posting.teacher]] = facts.section_index[posting.destination]
    return _Changes(
        int((now != place).sum()), before.constant + repaired.price, before.constant + least,
        changing_few(problem, bare, before, bound, repaired.price),
    )  # fmt: skip


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
    tiers = problem.facts.policy.tiers
    for before, limit in proven.limits.items():
        if tiers.index(before) > tiers.index(tier.name):
            yield PROOF["later"].fill(tier=name, later=_name(before), limit=number(limit))
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
