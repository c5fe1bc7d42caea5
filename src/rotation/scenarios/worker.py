"""A process that solves a sweep's points: ``python -m rotation.scenarios.worker``, one JSON line in, one or more out.

The first line says which sweep; every other names one point. When its input ends, because the sweep is done or has been
killed, the process ends at once: nobody waits for the point any more, and what is not written whole is not there.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

from rotation import io
from rotation.audit import Audit
from rotation.domain.district import District
from rotation.errors import InfeasibleError, RotationError, StoppedError
from rotation.i18n import LANGUAGES
from rotation.policy import Policy
from rotation.report import may_write, write_plan
from rotation.report.whole import put_file
from rotation.rules import read_policy
from rotation.scenarios.axes import Axis, point_name, point_policy
from rotation.scenarios.measures import measures, probe_policy
from rotation.scenarios.planned import planned
from rotation.scenarios.store import write_point
from rotation.solving import Progress, Solution

__all__ = ["main", "solve_point"]


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the sweep's affair
    # What the solver's library prints of its own accord must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin, lines), daemon=True).start()
    job = json.loads(lines.get())
    folder = Path(job["folder"])
    given: tuple[District, Policy] | None = None
    axes = [Axis(name, ()) for name in job["names"]]

    def answer(**what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    while True:
        point = json.loads(lines.get())
        values = tuple(point["values"])
        try:
            given = given or (io.read(folder / "input"), read_policy(folder / "policy.toml"))
            solve_point(folder, *given, axes, values, point["key"], job, answer)
            answer(done=True)
        except StoppedError:
            answer(done=False, early=True)
        except RotationError as error:
            answer(done=False, reason=error.said(job["lang"]))
        except Exception as error:  # our own bug: told in one line, the details kept for whoever mends it
            answer(done=False, bug=type(error).__name__, details=_kept(folder, values, error))


def _kept(folder: Path, values: tuple[str, ...], error: Exception) -> str:
    """Write the details of an unexpected error beside the points; return where, nothing where that fails too."""
    file = folder / "errors" / f"{point_name(values)}.txt"
    try:
        put_file(file, "".join(traceback.format_exception(error)).encode(errors="replace"))
    except OSError:
        return ""
    return str(file)


def solve_point(
    folder: Path,
    district: District,
    policy: Policy,
    axes: Sequence[Axis],
    values: tuple[str, ...],
    key: str,
    job: Mapping[str, Any],
    answer: Any = lambda **what: None,
) -> None:
    """Solve one point and write its plan, then its record; ``job`` holds the options."""
    started = time.monotonic()
    plan = folder / "plans" / point_name(values)
    may_write(plan, force=True, lang=job["lang"])
    here = point_policy(policy, axes, values, job["lang"])
    options = {name: job[name] for name in ("time_limit", "gap", "quick", "seed")}

    def progress(moment: Progress) -> None:
        answer(phase=moment.phase, tier=moment.tier, incumbent=moment.incumbent, bound=moment.bound, gap=moment.gap,
               seconds=moment.seconds)  # fmt: skip

    record: dict[str, Any] = {"key": key, "values": list(values), "reasons": {}, "measures": {}}
    record |= {"plan": "", "status": ""}
    try:
        solution, audit = planned(district, here, **options, progress=progress)
    except InfeasibleError as error:
        reasons = {lang: error.points(lang) or (error.said(lang),) for lang in LANGUAGES}
        record |= {"state": "infeasible", "reasons": reasons}
    else:
        certificate = write_plan(
            plan, district, here, solution, audit, seed=job["seed"], gap=job["gap"],
            options={**options, "sweep": folder.name}, lang=job["lang"], force=True,
        )  # fmt: skip
        probes = {name: _probe(district, here, name, options) for name in job["prove"]}
        record |= {
            "state": "solved",
            "plan": certificate.plan,
            "status": certificate.status,
            "measures": _measures(district, here, solution, audit, job["seed"], probes),
        }
    record["seconds"] = round(time.monotonic() - started, 3)
    write_point(folder, plan.name, record)


def _measures(
    district: District, policy: Policy, solution: Solution, audit: Audit, seed: int, probes: Mapping[str, Fraction]
) -> dict[str, dict[str, str]]:
    bounds = {tier.name: Fraction(tier.bound) for tier in solution.tiers}
    found = measures(district, policy, solution.postings, audit, seed, bounds, probes)
    return {name: {"value": str(each.value), "bound": str(each.bound)} for name, each in found.items()}


def _probe(district: District, policy: Policy, measure: str, options: Mapping[str, Any]) -> Fraction:
    """Return the bound on a measure's rule alone; 0, which is always true, where time has run out."""
    try:
        solution, _ = planned(district, probe_policy(policy, measure), **options)
    except (InfeasibleError, StoppedError):
        return Fraction(0)
    return Fraction(solution.tiers[0].bound)


def _listen(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)
    os._exit(0)


if __name__ == "__main__":
    main()
