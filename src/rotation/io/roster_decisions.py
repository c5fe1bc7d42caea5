"""The heads' decisions, read back from the exported roster; every edit elsewhere in the workbook is named.

The workbook carries, very hidden, a copy of every row as it was written and a digest of these copies. Sorting rows
is no edit, because people filter and sort; any other difference outside the decision columns is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, cast

from rotation.errors import InputError
from rotation.i18n import LANGUAGES, Language, Text
from rotation.i18n.papers import DECISION, DECISION_COLUMN, DECISIONS_PROBLEM, ROSTER_SHEET
from rotation.io.diagnosis import Log
from rotation.io.roster_record import (
    HEADING_ROW,
    RECORD_SHEET,
    SCHOOL_SHEET,
    Record,
    RosterEdit,
    cell_text,
    edits_of,
    school_label,
)
from rotation.io.source import RawTable, Trouble, load
from rotation.io.text import fold, letters

__all__ = ["RosterDecision", "RosterDecisions", "RosterEdit", "read_roster_decisions", "roster_decisions"]

OURS: Final = ("decision", "change_to", "remark")

Kind = Literal["agree", "refuse", "change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDecision:
    """One person's row with something in a decision column.

    ``decision`` is None where there is only a remark; ``change_to`` is a school's id, given with change alone.
    """

    row: int
    teacher: str
    decision: Kind | None
    change_to: str | None
    remark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDecisions:
    """What a returned roster says; ``problems`` are decisions that cannot be understood, one sentence each.

    ``intact`` says that the hidden record fits its own digest, without which ``edits`` mean little.
    """

    plan: str
    decisions: tuple[RosterDecision, ...]
    edits: tuple[RosterEdit, ...]
    problems: tuple[Text, ...]
    intact: bool


def read_roster_decisions(path: Path, lang: Language = "zh") -> RosterDecisions:
    """Read the decisions from an exported roster.

    Raises
    ------
    InputError
        The file cannot be read, or is no roster that ``rotation export`` wrote.
    """
    log = Log()
    found = load(Path(path), log)
    if log.failed:
        raise InputError(log.defects[0].line(lang), log.defects)
    return roster_decisions(found, Path(path).name, lang)


def roster_decisions(found: Sequence[RawTable], file: str, lang: Language = "zh") -> RosterDecisions:
    """Return the decisions in the tables of a workbook; raises ``InputError`` where it is no exported roster."""
    tables = {table.name: table for table in found}
    record = Record.of(tables.get(RECORD_SHEET))
    if record is None:
        raise InputError(DECISIONS_PROBLEM["not_roster"].to(lang, file=file))
    roster = _roster(record, tables, file, lang)
    columns = _columns(roster)
    for name in ("teacher", "decision"):
        if name not in columns:
            raise InputError(_without(roster, record, name).to(lang))
    written = {**columns, **_headings(record.headings(roster.name))}
    key = written["teacher"]
    reader = _Decisions(roster, columns, _schools(tables.get(SCHOOL_SHEET)), record.column(roster.name, key))
    reader.read()
    free = [written[name] for name in OURS if name in written]
    edits = tuple(edits_of(record, tables, roster.name, key, free))
    return RosterDecisions(
        plan=record.plan,
        decisions=tuple(reader.decisions),
        edits=edits,
        problems=tuple(reader.problems),
        intact=record.intact,
    )


# --- the decisions ----------------------------------------------------------------------------------------


@dataclass
class _Decisions:
    """Reads the rows of the roster one by one."""

    roster: RawTable
    columns: Mapping[str, int]
    schools: Mapping[str, set[str]]
    teachers: frozenset[str]
    decisions: list[RosterDecision] = field(default_factory=list)
    problems: list[Text] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def read(self) -> None:
        for name, _, last in self.roster.merged:
            if last > HEADING_ROW:
                self.problems.append(DECISIONS_PROBLEM["merged"].fill(range=name))
        for number, cells in self.roster.rows:
            if number > HEADING_ROW and not self._uncalculated(number, cells):
                found = {name: cell_text(cells, column) for name, column in self.columns.items()}
                if any(found.get(name) for name in OURS):
                    self._row(number, found)

    def _uncalculated(self, row: int, cells: Sequence[object]) -> bool:
        """Say whether a cell of ours is a formula without a result, which is a problem."""
        for name in OURS:
            column = self.columns.get(name, len(cells))
            cell = cells[column] if column < len(cells) else None
            if isinstance(cell, Trouble) and cell.code == "formula_without_value":
                self.problems.append(DECISIONS_PROBLEM["formula"].fill(row=row, column=DECISION_COLUMN[name]))
                return True
        return False

    def _row(self, row: int, found: Mapping[str, str]) -> None:
        teacher, word = found["teacher"], found["decision"]
        if teacher not in self.teachers:
            return self._problem("teacher", row, found=teacher[:80])
        if teacher in self.seen:
            return self._problem("twice", row, teacher=teacher, first=self.seen[teacher])
        self.seen[teacher] = row
        kinds = [code for code, text in DECISION.items() if fold(word) in {fold(text.zh), fold(text.en)}]
        if word and not kinds:
            return self._problem("word", row, teacher=teacher, found=word[:80])
        kind = cast("Kind", kinds[0]) if kinds else None
        place = found.get("change_to", "")
        school = self._school(row, teacher, kind, place)
        if school is not None or (kind != "change" and not place):
            remark = found.get("remark") or None
            self.decisions.append(
                RosterDecision(row=row, teacher=teacher, decision=kind, change_to=school, remark=remark)
            )
        return None

    def _school(self, row: int, teacher: str, kind: Kind | None, place: str) -> str | None:
        """Return the school that a change names; a problem is recorded where it names none, or is no change."""
        meant = self.schools.get(fold(place), set())
        if kind != "change":
            if place:
                self._problem("school_alone", row, teacher=teacher, found=place[:80])
        elif not place:
            self._problem("no_school", row, teacher=teacher)
        elif len(meant) != 1:
            key = "many_schools" if meant else "unknown_school"
            self._problem(key, row, teacher=teacher, found=place[:80])
        else:
            return next(iter(meant))
        return None

    def _problem(self, key: str, row: int, **values: object) -> None:
        self.problems.append(DECISIONS_PROBLEM[key].fill(row=row, **values))


def _roster(record: Record, tables: Mapping[str, RawTable], file: str, lang: Language) -> RawTable:
    """Return the sheet with the decisions; it goes by its name, and where it is gone is told what it may be called."""
    name = next((name for name in map(ROSTER_SHEET.to, LANGUAGES) if name in record.rows), ROSTER_SHEET.to(lang))
    if name in tables:
        return tables[name]
    strange = [each for each in tables.values() if each.name not in record.rows and "decision" in _columns(each)]
    if strange:
        raise InputError(DECISIONS_PROBLEM["renamed"].to(lang, file=file, sheet=name, found=strange[0].name))
    raise InputError(DECISIONS_PROBLEM["no_sheet"].to(lang, file=file, sheet=name))


def _without(roster: RawTable, record: Record, name: str) -> Text:
    """Say where a column of the contract should be: its heading was changed, or stands in another row."""
    for number, cells in roster.rows:
        if number != HEADING_ROW and {"teacher", "decision"} <= _headings(cells).keys():
            return DECISIONS_PROBLEM["heading_row"].fill(sheet=roster.name, row=HEADING_ROW, found=number)
    heads = next((cells for number, cells in roster.rows if number == HEADING_ROW), [])
    written = record.headings(roster.name)
    place = _headings(written).get(name, 0)
    column = written[place] if place < len(written) else DECISION_COLUMN[name]
    found = cell_text(heads, place)[:80] if place < len(heads) else ""
    cell = f"{letters(place + 1)}{HEADING_ROW}"
    return DECISIONS_PROBLEM["heading"].fill(
        sheet=roster.name, row=HEADING_ROW, column=column, cell=cell, found=found or DECISIONS_PROBLEM["blank"]
    )


def _columns(roster: RawTable) -> dict[str, int]:
    """Return the columns of the contract in the row of the headings, counted from 0."""
    return next((_headings(cells) for number, cells in roster.rows if number == HEADING_ROW), {})


def _headings(cells: Sequence[object]) -> dict[str, int]:
    """Return the columns of the contract by their headings in either language, counted from 0."""
    headings = {fold(cell): column for column, cell in enumerate(cells) if isinstance(cell, str)}
    names = {name: (fold(text.zh), fold(text.en)) for name, text in DECISION_COLUMN.items()}
    return {name: headings[word] for name, words in names.items() for word in words if word in headings}


def _schools(table: RawTable | None) -> dict[str, set[str]]:
    """Return the ids that an id, a name or a label of the drop-down list may mean."""
    meant: dict[str, set[str]] = {}
    for _, cells in [] if table is None else table.rows[1:]:
        school, name = cell_text(cells, 0), cell_text(cells, 1)
        for word in (school, name, school_label(school, name)):
            meant.setdefault(fold(word), set()).add(school)
        meant[fold(school)] = {school}
    return meant
