"""The tables of a grade, its pupils and its teachers, read with every defect in one pass."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, Generic, TypeVar

from rotation.domain.pupils import ClassTeacher, Pupil, Roster
from rotation.errors import InputError
from rotation.i18n import COMMA, joined
from rotation.i18n.pupils import NAMES, SCORE_WORDS
from rotation.io.cells import UnreadableError, parser
from rotation.io.check_career import check_career
from rotation.io.diagnosis import Defect, Log
from rotation.io.pupil_answers import is_no, settle_answers
from rotation.io.pupil_doubts import check_births, check_lengths, check_marks
from rotation.io.rows import Row, Rows, read_rows
from rotation.io.sheets import Column, Sheet
from rotation.io.source import BLANK, Cell, RawTable, Trouble, load_file
from rotation.io.tables import leave_out, looks_like, recognise_single
from rotation.io.text import fold, heading_key

__all__ = [
    "CLASS_TEACHERS", "PUPILS", "Reading", "canonical_roster", "canonical_teachers", "demand", "pupils_of_tables",
    "read_class_teachers", "read_pupils",
]  # fmt: skip

PUPILS: Final = Sheet("pupils", Pupil, (
    Column("id", "id", required=True),
    Column("name", "text", required=True),
    Column("sex", "code", required=True, words="sex"),
    Column("born", "date"),
    Column("origin", "text"),
    Column("needs", "texts"),
    Column("migrant", "yes"),
    Column("left_behind", "yes"),
    Column("twins", "text"),
    Column("twins_wish", "code", words="twins"),
    Column("keep_apart", "texts"),
    Column("staff_relatives", "texts"),
), ("id",), required=False)  # fmt: skip

CLASS_TEACHERS: Final = Sheet("class_teachers", ClassTeacher, (
    Column("id", "id", required=True),
    Column("name", "text", required=True),
    Column("sex", "code", required=True, words="sex"),
    Column("born", "date", required=True),
    Column("hired", "date", required=True),
    Column("title", "code", words="title"),
    Column("backbone", "code", words="backbone"),
    Column("subject", "code", required=True, words="subject"),
    Column("homeroom", "yes"),
    Column("classes", "whole", low=1, high=20),
), ("id",), required=False)  # fmt: skip

_SCORE: Final = Column("score", "decimal", low=-10_000, high=100_000)
_NUMBER: Final = re.compile(r"(?:\d[\s\-_./·]*){8,}")
"""Eight digits or more, however they are parted: an identity number, a register's number, a telephone number."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What was read, None where an error is among the defects; ``places``: file, sheet and row of pupils by id."""

    value: T | None
    defects: tuple[Defect, ...]
    places: Mapping[str, tuple[str, str | None, int]] = field(default_factory=dict)


def read_pupils(
    path: Path, scores: tuple[str, ...] = (), among: tuple[Pupil, ...] = (), day: date | None = None
) -> Reading[Roster]:
    """Read the pupils of one grade with the named columns of scores; bad data never raises.

    ``among`` are pupils who are in the grade already and may be named by wishes to be apart, ``day`` that of reading,
    by which births are judged (None: what was judged before is read again).
    """
    log = Log()
    return pupils_of_tables(load_file(Path(path), log), scores, among, log, day)


def pupils_of_tables(
    tables: list[RawTable], scores: tuple[str, ...], among: tuple[Pupil, ...], log: Log, day: date | None = None
) -> Reading[Roster]:
    """Read the pupils of one grade from raw tables; what went wrong before is in the log already."""
    rows = _rows(PUPILS, tables, log)
    if rows is None:
        return Reading(None, log.sorted(()))
    columns = _score_columns(rows, scores)
    cells = dict(rows.table.body) if columns else {}
    marks = {row.number: _scores(rows, row, columns, cells.get(row.number, [])) for row in rows}
    settle_answers(rows)
    index = _identify(rows)
    for pupil in among:
        index.setdefault(fold(pupil.id), [pupil.id])
        index["name:" + fold(pupil.name)].append(pupil.id)
    apart = {row.number: _keep_apart(rows, row, index) for row in rows}
    _check_numbers(rows, "name", "origin", "needs")
    check_lengths(rows, "name", "origin", "needs")
    check_births(rows, [pupil.born for pupil in among if pupil.born is not None], day)
    check_marks(rows, columns, marks, [pupil.scores for pupil in among])
    _check_twice(rows)
    _check_twins(rows)
    defects = log.sorted([rows.table.place])
    if log.failed:
        return Reading(None, defects)
    spelt: dict[str, str] = {}
    pupils = [_pupil(row, apart[row.number], marks[row.number], spelt) for row in rows]
    places = {pupil.id: (*rows.table.place, row.number) for pupil, row in zip(pupils, rows, strict=True)}
    return Reading(Roster(tuple(sorted(pupils, key=lambda p: p.id)), scores), defects, places)


