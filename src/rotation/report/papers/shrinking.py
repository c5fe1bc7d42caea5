"""Texts too long for a row of fixed height are written smaller, so that a form keeps to its page and its words."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rotation.report.wrapping import wrap

__all__ = ["SMALLEST", "shrink"]

SMALLEST: Final = 7.0
"""Points of the smallest letters that a form may hold."""
PADDING: Final = 12.0
"""Points between the text and the borders of its cell, left and right together."""
LINE: Final = 1.3
"""Height of a line in sizes of its letters."""
TWENTIETHS: Final = 20


def shrink(body: Any) -> None:
    """Write smaller what would be cut in tables' rows of exact height; cells of several paragraphs stay as they are."""
    for height in body.iter(qn("w:trHeight")):
        if height.get(qn("w:hRule")) == "exact":
            row = height.getparent().getparent()
            for cell in row.iterchildren(qn("w:tc")):
                _cell(cell, int(height.get(qn("w:val"))) / TWENTIETHS)


def _cell(cell: Any, height: float) -> None:
    paragraphs = cell.findall(qn("w:p"))
    sizes = list(cell.iter(qn("w:sz")))
    room = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if len(paragraphs) != 1 or not sizes or room is None:
        return
    text = "".join(part.text or "" for part in cell.iter(qn("w:t")))
    points = int(room.get(qn("w:w"))) / TWENTIETHS - PADDING
    size = fits = int(sizes[0].get(qn("w:val"))) / 2
    while fits > SMALLEST and not _fits(text, points, height, fits):
        fits -= 0.5
    if fits < size:
        for each in sizes:
            each.set(qn("w:val"), str(round(2 * fits)))
        _spacing(paragraphs[0], fits)


def _fits(text: str, points: float, height: float, size: float) -> bool:
    """Say whether a text has room; a Chinese character takes two columns and is as wide as it is high."""
    lines = max(1, int(height // round(LINE * size)))
    return len(wrap(text, int(2 * points / size))) <= lines


def _spacing(paragraph: Any, size: float) -> None:
    properties = paragraph.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        spacing = OxmlElement("w:spacing")
        properties.append(spacing)
    spacing.set(qn("w:line"), str(round(LINE * size) * TWENTIETHS))
    spacing.set(qn("w:lineRule"), "exact")
