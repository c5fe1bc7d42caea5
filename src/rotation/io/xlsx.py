"""A workbook's bytes to raw tables, reading its parts directly.

Not through openpyxl, because the reader must tell a formula without a cached value from a blank cell, know
the Chinese built-in date formats (27-36, 50-58: openpyxl reads 1998年7月 as a number), name merged ranges
and refuse hostile parts before they are inflated; it is also faster.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from datetime import date, timedelta
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from rotation.io.diagnosis import Log
from rotation.io.sheetxml import Cells, TooLargeError, attributes_of, date_styles, read_sheet, shared_strings
from rotation.io.source import MAXIMUM_COLUMNS, MAXIMUM_ROWS, RawTable, RefusedError

__all__ = ["MAXIMUM_INFLATED_BYTES", "MAXIMUM_RATIO", "read_workbook"]

MAXIMUM_INFLATED_BYTES: Final = 400 * 2**20
MAXIMUM_RATIO: Final = 200
_SMALL: Final = 16 * 2**20
_MAXIMUM_PARTS: Final = 10_000
_KNOWN_COMPRESSION: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What the format allows (ECMA-376 part 2); the others raise errors of their own."""


def read_workbook(file: str, content: bytes, log: Log) -> list[RawTable]:
    """Return the sheets of a workbook; raises ``RefusedError`` where nothing of it can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_hostile(archive)
            return _read(file, archive, log)
    except (ElementTree.ParseError, expat.ExpatError, zipfile.BadZipFile, zlib.error):
        raise RefusedError("broken_workbook") from None
    except (EOFError, LookupError, ValueError):  # parts, styles or strings that are not there
        raise RefusedError("broken_workbook") from None
    except RuntimeError:  # zipfile: an encrypted entry
        raise RefusedError("encrypted_workbook") from None


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    inflated = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if any(part.compress_type not in _KNOWN_COMPRESSION for part in parts):
        raise RefusedError("broken_workbook")
    too_dense = inflated > _SMALL and inflated > MAXIMUM_RATIO * max(packed, 1)
    if inflated > MAXIMUM_INFLATED_BYTES or too_dense or len(parts) > _MAXIMUM_PARTS:
        raise RefusedError("zip_bomb", size=f"{inflated / 2**20:.0f}")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise RefusedError("macro_workbook")
    if "[content_types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise RefusedError("not_a_workbook")


def _read(file: str, archive: zipfile.ZipFile, log: Log) -> list[RawTable]:
    book = _target(archive, "", "officeDocument") or "xl/workbook.xml"
    folder = posixpath.dirname(book)
    relations = _relations(archive, book)
    properties = attributes_of(archive, book, "workbookPr")
    since_1904 = any(p.get("date1904") in {"1", "true"} for p in properties)
    epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    strings = shared_strings(archive, _first(relations, folder, "sharedStrings"))
    styles = date_styles(archive, _first(relations, folder, "styles"))
    cells = Cells(strings, styles, lambda serial: _day(serial, epoch))
    tables = []
    for sheet in attributes_of(archive, book, "sheet"):
        kind, target = relations[sheet["id"]]
        if not kind.endswith("/worksheet"):
            continue
        table = RawTable(file, sheet["name"])
        if sheet.get("state", "visible") != "visible":
            log.add("hidden_sheet", file, table.sheet)
        try:
            read_sheet(archive, _join(folder, target), table, cells)
        except TooLargeError as limit:
            most = MAXIMUM_ROWS if limit.code == "too_many_rows" else MAXIMUM_COLUMNS
            log.add(limit.code, file, table.sheet, limit=most)
            table.cut = True
        tables.append(table)
    return tables


def _day(serial: float, epoch: date) -> str | None:
    """Return a serial number as ISO date, with the time where there is one; None where it is no date."""
    days = int(serial)
    if not 0 <= serial < 2_958_466:
        return None
    # Excel believes in 29 February 1900.
    moment = epoch + timedelta(days=days + (1 if days < 60 and epoch.year == 1899 else 0))
    seconds = round((serial - days) * 86_400)
    return f"{moment} {seconds // 3600:02}:{seconds // 60 % 60:02}" if seconds else str(moment)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    name = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
    found = attributes_of(archive, name, "Relationship")
    return {r["Id"]: (r["Type"], r["Target"]) for r in found if r.get("TargetMode") != "External"}


def _target(archive: zipfile.ZipFile, part: str, kind: str) -> str | None:
    try:
        return _first(_relations(archive, part), "", kind)
    except KeyError:
        return None


def _first(relations: dict[str, tuple[str, str]], folder: str, kind: str) -> str | None:
    return next((_join(folder, target) for k, target in relations.values() if k.endswith("/" + kind)), None)


def _join(folder: str, target: str) -> str:
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return re.sub(r"^/+", "", posixpath.normpath(joined))
