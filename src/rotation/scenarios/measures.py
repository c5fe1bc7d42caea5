"""What a frontier is drawn between: a plan's value of each measure, and what no plan can pass.

The verifier counts the values. A bound comes from the rules themselves (exchange ratio), from the certificate (tiers),
or from a further solve in which this measure alone is made small (``probes``), so that it holds for every plan that
keeps the required rules. A bound of 0 claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import Final

from rotation.audit import Audit, recount
from rotation.domain.district import District
from rotation.i18n import Language, Text
from rotation.i18n.reports import TIER
from rotation.i18n.scenarios import FIGURE
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.scenarios.figures import hectometres, largest_cv

__all__ = ["MEASURES", "PROVABLE", "Measure", "label", "measures", "more_is_better", "probe_policy"]

MEASURES: Final = ("exchange_ratio", "unfilled", "cv", "km", "moves")
"""Besides these, every tier of the policy is a measure under its own name."""
PROVABLE: Final = {"unfilled": "subject_coverage", "cv": "balance", "km": "travel_burden"}
"""Measures for which a further solve gives a bound, and the rule that it makes small."""
UNITS: Final = 10_000
"""What the rule balance counts one unit of CV^2 as."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` of a plan, and the ``bound`` that none can pass: from below, or from above where more is better."""

    value: Fraction
    bound: Fraction


def more_is_better(name: str) -> bool:
    """Say whether a measure should be large; every other should be small."""
    return name == "exchange_ratio"


def label(name: str, lang: Language) -> str:
    """Return what a measure is called."""
    if name in MEASURES:
        return FIGURE[name].to(lang)
    return TIER.get(name, Text(name, name)).to(lang)


def measures(
    district: District,
    policy: Policy,
    postings: tuple[Posting, ...],
    audit: Audit,
    seed: int,
    tiers: Mapping[str, Fraction],
    probes: Mapping[str, Fraction],
) -> dict[str, Measure]:
    """Return every measure of a recounted plan.

    Parameters
    ----------
    tiers
        The certificate's bound of each tier.
    probes
        The bound that a further solve has given, by measure: of the first tier of ``probe_policy``.
    """
    head = audit.headline
    found: dict[str, Measure] = {}
    if head.eligible:
        highest = Fraction(100) if head.ceiling is None else Fraction(100 * head.ceiling, head.eligible)
        required = policy.settings("exchange_ratio").mode == "required"
        value = Fraction(100 * head.counted, head.eligible)
        found["exchange_ratio"] = Measure(value, max(value, highest if required else Fraction(100)))
    unfilled = Fraction(audit.state_after.totals.lessons_unfilled)
    found["unfilled"] = Measure(unfilled, min(unfilled, _unfilled(policy, tiers, probes)))
    cv = largest_cv(audit, policy)
    if cv is not None:
        value = Fraction(str(round(cv, 9)))
        found["cv"] = Measure(value, min(value, _cv(district, policy, audit, probes)))
    km = Fraction(hectometres(district, policy, postings, audit, seed), 10)
    # The rule's unit is a tenth of a kilometre, and whole.
    found["km"] = Measure(km, min(km, Fraction(ceil(probes.get("km", Fraction(0)) - Fraction(1, 1000)), 10)))
    least = head.minimum if policy.settings("exchange_ratio").mode == "required" else 0
    found["moves"] = Measure(Fraction(head.moves), Fraction(min(head.moves, least or 0)))
    for name in policy.tiers:
        found[name] = Measure(audit.tiers[name], min(audit.tiers[name], tiers[name]))
    return found


def probe_policy(policy: Policy, measure: str) -> Policy:
    """Return the policy with the same required rules and one target: the measure's own rule, alone in the first tier.

    A second tier holds what required rules may cost, so that nothing but the measure is in the first one's bound.
    """
    kept = PROVABLE[measure]
    changes: dict[str, dict[str, object]] = {
        "unfilled": {"subject_factor": 2, "main_subject_factor": 1, "small_school_factor": 1},
        "cv": {"over_cap_factor": 0},
        "km": {},
    }
    rules = {}
    for code, settings in policy.rules.items():
        update: dict[str, object] = {"tier": "probe" if code == kept else "rest"}
        if settings.mode == "target" and code != kept:
            update["mode"] = "off"
        if code == kept:
            mode = "required" if settings.mode == "required" else "target"
            update |= {"mode": mode, "weight": 1, **changes[measure]}
        rules[code] = settings.model_copy(update=update)
    return policy.model_copy(update={"tiers": ("probe", "rest"), "rules": rules})


def _unfilled(policy: Policy, tiers: Mapping[str, Fraction], probes: Mapping[str, Fraction]) -> Fraction:
    """Return the fewest lessons that any plan leaves unfilled, as far as it is proven.

    A subject's lesson counts 2 and an open one 1 in the further solve, so lessons are at least half its bound. The
    first tier's bound says so as well where coverage is alone in it; no lesson counts more there than the product of
    its factors.
    """
    bounds = [probes.get("unfilled", Fraction(0)) / 2]
    settings = policy.settings("subject_coverage")
    first = policy.tiers[0]
    alone = [code for code, rule in policy.rules.items() if rule.tier == first and rule.mode != "off"]
    if alone == ["subject_coverage"]:
        most = settings.subject_factor * settings.main_subject_factor * settings.small_school_factor
        bounds.append(tiers[first] / (settings.weight * most))
    return Fraction(ceil(max(bounds) - Fraction(1, 1000)))


def _cv(district: District, policy: Policy, audit: Audit, probes: Mapping[str, Fraction]) -> Fraction:
    """Return the least that the largest CV can be, as far as it is proven.

    The further solve bounds the sum of CV^2 over indicators and stages; the largest is at least their mean. That holds
    where nobody can leave the sections that are looked at, so that totals are fixed; else nothing is claimed.
    """
    if "cv" not in probes or not _totals_fixed(district, policy):
        return Fraction(0)
    terms = [
        row
        for row in audit.state_after.cvs
        if row.indicator in policy.settings("balance").indicators and row.cv is not None and row.sections >= 2
    ]
    mean = max(Fraction(0), probes["cv"] / UNITS / len(terms)) if terms else Fraction(0)
    return Fraction(floor(sqrt(mean) * 10**6) - 1, 10**6) if mean else Fraction(0)


def _totals_fixed(district: District, policy: Policy) -> bool:
    """Say whether no plan changes how many people of a kind a stage has.

    Where returns are a target, who is due home may stay on at the other stage.
    """
    certificate = policy.settings("stage_certificate")
    if policy.settings("returns").mode == "target":
        return False
    inside = recount(district, policy, ()).in_indicators
    staffed: Iterable[object] = {section.key for section in district.sections}
    return certificate.mode == "required" and not certificate.cross_stage and set(staffed) <= inside
