"""The empty workbook of ``rotation new``: headings with notes, drop-downs, an example row per sheet."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rotation.errors import InputError
from rotation.i18n import COMMA, Language, Text
from rotation.i18n.headings import EXAMPLE_MARKS, EXPLANATION, GUIDE, HEADINGS, TEMPLATE_NAME, VOCABULARIES
from rotation.i18n.headings import SHEETS as SHEET_NAMES
from rotation.io.diagnosis import Log
from rotation.io.sheets import SHEETS, Column, Sheet
from rotation.io.text import letters
from rotation.io.workbook import OPTIONAL_COLOUR, REQUIRED_COLOUR, column_widths, text_width, timeless

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_template"]

_AS_TEXT: Final = frozenset({"id", "text", "school", "teacher", "grades", "date"})
_WIDEST_PAGE: Final = 150
"""Characters that can still be read across a page of A4."""
_EXPLANATION_WIDTHS: Final = (11, 24, 11, 52, 24, 46)
_MANY_COLUMNS: Final = 10
_LINE_POINTS: Final = 15
_LAST_ROW: Final = 20_000
"""Drop-downs reach down to here."""


def write_template(folder: Path, lang: Language = "zh") -> list[Path]:
    """Write the empty workbook into a folder and return the files written.

    Rows with a cell that begins with an example mark are not read, so an untouched template is no error.
    Raises ``InputError`` where the file exists.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    path = folder / TEMPLATE_NAME.to(lang)
    if path.exists():
        log = Log()
        log.add("file_exists", path.name)
        raise InputError(log.defects[0].line(lang), log.defects)
    book = Workbook()
    _explain(book, lang)
    for sheet in SHEETS.values():
        _add_sheet(book, sheet, lang)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(timeless(book))
    return [path]


def _add_sheet(book: Workbook, sheet: Sheet, lang: Language) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    page = book.create_sheet(SHEET_NAMES[sheet.name].name.to(lang))
    headings = [HEADINGS[sheet.name][column.field].name.to(lang) for column in sheet.columns]
    for number, column in enumerate(sheet.columns, 1):
        heading = HEADINGS[sheet.name][column.field]
        _set_text(page, 1, number, headings[number - 1])
        _add_note(page, number, _note(sheet, column, lang))
        if example := heading.example.to(lang):
            _set_text(page, 2, number, example)
            page.cell(2, number).font = Font(italic=True, color="808080")
        _add_choices(page, number, column, lang)
    _dress(page, sheet, headings, lang)


def _dress(page: Worksheet, sheet: Sheet, headings: list[str], lang: Language) -> None:
    """Colour the headings (required columns apart), freeze them, and give the columns widths and formats."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    # Of a sheet wider than a screen the first two columns stay in sight, too: id and name.
    page.freeze_panes = "C2" if len(sheet.columns) > _MANY_COLUMNS else "A2"
    page.print_title_rows = "1:1"
    examples = [HEADINGS[sheet.name][column.field].example.to(lang) for column in sheet.columns]
    widths = [
        max(width, text_width(example) + 2)
        for width, example in zip(column_widths(sheet, headings), examples, strict=True)
    ]
    # What is too wide for one page goes on the next, beside id and name again.
    _fit_on_paper(page, across=ceil(sum(widths) / _WIDEST_PAGE))
    page.print_title_cols = "A:B"
    for number, (column, width) in enumerate(zip(sheet.columns, widths, strict=True), 1):
        cell = page.cell(1, number)
        cell.fill = PatternFill("solid", fgColor=REQUIRED_COLOUR if column.required else OPTIONAL_COLOUR)
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="center", wrap_text=True)
        dimension = page.column_dimensions[letters(number)]
        dimension.width = width
        if column.kind in _AS_TEXT:
            # As text Excel leaves 00123, 1-3 and 1998.10 alone.
            dimension.number_format = "@"
            page.cell(2, number).number_format = "@"


def _fit_on_paper(page: Worksheet, across: int = 1) -> None:
    """Print a sheet in landscape, so many pages wide and as many down as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = across, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _set_text(page: Worksheet, row: int, column: int, text: str) -> None:
    cell = page.cell(row, column)
    cell.value = text
    cell.data_type = "s"


def _note(sheet: Sheet, column: Column, lang: Language) -> str:
    heading = HEADINGS[sheet.name][column.field]
    need = GUIDE["required" if column.required else "optional"].to(lang)
    lines = [need, heading.note.to(lang)]
    if heading.example.to(lang):
        lines.append(GUIDE["example"].to(lang, example=heading.example.to(lang)))
    return "\n".join(line for line in lines if line)


def _add_note(page: Worksheet, number: int, note: str) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415

    comment = Comment(note, "rotation")
    comment.width, comment.height = 280, 60 + 18 * (len(note) // 18)
    page.cell(1, number).comment = comment


def _choices(column: Column, lang: Language) -> list[str]:
    if column.kind == "grade":
        return [str(grade) for grade in range(1, 10)]
    words: dict[str, Text] = {}
    if column.kind == "yes":
        words = VOCABULARIES["yes"].words
    elif column.kind == "code":
        words = VOCABULARIES[column.words].words
    return [text.to(lang) for text in words.values()]


def _add_choices(page: Worksheet, number: int, column: Column, lang: Language) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    choices = _choices(column, lang)
    if not choices:
        return
    listed = ",".join(choices)
    assert len(listed) <= 255, f"Excel takes no longer drop-down: {column.field}"
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "warning"  # synonyms are read too
    rule.error = GUIDE["choose"].to(lang)
    letter = letters(number)
    rule.add(f"{letter}3:{letter}{_LAST_ROW}")
    page.add_data_validation(rule)


def _explain(book: Workbook, lang: Language) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    page = book.active
    _fit_on_paper(page)
    page.title = EXPLANATION.to(lang)
    row = 1
    for line in GUIDE["text"].to(lang, mark=EXAMPLE_MARKS[0 if lang == "zh" else 1]).split("\n"):
        _set_text(page, row, 1, line)
        page.cell(row, 1).font = Font(bold=row == 1)
        row += 1
    row += 1
    for number, title in enumerate(GUIDE["table"].to(lang).split("|"), 1):
        _set_text(page, row, number, title)
        page.cell(row, number).font = Font(bold=True)
    page.print_title_rows = f"{row}:{row}"
    for sheet in SHEETS.values():
        for column in sheet.columns:
            row += 1
            heading = HEADINGS[sheet.name][column.field]
            need = GUIDE["required" if column.required else "optional"].to(lang)
            also = heading.also.replace("|", COMMA.to(lang))
            cells = [SHEET_NAMES[sheet.name].name, heading.name, Text(need, need), heading.note]
            cells.append(heading.example)
            texts = [*(cell.to(lang) for cell in cells), also]
            for number, text in enumerate(texts, 1):
                _set_text(page, row, number, text)
                page.cell(row, number).alignment = Alignment(vertical="top", wrap_text=number > 3)
            # Said, because not every program fits the height of a row to text that it wraps.
            lines = max(ceil(text_width(t) / (w - 2)) for t, w in zip(texts, _EXPLANATION_WIDTHS, strict=True))
            page.row_dimensions[row].height = _LINE_POINTS * max(1, lines)
            colour = REQUIRED_COLOUR if column.required else OPTIONAL_COLOUR
            page.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
    for letter, width in zip("ABCDEF", _EXPLANATION_WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
