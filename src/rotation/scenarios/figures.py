"""The figures by which plans are compared, every one from the verifier's recount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rotation.audit import INDICATORS, Audit, recount
from rotation.domain.district import District
from rotation.domain.words import STAGES
from rotation.i18n import Text
from rotation.i18n.reports import INDICATOR_SHORT, RULE
from rotation.i18n.scenarios import FIGURE
from rotation.i18n.words import STAGE
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules import rule

__all__ = ["MOVED", "Figure", "figures", "hectometres", "largest_cv"]

MOVED: Final = ("high_degree", "backbone", "specialists", "senior_title")
"""What moves with teachers; rooms and equipment stay."""
HEADLINE: Final = {
    "eligible": "eligible", "moves": "moves", "counted": "counted", "backbone": "backbone_counted",
    "senior": "senior_counted", "volunteers": "volunteers", "returns": "returns", "upward": "upward",
    "homerooms": "homerooms_broken",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a plan: ``group`` says where it stands in reports; a value of None: no data, or no such thing."""

    key: str
    group: str
    label: Text
    value: Fraction | float | None
    digits: int = 0


def figures(
    district: District, policy: Policy, postings: tuple[Posting, ...], audit: Audit, seed: int
) -> tuple[Figure, ...]:
    """Return every figure of a recounted plan but its tiers, in the order of reports."""
    km = Fraction(hectometres(district, policy, postings, audit, seed), 10)
    return (
        *_scores(policy, audit),
        *_indicators(audit),
        *_cvs(audit),
        *_lessons(audit),
        *_people(audit),
        Figure("km", "people", FIGURE["km"], km, 1),
        *_cost(district, policy, postings),
    )


def hectometres(
    district: District, policy: Policy, postings: tuple[Posting, ...], audit: Audit, seed: int
) -> int:
    """Return what the movers travel in all, as the rule ``travel_burden`` counts it, whether it is on or off."""
    found = audit.of("travel_burden")
    if not found:
        counted = recount(district, policy, postings, seed)
        found = tuple(rule("travel_burden").check(counted, policy.settings("travel_burden")))
    return int(found[0].measured)


def largest_cv(audit: Audit, policy: Policy) -> float | None:
    """Return the largest CV among the indicators that the policy balances."""
    named = policy.settings("balance").indicators
    found = [row.cv for row in audit.state_after.cvs if row.indicator in named and row.cv is not None]
    return max(found, default=None)


def _scores(policy: Policy, audit: Audit) -> Iterator[Figure]:
    for code in sorted(policy.rules, key=lambda code: (policy.tiers.index(policy.rules[code].tier), code)):
        found = audit.of(code)
        if policy.rules[code].mode == "target":
            label = RULE.get(code, Text(code, code))
            cost = sum((finding.cost for finding in found), Fraction(0))
            yield Figure(f"cost.{code}", "targets", label, cost, 2)
            if any(finding.limit is not None for finding in found):
                missed = sum(not finding.holds for finding in found)
                yield Figure(f"missed.{code}", "missed", label, Fraction(missed))


def _indicators(audit: Audit) -> Iterator[Figure]:
    totals = audit.state_after.totals
    for indicator, missing in totals.heads_missing.items():
        label = FIGURE["missing"].fill(indicator=INDICATOR_SHORT[indicator])
        yield Figure(f"missing.{indicator}", "indicators", label, Fraction(missing))
    yield Figure("passing", "indicators", FIGURE["passing"], Fraction(totals.sections_passing))


def _cvs(audit: Audit) -> Iterator[Figure]:
    for stage in STAGES:
        for indicator in (*MOVED, *(code for code in INDICATORS if code not in MOVED)):
            row = audit.state_after.cv(indicator, stage)
            if row is not None and row.cv is not None:
                label = FIGURE["cv_of"].fill(stage=STAGE[stage], indicator=INDICATOR_SHORT[indicator])
                yield Figure(f"cv.{indicator}.{stage}", "cvs", label, row.cv, 4)


def _lessons(audit: Audit) -> Iterator[Figure]:
    state = audit.state_after
    counts = {
        "unfilled": state.totals.lessons_unfilled,
        "other": state.totals.lessons_other,
        "posts": sum(row.posts_to_apply for row in state.subjects),
        "teachers": state.totals.teachers,
        "classes": state.totals.classes,
    }
    for key, count in counts.items():
        yield Figure(key, "lessons", FIGURE[key], Fraction(count))


def _cost(district: District, policy: Policy, postings: tuple[Posting, ...]) -> Iterator[Figure]:
    """Yield what the exchange costs, where the policy states the allowances; secondees who return get none.

    Paid is the way between the schools; ``travel_burden`` counts that from where people live.
    """
    if policy.allowances is None:
        return
    counted = recount(district, policy, postings)
    ways = (counted.hectometres(counted.standing[who].school, counted.after[who].school) for who in counted.movers)
    km = Fraction(sum(way or 0 for way in ways), 10)
    yield Figure("yuan", "people", FIGURE["yuan"], policy.allowances.yuan(len(counted.movers), km))


def _people(audit: Audit) -> Iterator[Figure]:
    head = audit.headline
    for key, field in HEADLINE.items():
        yield Figure(key, "people", FIGURE[key], Fraction(getattr(head, field)))
    ratio = Fraction(100 * head.counted, head.eligible) if head.eligible else None
    yield Figure("exchange_ratio", "people", FIGURE["exchange_ratio"], ratio, 2)
