"""One table of many school-grades parted into the rows of each; a row that cannot be placed is an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rotation.i18n.pupils import PART
from rotation.io.diagnosis import Log
from rotation.io.source import BLANK, Cell, RawTable, Trouble
from rotation.io.text import heading_key

__all__ = ["GradePart", "grade_parts", "has_grades"]

_NAMES: Final = {
    "school": ("学校", "学校名称", "school"), "grade": ("年级", "grade"), "classes": ("班数", "编班数", "classes"),
}  # fmt: skip
_PARTING: Final = ("school", "grade")
_HEADING_ROWS: Final = 20


@dataclass(frozen=True, slots=True)
class GradePart:
    """The rows of one school-grade: ``key`` is school and grade, ``table`` has the other columns alone."""

    key: tuple[str, ...]
    classes: int | None
    table: RawTable

    @property
    def name(self) -> str:
        """School and grade with a blank between."""
        return " ".join(self.key)

    @property
    def first(self) -> int:
        """Row of the first pupil."""
        return self.table.rows[1][0]


def has_grades(raw: RawTable) -> bool:
    """Say whether a table has a column of school or grade."""
    return _heading_row(raw) is not None


def grade_parts(raw: RawTable, log: Log) -> list[GradePart]:
    """Part a table that has grades; what is wrong with school, grade or classes goes to the log."""
    position = _heading_row(raw)
    assert position is not None
    number, heads = raw.rows[position]
    columns = _columns(raw, number, heads, log)
    merged = [name for name, _, last in raw.merged if last >= number]
    for name in merged:
        log.add("merged_cells", raw.file, raw.sheet, None, None, name)
    if columns is None or merged:
        return []
    groups: dict[tuple[str, ...], list[tuple[int, list[Cell]]]] = {}
    for at, row in raw.rows[position + 1 :]:
        key = _key(raw, at, row, heads, columns, log)
        if key is not None:
            groups.setdefault(key, []).append((at, row))
    found = []
    own = set(columns.values())
    for key, rows in groups.items():
        kept = [(at, [cell for i, cell in enumerate(row) if i not in own]) for at, row in [(number, heads), *rows]]
        wishes = {_text(row, columns.get("classes")) for _, row in rows} - {BLANK}
        if len(wishes) > 1 or not all(wish.isdecimal() and 1 <= int(wish) <= 200 for wish in wishes):
            said = ", ".join(sorted(wishes))[:60]
            log.add("grade_classes", raw.file, raw.sheet, rows[0][0], name=" ".join(key), found=said)
            continue
        table = RawTable(raw.file, raw.sheet, kept, hidden=raw.hidden, cut=raw.cut)
        found.append(GradePart(key, int(wishes.pop()) if wishes else None, table))
    return found


def _heading_row(raw: RawTable) -> int | None:
    keys = {heading_key(name) for part in _PARTING for name in _NAMES[part]}
    rows = enumerate(row for _, row in raw.rows[:_HEADING_ROWS])
    return next((i for i, row in rows if any(isinstance(c, str) and heading_key(c) in keys for c in row)), None)


def _columns(raw: RawTable, number: int, heads: list[Cell], log: Log) -> dict[str, int] | None:
    """Return the columns that are there; None where one is there twice."""
    columns: dict[str, int] = {}
    twice = False
    for part, names in _NAMES.items():
        keys = {heading_key(name) for name in names}
        at = [i for i, cell in enumerate(heads) if isinstance(cell, str) and heading_key(cell) in keys]
        for second in at[1:]:
            log.add("duplicate_heading", raw.file, raw.sheet, number, str(heads[second]), first=str(heads[at[0]]))
            twice = True
        if at:
            columns[part] = at[0]
    return None if twice else columns


def _key(
    raw: RawTable, number: int, row: list[Cell], heads: list[Cell], columns: dict[str, int], log: Log
) -> tuple[str, ...] | None:
    """Return a row's school and grade, None where the row does not say them, which is reported."""
    troubled = False
    for column in columns.values():
        cell = row[column] if column < len(row) else BLANK
        if isinstance(cell, Trouble):
            log.add(cell.code or "excel_error", raw.file, raw.sheet, number, str(heads[column]), cell.found)
            troubled = True
    if troubled:
        return None
    named = {part: _text(row, columns[part]) for part in _PARTING if part in columns}
    if not any(named.values()):
        log.add("no_grade_named", raw.file, raw.sheet, number)
        return None
    for part, word in named.items():
        if not word:
            log.add("grade_half_named", raw.file, raw.sheet, number, str(heads[columns[part]]), part=PART[part])
            return None
    return tuple(named.values())


def _text(row: list[Cell], column: int | None) -> str:
    cell = row[column] if column is not None and column < len(row) else BLANK
    return cell.strip() if isinstance(cell, str) else BLANK
