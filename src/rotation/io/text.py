"""Cleaning and comparing the text of cells and headings."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

__all__ = ["clean", "fold", "has_control", "heading_key", "letters", "nearest", "plain"]

_INVISIBLE: Final = dict.fromkeys(
    [*map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_FULL_WIDTH: Final = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0x3002: 0x2E}
_BRACKETS: Final = re.compile(r"[(\[{【〔][^)\]}】〕]*[)\]}】〕]")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_LONGEST_HEADING: Final = 200
_DAMAGED: Final = "\ufffd"
"""What stands where a character was lost on the way."""
_ORDINARY: Final = re.compile(r"[!-~]+")


def clean(text: str) -> str:
    """Return text as NFC, without invisible characters and outer spaces, each run of spaces as one."""
    if _ORDINARY.fullmatch(text):
        return text
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def has_control(text: str) -> bool:
    """Say whether cleaned text still holds control characters, or shows that a character was lost."""
    return _DAMAGED in text or any(unicodedata.category(c) == "Cc" for c in text)


def plain(text: str) -> str:
    """Return text with full-width letters, digits and punctuation as ordinary ones."""
    return text.translate(_FULL_WIDTH)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return the form under which two spellings of one name or word are equal."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def heading_key(text: str, *, without_brackets: bool = False) -> str:
    """Return the form under which headings are equal: letters and digits only.

    ``without_brackets`` leaves out what stands in brackets, usually a unit. What goes on after 200 characters is
    no heading: looking for its brackets would take time with the square of its length.
    """
    folded = unicodedata.normalize("NFKC", text[:_LONGEST_HEADING]).casefold()
    return _NOT_WORD.sub("", _BRACKETS.sub("", folded) if without_brackets else folded)


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the known word most like a misspelt one, or None."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def letters(number: int) -> str:
    """Return the letters of a column counted from 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
