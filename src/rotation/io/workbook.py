"""A district out to a workbook, the same bytes every time.

Written directly, because openpyxl rounds coordinates to 16 digits (a float needs 17), stamps the time of
writing and takes ten times as long; the template, with its notes and drop-downs, is openpyxl's.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rotation.domain.district import District
from rotation.i18n import Language
from rotation.i18n.headings import SHEETS as SHEET_NAMES
from rotation.io.archive import pack
from rotation.io.sheets import SHEETS, Sheet
from rotation.io.text import letters
from rotation.io.write import Written, written_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["OPTIONAL_COLOUR", "REQUIRED_COLOUR", "column_widths", "text_width", "write_workbook"]

REQUIRED_COLOUR: Final = "FFF2CC"
OPTIONAL_COLOUR: Final = "E2EFDA"

_TIMES: Final = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*</dcterms:")
"""The time stamp of every entry: the earliest that a zip archive knows."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY_ZERO: Final = date(1899, 12, 30)

_TEXT, _DATE, _REQUIRED, _OPTIONAL = 1, 2, 3, 4
_STYLES: Final = f"""{_HEAD}<styleSheet xmlns="{_MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF{REQUIRED_COLOUR}"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF{OPTIONAL_COLOUR}"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>
<xf numFmtId="49" fontId="1" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""  # noqa: E501


def write_workbook(district: District, path: Path, lang: Language = "zh") -> None:
    """Write a district as one workbook that ``read`` reads back; dates are Excel dates, ids text."""
    pages: dict[str, str] = {}
    strings: dict[str, int] = {}
    for sheet in SHEETS.values():
        headings, rows = written_rows(district, sheet, lang)
        if rows or sheet.required:
            pages[SHEET_NAMES[sheet.name].name.to(lang)] = _page(sheet, headings, rows, strings)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack(_parts(pages, strings)))


def _page(
    sheet: Sheet, headings: Sequence[str], rows: Iterable[Sequence[Written]], strings: dict[str, int]
) -> str:
    """Return a worksheet part; its texts are added to the shared strings."""
    out = [f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">']
    out.append('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>')
    out.append("</sheetViews><cols>")
    for number, width in enumerate(column_widths(sheet, headings), 1):
        out.append(f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>')
    out.append('</cols><sheetData><row r="1">')
    names = [letters(number) for number in range(1, len(headings) + 1)]
    for position, heading in enumerate(headings):
        required = position < len(sheet.columns) and sheet.columns[position].required
        out.append(_cell(f"{names[position]}1", heading, strings, _REQUIRED if required else _OPTIONAL))
    out.append("</row>")
    for number, row in enumerate(rows, 2):
        out.append(f'<row r="{number}">')
        cells = zip(names, row, strict=True)
        out += [_cell(f"{name}{number}", value, strings) for name, value in cells if value is not None]
        out.append("</row>")
    out.append("</sheetData></worksheet>")
    return "".join(out)


def _cell(place: str, value: Written, strings: dict[str, int], style: int = _TEXT) -> str:
    if isinstance(value, str):
        # As text whatever it looks like: nothing becomes a formula or an error value.
        return f'<c r="{place}" s="{style}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DATE}"><v>{(value - _DAY_ZERO).days}</v></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _parts(pages: Mapping[str, str], strings: Iterable[str]) -> dict[str, bytes]:
    numbers = range(1, len(pages) + 1)
    overrides = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"), ("/xl/styles.xml", f"{_TYPE}.styles+xml")]
    overrides += [(f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in numbers]
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    relations.append((f"rId{len(pages) + 1}", "styles", "styles.xml"))
    relations.append((f"rId{len(pages) + 2}", "sharedStrings", "sharedStrings.xml"))
    overrides.append(("/xl/sharedStrings.xml", f"{_TYPE}.sharedStrings+xml"))
    items = [f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings]
    names = enumerate(pages, 1)
    sheets = [f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in names]
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
        + "</Types>",
        "_rels/.rels": _relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(sheets) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relationships(relations),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}">{"".join(items)}</sst>',
    }  # fmt: skip
    parts |= {f"xl/worksheets/sheet{n}.xml": page for n, page in enumerate(pages.values(), 1)}
    return {name: text.encode() for name, text in parts.items()}


def _relationships(relations: Iterable[tuple[str, str, str]]) -> str:
    line = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    lines = [line.format(name, _OFFICE, kind, target) for name, kind, target in relations]
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def column_widths(sheet: Sheet, headings: Sequence[str]) -> list[int]:
    """Return a width in characters per column: its heading's, more where names or dates stand."""
    widths = []
    for number, heading in enumerate(headings):
        column = sheet.columns[number] if number < len(sheet.columns) else None
        wide = column is not None and column.kind in {"school", "text", "date"}
        widths.append(max(10, text_width(heading) + 3, 16 if wide else 0))
    return widths


def text_width(text: str) -> int:
    """Return the width of a text in characters; a Chinese one is two wide."""
    return sum(1 if ord(c) < 0x2E80 else 2 for c in text)


def timeless(book: Workbook) -> bytes:
    """Return a workbook's bytes without a trace of when it was written."""
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    parts[core] = _TIMES.sub(rb"<dcterms:\1\2>1980-01-01T00:00:00Z</dcterms:", parts[core])
    return pack(parts)
