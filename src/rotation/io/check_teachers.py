"""Checks of the staff master: dates, section, secondment, exemption, spouse, homeroom, head counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final

from rotation.domain.words import GRADES
from rotation.i18n.words import STAGE
from rotation.io.cells import HOMEROOM
from rotation.io.check_career import check_career
from rotation.io.check_schools import check_coordinates, sections_of
from rotation.io.references import Book
from rotation.io.rows import Row, Rows
from rotation.policy.load import national_retirement

__all__ = ["CHECKS"]

_QUOTA_TOLERANCE = 1.1
_SHORTLY = 12  # months

# Without a curriculum of its own a district teaches these in one stage only (national curriculum plan, 2022);
# some provinces teach science in junior schools instead of biology, physics and chemistry.
_JUNIOR_ONLY: Final = frozenset({"history", "geography", "biology", "physics", "chemistry"})
# Counsellors are on the staff though the national plan has no lessons of their own.
_WITHOUT_LESSONS: Final = frozenset({"psychology"})


def _dates(book: Book, rows: Rows, row: Row) -> None:
    hired, arrived = row.day("hired"), row.day("arrived")
    day = date(book.year, 8, 31) if book.year is not None else None
    sound = check_career(rows, row, day)
    if arrived is not None and day is not None and arrived > day:
        rows.report("arrived_in_future", row, "arrived", day=day)
    elif sound and arrived is not None and hired is not None and arrived < hired:
        months = (hired.year - arrived.year) * 12 + hired.month - arrived.month
        code = "arrived_shortly_before_hired" if months <= _SHORTLY else "arrived_before_hired"
        rows.report(code, row, "arrived", hired=hired)
    if sound and day is not None:
        _retirement(rows, row, day)


def _retirement(rows: Rows, row: Row, day: date) -> None:
    """Report who is past legal retirement: mostly a wrong date, sex or status; some stay on by agreement."""
    born, sex, personnel = row.day("born"), row.text("sex"), row.text("personnel")
    if born is None or sex is None or "personnel" in row.unreadable:
        return
    retires = national_retirement().group(sex, personnel or "cadre").retires(born)
    if retires <= day:
        rows.report("past_retirement", row, "born", retires=f"{retires:%Y-%m}", day=day)


def _secondment(book: Book, rows: Rows, row: Row) -> None:
    origin, end, arrived = row.text("seconded_from"), row.day("secondment_end"), row.day("arrived")
    if origin is not None and origin == row.text("school"):
        rows.report("seconded_from_own_school", row, "seconded_from")
    elif not row.blank("seconded_from") and row.blank("secondment_end"):
        rows.report("secondment_without_end", row, "secondment_end")
    elif not row.blank("secondment_end") and row.blank("seconded_from"):
        rows.report("secondment_without_school", row, "seconded_from")
    elif end is not None and arrived is not None and end <= arrived:
        rows.report("secondment_ends_early", row, "secondment_end", arrived=arrived)


def _exemption(book: Book, rows: Rows, row: Row) -> None:
    if row.text("exemption") is not None and row.blank("evidence"):
        rows.report("exemption_without_evidence", row, "evidence")
    elif row.blank("exemption") and not row.blank("evidence"):
        rows.report("evidence_without_exemption", row, "evidence")
    elif row.blank("exemption") and not row.blank("exemption_end"):
        rows.report("exemption_end_without_exemption", row, "exemption_end")


def _spouse(book: Book, rows: Rows, row: Row) -> None:
    spouse = row.text("spouse")
    if spouse is None or row.text("id") is None:
        return
    other = book.teachers.get(spouse)
    if spouse == row.text("id"):
        rows.report("own_spouse", row, "spouse")
    elif other is not None and "spouse" not in other.unreadable and other.text("spouse") != row.text("id"):
        rows.report("one_sided_spouse", row, "spouse", spouse=spouse, row=other.number)


def _homeroom(book: Book, rows: Rows, row: Row) -> None:
    stage, homeroom, grades = row.text("stage"), row.whole("homeroom_grade"), row.values.get("grades")
    if homeroom == HOMEROOM:
        if isinstance(grades, tuple) and len(grades) == 1:
            homeroom = row.values["homeroom_grade"] = int(grades[0])
        else:
            if "grades" not in row.unreadable:
                rows.report("unclear_homeroom", row, "homeroom_grade")
            rows.spoil(row, "homeroom_grade")
            homeroom = None
    if stage is None:
        return
    shown = f"{GRADES[stage][0]}-{GRADES[stage][-1]}"
    outside = isinstance(grades, tuple) and any(grade not in GRADES[stage] for grade in grades)
    if outside:
        rows.report("grade_of_other_stage", row, "grades", stage=STAGE[stage], grades=shown)
    if homeroom is not None and homeroom not in GRADES[stage]:
        # A grade that is taught as well has been reported with the grades.
        if not (outside and isinstance(grades, tuple) and homeroom in grades):
            rows.report("homeroom_of_other_stage", row, "homeroom_grade", stage=STAGE[stage], grades=shown)
        rows.spoil(row, "homeroom_grade")


def _home(book: Book, rows: Rows, row: Row) -> None:
    check_coordinates(rows, row, "home_latitude", "home_longitude")


_ROW_CHECKS: Final = (_dates, _secondment, _exemption, _spouse, _homeroom, _home)


def _each(book: Book) -> None:
    rows = book.sheets.get("teachers")
    for row in rows or ():
        assert rows is not None
        for one in _ROW_CHECKS:
            one(book, rows, row)


def _sections(book: Book) -> None:
    rows, sections = book.sheets.get("teachers"), sections_of(book)
    if rows is None or sections is None or not book.rows("sections"):
        return
    having = {school for school, _ in sections}
    for row in rows:
        school, stage = row.text("school"), row.text("stage")
        # A school without any section has had its defect.
        if school in having and stage is not None and (school, stage) not in sections:
            rows.report("teacher_without_section", row, "stage", stage=STAGE[stage])


def _subjects(book: Book) -> None:
    rows, curriculum = book.sheets.get("teachers"), book.sheets.get("curriculum")
    if rows is None or "curriculum" in book.lost:
        return
    if curriculum is not None and (curriculum.lost or any(row.unreadable for row in curriculum)):
        return
    given = bool(curriculum and curriculum.rows)
    taught = {
        (row.text("subject"), stage) for row in book.rows("curriculum") if row.whole("weekly_lessons")
        for stage in STAGE if row.whole("grade") in GRADES[stage]
    }  # fmt: skip
    for row in rows:
        stage, subject = row.text("stage"), row.text("subject")
        if stage is None or subject is None or subject in _WITHOUT_LESSONS:
            continue
        without = (subject, stage) not in taught if given else stage == "primary" and subject in _JUNIOR_ONLY
        if without:
            rows.report("subject_without_lessons", row, "subject", stage=STAGE[stage])


def _head_counts(book: Book) -> None:
    teachers, sections = book.sheets.get("teachers"), book.sheets.get("sections")
    if teachers is None or sections is None:
        return
    heads = Counter((row.text("school"), row.text("stage")) for row in teachers)
    seen: set[tuple[str, str]] = set()
    for row in sections:
        school, stage, quota = row.text("school"), row.text("stage"), row.whole("staff_quota")
        if school is None or stage is None or quota is None or (school, stage) in seen:
            continue
        seen.add((school, stage))
        if heads[school, stage] > quota * _QUOTA_TOLERANCE:
            sections.report("over_quota", row, "staff_quota", teachers=heads[school, stage], quota=quota)


def _homerooms(book: Book) -> None:
    teachers, grades = book.sheets.get("teachers"), book.sheets.get("grades")
    if teachers is None or grades is None or "grades" in book.lost or grades.lost or not grades.rows:
        return
    if any({"school", "grade"} & row.unreadable for row in grades):
        return
    classes = {(row.text("school"), row.whole("grade")): row.whole("classes") for row in grades}
    rows: dict[tuple[str, int], list[Row]] = {}
    for row in teachers:
        school, grade = row.text("school"), row.whole("homeroom_grade")
        if school is not None and grade is not None:
            rows.setdefault((school, grade), []).append(row)
    for (school, grade), found in rows.items():
        number = classes.get((school, grade), 0)
        if not number and number is not None:
            for row in found:
                teachers.report("homeroom_without_class", row, "homeroom_grade")
        elif number is not None and len(found) > number:
            teachers.report(
                "too_many_homerooms", found[number], "homeroom_grade",
                school=school, grade=grade, teachers=len(found), classes=number,
            )  # fmt: skip


CHECKS: Final[tuple[Callable[[Book], None], ...]] = (_each, _sections, _subjects, _head_counts, _homerooms)
