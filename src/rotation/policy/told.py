"""How a policy's mistakes are told: values cut to a line, words with the nearest known ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, Final

from rotation.i18n import Text
from rotation.i18n.problems import POLICY, either

__all__ = ["clipped", "nearest", "shown", "unknown"]

_LONGEST: Final = 80


def shown(value: object) -> str:
    """Return a value as it is told, on one line."""
    return clipped(value.isoformat() if isinstance(value, date | time) else repr(value))


def clipped(text: str) -> str:
    """Return a text that is cut where nobody would read on."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def unknown(prefix: str, table: Mapping[str, Any], known: Iterable[str]) -> list[Text]:
    """Return a sentence for each key of a table that is not known."""
    names = sorted(known)
    return [
        POLICY["unknown"].fill(name=clipped(f"{prefix}{key}"), nearest=nearest(key, names))
        for key in table
        if key not in names
    ]


def nearest(word: str, known: Iterable[str]) -> Text:
    """Return the part of a sentence that names what may have been meant, empty where nothing is near."""
    near = difflib.get_close_matches(clipped(word), list(known), n=2, cutoff=0.5)
    return POLICY["nearest"].fill(names=either(near)) if near else Text("", "")
