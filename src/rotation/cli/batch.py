"""The command ``classes deal-all``: every school-grade of a county from one public seed, in several processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import date
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Final

from rotation.cli.data import writing
from rotation.cli.deal import split
from rotation.errors import InputError, RotationError
from rotation.i18n import Language, named
from rotation.i18n.batch import BATCH
from rotation.io.diagnosis import Defect
from rotation.io.grade_tables import GradeTable, read_grades
from rotation.policy.dealing import DealRules, read_rules
from rotation.report.grade_batch import GradeJob, GradeRow, deal_grade, folder_names, grade_seed, grades_csv
from rotation.report.screen import BAD, Screen
from rotation.report.target import may_begin
from rotation.report.whole import put_file
from rotation.report.wrapping import message

__all__ = ["deal_all"]

TABLE = "grades.csv"
GIVEN_UP: Final = 130
MOST_WARNINGS: Final = 20


def deal_all(
    lang: Language, path: Path, out: Path, seed: str, rules_name: str, scores: str, cap: int | None, workers: int | None
) -> int:
    """Deal every grade that can be; 1 where one could not. Dealt grades of the same run are not dealt again.

    After Ctrl-C the table holds what is dealt, and the code is 130.
    """
    start = time.monotonic()
    if not path.exists():
        raise RotationError(BATCH["missing"].to(lang, path=path))
    may_begin(out, lang)
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / TABLE).is_file())):
        raise RotationError(BATCH["other_run"].to(lang, folder=out))
    rules = read_rules(rules_name, scores=split(scores), lang=lang)
    grades, defects = read_grades(path, rules.scores, date.today())
    errors = [defect for defect in defects if defect.severity == "error"]
    if errors:
        raise InputError("\n".join(defect.line("zh") for defect in errors), errors)
    if not grades:
        raise RotationError(BATCH["nothing"].to(lang, path=path))
    _warn(lang, [*defects, *(defect for grade in grades for defect in grade.reading.defects)])
    jobs, rows = _jobs(lang, grades, out, seed, rules, cap)
    with writing(lang, out):
        put_file(out / TABLE, grades_csv(rows, lang).encode("utf-8-sig"))
    processes = max(1, min(workers or os.cpu_count() or 1, len(jobs) or 1))
    pupils = sum(len(job.roster.pupils) for job in jobs)
    _tell(BATCH["found"].to(lang, grades=len(grades), pupils=f"{pupils:,}", jobs=processes))
    for row in rows:
        _tell(named(row.name, row.reason, lang))
    done = _deal(lang, jobs, rows, processes)
    order = {grade.name: position for position, grade in enumerate(grades)}
    rows.sort(key=lambda row: order[row.name])
    with writing(lang, out):
        put_file(out / TABLE, grades_csv(rows, lang).encode("utf-8-sig"))
    _show(Screen(sys.stdout, lang), rows, out, time.monotonic() - start)
    if not done:
        _tell(BATCH["stopped"].to(lang))
        return GIVEN_UP
    return int(any(row.state == "refused" for row in rows))


def _warn(lang: Language, defects: list[Defect]) -> None:
    """Tell the first warnings and how many more there are; one of a whole table is told once."""
    lines = list(dict.fromkeys(defect.line(lang) for defect in defects if defect.severity == "warning"))
    for line in lines[:MOST_WARNINGS]:
        _tell(line)
    if len(lines) > MOST_WARNINGS:
        _tell(BATCH["more_warnings"].to(lang, count=len(lines) - MOST_WARNINGS))


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
            reason = BATCH["too_many" if classes else "no_classes"].to(lang, classes=classes)
            rows.append(GradeRow(name=grade.name, state="refused", pupils=len(roster.pupils), reason=reason))
            continue
        jobs.append(GradeJob(grade.name, out / folder, roster, rules, classes, grade_seed(seed, grade.name), lang))
    return sorted(jobs, key=lambda job: -len(job.roster.pupils)), rows


def _deal(lang: Language, jobs: list[GradeJob], rows: list[GradeRow], processes: int) -> bool:
    """Deal in processes; after Ctrl-C these end, what is done is kept, and False is returned."""
    total = len(rows) + len(jobs)
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_deaf)
    try:
        for future in as_completed(_begun(pool, jobs)):
            row = future.result()
            rows.append(row)
            state = BATCH[row.state].to(lang)
            _tell(BATCH["progress"].to(lang, done=len(rows), all=total, name=row.name, state=state))
            if row.reason:
                _tell(row.reason)
    except KeyboardInterrupt:
        # A grade whose folder is not finished is dealt anew, so that nothing is lost by not waiting for it.
        for process in active_children():
            process.terminate()
        return False
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return True


def _begun(pool: ProcessPoolExecutor, jobs: list[GradeJob]) -> list[Future[GradeRow]]:
    """Submit the jobs, which starts the processes: deaf to Ctrl-C from their first instruction on, as they inherit."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread: nobody presses Ctrl-C here
        return [pool.submit(deal_grade, job) for job in jobs]
    try:
        return [pool.submit(deal_grade, job) for job in jobs]
    finally:
        signal.signal(signal.SIGINT, before)


def _deaf() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's affair


def _tell(text: str) -> None:
    sys.stderr.write(message(text) + "\n")
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
            screen.line(named(row.name, " ".join(row.reason.split()), screen.lang), style=BAD, mark="-")
    screen.path(BATCH["written"].to(lang, folder=out), 0, str(out))
