"""Lines of a terminal: how wide a text is, and where Chinese and Latin text may be broken."""

from __future__ import annotations

import re
import shutil
import unicodedata
from typing import Final

from rotation.report.text import visible

__all__ = ["message", "width", "wrap"]

_WORD: Final = re.compile(r"[^\s\u2e80-\uffef]+|\s+|.")
_COMMAND: Final = re.compile(r"rotation [a-z-]+(?: [!-~]+)?")
_HELD: Final = "\ue000"
"""Stands for a blank that holds words together."""
_NOT_FIRST: Final = frozenset("，。；：、！？）》”’」』〕】…%,.;:!?)]")
_NOT_LAST: Final = frozenset("（《“‘「『〔【([")


def width(text: str) -> int:
    """Return how many columns a text takes; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, columns: int, whole: str = "") -> list[str]:
    """Return a text in lines of at most so many columns, of one character at least.

    Latin words stay whole where they fit, Chinese breaks anywhere but before a closing mark and behind an opening one.
    ``whole`` is a path or a command in the text that is never broken.
    """
    columns = max(1, columns)
    if whole:
        held = whole.replace(" ", _HELD)
        return [line.replace(_HELD, " ") for line in _wrapped(text.replace(whole, held), columns, held)]
    return _wrapped(text, columns, whole)


def _wrapped(text: str, columns: int, whole: str) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    taken = 0
    word = re.compile(f"{re.escape(whole)}|{_WORD.pattern}") if whole else _WORD
    for part in word.findall(text):
        if taken + width(part.rstrip()) > columns:
            kept = _break(line, part)
            lines += [full] if (full := "".join(line[:kept]).rstrip()) else []
            carried = "".join([*line[kept:], part]).lstrip()
            while width(carried) > columns and (not whole or whole not in carried):
                first = _fitting(carried, columns)
                lines.append(carried[:first])
                carried = carried[first:]
            line, taken = [carried], width(carried)
        else:
            line.append(part)
            taken += width(part)
    last = "".join(line).rstrip()
    return [*lines, last] if last or not lines else lines


def message(text: str) -> str:
    """Return what is said on standard error: wrapped like a report; paths and commands stay whole."""
    columns = min(shutil.get_terminal_size((80, 24)).columns, 100)
    lines: list[str] = []
    for line in map(visible, text.split("\n")):
        front = " " * (len(line) - len(line.lstrip(" ")))
        hanging = front + "  " * line.lstrip(" ").startswith("- ")
        if width(line) <= columns or "/" in line or "\\" in line:
            lines.append(line)
        else:
            command = _COMMAND.search(line)
            first, *rest = wrap(line.lstrip(" "), max(20, columns - len(hanging)), command[0] if command else "")
            lines += [front + first, *(hanging + more for more in rest)]
    return "\n".join(lines)


def _break(line: list[str], part: str) -> int:
    """Return how many parts of a full line stay in it, so that no mark stands where it must not; else all of them."""
    for kept in range(len(line), 0, -1):
        following = next((text for text in line[kept:] if not text.isspace()), part)
        before = next((text for text in reversed(line[:kept]) if not text.isspace()), "")
        if before and following[0] not in _NOT_FIRST and before[-1] not in _NOT_LAST:
            return kept
    return len(line)


def _fitting(text: str, columns: int) -> int:
    """Return how many characters of a text fit, one at least."""
    taken = 0
    for position, character in enumerate(text):
        taken += width(character)
        if taken > columns:
            return max(1, position)
    return len(text)
