"""A district out to canonical tables: the same district gives the same bytes wherever it came from."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from rotation.domain.district import District
from rotation.i18n import Language, Text
from rotation.i18n.headings import HEADINGS, VOCABULARIES
from rotation.i18n.headings import SHEETS as SHEET_NAMES
from rotation.io.build import in_order
from rotation.io.sheets import SHEETS, Column, Sheet

__all__ = ["Written", "canonical_tables", "digest", "write_csv", "written_rows"]

Written = str | int | float | date | None
"""What a cell of a written table holds."""

_LISTS: Final = ("codes", "certificate", "grades")


def canonical_tables(district: District) -> dict[str, str]:
    """Return sheet names and their CSV text: English headings, codes, ISO dates, rows in order, ``\\n``."""
    return _tables(district, None)


def digest(district: District) -> str:
    """Return the SHA-256 of the canonical tables, as hex; ``source`` has no part in it."""
    sha = hashlib.sha256()
    for sheet, text in canonical_tables(replace(district, source="")).items():
        content = text.encode()
        sha.update(f"{sheet} {len(content)}\n".encode())
        sha.update(content)
    return sha.hexdigest()


def write_csv(district: District, folder: Path, lang: Language = "en") -> None:
    """Write one CSV per sheet in UTF-8.

    ``en`` writes the canonical tables, ``zh`` is for people and carries the BOM that Excel wants.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, text in _tables(district, None if lang == "en" else lang).items():
        name = SHEET_NAMES[sheet].name.to(lang)
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8" if lang == "en" else "utf-8-sig"))


def _tables(district: District, lang: Language | None) -> dict[str, str]:
    tables: dict[str, str] = {}
    for sheet in SHEETS.values():
        headings, rows = written_rows(district, sheet, lang)
        if not rows and not sheet.required:
            continue
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows([_text(value) for value in row] for row in rows)
        tables[sheet.name] = out.getvalue()
    return tables


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def written_rows(
    district: District, sheet: Sheet, lang: Language | None
) -> tuple[list[str], list[list[Written]]]:
    """Return a sheet's headings and rows, in canonical order; ``lang`` None writes codes.

    Unknown columns follow under their own headings, sorted.
    """
    records: Iterable[object] = (district,) if sheet.name == "district" else getattr(district, sheet.name)
    ordered = in_order(sheet.name, records) if sheet.key else tuple(records)
    columns = [c for c in sheet.columns if c.field != "source" or district.source]
    extras = [dict(getattr(record, "extra", ())) for record in ordered]
    unknown = sorted({heading for extra in extras for heading in extra})
    names = [HEADINGS[sheet.name][c.field].name for c in columns]
    headings = [name.zh if lang == "zh" else name.en for name in names] + unknown
    writers = [(_attribute(column), _writer(column, lang)) for column in columns]
    rows = [
        [*(write(getattr(record, name)) for name, write in writers), *(extra.get(name) for name in unknown)]
        for record, extra in zip(ordered, extras, strict=True)
    ]
    return headings, rows


def _attribute(column: Column) -> str:
    return "hectometres" if column.kind == "kilometres" else column.field


def _writer(column: Column, lang: Language | None) -> Callable[[object], Written]:
    words: dict[str, Text] = VOCABULARIES[column.words].words if column.words else {}
    if column.kind == "certificate":
        words = VOCABULARIES["stage"].words
    between = "、" if lang == "zh" else ", " if lang else ","

    def word(code: object) -> str:
        return words[str(code)].to(lang) if lang and words else str(code)

    def one(value: object) -> Written:
        if isinstance(value, bool):
            return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
        if value is None or isinstance(value, int | date):
            return value
        if isinstance(value, float):
            return int(value) if value.is_integer() else value
        return word(value)

    def several(value: object) -> Written:
        items = [word(item) for item in value] if isinstance(value, tuple) else []
        if not items and column.kind == "certificate":
            return "无" if lang == "zh" else "none"
        return between.join(items) or None

    def kilometres(value: object) -> Written:
        return value / 10 if isinstance(value, int) else None

    return several if column.kind in _LISTS else kilometres if column.kind == "kilometres" else one
