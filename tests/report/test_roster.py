"""The roster is what the bureau files: its headings, its order, nothing that runs, the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from plans import hostile, tiny, written


def book(folder: Path) -> Workbook:
    return load_workbook(io.BytesIO((folder / "roster.xlsx").read_bytes()))


def test_the_first_sheet_has_the_headings_of_the_form(tmp_path: Path) -> None:
    sheet = book(written(tmp_path / "plan")).worksheets[0]
    assert [cell.value for cell in sheet[3]] == [
        "序号", "姓名", "性别", "出生年月", "学历", "职称", "骨干级别", "任教学科", "现任教学校", "学校类别",
        "连续任教年限", "交流学校", "交流类别", "起止时间", "备注",
    ]  # fmt: skip
    assert sheet["A1"].value == "岚溪县2026年教师交流轮岗花名册"


def test_a_row_tells_who_goes_where_and_how(tmp_path: Path) -> None:
    sheet = book(written(tmp_path / "plan")).worksheets[0]
    name = {t.id: t.name for t in tiny()[0].teachers}
    rows = {row[1]: row for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert len(rows) == 2
    # T13 came in August 2017: 9 completed years on 31 August 2026.
    assert rows[name["T13"]][6:14] == (
        "市级", "语文", "岚溪县实验学校（初中）", "城区初中", 9, "柳坪镇初级中学", "交流轮岗", "2026年9月起",
    )  # fmt: skip
    assert rows[name["T11"]][11:13] == ("岚溪县实验学校（小学）", "期满返回")


def test_the_audit_entry_has_counts_beside_shares(tmp_path: Path) -> None:
    sheet = book(written(tmp_path / "plan")).worksheets[1]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert rows["符合条件教师总数"][0] == 9
    assert rows["实际交流教师数（计入比例）"] == (1, "占符合条件教师 11.1 %", "不少于 1 人", "是")
    assert rows["实际交流骨干数"] == (1, "占计入交流 100.0 %", "不少于 1 人", "是")
    assert rows["期满返回"][:1] == (1,)


@pytest.mark.parametrize("evil", ["=1+1", "@SUM(A1)", "-2+3", "＝cmd", "\u202e=x"])
def test_a_name_is_text_whatever_it_looks_like(tmp_path: Path, evil: str) -> None:
    sheet = book(written(tmp_path / "plan", hostile(evil))).worksheets[0]
    cell = next(row[1] for row in sheet.iter_rows(min_row=4) if row[8].value == "岚溪县实验学校（初中）")
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert "\u202e" not in cell.value


def test_sheets_are_ready_to_print(tmp_path: Path) -> None:
    for sheet in book(written(tmp_path / "plan")).worksheets:
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_english_has_every_text_in_english(tmp_path: Path) -> None:
    roster = book(written(tmp_path / "plan", lang="en"))
    assert roster.sheetnames == ["Roster", "Audit entry", "Indicators", "By section"]
    for sheet in roster.worksheets:
        for heading in sheet[3]:
            assert heading.value.isascii()
    assert roster.worksheets[3]["E3"].value == "teachers\nafter"
