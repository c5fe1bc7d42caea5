"""A workbook of formulas over a county's raw tables: what an analyst would build to check the audit by hand.

The tables are copied cell by cell from the CSV files, not through the reader; thresholds, weights and words are typed
in from the documents, not taken from the policy; every figure is a formula, and LibreOffice works it out.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

__all__ = ["OFFICE", "figures"]

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SHARED = ("teaching_area_m2", "sports_area_m2", "equipment_yuan", "multimedia_classrooms")
NUMBERS = {"pupils", "classes", "grade", *SHARED}
THRESHOLDS = {  # the evaluation measure of 2017, indicators 1 to 7
    "primary": (4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3),
    "junior": (5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4),
}
REFERENCE = "DATE(2026,8,31)"


def figures(tables: Path, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the sheets ``figures``, ``cv`` and ``people``, worked out by LibreOffice."""
    assert OFFICE is not None
    book = Workbook()
    book.remove(book.active)
    ranges = {name: _copy(book, tables / f"{name}.csv") for name in ("schools", "grades", "teachers", "sections")}
    keys = [(str(row["school"]), str(row["stage"])) for row in _rows(tables / "sections.csv")]
    _add(book, "figures", _section_formulas(ranges, keys))
    _add(book, "cv", _cv_formulas(len(keys)))
    _add(book, "people", _people_formulas(ranges["teachers"], len(_rows(tables / "teachers.csv"))))
    book.save(folder / "formulas.xlsx")
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(folder / "out"), str(folder / "formulas.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    worked_out = load_workbook(folder / "out" / "formulas.xlsx", data_only=True)
    return {name: _read_back(worked_out[name]) for name in ("figures", "cv", "people")}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _copy(book: Workbook, path: Path) -> dict[str, str]:
    """Copy a table and return the range of each of its columns."""
    rows = _rows(path)
    page = book.create_sheet(path.stem)
    page.append(list(rows[0]))
    for row in rows:
        page.append([_value(name, text) for name, text in row.items()])
    letters = [page.cell(1, number).column_letter for number in range(1, len(rows[0]) + 1)]
    span = len(rows) + 1
    return {
        name: f"{path.stem}!${letter}$2:${letter}${span}" for name, letter in zip(rows[0], letters, strict=True)
    }


def _value(name: str, text: str) -> Any:
    if not text:
        return None
    if name in NUMBERS:
        return float(text)
    if name in {"born", "arrived", "locked_until", "exemption_end", "secondment_end"}:
        return date.fromisoformat(text)
    return text


def _add(book: Workbook, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    page = book.create_sheet(name)
    page.append(list(rows[0]))
    for row in rows:
        page.append(list(row.values()))


def _read_back(page: Any) -> list[dict[str, Any]]:
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _section_formulas(ranges: Mapping[str, Mapping[str, str]], keys: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return a row per section; columns A, B are its key, C pupils, D its part of what the school shares."""
    people, grades, schools = ranges["teachers"], ranges["grades"], ranges["schools"]
    rows = []
    for number, (school, stage) in enumerate(keys, 2):
        here = f"{people['school']},A{number},{people['stage']},B{number}"
        primary = f"SUMIFS({grades['pupils']},{grades['school']},A{number},{grades['grade']},\"<=6\")"
        junior = f"SUMIFS({grades['pupils']},{grades['school']},A{number},{grades['grade']},\">=7\")"
        degrees = '{"bachelor";"master";"doctor"}'
        if stage == "primary":
            degrees = '{"associate";"bachelor";"master";"doctor"}'
        heads = {
            "L1": (people["degree"], degrees),
            "L2": (people["backbone"], '{"county";"city";"province";"national"}'),
            "L3": (people["subject"], '{"pe";"music";"art"}'),
            "senior": (people["title"], '{"senior";"full_senior"}'),
        }
        row: dict[str, Any] = {
            "school": school,
            "stage": stage,
            "pupils": f"={primary if stage == 'primary' else junior}",
            "part": f"=C{number}*{1 if stage == 'primary' else 1.1}/MAX(1,{primary}+1.1*{junior})",
            "point": f"=INDEX({schools['teaching_point']},MATCH(A{number},{schools['id']},0))",
            "inside": f'=IF(OR(C{number}=0,AND(E{number}="yes",C{number}<50)),0,1)',
            "teachers": f"=COUNTIFS({here})",
        }
        for code, (column, words) in heads.items():
            row[f"{code}_heads"] = f"=SUMPRODUCT(COUNTIFS({here},{column},{words}))"
        for code, field in zip(("L4", "L5", "L6", "L7"), SHARED, strict=True):
            row[f"{code}_amount"] = f"=INDEX({schools[field]},MATCH(A{number},{schools['id']},0))*D{number}"
        # Columns H to K are heads (K the senior titles), L to O the shared amounts, P to V the values L1 to L7.
        amounts = ("H", "I", "J", "L", "M", "N", "O")
        for place, column in enumerate(amounts, 1):
            hundred = "100*" if place in (1, 2, 3, 7) else ""
            row[f"L{place}"] = f"=IF(F{number}=1,{hundred}{column}{number}/C{number},0)"
        # A quotient one rounding below its threshold is on it.
        limits = list(zip("PQRSTUV", THRESHOLDS[stage], strict=True))
        row["reached"] = "=" + "+".join(f"(ROUND({c}{number}-{limit},9)>=0)" for c, limit in limits)
        row["near"] = "=" + "+".join(f"(ROUND({c}{number}-0.85*{limit},9)>=0)" for c, limit in limits)
        row["passes"] = f'=IF(F{number}=0,"outside",IF(AND(W{number}>=6,X{number}=7),"yes","no"))'
        rows.append(row)
    return rows


def _cv_formulas(sections: int) -> list[dict[str, Any]]:
    """Return a row per stage and indicator: S^2 = sum of P_i / P * (X_i / P_i - mean)^2, CV = S / mean."""
    last = sections + 1
    columns = {"L1": "H", "L2": "I", "L3": "J", "L4": "L", "L5": "M", "L6": "N", "L7": "O", "senior_title": "K"}
    rows: list[dict[str, Any]] = []
    for stage in ("primary", "junior"):
        for code, letter in columns.items():
            number = len(rows) + 2
            taken = f'(figures!$B$2:$B${last}="{stage}")*(figures!$F$2:$F${last}=1)'
            pupils, amount = f"figures!$C$2:$C${last}", f"figures!${letter}$2:${letter}${last}"
            # Sections without pupils are outside; 1 in their place spares a division by zero.
            safe = f"({pupils}+({pupils}=0))"
            rows.append({
                "stage": stage,
                "code": code,
                "pupils": f"=SUMPRODUCT({taken}*{pupils})",
                "mean": f"=SUMPRODUCT({taken}*{amount})/C{number}",
                "variance": f"=SUMPRODUCT({taken}*{pupils}/C{number}*({amount}/{safe}-D{number})^2)",
                "cv": f"=SQRT(E{number})/D{number}",
            })  # fmt: skip
    return rows


def _people_formulas(columns: Mapping[str, str], teachers: int) -> list[dict[str, Any]]:
    """Return a row per teacher: completed years, retirement by the statute's table, eligible or not."""
    first = {name: place.split(":", 1)[0].replace("$2", "") for name, place in columns.items()}
    rows = []
    for number in range(2, teachers + 2):
        cell = {name: f"{place}{number}" for name, place in first.items()}
        # Months born after the first month the decision of 2024 affects, that month included.
        since = "(YEAR({born})-{year})*12+MONTH({born})"
        group = f'IF({cell["sex"]}="male","men",IF({cell["personnel"]}="worker","workers","cadres"))'
        late = {
            "men": f"MIN(36,MAX(0,ROUNDUP(({since.format(born=cell['born'], year=1965)})/4,0)))",
            "cadres": f"MIN(36,MAX(0,ROUNDUP(({since.format(born=cell['born'], year=1970)})/4,0)))",
            "workers": f"MIN(60,MAX(0,ROUNDUP(({since.format(born=cell['born'], year=1975)})/2,0)))",
        }
        months = (
            f'=IF(B{number}="men",720+{late["men"]},IF(B{number}="workers",600+{late["workers"]},660+{late["cadres"]}))'
        )
        rows.append({
            "id": f"={cell['id']}",
            "group": f"={group}",
            "age_in_months": months,
            "retires": f"=EDATE(DATE(YEAR({cell['born']}),MONTH({cell['born']}),1),C{number})",
            "months_left": f"=(YEAR(D{number})-2026)*12+MONTH(D{number})-8",
            "years": f'=DATEDIF({cell["arrived"]},{REFERENCE},"y")',
            "eligible": (
                f'=IF(AND({cell["seconded_from"]}="",OR({cell["role"]}="teacher",{cell["role"]}="middle_leader",'
                f'{cell["role"]}=""),OR({cell["exemption"]}="",AND({cell["exemption_end"]}<>"",'
                f'{cell["exemption_end"]}<={REFERENCE})),OR({cell["locked_until"]}="",{cell["locked_until"]}<={REFERENCE}),'
                f'F{number}>=6,E{number}>=60),"yes","no")'
            ),
        })  # fmt: skip
    return rows
