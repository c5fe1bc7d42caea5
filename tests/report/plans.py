"""Plans for the tests of reports: made up by hand, written without the solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from rotation import io
from rotation.audit import Audit, verify
from rotation.domain.district import District, SectionKey
from rotation.instances import embedded
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report import write_plan
from rotation.rules import read_policy

__all__ = ["Claimed", "ClaimedTier", "hostile", "plan_of", "postings", "tiny", "written"]


@dataclass(frozen=True)
class ClaimedTier:
    """What a solver would say of a tier."""

    name: str
    value: Fraction | float
    bound: float
    gap: float
    method: str = "relaxation"


@dataclass(frozen=True)
class Claimed:
    """What a solver would return."""

    postings: tuple[Posting, ...]
    tiers: Sequence[ClaimedTier]
    status: str = "proven"
    proof: bytes = b""


@cache
def tiny() -> tuple[District, Policy]:
    """Return the embedded district of four schools and the national policy."""
    return io.read(embedded("tiny")), read_policy("national")


def postings(district: District) -> tuple[Posting, ...]:
    """Return a plan of ``tiny`` that keeps every required rule: one move and the return that is due.

    T13 (eligible, city backbone, Chinese) goes from S1 to the junior school S4; T11's term at S3 ends and
    home is S1.
    """
    primary, junior = SectionKey("S1", "primary"), SectionKey("S1", "junior")
    assert district.teacher_by_id["T13"].section == junior
    return (
        Posting("T11", SectionKey("S3", "primary"), primary, "return"),
        Posting("T13", junior, SectionKey("S4", "junior"), "move"),
    )


def plan_of(district: District, policy: Policy, rows: Sequence[Posting]) -> tuple[Claimed, Audit]:
    """Return a plan as the solver would, with bounds just below the recounted values."""
    audit = verify(district, policy, rows)
    tiers = [
        ClaimedTier(name, value, float(value) * 0.9995, 0.0005 if value else 0.0)
        for name, value in audit.tiers.items()
    ]
    return Claimed(tuple(rows), tiers), audit


def written(folder: Path, district: District | None = None, **options: object) -> Path:
    """Write the plan of ``tiny`` (or of a district like it) into a folder and return it."""
    known, policy = tiny()
    district = known if district is None else district
    solution, audit = plan_of(district, policy, postings(district))
    write_plan(folder, district, policy, solution, audit, gap=0.001, **options)  # type: ignore[arg-type]
    return folder


def hostile(name: str) -> District:
    """Return ``tiny`` with its mover called ``name``."""
    district, _ = tiny()
    teachers = tuple(replace(t, name=name) if t.id == "T13" else t for t in district.teachers)
    return replace(district, teachers=teachers)
