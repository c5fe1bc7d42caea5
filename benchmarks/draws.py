"""Many drawn districts of several sizes: our search beside HiGHS on the weighted sum, how often which is first."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from moments import proven, reached
from plots import best_bound
from specs import drawn

__all__ = ["draws", "draws_table"]

DRAWN: Final = ((20, 500, 10), (30, 1_000, 10), (50, 2_000, 10), (70, 3_500, 6))
"""Schools, teachers, seeds from 1 on."""
BESIDE: Final = ("ours", "highs")

Row = Mapping[str, Any]


def draws(apart: Callable[..., dict[str, Any]], seconds: float) -> list[dict[str, Any]]:
    """Measure both on every district, each in a process of its own."""
    found = []
    for schools, teachers, seeds in DRAWN:
        for seed in range(1, seeds + 1):
            name = drawn(schools, teachers, seed)
            rows = [
                apart(f"{name}: {engine}", "--spec", name, "--seconds", str(seconds), "--engine", engine)
                for engine in BESIDE
            ]
            found.append({"schools": schools, "teachers": teachers, "seed": seed, "rows": rows})
    return found


def draws_table(result: Row) -> str:
    """Return one line for each size: times, how often we are first, whose plan is better."""
    found = result["rows"]
    head = [
        "teachers", "districts", "ours within 1 %, s", "HiGHS", "ours first", "ours to proof, s", "HiGHS", "ours first",
        "ratio", "first tier ours lower, equal, higher",
    ]  # fmt: skip
    lines = ["| " + " | ".join(head) + " |", "|" + " ---: |" * len(head)]
    for size in dict.fromkeys(one["teachers"] for one in found):
        pairs = [one["rows"] for one in found if one["teachers"] == size]
        near = [[reached(row, best_bound(rows, "weighted")) for row in rows] for rows in pairs]
        proof = [[proven(row) for row in rows] for rows in pairs]
        tops = [[next(iter(row["tiers"].values())) if row["tiers"] else math.inf for row in rows] for rows in pairs]
        ratio = math.exp(sum(math.log(ours / theirs) for ours, theirs in _ended(proof)) / max(len(_ended(proof)), 1))
        cells = [
            f"{size:,}", str(len(pairs)), _spread(near, 0), _spread(near, 1), _first(near), _spread(proof, 0),
            _spread(proof, 1), _first(proof), f"{ratio:.2f}",
            ", ".join(str(sum(of(*pair) for pair in tops)) for of in (float.__lt__, float.__eq__, float.__gt__)),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _ended(pairs: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    return [pair for pair in pairs if all(map(math.isfinite, pair))]


def _spread(pairs: Sequence[Sequence[float]], which: int) -> str:
    """Return the median and the longest."""
    times = sorted(pair[which] for pair in pairs)
    middle = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2
    return f"{_seconds(middle)} (longest {_seconds(times[-1])})"


def _first(pairs: Sequence[Sequence[float]]) -> str:
    return f"{sum(ours < theirs for ours, theirs in pairs)} of {len(pairs)}"


def _seconds(time: float) -> str:
    return f"{time:.1f}" if math.isfinite(time) else "not ended"
