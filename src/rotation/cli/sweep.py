"""The command sweep: a plan for every value of some settings."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rotation import io
from rotation.cli.data import writing
from rotation.cli.own_policy import DEFAULT, tell_of_own_policy
from rotation.cli.progress import Reporter
from rotation.domain.district import District
from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.scenarios import SWEEP
from rotation.policy import Policy
from rotation.policy.toml import exists
from rotation.report.certificate import json_text
from rotation.report.screen import Screen
from rotation.report.target import may_begin
from rotation.report.whole import put_file
from rotation.rules import read_policy
from rotation.scenarios.axes import Axis, parse_axes
from rotation.scenarios.frontier import frontier
from rotation.scenarios.measures import MEASURES, PROVABLE
from rotation.scenarios.plot import sweep_svg
from rotation.scenarios.scenario import read_scenario
from rotation.scenarios.settings import nearest
from rotation.scenarios.sweep import Told
from rotation.scenarios.sweep import sweep as swept
from rotation.scenarios.sweep_files import sweep_csv, sweep_record
from rotation.scenarios.sweep_screen import show_sweep
from rotation.solving import Progress

__all__ = ["sweep"]

GIVEN_UP: Final = 130
USUAL: Final = ("exchange_ratio", "unfilled")


def sweep(
    lang: Language,
    path: Path,
    vary: Sequence[str],
    out: Path,
    policy_name: str | None,
    measures: Sequence[str],
    options: Mapping[str, Any],
    *,
    prove: bool,
    workers: int,
    restart: bool,
    as_json: bool,
) -> int:
    """Solve every point, write table and drawing, print what they say."""
    may_begin(out, lang)
    reporter = Reporter(sys.stderr, lang)
    reporter.step("reading", path=path)
    district, policy = _given(path, policy_name, lang)
    names = tuple(dict.fromkeys(measures or USUAL))
    axes = parse_axes(vary, policy, lang, _wrong_measures(names, policy, lang))
    proved = [name for name in names if name in PROVABLE] if prove else []
    reporter.step("solving")
    result = swept(
        district, policy, axes, out, **options, prove=proved, workers=workers, restart=restart, lang=lang,
        tell=_Teller(reporter, axes, lang),
        begin=lambda done, points: reporter.say(SWEEP["begin"].to(lang, points=points, done=done, workers=workers)),
    )  # fmt: skip
    found = frontier(result.finished, names)
    with writing(lang, out):
        put_file(out / "sweep.csv", sweep_csv(result, found, lang).encode("utf-8-sig"))
        put_file(out / "sweep.svg", sweep_svg(result, found, lang).encode())
    reporter.done()
    if result.stopped:
        done, points = len(result.finished), len(result.points)
        reporter.say(SWEEP["interrupted"].to(lang, done=done, all=points))
    if as_json:
        sys.stdout.write(json_text(sweep_record(result, found, lang)))
    else:
        screen = Screen(sys.stdout, lang)
        show_sweep(screen, result, found)
        for name in ("sweep.csv", "sweep.svg"):
            screen.path(SWEEP["written"].to(lang, path=out / name), 0)
    return GIVEN_UP if result.stopped else 1 if result.failures else 0


class _Teller:
    """Tells on stderr how a sweep goes: a line for each point, and between them where a terminal watches."""

    def __init__(self, reporter: Reporter, axes: Sequence[Axis], lang: Language) -> None:
        self._reporter, self._axes, self._lang = reporter, axes, lang

    def __call__(self, told: Told) -> None:
        lang = self._lang
        if "done" not in told.moment:
            if self._reporter.live:
                self._reporter(Progress(**told.moment))
            return
        values = zip(self._axes, told.values, strict=True)
        point, result, seconds = ", ".join(f"{axis.name}={value}" for axis, value in values), "-", 0.0
        if told.finished is not None:
            seconds = told.finished.seconds
            if told.finished.solved:
                measures = told.finished.measures
                result = SWEEP["solved"].to(lang, unfilled=measures["unfilled"].value, moves=measures["moves"].value)
            else:
                result = SWEEP["infeasible"].to(lang)
        elif told.moment.get("early"):
            result = SWEEP["early"].to(lang)
        self._reporter.say(
            SWEEP["point"].to(
                lang, done=told.done, all=told.all, point=point, result=result, seconds=f"{seconds:.1f}",
                left=f"{told.seconds_left:.0f}",
            )
        )  # fmt: skip


def _given(path: Path, policy_name: str | None, lang: Language) -> tuple[District, Policy]:
    """Return data and policy; a scenario brings both, and the command's own policy goes before its."""
    if path.suffix == ".toml":
        scenario = read_scenario(path, lang)
        return scenario.district, scenario.policy if policy_name is None else read_policy(policy_name)
    if not exists(path):
        raise RotationError(SWEEP["no_input"].to(lang, path=path))
    policy = read_policy(policy_name or DEFAULT)
    tell_of_own_policy(lang, path, policy_name)
    return io.read(path), policy


def _wrong_measures(names: Sequence[str], policy: Policy, lang: Language) -> list[str]:
    known = [*MEASURES, *policy.tiers]
    problems = [
        SWEEP["measure"].to(lang, name=name, known=", ".join(known), nearest=nearest(name, known, lang))
        for name in names
        if name not in known
    ]
    return problems if 2 <= len(names) <= 3 else [*problems, SWEEP["measures"].to(lang, count=len(names))]
