"""Text from data made harmless for terminals and spreadsheets, and numbers as they are written.

Names, ids and remarks are hostile input: they may hold control characters, marks that turn the reading
direction, or what a spreadsheet would run as a formula.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Final

from rotation.domain.district import District, SectionKey
from rotation.i18n import Language, words
from rotation.i18n.reports import SUMMARY

__all__ = [
    "argument", "bound_cells", "down", "gap", "message", "neutral", "number", "section_names", "up", "visible", "width",
    "wrap",
]  # fmt: skip

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000)) + "]")  # fmt: skip  # noqa: E501
_STARTS: Final = frozenset("=+-@")
_ESCAPE: Final = "'"
_WORD: Final = re.compile(r"[^\s\u2e80-\uffef]+|\s+|.")
_COMMAND: Final = re.compile(r"rotation [a-z-]+(?: [!-~]+)?")
_HELD: Final = "\ue000"
"""Stands for a blank that holds words together."""
_NOT_FIRST: Final = frozenset("，。；：、！？）》”’」』〕】…%,.;:!?)]")
_NOT_LAST: Final = frozenset("（《“‘「『〔【([")


def visible(text: str) -> str:
    """Return text with every control, direction and line-break character, and what is none at all, as U+FFFD."""
    if text.isprintable():
        return text
    return _NO_CHARACTER.sub("\ufffd", "".join("\ufffd" if unicodedata.category(c) in _UNSEEN else c for c in text))


def neutral(text: str) -> str:
    """Return text that no spreadsheet runs as a formula; different texts stay different.

    What begins with = + - @ (full-width forms and leading blanks included), or already with an apostrophe,
    gets an apostrophe in front.
    """
    text = visible(text)
    first = unicodedata.normalize("NFKC", text).lstrip(" \ufffd")[:1]
    return _ESCAPE + text if first in _STARTS or first == _ESCAPE else text


def argument(path: Path) -> str:
    """Return a path as it can be pasted into a command line, in quotes where it holds blanks."""
    text = str(path)
    return f'"{text}"' if any(c.isspace() for c in text) else text


def number(value: Fraction | float | None) -> int | float | None:
    """Return a number as every table and certificate writes it: whole, else rounded to six decimals."""
    if value is None:
        return None
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def up(value: Fraction | float, digits: int = 2) -> str:
    """Return a value that should be small, never smaller than it is."""
    return _shifted(ceil(_exact(value) * 10**digits), digits)


def down(value: Fraction | float, digits: int = 2) -> str:
    """Return a lower bound, never larger than it is."""
    return _shifted(floor(_exact(value) * 10**digits), digits)


def gap(value: float) -> str:
    """Return a gap as a percentage, never smaller than it is."""
    return "0 %" if value <= 0 else up(100 * value, 3) + " %"


def bound_cells(value: float, bound: float, share: float, method: str) -> tuple[str, str]:
    """Return a tier's bound and gap as shown; a tier that was not bounded has neither."""
    if method == "none":
        return "-", "-"
    return up(bound) if bound == value else down(bound), gap(share)


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


def section_names(district: District, lang: Language) -> Mapping[SectionKey, str]:
    """Return how sections are named: by the school alone where it has one stage."""
    stages: dict[str, int] = {}
    for section in district.sections:
        stages[section.school] = stages.get(section.school, 0) + 1
    names = {}
    for section in district.sections:
        school = visible(district.school_by_id[section.school].name)
        stage = words.STAGE[section.stage].to(lang)
        several = stages[section.school] > 1
        names[section.key] = SUMMARY["section"].to(lang, school=school, stage=stage) if several else school
    return names


def _exact(value: Fraction | float) -> Fraction:
    # Nine decimals: a float's own noise must not count as a step up or down.
    return value if isinstance(value, Fraction) else Fraction(round(value, 9)).limit_denominator(10**9)


def _shifted(value: int, digits: int) -> str:
    whole, rest = divmod(abs(value), 10**digits)
    text = f"{whole}.{rest:0{digits}}".rstrip("0").rstrip(".") if digits else str(whole)
    return f"-{text}" if value < 0 and text != "0" else text
