"""What the exported roster keeps of itself, and how a returned one differs from it.

Every row as it was written stands in a very hidden sheet, with a digest of all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rotation.io.roster_places import Places
from rotation.io.source import RawTable
from rotation.io.text import clean, letters

__all__ = [
    "FORMAT", "HEADING_ROW", "RECORD_SHEET", "SCHOOL_SHEET", "Record", "RosterEdit", "cell_text", "edits_of",
    "record_digest", "school_label", "stored_row",
]  # fmt: skip

RECORD_SHEET: Final = "_plan"
SCHOOL_SHEET: Final = "_schools"
HEADING_ROW: Final = 3
FORMAT: Final = "rotation-roster-1"
_LONGEST: Final = 300
"""Characters of a cell that are kept; of a longer one the beginning and a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEdit:
    """One difference outside the decision columns.

    ``row`` counts as the spreadsheet does, ``column`` is the heading, or the cell (U6) where it is under none; both are
    None where a whole sheet, ``column`` where a whole row and ``row`` where a whole column came or went. ``before`` is
    what the plan says, ``after`` what the file says, None where there is nothing.
    """

    sheet: str
    row: int | None
    column: str | None
    before: str | None
    after: str | None


def school_label(school: str, name: str) -> str:
    """Return a school as the drop-down list offers it: id, a blank, name."""
    return f"{school} {name}"


def stored_row(cells: Iterable[str | int | float | Decimal | None]) -> list[str]:
    """Return a row in the form in which rows are compared: cleaned texts, no blanks at the end."""
    row = [_short(_written(cell)) for cell in cells]
    while row and not row[-1]:
        row.pop()
    return row


def record_digest(plan: str, rows: Iterable[tuple[str, int, Sequence[str]]]) -> str:
    """Return the SHA-256 of a plan's number and all its rows (sheet, row, cells) in hexadecimal."""
    whole = hashlib.sha256(json.dumps([FORMAT, plan]).encode())
    for row in rows:
        whole.update(json.dumps(row, ensure_ascii=False).encode())
    return whole.hexdigest()


@dataclass(frozen=True)
class Record:
    """The hidden copy of every row, by sheet and row."""

    plan: str
    rows: Mapping[str, Mapping[int, list[str]]]
    intact: bool

    @classmethod
    def of(cls, table: RawTable | None) -> Record | None:
        if table is None or not table.rows or cell_text(table.rows[0][1], 0) != FORMAT:
            return None
        plan, claimed = (cell_text(table.rows[0][1], column) for column in (1, 2))
        rows: dict[str, dict[int, list[str]]] = {}
        listed: list[tuple[str, int, list[str]]] = []
        for _, cells in table.rows[1:]:
            try:
                sheet, row, values = cell_text(cells, 0), int(cell_text(cells, 1)), json.loads(cell_text(cells, 2))
                listed.append((sheet, row, [str(value) for value in values]))
            except (ValueError, TypeError, RecursionError):
                continue
            rows.setdefault(sheet, {})[row] = listed[-1][2]
        return cls(plan, rows, record_digest(plan, listed) == claimed)

    def headings(self, sheet: str) -> list[str]:
        """Return the headings of a sheet as they were written."""
        return self.rows.get(sheet, {}).get(HEADING_ROW, [])

    def column(self, sheet: str, column: int) -> frozenset[str]:
        """Return the texts of one column below the headings."""
        rows = self.rows.get(sheet, {})
        return frozenset(
            cells[column] for row, cells in rows.items() if row > HEADING_ROW and len(cells) > column
        )


def edits_of(
    record: Record, tables: Mapping[str, RawTable], roster: str, key: int, decisions: Sequence[int]
) -> Iterator[RosterEdit]:
    """Yield every difference; in the roster, rows belong together by column ``key``, ``decisions`` are free.

    These columns are counted as they were written. A column that came or went is one difference, not one a row.
    """
    for sheet, stored in record.rows.items():
        if sheet not in tables:
            yield RosterEdit(sheet=sheet, row=None, column=None, before=sheet, after=None)
            continue
        ours = sheet == roster
        rows = {n: stored_row(cell_text(cells, i) for i in range(len(cells))) for n, cells in tables[sheet].rows}
        headings = record.headings(sheet), rows.get(HEADING_ROW, [])
        places = Places.of(*headings)
        yield from _columns(sheet, places, *headings)
        free = decisions if ours else ()
        found = {n: _written_so(places.back(row), free if n > HEADING_ROW else ()) for n, row in rows.items()}
        known = {n: _written_so(row, places.gone) for n, row in stored.items()}
        yield from _compared(sheet, known, found, key if ours else None, places)
    for sheet in tables:
        if sheet not in record.rows and sheet not in (RECORD_SHEET, SCHOOL_SHEET):
            yield RosterEdit(sheet=sheet, row=None, column=None, before=None, after=sheet)


