"""What an engine hands back, and the one objective that all of them can be given."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from rotation.modelling import Problem
from rotation.plan.posting import Posting
from rotation.rules.quantity import Floats
from rotation.solving.tiers import weighted

__all__ = ["WORKERS", "Found", "Trace", "weighted_constant", "weights"]

WORKERS: Final = 2


@dataclass(slots=True)
class Trace:
    """What an engine told while it ran: [seconds since the start, its best value, its bound], None where unknown."""

    start: float = field(default_factory=time.monotonic)
    events: list[tuple[float, float | None, float | None]] = field(default_factory=list)

    def note(self, value: float | None, bound: float | None) -> None:
        """Note where the engine stands now, if that is news."""
        value = value if value is not None and abs(value) < 1e19 else None
        bound = bound if bound is not None and abs(bound) < 1e19 else None
        if not self.events or self.events[-1][1:] != (value, bound):
            self.events.append((time.monotonic() - self.start, value, bound))

    def plus(self, constant: float) -> list[tuple[float, float | None, float | None]]:
        """Return the events with what the objective leaves out."""

        def whole(number: float | None) -> float | None:
            return None if number is None else number + constant

        return [(seconds, whole(value), whole(bound)) for seconds, value, bound in self.events]


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine hands back; a bound it does not give is None.

    ``plans`` are the times and plans of a search that tells them; ``events`` those of an engine that tells the value
    of its objective, which is the weighted sum of all tiers or, with ``first_tier``, the first tier.
    """

    postings: tuple[Posting, ...] | None
    status: str
    top_bound: float | None = None
    weighted_bound: float | None = None
    first_tier: bool = False
    plans: tuple[tuple[float, tuple[Posting, ...]], ...] = ()
    events: tuple[tuple[float, float | None, float | None], ...] = ()


def weights(problem: Problem) -> dict[str, float]:
    """Return the weight of each tier in the weighted sum."""
    tiers = problem.facts.policy.tiers
    probe = {tier: np.eye(len(tiers))[place] for place, tier in enumerate(tiers)}
    return dict(zip(tiers, weighted(_Costs(probe), tiers).tolist(), strict=True))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Costs:
    """Stands for a problem of which only the costs are asked."""

    cost: Mapping[str, Floats]


def weighted_constant(problem: Problem) -> float:
    """Return the part of the weighted sum that no column changes."""
    factor = weights(problem)
    return sum(factor[tier] * problem.constant[tier] for tier in factor)
