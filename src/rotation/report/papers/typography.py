"""Word documents in the typography of Chinese administrative papers (GB/T 9704): the pieces they are built of.

A4, margins 37 / 35 / 28 / 26 mm, lines of 28 pt; the title in 方正小标宋, headings in 黑体 and 楷体, the text in 仿宋,
each with the names of fonts that take its place where it is not installed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from rotation.io.archive import pack

__all__ = ["BODY", "HEAD", "KAI", "TITLE", "Sheet", "docx_bytes"]

TITLE: Final = "方正小标宋简体"
BODY: Final = "仿宋_GB2312"
HEAD: Final = "黑体"
KAI: Final = "楷体_GB2312"
INSTEAD: Final = {
    TITLE: ("方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC", "roman"),
    BODY: ("仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC", "modern"),
    HEAD: ("SimHei,微软雅黑,Microsoft YaHei,Noto Sans CJK SC", "modern"),
    KAI: ("楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC", "modern"),
}
"""What stands in for each font, and its family."""
LATIN: Final = "Times New Roman"
LINE: Final = Pt(28)
WIDTH: Final = 210 - 28 - 26
"""Of the text, in millimetres."""
_CREATED: Final = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*</dcterms:")


class Sheet:
    """A document being written from top to bottom."""

    def __init__(self, header: str, lang: str, *, columns_mm: int = WIDTH) -> None:
        self.document = Document()
        self.lang, self.columns_mm = lang, columns_mm
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.header_distance, section.footer_distance = Mm(20), Mm(25)
        _chinese(self.document)
        normal = self.document.styles["Normal"]
        _font(normal, BODY, 16)
        spacing = normal.paragraph_format
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        spacing.space_after = spacing.space_before = Pt(0)
        for level, font in ((1, HEAD), (2, KAI)):
            style = self.document.styles[f"Heading {level}"]
            _font(style, font, 16, bold=False)
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.keep_with_next = True
        self._last: Any = None
        """The paragraph written last, None after anything else."""
        self._margins(section, header)

    def title(self, text: str, *, new_page: bool = False) -> None:
        """Add the title, 22 pt, in the middle."""
        paragraph = self.line(text, font=TITLE, size=22, centre=True, indent=False)
        paragraph.paragraph_format.line_spacing = Pt(36)
        paragraph.paragraph_format.page_break_before = new_page

    def line(
        self, text: str, *, font: str = BODY, size: float = 16, centre: bool = False, right: bool = False,
        indent: bool = True, keep: bool = False,
    ) -> Any:  # fmt: skip
        """Add a paragraph, its first line two characters in."""
        paragraph = self.document.add_paragraph()
        _run(paragraph, text, font, size)
        if centre or right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
        elif self.lang == "zh":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if indent and not centre and not right:
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)
        paragraph.paragraph_format.keep_with_next = keep
        self._last = paragraph
        return paragraph

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading: 黑体 for the first level, 楷体 for the second."""
        paragraph = self.document.add_paragraph(style=f"Heading {level}")
        _run(paragraph, text, HEAD if level == 1 else KAI, 16)
        paragraph.paragraph_format.first_line_indent = Pt(32)
        self._last = paragraph

    def tag(self, text: str) -> None:
        """Add a paragraph that only steers the template."""
        _run(self.document.add_paragraph(), text, BODY, 16)
        self._last = None

    def table(
        self, headings: Sequence[str], cells: Sequence[str], rows: str, widths: Sequence[float],
        left: Sequence[int] = (0,), size: float = 10.5, *, together: bool = False, none: str = "",
    ) -> None:  # fmt: skip
        """Add a table with one row for each of the template's ``rows``; its headings repeat on every page.

        Parameters
        ----------
        cells
            What stands in each cell of a row, which is called ``row``.
        widths
            Relative widths of the columns.
        left
            Columns (from 0) whose texts stand left.
        together
            Keep the table on one page; for those that are always short.
        none
            What stands in place of a table without rows.
        """
        before = self._last
        if none:
            self.tag(f"{{%p if not {rows} %}}")
            self.line(none)
            self.tag("{%p else %}")
            self._last = before
        if self._last is not None:  # else its letters stand on the table's first line
            self._last.paragraph_format.space_after = Pt(4)
            self._last.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=8 if together else 4, cols=len(headings))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        whole = sum(widths)
        for number, width in enumerate(widths):
            table.columns[number].width = Mm(self.columns_mm * width / whole)
            for row in table.rows:
                row.cells[number].width = Mm(self.columns_mm * width / whole)
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            _cell(cell, text, HEAD, size, centre=True)
        _flag(table.rows[0], "w:tblHeader")
        for cell in table.rows[0].cells:  # headings never stand alone at the foot of a page
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        # Kept together, the last row is another one: it would hold what follows the table, too.
        tags = {1: f"{{%tr for row in {rows} %}}", len(table.rows) - 1: "{%tr endfor %}"}
        if together:
            tags |= {2: "{%tr if not loop.last %}", 4: "{%tr else %}", 6: "{%tr endif %}"}
        for place, row in enumerate(table.rows):
            if place in tags:
                _cell(row.cells[0], tags[place], BODY, size)
            elif place:
                self._filled(row, cells, left, size, keep=together and place == 3)
        if none:
            self.tag("{%p endif %}")
        self._last = None

    @staticmethod
    def _filled(row: Any, cells: Sequence[str], left: Sequence[int], size: float, *, keep: bool) -> None:
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            _cell(cell, text, BODY, size, centre=number not in left)
            cell.paragraphs[0].paragraph_format.keep_with_next = keep
        _flag(row, "w:cantSplit")

    def grid(self, rows: Sequence[Sequence[tuple[str, int]]], heights: Sequence[float], size: float = 12) -> None:
        """Add a form of fixed height: rows of (text, columns it spans of twelve); heights in points.

        The first and every other cell of a row is a label; a line break begins a paragraph on the right.
        """
        if self._last is not None:
            self._last.paragraph_format.space_after = Pt(4)
        self._last = None
        table = self.document.add_table(rows=len(rows), cols=12)
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for row, height, texts in zip(table.rows, heights, rows, strict=True):
            row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.EXACTLY
            _flag(row, "w:cantSplit")
            at = 0
            for cell in row.cells:
                cell.width = Mm(self.columns_mm / 12)
            for position, (text, span) in enumerate(texts):
                cell = row.cells[at]
                if span > 1:
                    cell = cell.merge(row.cells[at + span - 1])
                at += span
                label = position % 2 == 0
                first, _, signature = text.partition("\n")
                _cell(cell, first, HEAD if label else BODY, min(size - 1, 10) if label else size, centre=True)
                if signature:
                    cell.paragraphs[0].paragraph_format.space_after = Pt(height - 42)
                    last = cell.add_paragraph()
                    _run(last, signature, BODY, size)
                    last.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                    _tight(last, size)

    def _margins(self, section: Any, header: str) -> None:
        top = section.header.paragraphs[0]
        _run(top, header, HEAD, 10.5)
        _tight(top, 10.5)
        self.document.settings.odd_and_even_pages_header_footer = True
        even = section.even_page_header.paragraphs[0]
        _run(even, header, HEAD, 10.5)
        _tight(even, 10.5)
        for footer, right in ((section.footer, True), (section.even_page_footer, False)):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
            _run(paragraph, "— ", "宋体", 14)
            _page_number(paragraph)
            _run(paragraph, " —", "宋体", 14)


