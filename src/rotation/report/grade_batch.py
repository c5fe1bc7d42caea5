"""Many school-grades dealt from one public seed, each in its own folder; what is there already is not dealt again."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from rotation import __version__
from rotation.classes.deal import METHOD, deal
from rotation.classes.lottery import digest
from rotation.domain.pupils import Roster
from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.batch import BATCH
from rotation.i18n.dealing import class_name
from rotation.io.pupil_tables import canonical_roster
from rotation.policy.dealing import DealRules, canonical_rules
from rotation.report.class_report import compare
from rotation.report.deal_folder import FILES, write_deal
from rotation.report.text import neutral
from rotation.report.whole import file_digests, put_file

__all__ = ["GradeJob", "GradeRow", "deal_grade", "folder_names", "grade_seed", "grades_csv"]

_DONE: Final = "done.json"


@dataclass(frozen=True, slots=True)
class GradeJob:
    """One school-grade to deal; ``seed`` is its own."""

    name: str
    folder: Path
    roster: Roster
    rules: DealRules
    classes: int
    seed: str
    lang: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """One line of the table of results; spreads of means and sds are the largest, in standard deviations.

    ``state`` is "dealt", "there" (dealt before) or "refused", and then ``reason`` says why.
    """

    name: str
    state: str
    pupils: int = 0
    classes: int = 0
    counts: int = 0
    counts_at_bound: int = 0
    mean_spread: float | None = None
    sd_spread: float | None = None
    seconds: float = 0.0
    seed: str = ""
    reason: str = ""


def grade_seed(public: str, name: str) -> str:
    """Return a grade's own seed: SHA-256 of "rotation grade 1", the public seed and the grade's name, one per line."""
    return digest("\n".join(["rotation grade 1", public, name]))


def folder_names(names: Sequence[str]) -> list[str]:
    """Return a folder's name for each grade: what a file system refuses becomes "_", and none comes twice."""
    taken: set[str] = set()
    found = []
    for name in names:
        plain = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in name).strip(". ")[:80] or "_"
        unique, number = plain, 2
        while unique.casefold() in taken:
            unique, number = f"{plain} ({number})", number + 1
        taken.add(unique.casefold())
        found.append(unique)
    return found


def deal_grade(job: GradeJob) -> GradeRow:
    """Deal one grade and write its folder; a refusal is a row as well. Runs in a process of its own."""
    parts = [canonical_roster(job.roster), canonical_rules(job.rules), str(job.classes), job.seed, job.lang]
    key = digest("\n".join([*map(digest, parts), __version__, METHOD]))
    before, altered = _done(job.folder, key)
    if altered:
        reason = BATCH["altered"].to(job.lang, folder=job.folder, files=", ".join(altered))
        return GradeRow(name=job.name, state="refused", pupils=len(job.roster.pupils), classes=job.classes,
                        seed=job.seed, reason=reason)  # fmt: skip
    if before is not None:
        return before
    start = time.perf_counter()
    names = [class_name(number).to(job.lang) for number in range(1, job.classes + 1)]
    try:
        found = deal(job.roster, job.rules, job.classes, seed=job.seed, lang=job.lang)
        compared = compare(job.roster, job.rules, list(found.place), names, job.seed)
        if compared.ours.broken:
            raise RotationError("\n".join(text.to(job.lang) for text in compared.ours.broken))
        (job.folder / _DONE).unlink(missing_ok=True)  # it speaks of the lists that are replaced now
        write_deal(job.folder, job.roster, job.rules, found, compared, names, job.seed, job.lang)
    except RotationError as refusal:
        return GradeRow(name=job.name, state="refused", pupils=len(job.roster.pupils), classes=job.classes,
                        seed=job.seed, reason=str(refusal))  # fmt: skip
    except OSError as trouble:
        reason = BATCH["unwritable"].to(job.lang, folder=job.folder, reason=trouble.strerror or type(trouble).__name__)
        return GradeRow(name=job.name, state="refused", pupils=len(job.roster.pupils), classes=job.classes,
                        seed=job.seed, reason=reason)  # fmt: skip
    lines = compared.ours.lines
    scored = [(x.kind, float(x.spread) / x.deviation) for x in lines if x.deviation and ":score:" in x.key]
    shares = {kind: [share for of, share in scored if of == kind] for kind in ("mean", "sd")}
    counts = sum(line.kind == "count" for line in lines)
    row = GradeRow(
        name=job.name, state="dealt", pupils=len(job.roster.pupils), classes=job.classes, counts=counts,
        counts_at_bound=counts - len(compared.ours.above), mean_spread=max(shares["mean"], default=None),
        sd_spread=max(shares["sd"], default=None), seconds=round(time.perf_counter() - start, 2), seed=job.seed,
    )  # fmt: skip
    # Written last and whole: a grade without it is dealt anew.
    content = {"key": key, "row": asdict(row), "files": _digests(job.folder)}
    content["sha256"] = digest(_text(content))
    put_file(job.folder / _DONE, _text(content).encode())
    return row


def _done(folder: Path, key: str) -> tuple[GradeRow | None, list[str]]:
    """Return the row of a grade dealt before from the same roster, rules, seed and version, and its altered files.

    A grade with a damaged row, or of whose files one is gone, is dealt anew: that gives the same bytes.
    """
    try:
        content = json.loads((folder / _DONE).read_text(encoding="utf-8"))
        own = content.pop("sha256")
        if content["key"] != key or own != digest(_text(content)):
            return None, []
        noted, found = content["files"], _digests(folder)
        altered = [name for name in found if found[name] != noted[name]]
        row = GradeRow(**{**content["row"], "state": "there"})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, []
    return (row if found.keys() == noted.keys() else None), altered


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"


def _digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file of a grade's lists that is there."""
    return file_digests(folder, (folder / name for name in FILES if (folder / name).is_file()))


def grades_csv(rows: Sequence[GradeRow], lang: Language) -> str:
    """Return the table of results."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [field.name for field in fields(GradeRow)]
    writer.writerow([BATCH[head].to(lang) for head in heads])
    for row in rows:
        values = asdict(row) | {"state": BATCH[row.state].to(lang)}
        writer.writerow([_cell(values[head]) for head in heads])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.5f}".rstrip("0").rstrip(".") if isinstance(value, float) else neutral(str(value))
