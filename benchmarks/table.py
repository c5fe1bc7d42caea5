"""Our search beside CP-SAT, HiGHS, SCIP and Timefold on the same statements, in one run.

    python benchmarks/table.py [--spec town] [--seconds 60] [--write]

Each engine runs in a process of its own, one after another, so that its memory is its own. The table goes
to standard output; ``--write`` also keeps the figures in benchmarks/results/ and writes docs/benchmarks.md and
its pictures from all that are kept. ``--spec growth`` plans generated districts of rising size instead.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from draws import draws, draws_table
from growth import GENERATED, sizes
from page import DRAWS, GROWTH, INTRODUCTION
from plots import cost_over_size, gap_over_time
from specs import spec_of
from tables import NAMES, growth_table, markdown

HERE: Final = Path(__file__).resolve().parent
RESULTS: Final = HERE / "results"
DOCS: Final = HERE.parent / "docs"
ORDER: Final = ("tiny", "town", "county")
PACKAGES: Final = ("highspy", "ortools", "numpy", "scipy", "timefold")


def main() -> int:
    parser = argparse.ArgumentParser(description="Our search beside other engines, in one run.")
    parser.add_argument("--spec", default="town", help="tiny, town, county, growth, draws, or SCHOOLSxTEACHERS-SEED")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of each engine's search")
    parser.add_argument("--write", action="store_true", help="keep the figures, write docs/benchmarks.md and pictures")
    parser.add_argument("--only", choices=tuple(NAMES), help="measure one engine anew, keep the others' figures")
    parser.add_argument("--engine", choices=tuple(NAMES), help=argparse.SUPPRESS)
    parser.add_argument("--lps", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine or asked.lps or asked.size is not None:
        print(json.dumps(child(asked)))
        return 0
    if asked.spec in MANY:
        kept = stored(asked.spec)["rows"] if asked.only else []
        measure = sizes if asked.spec == "growth" else draws
        rows = measure(apart, asked.seconds, asked.only, kept)
        result = {"spec": asked.spec, "seconds": asked.seconds, "seed": GENERATED, "rows": rows} | machine()
    else:
        result = engines(asked.spec, asked.seconds, asked.only)
    print(MANY.get(asked.spec, markdown)(result))
    if asked.write:
        RESULTS.mkdir(exist_ok=True)
        kept = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
        (RESULTS / f"{asked.spec}.json").write_text(kept, encoding="utf-8")
        (DOCS / "benchmarks.md").write_text(page(), encoding="utf-8")
    return 0


def child(asked: argparse.Namespace) -> dict[str, Any]:
    """Measure one thing in this process."""
    if asked.size is not None:
        from growth import SIZES, grown  # noqa: PLC0415

        return grown(*SIZES[asked.size], asked.seconds)
    from cold_lps import cold_lps  # noqa: PLC0415 - only the child loads the engines
    from peers import measure  # noqa: PLC0415

    if asked.lps:
        return cold_lps(spec_of(asked.spec))
    return measure(asked.engine, spec_of(asked.spec), asked.seconds)


def engines(spec: str, seconds: float, only: str | None = None) -> dict[str, Any]:
    """Measure every engine, or one beside the figures kept, and note what it was measured with."""
    kept = stored(spec) if only else {"rows": []}
    rows = [row for row in kept["rows"] if row["engine"] != only]
    for engine in [only] if only else NAMES:
        row = apart(f"{spec}: {NAMES[engine]}", "--spec", spec, "--seconds", str(seconds), "--engine", engine)
        if row["status"].startswith("skipped"):
            print(row["status"], file=sys.stderr)
        else:
            rows.append(row)
    rows.sort(key=lambda row: list(NAMES).index(row["engine"]))
    lps = kept["cold_lps"] if "cold_lps" in kept else apart(f"{spec}: cold relaxations", "--spec", spec, "--lps")
    return {"spec": spec, "seconds": seconds, "seed": 0, "rows": rows, "cold_lps": lps} | machine()


def stored(spec: str) -> dict[str, Any]:
    """Return the figures that are kept of a spec."""
    path = RESULTS / f"{spec}.json"
    if not path.exists():
        sys.exit(f"no figures of {spec} are kept that others could stand beside: run it with --write, without --only")
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def apart(what: str, *arguments: str) -> dict[str, Any]:
    """Run this program in a process of its own and return what it found."""
    print(f"{what} ...", file=sys.stderr, flush=True)
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def machine() -> dict[str, Any]:
    """Return where and with what was measured."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_gigabytes()} GB, {platform.system()}",
        "load": round(os.getloadavg()[0], 1),
        "versions": {"Python": platform.python_version()}
        | {name: version(name) for name in PACKAGES if find_spec(name)},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _gigabytes() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


MANY: Final[Mapping[str, Any]] = {"growth": growth_table, "draws": draws_table}


def page() -> str:
    """Draw the pictures and return docs/benchmarks.md from all kept results."""
    parts = [INTRODUCTION]
    for spec in (*ORDER, *MANY):
        file = RESULTS / f"{spec}.json"
        if not file.is_file():
            continue
        result = stored(spec)
        picture = DOCS / "images" / f"bench_{spec}.png"
        versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
        if spec == "growth":
            cost_over_size(result["rows"], picture)
            title, table = "Growth with the district", f"{GROWTH}\n{growth_table(result)}"
        elif spec == "draws":
            title, table = "Drawn districts", f"{DRAWS}\n{draws_table(result)}"
        else:
            if any(row["events"] for row in result["rows"]):
                gap_over_time(result, NAMES, picture)
            title, table = f"{spec}, {result['seconds']:.0f} s each", markdown(result)
        shown = f"![{title}](images/{picture.name})\n\n" if picture.is_file() else ""
        parts.append(
            f"## {title}\n\n{table}\n\n{shown}{result['date']}; seed {result['seed']}; "
            f"{result['machine']}; load at the end {result['load']};\n{versions}.\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
