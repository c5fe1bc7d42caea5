"""The command ``classes`` and the chain from a cap to the exchange."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from cli_runs import Run
from openpyxl import load_workbook

from rotation.i18n import LANGUAGES, Language
from rotation.instances import embedded
from rotation.report.wrapping import width

pytest_plugins = ["cli_fixtures"]

TINY = embedded("tiny")
SMALL = """
name = "small"
title_zh = "小班"
title_en = "Small classes"
extends = "national"
[classes]
plan = {plan}
[classes.cap]
mode = "{mode}"
primary = {cap}
"""


def policy(folder: Path, cap: int, plan: str = "false", mode: str = "target") -> Path:
    path = folder / f"small{cap}{mode}.toml"
    path.write_text(SMALL.format(cap=cap, plan=plan, mode=mode), encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_fits_eighty_columns(run: Run, lang: Language) -> None:
    done = run("classes", TINY, "--years", 1, "--lang", lang)
    assert done.code == 0, done.err
    assert all(width(line) <= 80 for line in done.out.splitlines())
    assert done.out == run("classes", "open", TINY, "--lang", lang).out


def test_tables_workbook_and_summary_are_written(run: Run, tmp_path: Path) -> None:
    done = run("classes", TINY, "--cap", "25/50", "--caps", "25", "--out", tmp_path / "out", "--json", "--lang", "en")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert told == json.loads((tmp_path / "out" / "classes.json").read_text(encoding="utf-8"))
    (classes,) = [tier for tier in told["years"][0]["tiers"] if tier["name"] == "classes"]
    assert (classes["value"], classes["bound"]) == (10, 10)
    with (tmp_path / "out" / "classes.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    # 44 and 45 pupils at S1 (4 rooms, one for grade 8), 33 at S2, 24 and 27 at S3: 2 + 1 or 1 + 2, 2, 1, 2 classes.
    assert {(row["school"], row["grade"]): row["to open"] for row in rows if row["school"] in ("S2", "S3")} == {
        ("S2", "3"): "2", ("S3", "4"): "1", ("S3", "5"): "2"}  # fmt: skip
    assert sum(int(row["to open"]) for row in rows if row["school"] == "S1") == 4
    book = load_workbook(tmp_path / "out" / "classes.xlsx")
    assert book.sheetnames == ["classes", "schools", "directed", "caps"]
    assert (book["classes"]["A4"].value, book["classes"]["A4"].number_format) == (2026, "General")
    again = run("classes", TINY, "--out", tmp_path / "out")
    assert (again.code, "换一个" in again.err) == (1, True)


@pytest.mark.parametrize(("lang", "said"), [("zh", "不能同时成立"), ("en", "cannot all hold")])
def test_an_impossible_request_is_told_and_nothing_is_written(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    strict = policy(tmp_path, 20, mode="required")
    done = run("classes", TINY, "--policy", strict, "--out", tmp_path / "out", "--lang", lang)
    assert done.code == 1
    assert said in done.err
    assert not (tmp_path / "out").exists()
    assert done.out == ""


@pytest.mark.parametrize(("option", "value"), [("--cap", "0"), ("--cap", "4x"), ("--caps", "40,,"), ("--running", "x")])
def test_wrong_values_are_named(run: Run, option: str, value: str) -> None:
    assert run("classes", TINY, option, value).code == 2


def lessons(plan: Path) -> tuple[int, int]:
    """Return the lessons demanded and unfilled after the exchange, as the plan's tables have them."""
    with (plan / "tables" / "lessons.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return sum(int(row["demanded"]) for row in rows), sum(int(row["unfilled_after"]) for row in rows)


def test_a_lower_cap_changes_classes_lessons_shortages_and_the_exchange_alike(
    run: Run, tiny_plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "plan"
    done = run("solve", TINY, "--policy", policy(tmp_path, 25, plan="true"), "--out", out)
    assert done.code == 0, done.err
    assert run("verify", out).code == 0
    with (out / "input" / "grades.csv").open(encoding="utf-8") as file:
        classes = sum(int(row["classes"]) for row in csv.DictReader(file))
    assert classes == 10  # 7 before
    before, after = lessons(tiny_plan), lessons(out)
    # Grades 3 to 6 have 30 lessons a week and 8 for each homeroom: three classes more are 3 * 38.
    assert after[0] - before[0] == 3 * (30 + 8)
    assert after[1] > before[1]
    proofs = [json.loads((plan / "certificate.json").read_text(encoding="utf-8")) for plan in (tiny_plan, out)]
    assert proofs[1]["tiers"][0]["value"] > proofs[0]["tiers"][0]["value"]
    switched = tmp_path / "switched"
    assert run("solve", TINY, "--policy", policy(tmp_path, 25), "--plan-classes", "--out", switched).code == 0
    same = [(plan / "assignments.csv").read_bytes() for plan in (out, switched)]
    assert same[0] == same[1]
