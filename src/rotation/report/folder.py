"""A plan's folder, written whole or not at all.

input/*.csv, policy.toml     canonical copies: every later command needs nothing else
assignments.csv              who goes where
tables/*.csv                 what recounting found
certificate.json             digests, versions, seed, status, per tier value, bound and gap
proof.npz                    the steps of the proof, for ``verify --proof``
roster.xlsx                  for people
run.json                     what differs from run to run, and the log of the plan's status
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rotation.audit import Audit, DistrictAudit, examine
from rotation.domain.district import District
from rotation.errors import PlanError
from rotation.i18n import Language
from rotation.i18n.reports import PLAN
from rotation.io import canonical_tables
from rotation.policy import Policy, canonical_policy
from rotation.policy.origins import Origins
from rotation.report.assignments import assignments_text
from rotation.report.certificate import Certificate, Solved, certify, json_text
from rotation.report.journal import account
from rotation.report.plan_tables import plan_csvs
from rotation.report.roster import roster
from rotation.report.target import may_begin
from rotation.report.whole import put_files

__all__ = ["may_write", "put_files", "write_plan"]

DRAFT: Final = "draft"


def write_plan(
    folder: Path,
    district: District,
    policy: Policy,
    solution: Solved,
    audit: Audit,
    *,
    standing: DistrictAudit | None = None,
    seed: int = 0,
    gap: float | None = None,
    timings: Mapping[str, float] | None = None,
    options: Mapping[str, object] | None = None,
    started: datetime | None = None,
    origins: Origins | None = None,
    lang: Language = "zh",
    force: bool = False,
    extra: Mapping[str, bytes] | None = None,
) -> Certificate:
    """Write a plan into a new folder and return its certificate.

    Parameters
    ----------
    standing
        The audit of the district as it is now; worked out here if not given.
    gap
        The gap asked of the solver, kept in the certificate.
    timings, options, started
        Seconds by phase, whatever else the run was given, and its beginning: kept in ``run.json``.
    origins
        Which policy file set what, kept in ``run.json`` for the rule book.
    lang
        Language of the roster and of errors.
    force
        Replace a draft that is there already.
    extra
        Further files of the folder, by name.

    Raises
    ------
    PlanError
        Something else is in the way, or the folder cannot be written.
    SolverError
        Recounting does not find what the solver claims.
    """
    folder = Path(folder)
    may_write(folder, force=force, lang=lang)
    certificate = certify(district, policy, solution, audit, seed, gap, lang)
    standing = examine(district, policy) if standing is None else standing
    files: dict[str, bytes] = {
        f"input/{name}.csv": text.encode() for name, text in canonical_tables(district).items()
    }
    files["policy.toml"] = canonical_policy(policy).encode()
    files["assignments.csv"] = assignments_text(district, solution.postings).encode()
    tables = plan_csvs(district, policy, audit, standing)
    # The mark at the beginning tells Excel that the text is UTF-8; nothing that is digested carries it.
    files |= {f"tables/{name}": text.encode("utf-8-sig") for name, text in tables.items()}
    files["certificate.json"] = json_text(certificate.model_dump()).encode()
    files["roster.xlsx"] = roster(district, policy, solution.postings, audit, certificate, lang)
    if solution.proof:
        files["proof.npz"] = solution.proof
    files |= extra or {}
    files["run.json"] = json_text(_run(timings or {}, options or {}, started, origins)).encode()
    try:
        put_files(folder, files)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PlanError(PLAN["cannot_write"].to(lang, folder=folder, reason=reason)) from None
    return certificate


def may_write(folder: Path, *, force: bool = False, lang: Language = "zh") -> None:
    """Raise ``PlanError`` where a plan must not be written: asked before the work as well as after."""
    may_begin(folder, lang, replaces=True)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise PlanError(PLAN["is_file"].to(lang, folder=folder))
    if folder.is_dir() and any(folder.iterdir()):
        if not force:
            raise PlanError(PLAN["exists"].to(lang, folder=folder))
        if not _is_draft(folder):
            raise PlanError(PLAN["not_draft"].to(lang, folder=folder))


def _is_draft(folder: Path) -> bool:
    try:
        log = json.loads((folder / "run.json").read_text(encoding="utf-8"))["log"]
        return (folder / "certificate.json").is_file() and log[-1]["status"] == DRAFT
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return False


def _run(
    timings: Mapping[str, float],
    options: Mapping[str, object],
    started: datetime | None,
    origins: Origins | None,
) -> Mapping[str, Any]:
    finished = datetime.now().astimezone()
    stamp = finished.isoformat(timespec="seconds")
    return {
        "started": None if started is None else started.astimezone().isoformat(timespec="seconds"),
        "finished": stamp,
        "seconds": {phase: round(seconds, 3) for phase, seconds in timings.items()},
        "options": {name: _plain(value) for name, value in options.items()},
        "machine": {
            "system": platform.platform(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        **({} if origins is None else {"policy_files": origins.record()}),
        "log": [{"status": DRAFT, "at": stamp, "by": account()}],
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