def read_class_teachers(path: Path, day: date | None = None) -> Reading[tuple[ClassTeacher, ...]]:
    """Read the teachers of one grade; bad data never raises. ``day`` is the one on which their ages are counted."""
    log = Log()
    rows = _rows(CLASS_TEACHERS, load_file(Path(path), log), log)
    if rows is None:
        return Reading(None, log.sorted(()))
    _identify(rows)
    _check_numbers(rows, "name")
    if day is not None:
        for row in rows:
            check_career(rows, row, day)
    defects = log.sorted([rows.table.place])
    if log.failed:
        return Reading(None, defects)
    teachers = [
        ClassTeacher(**{c.field: row.values[c.field] for c in CLASS_TEACHERS.columns if c.field in row.values})  # type: ignore[arg-type]
        for row in rows
    ]
    return Reading(tuple(sorted(teachers, key=lambda t: t.id)), defects)


def demand(reading: Reading[T]) -> T:
    """Return what was read; raises ``InputError`` with every error."""
    if reading.value is not None:
        return reading.value
    errors = [defect for defect in reading.defects if defect.severity == "error"]
    raise InputError("\n".join(defect.line("zh") for defect in errors), errors)


def canonical_roster(roster: Roster) -> str:
    """Return the roster as the one CSV text of which the digest is taken."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(c.field for c in PUPILS.columns), *roster.scores])
    for p in roster.pupils:
        wish = "" if p.together is None else ("together" if p.together else "apart")
        writer.writerow([
            p.id, p.name, p.sex, p.born or "", p.origin or "", "|".join(p.needs), int(p.migrant), int(p.left_behind),
            p.twins or "", wish, "|".join(p.keep_apart), "|".join(p.staff_relatives),
            *("" if s is None else format(s.normalize(), "f") for s in p.scores),
        ])  # fmt: skip
    return out.getvalue()


def canonical_teachers(teachers: tuple[ClassTeacher, ...]) -> str:
    """Return the teachers as the one CSV text of which the digest is taken."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [c.field for c in CLASS_TEACHERS.columns]
    writer.writerow(names)
    writer.writerows([getattr(teacher, name) for name in names] for teacher in teachers)
    return out.getvalue()


def _rows(sheet: Sheet, tables: list[RawTable], log: Log) -> Rows | None:
    table = recognise_single(sheet, tables, NAMES[sheet.name], log)
    if table is None:
        return None
    for raw in tables:
        if raw is not table.raw and raw.rows and fold(raw.name) not in _other_names(sheet):
            leave_out(raw, "table_elsewhere" if looks_like(sheet, raw) else "sheet_unread", table.raw, log)
    rows = read_rows(table, log)
    if not table.body:
        rows.report("no_pupils" if sheet is PUPILS else "no_class_teachers")
    return rows


def _other_names(sheet: Sheet) -> set[str]:
    """Return what a sheet for another purpose in the same workbook is called."""
    return {fold(name) for key, names in NAMES.items() if key != sheet.name for name in names}


def _score_columns(rows: Rows, scores: tuple[str, ...]) -> list[str]:
    """Return the headings of the score columns; say which are wanting and which are not read."""
    unknown = {heading_key(heading): heading for heading in rows.table.unknown}
    wanted = {heading_key(name) for name in scores}
    place, number = rows.table.place, rows.table.heading_row
    rows.log.defects = [
        d for d in rows.log.defects
        if d.code != "unknown_column" or not (heading_key(d.column or "") in wanted or _is_score(d.column or ""))
    ]  # fmt: skip
    for heading in rows.table.unknown:
        if heading_key(heading) not in wanted and _is_score(heading):
            rows.log.add("score_unlisted" if scores else "scores_unread", *place, number, heading)
    for name in scores:
        if heading_key(name) not in unknown:
            rows.log.add("unknown_score", *place, number, None, name, name=name, known=joined(unknown.values(), COMMA))
    return [unknown[heading_key(name)] for name in scores if heading_key(name) in unknown]


def _is_score(heading: str) -> bool:
    return any(word in fold(heading) for word in SCORE_WORDS)


