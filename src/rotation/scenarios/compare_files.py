"""A comparison for other programs and for Excel: CSV, a workbook, JSON; the figures are those of the screen."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from rotation.errors import PlanError
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.reports import PLAN, tier_label
from rotation.i18n.scenarios import COMPARE, FIGURE
from rotation.plan.posting import Posting
from rotation.report.sheets import Page, Value, workbook
from rotation.report.text import down, neutral, number, rounded, section_names
from rotation.report.whole import put_files
from rotation.scenarios.advice import Advice
from rotation.scenarios.compare import Comparison
from rotation.scenarios.compare_screen import GROUPS, bound_notes, group_label, place_name
from rotation.scenarios.setting_words import setting_words
from rotation.scenarios.settings import shown

__all__ = ["comparison_record", "write_comparison"]

Row = tuple[Value, ...]
CV_LABELS: Final = frozenset(group_label("cvs", lang) for lang in LANGUAGES)


def write_comparison(folder: Path, comparison: Comparison, advice: Advice, lang: Language) -> list[Path]:
    """Write figures, settings and people as CSV and as one workbook into a new folder, all or none.

    Raises
    ------
    PlanError
        The folder is there already or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PlanError(COMPARE["to_exists"].to(lang, folder=folder))
    tables = {
        "figures": _figures(comparison, lang),
        "settings": _settings(comparison, lang),
        "people": _people(comparison, lang),
    }
    plans = len(comparison.entries)
    note = " ".join([advice.reasons[0].to(lang), *bound_notes(comparison, lang)])
    pages = [
        Page(
            COMPARE[f"sheet_{name}"].to(lang), COMPARE["sheet_title"].to(lang), note, head,
            [_figures_row(row, plans) if name == "figures" else row for row in rows],
            frozenset({0} if name == "settings" else {0, 1}),
        )
        for name, (head, rows) in tables.items()
    ]
    files = {f"{name}.csv": _csv(head, rows).encode("utf-8-sig") for name, (head, rows) in tables.items()}
    files["comparison.xlsx"] = workbook(pages, COMPARE["footer"].to(lang))
    try:
        put_files(folder, files)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise PlanError(PLAN["cannot_write"].to(lang, folder=folder, reason=reason)) from None
    return [folder / name for name in files]


def comparison_record(comparison: Comparison, advice: Advice, lang: Language) -> dict[str, Any]:
    """Return the comparison as plain values for ``--json``; figures by their keys, in the order of the plans."""
    entries = comparison.entries
    return {
        "plans": [
            {
                "letter": entry.letter,
                "plan": entry.plan.certificate.plan,
                "policy": entry.plan.policy.name,
                "folder": str(entry.plan.folder),
                "status": entry.plan.certificate.status,
                "repaired_from": entry.plan.repaired_from,
                "tiers": [tier.model_dump() for tier in entry.plan.certificate.tiers],
            }
            for entry in entries
        ],
        "settings": {name: [_plain(value) for value in values] for name, values in comparison.settings.items()},
        "counted_differently": list(comparison.counting),
        "data_differs": bool(comparison.data),
        "figures": {
            figure.key: [number(value) for value in values]
            for group in GROUPS
            for figure, values in comparison.rows(group)
        },
        "people": [
            {"teacher": person.teacher, "places": [_place(place) for place in person.places]}
            for person in comparison.people
        ],
        "recommended": list(advice.best),
        "reasons": [reason.to(lang) for reason in advice.reasons],
    }


def _figures(comparison: Comparison, lang: Language) -> tuple[list[str], list[Row]]:
    letters = [entry.letter for entry in comparison.entries]
    group, figure = COMPARE["column_group"].to(lang), COMPARE["column_figure"].to(lang)
    changes = [COMPARE["column_change"].to(lang, letter=letter) for letter in letters[1:]]
    bounds = [f"{letter} {COMPARE['column_bound'].to(lang)}" for letter in letters]
    rows: list[Row] = []
    for name in comparison.tiers:
        tiers = [entry.tier(name) for entry in comparison.entries]
        values = [None if tier is None else Fraction(tier.value) for tier in tiers]
        label = FIGURE["tier"].to(lang, tier=tier_label(name, lang))
        bounds_of = [None if tier is None or tier.method == "none" else tier.bound for tier in tiers]
        rows.append((group_label("tiers", lang), label, *_values(values), *bounds_of))
    for key in GROUPS:
        for each, figures in comparison.rows(key):
            rows.append((group_label(key, lang), each.label.to(lang), *_values(figures), *[None] * len(letters)))
    return [group, figure, *letters, *changes, *bounds], rows


def _short(value: Value, digits: int) -> Value:
    return rounded(value, digits) if isinstance(value, float) else value


def _figures_row(row: Row, plans: int) -> Row:
    """Return a row as a reader needs it: group, label, values, changes, and bounds, never told better than they are.

    A CV has four decimals, as in all tables, and so have values below 1, others two; the CSV has them all.
    """
    values, bounds = row[2 : 2 + plans], row[-plans:]
    small = all(abs(value) < 1 for value in values if isinstance(value, (int, float)))
    digits = 4 if small or row[0] in CV_LABELS else 2
    told = [
        Decimal(down(bound)) if isinstance(bound, float) and bound != value else _short(bound, digits)
        for value, bound in zip(values, bounds, strict=True)
    ]
    return (*(_short(cell, digits) for cell in row[:-plans]), *told)


def _values(values: Sequence[Any]) -> list[Value]:
    first = values[0]
    changes = [None if None in (value, first) else number(value - first) for value in values[1:]]
    return [*map(number, values), *changes]


def _settings(comparison: Comparison, lang: Language) -> tuple[list[str], list[Row]]:
    letters = [entry.letter for entry in comparison.entries]
    rows: list[Row] = [
        (COMPARE["column_plan"].to(lang), *(entry.plan.certificate.plan for entry in comparison.entries)),
        (COMPARE["column_policy"].to(lang), *(entry.title.to(lang) for entry in comparison.entries)),
        (COMPARE["column_folder"].to(lang), *(str(entry.plan.folder) for entry in comparison.entries)),
    ]
    repaired = [entry.plan.repaired_from for entry in comparison.entries]
    if any(repaired):
        rows.append((COMPARE["column_repaired"].to(lang), *repaired))
    rows += [(setting_words(name, lang), *map(shown, values)) for name, values in comparison.settings.items()]
    return [COMPARE["column_setting"].to(lang), *letters], rows


def _people(comparison: Comparison, lang: Language) -> tuple[list[str], list[Row]]:
    letters = [entry.letter for entry in comparison.entries]
    names = [section_names(entry.plan.district, lang) for entry in comparison.entries]
    rows: list[Row] = [
        (
            person.teacher,
            person.name,
            *(place_name(place, known, lang) for place, known in zip(person.places, names, strict=True)),
        )
        for person in comparison.people
    ]
    return [COMPARE["column_teacher"].to(lang), COMPARE["column_person"].to(lang), *letters], rows


def _csv(head: Sequence[str], rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([neutral(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float, bool)) or value is None else shown(value)


def _place(place: Posting | bool | None) -> str | None:
    if isinstance(place, Posting):
        return str(place.destination)
    return "stays" if place is None else None
