"""Checks of schools, sections, grades, travel and curriculum."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Final

from rotation.domain.words import stage_of_grade
from rotation.i18n.words import STAGE
from rotation.io.references import Book
from rotation.io.rows import Row, Rows

__all__ = ["CHECKS", "check_coordinates", "first_rows", "sections_of"]

_LARGEST_PLAUSIBLE_CLASS: Final = 80
_CHINA: Final = ((3, 54), (73, 136))
"""Degrees of latitude and of longitude."""


def first_rows(rows: Rows, key: tuple[str, ...]) -> Iterator[tuple[Row, Row]]:
    """Yield each row that repeats the key of an earlier one, with that one."""
    seen: dict[tuple[Hashable, ...], Row] = {}
    for row in rows:
        values = tuple(row.values.get(name) for name in key)
        if None not in values and seen.setdefault(values, row) is not row:
            yield row, seen[values]


def sections_of(book: Book) -> set[tuple[str, str]] | None:
    """Return school and stage of every section; None where the sheet could not be read wholly."""
    rows = book.sheets.get("sections")
    if rows is None or "sections" in book.lost:
        return None
    known = {(row.text("school"), row.text("stage")) for row in rows}
    # A section with an unreadable part may be any of its school's, or anybody's.
    found = {(school, stage) for school, stage in known if school is not None and stage is not None}
    found |= {(school, stage) for school, other in known if school and other is None for stage in STAGE}
    if rows.lost or any(school is None for school, _ in known):
        return None
    return found


def _one_district(book: Book) -> None:
    rows = book.sheets.get("district")
    if rows is not None and len(rows.rows) > 1:
        rows.report("several_districts", rows.rows[1])


def check_coordinates(rows: Rows, row: Row, latitude: str, longitude: str) -> None:
    """Report a place with half its coordinates, with both swapped, or abroad."""
    lat, lon = row.number_of(latitude), row.number_of(longitude)
    if lat is None or lon is None:
        if lat is not None and row.blank(longitude):
            rows.report("half_coordinates", row, latitude)
        elif lon is not None and row.blank(latitude):
            rows.report("half_coordinates", row, longitude)
        return
    (south, north), (west, east) = _CHINA
    if south <= lon <= north and west <= lat <= east:
        rows.report("coordinates_swapped", row, latitude)
    elif not (south <= lat <= north and west <= lon <= east):
        rows.report("coordinates_abroad", row, latitude)


def _school_coordinates(book: Book) -> None:
    rows = book.sheets.get("schools")
    for row in rows or ():
        # A latitude beyond 90 is mostly a longitude: one defect for the pair.
        check_coordinates(rows, row, "latitude", "longitude") if rows else None


def _distances(book: Book) -> None:
    rows = book.sheets.get("schools")
    if rows is None or "travel" in book.lost or ("travel" in book.sheets and book.sheets["travel"].lost):
        return
    ways = book.rows("travel")
    named = {row.text(end) for row in ways for end in ("origin", "destination")}
    if any("origin" in row.unreadable or "destination" in row.unreadable for row in ways):
        return
    for row in rows:
        nowhere = row.blank("latitude") and row.blank("longitude")
        if nowhere and row.text("id") is not None and row.text("id") not in named and len(rows.rows) > 1:
            rows.report("school_without_distance", row, "name")


def _central_schools(book: Book) -> None:
    rows = book.sheets.get("schools")
    for row in rows or ():
        assert rows is not None
        central = row.text("central_school")
        if central is not None and central == row.text("id"):
            rows.report("own_central_school", row, "central_school")
        elif row.values.get("teaching_point") is True and row.blank("central_school"):
            rows.report("teaching_point_without_central_school", row, "name")


def _schools_have_sections(book: Book) -> None:
    rows, sections = book.sheets.get("schools"), sections_of(book)
    if rows is None or sections is None or not book.rows("sections"):
        return
    having = {school for school, _ in sections}
    for row in rows:
        if row.text("id") is not None and row.text("id") not in having:
            rows.report("school_without_section", row, "name")


def _duplicates(book: Book) -> None:
    for sheet, key, code in (
        ("sections", ("school", "stage"), "duplicate_section"),
        ("grades", ("school", "grade"), "duplicate_grade"),
        ("curriculum", ("subject", "grade"), "duplicate_lessons"),
    ):
        if sheet in book.sheets:
            for row, first in first_rows(book.sheets[sheet], key):
                book.sheets[sheet].report(code, row, key[1], first=first.number)


def _sections_have_grades(book: Book) -> None:
    sections, grades = book.sheets.get("sections"), book.sheets.get("grades")
    if sections is None or grades is None or "grades" in book.lost or grades.lost or not grades.rows:
        return
    if any("school" in row.unreadable or "grade" in row.unreadable for row in grades):
        return
    having = {(row.text("school"), stage_of_grade(row.whole("grade") or 1)) for row in grades}
    for row in sections:
        key = (row.text("school"), row.text("stage"))
        if None not in key and key not in having:
            sections.report("section_without_grades", row, "stage")


def _grades(book: Book) -> None:
    rows, sections = book.sheets.get("grades"), sections_of(book)
    if rows is None:
        return
    for row in rows:
        school, grade = row.text("school"), row.whole("grade")
        if sections is not None and school is not None and grade is not None and book.rows("sections"):
            stage = stage_of_grade(grade)
            with_sections = any(s == school for s, _ in sections)
            if (school, stage) not in sections and with_sections:
                rows.report("grade_without_section", row, "grade", stage=STAGE[stage])
        pupils, classes = row.whole("pupils"), row.whole("classes")
        if pupils is None or classes is None:
            continue
        if pupils > 0 and classes == 0:
            rows.report("pupils_without_class", row, "classes", pupils=pupils)
        elif classes > pupils:
            rows.report("classes_exceed_pupils", row, "classes", pupils=pupils)
        elif classes and pupils > _LARGEST_PLAUSIBLE_CLASS * classes:
            rows.report("implausible_class_size", row, "pupils", size=f"{pupils / classes:.1f}")


def _travel(book: Book) -> None:
    rows = book.sheets.get("travel")
    if rows is None:
        return
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        origin, destination = row.text("origin"), row.text("destination")
        if origin is None or destination is None:
            continue
        if origin == destination:
            rows.report("same_place", row, "destination")
            continue
        first = seen.setdefault((origin, destination), row)
        if first is not row:
            rows.report("duplicate_travel", row, "destination", first=first.number)
            continue
        back = seen.get((destination, origin))
        if back is not None and not {"km", "minutes"} & (row.unreadable | back.unreadable):
            for name in ("km", "minutes"):
                if row.values.get(name) != back.values.get(name):
                    there = rows.written(back, name) or "—"
                    rows.report("asymmetric_travel", row, name, first=back.number, there=there)
                    break


def _curriculum_grades(book: Book) -> None:
    rows = book.sheets.get("curriculum")
    if rows is None or not rows.rows or "curriculum" in book.lost or rows.lost:
        return
    if any("grade" in row.unreadable for row in rows):
        return
    taught = {row.whole("grade") for row in rows if row.whole("weekly_lessons") != 0}
    needed = {grade for row in book.rows("grades") if row.whole("classes") and (grade := row.whole("grade"))}
    for grade in sorted(needed):
        if grade not in taught:
            rows.report("curriculum_without_grade", grade=grade)


CHECKS: Final[tuple[Callable[[Book], None], ...]] = (
    _one_district, _school_coordinates, _distances, _central_schools, _schools_have_sections, _duplicates,
    _sections_have_grades, _grades, _travel, _curriculum_grades,
)  # fmt: skip