def docx_bytes(document: Any) -> bytes:
    """Return a document's bytes without a trace of when it was written, its fonts with their stand-ins."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    if core in parts:
        parts[core] = _CREATED.sub(rb"<dcterms:\1\2>1980-01-01T00:00:00Z</dcterms:", parts[core])
    fonts = "word/fontTable.xml"
    if fonts in parts and BODY.encode() not in parts[fonts]:
        parts[fonts] = parts[fonts].replace(b"</w:fonts>", _fonts().encode() + b"</w:fonts>")
    return pack(parts)


def _fonts() -> str:
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (others, family) in INSTEAD.items()
    )


def _chinese(document: Any) -> None:
    """Say that what is East Asian is Chinese: where a font is missing, its stand-in is chosen by the language."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for lang in (*defaults.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _font(style: Any, name: str, size: float, bold: bool | None = None) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    if bold is not None:
        style.font.bold = bold
    _east(style.element.get_or_add_rPr(), name)


def _run(paragraph: Any, text: str, name: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN, Pt(size)
    _east(run._element.get_or_add_rPr(), name)


def _east(properties: Any, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and boxes, which both scripts have, are Chinese ones


def _cell(cell: Any, text: str, name: str, size: float, centre: bool = False) -> None:
    cell.vertical_alignment = 1  # middle
    paragraph = cell.paragraphs[0]
    _run(paragraph, text, name, size)
    _tight(paragraph, size)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _tight(paragraph: Any, size: float) -> None:
    paragraph.paragraph_format.line_spacing = Pt(round(size * 1.3))


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is not None:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._element.append(part)
