"""The full tables of a district as it is now: what ``audit --out`` writes and a plan keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rotation.audit import DistrictAudit, State
from rotation.domain.district import District, SectionKey
from rotation.i18n import Text, words
from rotation.i18n.findings import INDICATOR
from rotation.report.further import further_table
from rotation.report.tables import Cell, Coded, Table, table

__all__ = ["district_tables", "eligibility_table", "indicator_cell", "place", "stage_cell", "subject_cell"]

PLACE: Final = "school school_name stage"


def district_tables(district: District, audit: DistrictAudit) -> tuple[Table, ...]:
    """Return indicators, sections, CVs, posts, lessons, class sizes, further checks and everyone's eligibility."""
    state = audit.state
    return (
        table(
            "indicators",
            f"{PLACE} pupils indicator amount measured threshold needed holds",
            _indicators(district, state),
        ),
        table(
            "sections",
            f"{PLACE} in_indicators pupils classes teachers reached passes",
            _sections(district, state),
        ),
        table("cvs", "stage indicator sections pupils amount cv cap holds", _cvs(state)),
        table(
            "posts",
            f"{PLACE} quota teachers by_pupils by_classes surplus_by_pupils by_lessons surplus_by_lessons "
            "demanded supplied unfilled",
            _posts(district, state),
        ),
        table(
            "lessons",
            f"{PLACE} subject heads demanded supplied main other unfilled posts",
            _lessons(district, state),
        ),
        table(
            "class_sizes",
            f"{PLACE} pupils classes mean largest class_cap over_cap oversized grossly",
            _class_sizes(district, audit),
        ),
        further_table(district, audit),
        eligibility_table(district, audit),
    )


def eligibility_table(district: District, audit: DistrictAudit) -> Table:
    """Return everyone with the reason for being in the denominator or not; internal, holds health data."""
    return table(
        "eligibility",
        f"teacher name {PLACE} years retires eligible may_move volunteer reasons text",
        (
            (
                row.teacher,
                district.teacher_by_id[row.teacher].name,
                *place(district, row.section),
                row.years,
                row.retires,
                yes(row.eligible),
                yes(row.may_move),
                yes(row.volunteer),
                " ".join(row.reasons),
                row.text,
            )
            for row in audit.eligibility
        ),
    )


def place(district: District, key: SectionKey) -> tuple[Cell, Cell, Cell]:
    """Return a section's school, its name and stage as cells."""
    return key.school, district.school_by_id[key.school].name, stage_cell(key.stage)


def stage_cell(stage: str) -> Coded:
    """Return a stage as a cell."""
    return Coded(stage, words.STAGE[stage])


def subject_cell(subject: str) -> Coded:
    """Return a subject as a cell."""
    return Coded(subject, words.SUBJECT[subject])


def indicator_cell(indicator: str) -> Coded:
    """Return an indicator as a cell."""
    return Coded(indicator, INDICATOR[indicator])


def yes(value: bool) -> Coded:
    """Return yes or no as a cell; a verdict on a limit is a bare bool instead."""
    return Coded("yes", Text("是", "yes")) if value else Coded("no", Text("否", "no"))


def _indicators(district: District, state: State) -> Iterator[tuple[Cell, ...]]:
    for row in state.sections:
        for value in row.values:
            yield (
                *place(district, row.section),
                row.pupils,
                indicator_cell(value.indicator),
                value.amount,
                value.value,
                value.threshold,
                value.needed,
                value.reached,
            )


def _sections(district: District, state: State) -> Iterator[tuple[Cell, ...]]:
    for row in state.sections:
        reached = row.reached if row.in_indicators else None
        yield (
            *place(district, row.section),
            yes(row.in_indicators),
            row.pupils,
            row.classes,
            row.teachers,
            reached,
            row.passes,
        )


def _cvs(state: State) -> Iterator[tuple[Cell, ...]]:
    for row in state.cvs:
        yield (
            stage_cell(row.stage),
            indicator_cell(row.indicator),
            row.sections,
            row.pupils,
            row.amount,
            row.cv,
            row.limit,
            row.holds,
        )


def _class_sizes(district: District, audit: DistrictAudit) -> Iterator[tuple[Cell, ...]]:
    for row in audit.classes:
        yield (
            *place(district, row.section),
            row.pupils,
            row.classes,
            row.mean,
            row.largest,
            row.cap,
            row.over_cap,
            row.oversized,
            row.grossly_oversized,
        )


def _posts(district: District, state: State) -> Iterator[tuple[Cell, ...]]:
    for row in state.posts:
        yield (
            *place(district, row.section),
            row.staff_quota,
            row.teachers,
            row.teachers_by_pupils,
            row.teachers_by_classes,
            row.surplus_by_pupils,
            row.teachers_by_lessons,
            row.surplus_by_lessons,
            row.lessons_demanded,
            row.lessons_supplied,
            row.lessons_unfilled,
        )


def _lessons(district: District, state: State) -> Iterator[tuple[Cell, ...]]:
    for row in state.subjects:
        yield (
            *place(district, row.section),
            subject_cell(row.subject),
            row.heads,
            row.demanded,
            row.supplied,
            row.main,
            row.other,
            row.unfilled,
            row.posts_to_apply,
        )
