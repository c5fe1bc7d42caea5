"""Checks of preferences and decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rotation.i18n.words import DECISION
from rotation.io.check_schools import first_rows
from rotation.io.references import Book
from rotation.io.rows import Row, Rows

__all__ = ["CHECKS"]

_NAMING_A_SCHOOL: Final = ("assign", "forbid")


def _present_school(book: Book, row: Row) -> str | None:
    teacher = book.teachers.get(row.text("teacher") or "")
    return teacher.text("school") if teacher is not None else None


def _preferences(book: Book) -> None:
    rows = book.sheets.get("preferences")
    if rows is None:
        return
    repeated = set()
    for row, first in first_rows(rows, ("teacher", "school")):
        rows.report("duplicate_preference", row, "school", first=first.number)
        repeated.add(row.number)
    for row, first in first_rows(rows, ("teacher", "rank")):
        if row.number not in repeated:
            rows.report("duplicate_rank", row, "rank", rank=row.whole("rank"), first=first.number)
    for row in rows:
        if row.text("school") is not None and row.text("school") == _present_school(book, row):
            rows.report("preference_for_own_school", row, "school")
    _rank_gaps(rows)


def _rank_gaps(rows: Rows) -> None:
    ranked: dict[str, dict[int, Row]] = {}
    for row in rows:
        teacher, rank = row.text("teacher"), row.whole("rank")
        if teacher is not None:
            ranked.setdefault(teacher, {})[rank or 0] = row
    for ranks in ranked.values():
        # Rank 0 stands for an unreadable one, which may fill the gap.
        missing = sorted(set(range(1, max(ranks) + 1)) - set(ranks)) if 0 not in ranks else []
        if missing and missing != [0]:
            last = ranks[max(ranks)]
            rows.report("rank_gap", last, "rank", missing=", ".join(map(str, missing[:10])))


def _decisions(book: Book) -> None:
    rows = book.sheets.get("decisions")
    if rows is None:
        return
    kept: dict[str, list[Row]] = {}
    for row in rows:
        kind, teacher = row.text("kind"), row.text("teacher")
        if kind is None or not _shape(rows, row, kind):
            continue
        school = row.text("school")
        if kind == "assign" and school is not None and school == _present_school(book, row):
            rows.report("assigned_to_own_school", row, "school")
            continue
        if teacher is None or "school" in row.unreadable:
            continue
        _compare(rows, row, kept.setdefault(teacher, []))


def _shape(rows: Rows, row: Row, kind: str) -> bool:
    if kind in _NAMING_A_SCHOOL and row.blank("school"):
        rows.report("decision_without_school", row, "school", kind=DECISION[kind])
        return False
    if kind not in _NAMING_A_SCHOOL and not row.blank("school"):
        rows.report("decision_with_school", row, "school", kind=DECISION[kind])
        return False
    return True


def _compare(rows: Rows, row: Row, earlier: list[Row]) -> None:
    """Report a decision that repeats or contradicts an earlier one about the same teacher."""
    kind, school = row.text("kind"), row.text("school")
    for first in earlier:
        if (first.text("kind"), first.text("school")) == (kind, school):
            rows.report("duplicate_decision", row, "kind", first=first.number)
            return
        if _contradict(first, row):
            other = DECISION[first.text("kind") or ""]
            rows.report("contradictory_decisions", row, "kind", first=first.number, other=other)
            return
    earlier.append(row)


def _contradict(one: Row, other: Row) -> bool:
    kinds = {one.text("kind"), other.text("kind")}
    if "stay" in kinds and kinds & {"move", "assign"}:
        return True
    if kinds == {"assign"}:
        return True
    return kinds == {"assign", "forbid"} and one.text("school") == other.text("school")


CHECKS: Final[tuple[Callable[[Book], None], ...]] = (_preferences, _decisions)
