"""What the tiers' linear relaxations alone take: cold, each over the full matrix of the district, tier after tier.

A measure of the district, not of a search: the relaxations are without any cut, prove less than is wanted and make no
plan. Tier after tier is minimised with the tiers before it locked at their relaxations' values.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from scipy import sparse

from rotation.facts.facts import Facts
from rotation.modelling import build
from rotation.solving.highs import linear_program, new_highs
from specs import SEED, Spec

__all__ = ["WAYS", "cold_lps"]

WAYS: Final = ("simplex", "ipm")
ROOM: Final = 1e-6
"""Share of a value that its lock leaves for rounding."""


def cold_lps(spec: Spec) -> dict[str, Mapping[str, Any]]:
    """Return, for each way and tier, the seconds on one thread and the value."""
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    found: dict[str, Mapping[str, Any]] = {}
    for way in WAYS:
        matrix, lower, upper = problem.matrix.tocsr(), problem.row_lower, problem.row_upper
        tiers = {}
        for tier, cost in problem.cost.items():
            highs = new_highs()
            highs.passModel(linear_program(matrix.tocsc(), lower, upper, problem.lower, problem.upper, cost))
            highs.setOptionValue("solver", way)
            start = time.process_time()
            highs.run()
            seconds = time.process_time() - start
            value = float(highs.getInfo().objective_function_value)
            tiers[tier] = {"seconds": seconds, "value": value + problem.constant[tier]}
            matrix = sparse.vstack([matrix, sparse.csr_array(cost[np.newaxis, :])], format="csr")
            lower, upper = np.append(lower, -np.inf), np.append(upper, value + ROOM * max(1.0, abs(value)))
        found[way] = tiers
    return found
