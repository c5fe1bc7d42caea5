"""Many school-grades from one table: each as if dealt alone with its own seed, refusals told, nothing dealt twice."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from class_grades import grade, grade_csv

from rotation.cli import main
from rotation.io.grade_tables import read_grades
from rotation.report.grade_batch import folder_names, grade_seed


def table(*grades: tuple[str, str, int, int]) -> str:
    """Return one table of (school, grade, classes, pupils)."""
    heads = grade_csv(grade(12, seed=1, pairs=0)).splitlines()[0]
    lines = ["学校,年级,班数," + heads]
    for position, (school, year, classes, pupils) in enumerate(grades):
        rows = grade_csv(grade(pupils, seed=position, pairs=1)).splitlines()[1:]
        lines += [f"{school},{year},{classes or ''},{row}" for row in rows]
    return "\n".join(lines) + "\n"


def test_a_grades_seed_is_the_digest_of_three_lines() -> None:
    # Worked out here from the documented rule, not by the code under test.
    expected = hashlib.sha256("rotation grade 1\n0312\n一中 七年级".encode()).hexdigest()
    assert grade_seed("0312", "一中 七年级") == expected


def test_folders_are_safe_and_never_shared() -> None:
    asked = ["甲/乙", "甲\\乙", "a", "A", "..", "x" * 99]
    assert folder_names(asked) == ["甲_乙", "甲_乙 (2)", "a", "A (2)", "_", "x" * 80]


def test_one_table_is_parted_by_school_and_grade_and_ids_may_recur_between_grades(tmp_path: Path) -> None:
    path = tmp_path / "county.csv"
    path.write_text(table(("一中", "七年级", 2, 30), ("二中", "七年级", 3, 40)), encoding="utf-8")
    grades, defects = read_grades(path)
    assert defects == ()
    found = [(g.name, g.classes, len(g.reading.value.pupils)) for g in grades if g.reading.value]
    assert found == [("一中 七年级", 2, 30), ("二中 七年级", 3, 40)]


@pytest.mark.parametrize("cell", ["两个", "0", "201"])
def test_a_number_of_classes_that_is_none_is_a_defect(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "county.csv"
    path.write_text(table(("一中", "七年级", 2, 30)).replace("七年级,2,", f"七年级,{cell},"), encoding="utf-8")
    assert [d.code for d in read_grades(path)[1]] == ["grade_classes"]


def test_a_row_of_neither_school_nor_grade_is_a_defect(tmp_path: Path) -> None:
    path = tmp_path / "county.csv"
    text = table(("一中", "七年级", 2, 30))
    path.write_text(text + "\n" + text.splitlines()[1].replace("一中,七年级", ","), encoding="utf-8")
    assert "no_grade_named" in [d.code for d in read_grades(path)[1]]


def test_a_table_without_school_and_grade_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text(grade_csv(grade(20, seed=1)), encoding="utf-8")
    grades, defects = read_grades(path)
    assert (grades, [d.code for d in defects]) == ([], ["no_grade_columns"])


def test_good_grades_are_dealt_bad_ones_told_and_nothing_is_dealt_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "county.csv", tmp_path / "out"
    text = table(("一中", "七年级", 2, 30), ("二中", "七年级", 3, 40), ("三中", "七年级", 0, 20))
    path.write_text(text.replace("二中,七年级,3,P0003,", "二中,七年级,3,P0004,"), encoding="utf-8")  # an id twice
    run = ["classes", "deal-all", str(path), "--out", str(out), "--seed", "0312", "--cap", "10", "--workers", "1"]
    assert main(run) == 1
    first = list(csv.DictReader((out / "grades.csv").open(encoding="utf-8-sig")))
    assert [(row["学校年级"], row["状态"]) for row in first] == [
        ("一中 七年级", "已编"), ("三中 七年级", "已编"), ("二中 七年级", "未编"),
    ]  # fmt: skip
    assert first[1]["班数"] == "2"  # 20 pupils, at most 10 a class
    assert "P0004" in first[2]["原因"]
    lists = (out / "一中 七年级" / "lists.csv").read_bytes()
    # The same grade alone, with the seed that the rule gives it, has the same lists.
    alone = tmp_path / "alone.csv"
    alone.write_text(grade_csv(grade(30, seed=0, pairs=1)), encoding="utf-8")
    seed = grade_seed("0312", "一中 七年级")
    assert main(["classes", "deal", str(alone), "--classes", "2", "--out", str(tmp_path / "a"), "--seed", seed]) == 0
    assert (tmp_path / "a" / "lists.csv").read_bytes() == lists
    # Mended, the refused one is dealt and the others are left as they are.
    path.write_text(text, encoding="utf-8")
    assert main(run) == 0
    second = list(csv.DictReader((out / "grades.csv").open(encoding="utf-8-sig")))
    assert [row["状态"] for row in second] == ["原已编好", "原已编好", "已编"]
    capsys.readouterr()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path, out = tmp_path / "county.csv", tmp_path / "out"
    path.write_text(table(("一中", "七年级", 2, 20)), encoding="utf-8")
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["classes", "deal-all", str(path), "--out", str(out), "--seed", "1"]) == 1
    assert [p.name for p in out.iterdir()] == ["notes.txt"]
