"""A plan's folder altered and sealed anew, as by one who knows how the certificate is made."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from rotation.cli import main
from rotation.report import read_plan
from rotation.report.certificate import digests_of, json_text, plan_number

__all__ = ["altered", "rows", "seal", "verified"]

Row = dict[str, str]


def rows(folder: Path) -> dict[str, Row]:
    """Return the assignments by teacher."""
    text = (folder / "assignments.csv").read_text(encoding="utf-8")
    return {row["teacher"]: row for row in csv.DictReader(io.StringIO(text))}


def altered(plan: Path, to: Path, changes: Mapping[str, Mapping[str, str] | None]) -> Path:
    """Copy a plan with cells of some teachers' rows changed; None takes the row out, new teachers are added."""
    shutil.copytree(plan, to)
    table = rows(to)
    for who, cells in changes.items():
        if cells is None:
            del table[who]
        else:
            table[who] = table.get(who, {}) | dict(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, next(iter(rows(plan).values())).keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table[who] for who in sorted(table))
    (to / "assignments.csv").write_text(out.getvalue(), encoding="utf-8")
    return to


def seal(folder: Path) -> Path:
    """Make the certificate's digests and number match what the folder holds now."""
    stored = read_plan(folder)
    digests = digests_of(stored.district, stored.policy, stored.postings)
    path = folder / "certificate.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record |= {
        "digests": digests.model_dump(),
        "plan": plan_number(stored.district, digests, stored.certificate.seed),
    }
    path.write_text(json_text(record), encoding="utf-8")
    return folder


def verified(folder: Path) -> int:
    """Return the exit code of ``rotation verify``, in English."""
    return main(["--lang", "en", "verify", str(folder)])
