"""Decisions from wherever the heads wrote them: a decisions file, or the roster that was exported to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rotation.domain.district import District
from rotation.domain.rulings import Ruling
from rotation.errors import DecisionError, InputError
from rotation.i18n import Language, Text
from rotation.i18n.decisions import DECISIONS
from rotation.i18n.papers import DECISIONS_PROBLEM
from rotation.io.diagnosis import Log
from rotation.io.roster_decisions import RosterDecisions, RosterEdit, roster_decisions
from rotation.io.roster_record import RECORD_SHEET
from rotation.io.rulings import read_rulings
from rotation.io.source import load
from rotation.io.text import fold

__all__ = ["read_decisions"]

ROSTER: Final = frozenset({"花名册", "roster"})
_KIND: Final = {"agree": "keep", "refuse": "refuse", "change": "assign"}
MOST_EDITS: Final = 10


def read_decisions(
    path: Path, district: District, plan: str, lang: Language = "zh", log: Log | None = None
) -> tuple[Ruling, ...]:
    """Return the rulings in a file, at least one.

    Parameters
    ----------
    plan
        The number of the plan they are about; a roster of another plan is refused.
    log
        Where warnings are left.

    Raises
    ------
    InputError
        The file cannot be read, with every defect.
    DecisionError
        A roster is of another plan, was edited outside its decision columns, says what cannot be understood or
        nothing.
    """
    path = Path(path)
    if path.suffix.lower() == ".xlsx" and path.is_file():
        trouble = Log()
        tables = load(path, trouble)  # once: a roster that a spreadsheet has saved takes seconds to read
        if any(fold(table.name) in ROSTER or table.name == RECORD_SHEET for table in tables):
            if trouble.failed:
                raise InputError(trouble.defects[0].line(lang), trouble.defects)
            written = roster_decisions(tables, path.name, lang)
            found = tuple(_from_roster(written, path.name, district, plan))
            if log is not None:
                _tell_of_remarks(written, path.name, log)
            if not found:
                raise DecisionError(DECISIONS["none"].fill(file=path.name))
            return found
    return read_rulings(path, district, log)


def _from_roster(found: RosterDecisions, file: str, district: District, plan: str) -> Iterator[Ruling]:
    """Yield the rows of a roster that decide something."""
    problems = list(found.problems)
    if found.plan != plan:
        problems.append(DECISIONS["roster_other"].fill(found=found.plan, plan=plan))
    if not found.intact:
        problems.append(DECISIONS["roster_record"])
    elif found.edits:
        listed = [_edit(edit) for edit in found.edits[:MOST_EDITS]]
        between = DECISIONS["sep"]
        names = Text(between.zh.join(t.zh for t in listed), between.en.join(t.en for t in listed))
        problems.append(DECISIONS["roster_edits"].fill(count=len(found.edits), list=names))
    known = district.teacher_by_id
    problems += [
        DECISIONS_PROBLEM["teacher"].fill(row=decision.row, found=decision.teacher)
        for decision in found.decisions
        if decision.teacher not in known
    ]
    if problems:
        raise DecisionError(DECISIONS["roster_wrong"].fill(file=file, count=len(problems)), problems)
    for decision in found.decisions:
        if decision.decision is not None:
            kind, to = _KIND[decision.decision], decision.change_to
            yield Ruling(kind=kind, teacher=decision.teacher, to=to, remark=decision.remark, row=decision.row)


def _tell_of_remarks(found: RosterDecisions, file: str, log: Log) -> None:
    """Warn of rows that say something and decide nothing."""
    rows = [str(decision.row) for decision in found.decisions if decision.decision is None]
    if rows:
        listed = ", ".join(rows[:MOST_EDITS]) + (", ..." if len(rows) > MOST_EDITS else "")
        log.add("remark_undecided", file, rows=listed)


def _edit(edit: RosterEdit) -> Text:
    """Say what was changed: a cell, or a row or a sheet that came or went."""
    key, blank = "edit", DECISIONS["edit_blank"]
    if edit.column is None or edit.row is None:
        whole = "row" if edit.row is not None else "sheet" if edit.column is None else "column"
        key = whole + ("_gone" if edit.after is None else "_new")
    return DECISIONS[key].fill(
        sheet=edit.sheet, row=edit.row, column=edit.column, before=edit.before or blank, after=edit.after or blank
    )
