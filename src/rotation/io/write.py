"""A district out to canonical tables: the same district gives the same bytes wherever it came from."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import cast

from rotation.domain.district import District
from rotation.i18n import Language, Text
from rotation.i18n.headings import HEADINGS, VOCABULARIES
from rotation.i18n.headings import SHEETS as SHEET_NAMES
from rotation.io.build import in_order
from rotation.io.sheets import SHEETS, Column, Kind, Sheet

__all__ = ["Written", "canonical_tables", "digest", "write_csv", "written_rows"]

Written = str | int | float | date | None
"""What a cell of a written table holds."""


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
        writer.writerows(rows)  # csv itself writes None as nothing, dates as ISO and floats in full
        tables[sheet.name] = out.getvalue()
    return tables


def written_rows(
    district: District, sheet: Sheet, lang: Language | None
) -> tuple[list[str], list[tuple[Written, ...]]]:
    """Return a sheet's headings and rows, in canonical order; ``lang`` None writes codes.

    Unknown columns follow under their own headings, sorted.
    """
    records: Iterable[object] = (district,) if sheet.name == "district" else getattr(district, sheet.name)
    ordered = in_order(sheet.name, records) if sheet.key else tuple(records)
    columns = [
        c for c in sheet.columns if not c.seldom or any(getattr(one, c.field) not in (None, "") for one in ordered)
    ]
    extras = [dict(getattr(record, "extra", ())) for record in ordered]
    unknown = sorted({heading for extra in extras for heading in extra})
    names = [HEADINGS[sheet.name][c.field].name for c in columns]
    headings = [name.zh if lang == "zh" else name.en for name in names] + unknown
    # Column by column: a county has 150,000 cells, and most columns are written as they are.
    fields = attrgetter(*(_attribute(column) for column in columns))
    values: list[Iterable[Written]] = list(zip(*map(fields, ordered), strict=True))
    for position, column in enumerate(columns if ordered else ()):
        write = _writer(column, lang)
        if write is not None:
            values[position] = [write(value) for value in values[position]]
    values += [[extra.get(heading) for extra in extras] for heading in unknown]
    return headings, list(zip(*values, strict=True))


def _attribute(column: Column) -> str:
    return "hectometres" if column.kind == "kilometres" else column.field


def _writer(column: Column, lang: Language | None) -> Callable[[object], Written] | None:
    """Return how a column's values are written, or None for as they are."""
    vocabulary = "stage" if column.kind == "certificate" else column.words
    words: dict[str, Text] = VOCABULARIES[vocabulary].words if vocabulary else {}
    between = "、" if lang == "zh" else ", " if lang else ","

    def word(code: object) -> str:
        return words[str(code)].to(lang) if lang and words else str(code)

    def several(value: object) -> Written:
        items = [word(item) for item in value] if isinstance(value, tuple) else []
        if not items and column.kind == "certificate":
            return "无" if lang == "zh" else "none"
        return between.join(items) or None

    def one(value: object) -> Written:
        return None if value is None else word(value)

    def yes(value: object) -> Written:
        return VOCABULARIES["yes"].words["yes" if value else "no"].to(lang or "en")

    def number(value: object) -> Written:
        return int(value) if isinstance(value, float) and value.is_integer() else cast("Written", value)

    def kilometres(value: object) -> Written:
        return value / 10 if isinstance(value, int) else None

    if column.kind == "code":
        return one if lang else None
    by_kind: dict[Kind, Callable[[object], Written]] = {
        "codes": several, "certificate": several, "grades": several, "yes": yes, "decimal": number,
        "kilometres": kilometres,
    }  # fmt: skip
    return by_kind.get(column.kind)