def _scores(rows: Rows, row: Row, columns: list[str], cells: list[Cell]) -> tuple[Decimal | None, ...]:
    written, parse = dict(row.extra), parser(_SCORE)
    marks: list[Decimal | None] = []
    for heading in columns:
        text, position = written.get(heading, ""), rows.table.unknown[heading]
        cell = cells[position] if position < len(cells) else BLANK
        if isinstance(cell, Trouble):  # a formula without its result is no missing mark
            rows.log.add(cell.code or "excel_error", *rows.table.place, row.number, heading, cell.found)
            marks.append(None)
            continue
        if fold(text) in {"", "-", "--", "缺考", "缺", "无", "absent"}:
            marks.append(None)
            continue
        try:
            marks.append(Decimal(str(parse(text))))
        except UnreadableError as trouble:
            rows.log.add(trouble.code, *rows.table.place, row.number, heading, text, **trouble.values)
            marks.append(None)
    return tuple(marks)


def _identify(rows: Rows) -> defaultdict[str, list[str]]:
    """Report ids borne twice; return the ids by folded id and name."""
    first: dict[str, int] = {}
    index: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        identity, name = row.text("id"), row.text("name")
        if identity is None:
            continue
        if fold(identity) in first:
            rows.report("duplicate_id", row, "id", first=first[fold(identity)])
        first.setdefault(fold(identity), row.number)
        index[fold(identity)] = [identity]
        if name is not None:
            index["name:" + fold(name)].append(identity)
    return index


def _keep_apart(rows: Rows, row: Row, index: dict[str, list[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for other in row.texts("keep_apart"):
        bearers = index.get(fold(other)) or index.get("name:" + fold(other), [])
        if not bearers and is_no(other):
            continue
        if not bearers:
            rows.report("keep_apart_unknown", row, "keep_apart", other=other)
        elif len(bearers) > 1:
            rows.report("keep_apart_ambiguous", row, "keep_apart", other=other)
        elif bearers[0] == row.text("id"):
            rows.report("keep_apart_self", row, "keep_apart")
        else:
            found.append(bearers[0])
    return tuple(sorted(set(found)))


def _check_numbers(rows: Rows, *published: str) -> None:
    """Report numbers of persons where what is written will be published."""
    for row in rows:
        for name in published:
            if name in rows.table.columns and _NUMBER.search(unicodedata.normalize("NFKC", rows.written(row, name))):
                rows.report("number_published", row, name)


def _check_twice(rows: Rows) -> None:
    seen: dict[tuple[str, str, date], int] = {}
    for row in rows:
        born, name, sex = row.day("born"), row.text("name"), row.text("sex")
        if born is not None and name is not None and sex is not None:
            if (name, sex, born) in seen:
                rows.report("same_pupil_twice", row, "name", first=seen[name, sex, born])
            seen.setdefault((name, sex, born), row.number)


def _check_twins(rows: Rows) -> None:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        twins = row.text("twins")
        if twins is not None:
            groups[fold(twins)].append(row)
        elif row.text("twins_wish") is not None and "twins" not in row.unreadable:
            rows.report("wish_without_twins", row, "twins_wish")
    for group in groups.values():
        if len(group) == 1:
            rows.report("twins_alone", group[0], "twins")
        for row in _disagreeing(group):
            rows.report("twins_disagree", row, "twins_wish", first=group[0].number)
        if all(row.blank("twins_wish") for row in group):
            rows.report("twins_without_wish", group[0], "twins_wish")


def _disagreeing(group: list[Row]) -> Iterator[Row]:
    wishes = [row.text("twins_wish") for row in group]
    asked = next((wish for wish in wishes if wish is not None), None)
    yield from (row for row, wish in zip(group, wishes, strict=True) if wish not in (None, asked))


def _pupil(row: Row, apart: tuple[str, ...], marks: tuple[Decimal | None, ...], spelt: dict[str, str]) -> Pupil:
    """Return the pupil of a row; ``spelt`` holds how a family's mark was written first, for the others to share."""
    wish, twins = row.text("twins_wish"), row.text("twins")
    return Pupil(
        id=row.text("id") or "", name=row.text("name") or "", sex=row.text("sex") or "", born=row.day("born"),
        origin=row.text("origin"), needs=tuple(sorted(row.texts("needs"))),
        migrant=row.values.get("migrant") is True, left_behind=row.values.get("left_behind") is True,
        twins=None if twins is None else spelt.setdefault(fold(twins), twins),
        together=None if wish is None else wish == "together", keep_apart=apart,
        staff_relatives=tuple(sorted(row.texts("staff_relatives"))), scores=marks,
    )  # fmt: skip
