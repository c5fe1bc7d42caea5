"""Plain building blocks of the terminal's reports; widths count Chinese characters as two.

No markup is ever parsed, no box-drawing or other character of doubtful width is used, and nothing is said by
colour alone, so that a redirected report and an old Chinese console show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rotation.i18n import Language
from rotation.i18n.reports import COLUMN
from rotation.report.text import visible, width, wrap

__all__ = ["BAD", "FAINT", "GOOD", "Screen"]

GOOD: Final = "green"
BAD: Final = "bold red"
FAINT: Final = "dim"
_WIDEST: Final = 100
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
        """Print a heading after an empty line."""
        self._console.print()
        self._console.print(Text(visible(text), style="bold"))

    def line(self, text: str, style: str = "", indent: int = 2, mark: str = "") -> None:
        """Print one sentence, wrapped under its own beginning; ``mark`` is a word of verdict in front."""
        front = " " * indent + (mark + " " if mark else "")
        lines = wrap(visible(text), max(20, self._console.width - width(front)))
        hanging = " " * width(front)
        for position, content in enumerate(lines):
            before = Text(front if position == 0 else hanging, style=style if mark else "")
            self._console.print(before.append(content, style="" if mark else style), soft_wrap=True)

    def path(self, text: str, indent: int = 2) -> None:
        """Print a line that must stay whole, such as a path or a command to copy."""
        self._console.print(Text(" " * indent + visible(text)), soft_wrap=True)

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
        grid = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style=FAINT)
        names = [name if position < left else name.replace(" ", "\n") for position, name in enumerate(names)]
        tallest = max(name.count("\n") for name in names)
        for position, name in enumerate(names):
            words = position < left
            heading = "\n" * (tallest - name.count("\n")) + name
            longest = max((width(row[position]) for row in body), default=0)
            grid.add_column(
                Text(heading),
                justify="left" if words else "right",
                overflow="fold",
                no_wrap=not words,
                min_width=min(longest, _LEAST) if words else None,
            )
        for row in body:
            cells = [Text(cell) for cell in row]
            if bad is not None and row[-1] == bad:
                cells[-1].stylize(BAD)
            grid.add_row(*cells)
        self._console.print(Padding(grid, (0, 0, 0, 2), expand=False))
