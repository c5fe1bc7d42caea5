"""Our search beside CP-SAT and HiGHS on the same statements, in one run.

    python benchmarks/table.py [--spec town] [--seconds 60] [--write]

Each engine runs in a process of its own, one after another, so that its memory is its own. The table goes
to standard output; ``--write`` also keeps the figures in benchmarks/results/ and writes docs/benchmarks.md
from all that are kept.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
RESULTS: Final = HERE / "results"
PAGE: Final = HERE.parent / "docs" / "benchmarks.md"
NAMES: Final = {
    "ours": "rotation",
    "cpsat": "CP-SAT, tiers weighted",
    "cpsat-first": "CP-SAT, first tier only",
    "highs": "HiGHS, tiers weighted",
    "highs-order": "HiGHS, tiers in order",
}
ORDER: Final = ("tiny", "town", "county")
PACKAGES: Final = ("highspy", "ortools", "numpy", "scipy")


def main() -> int:
    parser = argparse.ArgumentParser(description="Our search beside CP-SAT and HiGHS, in one run.")
    parser.add_argument("--spec", default="town", choices=ORDER)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of each engine's search")
    parser.add_argument("--write", action="store_true", help="keep the figures and write docs/benchmarks.md")
    parser.add_argument("--only", choices=tuple(NAMES), help="measure one engine anew, keep the others' figures")
    parser.add_argument("--engine", choices=tuple(NAMES), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        from peers import measure  # noqa: PLC0415 - only the child loads the engines
        from specs import SPECS  # noqa: PLC0415

        print(json.dumps(measure(asked.engine, SPECS[asked.spec], asked.seconds)))
        return 0
    result = run(asked.spec, asked.seconds, asked.only)
    print(markdown(result))
    if asked.write:
        RESULTS.mkdir(exist_ok=True)
        kept = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
        (RESULTS / f"{asked.spec}.json").write_text(kept, encoding="utf-8")
        PAGE.write_text(page(), encoding="utf-8")
    return 0


def run(spec: str, seconds: float, only: str | None = None) -> dict[str, Any]:
    """Measure every engine, or one beside the figures kept, and note what it was measured with."""
    kept = json.loads((RESULTS / f"{spec}.json").read_text(encoding="utf-8"))["rows"] if only else []
    rows = [row for row in kept if row["engine"] != only]
    for engine in [only] if only else NAMES:
        print(f"{spec}: {NAMES[engine]} ...", file=sys.stderr, flush=True)
        command = [sys.executable, __file__, "--spec", spec, "--seconds", str(seconds), "--engine", engine]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    rows.sort(key=lambda row: list(NAMES).index(row["engine"]))
    return {
        "spec": spec,
        "seconds": seconds,
        "seed": 0,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_gigabytes()} GB, {platform.system()}",
        "load": round(os.getloadavg()[0], 1),
        "versions": {"Python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        "rows": rows,
    }


def markdown(result: Mapping[str, Any]) -> str:
    """Return the table of one run and the ratios drawn from it."""
    rows = result["rows"]
    tiers = list(rows[0]["tiers"])
    head = [
        "engine", *tiers, f"{tiers[0]}: bound", "gap", "weighted sum: gap", "first plan, s", "total, s",
        "memory, MB", "ended",
    ]  # fmt: skip
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 2) + " --- |"]
    for row in rows:
        values = [_number(row["tiers"][tier]) for tier in tiers] if row["tiers"] else ["none"] * len(tiers)
        top = row["tiers"][tiers[0]] if row["tiers"] else None
        cells = [
            NAMES[row["engine"]], *values, _number(row["top_bound"]), _gap(top, row["top_bound"]),
            _gap(row["weighted"], row["weighted_bound"]), _number(row["first"]), _number(row["seconds"]),
            f"{row['megabytes']:.0f}", _ended(row),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", *_ratios(rows, tiers[0])])


def _ratios(rows: Sequence[Mapping[str, Any]], top: str) -> list[str]:
    ours = rows[0]
    lines = []
    for row in rows[1:]:
        mine, theirs = ours["seconds"], row["seconds"]
        times = f"time {mine:.1f} s : {theirs:.1f} s = {mine / theirs:.2f}"
        if row["tiers"]:
            mine, theirs = ours["tiers"][top], row["tiers"][top]
            ratio = f"{mine / theirs:.4f}" if theirs else "-"
            value = f"{top} {_number(mine)} : {_number(theirs)} = {ratio}"
        else:
            value = f"no plan within the limit, ours {top} {_number(ours['tiers'][top])}"
        lines.append(f"- rotation : {NAMES[row['engine']]}: {value}; {times}")
    return lines


def _ended(row: Mapping[str, Any]) -> str:
    return str(row["status"]) + ("" if row["required_hold"] is not False else ", plan rejected by the verifier")


def _gap(value: float | None, bound: float | None) -> str:
    if value is None or bound is None:
        return "-"
    return f"{100 * max(0.0, value - bound) / max(abs(value), 1.0):.3f} %"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _gigabytes() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


INTRODUCTION: Final = """\
# Benchmarks

