"""Many school-grades from one table: each as if dealt alone with its own seed, refusals told, nothing dealt twice."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from class_grades import grade, grade_csv
from openpyxl import Workbook

from rotation.cli import main
from rotation.io.grade_tables import read_grades
from rotation.policy.dealing import read_rules
from rotation.report.grade_batch import GradeJob, deal_grade, folder_names, grade_seed


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
    # The same ids with the same names are told, but are no error: a school may number its pupils itself.
    assert {(d.code, d.severity) for d in defects} == {("pupil_in_two_grades", "warning")}
    assert [(d.row, d.found) for d in defects][:2] == [(32, "P0000"), (33, "P0001")]
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


PUPIL = "{school},{year},2,G{number:04d},生{number},女"


def pupils(*parts: tuple[str, str, int], heads: str = "学校,年级,班数,学籍号,姓名,性别") -> list[list[str]]:
    """Return a table of (school, grade, pupils), its headings first."""
    names = [(school, year) for school, year, size in parts for _ in range(size)]
    rows = [PUPIL.format(school=s, year=y, number=number).split(",") for number, (s, y) in enumerate(names)]
    return [heads.split(","), *rows]


def book(path: Path, **sheets: list[list[str]]) -> Workbook:
    """Write a workbook of these sheets and return it, to be changed and saved again."""
    found = Workbook()
    found.remove(found.worksheets[0])
    for name, rows in sheets.items():
        sheet = found.create_sheet(name)
        for row in rows:
            sheet.append(row)
    found.save(path)
    return found


def told(path: Path) -> list[tuple[str, str | None, int | None]]:
    return [(d.code, d.sheet, d.row) for d in read_grades(path)[1]]


def csv_file(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    return path


def test_an_id_of_two_pupils_of_different_names_is_told_once(tmp_path: Path) -> None:
    rows = pupils(("一中", "七年级", 2), ("二中", "七年级", 2))
    rows[3][3], rows[4][3] = rows[1][3], rows[2][3]
    (defect,) = read_grades(csv_file(tmp_path / "county.csv", rows))[1]
    assert (defect.code, defect.row, defect.found, defect.severity) == ("id_in_two_grades", 4, "G0000", "warning")
    assert "there are 2 such ids" in defect.line("en")


def test_merged_schools_are_refused_by_range(tmp_path: Path) -> None:
    path = tmp_path / "county.xlsx"
    found = book(path, 甲=pupils(("一中", "七年级", 3), ("二中", "七年级", 3)))
    found["甲"].merge_cells("A2:A4")
    found.save(path)
    defects = read_grades(path)[1]
    assert [(d.code, d.sheet, d.found) for d in defects] == [("merged_cells", "甲", "A2:A4")]


@pytest.mark.parametrize(("column", "part"), [(0, "school"), (1, "grade")])
def test_a_row_without_its_school_or_grade_is_no_grade_of_its_own(tmp_path: Path, column: int, part: str) -> None:
    rows = pupils(("一中", "七年级", 3))
    rows[2][column] = ""
    defects = read_grades(csv_file(tmp_path / "county.csv", rows))[1]
    assert [(d.code, d.row) for d in defects] == [("grade_half_named", 3)]
    assert f"does not say the {part}" in defects[0].line("en")


def test_names_that_join_alike_are_not_pooled(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "county.csv", pupils(("A B", "C", 2), ("A", "B C", 2)))
    assert told(path) == [("grade_named_alike", None, 4)]


@pytest.mark.parametrize(
    ("second", "codes"),
    [("甲校,１年级", 1), ("甲校,一年级", 1), ("甲 校,1年级", 1), ("甲校,2年级", 0), ("乙校,1年级", 0)],
)
def test_two_spellings_of_a_school_grade_are_not_dealt_as_two(tmp_path: Path, second: str, codes: int) -> None:
    path = tmp_path / "县.csv"
    path.write_text(f"学校,年级,学籍号,姓名,性别\n甲校,1年级,A1,甲,男\n{second},A2,乙,女\n", encoding="utf-8")
    assert told(path) == [("grade_spelt_twice", None, 3)] * codes


def test_a_school_grade_on_two_sheets_is_refused(tmp_path: Path) -> None:
    rows = pupils(("一中", "七年级", 2), ("二中", "七年级", 2))
    book(tmp_path / "county.xlsx", 甲=rows[:3], 乙=[rows[0], *rows[3:], [*rows[1][:3], "G9", "生", "男"]])
    assert told(tmp_path / "county.xlsx") == [("grade_twice", "乙", 4)]


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "a.txt"):
        (tmp_path / name).write_text(grade_csv(grade(20, seed=1)), encoding="utf-8")
    defects = read_grades(tmp_path)[1]
    assert [(d.code, d.file) for d in defects] == [("grade_twice", "a.txt")]
    assert "is in a.csv already" in defects[0].line("en")


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        ("甲校１年级", 1), ("甲校 1年级", 1), ("甲校一年级", 1),
        ("甲校2年级", 0), ("甲校11年级", 0), ("第1甲校一年级", 0),
    ],
)  # fmt: skip
def test_two_spellings_of_a_file_are_not_dealt_as_two_grades(tmp_path: Path, second: str, codes: int) -> None:
    for name in ("甲校1年级", second):
        (tmp_path / f"{name}.csv").write_text(grade_csv(grade(20, seed=1)), encoding="utf-8")
    defects = [defect for defect in read_grades(tmp_path)[1] if defect.code != "pupil_in_two_grades"]
    assert [d.code for d in defects] == ["grade_spelt_twice"] * codes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lake School Grade 7", "LAKE SCHOOL grade 7", True), ("湖中初一", "湖中七年级", True),
        ("湖中 2026级", "湖中 2027级", False), ("湖中2026级", "湖中６级", False),
        ("第一小学 三年级", "第一小学3年级", True), ("第一小学3年级", "第1小学3年级", False),
    ],
)  # fmt: skip
def test_grades_in_names_of_files_are_told_apart(tmp_path: Path, one: str, other: str, same: bool) -> None:
    for name, ids in ((one, "A"), (other, "B")):
        rows = "".join(f"{ids}{i},{ids}生{i},男\n" for i in range(4))
        (tmp_path / f"{name}.csv").write_text("学籍号,姓名,性别\n" + rows, encoding="utf-8")
    assert [d.code for d in read_grades(tmp_path)[1]] == ["grade_spelt_twice"] * same


def test_a_sheet_of_pupils_without_grades_is_refused_and_any_other_told(tmp_path: Path) -> None:
    rows = pupils(("一中", "七年级", 2))
    more = [row[3:] for row in rows]
    book(tmp_path / "county.xlsx", 甲=rows, 乙=more, 说明=[["填表说明"]])
    assert told(tmp_path / "county.xlsx") == [("sheet_without_grade", "乙", None), ("sheet_unread", "说明", None)]


def test_a_second_sheet_of_pupils_in_a_grades_own_file_is_refused(tmp_path: Path) -> None:
    rows = [row[3:] for row in pupils(("一中", "七年级", 2))]
    book(tmp_path / "a.xlsx", 甲=rows, 乙=rows)
    (found,), _ = read_grades(tmp_path)
    assert found.reading.value is None
    assert [(d.code, d.sheet) for d in found.reading.defects] == [("table_elsewhere", "乙")]


def test_two_columns_of_schools_are_refused(tmp_path: Path) -> None:
    rows = pupils(("一中", "七年级", 2), heads="学校,学校名称,年级,学籍号,姓名,性别")
    assert told(csv_file(tmp_path / "county.csv", rows)) == [("duplicate_heading", None, 1)]


def test_a_school_or_number_of_classes_that_no_spreadsheet_worked_out_is_told(tmp_path: Path) -> None:
    rows = pupils(("一中", "七年级", 3))
    rows[1][0], rows[2][2] = '="一"&"中"', "=1+1"
    book(tmp_path / "county.xlsx", 甲=rows)
    defects = read_grades(tmp_path / "county.xlsx")[1]
    assert [(d.code, d.row, d.column) for d in defects] == [
        ("formula_without_value", 2, "学校"), ("formula_without_value", 3, "班数"),
    ]  # fmt: skip


def test_a_workbook_of_an_old_format_is_missed_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    (found,), _ = read_grades(tmp_path)
    assert [d.code for d in found.reading.defects] == ["old_workbook"]


def test_warnings_of_the_grades_are_shown_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[*row, "8"] for row in pupils(("一中", "七年级", 6), ("二中", "七年级", 6))]
    rows[0][-1] = "座号"
    path = csv_file(tmp_path / "county.csv", rows)
    run = ["classes", "deal-all", str(path), "--out", str(tmp_path / "out"), "--seed", "1", "--workers", "1"]
    assert main([*run, "--lang", "en"]) == 0
    assert capsys.readouterr().err.count("column 座号: this column is not known") == 1


def test_ctrl_c_keeps_the_table_and_is_told_as_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rotation.cli.batch.as_completed", pressed)
    path, out = csv_file(tmp_path / "county.csv", pupils(("一中", "七年级", 6))), tmp_path / "out"
    run = ["classes", "deal-all", str(path), "--out", str(out), "--seed", "1", "--workers", "1", "--lang", "en"]
    assert main(run) == 130
    said = capsys.readouterr().err
    assert "what is dealt is kept" in said
    assert "Traceback" not in said
    assert (out / "grades.csv").is_file()


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


def test_a_grade_that_cannot_be_dealt_is_named_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "县.csv"
    path.write_text("学校,年级,学籍号,姓名,性别\n甲校,1年级,A1,甲,男\n", encoding="utf-8")
    assert main(["classes", "deal-all", str(path), "--seed", "1", "--out", str(tmp_path / "out"), "--lang", "zh"]) == 1
    assert "甲校 1年级：没有班数列，也没有给 --cap。" in capsys.readouterr().out.splitlines()[1]


def test_lists_altered_since_are_not_taken_for_those_that_were_dealt(tmp_path: Path) -> None:
    roster = read_grades(csv_file(tmp_path / "c.csv", pupils(("一中", "七年级", 6))))[0][0].reading.value
    assert roster is not None
    job = GradeJob("一中 七年级", tmp_path / "out", roster, read_rules("random"), 2, "1", "en")
    assert deal_grade(job).state == "dealt"
    (job.folder / "notes.txt").write_text("ours", encoding="utf-8")
    assert deal_grade(job).state == "there"
    lists = (job.folder / "lists.csv").read_bytes()
    (job.folder / "lists.csv").write_bytes(lists.replace(b"Class 1", b"Class 2", 1))
    row = deal_grade(job)
    assert (row.state, "altered since they were dealt (lists.csv)" in row.reason) == ("refused", True)
    (job.folder / "lists.csv").unlink()
    assert deal_grade(job).state == "dealt"
    assert (job.folder / "lists.csv").read_bytes() == lists
    done = job.folder / "done.json"
    done.write_text(done.read_text(encoding="utf-8").replace('"counts": ', '"counts": 9'), encoding="utf-8")
    assert deal_grade(job).state == "dealt"
