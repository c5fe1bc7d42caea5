"""Sheets for people: title, frozen headings, borders, widths, drop-downs, and A4 landscape for printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from rotation.io.text import letters
from rotation.io.workbook import timeless
from rotation.report.text import neutral, visible
from rotation.report.wrapping import width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.borders import Border
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Page", "Value", "workbook"]

Value = str | int | float | Decimal | None
"""A Decimal is a number that shows all its digits, a last zero too."""

HEADING_COLOUR: Final = "D9E2F3"
OPEN_COLOUR: Final = "FFF2CC"
MARK_COLOUR: Final = "F8CBAD"
FONT: Final = "宋体"
_WIDEST: Final = 34
_HEADING_ROW: Final = 3
_WHOLE: Final = 8
_GROUPED: Final = 1000
_TALLEST: Final = 409
"""The tallest row that Excel knows, in points."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet; ``left`` are the columns (from 0) whose texts stand left, everything else is centred.

    ``frozen`` columns stay in sight. ``choices`` gives a column a drop-down: a formula as Excel writes it and what
    is said of another value. ``open`` columns are for the reader to fill in. ``marks`` are words that stand out in
    a column, bold as well as coloured, so that they do so in print without colour too. ``widths`` are the
    least widths of columns, in characters; numbers of ``plain`` columns, such as years, are told without separators
    of thousands; texts beyond ``widest`` go on in a further line. Printing shrinks a sheet to the width of the paper,
    so a sheet of many columns wants narrow ones. ``posted`` sheets are put up on a wall: one upright page each.
    """

    name: str
    title: str
    note: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    left: frozenset[int] = frozenset()
    frozen: int = 0
    choices: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    open: frozenset[int] = frozenset()
    marks: Mapping[int, str] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)
    plain: frozenset[int] = frozenset()
    widest: int = _WIDEST
    posted: bool = False


def workbook(
    pages: Sequence[Page], footer: str, hidden: Mapping[str, Sequence[Sequence[Value]]] | None = None
) -> bytes:
    """Return the pages as a workbook, the same bytes for the same pages.

    ``hidden`` are further sheets that Excel shows nobody.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _add(book, page, footer)
    for name, rows in (hidden or {}).items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "veryHidden"
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                _put(sheet.cell(row, column), value)
    return timeless(book)