Written by `python benchmarks/table.py --spec NAME --seconds N --write` (the package and its extra `bench`
installed); the figures it was written from are in `benchmarks/results/`. Times of the phases:
`pytest benchmarks --benchmark-enable`, with `ROTATION_BENCH_SPECS=county` for the large district.

## What is compared

- **rotation** is `rotation.solving.solve` with its defaults, on one thread.
- **CP-SAT** and **HiGHS** are given every row and column of the very matrix that our search works on, and
  two workers each.
- *Tiers weighted*: the objective is the weighted sum of all tiers with which our search begins on large
  districts. *First tier only*: just that tier, so that the engine's bound is a bound of it; the other tiers are
  then whatever happened. *Tiers in order*: one after the other, each locked at what it reached, within the
  limit for all together; "ended" names the tier it came to.
- The weights do not always keep the tiers apart: much balance can outweigh a little coverage. An engine that
  minimises the weighted sum may then end, rightly, with a worse first tier. Where our search takes the tiers in
  order (small districts, `town` among them), its weighted sum is above the best one for the same reason.
- CP-SAT knows whole numbers only. Columns that are whole in some best plan (movers, lessons, steps of a
  convex cost) are declared whole, which helps it; the excess over a CV cap is counted in ten-thousandths.
  Rows with fractions are multiplied until the smallest coefficient has five digits, then rounded so that no
  plan is lost.

Values of the tiers are never an engine's own: the postings are taken from its solution and recounted by
`rotation.audit.verify`. Smaller is better everywhere; tiers count in order, so a lower first tier beats
anything in the others. *gap* = (value - bound) / value. A bound of a weighted sum is none of its first tier,
so that column is empty there and the gap of the weighted sum stands beside it. For our search that gap is
against the relaxation with its cuts, worked out again after the clock has stopped.

Time runs from the district in memory to the plan, so it includes writing the model; for rotation also the
proof of every tier and the verifier. The limit holds for the search alone, and an engine that looks at it rarely
may overstep it; ratios take the time as it was. Memory is the peak of the engine's own process, reading
included. The machine was shared with other work (its load stands below each table), so seconds vary by some tens
of percent, and rows added later by `--only` met another load. A search of ours that its limit does not cut short
ends with the same plan every time; one that is cut short ("stopped") may not, and tiers that it had not yet bounded
are then without proof.
"""


def page() -> str:
    """Return docs/benchmarks.md from all kept results."""
    parts = [INTRODUCTION]
    for spec in ORDER:
        file = RESULTS / f"{spec}.json"
        if file.is_file():
            result = json.loads(file.read_text(encoding="utf-8"))
            versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
            parts.append(
                f"## {spec}, {result['seconds']:.0f} s each\n\n{markdown(result)}\n\n"
                f"{result['date']}; seed {result['seed']}; {result['machine']}; "
                f"load at the end {result['load']};\n{versions}.\n"
            )
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
