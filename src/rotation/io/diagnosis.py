"""Defects of the input, and the log that collects them in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from rotation.domain.district import District
from rotation.i18n import Language, Text
from rotation.i18n.defects import DEFECTS, LINE, SEVERITY

__all__ = ["Defect", "Diagnosis", "Log", "Severity"]

MAXIMUM_DEFECTS = 100_000
"""A million rows of another kind of table would fill the memory with what is wrong in each."""
_LONGEST = 200
"""Characters of a cell or heading that a defect repeats."""

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing that is wrong, where it stands and how to mend it.

    ``row`` counts as the spreadsheet does, headings included; ``column`` is the heading as written. Both are
    None where the defect is of a whole file or sheet, ``sheet`` for CSV, ``found`` is empty where nothing is.
    """

    severity: Severity
    code: str
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    found: str = ""
    expected: Text
    mend: Text
    message: Text

    def line(self, lang: Language) -> str:
        """Return the defect as one line for a person."""
        place = [self.file]
        if self.sheet is not None:
            place.append(LINE["sheet"].to(lang, sheet=self.sheet))
        if self.row is not None:
            place.append(LINE["row"].to(lang, row=self.row))
        if self.column is not None:
            place.append(LINE["column"].to(lang, column=self.column))
        parts = [SEVERITY[self.severity].to(lang), LINE["between"].to(lang).join(place)]
        parts += [LINE["colon"].to(lang), self.message.to(lang)]
        if self.found:
            parts.append(LINE["found"].to(lang, found=self.found))
        if self.expected.to(lang):
            parts.append(LINE["expected"].to(lang, expected=self.expected.to(lang)))
        parts.append(LINE["mend"].to(lang, mend=self.mend.to(lang)))
        return "".join(parts)


@dataclass(frozen=True)
class Diagnosis:
    """What reading found: every defect, and the district if no error is among them and rows are filled in.

    ``source`` is the workbook or folder that was read, None where nobody could read it again.
    """

    defects: tuple[Defect, ...]
    district: District | None
    unknown_columns: tuple[str, ...] = ()
    source: Path | None = None

    @cached_property
    def errors(self) -> tuple[Defect, ...]:
        return tuple(defect for defect in self.defects if defect.severity == "error")

    @cached_property
    def warnings(self) -> tuple[Defect, ...]:
        return tuple(defect for defect in self.defects if defect.severity == "warning")

    @cached_property
    def notes(self) -> tuple[Defect, ...]:
        return tuple(defect for defect in self.defects if defect.severity == "note")


class Log:
    """Collects defects; the wording of each code fixes whether it is an error or a warning."""

    def __init__(self) -> None:
        self.defects: list[Defect] = []
        self.unknown_columns: list[str] = []

    def add(
        self, code: str, file: str, sheet: str | None = None, row: int | None = None,
        column: str | None = None, found: str = "", /, **values: object,
    ) -> None:  # fmt: skip
        """Record one defect; ``values`` fill in its wording."""
        if len(self.defects) >= MAXIMUM_DEFECTS:
            if len(self.defects) > MAXIMUM_DEFECTS:
                return
            code, row, column, found, values = "too_many_defects", None, None, "", {"limit": MAXIMUM_DEFECTS}
        wording = DEFECTS[code]
        # str.format never reads a filled-in value again, so braces in the data are harmless.
        self.defects.append(Defect(
            severity=wording.severity, code=code, file=file, sheet=sheet, row=row,
            column=column and column[:_LONGEST], found=found[:_LONGEST], message=wording.message.fill(**values),
            expected=wording.expected.fill(**values),
            mend=wording.mend.fill(**values),
        ))  # fmt: skip

    @property
    def failed(self) -> bool:
        """Whether an error has been recorded."""
        return any(defect.severity == "error" for defect in self.defects)

    def sorted(self, order: Iterable[tuple[str, str | None]]) -> tuple[Defect, ...]:
        """Return the defects by table in the given order, then row; those of a whole file come first."""
        rank = {place: i for i, place in enumerate(order)}
        return tuple(sorted(self.defects, key=lambda d: (rank.get((d.file, d.sheet), -1), d.row or 0)))
