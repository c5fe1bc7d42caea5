"""From a table's cells to rows of values, each defect of a cell reported where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from rotation.domain.district import Extra
from rotation.i18n.headings import TABLE_HEADINGS as HEADINGS
from rotation.io.cells import BLANKS, Certificate, UnreadableError, Value, parser
from rotation.io.diagnosis import Log
from rotation.io.sheets import Column
from rotation.io.source import BLANK, Cell, Trouble
from rotation.io.tables import Table, own_heading
from rotation.io.text import fold, has_control

__all__ = ["Row", "Rows", "read_rows"]


@dataclass(slots=True)
class Row:
    """One row of a sheet: values by field (absent where blank) and the fields that could not be read."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    extra: Extra = ()

    def text(self, name: str) -> str | None:
        """Return a text, code or id; None where blank or unreadable."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def whole(self, name: str) -> int | None:
        """Return a whole number; None where blank or unreadable."""
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def number_of(self, name: str) -> float | None:
        """Return a number; None where blank or unreadable."""
        value = self.values.get(name)
        return value if isinstance(value, float | int) else None

    def day(self, name: str) -> date | None:
        """Return a date; None where blank or unreadable."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def certificate(self) -> Certificate | None:
        """Return the certificates of a teacher; None where unreadable."""
        value = self.values.get("certificate_stages")
        return value if isinstance(value, Certificate) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; empty where blank or unreadable."""
        value = self.values.get(name)
        return tuple(str(item) for item in value) if isinstance(value, tuple) else ()

    def blank(self, name: str) -> bool:
        """Say whether a cell is empty (and not merely unreadable)."""
        return name not in self.values and name not in self.unreadable


@dataclass(slots=True)
class Rows:
    """The rows of one sheet, where they come from, and the log to report to.

    ``lost`` are the folded texts of rows or ids that could not be read: a reference to them is no new defect.
    """

    table: Table
    log: Log
    rows: list[Row] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    _cells: dict[int, list[Cell]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def report(self, code: str, row: Row | None = None, name: str | None = None, /, **values: object) -> None:
        """Record a defect of this sheet, of a row or of one of its cells."""
        found = ""
        if row is not None and name is not None and name in self.table.columns:
            found = self.written(row, name)
        heading = self.table.headings.get(name) or own_heading(self.table, name) if name else None
        self.log.add(code, *self.table.place, row.number if row else None, heading, found, **values)

    def spoil(self, row: Row, name: str) -> None:
        """Treat a value as unreadable from here on: it has had its defect."""
        row.values.pop(name, None)
        row.unreadable.add(name)

    def written(self, row: Row, name: str) -> str:
        """Return the text of a cell as it stands in the file."""
        if not self._cells:
            self._cells = dict(self.table.body)
        position, cells = self.table.columns[name], self._cells.get(row.number, [])
        return str(cells[position]) if position < len(cells) else BLANK


_FREE: Final = frozenset({"id", "text", "texts", "school", "teacher"})
# As CSV: what Excel saves of an error, or of a column too narrow for its numbers.
_EXCEL_ERROR: Final = re.compile(r"#{2,}|#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_MOST_LISTED: Final = 10
_TOTALS: Final = frozenset({"合计", "总计", "共计", "total", "grandtotal", "sum"})
_SUBTOTALS: Final = frozenset({"小计", "subtotal"})
_TOTAL_STARTS: Final = frozenset({c for word in _TOTALS | _SUBTOTALS for c in (word[0], word[0].upper())})


def read_rows(table: Table, log: Log) -> Rows:
    """Return the rows of a table; a cell that cannot be read leaves its field out and is reported once."""
    result = Rows(table, log)
    _report_layout(table, log)
    columns = [(c, table.columns[c.field]) for c in table.sheet.columns if c.field in table.columns]
    readers = [
        (position, column.field, column.required, (reader := _Reader(column)).seen, reader)
        for column, position in columns
    ]
    extra = sorted(table.unknown.items())
    references = [position for c, position in columns if c.kind in {"id", "school", "teacher", "text"}][:3]
    for number, cells in table.body:
        if _merged(table, number, cells, result) or _ragged(table, number, cells, result):
            continue
        word = _total_word(cells, references)
        if word in _SUBTOTALS:
            log.add("subtotal_row", *table.place, number)
            continue
        if word is not None:
            _check_totals(result, number, cells)
            continue
        row = Row(number, unreadable=set(table.broken))
        for position, name, required, seen, reader in readers:
            cell = cells[position] if position < len(cells) else BLANK
            value = seen.get(cell, BLANK)
            if value is BLANK:  # not a text seen before
                if cell != BLANK or required:
                    reader.read(cell, row, result)
            elif value is not None:
                row.values[name] = value
        if extra:
            row.extra = tuple(_extras(extra, cells, number, result))
        result.rows.append(row)
    return result


def _total_word(cells: list[Cell], references: list[int]) -> str | None:
    """Return what calls a row a total or subtotal, or None."""
    for position in references:
        cell = cells[position] if position < len(cells) else BLANK
        if isinstance(cell, str) and cell[:1] in _TOTAL_STARTS and fold(cell) in _TOTALS | _SUBTOTALS:
            return fold(cell)
    return None


def _report_layout(table: Table, log: Log) -> None:
    out_of_sight = set(table.raw.hidden)
    hidden = [number for number, _ in table.body if number in out_of_sight]
    if hidden:
        listed = ", ".join(map(str, hidden[:_MOST_LISTED])) + (" ..." if len(hidden) > _MOST_LISTED else "")
        log.add("hidden_rows", *table.place, None, None, listed, count=len(hidden))
    for name, _, last in table.raw.merged:
        if last >= table.heading_row:
            log.add("merged_cells", *table.place, None, None, name)


def _merged(table: Table, number: int, cells: list[Cell], result: Rows) -> bool:
    """Say whether a row lies in a merged range, which has been reported; its texts may be ids."""
    if any(first <= number <= last for _, first, last in table.raw.merged):
        result.lost.update(fold(cell) for cell in cells if isinstance(cell, str) and cell)
        return True
    return False


def _ragged(table: Table, number: int, cells: list[Cell], result: Rows) -> bool:
    surplus = [cell for cell in cells[table.width :] if cell != BLANK]
    if not surplus:
        return False
    result.log.add(
        "ragged_row", *table.place, number, None, str(surplus[0]), cells=len(cells), headings=table.width
    )
    result.lost.update(fold(cell) for cell in cells if isinstance(cell, str) and cell)
    return True


def _extras(
    unknown: list[tuple[str, int]], cells: list[Cell], number: int, result: Rows
) -> Iterator[tuple[str, str]]:
    for heading, position in unknown:
        cell = cells[position] if position < len(cells) else BLANK
        if isinstance(cell, Trouble):
            # An unknown column is only kept: what Excel shows there is its text.
            cell = cell.found
        if cell and has_control(cell):
            result.log.add("control_character", *result.table.place, number, heading, repr(cell))
        elif cell:
            yield heading, cell


def _check_totals(result: Rows, number: int, cells: list[Cell]) -> None:
    for column in result.table.sheet.columns:
        position = result.table.columns.get(column.field)
        cell = cells[position] if position is not None and position < len(cells) else BLANK
        if column.kind != "whole" or not isinstance(cell, str) or not cell:
            continue
        if any(column.field in row.unreadable for row in result):
            continue
        counted = sum(row.whole(column.field) or 0 for row in result)
        try:
            stated = parser(Column(column.field, "decimal", low=-(10**12), high=10**12))(cell)
        except UnreadableError:
            stated = None
        if not isinstance(stated, float) or Decimal(stated) != counted:
            heading = result.table.headings[column.field]
            result.log.add("total_contradicts", *result.table.place, number, heading, cell, counted=counted)


class _Reader:
    """Reads the cells of one column; ``seen`` holds the values of the texts that could be read.

    What could not be read is remembered too: looking for the nearest known word takes a millisecond.
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self._parse = parser(column)
        self.seen: dict[Cell, Value] = {}
        self._refused: dict[str, UnreadableError] = {}

    def read(self, cell: Cell, row: Row, result: Rows) -> None:
        name = self._column.field
        if isinstance(cell, Trouble):
            self._reject(cell.code, cell.found, {}, row, result)
            return
        if cell == BLANK:
            if self._column.required:
                self._reject("missing_value", BLANK, {"note": _note(result.table, name)}, row, result)
            return
        value = self._refused.get(cell) or self._value(cell)
        if isinstance(value, UnreadableError):
            self._refused[cell] = value
            self._reject(value.code, cell, value.values, row, result)
            return
        self.seen[cell] = value
        if value is not None:
            row.values[name] = value

    def _value(self, cell: str) -> Value | UnreadableError:
        if has_control(cell):
            return UnreadableError("control_character")
        if _EXCEL_ERROR.fullmatch(cell):
            return UnreadableError("excel_error")
        if self._column.kind in _FREE and cell in BLANKS:
            return UnreadableError("missing_value") if self._column.required else None
        try:
            return self._parse(cell)
        except UnreadableError as trouble:
            if cell in BLANKS:
                return UnreadableError("missing_value") if self._column.required else None
            return trouble

    def _reject(
        self, code: str, found: str, values: dict[str, object], row: Row, result: Rows
    ) -> None:
        name = self._column.field
        row.unreadable.add(name)
        if name == "id" and found:
            result.lost.add(fold(found))
        if code == "missing_value":
            values = {"note": _note(result.table, name)}
        if code:
            heading = result.table.headings[name]
            shown = repr(found)[1:-1] if code == "control_character" else found
            result.log.add(code, *result.table.place, row.number, heading, shown, **values)


def _note(table: Table, name: str) -> object:
    return HEADINGS[table.sheet.name][name].note
