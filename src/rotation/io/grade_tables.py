"""The pupils of many school-grades: one table with columns of school and grade, or a folder of one file for each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from rotation.domain.pupils import Roster
from rotation.i18n import Text
from rotation.i18n.defects import LINE
from rotation.io.cells import UnreadableError, parser
from rotation.io.diagnosis import Defect, Log
from rotation.io.grade_parts import GradePart, grade_parts, has_grades
from rotation.io.pupil_tables import PUPILS, Reading, pupils_of_tables, read_pupils
from rotation.io.sheets import Column
from rotation.io.source import RawTable, load_file
from rotation.io.tables import leave_out, looks_like
from rotation.io.text import fold

__all__ = ["GradeTable", "grade_files", "read_grades"]

_GRADE: Final = parser(Column("grade", "grade"))
_IN_NAME: Final = re.compile(
    r"(?<![\d一二三四五六七八九十])(?:(?:初|grade|year)[1-9一二三四五六七八九](?:年级|级)?|[1-9一二三四五六七八九]年?级)(?!\d)"
)
"""A grade within a file's name, folded; not the 6 of 2026级."""
_KINDS: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".et")
"""Tables of kinds that cannot be read are among them: their pupils are to be missed by name."""


@dataclass(frozen=True, slots=True)
class GradeTable:
    """One school-grade: its name, how many classes its table asks for (None: nothing said), its pupils as read."""

    name: str
    classes: int | None
    reading: Reading[Roster]


def grade_files(folder: Path) -> list[Path]:
    """Return the tables of a folder in the order of their names."""
    tables = (path for path in folder.iterdir() if path.suffix.lower() in _KINDS and path.is_file())
    return sorted(path for path in tables if not path.name.startswith((".", "~")))


def read_grades(
    path: Path, scores: tuple[str, ...] = (), day: date | None = None
) -> tuple[list[GradeTable], tuple[Defect, ...]]:
    """Read every school-grade of a table or a folder, in the order of their names; bad data never raises.

    In a table the columns of school (学校), grade (年级) and classes (班数) part the rows; each may be missing but
    not both of the first two. ``day`` is that of reading, by which births are judged. The second value holds
    what is wrong with the files themselves.
    """
    log = Log()
    grades = list((_of_folder if path.is_dir() else _of_file)(path, scores, log, day))
    grades.sort(key=lambda grade: grade.name)
    _report_pupils_of_two(grades, log)
    return grades, log.sorted(())


def _of_folder(folder: Path, scores: tuple[str, ...], log: Log, day: date | None) -> Iterable[GradeTable]:
    """Yield one school-grade for each file; two files of one name are an error, as are two spellings of one."""
    first: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for file in grade_files(folder):
        if file.stem in first:
            log.add("grade_twice", file.name, name=file.stem, other=Text(first[file.stem], first[file.stem]))
            continue
        first[file.stem] = file.name
        meant = spelt.setdefault(_named(file.stem), file.name)
        if meant != file.name:
            log.add("grade_spelt_twice", file.name, name=file.stem, other=Text(f"“{meant}”", f'"{meant}"'))
            continue
        yield GradeTable(file.stem, None, read_pupils(file, scores, day=day))


def _of_file(path: Path, scores: tuple[str, ...], log: Log, day: date | None) -> Iterable[GradeTable]:
    raws = load_file(path, log)
    parted = [raw for raw in raws if has_grades(raw)]
    if not parted:
        if not log.failed:
            log.add("no_grade_columns", path.name)
        return
    for raw in raws:
        if raw not in parted and raw.rows:
            leave_out(raw, "sheet_without_grade" if looks_like(PUPILS, raw) else "sheet_unread", parted[0], log)
    for part in _apart([part for raw in parted for part in grade_parts(raw, log)], log):
        yield GradeTable(part.name, part.classes, pupils_of_tables([part.table], scores, (), Log(), day))


def _apart(parts: Iterable[GradePart], log: Log) -> Iterable[GradePart]:
    """Yield the parts whose name no earlier one bears: neither pooled nor dealt twice."""
    first: dict[str, GradePart] = {}
    spelt: dict[tuple[str, ...], GradePart] = {}
    for part in parts:
        earlier = first.setdefault(part.name, part)
        meant = spelt.setdefault((*map(fold, part.key[:-1]), _spelling(part.key[-1])), part)
        if earlier is meant is part:
            yield part
            continue
        if earlier is part:
            code, other = "grade_spelt_twice", Text(f"“{meant.name}”", f'"{meant.name}"')
        else:
            code, other = "grade_twice" if earlier.key == part.key else "grade_named_alike", _place(earlier)
        log.add(code, part.table.file, part.table.sheet, part.first, name=part.name, other=other)


def _spelling(word: str) -> str:
    """Return the form in which two spellings of a grade are one: 1年级, １年级 and 一年级."""
    try:
        return str(_GRADE(word))
    except UnreadableError:
        return fold(word)


def _named(stem: str) -> str:
    """Return the form in which two spellings of a file's name are one: 甲校１年级, 甲校 一年级 and 甲校1年级."""
    return _IN_NAME.sub(lambda found: f"<{_spelling(found[0])}>", fold(stem))


def _place(part: GradePart) -> Text:
    table: RawTable = part.table
    row = LINE["row"].fill(row=part.first)
    if table.sheet is None:
        return row
    sheet, between = LINE["sheet"].fill(sheet=table.sheet), LINE["between"]
    return Text(sheet.zh + between.zh + row.zh, sheet.en + between.en + row.en)


def _report_pupils_of_two(grades: Iterable[GradeTable], log: Log) -> None:
    """Warn of pupils who by id and name are in two grades; of ids alone once, as schools may number their own."""
    seen: dict[str, tuple[str, int, str]] = {}
    ids = []
    for grade in grades:
        for pupil in () if grade.reading.value is None else grade.reading.value.pupils:
            row = grade.reading.places[pupil.id][2]
            other, first, name = seen.setdefault(fold(pupil.id), (grade.name, row, fold(pupil.name)))
            if other == grade.name:
                continue
            place, values = (*grade.reading.places[pupil.id], None, pupil.id), {"other": other, "first": first}
            if name == fold(pupil.name):
                log.add("pupil_in_two_grades", *place, **values)
            else:
                ids.append((place, values))
    for place, values in ids[:1]:
        log.add("id_in_two_grades", *place, **values, count=len(ids))
