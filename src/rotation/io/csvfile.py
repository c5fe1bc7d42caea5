"""One CSV file to a raw table: its encoding, its delimiter, its rows."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from typing import Final

from rotation.i18n import Text
from rotation.io.diagnosis import Log
from rotation.io.source import BLANK, MAXIMUM_COLUMNS, MAXIMUM_ROWS, Cell, RawTable, RefusedError
from rotation.io.text import clean

__all__ = ["read_csv"]

_DELIMITERS: Final = {
    ",": Text("逗号", "comma"), ";": Text("分号", "semicolon"), "\t": Text("制表符", "tab"),
    "，": Text("全角逗号", "full-width comma"),
}  # fmt: skip


def read_csv(file: str, content: bytes, log: Log) -> RawTable:
    """Return the table of a CSV file; raises ``RefusedError`` where nothing of it can be read."""
    text = _decode(content)
    delimiter = _delimiter(text)
    if delimiter != ",":
        log.add("other_delimiter", file, delimiter=_DELIMITERS[delimiter])
    table = RawTable(file, None)
    cleaned: dict[str, Cell] = {}
    number = 0
    try:
        # Lines are split at \n only: csv itself joins the lines of a quoted cell.
        for record in csv.reader(_lines(text), delimiter=delimiter, strict=True):
            number += 1
            cleaned.update((cell, clean(cell)) for cell in record if cell not in cleaned)
            row = [cleaned[cell] for cell in record]
            while row and row[-1] == BLANK:
                row.pop()
            if not row:
                continue
            if len(row) > MAXIMUM_COLUMNS:
                log.add("too_many_columns", file, None, number, limit=MAXIMUM_COLUMNS)
                table.cut = True
                break
            if len(table.rows) >= MAXIMUM_ROWS:
                log.add("too_many_rows", file, limit=MAXIMUM_ROWS)
                table.cut = True
                break
            table.rows.append((number, row))
    except csv.Error:
        log.add("broken_csv", file, None, number + 1)
        table.cut = True
    return table


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise RefusedError("wrong_encoding") from None
    else:
        if b"\0" in content:
            raise RefusedError("nul_bytes")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text = content.decode("gb18030")
            except UnicodeDecodeError:
                raise RefusedError("wrong_encoding") from None
            if _is_unlikely(text):
                raise RefusedError("wrong_encoding") from None
    if "\0" in text:
        raise RefusedError("nul_bytes")
    return text


def _is_unlikely(text: str) -> bool:
    """Say whether a text is none: Big5 or Latin-1 read as GB18030 soon hits unassigned or private code points.

    A rare name may well have a private one (造字); one in twenty characters is no name.
    """
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if ord(character) >= 128:
            counts[unicodedata.category(character)] += count
    return bool(counts["Cn"]) or 20 * counts["Co"] > counts.total()


def _delimiter(text: str) -> str:
    """Return the delimiter that most often parts the fullest of the first lines; a comma where none does."""
    head = text[:20_000].splitlines()[:10]
    counts = {d: max((line.count(d) for line in head), default=0) for d in _DELIMITERS}
    best = max(counts, key=lambda d: counts[d])
    return best if counts[best] > counts[","] and counts[","] <= counts[best] // 4 else ","
