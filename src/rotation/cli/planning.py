"""Commands about a plan: solve, verify, demo."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from rotation import io
from rotation.audit import examine
from rotation.audit import verify as recount
from rotation.cli.classes import planned
from rotation.cli.own_policy import tell_of_own_policy
from rotation.cli.progress import Interrupt, Reporter
from rotation.domain.district import District
from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE
from rotation.instances import embedded
from rotation.policy import Policy
from rotation.policy.origins import Origins, file_origins
from rotation.report import check_plan, may_write, read_plan, write_plan
from rotation.report.certificate import Certificate, json_text
from rotation.report.incumbent import Incumbent
from rotation.report.screen import Screen
from rotation.report.standing import show_standing
from rotation.report.summary import summarise
from rotation.report.text import argument
from rotation.report.verdict import show_verdict
from rotation.rules import read_policy

__all__ = ["brief", "demo", "make_plan", "solve", "verify"]


def solve(
    lang: Language,
    path: Path,
    policy_name: str,
    out: Path,
    options: Mapping[str, Any],
    *,
    as_json: bool,
    force: bool,
    plan_classes: bool = False,
) -> int:
    """Find a plan, recount it, write it, and show it; plan its classes first where asked or the policy says so."""
    reporter = Reporter(sys.stderr, lang, options["time_limit"])
    policy = read_policy(policy_name)
    may_write(out, force=force, lang=lang)
    tell_of_own_policy(lang, path, policy_name)
    reporter.step("reading", path=path)
    diagnosis = io.inspect(path)
    district = io.district_of(diagnosis)
    if diagnosis.warnings:
        reporter.say(MESSAGE["warnings"].to(lang, count=len(diagnosis.warnings), path=argument(path)))
    if plan_classes or policy.classes.plan:
        district = planned(lang, district, policy, reporter, options["time_limit"])
    certificate = make_plan(
        lang, district, policy, out, options, reporter, path, show=not as_json, force=force,
        origins=file_origins(policy_name),
    )  # fmt: skip
    if as_json:
        sys.stdout.write(json_text(brief(certificate, out)))
    return 0


def verify(lang: Language, folder: Path, *, proof: bool = False) -> int:
    """Check a plan, and with ``proof`` its bounds, independently and say what is wrong."""
    plan = read_plan(folder, lang)
    verdict = check_plan(plan)
    screen = Screen(sys.stdout, lang)
    show_verdict(screen, plan, verdict, bounds=proof)
    if not proof:
        return 0 if verdict.holds else 1
    from rotation.report.proving import check_proof, show_proof  # noqa: PLC0415

    bounds = check_proof(plan)
    show_proof(screen, bounds)
    return 0 if verdict.holds and bounds.holds else 1


def demo(lang: Language, name: str, policy_name: str, out: Path | None, options: Mapping[str, Any]) -> int:
    """Audit, plan and verify an embedded district."""
    path = embedded(name)
    policy = read_policy(policy_name)
    out = _free(Path("rotation-demo")) if out is None else out
    may_write(out, lang=lang)
    reporter = Reporter(sys.stderr, lang, options["time_limit"])
    title = policy.title_zh if lang == "zh" else policy.title_en
    reporter.say(MESSAGE["demo"].to(lang, name=name, policy=title))
    reporter.step("reading", path=path)
    district = io.read(path)
    show_standing(Screen(sys.stdout, lang), district, policy, examine(district, policy))
    sys.stdout.flush()
    origins = file_origins(policy_name)
    make_plan(lang, district, policy, out, options, reporter, path, show=True, force=False, origins=origins)
    return verify(lang, out)


def make_plan(
    lang: Language,
    district: District,
    policy: Policy,
    out: Path,
    options: Mapping[str, Any],
    reporter: Reporter,
    path: Path,
    *,
    show: bool,
    force: bool,
    about: Mapping[str, object] | None = None,
    origins: Origins | None = None,
) -> Certificate:
    """Solve, recount, write and show one plan; ``about`` is kept with the options in ``run.json``."""
    from rotation import solving  # noqa: PLC0415
    from rotation.errors import StoppedError  # noqa: PLC0415

    started = datetime.now(UTC)
    incumbent = Incumbent(out, district, policy, options["seed"])
    start = incumbent.read()
    if start is not None:
        reporter.say(MESSAGE["resuming"].to(lang, file=incumbent.path))
    reporter.step("solving")
    with Interrupt(reporter, lang) as interrupt:
        try:
            solution = solving.solve(
                district, policy, **options, start=start, progress=reporter,
                should_stop=lambda: interrupt.asked, keep=incumbent.keep,
            )  # fmt: skip
        except StoppedError:
            raise RotationError(MESSAGE["too_early"].to(lang)) from None
        interrupt.found()
        reporter.step("verifying")
        audit = recount(district, policy, solution.postings, options["seed"])
        standing = examine(district, policy)
        reporter.step("writing")
        try:
            may_write(out, force=force, lang=lang)
        except RotationError:  # another run has written there meanwhile: nobody goes on from this plan any more
            incumbent.remove()
            raise
        certificate = write_plan(
            out, district, policy, solution, audit, standing=standing, seed=options["seed"], gap=options["gap"],
            timings=dict(reporter.timings), options={**options, "input": path, "lang": lang, **(about or {})},
            started=started, origins=origins, lang=lang, force=force,
        )  # fmt: skip
        incumbent.remove()
        reporter.done()
    if show:
        summarise(Screen(sys.stdout, lang), district, policy, solution.postings, audit, certificate, out)
    return certificate


def brief(certificate: Certificate, folder: Path) -> Mapping[str, object]:
    """Return the certificate's summary: everything but digests and versions, and where the plan is."""
    return {**certificate.brief(), "folder": str(folder)}


def _free(folder: Path) -> Path:
    """Return the folder, numbered where it is there already."""
    names = (folder if number == 1 else folder.with_name(f"{folder.name}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
