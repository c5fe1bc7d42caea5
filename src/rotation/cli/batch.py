"""The command ``classes deal-all``: every school-grade of a county from one public seed, in several processes."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from rotation.cli.data import writing
from rotation.cli.deal import split
from rotation.errors import InputError, RotationError
from rotation.i18n import Language
from rotation.i18n.batch import BATCH
from rotation.io.grade_tables import GradeTable, read_grades
from rotation.policy.dealing import DealRules, read_rules
from rotation.report.grade_batch import GradeJob, GradeRow, deal_grade, folder_names, grade_seed, grades_csv
from rotation.report.screen import BAD, Screen
from rotation.report.text import visible

__all__ = ["deal_all"]

TABLE = "grades.csv"


def deal_all(
    lang: Language, path: Path, out: Path, seed: str, rules_name: str, scores: str, cap: int | None, workers: int | None
) -> int:
    """Deal every grade that can be; 1 where one could not. Dealt grades of the same run are not dealt again."""
    start = time.monotonic()
    if not path.exists():
        raise RotationError(BATCH["missing"].to(lang, path=path))
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / TABLE).is_file())):
        raise RotationError(BATCH["other_run"].to(lang, folder=out))
    rules = read_rules(rules_name, scores=split(scores), lang=lang)
    grades, defects = read_grades(path, rules.scores)
    if any(defect.severity == "error" for defect in defects):
        raise InputError("\n".join(defect.line("zh") for defect in defects), defects)
    if not grades:
        raise RotationError(BATCH["nothing"].to(lang, path=path))
    jobs, rows = _jobs(lang, grades, out, seed, rules, cap)
    with writing(lang, out):
        out.mkdir(parents=True, exist_ok=True)
        (out / TABLE).write_text("\ufeff" + grades_csv(rows, lang), encoding="utf-8", newline="\n")
    processes = max(1, min(workers or os.cpu_count() or 1, len(jobs) or 1))
    pupils = sum(len(job.roster.pupils) for job in jobs)
    _tell(BATCH["found"].to(lang, grades=len(grades), pupils=f"{pupils:,}", jobs=processes))
    for row in rows:
        _tell(f"{row.name}: {row.reason}")
    _deal(lang, jobs, rows, processes)
    order = {grade.name: position for position, grade in enumerate(grades)}
    rows.sort(key=lambda row: order[row.name])
    with writing(lang, out):
        (out / TABLE).write_text("\ufeff" + grades_csv(rows, lang), encoding="utf-8", newline="\n")
    _show(Screen(sys.stdout, lang), rows, out, time.monotonic() - start)
    return int(len(rows) < len(grades) or any(row.state == "refused" for row in rows))


def _jobs(
    lang: Language, grades: list[GradeTable], out: Path, seed: str, rules: DealRules, cap: int | None
) -> tuple[list[GradeJob], list[GradeRow]]:
    """Return what is to be dealt, the largest first, and the rows of grades that cannot be."""
    jobs, rows = [], []
    for grade, folder in zip(grades, folder_names([grade.name for grade in grades]), strict=True):
        roster = grade.reading.value
        if roster is None:
            reason = "\n".join(d.line(lang) for d in grade.reading.defects if d.severity == "error")
            rows.append(GradeRow(name=grade.name, state="refused", reason=reason))
            continue
        classes = grade.classes or (-(-len(roster.pupils) // cap) if cap else 0)
        if not 1 <= classes <= 200:
            reason = BATCH["too_many" if classes else "no_classes"].to(lang, name=grade.name, classes=classes)
            rows.append(GradeRow(name=grade.name, state="refused", pupils=len(roster.pupils), reason=reason))
            continue
        jobs.append(GradeJob(grade.name, out / folder, roster, rules, classes, grade_seed(seed, grade.name), lang))
    return sorted(jobs, key=lambda job: -len(job.roster.pupils)), rows


def _deal(lang: Language, jobs: list[GradeJob], rows: list[GradeRow], processes: int) -> None:
    """Deal in processes; after Ctrl-C nothing new is begun and what is done is kept."""
    total = len(rows) + len(jobs)
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        for future in as_completed([pool.submit(deal_grade, job) for job in jobs]):
            row = future.result()
            rows.append(row)
            state = BATCH[row.state].to(lang)
            _tell(BATCH["progress"].to(lang, done=len(rows), all=total, name=row.name, state=state))
            if row.reason:
                _tell(row.reason)
    except KeyboardInterrupt:
        _tell(BATCH["stopped"].to(lang))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _tell(text: str) -> None:
    sys.stderr.write("\n".join(visible(line) for line in text.split("\n")) + "\n")
    sys.stderr.flush()


def _show(screen: Screen, rows: list[GradeRow], out: Path, seconds: float) -> None:
    lang = screen.lang
    states = [row.state for row in rows]
    refused = states.count("refused")
    figures: dict[str, object] = {
        "dealt": len(rows) - refused, "there": states.count("there"), "refused": refused, "seconds": f"{seconds:.0f}",
        "met": sum(row.counts_at_bound for row in rows), "counts": sum(row.counts for row in rows),
    }  # fmt: skip
    screen.line(BATCH["summary"].to(lang, **figures), indent=0)
    means = [row.mean_spread for row in rows if row.mean_spread is not None]
    sds = [row.sd_spread for row in rows if row.sd_spread is not None]
    if means and sds:
        screen.line(BATCH["scores"].to(lang, mean=f"{max(means):.4f}", sd=f"{max(sds):.4f}"), indent=0)
    for row in rows:
        if row.state == "refused":
            screen.line(f"{row.name}: {' '.join(row.reason.split())}", style=BAD, mark="-")
    screen.path(BATCH["written"].to(lang, folder=out), 0)
