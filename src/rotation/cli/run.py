"""The command run: one scenario file, one plan."""

from __future__ import annotations

import sys
from pathlib import Path

from rotation.cli.planning import brief, make_plan
from rotation.cli.progress import Reporter
from rotation.i18n import Language
from rotation.report import may_write
from rotation.report.certificate import json_text
from rotation.scenarios.scenario import read_scenario

__all__ = ["run"]


def run(lang: Language, name: str, out: Path, threads: int | None, *, as_json: bool, force: bool) -> int:
    """Make a scenario's changes, say them, then solve as ``solve`` does."""
    may_write(out, force=force, lang=lang)
    reporter = Reporter(sys.stderr, lang)
    reporter.step("reading", path=name)
    scenario = read_scenario(name, lang)
    for line in scenario.story(lang):
        reporter.say(line)
    options = {**scenario.run.model_dump(), "threads": threads}
    about = {"scenario": scenario.name, "scenario_sha256": scenario.digest}
    certificate = make_plan(
        lang, scenario.district, scenario.policy, out, options, reporter, scenario.instance,
        show=not as_json, force=force, about=about,
    )  # fmt: skip
    if as_json:
        sys.stdout.write(json_text(brief(certificate, out)))
    return 0
