"""When an engine had what, read from its row: a plan, one within 1 % of a bound, its proof."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["NEAR", "proven", "reached"]

NEAR: Final = 1.01


def reached(row: Mapping[str, Any], bound: float | None) -> float:
    """Return when an engine first had a plan, or one within 1 % of a bound; infinite if never."""
    most = math.inf if bound is None else NEAR * bound
    return next((when for when, value, _ in row["events"] if value is not None and value <= most), math.inf)


def proven(row: Mapping[str, Any]) -> float:
    """Return when an engine had proven its plan, infinite if it had not."""
    return float(row["seconds"]) if row["status"] in ("proven", "optimal") else math.inf
