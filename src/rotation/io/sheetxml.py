"""The XML parts of a workbook; a document type, which entities need, is refused first."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from math import isfinite
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

__all__ = ["Cells", "TooLargeError", "attributes_of", "date_styles", "read_sheet", "shared_strings"]

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


def _parser(end: Callable[[str], None], characters: Callable[[str], None]) -> expat.XMLParserType:
    """Return a parser that refuses document types; what it does at a start of an element is still to be said."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    return parser


def _refuse(*_: object) -> None:
    raise RefusedError("unsafe_xml")


def _refuse_document_type(read: Callable[[int], bytes]) -> None:
    """Read a part up to its first element: entities, expanding or external, are declared before it."""
    begun = False

    def begin(*_: object) -> None:
        nonlocal begun
        begun = True

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse
    while not begun:
        content = read(4096)
        parser.Parse(content, not content)
        if not content:
            return


def attributes_of(archive: zipfile.ZipFile, part: str, element: str) -> list[dict[str, str]]:
    """Return the attributes of every such element of a part, namespaces of names left out."""
    return [{_LOCAL[k]: v for k, v in e.attrib.items()} for _, e in _elements(archive, part, element)]


def _unescape(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
        # Escapes are UTF-16: two halves are one character, half a one is damage.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(text)


def shared_strings(archive: zipfile.ZipFile, part: str | None) -> list[str]:
    """Return the shared strings of a workbook, without phonetic guides.

    Closures over expat, as in ``read_sheet``: LibreOffice gives each script of a text a run and a font of its own,
    so that a county's roster that it has saved has 750,000 elements here.
    """
    if part is None:
        return []
    strings: list[str] = []
    texts: list[str] = []
    pieces: list[str] = []
    phonetic = False
    si = t = guide = ""

    def start_root(name: str, _: dict[str, str]) -> None:
        nonlocal si, t, guide
        prefix = name.rpartition(":")[0]
        si, t, guide = (f"{prefix}:{n}" if prefix else n for n in ("si", "t", "rPh"))
        parser.StartElementHandler = start

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal phonetic
        if name == t:
            pieces.clear()
        elif name == guide:
            phonetic = True

    def end(name: str) -> None:
        nonlocal phonetic
        if name == t:
            if not phonetic:
                texts.append("".join(pieces))
        elif name == si:
            strings.append(_unescape("".join(texts)[:_MAXIMUM_CELL]))
            texts.clear()
        elif name == guide:
            phonetic = False

    parser = _parser(end, pieces.append)
    parser.StartElementHandler = start_root
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    return strings


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


class Cells:
    """Turns the parts of a cell element into what the cell says."""

    def __init__(self, strings: list[str], dates: list[bool], day: Callable[[float], str | None]) -> None:
        self._strings, self._dates, self._day = strings, dates, day

    def cell(self, attributes: dict[str, str], text: str, formula: bool) -> Cell:  # noqa: PLR0911 - a line per type
        """Return a cell's text, or its trouble."""
        kind = attributes.get("t", "n")
        if kind == "s":
            return self._shared(text) if text else BLANK
        if kind in {"str", "inlineStr"}:
            return _unescape(text[:_MAXIMUM_CELL])
        if not text:
            return Trouble("formula_without_value", "") if formula else BLANK
        if kind == "e":
            return Trouble("excel_error", text[:_MAXIMUM_CELL])
        if kind == "b":
            return "TRUE" if text.strip() in _TRUE else "FALSE"
        if kind == "d":
            return clean(text[:_MAXIMUM_CELL])
        return self._number(text, int(attributes.get("s", "0")))

    def _shared(self, text: str) -> str:
        index = int(text)
        if index < 0:  # not the last string
            raise IndexError(text)
        return self._strings[index]

    def _number(self, text: str, style: int) -> str:
        number = float(text)
        if not isfinite(number) or "_" in text:
            raise ValueError(text)
        if style < len(self._dates) and self._dates[style]:
            return self._day(number) or text
        # Whole numbers up to Excel's 15 digits are exact; beyond, digits of an id are already lost.
        if number == int(number):
            return str(int(number)) if abs(number) < 1e15 else f"{number:.14E}"
        return repr(number)


def read_sheet(  # noqa: PLR0915 - five handlers share one state
    archive: zipfile.ZipFile, part: str, table: RawTable, cells: Cells
) -> None:
    """Fill a raw table from a worksheet part; raises ``TooLargeError`` with the rows so far kept.

    Closures over expat: a county's 140,000 cells take half the time of ``iterparse``.
    """
    pieces: list[str] = []
    row: list[Cell] = []
    attributes: dict[str, str] = {}
    text, formula, phonetic = "", False, False
    number = column = 0
    names = dict.fromkeys(("c", "v", "t", "f", "row", "rPh", "mergeCell"), "")
    c = v = t = ""

    def start_root(name: str, _: dict[str, str]) -> None:
        nonlocal c, v, t
        prefix = name.rpartition(":")[0]
        names.update({n: f"{prefix}:{n}" if prefix else n for n in names})
        c, v, t = names["c"], names["v"], names["t"]
        parser.StartElementHandler = start

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal attributes, text, formula, column, phonetic
        if name == c:
            attributes, text, formula = given, "", False
            letters = given.get("r", "").rstrip("0123456789")
            column = _COLUMN[letters] if letters else column + 1
        elif name in (v, t):
            pieces.clear()
        elif name == names["f"]:
            formula = True
        elif name == names["row"]:
            start_row(given)
        elif name == names["rPh"]:
            phonetic = True
        elif name == names["mergeCell"]:
            _add_merged(table, given.get("ref", ""))

    def start_row(given: dict[str, str]) -> None:
        nonlocal row, number, column
        row, column = [], 0
        number = int(given.get("r", number + 1))
        if given.get("hidden") in _TRUE:
            table.hidden.append(number)

    def end(name: str) -> None:
        nonlocal text, phonetic
        if name == v:
            text = "".join(pieces)
        elif name == c:
            if (text or formula) and (cell := cells.cell(attributes, text, formula)) != BLANK:
                if column > MAXIMUM_COLUMNS:
                    raise TooLargeError("too_many_columns")
                row.extend([BLANK] * (column - len(row)))
                row[column - 1] = cell
        elif name == t and not phonetic:
            text += "".join(pieces)
        elif name == names["rPh"]:
            phonetic = False
        elif name == names["row"] and row:
            if len(table.rows) >= MAXIMUM_ROWS:
                raise TooLargeError("too_many_rows")
            table.rows.append((number, row))

    parser = _parser(end, pieces.append)
    parser.StartElementHandler = start_root
    with archive.open(part) as stream:
        parser.ParseFile(stream)


def _add_merged(table: RawTable, reference: str) -> None:
    first, _, last = reference.partition(":")
    ends = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if ends[0] and ends[1]:
        table.merged.append((reference, int(ends[0][2]), int(ends[1][2])))
