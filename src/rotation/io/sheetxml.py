"""The XML parts of a workbook, row by row; a document type, which entities need, is refused first."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, iterparse
from xml.parsers import expat

from rotation.io.source import (
    BLANK,
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    Cell,
    RawTable,
    RefusedError,
    Trouble,
)
from rotation.io.text import clean

__all__ = ["SheetReader", "TooLargeError", "attributes_of", "date_styles", "shared_strings"]

_MAXIMUM_CELL: Final = 32_767  # characters, Excel's own limit
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,9})")
_TRUE: Final = ("1", "true")


class TooLargeError(Exception):
    """A sheet with more rows or columns than are read."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _LocalNames(dict[str, str]):
    """Names without their namespace, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition("}")[2]
        return local


class _ColumnNumbers(dict[str, int]):
    """Column numbers by letters, each worked out once."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters[:4].upper():
            number = number * 26 + ord(letter) - 64
        self[letters] = number
        return number


_LOCAL: Final = _LocalNames()
_COLUMN: Final = _ColumnNumbers()


def _elements(archive: zipfile.ZipFile, part: str, *wanted: str) -> Iterator[tuple[str, Element]]:
    """Yield the wanted elements of a part as they end, emptied afterwards; raises on a document type."""
    with archive.open(part) as stream:
        _refuse_document_type(stream.read)
    with archive.open(part) as stream:
        for _, element in iterparse(stream):
            name = _LOCAL[element.tag]
            if name in wanted:
                yield name, element
                element.clear()


def _refuse_document_type(read: Callable[[int], bytes]) -> None:
    """Read a part up to its first element: entities, expanding or external, are declared before it."""
    begun = False

    def begin(*_: object) -> None:
        nonlocal begun
        begun = True

    def refuse(*_: object) -> None:
        raise RefusedError("unsafe_xml")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    while not begun:
        content = read(4096)
        parser.Parse(content, not content)
        if not content:
            return


def attributes_of(archive: zipfile.ZipFile, part: str, element: str) -> list[dict[str, str]]:
    """Return the attributes of every such element of a part, namespaces of names left out."""
    return [{_LOCAL[k]: v for k, v in e.attrib.items()} for _, e in _elements(archive, part, element)]


def _text_of(element: Element) -> str:
    """Return the text of a string item or inline string, without phonetic guides."""
    pieces = []
    for child in element:
        name = _LOCAL[child.tag]
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [run.text or "" for run in child if _LOCAL[run.tag] == "t"]
    return _unescape("".join(pieces)[:_MAXIMUM_CELL])


def _unescape(text: str) -> str:
    return clean(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text)


def shared_strings(archive: zipfile.ZipFile, part: str | None) -> list[str]:
    """Return the shared strings of a workbook."""
    return [] if part is None else [_text_of(item) for _, item in _elements(archive, part, "si")]


def date_styles(archive: zipfile.ZipFile, part: str | None) -> list[bool]:
    """Return, per cell style, whether it shows numbers as dates."""
    if part is None:
        return []
    formats: dict[str, bool] = {}
    styles: list[bool] = []
    for name, element in _elements(archive, part, "numFmt", "cellXfs"):
        if name == "numFmt":
            formats[element.get("numFmtId", "")] = _shows_date(element.get("formatCode", ""))
        else:
            numbers = [style.get("numFmtId", "0") for style in element]
            styles = [formats.get(number, _built_in_date(number)) for number in numbers]
    return styles


def _built_in_date(number: str) -> bool:
    code = int(number) if number.isdigit() else 0
    # 18-21 and 45-47 are times of day; 27-36 and 50-58 are East Asian dates (ECMA-376 part 1, 18.8.30).
    return code in {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}


def _shows_date(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", code).lower()
    # "m" alone is a month; beside hours or seconds it is minutes.
    months = "m" in bare and not re.search(r"[hs]", bare)
    return "general" not in bare and (months or bool(re.search(r"[yd]", bare)))


class SheetReader:
    """Fills a raw table from a worksheet part."""

    def __init__(
        self, table: RawTable, strings: list[str], dates: list[bool], day: Callable[[float], str | None]
    ) -> None:
        self._table, self._strings, self._dates, self._day = table, strings, dates, day

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        """Read the part; raises ``TooLargeError`` with the rows so far kept."""
        number = 0
        for name, element in _elements(archive, part, "row", "mergeCell"):
            if name == "mergeCell":
                self._merge(element.get("ref", ""))
                continue
            number = int(element.get("r", number + 1))
            if element.get("hidden") in _TRUE:
                self._table.hidden.append(number)
            row = self._row(element)
            if row:
                if len(self._table.rows) >= MAXIMUM_ROWS:
                    raise TooLargeError("too_many_rows")
                self._table.rows.append((number, row))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        ends = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
        if ends[0] and ends[1]:
            self._table.merged.append((reference, int(ends[0][2]), int(ends[1][2])))

    def _row(self, element: Element) -> list[Cell]:
        row: list[Cell] = []
        column = 0
        for cell in element:
            letters = cell.get("r", "").rstrip("0123456789")
            column = _COLUMN[letters] if letters else column + 1
            value = self._cell(cell) if len(cell) else BLANK
            if value != BLANK:
                if column > MAXIMUM_COLUMNS:
                    raise TooLargeError("too_many_columns")
                row += [BLANK] * (column - 1 - len(row))
                row[column - 1 :] = [value]
        return row

    def _cell(self, cell: Element) -> Cell:  # noqa: PLR0911 - one line per type of cell
        kind = cell.get("t", "n")
        text = ""
        formula = False
        for child in cell:
            name = _LOCAL[child.tag]
            if name == "v":
                text = (child.text or "")[:_MAXIMUM_CELL]
            elif name == "is":
                return _text_of(child)
            else:
                formula = formula or name == "f"
        if kind == "s":
            return self._strings[int(text)] if text else BLANK
        if kind == "str":
            return _unescape(text)
        if not text:
            return Trouble("formula_without_value", "") if formula else BLANK
        if kind == "e":
            return Trouble("excel_error", text)
        if kind == "b":
            return "TRUE" if text.strip() in _TRUE else "FALSE"
        if kind == "d":
            return clean(text)
        return self._number(text, int(cell.get("s", "0")))

    def _number(self, text: str, style: int) -> str:
        number = float(text)
        if style < len(self._dates) and self._dates[style]:
            return self._day(number) or text
        # Whole numbers up to Excel's 15 digits are exact; beyond, digits of an id are already lost.
        if number == int(number):
            return str(int(number)) if abs(number) < 1e15 else f"{number:.14E}"
        return repr(number)
