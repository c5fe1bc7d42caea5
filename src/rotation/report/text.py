"""Text from data made harmless for terminals and spreadsheets, and numbers as they are written.

Names, ids and remarks are hostile input: they may hold control characters, marks that turn the reading
direction, or what a spreadsheet would run as a formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Final

from rotation.domain.district import District, SectionKey
from rotation.i18n import Language, words
from rotation.i18n.reports import SUMMARY

__all__ = [
    "argument", "beginning", "bound_cells", "down", "gap", "grouped", "nearest", "neutral", "number", "rounded",
    "section_names", "two_digests", "up", "value_cell", "visible",
]  # fmt: skip

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_CHARACTER: Final = re.compile("[\ufdd0-\ufdef" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000)) + "]")  # fmt: skip  # noqa: E501
MOST_DIGITS: Final = 100
"""Of a digest, whatever a file claims as one."""
SHOWN_DIGITS: Final = 12
_STARTS: Final = frozenset("=+-@")
_ESCAPE: Final = "'"


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


def beginning(digest: str) -> str:
    """Return as much of a digest as people compare by eye: its first twelve digits."""
    return digest[:SHOWN_DIGITS]


def two_digests(one: str, other: str) -> tuple[str, str]:
    """Return the beginnings of two digests that differ; all of both where these are alike."""
    digits = MOST_DIGITS if beginning(one) == beginning(other) else SHOWN_DIGITS
    shown = [visible(text if len(text) <= digits else f"{text[:digits]}...") for text in (one, other)]
    return shown[0], shown[1]


def number(value: Fraction | float | None) -> int | float | None:
    """Return a number as every table and certificate writes it: whole, else rounded to six decimals."""
    if value is None:
        return None
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def nearest(value: Fraction | float, digits: int = 2) -> str:
    """Return a value as it is shown wherever it stands, a half rounded away from zero."""
    return _shifted(_steps(value, digits), digits)


def rounded(value: Fraction | float, digits: int = 2) -> Decimal:
    """Return a value rounded as ``nearest`` shows it, with all its digits."""
    return Decimal(_steps(value, digits)).scaleb(-digits)


def up(value: Fraction | float, digits: int = 2) -> str:
    """Return what should be small, never smaller than it is."""
    return _shifted(ceil(_exact(value) * 10**digits), digits)


def down(value: Fraction | float, digits: int = 2) -> str:
    """Return a lower bound, never larger than it is."""
    return _shifted(floor(_exact(value) * 10**digits), digits)


def gap(value: float) -> str:
    """Return a gap as a percentage, never smaller than it is."""
    return "0 %" if value <= 0 else up(100 * value, 3) + " %"


def value_cell(value: Fraction | float) -> str:
    """Return a tier's value as shown in a table: rounded as ``nearest`` does, with separators of thousands."""
    return grouped(nearest(value))


def bound_cells(value: float, bound: float, share: float, method: str) -> tuple[str, str]:
    """Return a tier's bound and gap as shown in a table; a tier that was not bounded has neither.

    A gap of 0 is shown only where the bound is the value: smaller ones than ``share`` has decimals for are no 0.
    """
    if method == "none":
        return "-", "-"
    if bound >= value:
        return value_cell(value), gap(share)
    return grouped(down(bound)), gap(share or (value - bound) / max(abs(value), 1.0))


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


def grouped(text: str) -> str:
    """Return a number that is written out with separators of thousands."""
    return f"{Decimal(text):,f}"


def _exact(value: Fraction | float) -> Fraction:
    # Nine decimals: a float's own noise must not count as a step up or down.
    return value if isinstance(value, Fraction) else Fraction(round(value, 9)).limit_denominator(10**9)


def _steps(value: Fraction | float, digits: int) -> int:
    exact = _exact(value)
    steps = floor(abs(exact) * Fraction(10) ** digits + Fraction(1, 2))
    return -steps if exact < 0 else steps


def _shifted(value: int, digits: int) -> str:
    whole, rest = divmod(abs(value), 10**digits)
    text = f"{whole}.{rest:0{digits}}".rstrip("0").rstrip(".") if digits else str(whole)
    return f"-{text}" if value < 0 and text != "0" else text