def _add(book: Workbook, page: Page, footer: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    sheet = book.create_sheet(page.name)
    columns = len(page.headings)
    for row, text in ((1, page.title), (2, page.note)):
        _put(sheet.cell(row, 1), text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.cell(1, 1).font = Font(name=FONT, bold=True, size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
    sheet.cell(2, 1).font = Font(name=FONT, size=10, color="595959")
    sheet.cell(2, 1).alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 18
    line = Side(style="thin", color="808080")
    grid = Border(left=line, right=line, top=line, bottom=line)
    fill, bold = PatternFill("solid", fgColor=HEADING_COLOUR), Font(name=FONT, bold=True, size=10)
    fill_in = PatternFill("solid", fgColor=OPEN_COLOUR)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, heading in enumerate(page.headings, 1):
        cell = sheet.cell(_HEADING_ROW, number)
        _put(cell, heading, lines=True)
        cell.fill = fill_in if number - 1 in page.open else fill
        cell.font, cell.border, cell.alignment = bold, grid, middle
    _body(sheet, page, grid)
    _settings(sheet, page, footer)


def _body(sheet: Worksheet, page: Page, grid: Border) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    font = Font(name=FONT, size=10)
    # openpyxl takes long to compare styles: one cell of each kind gets its style, the others a copy of it.
    kinds: dict[tuple[bool, bool], Any] = {}
    for row, values in enumerate(page.rows, _HEADING_ROW + 1):
        for number, value in enumerate(values, 1):
            cell = sheet.cell(row, number)
            quoted = isinstance(value, str) and neutral(value) != visible(value)
            kind = (number - 1 in page.left, quoted)
            if kind not in kinds:
                cell.font, cell.border = font, grid
                horizontal = "left" if kind[0] else "center"
                cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
                # As text whatever it looks like, and kept so when someone edits the cell.
                cell.quotePrefix = quoted
                kinds[kind] = cell._style
            else:
                cell._style = copy(kinds[kind])
            _put(cell, value)
            if number - 1 in page.plain:
                cell.number_format = "General"


def _settings(sheet: Worksheet, page: Page, footer: str) -> None:
    last = letters(len(page.headings))
    sheet.freeze_panes = f"{letters(1 + page.frozen)}{_HEADING_ROW + 1}"
    _helps(sheet, page)
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + max(1, len(page.rows))}"
    widths = [_column_width(page, number) for number in range(len(page.headings))]
    sheet.row_dimensions[2].height = 4 + 14 * -(-width(page.note) // max(1, sum(widths)))
    for number, columns in enumerate(widths, 1):
        sheet.column_dimensions[letters(number)].width = columns
    for row, values in enumerate([page.headings, *page.rows], _HEADING_ROW):
        lines = max(
            sum(max(1, -(-width(part) // (columns - 1))) for part in str(value).split("\n"))
            for value, columns in zip(values, widths, strict=True)
        )
        sheet.row_dimensions[row].height = min(6 + 14 * lines, _TALLEST)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth = "portrait" if page.posted else "landscape", 9, 1
    setup.fitToHeight = 1 if page.posted else 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.print_area = f"A1:{last}{_HEADING_ROW + max(1, len(page.rows))}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = footer
    margins = sheet.page_margins
    margins.left = margins.right = 0.35
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35


def _helps(sheet: Worksheet, page: Page) -> None:
    """Add drop-downs and the rules that make words stand out."""
    from openpyxl.formatting.rule import CellIsRule  # noqa: PLC0415
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    last = _HEADING_ROW + max(1, len(page.rows))
    for column, (formula, error) in page.choices.items():
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True, error=error)
        rule.add(f"{letters(column + 1)}{_HEADING_ROW + 1}:{letters(column + 1)}{last}")
        sheet.add_data_validation(rule)
    for column, word in page.marks.items():
        area = f"{letters(column + 1)}{_HEADING_ROW + 1}:{letters(column + 1)}{last}"
        fill = PatternFill("solid", bgColor=MARK_COLOUR)
        mark = CellIsRule(operator="equal", formula=[f'"{word}"'], fill=fill, font=Font(bold=True, underline="single"))
        sheet.conditional_formatting.add(area, mark)


def _column_width(page: Page, number: int) -> int:
    """Return what the longest text takes; a heading may stand in two lines, a text in several."""
    texts = [str(row[number]) for row in page.rows if row[number] is not None]
    longest = max((width(text) for text in texts), default=0)
    heading = page.headings[number]
    words = heading.replace("\n", " ").split() if heading.isascii() else heading.split("\n")
    # Up to four Chinese characters of a heading stay in one line, more are halved.
    short = (width(word) if heading.isascii() or width(word) <= _WHOLE else -(-width(word) // 2) for word in words)
    need = max([longest, *short])
    return max(min(max(need + 2, 6), page.widest), page.widths.get(number, 0))


def _put(cell: Cell, value: Value, lines: bool = False) -> None:
    """Fill in a cell, text as text; ``lines`` leaves line breaks in a heading of ours."""
    if isinstance(value, str):
        cell.value = "\n".join(map(visible, value.split("\n"))) if lines else visible(value)
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        decimals = -int(value.as_tuple().exponent)
        whole = "#,##0" if abs(value) >= _GROUPED else "0"
        cell.value, cell.number_format = float(value), f"{whole}.{'0' * decimals}" if decimals else whole
    else:
        cell.value = value
        if isinstance(value, int) and abs(value) >= _GROUPED:
            cell.number_format = "#,##0"
