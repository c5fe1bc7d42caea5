"""The districts of a region, each planned by a process of its own, as the command ``solve`` plans it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rotation.errors import InfeasibleError, RotationError
from rotation.i18n import Language
from rotation.i18n.region import REGION
from rotation.i18n.reports import tier_label
from rotation.io import digest, read
from rotation.policy import Policy, policy_digest
from rotation.report import StoredPlan, check_plan, read_plan
from rotation.report.text import neutral
from rotation.report.whole import put_file
from rotation.scenarios.pool import environment

__all__ = ["Job", "Result", "plan_region", "region_csv"]

KEYS: Final = ".keys"
"""The folder that notes what each plan follows from; no district's folder begins with a dot."""
NOTE: Final = re.compile("[0-9a-f]{64}( begun)?")
BEGUN: Final = " begun"
"""What follows the note of a plan that is not known to have ended."""
BRIEF: Final = ("district", "year", "status", "moves", "returns")


@dataclass(frozen=True, slots=True)
class Job:
    """A district's data and the folder of its plan."""

    input: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a district: ``state`` is planned, there (planned before) or failed, for which ``reason`` says why.

    ``plan`` is the certificate's summary, as ``solve --json`` prints it; empty where there is no plan. ``reason`` has
    the lines in which ``solve`` tells it.
    """

    job: Job
    state: str
    seconds: float
    plan: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    @property
    def brief_reason(self) -> str:
        """The reason on one line, as tables have it."""
        lines = filter(None, map(str.strip, self.reason.splitlines()))
        return "".join(line + " " * (line[-1] not in "：。；") for line in lines).rstrip()


def plan_region(
    jobs: Sequence[Job],
    policy: Policy,
    policy_name: str,
    options: Sequence[str],
    seed: int,
    workers: int,
    lang: Language,
    tell: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """Plan every district that has no plan of this data, policy and seed yet; return results in the jobs' order.

    A district that fails costs only itself. After KeyboardInterrupt nothing new is begun, those under way end with the
    best plan so far (the terminal has told them as well), and the rest has no result.

    Parameters
    ----------
    options
        What ``rotation solve`` is told besides: ``["--gap", "0.001", "--quick"]``.
    workers
        Processes at the same time; the largest districts begin.
    """
    over = threading.Event()
    found: dict[Job, Result] = {}

    def one(job: Job) -> Result | None:
        return None if over.is_set() else _planned(job, policy, policy_name, options, seed, lang)

    pool = ThreadPoolExecutor(workers)
    futures = [pool.submit(one, job) for job in sorted(jobs, key=lambda job: -_size(job.input))]
    try:
        for future in as_completed(futures):
            result = future.result()
            if result is not None:
                found[result.job] = result
                tell(result)
    except KeyboardInterrupt:
        over.set()
        for future in as_completed(futures):
            if (result := future.result()) is not None and result.job not in found:
                found[result.job] = result
                tell(result)
    finally:
        over.set()
        pool.shutdown()
    return [found[job] for job in jobs if job in found]


def _planned(
    job: Job, policy: Policy, policy_name: str, options: Sequence[str], seed: int, lang: Language
) -> Result:
    started = time.monotonic()
    note, plan_classes = job.folder.parent / KEYS / f"{job.folder.name}.txt", "--plan-classes" in options
    try:
        key = _key(job.input, policy, seed, plan_classes)
        if _has_plan(job):
            return _there(job, note, key, policy, seed, plan_classes, started, lang)
        if job.folder.is_dir() and any(job.folder.iterdir()):
            raise RotationError(REGION["no_certificate"].to(lang, folder=job.folder))
        # Where this process is killed, the one that plans may end its work alone, and nobody notes it then.
        put_file(note, f"{key}{BEGUN}".encode())
        said = _solve(job, policy_name, options, seed, lang)
        if isinstance(said, dict):
            put_file(note, key.encode())
            return Result(job, "planned", time.monotonic() - started, said)
        if _has_plan(job):  # such a process was quicker
            return _there(job, note, key, policy, seed, plan_classes, started, lang)
    except (RotationError, OSError) as error:
        said = error.said(lang) if isinstance(error, RotationError) else str(error)
    return Result(job, "failed", time.monotonic() - started, reason=said)


def _has_plan(job: Job) -> bool:
    return (job.folder / "certificate.json").exists()


def _solve(job: Job, policy_name: str, options: Sequence[str], seed: int, lang: Language) -> dict[str, Any] | str:
    """Return the summary of a plan that was made and written, or the reason where there is none."""
    command = [sys.executable, "-m", "rotation.cli.child", "solve", str(job.input), "--out", str(job.folder), "--json"]
    command += ["--policy", policy_name, "--seed", str(seed), "--lang", lang, *options]
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8", check=False,
        env={**environment(), "PYTHONIOENCODING": "utf-8"},  # whatever the console's code page
    )  # fmt: skip
    if ended.returncode == 0:
        brief: dict[str, Any] = json.loads(ended.stdout)
        return brief
    *_, last = ended.stdout.splitlines() or [""]
    try:
        return str(json.loads(last)["reason"])
    except (ValueError, KeyError, TypeError):  # killed, or the summary's own last line
        return REGION["no_word"].to(lang, code=ended.returncode)


def _there(
    job: Job, note: Path, key: str, policy: Policy, seed: int, plan_classes: bool, started: float, lang: Language
) -> Result:
    """Take a plan that is there, if it is one of the same data, policy and seed, and holds."""
    def failed(why: str, **values: object) -> Result:
        reason = REGION[why].to(lang, folder=job.folder, **values)
        return Result(job, "failed", time.monotonic() - started, reason=reason)

    noted = note.read_bytes().decode(errors="replace") if note.is_file() else ""
    if not NOTE.fullmatch(noted):
        return failed("no_note", note=note)
    if noted not in (key, f"{key}{BEGUN}"):
        return failed("other_plan")
    plan = read_plan(job.folder, lang)
    if noted != key and not _follows(plan, job, policy, seed, plan_classes):
        return failed("other_plan")
    problems = check_plan(plan).problems
    if problems:  # altered since, and its certificate says what it likes
        return failed("altered", count=len(problems))
    put_file(note, key.encode())
    return Result(job, "there", time.monotonic() - started, plan.certificate.brief())


def _follows(plan: StoredPlan, job: Job, policy: Policy, seed: int, plan_classes: bool) -> bool:
    """Say whether a plan of which nobody noted the end is one of this data, policy and seed.

    Where classes were planned first they are planned again: its data are those with these classes.
    """
    made, district = plan.certificate, read(job.input)
    if (made.digests.policy, made.seed) != (policy_digest(policy), seed):
        return False
    if plan_classes:
        from rotation.classes.opening import open_classes, with_classes  # noqa: PLC0415 - loads the solver

        try:
            district = with_classes(district, open_classes(district, policy).plan)
        except InfeasibleError:
            return False
    return made.digests.input == digest(district)


def _key(path: Path, policy: Policy, seed: int, plan_classes: bool) -> str:
    """Return a digest of what a district's plan follows from: its files as they are, the policy, the seed."""
    found = hashlib.sha256(f"{policy_digest(policy)} {seed} {plan_classes}".encode())
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if file.is_file():
            found.update(f"\n{file.name}\n".encode())
            found.update(file.read_bytes())
    return found.hexdigest()


def _size(path: Path) -> int:
    """Return the bytes of an input, by which the large ones are known."""
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def region_csv(results: Sequence[Result], tiers: Sequence[str], lang: Language) -> str:
    """Return the table: a line for each district with value, bound and gap of every tier; formulas are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [REGION[name].to(lang) for name in ("input", *BRIEF, "folder", "state")]
    labels = [tier_label(tier, lang) for tier in tiers]
    heads += [REGION[kind].to(lang, tier=label) for label in labels for kind in ("value", "bound", "gap")]
    writer.writerow([*heads, REGION["seconds"].to(lang), REGION["reason"].to(lang)])
    for result in results:
        plan = dict(result.plan)
        told = plan | {"status": REGION[plan["status"]].to(lang)} if plan else {}
        row = [str(result.job.input), *(told.get(name, "") for name in BRIEF)]
        row += [result.job.folder.name, REGION[result.state].to(lang)]
        of_tier = {tier["name"]: tier for tier in plan.get("tiers", [])}
        row += [of_tier.get(tier, {}).get(kind, "") for tier in tiers for kind in ("value", "bound", "gap")]
        writer.writerow([neutral(str(cell)) for cell in (*row, f"{result.seconds:.1f}", result.brief_reason)])
    return out.getvalue()
