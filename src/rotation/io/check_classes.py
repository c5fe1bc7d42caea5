"""Checks of what the opening of classes reads: entrants and neighbouring schools."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rotation.domain.words import ENTRY_GRADES, stage_of_grade
from rotation.i18n.words import STAGE
from rotation.io.check_schools import first_rows, sections_of
from rotation.io.references import Book
from rotation.io.rows import Row

__all__ = ["CHECKS"]


def _entrants(book: Book) -> None:
    rows, sections = book.sheets.get("entrants"), sections_of(book)
    if rows is None:
        return
    for row in rows:
        school, grade, year = row.text("school"), row.whole("grade"), row.whole("year")
        if grade is not None and grade not in ENTRY_GRADES.values():
            rows.report("entrants_of_other_grade", row, "grade")
        elif grade is not None and school is not None and sections is not None:
            stage = stage_of_grade(grade)
            if (school, stage) not in sections:
                rows.report("entrants_without_section", row, "school", stage=STAGE[stage])
        if year is not None and book.year is not None and year < book.year:
            rows.report("entrants_of_past", row, "year", year=book.year)
        pupils, staying, pairs = row.whole("pupils"), row.whole("staying") or 0, row.whole("twin_pairs") or 0
        if pupils is not None and staying + 2 * pairs > pupils:
            rows.report("entrants_overbooked", row, "pupils", staying=staying, pairs=pairs, pupils=pupils)


def _entrants_once(book: Book) -> None:
    """A row without a year is one of the planning year."""
    rows = book.sheets.get("entrants")
    seen: dict[tuple[str, int, int | None], Row] = {}
    for row in rows or ():
        assert rows is not None
        school, grade = row.text("school"), row.whole("grade")
        if school is None or grade is None or "year" in row.unreadable:
            continue
        first = seen.setdefault((school, grade, row.whole("year") or book.year), row)
        if first is not row:
            rows.report("duplicate_entrants", row, "school", first=first.number)


def _entrants_as_in_grades(book: Book) -> None:
    rows = book.sheets.get("entrants")
    there = {(row.text("school"), row.whole("grade")): row.whole("pupils") for row in book.rows("grades")}
    for row in rows or ():
        assert rows is not None
        if "year" in row.unreadable or (row.whole("year") or book.year) != book.year:
            continue
        grade, pupils = there.get((row.text("school"), row.whole("grade"))), row.whole("pupils")
        if None not in (grade, pupils) and grade != pupils:
            rows.report("entrants_differ", row, "pupils", grade=grade, pupils=pupils)


def _neighbours(book: Book) -> None:
    rows, sections = book.sheets.get("neighbours"), sections_of(book)
    if rows is None:
        return
    for row, first in first_rows(rows, ("school", "neighbour", "stage")):
        rows.report("duplicate_neighbour", row, "neighbour", first=first.number)
    for row in rows:
        school, neighbour, stage = row.text("school"), row.text("neighbour"), row.text("stage")
        if school is not None and school == neighbour:
            rows.report("own_neighbour", row, "neighbour")
            continue
        for name, one in (("school", school), ("neighbour", neighbour)):
            if one is not None and stage is not None and sections is not None and (one, stage) not in sections:
                rows.report("neighbour_without_section", row, name, school=one, stage=STAGE[stage])


CHECKS: Final[tuple[Callable[[Book], None], ...]] = (_entrants, _entrants_once, _entrants_as_in_grades, _neighbours)
