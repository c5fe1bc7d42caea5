"""A plan's certificate: what it plans, how good it is proven to be, and the digests that tie it down."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from fractions import Fraction
from importlib import metadata
from typing import Any, Final, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from rotation.audit import Audit
from rotation.domain.district import District
from rotation.errors import SolverError
from rotation.i18n import Language
from rotation.i18n.reports import PLAN, tier_label
from rotation.io import digest
from rotation.plan.posting import Posting
from rotation.policy import Policy, policy_digest
from rotation.report.assignments import assignments_digest
from rotation.report.release import release
from rotation.report.text import number

__all__ = [
    "FORMAT",
    "Certificate",
    "Digests",
    "PolicyName",
    "Solved",
    "SolvedTier",
    "Tier",
    "certify",
    "digests_of",
    "json_text",
    "plan_number",
    "versions",
]

FORMAT: Final = 1
SLACK: Final = 1e-6
"""Relative difference up to which a tier's value from the solver and the recounted one are the same."""


class SolvedTier(Protocol):
    """What the solver says about one tier."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> Fraction | float: ...
    @property
    def bound(self) -> float: ...
    @property
    def method(self) -> str: ...


class Solved(Protocol):
    """What the solver returns."""

    @property
    def postings(self) -> tuple[Posting, ...]: ...
    @property
    def tiers(self) -> Sequence[SolvedTier]: ...
    @property
    def status(self) -> str: ...
    @property
    def proof(self) -> bytes: ...


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Tier(_Record):
    """One tier: ``value`` by recounting, ``bound`` by the solver; gap = (value - bound) / max(|value|, 1)."""

    name: str
    value: int | float
    bound: int | float
    gap: int | float
    method: str


class Digests(_Record):
    """SHA-256 of the canonical records in hexadecimal."""

    input: str
    policy: str
    assignments: str


class PolicyName(_Record):
    """A policy's name and titles."""

    name: str
    title_zh: str
    title_en: str


class Certificate(_Record):
    """What ``certificate.json`` holds."""

    format: Literal[1]
    plan: str
    district: str
    year: int
    policy: PolicyName
    status: Literal["proven", "feasible", "stopped"]
    seed: int
    gap_asked: int | float | None
    required_hold: bool
    moves: int
    returns: int
    tiers: list[Tier]
    digests: Digests
    versions: dict[str, str]

    def brief(self) -> dict[str, Any]:
        """Return everything but format, digests and versions."""
        return self.model_dump(exclude={"digests", "versions", "format"})


def certify(
    district: District,
    policy: Policy,
    solution: Solved,
    audit: Audit,
    seed: int,
    gap: float | None,
    lang: Language,
) -> Certificate:
    """Return the certificate of a solved and recounted plan; values are the recounted ones.

    Raises
    ------
    SolverError
        The recount finds a required rule broken, or another value than the solver's.
    """
    if not audit.required_hold:
        broken = [f for f in audit.broken if policy.rules[f.rule].mode == "required"]
        listed = " ".join(f"[{finding.rule}] {finding.text.to(lang)}" for finding in broken[:5])
        raise SolverError(PLAN["required_broken"].to(lang, findings=listed))
    tiers = []
    for tier in solution.tiers:
        counted = audit.tiers[tier.name]
        if abs(float(tier.value) - float(counted)) > SLACK * max(1.0, abs(float(counted))):
            name, claimed = tier_label(tier.name, lang), number(tier.value)
            raise SolverError(
                PLAN["tier_differs"].to(lang, tier=name, claimed=claimed, counted=number(counted))
            )
        bound = min(Fraction(tier.bound), counted)
        gap_left = (counted - bound) / max(abs(counted), Fraction(1))
        tiers.append(
            Tier(
                name=tier.name,
                value=_number(counted),
                bound=_number(bound),
                gap=_number(gap_left),
                method=tier.method,
            )
        )
    digests = digests_of(district, policy, solution.postings)
    return Certificate.model_validate(
        {
            "format": FORMAT,
            "plan": plan_number(district, digests, seed),
            "district": district.name,
            "year": district.year,
            "policy": PolicyName(name=policy.name, title_zh=policy.title_zh, title_en=policy.title_en),
            "status": solution.status,
            "seed": seed,
            "gap_asked": number(gap),
            "required_hold": audit.required_hold,
            "moves": audit.headline.moves,
            "returns": audit.headline.returns,
            "tiers": tiers,
            "digests": digests,
            "versions": versions() | {"rotation": release()},
        }
    )


def digests_of(district: District, policy: Policy, postings: Iterable[Posting]) -> Digests:
    """Return the digests of a plan's canonical records."""
    return Digests(
        input=digest(district),
        policy=policy_digest(policy),
        assignments=assignments_digest(district, postings),
    )


def plan_number(district: District, digests: Digests, seed: int) -> str:
    """Return a plan's number: the year, and eight digits that follow from what the plan is made of."""
    made_of = f"{digests.input} {digests.policy} {digests.assignments} {seed}"
    return f"{district.year}-{hashlib.sha256(made_of.encode()).hexdigest()[:8].upper()}"


def versions() -> dict[str, str]:
    """Return the versions on which a plan's bytes depend."""
    from rotation import __version__  # noqa: PLC0415

    return {
        "rotation": __version__,
        **{name: metadata.version(name) for name in ("highspy", "numpy", "scipy")},
        "highs": _highs(),
        "python": ".".join(platform.python_version_tuple()[:2]),
    }


def json_text(record: Any) -> str:
    """Return a record as JSON in one form: keys sorted, two spaces, Chinese as it is."""
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"


def _highs() -> str:
    import highspy  # noqa: PLC0415

    return str(highspy.Highs().version())


def _number(value: Fraction | float) -> int | float:
    written = number(value)
    assert written is not None
    return written
