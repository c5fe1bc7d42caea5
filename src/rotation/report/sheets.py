"""Sheets for people: title, frozen headings, borders, widths, and A4 landscape for printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rotation.io.text import letters
from rotation.io.workbook import timeless
from rotation.report.text import neutral, visible, width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles.borders import Border
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Page", "Value", "workbook"]

Value = str | int | float | None

HEADING_COLOUR: Final = "D9E2F3"
FONT: Final = "宋体"
_WIDEST: Final = 34
_HEADING_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet; ``left`` are the columns (from 0) whose texts stand left, everything else is centred."""

    name: str
    title: str
    note: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    left: frozenset[int] = frozenset()


def workbook(pages: Sequence[Page], footer: str) -> bytes:
    """Return the pages as a workbook, the same bytes for the same pages."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _add(book, page, footer)
    return timeless(book)


def _add(book: Workbook, page: Page, footer: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    sheet = book.create_sheet(page.name)
    columns = len(page.headings)
    for row, text in ((1, page.title), (2, page.note)):
        _put(sheet, row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.cell(1, 1).font = Font(name=FONT, bold=True, size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
    sheet.cell(2, 1).font = Font(name=FONT, size=10, color="595959")
    sheet.cell(2, 1).alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 18
    line = Side(style="thin", color="808080")
    grid = Border(left=line, right=line, top=line, bottom=line)
    fill, bold = PatternFill("solid", fgColor=HEADING_COLOUR), Font(name=FONT, bold=True, size=10)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, heading in enumerate(page.headings, 1):
        _put(sheet, _HEADING_ROW, number, heading)
        cell = sheet.cell(_HEADING_ROW, number)
        cell.fill, cell.font, cell.border, cell.alignment = fill, bold, grid, middle
    _body(sheet, page, grid)
    _settings(sheet, page, footer)


def _body(sheet: Worksheet, page: Page, grid: Border) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    font = Font(name=FONT, size=10)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    for row, values in enumerate(page.rows, _HEADING_ROW + 1):
        for number, value in enumerate(values, 1):
            _put(sheet, row, number, value)
            cell = sheet.cell(row, number)
            cell.font, cell.border = font, grid
            cell.alignment = left if number - 1 in page.left else middle


def _settings(sheet: Worksheet, page: Page, footer: str) -> None:
    last = letters(len(page.headings))
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + max(1, len(page.rows))}"
    widths = [_column_width(page, number) for number in range(len(page.headings))]
    for number, columns in enumerate(widths, 1):
        sheet.column_dimensions[letters(number)].width = columns
    for row, values in enumerate([page.headings, *page.rows], _HEADING_ROW):
        lines = max(
            sum(max(1, -(-width(part) // (columns - 1))) for part in str(value).split("\n"))
            for value, columns in zip(values, widths, strict=True)
        )
        sheet.row_dimensions[row].height = 6 + 14 * lines
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = footer
    margins = sheet.page_margins
    margins.left = margins.right = 0.35
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35


def _column_width(page: Page, number: int) -> int:
    """Return what the longest text takes; a heading may stand in two lines, a text in several."""
    texts = [str(row[number]) for row in page.rows if row[number] is not None]
    longest = max((width(text) for text in texts), default=0)
    heading = page.headings[number]
    words = heading.replace("\n", " ").split() if heading.isascii() else heading.split("\n")
    need = max([longest, *(width(word) if heading.isascii() else -(-width(word) // 2) for word in words)])
    return min(max(need + 3, 6), _WIDEST)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        text = "\n".join(map(visible, value.split("\n"))) if row == _HEADING_ROW else visible(value)
        cell.value = text
        # As text whatever it looks like, and kept so when someone edits the cell.
        cell.data_type = "s"
        cell.quotePrefix = neutral(text) != text
    else:
        cell.value = value
