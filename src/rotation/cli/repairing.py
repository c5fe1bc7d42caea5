"""The command ``repair``: decisions in, a plan with the fewest other changes out."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from rotation.audit import examine
from rotation.audit import verify as recount
from rotation.cli.progress import Interrupt, Reporter
from rotation.errors import RotationError, StoppedError
from rotation.explain.difference import changes, figures, routes
from rotation.explain.settle import settle
from rotation.explain.ways_in import read_decisions
from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE
from rotation.io.diagnosis import Log
from rotation.plan.posting import after
from rotation.report import may_write, read_unaltered, write_plan
from rotation.report.certificate import json_text
from rotation.report.repaired import changes_csv, repair_record, show_repair
from rotation.report.screen import Screen
from rotation.solving.repair import repair as search

__all__ = ["repair"]


def repair(
    lang: Language, folder: Path, decisions: Path, out: Path, time_limit: float | None, *, as_json: bool, force: bool
) -> int:
    """Repair a plan by decisions and write the new one; the old one is never touched."""
    started = datetime.now(UTC)
    reporter = Reporter(sys.stderr, lang, time_limit)
    may_write(out, force=force, lang=lang)
    if out.resolve() == folder.resolve():
        raise RotationError(MESSAGE["exists"].to(lang, folder=out))
    reporter.step("reading", path=folder)
    plan = read_unaltered(folder, lang)
    seed = plan.certificate.seed
    log = Log()
    rulings = read_decisions(decisions, plan.district, plan.certificate.plan, lang, log)
    for warning in log.defects:
        reporter.say(warning.line(lang))
    settled = settle(plan.district, plan.policy, plan.postings, rulings, seed)
    districts = plan.district, settled.district
    reporter.step("repairing")
    with Interrupt(reporter, lang) as interrupt:
        # The old plan is recounted while the engine works, which leaves Python free.
        with ThreadPoolExecutor(1) as pool:
            recounting = pool.submit(recount, plan.district, plan.policy, plan.postings, seed)
            standing = pool.submit(examine, settled.district, plan.policy)
            try:
                found = search(
                    settled.district, plan.policy, settled.old, time_limit=time_limit, seed=seed, progress=reporter,
                    should_stop=lambda: interrupt.asked,
                )  # fmt: skip
            except StoppedError:
                raise RotationError(MESSAGE["too_early"].to(lang)) from None
        interrupt.found()
        reporter.step("verifying")
        before = after(plan.district, plan.postings)
        people = changes(settled.district, settled.old, found.solution.postings, found.ruled_out, before)
        numbers = figures(recounting.result(), found.audit)
        record = repair_record(plan.certificate, found, people, numbers)
        reporter.step("writing")
        certificate = write_plan(
            out, settled.district, plan.policy, found.solution, found.audit, standing=standing.result(), seed=seed,
            timings=dict(reporter.timings),
            options={"repaired_from": folder, "decisions": decisions, "time_limit": time_limit, "lang": lang},
            started=started, lang=lang, force=force,
            extra={
                "repair.json": json_text(record).encode(),
                "changes.csv": changes_csv(districts, people, lang),
                f"decisions{decisions.suffix.lower()}": decisions.read_bytes(),
            },
        )  # fmt: skip
        reporter.done()
    if as_json:
        sys.stdout.write(json_text({**record, "plan": certificate.plan, "folder": str(out)}))
        return 0
    show_repair(
        Screen(sys.stdout, lang), districts, plan.certificate, certificate, found, people, routes(people), numbers,
        (folder, out),
    )  # fmt: skip
    return 0
