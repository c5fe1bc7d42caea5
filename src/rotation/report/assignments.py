"""The plan's table of assignments: written in one form, read back with every defect named."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from rotation.domain.district import District, SectionKey
from rotation.i18n import Text
from rotation.i18n.reports import PROBLEM
from rotation.plan.posting import Posting
from rotation.report.text import neutral, visible

__all__ = ["COLUMNS", "Assignments", "assignments_digest", "assignments_text", "read_assignments"]

COLUMNS: Final = ("teacher", "name", "from_school", "from_stage", "to_school", "to_stage", "kind")
_MOST_PROBLEMS: Final = 50


@dataclass(frozen=True, slots=True)
class Assignments:
    """What the table says.

    ``problems`` holds a sentence for each defect; ``postings`` are the rows that can be understood, with the
    data's own origin; ``complete`` says that all rows could.
    """

    postings: tuple[Posting, ...]
    problems: tuple[Text, ...]
    complete: bool


def assignments_text(district: District, postings: Iterable[Posting]) -> str:
    """Return the table as canonical CSV: by teacher id, ``\\n`` at line ends, formulas neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for posting in sorted(postings, key=lambda posting: posting.teacher):
        name = district.teacher_by_id[posting.teacher].name
        cells = (posting.teacher, name, *posting.origin, *posting.destination, posting.kind)
        writer.writerow(neutral(cell) for cell in cells)
    return out.getvalue()


def assignments_digest(district: District, postings: Iterable[Posting]) -> str:
    """Return the SHA-256 of the canonical table in hexadecimal."""
    return hashlib.sha256(assignments_text(district, postings).encode()).hexdigest()


def read_assignments(text: str, district: District) -> Assignments:
    """Read the table; nothing in it raises."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True):
            rows.append(row)
    except csv.Error:
        return Assignments((), (PROBLEM["broken_csv"].fill(row=len(rows) + 1),), False)
    if not rows:
        return Assignments((), (PROBLEM["no_headings"],), False)
    if wrong := _heading_problems([visible(cell.strip()) for cell in rows[0]]):
        return Assignments((), tuple(wrong), False)
    reader = _Reader(district, [cell.strip() for cell in rows[0]])
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            reader.row(number, row)
    return Assignments(tuple(reader.postings), tuple(reader.problems[:_MOST_PROBLEMS]), reader.complete)


def _heading_problems(headings: Sequence[str]) -> list[Text]:
    found = {
        "columns_missing": [column for column in COLUMNS if column not in headings],
        "columns_extra": sorted({heading for heading in headings if heading not in COLUMNS}),
        "columns_twice": [column for column in COLUMNS if headings.count(column) > 1],
    }
    return [PROBLEM[key].fill(columns=", ".join(names)) for key, names in found.items() if names]


class _Reader:
    """Reads rows one by one; ids are compared in the form in which they are written."""

    def __init__(self, district: District, headings: Sequence[str]) -> None:
        self.headings = headings
        self.teachers = {neutral(teacher.id): teacher for teacher in district.teachers}
        self.sections = {
            (neutral(section.school), section.stage): section.key for section in district.sections
        }
        self.seen: dict[str, int] = {}
        self.postings: list[Posting] = []
        self.problems: list[Text] = []
        self.complete = True

    def row(self, number: int, cells: Sequence[str]) -> None:
        if len(cells) != len(COLUMNS):
            self._lost("cells", row=number, found=len(cells), expected=len(COLUMNS))
            return
        cell = dict(zip(self.headings, cells, strict=True))
        teacher = self.teachers.get(cell["teacher"])
        if teacher is None:
            self._lost("teacher_unknown", row=number, teacher=_shown(cell["teacher"]))
            return
        if teacher.id in self.seen:
            self._lost("teacher_twice", row=number, teacher=teacher.id, first=self.seen[teacher.id])
            return
        self.seen[teacher.id] = number
        who = visible(teacher.id)
        if cell["name"] != neutral(teacher.name):
            claimed, counted = _shown(cell["name"]), visible(teacher.name)
            self._report("name", row=number, teacher=who, claimed=claimed, counted=counted)
        origin = self.sections.get((cell["from_school"], cell["from_stage"]))
        if origin != teacher.section:
            claimed = _shown(f"{cell['from_school']}/{cell['from_stage']}")
            self._report(
                "origin", row=number, teacher=who, claimed=claimed, counted=visible(str(teacher.section))
            )
        destination = self.sections.get((cell["to_school"], cell["to_stage"]))
        if destination is None:
            section = _shown(f"{cell['to_school']}/{cell['to_stage']}")
            self._lost("destination", row=number, section=section)
        elif destination == teacher.section:
            self._lost("stays", row=number, teacher=who, section=visible(str(destination)))
        elif cell["kind"] not in ("move", "return"):
            self._lost("kind", row=number, found=_shown(cell["kind"]))
        else:
            kind = cast("Literal['move', 'return']", cell["kind"])
            self.postings.append(Posting(teacher.id, SectionKey(*teacher.section), destination, kind))

    def _report(self, key: str, **values: object) -> None:
        self.problems.append(PROBLEM[key].fill(**values))

    def _lost(self, key: str, **values: object) -> None:
        self.complete = False
        self._report(key, **values)


def _shown(text: str) -> str:
    return visible(text[:80])