def _columns(sheet: str, places: Places, written: Sequence[str], found: Sequence[str]) -> Iterator[RosterEdit]:
    """Yield the columns that came and went, by their letters in the file that has them."""
    for column in places.new:
        name = found[column] or letters(column + 1)
        yield RosterEdit(sheet=sheet, row=None, column=letters(column + 1), before=None, after=name)
    for column in places.gone:
        yield RosterEdit(sheet=sheet, row=None, column=letters(column + 1), before=written[column], after=None)


def _compared(
    sheet: str, known: Mapping[int, list[str]], found: Mapping[int, list[str]], key: int | None, places: Places
) -> Iterator[RosterEdit]:
    headings = known.get(HEADING_ROW, [])
    pairs: list[tuple[int, list[str] | None, list[str] | None]] = []
    for number in range(1, HEADING_ROW + 1):
        pairs.append((number, known.get(number, []), found.get(number, [])))
    old = {number: row for number, row in known.items() if number > HEADING_ROW}
    new = {number: row for number, row in found.items() if number > HEADING_ROW and row}
    # Rows that are there unchanged, wherever they now stand.
    common = Counter(map(tuple, old.values())) & Counter(map(tuple, new.values()))
    old, new = _without(old, common), _without(new, common)
    if key is not None:
        at = {row[key]: number for number, row in new.items() if len(row) > key and row[key]}
        for number in [n for n, row in old.items() if len(row) > key and row[key] in at]:
            row = old.pop(number)
            if row[key] in at:
                there = at.pop(row[key])
                pairs.append((there, row, new.pop(there)))
    for number in sorted({*old, *new}):
        pairs.append((number, old.get(number), new.get(number)))
    for number, before, after in sorted(pairs, key=lambda pair: pair[0]):
        yield from _cells(sheet, number, headings, before, after, places)


def _without(rows: Mapping[int, list[str]], common: Mapping[tuple[str, ...], int]) -> dict[int, list[str]]:
    left, kept = Counter(common), {}
    for number, row in rows.items():
        if left[tuple(row)]:
            left[tuple(row)] -= 1
        else:
            kept[number] = row
    return kept


def _cells(
    sheet: str,
    number: int,
    headings: Sequence[str],
    before: list[str] | None,
    after: list[str] | None,
    places: Places,
) -> Iterator[RosterEdit]:
    if before is None or after is None:
        told = ["  ".join(filter(None, row)) if row is not None else None for row in (before, after)]
        yield RosterEdit(sheet=sheet, row=number, column=None, before=told[0], after=told[1])
        return
    for column in range(max(len(before), len(after))):
        was = before[column] if column < len(before) else ""
        now = after[column] if column < len(after) else ""
        if was != now:
            # What stands above the headings, or beside them, is under none of them.
            heading = headings[column] if number > HEADING_ROW and column < len(headings) else ""
            place = heading or f"{letters(places.place(column) + 1)}{number}"
            yield RosterEdit(sheet=sheet, row=number, column=place, before=was or None, after=now or None)


def _written_so(row: Sequence[str], free: Iterable[int]) -> list[str]:
    return stored_row("" if column in free else cell for column, cell in enumerate(row))


def cell_text(cells: Sequence[object], column: int) -> str:
    """Return a cell as text; of a formula or an error, what it shows."""
    cell = cells[column] if column < len(cells) else ""
    return cell if isinstance(cell, str) else str(getattr(cell, "found", "") or "=")


def _written(cell: str | int | float | Decimal | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell)
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}…{hashlib.sha256(text.encode()).hexdigest()[:16]}"
