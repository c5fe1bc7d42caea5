"""From checked rows to the frozen records of a district, in canonical order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, Final, TypeVar, cast

from rotation.domain.district import (
    Decision,
    District,
    Entrants,
    Grade,
    Lessons,
    Neighbour,
    Preference,
    School,
    Section,
    Teacher,
    Travel,
)
from rotation.io.cells import Certificate
from rotation.io.references import Book
from rotation.io.rows import Row
from rotation.io.sheets import SHEETS

__all__ = ["build", "in_order"]

Record = TypeVar("Record")
_RENAMED: Final = {"km": "hectometres"}


def in_order(sheet: str, records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records sorted by their sheet's key, absent values first."""
    fields = SHEETS[sheet].key
    if len(fields) == 1:
        return tuple(sorted(records, key=attrgetter(fields[0])))

    def key(record: Record) -> list[tuple[bool, Any]]:
        values = [getattr(record, name) for name in fields]
        return [(value is not None, value if value is not None else "") for value in values]

    return tuple(sorted(records, key=key))


def build(book: Book) -> District:
    """Return the district of a book without errors."""
    head = book.rows("district")[0]
    return District(
        name=head.text("name") or "",
        year=head.whole("year") or 0,
        source=head.text("source") or "",
        schools=_records(book, "schools", School),
        sections=_records(book, "sections", Section),
        grades=_records(book, "grades", Grade),
        teachers=in_order("teachers", [_teacher(row) for row in book.rows("teachers")]),
        preferences=_records(book, "preferences", Preference),
        decisions=_records(book, "decisions", Decision),
        travel=in_order("travel", _ways(book)),
        curriculum=_records(book, "curriculum", Lessons),
        entrants=_records(book, "entrants", Entrants),
        neighbours=_records(book, "neighbours", Neighbour),
    )


def _made(record: type[Record], row: Row, **changed: object) -> Record:
    make = cast("Callable[..., Record]", record)
    values = {_RENAMED.get(name, name): value for name, value in row.values.items()}
    return make(**(values | changed), extra=row.extra)


def _records(book: Book, sheet: str, record: type[Record]) -> tuple[Record, ...]:
    return in_order(sheet, [_made(record, row) for row in book.rows(sheet)])


def _teacher(row: Row) -> Teacher:
    certificate = row.certificate() or Certificate((), ())
    further = row.values.get("other_subjects", ())
    named = [*(further if isinstance(further, tuple) else ()), *certificate.subjects]
    others = tuple(dict.fromkeys(subject for subject in named if subject != row.text("subject")))
    stages = certificate.stages
    return _made(Teacher, row, hired=row.day("hired"), certificate_stages=stages, other_subjects=others)


def _ways(book: Book) -> list[Travel]:
    """Return one way per pair: where both directions were given (and agree), that from the smaller id."""
    ways: dict[frozenset[str], Travel] = {}
    for row in book.rows("travel"):
        way = _made(Travel, row, hectometres=row.whole("km"))
        pair = frozenset((way.origin, way.destination))
        if pair not in ways or way.origin < way.destination:
            ways[pair] = way
    return list(ways.values())
