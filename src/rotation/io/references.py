"""Who is who: ids given or made, and every reference to a school or teacher turned into an id."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from rotation.i18n import Text
from rotation.io.diagnosis import Log
from rotation.io.rows import Row, Rows
from rotation.io.text import fold, nearest

__all__ = ["Book", "resolve"]

_MOST_COMPARED: Final = 500_000
"""Looking for the nearest id costs 30 ms among 5,000 people, who have an id and a name: after 50 dangling references
there, 2 among 100,000, the next are reported without."""


@dataclass(slots=True)
class Book:
    """Every sheet that was read; ``lost`` names those that are there but could not be read, or not wholly."""

    log: Log
    sheets: dict[str, Rows] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    schools: dict[str, Row] = field(default_factory=dict)
    teachers: dict[str, Row] = field(default_factory=dict)

    def rows(self, sheet: str) -> list[Row]:
        """Return the rows of a sheet, none where it is absent."""
        return self.sheets[sheet].rows if sheet in self.sheets else []

    @property
    def year(self) -> int | None:
        """The planning year; None where unreadable."""
        rows = self.rows("district")
        return rows[0].whole("year") if rows else None


class _Index:
    """Finds the id that a reference means: the id itself, a spelling of it, or a name that only one bears."""

    def __init__(self, kind: str, book: Book) -> None:
        sheet = kind + "s"
        self.kind = kind
        self.incomplete = sheet in book.lost or sheet not in book.sheets
        self.lost = book.sheets[sheet].lost if sheet in book.sheets else set()
        self.ids = {i for row in book.rows(sheet) if (i := row.text("id")) is not None}
        self.spelt = {fold(i): i for i in sorted(self.ids, reverse=True)}
        self.names: dict[str, list[str]] = {}
        self.called: dict[str, str] = {}
        for row in book.rows(sheet):
            name, identity = row.text("name"), row.text("id")
            if name is not None and identity is not None:
                self.names.setdefault(fold(name), []).append(identity)
                self.called[identity] = name
            elif name is not None:
                self.lost.add(fold(name))
        self.compared = 0

    def resolve(self, rows: Rows, row: Row, name: str) -> None:
        given = row.text(name)
        if given is None or given in self.ids:
            return
        key = fold(given)
        bearers = self.names.get(key, [])
        if key in self.spelt:
            row.values[name] = self.spelt[key]
        elif len(bearers) == 1:
            row.values[name] = bearers[0]
        elif bearers:
            rows.report(f"ambiguous_{self.kind}", row, name, ids=", ".join(sorted(bearers)[:5]))
            rows.spoil(row, name)
        else:
            if not self.incomplete and key not in self.lost:
                rows.report(f"unknown_{self.kind}", row, name, nearest=self._nearest(key))
            rows.spoil(row, name)

    def _nearest(self, key: str) -> Text:
        near = None
        if self.compared < _MOST_COMPARED:
            self.compared += len(self.spelt) + len(self.names)
            near = nearest(key, [*self.spelt, *self.names])
        if near is None:
            return Text("", "")
        known = self.spelt.get(near) or self.names[near][0]
        known = f"{known} {self.called[known]}" if known in self.called else known
        return Text(f"（最接近的是 {known}）", f" (nearest: {known})")


def resolve(book: Book) -> None:
    """Give every school and teacher an id and turn every reference into one, reporting what has none."""
    if "schools" in book.sheets:
        _identify_schools(book.sheets["schools"])
        book.schools = _by_id(book.sheets["schools"])
    schools = _Index("school", book)
    for rows in book.sheets.values():
        _resolve_all(rows, "school", schools)
    if "teachers" in book.sheets:
        _identify_teachers(book.sheets["teachers"])
        book.teachers = _by_id(book.sheets["teachers"])
    teachers = _Index("teacher", book)
    for rows in book.sheets.values():
        _resolve_all(rows, "teacher", teachers)


def _resolve_all(rows: Rows, kind: str, index: _Index) -> None:
    fields = [column.field for column in rows.table.sheet.columns if column.kind == kind]
    for name in fields:
        if name in rows.table.columns:
            for row in rows:
                index.resolve(rows, row, name)


def _has_ids(rows: Rows) -> bool:
    given = any(not row.blank("id") for row in rows)
    if given:
        for row in rows:
            if row.blank("id"):
                rows.report("missing_id", row, "id")
                row.unreadable.add("id")
    return given


def _identify_schools(rows: Rows) -> None:
    if not _has_ids(rows):
        for row in rows:
            if (name := row.text("name")) is not None:
                row.values["id"] = name


def _identify_teachers(rows: Rows) -> None:
    if _has_ids(rows):
        return
    for row in rows:
        name, born, school = row.text("name"), row.day("born"), row.text("school")
        if name is not None and born is not None and school is not None:
            row.values["id"] = f"{name}-{born:%Y%m}-{school}"
    counts = Counter(row.text("id") for row in rows)
    first: dict[str, Row] = {}
    for row in rows:
        identity = row.text("id")
        if identity is not None and counts[identity] > 1 and first.setdefault(identity, row) is not row:
            rows.report("duplicate_person", row, "name", key=identity, first=first[identity].number)
            rows.spoil(row, "id")


def _by_id(rows: Rows) -> dict[str, Row]:
    found: dict[str, Row] = {}
    spelt: dict[str, Row] = {}  # ids that differ in case or width alone are one: nobody could tell them apart
    for row in rows:
        identity = row.text("id")
        if identity is None:
            continue
        key = fold(identity)
        if key in spelt:
            column = "id" if "id" in rows.table.columns else "name"
            rows.report("duplicate_id", row, column, first=spelt[key].number)
        else:
            found[identity] = spelt[key] = row
    return found
