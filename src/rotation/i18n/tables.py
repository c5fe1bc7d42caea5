"""The shapes in which the wording of tables and defects is written down."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rotation.i18n import Text

__all__ = ["Heading", "SheetName", "Vocabulary", "Wording", "column", "error", "same", "warning"]

Pair = tuple[str, str]
_NOTHING: Pair = ("", "")


class SheetName(NamedTuple):
    """A sheet's name, its synonyms and what it holds."""

    name: Text
    also: str
    note: Text


class Heading(NamedTuple):
    """A column's name, its synonyms, what it means (with unit), and an example for the template."""

    name: Text
    also: str
    note: Text
    example: Text


class Vocabulary(NamedTuple):
    """The wording of a closed vocabulary and, by code, further spellings that are read."""

    words: dict[str, Text]
    also: dict[str, str]


def same(text: str) -> Text:
    """Return a text that is alike in both languages."""
    return Text(text, text)


def column(
    field: str, zh: str, also: str, note: tuple[str, str], example: str | tuple[str, str] = ""
) -> Heading:
    """Return a heading; its English name is the field."""
    shown = same(example) if isinstance(example, str) else Text(*example)
    return Heading(Text(zh, field), also, Text(*note), shown)


class Wording(NamedTuple):
    """A defect's severity and wording; ``expected`` is empty where the message says it all."""

    severity: Literal["error", "warning", "note"]
    message: Text
    expected: Text
    mend: Text


def error(message: Pair, mend: Pair, expected: Pair = _NOTHING) -> Wording:
    """Return the wording of a defect that stops everything."""
    return Wording("error", Text(*message), Text(*expected), Text(*mend))


def warning(message: Pair, mend: Pair, expected: Pair = _NOTHING) -> Wording:
    """Return the wording of a defect that is only pointed out."""
    return Wording("warning", Text(*message), Text(*expected), Text(*mend))


def note(message: Pair, mend: Pair) -> Wording:
    """Return the wording of what is no defect, but should be known."""
    return Wording("note", Text(*message), Text("", ""), Text(*mend))
