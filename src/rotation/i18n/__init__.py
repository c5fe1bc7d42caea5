"""The only home of Chinese and English wording: a text always exists in both languages.

A module here holds the texts of one part of the package (``words``, ``headings``, ``defects``, ``findings``,
``reports``); code elsewhere names a text and fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

__all__ = ["COMMA", "LANGUAGES", "SEMICOLON", "Language", "Text", "bracketed", "joined", "named", "some_of"]

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


_ORDINALS: Final = frozenset({
    "code", "first", "grade", "high", "known", "last", "line", "low", "month", "no", "number", "rank", "row", "seed",
    "value", "version", "year",
})  # fmt: skip
"""Names of places whose number counts nothing: years, rows, settings."""
_NOUN: Final = re.compile(r"(\{(\w+)\}(?: [A-Za-z-]+){1,4})\((e?s)\)")


class Text(NamedTuple):
    """One wording in both languages; ``{name}`` marks a place to fill in.

    Counts are written with separators of thousands, as in tables; years, rows and whatever else only tells which one
    (``_ORDINALS``) are not. English "{count} other teacher(s)" has an s for every count but 1.
    """

    zh: str
    en: str

    def to(self, lang: Language, /, **values: object) -> str:
        """Return the wording in one language with its places filled in."""
        wording = self.zh if lang == "zh" else self.en
        if not values:
            return wording
        return (wording if lang == "zh" else _agreeing(wording, values)).format(**_written(values))

    def fill(self, /, **values: object) -> Text:
        """Return both wordings with their places filled in; a value that is a Text fills in its own language."""
        written = _written(values)
        return Text(
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in written.items()}),
            _agreeing(self.en, values).format(**{k: v.en if isinstance(v, Text) else v for k, v in written.items()}),
        )


def _agreeing(english: str, values: Mapping[str, object]) -> str:
    """Return an English wording whose nouns agree with the counts before them."""
    if "s)" not in english:
        return english
    return _NOUN.sub(lambda noun: noun[1] + ("" if str(values.get(noun[2])) == "1" else noun[3]), english)


def _written(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: f"{value:,}" if type(value) in (int, float) and name not in _ORDINALS else value
        for name, value in values.items()
    }


COMMA: Final = Text("、", ", ")
SEMICOLON: Final = Text("；", "; ")
"""What stands between the items of a list, in a language's own marks."""


def joined(parts: Iterable[Text | str], between: Text = SEMICOLON) -> Text:
    """Return several parts as one, in order; a ``str`` is the same in both languages."""
    texts = [Text(part, part) if isinstance(part, str) else part for part in parts]
    return Text(between.zh.join(text.zh for text in texts), between.en.join(text.en for text in texts))


def named(name: object, value: object, lang: Language) -> str:
    """Return a name and its value with the language's own colon between them."""
    return f"{name}：{value}" if lang == "zh" else f"{name}: {value}"


def bracketed(name: object, note: object, lang: Language) -> str:
    """Return a name and what is said of it in the language's own brackets."""
    return f"{name}（{note}）" if lang == "zh" else f"{name} ({note})"


def some_of(texts: Mapping[str, Text], key: str, shown: int, total: int) -> Text:
    """Return the heading of a list: ``key`` where it shows the first so many of all, ``key_all`` where it shows all."""
    return texts[key if shown < total else f"{key}_all"].fill(shown=shown, all=total)
