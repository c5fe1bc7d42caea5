"""The same data, policy and seed give the same plan byte for byte, whatever form the data came in."""

from __future__ import annotations

import csv
import io as streams
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rotation import io
from rotation.cli import main
from rotation.i18n import Language
from rotation.instances import embedded
from rotation.report import check_plan, read_plan


def as_csv(name: str, to: Path, lang: Language, encoding: str, shuffle: int | None = None) -> Path:
    """Write an instance as CSV in another encoding, rows and columns in another order."""
    io.write_csv(io.read(embedded(name)), to, lang)
    for path in to.glob("*.csv"):
        table = list(csv.reader(streams.StringIO(path.read_text(encoding="utf-8-sig"))))
        if shuffle is not None:
            table = shuffled(table, shuffle)
        out = streams.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(table)
        path.write_bytes(out.getvalue().encode(encoding))
    return to


def as_xlsx(name: str, to: Path, lang: Language, shuffle: int | None = None) -> Path:
    """Write an instance as a workbook, rows and columns in another order."""
    to.mkdir()
    path = to / "district.xlsx"
    io.write_workbook(io.read(embedded(name)), path, lang)
    if shuffle is not None:
        source, book = load_workbook(path), Workbook()
        assert book.active is not None
        book.remove(book.active)
        for sheet in reversed(source.worksheets):
            copy = book.create_sheet(sheet.title)
            for row in shuffled([list(row) for row in sheet.iter_rows(values_only=True)], shuffle):
                copy.append(row)
        book.save(path)
    return path


def shuffled(table: list[list[Any]], seed: int) -> list[list[Any]]:
    draw = random.Random(seed)
    order = draw.sample(range(len(table[0])), len(table[0]))
    return [[row[place] for place in order] for row in [table[0], *draw.sample(table[1:], len(table) - 1)]]


Form = Callable[[str, Path], Path]
FORMS: dict[str, Form] = {
    "csv en": lambda name, to: as_csv(name, to, "en", "utf-8"),
    "csv zh with a mark": lambda name, to: as_csv(name, to, "zh", "utf-8-sig"),
    "csv zh GB18030": lambda name, to: as_csv(name, to, "zh", "gb18030"),
    "csv en GB18030 shuffled": lambda name, to: as_csv(name, to, "en", "gb18030", 1),
    "csv zh shuffled": lambda name, to: as_csv(name, to, "zh", "utf-8", 2),
    "xlsx zh": lambda name, to: as_xlsx(name, to, "zh"),
    "xlsx en": lambda name, to: as_xlsx(name, to, "en"),
    "xlsx zh shuffled": lambda name, to: as_xlsx(name, to, "zh", 3),
    "xlsx en shuffled": lambda name, to: as_xlsx(name, to, "en", 4),
}


def solved(source: Path, out: Path, *options: str) -> dict[str, bytes]:
    """Solve by the command and return every file of the plan but ``run.json``."""
    assert main(["solve", str(source), "--out", str(out), "--json", *options]) == 0
    assert check_plan(read_plan(out)).problems == ()
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert files.pop("run.json")
    return files


def assert_same(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return solved(embedded("tiny"), tmp_path_factory.mktemp("given") / "plan")


@pytest.mark.parametrize("form", FORMS)
def test_tiny_in_any_form_gives_the_same_plan(form: str, tiny: dict[str, bytes], tmp_path: Path) -> None:
    source = FORMS[form]("tiny", tmp_path / "data")
    assert_same(solved(source, tmp_path / "plan"), tiny)


@pytest.mark.parametrize("options", [(), ("--threads", "1"), ("--threads", "2"), ("--seed", "0")], ids=str)
def test_tiny_again_and_on_more_threads_gives_the_same_plan(
    options: tuple[str, ...], tiny: dict[str, bytes], tmp_path: Path
) -> None:
    assert_same(solved(embedded("tiny"), tmp_path / "plan", *options), tiny)


def test_another_seed_is_another_plan_number(tiny: dict[str, bytes], tmp_path: Path) -> None:
    other = solved(embedded("tiny"), tmp_path / "plan", "--seed", "9")
    assert other["certificate.json"] != tiny["certificate.json"]


@pytest.mark.evidence
def test_town_in_every_form_and_on_two_threads_gives_the_same_plan(tmp_path: Path) -> None:
    solve = partial(solved, embedded("town"))
    first = solve(tmp_path / "first")
    assert_same(solve(tmp_path / "again"), first)
    assert_same(solve(tmp_path / "threads", "--threads", "2"), first)
    for number, form in enumerate(("csv zh GB18030", "csv en GB18030 shuffled", "xlsx zh shuffled", "xlsx en")):
        source = FORMS[form]("town", tmp_path / f"data{number}")
        assert_same(solved(source, tmp_path / f"plan{number}"), first)
