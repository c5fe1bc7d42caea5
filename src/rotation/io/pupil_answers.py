"""Yes and no where more is wanted: rosters answer "special needs", "twins" and "child of staff" with them."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from rotation.i18n.headings import VOCABULARIES
from rotation.io.rows import Row, Rows
from rotation.io.text import fold

__all__ = ["is_no", "settle_answers"]

_MARKS: Final = frozenset({"0", "1", "n", "y", "对"})
"""What may be a family's own mark as well."""


def _words(answer: str) -> frozenset[str]:
    vocabulary = VOCABULARIES["yes"]
    return frozenset(map(fold, (answer, *vocabulary.words[answer], *vocabulary.also[answer].split("|"))))


_NO: Final = _words("no") | {"none", "null"}
_YES: Final = _words("yes")


def is_no(text: str) -> bool:
    """Say whether a text says that there is nothing."""
    return fold(text) in _NO


def settle_answers(rows: Rows) -> None:
    """Take a no for an empty cell, and report a yes that does not say who belongs together or to whom."""
    unnamed: list[Row] = []
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in ("needs", "staff_relatives"):
            if name in row.values:
                row.values[name] = tuple(item for item in row.texts(name) if not is_no(item))
        if any(fold(item) in _YES for item in row.texts("staff_relatives")):
            unnamed.append(row)
        mark = fold(row.text("twins") or "")
        if mark in _NO - _MARKS:
            del row.values["twins"]
        elif mark in _YES - _MARKS:
            groups[mark].append(row)
    if unnamed:
        rows.report("relative_unnamed", unnamed[0], "staff_relatives", count=len(unnamed))
    for group in groups.values():
        if len(group) > 2:
            rows.report("twins_unclear", group[0], "twins", count=len(group))
