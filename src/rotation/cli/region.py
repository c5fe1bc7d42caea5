"""The command region: the year's exchange of many districts, each by itself, and one table of results."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rotation.cli.data import writing
from rotation.cli.own_policy import tell_of_own_policy
from rotation.cli.progress import Reporter
from rotation.errors import RotationError
from rotation.i18n import Language, named
from rotation.i18n.region import REGION
from rotation.i18n.reports import tier_label
from rotation.policy.toml import exists
from rotation.report.certificate import json_text
from rotation.report.grade_batch import folder_names
from rotation.report.screen import BAD, Screen
from rotation.report.target import may_begin
from rotation.report.text import down, gap, grouped, nearest
from rotation.report.whole import put_file
from rotation.report.wrapping import message
from rotation.rules import read_policy
from rotation.scenarios.region import Job, Result, plan_region, region_csv

__all__ = ["region"]

TABLE: Final = "region.csv"
GIVEN_UP: Final = 130


def region(
    lang: Language,
    inputs: Sequence[Path],
    out: Path,
    policy_name: str,
    options: Sequence[str],
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Plan every district, write the table, show it; 1 where a district has no plan, 130 after Ctrl-C."""
    started, reporter = time.monotonic(), Reporter(sys.stderr, lang)
    known: dict[Path, Path] = {}
    for path in inputs:
        if not exists(path):
            raise RotationError(REGION["missing"].to(lang, path=path))
        if (first := known.setdefault(path.resolve(), path)) is not path:
            raise RotationError(REGION["twice"].to(lang, first=first, path=path))
    may_begin(out, lang)
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / TABLE).is_file())):
        raise RotationError(REGION["not_a_region"].to(lang, folder=out))
    policy = read_policy(policy_name)
    for path in inputs:
        tell_of_own_policy(lang, path, policy_name)
    names = folder_names([path.resolve().stem for path in inputs])
    jobs = [Job(path, out / name) for path, name in zip(inputs, names, strict=True)]
    tiers = policy.tiers
    with writing(lang, out):
        put_file(out / TABLE, region_csv([], tiers, lang).encode("utf-8-sig"))
    processes = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    reporter.say(REGION["begin"].to(lang, count=len(jobs), workers=processes))
    done: list[Result] = []

    def tell(result: Result) -> None:
        done.append(result)
        with writing(lang, out):
            put_file(out / TABLE, region_csv(done, tiers, lang).encode("utf-8-sig"))
        state, name = REGION[result.state].to(lang), result.plan.get("district", result.job.folder.name)
        moment = {"name": name, "state": state, "seconds": f"{result.seconds:.1f}"}
        reporter.say(REGION["progress"].to(lang, done=len(done), all=len(jobs), **moment))
        # Without JSON the end tells people the rest of what has several lines.
        told = result.reason if as_json else result.reason.partition("\n")[0].rstrip("：:")
        for line in message(told).splitlines():
            reporter.say(line)

    results = plan_region(jobs, policy, policy_name, options, seed, processes, lang, tell)
    with writing(lang, out):
        put_file(out / TABLE, region_csv(results, tiers, lang).encode("utf-8-sig"))
    if len(results) < len(jobs):
        reporter.say(REGION["interrupted"].to(lang))
    if as_json:
        sys.stdout.write(json_text([_record(result) for result in results]))
    else:
        _show(Screen(sys.stdout, lang), results, tiers[0], out, time.monotonic() - started)
    if len(results) < len(jobs):
        return GIVEN_UP
    return int(any(result.state == "failed" for result in results))


def _record(result: Result) -> dict[str, object]:
    return {
        "input": str(result.job.input), "folder": str(result.job.folder), "state": result.state,
        "seconds": round(result.seconds, 1), "reason": result.brief_reason, "plan": dict(result.plan),
    }  # fmt: skip


def _show(screen: Screen, results: Sequence[Result], first: str, out: Path, seconds: float) -> None:
    lang = screen.lang
    planned = [result for result in results if result.plan]
    rows, sums = [], [0.0, 0.0, 0]
    for result in planned:
        plan, tiers = result.plan, result.plan["tiers"]
        largest = max(tier["gap"] for tier in tiers)
        sums = [sums[0] + tiers[0]["value"], sums[1] + tiers[0]["bound"], sums[2] + plan["moves"]]
        rows.append([
            f"{plan['district']} {plan['year']}", REGION[plan["status"]].to(lang), f"{plan['moves']:,}",
            *_whole(tiers[0]["value"], tiers[0]["bound"]), gap(largest), f"{result.seconds:.1f}",
        ])  # fmt: skip
    if rows:
        rows.append([REGION["total"].to(lang), "", f"{sums[2]:,}", *_whole(*sums[:2]), "", ""])
        tier = tier_label(first, lang)
        heads = [REGION[name].to(lang, tier=tier) for name in ("district", "status", "moves", "value", "bound")]
        screen.grid([*heads, REGION["largest"].to(lang), REGION["seconds"].to(lang)], rows, left=2)
    there = sum(result.state == "there" for result in results)
    failed = len(results) - len(planned)
    figures = {"done": len(planned), "there": there, "failed": failed, "seconds": f"{seconds:.0f}"}
    screen.line(REGION["summary"].to(lang, **figures), indent=0)
    for result in results:
        if result.state == "failed":
            head, *more = result.reason.splitlines() or [""]
            screen.line(named(result.job.input, head, lang), style=BAD, mark="-")
            for line in more:
                screen.line(line.strip(), indent=2 + len(line) - len(line.lstrip()))
    screen.path(REGION["written"].to(lang, folder=out), 0, str(out))


def _whole(value: float, bound: float) -> tuple[str, str]:
    """Return a tier's value and its bound, which is never told better than it is, without decimals."""
    return grouped(nearest(value, 0)), grouped(down(bound, 0))
