"""The one table of sheets and columns: what the reader, the writers and the template agree on.

Names and synonyms are in ``rotation.i18n.headings``; here is what a column holds. A column that is not
required may be absent or blank; the record's own default then holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from rotation.domain import district as records

__all__ = ["REQUIRED_SHEETS", "SHEETS", "Column", "Kind", "Sheet"]

Kind = Literal[
    "id", "text", "texts", "school", "teacher", "code", "codes", "certificate", "grade", "grades", "homeroom",
    "whole", "year", "decimal", "kilometres", "date", "yes",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, what its cells hold, and the range or vocabulary that bounds them.

    A ``seldom`` one is not written where no row has it.
    """

    field: str
    kind: Kind
    required: bool = False
    words: str = ""
    low: int = 0
    high: int = 10**9
    seldom: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the record of its rows, its columns in canonical order, the fields that order its rows."""

    name: str
    record: type
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = True

    def column(self, field: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.field == field)


def _must(field: str, kind: Kind, words: str = "", low: int = 0, high: int = 10**9) -> Column:
    return Column(field, kind, True, words, low, high)


_SHEETS: Final = (
    Sheet("district", records.District, (
        _must("name", "text"),
        _must("year", "year", low=2000, high=2100),
        Column("source", "text", seldom=True),
    ), ()),
    Sheet("schools", records.School, (
        Column("id", "id"),
        _must("name", "text"),
        _must("zone", "code", "zone"),
        _must("township", "text"),
        Column("cluster", "text"),
        Column("level", "code", words="level"),
        Column("teaching_point", "yes"),
        Column("central_school", "school"),
        Column("latitude", "decimal", low=-90, high=90),
        Column("longitude", "decimal", low=-180, high=180),
        Column("island", "text"),
        Column("classrooms", "whole", high=1_000),
        Column("teaching_area_m2", "decimal"),
        Column("sports_area_m2", "decimal"),
        Column("equipment_yuan", "decimal"),
        Column("multimedia_classrooms", "decimal", high=1_000),
        Column("music_rooms", "whole", high=1_000),
        Column("art_rooms", "whole", high=1_000),
    ), ("id",)),
    Sheet("sections", records.Section, (
        _must("school", "school"),
        _must("stage", "code", "stage"),
        _must("staff_quota", "whole", high=10_000),
        Column("visiting_specialists", "whole", high=1_000, seldom=True),
    ), ("school", "stage")),
    Sheet("grades", records.Grade, (
        _must("school", "school"),
        _must("grade", "grade"),
        _must("pupils", "whole", high=10_000),
        _must("classes", "whole", high=1_000),
    ), ("school", "grade")),
    Sheet("teachers", records.Teacher, (
        Column("id", "id"),
        _must("name", "text"),
        _must("sex", "code", "sex"),
        _must("born", "date"),
        Column("hired", "date"),
        _must("arrived", "date"),
        _must("school", "school"),
        _must("stage", "code", "stage"),
        _must("subject", "code", "subject"),
        Column("other_subjects", "codes", words="subject"),
        _must("certificate_stages", "certificate"),
        _must("degree", "code", "degree"),
        Column("title", "code", words="title"),
        Column("backbone", "code", words="backbone"),
        Column("role", "code", words="role"),
        Column("personnel", "code", words="personnel"),
        Column("grades", "grades"),
        Column("homeroom_grade", "homeroom"),
        Column("weekly_lessons", "whole", high=60),
        Column("exemption", "code", words="exemption"),
        Column("evidence", "text"),
        Column("exemption_end", "date"),
        Column("locked_until", "date"),
        Column("seconded_from", "school"),
        Column("secondment_end", "date"),
        Column("home_latitude", "decimal", low=-90, high=90),
        Column("home_longitude", "decimal", low=-180, high=180),
        Column("spouse", "teacher"),
        Column("volunteer", "yes"),
        Column("needs_rural_year", "yes"),
    ), ("id",)),
    Sheet("preferences", records.Preference, (
        _must("teacher", "teacher"),
        _must("school", "school"),
        _must("rank", "whole", low=1, high=1_000),
    ), ("teacher", "rank", "school"), False),
    Sheet("decisions", records.Decision, (
        _must("teacher", "teacher"),
        _must("kind", "code", "decision"),
        Column("school", "school"),
        Column("remark", "text"),
    ), ("teacher", "kind", "school", "remark"), False),
    Sheet("travel", records.Travel, (
        _must("origin", "school"),
        _must("destination", "school"),
        Column("km", "kilometres", high=5_000),
        Column("minutes", "whole", high=10_000),
    ), ("origin", "destination"), False),
    Sheet("curriculum", records.Lessons, (
        _must("subject", "code", "subject"),
        _must("grade", "grade"),
        _must("weekly_lessons", "whole", high=40),
    ), ("subject", "grade"), False),
    Sheet("entrants", records.Entrants, (
        _must("school", "school"),
        _must("grade", "grade"),
        Column("year", "year", low=2000, high=2100),
        _must("pupils", "whole", high=10_000),
        Column("staying", "whole", high=10_000),
        Column("twin_pairs", "whole", high=1_000),
    ), ("school", "grade", "year"), False),
    Sheet("neighbours", records.Neighbour, (
        _must("school", "school"),
        _must("neighbour", "school"),
        _must("stage", "code", "stage"),
        Column("most_entrants", "whole", high=10_000),
    ), ("school", "stage", "neighbour"), False),
)  # fmt: skip

SHEETS: Final[dict[str, Sheet]] = {sheet.name: sheet for sheet in _SHEETS}
REQUIRED_SHEETS: Final = tuple(sheet.name for sheet in _SHEETS if sheet.required)
