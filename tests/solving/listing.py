"""Every plan of a small district, judged by the verifier alone; nothing here knows the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rotation.audit import recount
from rotation.audit.recount import Counted
from rotation.domain.district import District, SectionKey
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.rules import rule

__all__ = ["best", "feasible"]

ALONE = ("eligibility", "stage_certificate", "travel_limit")
"""Required rules that judge a move by the person and the way alone, whatever the others do."""


def feasible(of: District, policy: Policy, most_counted: int) -> Iterator[Counted]:
    """Yield the recount of every plan that keeps all required rules; due secondees go home.

    ``most_counted`` is the policy's ceiling of counted movers: plans above it are not listed.
    """
    now = recount(of, policy, ())
    homes = tuple(
        Posting(who, now.before[who], now.standing[who], "return")
        for who in now.due_returns
        if now.before[who] != now.standing[who]
    )
    choices = [(who, _alone(of, policy, homes, now.before[who], who)) for who in sorted(now.may_move)]
    required = [
        (rule(code), settings)
        for code, settings in policy.rules.items()
        if settings.mode == "required" and code not in ALONE
    ]
    for moves in _plans(choices, now.eligible, most_counted):
        counted = recount(of, policy, homes + moves)
        if all(finding.holds for item, settings in required for finding in item.check(counted, settings)):
            yield counted


def best(of: District, policy: Policy, most_counted: int) -> tuple[tuple[Fraction, ...] | None, int]:
    """Return the least tiers in order (None without any plan) and how many plans keep all required rules."""
    least: tuple[Fraction, ...] | None = None
    found = 0
    for counted in feasible(of, policy, most_counted):
        found += 1
        tiers: list[Fraction] = []
        for place, tier in enumerate(policy.tiers):
            tiers.append(_tier(counted, tier))
            if least is not None and tuple(tiers) > least[: place + 1]:
                break
        if least is None or tuple(tiers) < least:
            least = tuple(tiers)
    return least, found


def _tier(counted: Counted, tier: str) -> Fraction:
    rules = counted.policy.rules.items()
    inside = [(code, item) for code, item in rules if item.mode != "off" and item.tier == tier]
    return sum((Fraction(f.cost) for code, item in inside for f in rule(code).check(counted, item)), Fraction(0))


def _alone(of: District, policy: Policy, homes: Sequence[Posting], origin: SectionKey, who: str) -> list[Posting]:
    """Return the moves of one person that the rules about a single move permit."""
    return [
        posting
        for section in of.sections
        if section.key.school != origin.school
        for posting in [Posting(who, origin, section.key, "move")]
        if _permitted(recount(of, policy, (*homes, posting)), who)
    ]


def _permitted(counted: Counted, who: str) -> bool:
    rules = [(rule(code), counted.policy.settings(code)) for code in ALONE]
    return not any(
        who in finding.people and not finding.holds
        for item, settings in rules
        if settings.mode == "required"
        for finding in item.check(counted, settings)
    )


def _plans(
    choices: Sequence[tuple[str, Sequence[Posting]]], eligible: frozenset[str], most: int
) -> Iterator[tuple[Posting, ...]]:
    """Yield every choice of stay or one move a person, with at most so many movers who count."""
    if not choices:
        yield ()
        return
    (who, moves), rest = choices[0], choices[1:]
    for tail in _plans(rest, eligible, most):
        yield tail
        if who not in eligible or sum(posting.teacher in eligible for posting in tail) < most:
            for posting in moves:
                yield (posting, *tail)
