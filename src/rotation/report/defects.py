"""The terminal's report of what is wrong with the input: errors apart from warnings, by sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rotation.i18n import COMMA
from rotation.i18n.defects import LINE
from rotation.i18n.reports import CHECK
from rotation.io import Defect, Diagnosis
from rotation.report.screen import BAD, GOOD, Screen

__all__ = ["show_defects"]

MOST_OF_A_KIND: Final = 20


def show_defects(screen: Screen, diagnosis: Diagnosis, everything: bool = False) -> None:
    """Print a diagnosis; of each kind and sheet the first twenty unless ``everything`` is wanted.

    Example rows, of which a new workbook has one on each sheet, are told in one line.
    """
    lang = screen.lang
    for key, defects in (("errors", diagnosis.errors), ("warnings", diagnosis.warnings)):
        if defects:
            screen.heading(CHECK[key].to(lang, count=len(defects)))
            _by_sheet(screen, defects, everything)
    if diagnosis.notes:
        sheets = dict.fromkeys(note.sheet or note.file for note in diagnosis.notes)
        screen.blank()
        screen.line(CHECK["examples"].to(lang, sheets=COMMA.to(lang).join(sheets)), indent=0)
    if diagnosis.unknown_columns:
        screen.heading(CHECK["unknown"].to(lang, columns=", ".join(diagnosis.unknown_columns)))
    errors, warnings, district = len(diagnosis.errors), len(diagnosis.warnings), diagnosis.district
    if errors:
        screen.blank()
        screen.line(CHECK["failed"].to(lang, errors=errors, warnings=warnings), BAD, 0)
    elif district is None:
        screen.line(CHECK["no_rows"].to(lang), indent=0)
    else:
        key = "only_warnings" if warnings else "clean"
        figures = {"schools": len(district.schools), "teachers": len(district.teachers), "warnings": warnings}
        screen.line(CHECK[key].to(lang, **figures), GOOD, 0)


def _by_sheet(screen: Screen, defects: Sequence[Defect], everything: bool) -> None:
    lang = screen.lang
    # Defects come by table and row already; kinds follow in the order of their first row.
    for (file, sheet), group in groupby(defects, key=lambda defect: (defect.file, defect.sheet)):
        name = file if sheet is None else CHECK["file_and_sheet"].to(lang, file=file, sheet=sheet)
        screen.line(name)
        kinds: dict[str, list[Defect]] = {}
        for defect in group:
            kinds.setdefault(defect.code, []).append(defect)
        for some in kinds.values():
            shown = some if everything else some[:MOST_OF_A_KIND]
            for defect in shown:
                screen.line(_sentence(screen, defect), indent=4)
            if len(shown) < len(some):
                screen.line(CHECK["more"].to(lang, count=len(some) - len(shown)), indent=4)


def _sentence(screen: Screen, defect: Defect) -> str:
    lang = screen.lang
    parts: Iterable[str] = (
        _place(screen, defect),
        defect.message.to(lang),
        LINE["found"].to(lang, found=defect.found) if defect.found else "",
        LINE["expected"].to(lang, expected=defect.expected.to(lang)) if defect.expected.to(lang) else "",
        LINE["mend"].to(lang, mend=defect.mend.to(lang)),
    )
    return "".join(parts)


def _place(screen: Screen, defect: Defect) -> str:
    key = {(True, True): "place", (True, False): "row", (False, True): "column"}.get(
        (defect.row is not None, defect.column is not None)
    )
    return "" if key is None else CHECK[key].to(screen.lang, row=defect.row, column=defect.column)
