"""Tables as data: columns with a name in both languages, cells that know their code and their wording."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rotation.i18n import Language, Text
from rotation.i18n.reports import COLUMN, SUMMARY
from rotation.report.text import neutral, number

__all__ = ["Cell", "Coded", "Table", "csv_text", "table", "verdict"]


class Coded(NamedTuple):
    """A value of a closed vocabulary: its code for machines, its wording for people."""

    code: str
    text: Text


Cell = str | int | float | bool | Fraction | date | Text | Coded | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name. ``columns`` are keys of the wording ``COLUMN``.

    ``text`` holds sentences; ``after:name`` is headed like ``name`` but for the state after; a cell is None
    where there is no value.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(name: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Return a table; ``columns`` are parted by blanks."""
    return Table(name, tuple(columns.split()), tuple(rows))


def csv_text(of: Table, lang: Language | None = None) -> str:
    """Return a table as CSV: ``lang`` None writes codes, English headings and sentences in both languages."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    sentences = _sentences(of) if lang is None else frozenset()
    headings: list[str] = []
    for position, column in enumerate(of.columns):
        name = _heading(column, lang)
        headings += [f"{name}_zh", f"{name}_en"] if position in sentences else [name]
    writer.writerow(headings)
    for row in of.rows:
        cells: list[str | int | float | None] = []
        for position, cell in enumerate(row):
            if position in sentences:
                assert isinstance(cell, Text)
                cells += [neutral(cell.zh), neutral(cell.en)]
            else:
                cells.append(_written(cell, lang))
        writer.writerow(cells)
    return out.getvalue()


def verdict(holds: bool | None, lang: Language) -> str:
    """Return a verdict in words."""
    return SUMMARY["no_data" if holds is None else "met" if holds else "not_met"].to(lang)


def _sentences(of: Table) -> frozenset[int]:
    return frozenset(position for position, column in enumerate(of.columns) if column == "text")


def _heading(column: str, lang: Language | None) -> str:
    when, _, name = column.rpartition(":")
    if lang is None:
        return f"{name}_{when}" if when else name
    heading = COLUMN[name].to(lang)
    return f"{heading}（{COLUMN[when].zh}）" if when and lang == "zh" else f"{heading} {when}".strip()


def _written(cell: Cell, lang: Language | None) -> str | int | float | None:
    if isinstance(cell, Coded):
        return cell.text.to(lang) if lang else cell.code
    if isinstance(cell, Text):
        assert lang is not None
        return neutral(cell.to(lang))
    if isinstance(cell, bool):
        return SUMMARY["met" if cell else "not_met"].to(lang) if lang else ("yes" if cell else "no")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return neutral(cell)
    return number(cell)
