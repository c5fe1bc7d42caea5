"""The exported roster read back: decisions as typed records, every other edit named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from papers_fixtures import dossier

from rotation import io
from rotation.errors import DecisionError, InputError
from rotation.explain.ways_in import read_decisions
from rotation.i18n import LANGUAGES, Language
from rotation.instances import embedded
from rotation.io.diagnosis import Log
from rotation.io.roster_decisions import RosterDecision, RosterDecisions, read_roster_decisions
from rotation.report.papers import Dossier
from rotation.report.papers.book import book

# Row 4 is T13 (from S1, junior), row 5 is T11 (from S3); Q is the decision, R the school, S the remark.


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, bytes]:
    folder = tmp_path_factory.mktemp("roster")
    opened: dict[Language, Dossier] = {lang: dossier(folder / "plan", lang=lang) for lang in LANGUAGES}
    return {lang: book(found) for lang, found in opened.items()}


def edited(
    files: dict[Language, bytes], path: Path, edit: Callable[[Worksheet], None], lang: Language = "zh"
) -> RosterDecisions:
    path.write_bytes(files[lang])
    workbook = load_workbook(path)
    edit(workbook.worksheets[0])
    workbook.save(path)
    return read_roster_decisions(path)


def fill(**cells: object) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return edit


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_roster_says_nothing(files: dict[Language, bytes], tmp_path: Path, lang: Language) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(files[lang])
    found = read_roster_decisions(path)
    assert (found.decisions, found.edits, found.problems, found.intact) == ((), (), (), True)
    assert found.plan.startswith("2026-")


def test_an_untouched_roster_decides_nothing_and_is_no_repair(files: dict[Language, bytes], tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(files["zh"])
    plan = read_roster_decisions(path).plan
    with pytest.raises(DecisionError, match=r"roster\.xlsx holds no decision"):
        read_decisions(path, io.read(embedded("tiny")), plan)


def test_remarks_without_a_decision_are_told(files: dict[Language, bytes], tmp_path: Path) -> None:
    path, log = tmp_path / "r.xlsx", Log()
    plan = edited(files, path, fill(Q4="不同意", S4="本人有病", S5="家有老人")).plan
    assert [ruling.row for ruling in read_decisions(path, io.read(embedded("tiny")), plan, "zh", log)] == [4]
    assert [defect.code for defect in log.defects] == ["remark_undecided"]
    assert [defect.line("zh") for defect in log.defects] == [
        "提醒 r.xlsx：有备注而没有决定的行：5；这些备注没有作用。如有决定请从下拉列表中选择；只是说明则不必处理。"
    ]


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("不同意", "改派")), ("en", ("refuse", "CHANGE")), ("zh", ("refuse", "change"))]
)
def test_decisions_are_read_in_either_language(
    files: dict[Language, bytes], tmp_path: Path, lang: Language, words: tuple[str, str]
) -> None:
    edit = fill(Q4=words[0], S4="本人有病", Q5=words[1], R5="S2")
    found = edited(files, tmp_path / "r.xlsx", edit, lang)
    assert found.decisions == (
        RosterDecision(row=4, teacher="T13", decision="refuse", change_to=None, remark="本人有病"),
        RosterDecision(row=5, teacher="T11", decision="change", change_to="S2", remark=None),
    )
    assert not found.edits
    assert not found.problems


def test_a_school_is_known_by_label_id_or_name(files: dict[Language, bytes], tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(files["zh"])
    label = load_workbook(path)["_schools"]["C3"].value
    assert label.startswith("S2 ")
    for written in (label, "S2", label.removeprefix("S2 ")):
        found = edited(files, path, fill(Q4="改派", R4=written))
        assert [decision.change_to for decision in found.decisions] == ["S2"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Q4": "也许"}, "决定“也许”不认识"),
        ({"Q4": "改派"}, "没有改派学校"),
        ({"Q4": "改派", "R4": "月球小学"}, "没有学校“月球小学”"),
        ({"Q4": "同意", "R4": "S2"}, "决定却不是改派"),
        ({"B4": "T99", "Q4": "同意"}, "没有教师编号“T99”；请恢复该编号"),
        ({"B4": "T11", "Q4": "同意", "Q5": "同意"}, "已在第 4 行有决定"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_one_sentence(
    files: dict[Language, bytes], tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    found = edited(files, tmp_path / "r.xlsx", fill(**cells))
    assert len(found.problems) == 1
    assert said in found.problems[0].zh
    assert "row" in found.problems[0].en


def test_merged_cells_and_formulas_without_a_result_are_no_decisions(
    files: dict[Language, bytes], tmp_path: Path
) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet["Q4"] = "不同意"
        sheet.merge_cells("Q4:Q5")

    (merged,) = edited(files, tmp_path / "r.xlsx", merge).problems
    assert "Q4:Q5" in merged.en
    found = edited(files, tmp_path / "r.xlsx", fill(Q4='="不"&"同意"'))
    assert found.decisions == ()
    assert [problem.en for problem in found.problems] == [
        "roster, row 4, column decision: the formula has no stored result; open and save the file in Excel,"
        " or type the value."
    ]


def test_an_edit_outside_the_decision_columns_is_named(files: dict[Language, bytes], tmp_path: Path) -> None:
    found = edited(files, tmp_path / "r.xlsx", fill(M4="另一所学校", Q4="同意"))
    (edit,) = found.edits
    assert (edit.sheet, edit.row, edit.column) == ("花名册", 4, "交流学校")
    assert (edit.before, edit.after) == ("柳坪镇初级中学", "另一所学校")
    assert len(found.decisions) == 1


def test_an_edit_above_or_beside_the_headings_is_named_by_its_cell(
    files: dict[Language, bytes], tmp_path: Path
) -> None:
    found = edited(files, tmp_path / "r.xlsx", fill(A1="改过的标题", U4="旁注", C3="名字", Q4="同意")).edits
    assert [(edit.row, edit.column) for edit in found] == [(1, "A1"), (3, "C3"), (4, "U4")]


def test_a_roster_whose_record_was_altered_decides_nothing(files: dict[Language, bytes], tmp_path: Path) -> None:
    """Somebody who writes another school into the roster and into its record alike is found out by the digest."""
    path = tmp_path / "r.xlsx"
    path.write_bytes(files["zh"])
    workbook = load_workbook(path)
    old, new = "柳坪镇初级中学", "另一所学校"
    for sheet in (workbook["花名册"], workbook["_plan"]):
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.value = cell.value.replace(old, new)
    workbook["花名册"]["Q4"] = "同意"
    workbook.save(path)
    found = read_roster_decisions(path)
    assert not found.intact
    assert not [edit for edit in found.edits if edit.sheet == "花名册"]
    with pytest.raises(DecisionError, match="hidden record was altered") as told:
        read_decisions(path, io.read(embedded("tiny")), found.plan)
    assert len(told.value.reasons) == 1  # what differs from such a record means nothing


def test_sorting_is_no_edit(files: dict[Language, bytes], tmp_path: Path) -> None:
    def swap(sheet: Worksheet) -> None:
        for column in range(1, 20):
            one, two = sheet.cell(4, column), sheet.cell(5, column)
            one.value, two.value = two.value, one.value

    assert edited(files, tmp_path / "r.xlsx", swap).edits == ()


def test_a_lost_row_and_an_added_row_are_named(files: dict[Language, bytes], tmp_path: Path) -> None:
    def lose(sheet: Worksheet) -> None:
        sheet.delete_rows(5)
        sheet.append([9, "T01", "某人"])

    found = edited(files, tmp_path / "r.xlsx", lose).edits
    assert [(edit.row, edit.before is None, edit.after is None) for edit in found][:1] != []
    assert any(edit.before is not None and "T11" in edit.before for edit in found)
    assert any(edit.after is not None and "T01" in edit.after for edit in found)


def test_a_changed_record_is_found_out(files: dict[Language, bytes], tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(files["zh"])
    workbook = load_workbook(path)
    hidden = workbook["_plan"]
    assert hidden.sheet_state == "veryHidden"
    hidden["C2"] = '["另一个标题"]'
    workbook.save(path)
    assert not read_roster_decisions(path).intact


def test_another_workbook_is_refused(tmp_path: Path, files: dict[Language, bytes]) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(files["zh"])
    workbook = load_workbook(path)
    del workbook["_plan"]
    workbook.save(path)
    with pytest.raises(InputError, match=r"r\.xlsx"):
        read_roster_decisions(path)


def test_the_roster_has_drop_downs_for_decisions_and_schools(files: dict[Language, bytes], tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(files["zh"])
    rules = load_workbook(path).worksheets[0].data_validations.dataValidation
    assert {(str(rule.sqref), rule.formula1) for rule in rules} == {
        ("Q4:Q5", '"同意,不同意,改派"'), ("R4:R5", "'_schools'!$C$2:$C$5"),
    }  # fmt: skip


def test_what_was_edited_beside_the_decisions_is_told_in_words(files: dict[Language, bytes], tmp_path: Path) -> None:
    """A row deleted, one added, a cell cleared: no "None", no empty heading, no heading said twice."""

    def told(edit: Callable[[Worksheet], None]) -> str:
        path = tmp_path / "r.xlsx"
        plan = edited(files, path, edit).plan
        with pytest.raises(DecisionError) as caught:
            read_decisions(path, io.read(embedded("tiny")), plan)
        assert "None" not in caught.value.said("en")
        assert "None" not in caught.value.said("zh")
        assert caught.value.said("zh").startswith("花名册 r.xlsx 有 ")
        assert caught.value.said("en").startswith("the roster r.xlsx has ")
        return caught.value.said("zh")

    assert "“花名册”表原第 5 行已不在：" in told(lambda sheet: sheet.delete_rows(5))
    assert "“花名册”表第 20 行是新加的：9  T01" in told(fill(A20="9", B20="T01"))
    assert "“花名册”表 T 列“电话”是新加的。请改回" in told(fill(T3="电话", T4="13800000000"))
    assert "“花名册”表的“性别”列（原 D 列）已不在" in told(lambda sheet: sheet.delete_cols(4))
    assert "导出的花名册里没有教师编号“T01”" in told(fill(B20="T01", Q20="同意"))
    assert "改为“（空）”" in told(fill(M4=None))
    assert "  - 花名册第 4 行，教师 T13：决定“缓议”不认识" in told(fill(Q4="缓议"))


def test_a_column_put_in_or_taken_out_is_one_edit(files: dict[Language, bytes], tmp_path: Path) -> None:
    """A column before the ids used to make every cell behind it an edit, 545 in a county's town."""

    def put_in(sheet: Worksheet) -> None:
        sheet.insert_cols(2)
        sheet["B3"], sheet["B4"] = "电话", "13800000000"
        sheet["R4"] = "不同意"

    found = edited(files, tmp_path / "r.xlsx", put_in)
    assert [(edit.row, edit.column, edit.before, edit.after) for edit in found.edits] == [(None, "B", None, "电话")]
    assert [(one.teacher, one.decision) for one in found.decisions] == [("T13", "refuse")]

    def taken_out(sheet: Worksheet) -> None:
        sheet.delete_cols(4)  # the sex, before the decisions
        sheet["P4"], sheet["L5"] = "不同意", "另一所学校"

    found = edited(files, tmp_path / "r.xlsx", taken_out)
    told = [(edit.row, edit.column, edit.before, edit.after) for edit in found.edits]
    assert told[0] == (None, "D", "性别", None)
    assert [(row, column, after) for row, column, _, after in told[1:]] == [(5, "交流学校", "另一所学校")]
    assert [(one.teacher, one.decision) for one in found.decisions] == [("T13", "refuse")]


def rename(sheet: Worksheet) -> None:
    sheet.title, sheet["Q4"] = "交流名单", "不同意"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (rename, "的“花名册”表已不在，“交流名单”表像是改了名的；请把表名改回“花名册”"),
        (lambda sheet: sheet.parent.remove(sheet), "里已没有“花名册”表"),
        (lambda sheet: sheet.insert_rows(1), "列名应在第 3 行，现在第 4 行"),
        (fill(Q3="领导意见"), "第 3 行没有“决定”列，Q3 现为“领导意见”；请把列名改回“决定”"),
        (fill(B3=None), "第 3 行没有“教师编号”列，B3 现为“（空）”"),
    ],
)
def test_a_roster_that_cannot_be_read_says_where_and_how_to_mend_it(
    files: dict[Language, bytes], tmp_path: Path, edit: Callable[[Worksheet], None], said: str
) -> None:
    """A renamed sheet was read as a decisions file: 47 errors on columns that mean the same."""
    path = tmp_path / "r.xlsx"
    with pytest.raises(InputError) as caught:
        edited(files, path, edit)
    assert said in str(caught.value)
    with pytest.raises(InputError) as caught:
        read_decisions(path, io.read(embedded("tiny")), "2026-00000000")
    assert said in str(caught.value)
