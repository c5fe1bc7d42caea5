"""What may be a public seed, or a part of one: text that anyone can read aloud and type again."""

from __future__ import annotations

import unicodedata
from typing import Final

from rotation.errors import RotationError
from rotation.i18n import Language
from rotation.i18n.drawing import DRAW

__all__ = ["LONGEST_NAME", "LONGEST_TEXT", "brief", "plain_part", "public_seed", "typed"]

LONGEST_NAME: Final = 40
"""Characters of a class's name: papers and the page of a draw have it at the head of a column."""
LONGEST_TEXT: Final = 200
"""Characters of a reason, a seed or a part of one: what is read aloud and typed again."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Control characters, characters without width, separators of lines and paragraphs."""


def typed(text: str, option: str, lang: Language) -> str:
    """Return a text of the command line, or say which character of it nobody can see or write in UTF-8."""
    for character in text:
        category, code = unicodedata.category(character), f"U+{ord(character):04X}"
        if category == "Cs":
            raise RotationError(DRAW["not_utf8"].to(lang, option=option))
        if category in _UNSEEN:
            raise RotationError(DRAW["unseen"].to(lang, option=option, code=code))
    return text


def brief(text: str, option: str, lang: Language, most: int = LONGEST_TEXT) -> str:
    """Return a text of the command line that can be seen, or say that it is too long."""
    if len(text) > most:
        raise RotationError(DRAW["long"].to(lang, option=option, found=len(text), most=most))
    return typed(text, option, lang)


def public_seed(text: str, lang: Language) -> str:
    """Return the published seed of a deal as it was given; it may be any text that can be seen."""
    if not text.strip():
        raise RotationError(DRAW["no_seed"].to(lang))
    return brief(text, "--seed", lang)


def plain_part(part: str) -> str:
    """Return a part of the seed in its one form: NFC, no outer blanks, runs of blanks as one."""
    return unicodedata.normalize("NFC", " ".join(part.split()))
