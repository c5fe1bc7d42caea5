"""From raw tables to known sheets: which sheet it is, which row holds the headings, what the columns mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Final

from rotation.i18n import COMMA, Text, joined
from rotation.i18n.headings import EXAMPLE_MARKS, IGNORED_SHEETS, UNITS, UNUSED
from rotation.i18n.headings import SHEETS as SHEET_NAMES
from rotation.i18n.headings import TABLE_HEADINGS as HEADINGS
from rotation.io.diagnosis import Log
from rotation.io.sheets import REQUIRED_SHEETS, SHEETS, Sheet
from rotation.io.source import BLANK, Cell, RawTable, Trouble
from rotation.io.text import heading_key, letters, nearest, plain

__all__ = ["Table", "has_column", "leave_out", "looks_like", "own_heading", "recognise", "recognise_single", "single"]

_UNITS: Final = frozenset(UNITS.split("|"))
_HEADING_ROWS: Final = 10
"""Headings are looked for in so many non-blank rows: titles and remarks may stand above them."""

_REFERRED: Final = {"schools": frozenset({"id", "name"}), "teachers": frozenset({"id", "name"})}
"""What other sheets refer to these sheets by: without another of their columns, all of that is still known."""

_EXAMPLE_STARTS: Final = frozenset("Ｅｅ").union(*((m[0], m[0].upper()) for m in EXAMPLE_MARKS))


@dataclass(slots=True)
class Table:
    """A raw table whose columns are known.

    ``columns`` maps fields and ``unknown`` unknown headings to positions; ``headings`` are the fields'
    headings as written; ``body`` is what stands below without example rows, of which there were ``examples``.
    ``broken`` are fields whose column is missing or there twice: reported, and unreadable in every row.
    """

    sheet: Sheet
    raw: RawTable
    columns: dict[str, int]
    headings: dict[str, str]
    unknown: dict[str, int]
    body: list[tuple[int, list[Cell]]]
    heading_row: int
    width: int
    examples: int = 0
    broken: set[str] = field(default_factory=set)

    @property
    def place(self) -> tuple[str, str | None]:
        """File and sheet, as defects name them."""
        return self.raw.file, self.raw.sheet


@cache
def _sheet_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for sheet, name in SHEET_NAMES.items():
        keys.update((heading_key(n), sheet) for n in (sheet, *name.name, *name.also.split("|")))
    return keys


@cache
def _heading_keys(sheet: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    for heading_field, heading in HEADINGS[sheet].items():
        for name in (heading_field, *heading.name, *heading.also.split("|")):
            # A synonym listed for two fields belongs to the first.
            keys.setdefault(heading_key(name), heading_field)
    keys.pop("", None)
    return keys


@cache
def _unused_keys() -> frozenset[str]:
    return frozenset(heading_key(name) for name in UNUSED.split("|"))


def _field(sheet: str, heading: str) -> str | None:
    keys = _heading_keys(sheet)
    return keys.get(heading_key(heading)) or keys.get(heading_key(heading, without_brackets=True))


def recognise(raws: list[RawTable], log: Log) -> tuple[dict[str, Table], set[str]]:
    """Return the known sheets by name, and the names of those that are there but could not be read."""
    tables: dict[str, Table] = {}
    lost: set[str] = set()
    named = {sheet: [r for r in raws if _sheet_keys().get(heading_key(r.name)) == sheet] for sheet in SHEETS}
    ignored = {heading_key(name) for name in IGNORED_SHEETS.split("|")}
    for raw in raws:
        key = heading_key(raw.name)
        if key not in _sheet_keys() and key not in ignored and (raw.rows or raw.cut):
            missing = [n for n in SHEETS if not named[n]]
            near = nearest(key, [k for k, sheet in _sheet_keys().items() if sheet in missing])
            log.add(
                "unknown_sheet", raw.file, raw.sheet, None, None, raw.name,
                nearest=_maybe(SHEET_NAMES[_sheet_keys()[near]].name if near else None),
            )  # fmt: skip
    if raws and not any(named.values()):
        if not any(raw.cut for raw in raws):
            log.add("no_known_sheet", raws[0].file)
        return {}, set(SHEETS)
    for sheet, candidates in named.items():
        if not candidates and sheet in REQUIRED_SHEETS and raws:
            folder = raws[0].file if raws[0].sheet is not None else SHEET_NAMES[sheet].name.en + ".csv"
            log.add("missing_sheet", folder, sheet=SHEET_NAMES[sheet].name, note=SHEET_NAMES[sheet].note)
            lost.add(sheet)
        elif len(candidates) > 1:
            second = candidates[1]
            log.add("duplicate_sheet", second.file, second.sheet, other=candidates[0].name)
            lost.add(sheet)
        elif candidates:
            table = _table(SHEETS[sheet], candidates[0], log)
            if table is None:
                lost.add(sheet)
            else:
                tables[sheet] = table
                if candidates[0].cut or table.broken & _REFERRED.get(sheet, table.broken):
                    lost.add(sheet)
    return tables, lost


def recognise_single(sheet: Sheet, raws: list[RawTable], names: Text, log: Log) -> Table | None:
    """Return the one table that a file is read for: the sheet of that name, else the one with most known headings."""
    filled = [raw for raw in raws if raw.rows or raw.cut]
    if not filled:
        if raws:
            log.add("empty_sheet", raws[0].file, raws[0].sheet, sheet=names)
        return None
    keys = {heading_key(name) for name in names}
    named = [raw for raw in filled if heading_key(raw.name) in keys]
    head = _HEADING_ROWS
    most = max(filled, key=lambda raw: max((_known(sheet, row) for _, row in raw.rows[:head]), default=0))
    return _table(sheet, named[0] if named else most, log)


def has_column(sheet: Sheet, raw: RawTable, field: str) -> bool:
    """Say whether a heading of a raw table means a field."""
    head = raw.rows[:_HEADING_ROWS]
    return any(_field(sheet.name, text) == field for _, row in head for text in _texts(row) if text)


def looks_like(sheet: Sheet, raw: RawTable) -> bool:
    """Say whether a raw table has every required column of a sheet."""
    return all(has_column(sheet, raw, column.field) for column in sheet.columns if column.required)


def leave_out(raw: RawTable, code: str, chosen: RawTable, log: Log) -> None:
    """Record a table that is not read beside the chosen one; whether it is hidden matters no more."""
    log.defects = [d for d in log.defects if d.code != "hidden_sheet" or d.sheet != raw.sheet]
    log.add(code, raw.file, raw.sheet, other=chosen.name)


def _maybe(name: Text | None) -> Text:
    return Text("", "") if name is None else Text(f"（是否指“{name.zh}”？）", f' (is "{name.en}" meant?)')


def _texts(row: list[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else BLANK for cell in row]


def single(sheet: Sheet, raw: RawTable, log: Log) -> Table | None:
    """Return a raw table as a known sheet, whatever it is called; None where it cannot be read."""
    return _table(sheet, raw, log)


def _table(sheet: Sheet, raw: RawTable, log: Log) -> Table | None:
    place = raw.file, raw.sheet
    if not raw.rows:
        if raw.cut:  # the reason has been given
            return None
        if sheet.required:
            log.add("empty_sheet", *place, sheet=SHEET_NAMES[sheet.name].name)
            return None
        return Table(sheet, raw, {}, {}, {}, [], 0, 0)
    best = max(range(min(_HEADING_ROWS, len(raw.rows))), key=lambda i: (_known(sheet, raw.rows[i][1]), -i))
    number, row = raw.rows[best]
    needed = min(2, sum(column.required for column in sheet.columns))
    if _known(sheet, row) < needed:
        required = [column.field for column in sheet.columns if column.required]
        log.add("no_heading_row", *place, headings=_listed(sheet, required))
        return None
    if number != 1:
        log.add("heading_row_below", *place, number, row=number)
    table = Table(sheet, raw, {}, {}, {}, raw.rows[best + 1 :], number, len(row))
    _name_columns(table, _texts(row), log)
    marked = _example_cells(table.body)
    if table.body and table.body[0][0] == number + 1 and _units(table.body[0][1]):
        log.add("unit_row", *place, number + 1)
        del table.body[0]
    if marked:
        kept = [(n, cells) for n, cells in table.body if marked.isdisjoint(cells)]
        table.examples = len(table.body) - len(kept)
        table.body = kept
    return table


def _known(sheet: Sheet, row: list[Cell]) -> int:
    return len({_field(sheet.name, text) for text in _texts(row) if text} - {None})


def _units(cells: list[Cell]) -> bool:
    """Say whether a row holds units and nothing else: at least two, as one may be somebody's id."""
    filled = [plain(cell).strip("()[] ").casefold() for cell in cells if isinstance(cell, str) and cell]
    return len(filled) > 1 and _UNITS.issuperset(filled) and not any(isinstance(cell, Trouble) for cell in cells)


