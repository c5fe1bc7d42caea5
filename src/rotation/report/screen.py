"""Plain building blocks of the terminal's reports; widths count Chinese characters as two.

No markup is ever parsed, no box-drawing or other character of doubtful width is used, and nothing is said by
colour alone, so that a redirected report and an old Chinese console show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Final

from rich.console import Console
from rich.text import Text

from rotation.i18n import Language
from rotation.i18n.reports import COLUMN
from rotation.report.text import visible
from rotation.report.wrapping import width, wrap

__all__ = ["BAD", "FAINT", "GOOD", "Screen"]

GOOD: Final = "green"
BAD: Final = "bold red"
FAINT: Final = "dim"
_WIDEST: Final = 100
_GAP: Final = 2
_LEAST: Final = 12
"""Columns that a text column keeps before it is folded."""


class Screen:
    """A stream for people, in one language, at most 100 columns wide."""

    def __init__(self, stream: IO[str], lang: Language) -> None:
        self.lang = lang
        # Left to rich: whether the console is an old one of Windows, which would print escape codes as they are.
        self._console = Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)
        self._console.width = min(self._console.width, _WIDEST)

    def heading(self, text: str) -> None:
        """Print a heading after an empty line, wrapped like a sentence."""
        self.blank()
        for line in wrap(visible(text), self._console.width):
            self._console.print(Text(line, style="bold"), soft_wrap=True)

    def blank(self) -> None:
        """Print an empty line."""
        self._console.print()

    def line(self, text: str, style: str = "", indent: int = 2, mark: str = "") -> None:
        """Print one sentence, wrapped under its own beginning; ``mark`` is a word of verdict in front."""
        front = " " * indent + (mark + " " if mark else "")
        lines = wrap(visible(text), max(20, self._console.width - width(front)))
        hanging = " " * width(front)
        for position, content in enumerate(lines):
            before = Text(front if position == 0 else hanging, style=style if mark else "")
            self._console.print(before.append(content, style="" if mark else style), soft_wrap=True)

    def path(self, text: str, indent: int = 2, whole: str = "") -> None:
        """Print a line that must stay whole, such as a path or a command to copy; or only ``whole``, a part of it."""
        lines = wrap(visible(text), self._console.width - indent, visible(whole)) if whole else [visible(text)]
        for line in lines:
            self._console.print(Text(" " * indent + line), soft_wrap=True)

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1, bad: str | None = None
    ) -> None:
        """Print a table; columns are keys of ``COLUMN``, the first ``left`` stand left, the others right.

        A last cell equal to ``bad`` is marked.
        """
        self.grid([COLUMN[column].to(self.lang) for column in columns], rows, left, bad)

    def grid(
        self, names: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1, bad: str | None = None
    ) -> None:
        """Print a table under headings of its own."""
        body = [[visible(cell) for cell in row] for row in rows]
        heads = [name.split("\n") if n < left else name.split(" ") for n, name in enumerate(names)]
        wanted = [max(map(width, [*heads[n], *(row[n] for row in body)])) for n in range(len(heads))]
        room = self._console.width - 2 - _GAP * (len(heads) - 1)
        widths = _shared(wanted, room, left)
        tallest = max(map(len, heads))
        for number in range(tallest):
            texts = [head[number - tallest + len(head)] if number >= tallest - len(head) else "" for head in heads]
            self._row(texts, widths, left, FAINT, "")
        for row in body:
            cells = [wrap(cell, widths[n]) if n < left else [cell] for n, cell in enumerate(row)]
            last = BAD if bad is not None and row[-1] == bad else ""
            for number in range(max(map(len, cells))):
                self._row([cell[number] if number < len(cell) else "" for cell in cells], widths, left, "", last)

    def _row(self, texts: Sequence[str], widths: Sequence[int], left: int, style: str, last: str) -> None:
        line = Text("  ")
        for position, (text, columns) in enumerate(zip(texts, widths, strict=True)):
            blank = " " * (columns - width(text))
            final = position == len(texts) - 1
            line.append(text + blank if position < left else blank + text, style=last if final and last else style)
            line.append("" if final else " " * _GAP)
        line.rstrip()
        self._console.print(line, soft_wrap=True)


def _shared(wanted: Sequence[int], room: int, left: int) -> list[int]:
    """Return the columns' widths; where there is no room for all, the widest of the first ``left`` give way."""
    widths = list(wanted)
    least = [min(columns, _LEAST) if n < left else columns for n, columns in enumerate(wanted)]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda n: widths[n] if widths[n] > least[n] else 0)
        if widths[widest] == least[widest]:
            break
        widths[widest] -= 1
    return widths
