"""The independent check of a plan: digests, assignments, every rule and every figure counted again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rotation.audit import Audit, examine, verify
from rotation.domain.district import District
from rotation.errors import PlanError
from rotation.i18n import COMMA, Text, findings, joined
from rotation.i18n.reports import PROBLEM, RULE, TIER
from rotation.report.certificate import digests_of, plan_number
from rotation.report.plan_tables import plan_csvs
from rotation.report.stored import StoredPlan
from rotation.report.tables import same_figures
from rotation.report.text import number, two_digests, visible
from rotation.rules.base import Finding

__all__ = ["Verdict", "check_plan"]

MOST_NAMED: Final = 10
LAST_DIGIT: Final = 1.5e-6
"""Two numbers rounded to six decimals may differ by one in the last."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problems`` in the order in which they matter; ``audit`` is None where nothing could be recounted.

    ``worded_by`` is the release that wrote the tables' sentences, where it is another than this one: they were not
    compared then, all else was.
    """

    problems: tuple[Text, ...]
    audit: Audit | None
    worded_by: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_plan(plan: StoredPlan) -> Verdict:
    """Check a stored plan against its own input, policy and certificate, using nothing of the solver."""
    problems = list(_digests(plan))
    problems += plan.assignments.problems
    if not plan.assignments.complete:
        return Verdict((*problems, PROBLEM["not_recounted"]), None)
    try:
        audit = verify(plan.district, plan.policy, plan.postings, plan.certificate.seed)
    except PlanError as error:
        return Verdict((*problems, Text(error.said("zh"), error.said("en")), PROBLEM["not_recounted"]), None)
    problems += _broken_rules(plan, audit)
    problems += _tiers(plan, audit)
    problems += _fields(plan, audit)
    problems += _tables(plan, audit, sentences=plan.made_elsewhere is None)
    return Verdict(tuple(problems), audit, plan.made_elsewhere)


def _digests(plan: StoredPlan) -> Iterator[Text]:
    counted = digests_of(plan.district, plan.policy, plan.postings)
    for part in ("input", "policy", "assignments"):
        claimed, found = getattr(plan.certificate.digests, part), getattr(counted, part)
        if claimed != found:
            told = two_digests(claimed, found)
            yield PROBLEM["digest"].fill(part=PROBLEM[part], claimed=told[0], counted=told[1])
    expected = plan_number(plan.district, plan.certificate.digests, plan.certificate.seed)
    if plan.certificate.plan != expected:
        yield PROBLEM["number"].fill(claimed=visible(plan.certificate.plan[:40]), counted=expected)


def _broken_rules(plan: StoredPlan, audit: Audit) -> Iterator[Text]:
    for finding in audit.broken:
        if plan.policy.rules[finding.rule].mode == "required":
            label = RULE.get(finding.rule, Text(finding.rule, finding.rule))
            text = PROBLEM["rule"].fill(label=label, rule=finding.rule, text=finding.text)
            people = _people(plan.district, finding)
            yield text if people is None else Text(text.zh + people.zh, text.en + people.en)


def _people(district: District, finding: Finding) -> Text | None:
    """Return the people concerned, unless the finding's own sentence names them."""
    people = [district.teacher_by_id[teacher] for teacher in finding.people]
    unnamed = [person for person in people if person.name not in finding.text.zh]
    if not unnamed:
        return None
    named = joined(map(findings.named, people[:MOST_NAMED]), COMMA)
    if len(people) > MOST_NAMED:
        named = PROBLEM["and_more"].fill(people=named, count=len(people))
    return PROBLEM["people"].fill(people=named)


def _tiers(plan: StoredPlan, audit: Audit) -> Iterator[Text]:
    claimed = [tier.name for tier in plan.certificate.tiers]
    if claimed != list(plan.policy.tiers):
        names: Sequence[str] = [visible(name[:40]) for name in claimed]
        yield PROBLEM["tiers"].fill(claimed=", ".join(names), counted=", ".join(plan.policy.tiers))
    for tier in plan.certificate.tiers:
        if tier.name not in audit.tiers:
            continue
        counted = audit.tiers[tier.name]
        name = TIER.get(tier.name, Text(tier.name, tier.name))
        if not _same(tier.value, counted):
            yield PROBLEM["tier"].fill(tier=name, claimed=tier.value, counted=number(counted))
        if tier.bound > float(counted) + LAST_DIGIT:
            yield PROBLEM["bound"].fill(tier=name, bound=tier.bound, counted=number(counted))
            continue
        unproven = max(0.0, float(counted) - tier.bound)
        gap = unproven / max(abs(float(counted)), 1.0)
        if abs(tier.gap - gap) > 2 * LAST_DIGIT:
            yield PROBLEM["gap"].fill(tier=name, claimed=tier.gap, counted=number(gap))
        asked = plan.certificate.gap_asked
        proven = unproven < 1 + LAST_DIGIT or asked is None or gap <= asked + LAST_DIGIT
        if plan.certificate.status == "proven" and not proven:
            yield PROBLEM["not_proven"].fill(tier=name, gap=number(gap), asked=asked)


def _same(claimed: float, counted: Fraction) -> bool:
    written = number(counted)
    assert written is not None
    return abs(claimed - written) <= LAST_DIGIT


def _fields(plan: StoredPlan, audit: Audit) -> Iterator[Text]:
    certificate = plan.certificate
    pairs: dict[str, tuple[object, object]] = {
        "district": (certificate.district, plan.district.name),
        "year": (certificate.year, plan.district.year),
        "policy.name": (certificate.policy.name, plan.policy.name),
        "policy.title_zh": (certificate.policy.title_zh, plan.policy.title_zh),
        "policy.title_en": (certificate.policy.title_en, plan.policy.title_en),
        "required_hold": (certificate.required_hold, audit.required_hold),
        "moves": (certificate.moves, audit.headline.moves),
        "returns": (certificate.returns, audit.headline.returns),
    }
    for field, (claimed, counted) in pairs.items():
        if claimed != counted:
            shown = [visible(str(value)[:80]) for value in (claimed, counted)]
            yield PROBLEM["field"].fill(field=field, claimed=shown[0], counted=shown[1])


def _tables(plan: StoredPlan, audit: Audit, *, sentences: bool) -> Iterator[Text]:
    """Compare the tables; ``sentences``: byte for byte, else all but the wording of their sentences."""
    expected = plan_csvs(plan.district, plan.policy, audit, examine(plan.district, plan.policy))
    for name, text in expected.items():
        stored = plan.tables.get(name, "").replace("\r\n", "\n")
        if stored != text and (sentences or not same_figures(stored, text)):
            yield PROBLEM["table"].fill(file=f"tables/{name}")
