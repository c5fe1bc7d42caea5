"""Tables as data: columns with a name in both languages, cells that know their code and their wording."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from rotation.i18n import LANGUAGES, Language, Text
from rotation.i18n.reports import COLUMN, SUMMARY
from rotation.report.text import neutral, number, visible

__all__ = ["Cell", "Coded", "Table", "csv_text", "same_figures", "table", "verdict"]

SENTENCES: Final = "text"
"""The column of sentences, written in both languages."""


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


def same_figures(stored: str, counted: str) -> bool:
    """Say whether a stored CSV differs from one of ``csv_text`` in the wording of its sentences at most.

    ``stored`` is hostile: a sentence that a spreadsheet would run as a formula is none of ours in any version.
    """
    try:
        old, new = (list(csv.reader(io.StringIO(text, newline=""), strict=True)) for text in (stored, counted))
    except csv.Error:
        return False
    if old[:1] != new[:1] or len(old) != len(new):
        return False
    sentences = {new[0].index(f"{SENTENCES}_{lang}") for lang in LANGUAGES} if f"{SENTENCES}_zh" in new[0] else set()
    return all(
        len(row) == len(ours)
        and all(_harmless(cell) if n in sentences else cell == ours[n] for n, cell in enumerate(row))
        for row, ours in zip(old, new, strict=True)
    )


def _harmless(cell: str) -> bool:
    return neutral(cell) == cell or (cell.startswith("'") and visible(cell) == cell)


def verdict(holds: bool | None, lang: Language) -> str:
    """Return a verdict in words."""
    return SUMMARY["no_data" if holds is None else "met" if holds else "not_met"].to(lang)


def _sentences(of: Table) -> frozenset[int]:
    return frozenset(position for position, column in enumerate(of.columns) if column == SENTENCES)


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
