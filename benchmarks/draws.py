"""Many drawn districts of several sizes: our search beside HiGHS, in order and on the weighted sum; which is first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from beside import Apart, measured
from moments import proven, reached
from plots import best_bound
from specs import drawn

__all__ = ["draws", "draws_table"]

DRAWN: Final = ((20, 500, 10), (30, 1_000, 10), (50, 2_000, 10), (70, 3_500, 6))
"""Schools, teachers, seeds from 1 on."""
BESIDE: Final = ("ours", "highs-order", "highs")
SAME: Final = 2e-7
"""Share of a value by which an engine's tolerance may change it."""

Row = Mapping[str, Any]


def draws(apart: Apart, seconds: float, only: str | None, kept: Sequence[Row]) -> list[dict[str, Any]]:
    """Measure all on every district, each in a process of its own, or one beside the figures kept of the others."""
    known = {drawn(one["schools"], one["teachers"], one["seed"]): one["rows"] for one in kept}
    found = []
    for schools, teachers, seeds in DRAWN:
        for seed in range(1, seeds + 1):
            name = drawn(schools, teachers, seed)
            rows = measured(apart, name, BESIDE, seconds, only, known.get(name, ()))
            found.append({"schools": schools, "teachers": teachers, "seed": seed, "rows": rows})
    return found


def draws_table(result: Row) -> str:
    """Return one line for each size: times, how often we are first, whose plan is better in the tiers' order."""
    found = result["rows"]
    head = [
        "teachers", "districts", "within 1 %, s: ours", "in order", "weighted", "ours first",
        "proof, s: ours", "in order", "weighted", "ours before in order", "ratio", "ours before weighted", "ratio",
        "plan better than, as, worse than in order", "weighted",
    ]  # fmt: skip
    lines = ["| " + " | ".join(head) + " |", "|" + " ---: |" * len(head)]
    for size in dict.fromkeys(one["teachers"] for one in found):
        rows = [one["rows"] for one in found if one["teachers"] == size]
        near = [[reached(row, best_bound(beside, row["objective"])) for row in beside] for beside in rows]
        proof = [[proven(row) for row in beside] for beside in rows]
        cells = [
            f"{size:,}", str(len(rows)), *(_spread(near, which) for which in range(3)), _first(near, (1, 2)),
            *(_spread(proof, which) for which in range(3)), _first(proof, (1,)), _ratio(proof, 1), _first(proof, (2,)),
            _ratio(proof, 2), _better(rows, 1), _better(rows, 2),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _ratio(times: Sequence[Sequence[float]], other: int) -> str:
    """Return the geometric mean of our time by another's, over those in which both ended."""
    both = [math.log(row[0] / row[other]) for row in times if math.isfinite(row[0]) and math.isfinite(row[other])]
    return f"{math.exp(sum(both) / len(both)):.2f}" if both else "-"


def _better(rows: Sequence[Sequence[Row]], other: int) -> str:
    """Count the districts in which our plan is better than another's, as good or worse, tier by tier."""
    counts = [0, 0, 0]
    for beside in rows:
        ours, theirs = beside[0]["tiers"], beside[other]["tiers"]
        differ = float(bool(theirs)) - float(bool(ours))  # any plan is better than none
        for tier in ours if ours and theirs else ():
            if abs(ours[tier] - theirs[tier]) > SAME * max(1.0, abs(ours[tier])):
                differ = ours[tier] - theirs[tier]
                break
        counts[0 if differ < 0 else 1 if differ == 0 else 2] += 1
    return ", ".join(map(str, counts))


def _spread(times: Sequence[Sequence[float]], which: int) -> str:
    """Return the median and the longest."""
    column = sorted(row[which] for row in times)
    middle = (column[(len(column) - 1) // 2] + column[len(column) // 2]) / 2
    return f"{_seconds(middle)} (longest {_seconds(column[-1])})"


def _first(times: Sequence[Sequence[float]], others: Sequence[int]) -> str:
    return f"{sum(all(row[0] < row[other] for other in others) for row in times)} of {len(times)}"


def _seconds(time: float) -> str:
    return f"{time:.1f}" if math.isfinite(time) else "not ended"
