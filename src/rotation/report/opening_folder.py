"""A class plan's folder: tables as CSV, a workbook, and a summary with the proof; written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from rotation.classes.cohorts import ClassYear
from rotation.classes.opening_costs import CapCost
from rotation.domain.district import District
from rotation.errors import PlanError
from rotation.i18n import Language, Text
from rotation.i18n.opening import OPENING
from rotation.i18n.reports import COLUMN, PLAN
from rotation.io import digest
from rotation.policy import Policy, policy_digest
from rotation.report.certificate import json_text, versions
from rotation.report.opening_tables import class_tables
from rotation.report.sheets import Page, Value, workbook
from rotation.report.tables import Cell, Coded, Table, csv_text
from rotation.report.whole import put_files

__all__ = ["class_summary", "write_classes"]

FORMAT: Final = 1
SUMMARY_FILE: Final = "classes.json"


def class_summary(
    district: District, policy: Policy, years: Sequence[ClassYear], costs: Sequence[CapCost]
) -> Mapping[str, Any]:
    """Return what machines read: per year status, tiers with bounds, stages; what other caps cost; digests."""
    return {
        "format": FORMAT,
        "district": district.name,
        "policy": policy.name,
        "digests": {"input": digest(district), "policy": policy_digest(policy)},
        "versions": versions(),
        "years": [
            {
                "year": year.district.year,
                "status": year.opening.status,
                "tiers": [
                    {"name": t.name, "value": int(t.value), "bound": int(t.bound), "gap": t.gap, "method": t.method}
                    for t in year.opening.tiers
                ],
                "stages": [
                    {name: getattr(one, name) for name in one.__slots__} for one in year.opening.audit.stages
                ],
                "routes": year.opening.routes,
                "targets_missed": sum(not one.holds for one in year.opening.audit.findings),
            }
            for year in years
        ],
        "caps": [{name: getattr(one, name) for name in one.__slots__} for one in costs],
    }


def write_classes(
    folder: Path, district: District, policy: Policy, years: Sequence[ClassYear], costs: Sequence[CapCost],
    lang: Language = "zh",
) -> None:  # fmt: skip
    """Write tables, workbook and summary; raises ``PlanError`` where the folder is in the way."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise PlanError(PLAN["is_file"].to(lang, folder=folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise PlanError(PLAN["exists"].to(lang, folder=folder))
    tables = class_tables(years, policy, costs)
    files = {f"{one.name}.csv": csv_text(one, lang).encode("utf-8-sig") for one in tables}
    files[OPENING["workbook"].to(lang)] = workbook(_pages(district, policy, years, tables, lang), _footer(lang))
    files[SUMMARY_FILE] = json_text(class_summary(district, policy, years, costs)).encode()
    try:
        put_files(folder, files)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PlanError(PLAN["cannot_write"].to(lang, folder=folder, reason=reason)) from None


def _footer(lang: Language) -> str:
    return OPENING["footer"].to(lang)


def _pages(
    district: District, policy: Policy, years: Sequence[ClassYear], tables: Sequence[Table], lang: Language
) -> list[Page]:
    status = "proven" if all(year.opening.status == "proven" for year in years) else "feasible"
    title = policy.title_zh if lang == "zh" else policy.title_en
    note = OPENING["sheet_note"].to(lang, policy=title, status=OPENING[f"status_{status}"].to(lang))
    pages = []
    for name, of in (("grades", "classes"), ("schools", "schools"), ("directed", "directed"), ("costs", "caps")):
        found = next(one for one in tables if one.name == of)
        sheet = OPENING[f"sheet_{name}"].to(lang)
        heading = OPENING["sheet_title"].to(lang, district=district.name, year=district.year, sheet=sheet)
        rows = [[_value(cell, lang) for cell in row] for row in found.rows]
        names = [COLUMN[column].to(lang) for column in found.columns]
        left = frozenset(n for n, column in enumerate(found.columns) if column.endswith(("_name", "sizes")))
        years_at = frozenset(n for n, column in enumerate(found.columns) if column == "year")
        pages.append(Page(sheet, heading, note, names, rows, left, plain=years_at))
    return pages


def _value(cell: Cell, lang: Language) -> Value:
    if isinstance(cell, Coded):
        return cell.text.to(lang)
    if isinstance(cell, Text):
        return cell.to(lang)
    if isinstance(cell, Fraction):
        return float(cell)
    return cell if cell is None or isinstance(cell, (str, int, float)) else str(cell)
