"""The pupils of many school-grades: one table with columns of school and grade, or a folder of one file for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rotation.domain.pupils import Roster
from rotation.io.diagnosis import Defect, Log
from rotation.io.pupil_tables import Reading, pupils_of_tables, read_pupils
from rotation.io.source import Cell, RawTable, load_file
from rotation.io.text import heading_key

__all__ = ["GradeTable", "grade_files", "read_grades"]

_SCHOOL: Final = ("学校", "学校名称", "school")
_GRADE: Final = ("年级", "grade")
_CLASSES: Final = ("班数", "编班数", "classes")
_KINDS: Final = (".csv", ".txt", ".tsv", ".xlsx")
_HEADING_ROWS: Final = 20


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


def read_grades(path: Path, scores: tuple[str, ...] = ()) -> tuple[list[GradeTable], tuple[Defect, ...]]:
    """Read every school-grade of a table or a folder, in the order of their names; bad data never raises.

    In a table the columns of school (学校), grade (年级) and classes (班数) part the rows; each may be missing but
    not both of the first two. The second value holds what is wrong with the file itself.
    """
    if path.is_dir():
        return [GradeTable(file.stem, None, read_pupils(file, scores)) for file in grade_files(path)], ()
    log = Log()
    grades = [grade for raw in load_file(path, log) for grade in _parted(raw, scores, log)]
    if not grades and not log.failed:
        log.add("no_grade_columns", path.name)
    return sorted(grades, key=lambda grade: grade.name), log.sorted(())


def _parted(raw: RawTable, scores: tuple[str, ...], log: Log) -> Iterator[GradeTable]:
    """Part one raw table; one without any of the columns is passed over."""
    telling = [i for i, (_, row) in enumerate(raw.rows[:_HEADING_ROWS]) if _part_columns(row)]
    if not telling:
        return
    position = telling[0]
    heads = raw.rows[position][1]
    named, asked = _part_columns(heads), _column(heads, _CLASSES)
    own: set[int | None] = {*named, asked}
    groups: dict[str, list[tuple[int, list[Cell]]]] = {}
    for number, row in raw.rows[position + 1 :]:
        name = " ".join(part for column in named if (part := _text(row, column)))
        if not name:
            log.add("no_grade_named", raw.file, raw.sheet, number)
            continue
        groups.setdefault(name, []).append((number, row))
    for name, rows in groups.items():
        kept = [(number, [cell for i, cell in enumerate(row) if i not in own])
                for number, row in [raw.rows[position], *rows]]  # fmt: skip
        wishes = {_text(row, asked) for _, row in rows} - {""} if asked is not None else set()
        if len(wishes) > 1 or not all(wish.isdecimal() and 1 <= int(wish) <= 200 for wish in wishes):
            log.add("grade_classes", raw.file, raw.sheet, rows[0][0], name=name, found="、".join(sorted(wishes))[:60])
            continue
        table = RawTable(raw.file, raw.sheet, kept)
        reading = pupils_of_tables([table], scores, (), Log())
        yield GradeTable(name, int(wishes.pop()) if wishes else None, reading)


def _part_columns(heads: list[Cell]) -> list[int]:
    return [column for names in (_SCHOOL, _GRADE) if (column := _column(heads, names)) is not None]


def _column(heads: list[Cell], names: tuple[str, ...]) -> int | None:
    keys = {heading_key(name) for name in names}
    return next((i for i, cell in enumerate(heads) if isinstance(cell, str) and heading_key(cell) in keys), None)


def _text(row: list[Cell], column: int | None) -> str:
    cell = row[column] if column is not None and column < len(row) else ""
    return cell.strip() if isinstance(cell, str) else ""
