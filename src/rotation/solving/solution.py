"""What a search returns: the plan's rows, and how good each tier is known to be."""

from __future__ import annotations

from dataclasses import dataclass

from rotation.plan.posting import Posting

__all__ = ["Solution", "TierResult"]


@dataclass(frozen=True, slots=True)
class TierResult:
    """``value`` as recounted by the verifier; no plan that is as good on the tiers before is below ``bound``.

    gap = (value - bound) / max(|value|, one unit). ``method`` says what the bound rests on: "relaxation" (the LP
    with its cuts, which ``proof`` proves) or "search" (the solver's tree: its word).
    """

    name: str
    value: float
    bound: float
    gap: float
    method: str


@dataclass(frozen=True, slots=True)
class Solution:
    """``status`` is proven (every tier within the asked gap or one unit), feasible, or stopped (by limit or user).

    ``proof`` is the content of a proof file: the steps by which the bounds can be worked out again without a solver.
    """

    postings: tuple[Posting, ...]
    tiers: tuple[TierResult, ...]
    status: str
    proof: bytes = b""