def _example_cells(body: list[tuple[int, list[Cell]]]) -> set[Cell]:
    """Return the texts that mark a row as an example; each different text is looked at once."""
    return {
        cell
        for cell in set(chain.from_iterable(cells for _, cells in body))
        if isinstance(cell, str)
        and cell[:1] in _EXAMPLE_STARTS
        and plain(cell).casefold().startswith(EXAMPLE_MARKS)
    }


def _listed(sheet: Sheet, fields: Iterable[str]) -> Text:
    return joined((HEADINGS[sheet.name][field].name for field in fields), COMMA)


def own_heading(table: Table, name: str) -> str:
    """Return what an absent column would be called, in the language of the table's other headings."""
    chinese = any(ord(c) >= 0x4E00 for heading in (*table.headings.values(), *table.unknown) for c in heading)
    return HEADINGS[table.sheet.name][name].name.to("zh" if chinese else "en")


def _name_columns(table: Table, headings: list[str], log: Log) -> None:
    """Give every column its meaning."""
    sheet, raw = table.sheet, table.raw
    place = raw.file, raw.sheet
    for position, heading in enumerate(headings):
        if not heading:
            _report_unnamed(table, position, log)
            continue
        known = _field(sheet.name, heading)
        if known in table.columns or (known is None and heading in table.unknown):
            log.add(
                "duplicate_heading", *place, table.heading_row, heading,
                first=table.headings[known] if known else heading,
            )  # fmt: skip
            table.broken.add(known or "")
        elif known is not None:
            table.columns[known] = position
            table.headings[known] = heading
        else:
            table.unknown[heading] = position
            log.unknown_columns.append(heading)
    absent = {column.field for column in sheet.columns} - set(table.columns)
    guesses = _guesses(table, absent)
    for column in sheet.columns:
        if column.required and column.field in absent:
            table.broken.add(column.field)
            meant = next((heading for heading, guess in guesses.items() if guess == column.field), None)
            log.add(
                "missing_column", *place, table.heading_row, name=own_heading(table, column.field),
                meant=_maybe(None if meant is None else Text(meant, meant)),
            )  # fmt: skip
    for heading in table.unknown:
        guess = guesses.get(heading)
        if guess is None or not sheet.column(guess).required:
            near = _maybe(HEADINGS[sheet.name][guess].name if guess else None)
            log.add("unknown_column", *place, table.heading_row, heading, nearest=near)
    for absent_field in table.broken:
        table.columns.pop(absent_field, None)


def _report_unnamed(table: Table, position: int, log: Log) -> None:
    values = [(n, row[position]) for n, row in table.body if position < len(row) and row[position] != BLANK]
    if values:
        number, value = values[0]
        log.add(
            "column_without_heading", table.raw.file, table.raw.sheet, number, None, str(value),
            letters=letters(position + 1), count=len(values),
        )  # fmt: skip


def _guesses(table: Table, absent: set[str]) -> dict[str, str]:
    """Return, for unknown headings, the absent column each may be a misspelling of."""
    keys = {key: f for key, f in _heading_keys(table.sheet.name).items() if f in absent}
    guesses: dict[str, str] = {}
    for heading in table.unknown:
        if heading_key(heading) not in _unused_keys():
            near = nearest(heading_key(heading, without_brackets=True), keys, cutoff=0.65)
            if near is not None:
                guesses[heading] = keys[near]
    return guesses
