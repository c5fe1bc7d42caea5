"""The two ways in: ``inspect`` says everything that is wrong, ``read`` returns the district or raises."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from rotation.domain.district import District
from rotation.errors import InputError
from rotation.i18n.headings import SHEETS as SHEET_NAMES
from rotation.io.build import build
from rotation.io.crosscheck import check
from rotation.io.diagnosis import Diagnosis, Log
from rotation.io.references import Book, resolve
from rotation.io.rows import Rows, read_rows
from rotation.io.sheets import SHEETS
from rotation.io.source import load
from rotation.io.tables import Table, recognise
from rotation.io.write import write_csv

__all__ = ["district_of", "inspect", "read", "reread"]


def inspect(path: Path) -> Diagnosis:
    """Read a workbook or a folder of CSV and report every defect in one pass; bad data never raises."""
    log = Log()
    raws = load(Path(path), log)
    tables, lost = recognise(raws, log)
    order = [tables[sheet].place for sheet in SHEETS if sheet in tables]
    unknown = tuple(log.unknown_columns)
    if _only_examples(tables, lost):
        table = next(iter(tables.values()))
        log.add("only_examples", table.raw.file)
        return Diagnosis(log.sorted(order), None, unknown, Path(path))
    book = Book(log, {sheet: read_rows(table, log) for sheet, table in tables.items()}, lost)
    for sheet, rows in book.sheets.items():
        if rows.table.examples:
            rows.report("example_rows", count=rows.table.examples)
        if _no_data(rows) and rows.table.sheet.required and not rows.table.raw.cut:
            rows.report("empty_sheet", sheet=SHEET_NAMES[sheet].name)
            lost.add(sheet)
    resolve(book)
    check(book)
    district = None if log.failed or not raws else build(book)
    return Diagnosis(log.sorted(order), district, unknown, Path(path))


def read(path: Path) -> District:
    """Return the district in a workbook or a folder of CSV; raises ``InputError`` with every defect."""
    return district_of(inspect(path))


def district_of(diagnosis: Diagnosis) -> District:
    """Return the district that reading found; raises ``InputError`` with every defect where there is none."""
    if diagnosis.district is not None:
        return diagnosis.district
    reasons = diagnosis.errors or diagnosis.warnings
    raise InputError("\n".join(defect.line("zh") for defect in reasons), reasons, diagnosis.source)


def reread(district: District) -> Diagnosis:
    """Return what reading a district finds once it is written: what was changed passes the checks of any input."""
    with tempfile.TemporaryDirectory(prefix="rotation-") as folder:
        write_csv(district, Path(folder))
        return replace(inspect(Path(folder)), source=None)


def _no_data(rows: Rows) -> bool:
    """Say whether nothing stands in a table, or totals alone; of rows refused for another reason that has been said."""
    return not rows.rows and not rows.lost


def _only_examples(tables: dict[str, Table], lost: set[str]) -> bool:
    filled = any(table.body for table in tables.values())
    return bool(tables) and not lost and not filled and any(table.examples for table in tables.values())
