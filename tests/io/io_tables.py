"""A small valid district as editable tables, and ways to write it as CSV or as a workbook."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from rotation.io import Defect, Diagnosis, inspect

Table = list[list[Any]]
Tables = dict[str, Table]

_VALID: Tables = {
    "区县": [["名称", "计划年度"], ["青山县", 2026]],
    "学校": [
        ["学校编号", "学校名称", "城乡类别", "乡镇", "纬度", "经度", "教学点", "中心校"],
        ["S1", "第一学校", "城区", "城关镇", 30.1, 110.1, "否", ""],
        ["S2", "第二学校", "镇区", "青山镇", 30.2, 110.2, "否", ""],
        ["S3", "第三学校", "乡村", "青山镇", 30.3, 110.3, "是", "S2"],
    ],
    "学段部": [["学校", "学段", "编制数"], ["S1", "小学", 20], ["S1", "初中", 20], ["S2", "小学", 20], ["S3", "小学", 20]],
    "年级": [
        ["学校", "年级", "学生数", "班级数"],
        ["S1", 1, 80, 2], ["S1", 7, 90, 2], ["S2", 1, 40, 1], ["S3", 3, 12, 1],
    ],
    "教师": [
        ["教师编号", "姓名", "性别", "出生年月", "参加工作时间", "到现校时间", "所在学校", "任教学段", "任教课程", "教师资格", "学历",
         "任教年级", "班主任", "免交流原因", "佐证材料", "派出学校", "交流截止日期", "配偶", "周课时", "家庭纬度", "家庭经度"],
        ["T1", "张一", "男", "1980-05", "2002-09", "2010-09", "S1", "小学", "语文", "小学", "本科", "1", "1",
         "", "", "", "", "T2", 14, "", ""],
        ["T2", "李二", "女", "1982-06", "2004-09", "2012-09", "S1", "初中", "数学", "初中", "本科", "7", "",
         "", "", "", "", "T1", 12, "", ""],
        ["T3", "王三", "女", "1990-07", "2012-09", "2024-09", "S2", "小学", "音乐", "小学", "大专", "1", "",
         "", "", "S1", "2027-07", "", 16, "", ""],
        ["T4", "赵四", "男", "1975-08", "1996-09", "2008-09", "S3", "小学", "体育", "小学", "大专", "3", "",
         "重大疾病", "医院证明", "", "", "", 16, "", ""],
        ["T5", "钱五", "女", "1988-08", "2010-09", "2015-09", "S2", "小学", "英语", "小学、初中", "本科", "1", "",
         "", "", "", "", "", 15, "", ""],
    ],
    "意愿": [["教师", "志愿学校", "志愿顺序"], ["T1", "S2", 1], ["T1", "S3", 2], ["T5", "S3", 1]],
    "决定": [["教师", "决定", "学校", "备注"], ["T1", "留任", "", ""], ["T2", "禁止", "S3", ""], ["T5", "须交流", "", ""]],
    "路程": [["起点学校", "终点学校", "公里", "分钟"], ["S1", "S2", 12.34, 20], ["S1", "S3", "", ""], ["S3", "S2", 8, 15]],
    "课程": [
        ["学科", "年级", "周课时"],
        *[[s, g, 4] for g in (1, 3) for s in ("语文", "数学", "英语", "音乐", "体育")],
        *[[s, 7, 4] for s in ("语文", "数学", "英语", "音乐", "体育")],
    ],
}  # fmt: skip


def valid() -> Tables:
    """Return fresh tables without a single defect."""
    return copy.deepcopy(_VALID)


def put(sheet: str, row: int, heading: str, value: object) -> Callable[[Tables], None]:
    """Return an edit that sets one cell, the row counted as in a spreadsheet."""

    def edit(tables: Tables) -> None:
        tables[sheet][row - 1][tables[sheet][0].index(heading)] = value

    return edit


def add(sheet: str, *row: object) -> Callable[[Tables], None]:
    """Return an edit that appends a row."""

    def edit(tables: Tables) -> None:
        tables[sheet].append(list(row))

    return edit


def rename(sheet: str, heading: str, to: str) -> Callable[[Tables], None]:
    """Return an edit that renames a heading."""
    return put(sheet, 1, heading, to)


def drop(sheet: str, heading: str) -> Callable[[Tables], None]:
    """Return an edit that takes a column out."""

    def edit(tables: Tables) -> None:
        position = tables[sheet][0].index(heading)
        for row in tables[sheet]:
            del row[position]

    return edit


def new_column(sheet: str, heading: str, *values: object) -> Callable[[Tables], None]:
    """Return an edit that adds a column."""

    def edit(tables: Tables) -> None:
        for row, value in zip(tables[sheet], [heading, *values, *[""] * 99], strict=False):
            row.append(value)

    return edit


def edited(*edits: Callable[[Tables], None]) -> Tables:
    """Return the valid tables with some edits."""
    tables = valid()
    for edit in edits:
        edit(tables)
    return tables


def as_csv(rows: Sequence[Sequence[Any]], delimiter: str = ",") -> str:
    """Return a table as CSV text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def save_csv(tables: Tables, folder: Path, encoding: str = "utf-8") -> Path:
    """Write tables as a folder of CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(as_csv(rows).encode(encoding))
    return folder


def workbook(tables: Tables) -> Workbook:
    """Return tables as an openpyxl workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if value == "" else value for value in row])
    return book


def save_workbook(tables: Tables, path: Path) -> Path:
    """Write tables as a workbook."""
    workbook(tables).save(path)
    return path


def codes(found: Diagnosis | Sequence[Defect]) -> list[str]:
    """Return the codes of the defects."""
    return [defect.code for defect in (found.defects if isinstance(found, Diagnosis) else found)]


def check_csv(tables: Tables, folder: Path) -> Diagnosis:
    """Write tables as CSV and inspect them."""
    return inspect(save_csv(tables, folder))
