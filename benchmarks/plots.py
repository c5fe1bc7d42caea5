"""Pictures of what was measured: gap over time for each engine, cost over size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

__all__ = ["best_bound", "cost_over_size", "gap_over_time"]

COLOURS: Final = ("#c0392b", "#2471a3", "#5dade2", "#1e8449", "#82c596", "#9a7d0a")
LEAST: Final = 1e-3
"""Smaller gaps, in per cent, are drawn here."""


def best_bound(rows: Sequence[Mapping[str, Any]], objective: str) -> float | None:
    """Return the highest bound that any engine proved of an objective, "weighted" or "first"."""
    name = "weighted_bound" if objective == "weighted" else "top_bound"
    return max((row[name] for row in rows if row[name] is not None), default=None)


def gap_over_time(result: Mapping[str, Any], names: Mapping[str, str], file: Path) -> None:
    """Draw how far every engine's plan, and its bound, was from the best known at every moment.

    Solid: the plan's weighted sum above the highest bound of any engine. Dashed: the engine's bound below the best
    plan of any engine.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - only the plots need it

    rows = result["rows"]
    highest = best_bound(rows, "weighted")
    plans = [row["weighted"] for row in rows if row["weighted"] is not None and row["objective"] == "weighted"]
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    axes = figure.subplots()
    for row, colour in zip(rows, COLOURS, strict=False):
        if row["objective"] != "weighted" or highest is None or not plans:
            continue
        lowest = min(plans)
        above = [(when, value - highest) for when, value, _ in row["events"] if value is not None]
        below = [(when, lowest - bound) for when, _, bound in row["events"] if bound is not None]
        for points, style in ((above, "-"), (below, "--")):
            if points:
                times = [when for when, _ in points] + [row["seconds"]]
                gaps = [max(LEAST, 100 * gap / abs(lowest)) for _, gap in points]
                label = names[row["engine"]] if style == "-" or not above else None
                axes.step(times, [*gaps, gaps[-1]], style, where="post", color=colour, label=label)
    axes.set(
        xscale="log", yscale="log", xlabel="seconds", ylabel="% of the best plan's weighted sum",
        title=f"{result['spec']}: plan above the best bound (solid), bound below the best plan (dashed)",
    )  # fmt: skip
    axes.set_ylim(bottom=LEAST * 0.8, top=1e4)
    axes.axhline(1, color="#bbbbbb", linewidth=0.8)
    axes.grid(alpha=0.25)
    axes.legend(fontsize=8)
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=110, metadata={"Software": None})


def cost_over_size(rows: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Draw seconds and memory over the number of teachers."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(8, 3.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    size = [row["teachers"] for row in rows]
    for what, label, colour in (
        ("proof", "to proof or the limit", COLOURS[0]), ("one_per_cent", "to within 1 % of coverage", COLOURS[1]),
        ("build", "matrix built", COLOURS[3]),
    ):  # fmt: skip
        known = [(one, row[what]) for one, row in zip(size, rows, strict=True) if row[what] is not None]
        left.plot([one for one, _ in known], [value for _, value in known], "o-", color=colour, label=label)
    left.set(xscale="log", yscale="log", xlabel="teachers", ylabel="seconds")
    left.legend(fontsize=8)
    right.plot(size, [row["megabytes"] for row in rows], "o-", color=COLOURS[0])
    right.set(xscale="log", xlabel="teachers", ylabel="memory, MB")
    right.set_ylim(bottom=0)
    for axes in (left, right):
        axes.grid(alpha=0.25)
        axes.set_xticks(size, [f"{one:,}" for one in size], fontsize=8)
        axes.minorticks_off()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=110, metadata={"Software": None})
