"""A decisions file: zh and en headings and words, every defect named with row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from rotation import io
from rotation.domain.rulings import Ruling
from rotation.errors import InputError
from rotation.instances import embedded
from rotation.io.diagnosis import Defect, Log
from rotation.io.rulings import read_rulings

TINY = io.read(embedded("tiny"))
CHINESE = """决定,教师,学校,学科,去向学校,免交流原因,佐证材料,免交流截止日期,备注
同意,T01,,,,,,,
不同意,傅佳婷,,,,,,,家中老人患病
改派,T13,,,S4,,,,
禁止,,S1,音乐,S3,,,,
免交流,T09,,,,重大疾病,县医院证明,2027-08,
撤并,,S4,,S1,,,,
"""
ENGLISH = """kind,teacher,school,subject,to,reason,evidence,until,remark
keep,T01,,,,,,,
refuse,T08,,,,,,,家中老人患病
assign,T13,,,S4,,,,
forbid,,S1,music,S3,,,,
exempt,T09,,,,illness,县医院证明,2027-08-01,
close,,S4,,S1,,,,
"""


def read(text: str, folder: Path, encoding: str = "utf-8") -> tuple[Ruling, ...]:
    path = folder / "decisions.csv"
    path.write_bytes(text.encode(encoding))
    return read_rulings(path, TINY)


def defects(text: str, folder: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(InputError) as caught:
        read(text, folder)
    found = [defect for defect in caught.value.defects if isinstance(defect, Defect)]
    assert all(defect.line("zh") and defect.line("en") for defect in found)
    return [(defect.code, defect.row) for defect in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_and_english_say_the_same(encoding: str, tmp_path: Path) -> None:
    rulings = read(CHINESE, tmp_path, encoding)
    assert rulings == read(ENGLISH, tmp_path)
    assert rulings[1] == Ruling(kind="refuse", teacher="T08", remark="家中老人患病", row=3)
    assert rulings[3] == Ruling(kind="forbid", school="S1", subject="music", to="S3", row=5)
    assert rulings[4] == Ruling(
        kind="exempt", teacher="T09", reason="illness", evidence="县医院证明", until=date(2027, 8, 1), row=6
    )


def test_every_defect_is_named_in_one_pass(tmp_path: Path) -> None:
    text = """决定,教师,学校,去向学校,免交流原因,佐证材料
不同意,T99,,,,
不统一,T01,,,,
指定,T01,,,,
留任,T01,,S2,,
免交流,T01,,,,
免交流,,,,重大疾病,证明
免交流,T01,,,重大疾病,
撤并,,,S1,,
撤并,,S4,S4,,
同意,,,,,证明
"""
    assert defects(text, tmp_path) == [
        ("unknown_teacher", 2), ("unknown_word", 3), ("ruling_without_to", 4), ("ruling_with_to", 5),
        ("ruling_without_reason", 6), ("ruling_without_teacher", 7), ("exemption_without_evidence", 8),
        ("ruling_without_school", 9), ("closed_into_itself", 10), ("ruling_unused", 11),
        ("ruling_about_nobody", 11),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("close,T01,S2,music,S3,illness,x,2027-08,", ["ruling_unused"] * 5),
        ("refuse,T01,,,S2,,,,", ["ruling_with_to"]),
        ("keep,T01,,,S2,,,,", ["ruling_with_to"]),
        ("refuse,T01,,,,illness,,,", ["ruling_unused"]),
        ("stay,T01,,,,,paper,2027-08,", ["ruling_unused"] * 2),
    ],
)
def test_a_cell_that_a_decision_makes_no_use_of_is_told(row: str, codes: list[str], tmp_path: Path) -> None:
    assert defects(ENGLISH.splitlines()[0] + "\n" + row + "\n", tmp_path) == [(code, 2) for code in codes]


def test_taking_back_a_persons_move_is_no_closing_of_a_school(tmp_path: Path) -> None:
    heads = "决定,教师,学校,去向学校\n"
    assert defects(heads + "撤销,T01,S1,S2\n", tmp_path) == [("ruling_revoked", 2)]
    assert read(heads + "撤销,,S4,S1\n", tmp_path) == (Ruling(kind="close", school="S4", to="S1", row=2),)


def test_a_file_without_the_column_of_decisions_is_refused(tmp_path: Path) -> None:
    assert "missing_column" in {code for code, _ in defects("教师,学校\nT01,S1\n", tmp_path)}


def test_a_missing_file_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_rulings(tmp_path / "none.csv", TINY)
    assert len(caught.value.defects) == 1


HEADS = ("决定", "教师", "来文号")


def workbook(folder: Path, *sheets: tuple[str, str, list[tuple[str, ...]]]) -> Path:
    """Write a workbook of sheets (name, state, rows)."""
    book, path = Workbook(), folder / "decisions.xlsx"
    book.remove(book.worksheets[0])
    for name, state, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = state
    book.save(path)
    return path


def told(path: Path) -> list[tuple[str, str | None, int | None]]:
    log = Log()
    try:
        read_rulings(path, TINY, log)
    except InputError as error:
        return [(d.code, d.sheet, d.row) for d in error.defects if isinstance(d, Defect)]
    return [(d.code, d.sheet, d.row) for d in log.defects]


def test_warnings_are_left_for_the_reader_to_show(tmp_path: Path) -> None:
    rows: list[tuple[str, ...]] = [HEADS, ("不同意", "T01", "7")]
    path = workbook(tmp_path, ("说明", "visible", [("先看这里",)]), ("决定", "visible", rows))
    assert told(path) == [("sheet_unread", "说明", None), ("unknown_column", "决定", 1)]


def test_decisions_on_a_second_sheet_are_an_error_seen_or_hidden(tmp_path: Path) -> None:
    rows: list[tuple[str, ...]] = [HEADS[:2], ("不同意", "T01")]
    for hidden in (0, 1):
        states = ["visible", "visible"]
        states[hidden] = "hidden"
        path = workbook(tmp_path, ("甲", states[0], rows), ("乙", states[1], rows))
        assert told(path) == [("rulings_elsewhere", "乙", None)]


def test_the_only_sheet_of_decisions_is_read_though_hidden_and_that_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("甲", "visible", []), ("乙", "hidden", [HEADS[:2], ("不同意", "T01")]))
    assert told(path) == [("hidden_sheet", "乙", None)]


@pytest.mark.parametrize("rows", [[], [("示例：不同意", "T01")]])
def test_a_file_without_any_decision_is_refused(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    assert ("no_rulings", "决定", None) in told(workbook(tmp_path, ("决定", "visible", [HEADS[:2], *rows])))


def test_a_formula_without_a_result_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("决定", "visible", [HEADS[:2], ('="不"&"同意"', "T01")]))
    assert told(path) == [("formula_without_value", "决定", 2)]


def test_a_folder_is_no_decisions_file(tmp_path: Path) -> None:
    read(ENGLISH, tmp_path)
    assert told(tmp_path) == [("not_a_file", None, None)]
