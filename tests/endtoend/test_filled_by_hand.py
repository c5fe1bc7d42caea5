"""A clerk fills in the template of ``rotation new`` and has a verified plan."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from rotation.cli import main
from rotation.report import read_plan

FILLED: dict[str, list[dict[str, Any]]] = {
    "区县": [{"名称": "青山县", "计划年度": 2026}],
    "学校": [
        {"学校编号": "S1", "学校名称": "青山县实验小学", "城乡类别": "城区", "乡镇": "城关镇", "学校水平": "优质",
         "学区": "第一学区", "纬度": 30.01, "经度": 110.02, "教学及辅助用房面积": 1400, "体育运动场馆面积": "2,300",
         "教学仪器设备值": 610000, "多媒体教室数": 7},
        {"学校编号": "S2", "学校名称": "柳河镇中心小学", "城乡类别": "镇区", "乡镇": "柳河镇", "学区": "第一学区",
         "纬度": "30.08", "经度": "110.09"},
        {"学校编号": "S3", "学校名称": "石桥村小学", "城乡类别": "乡村", "乡镇": "柳河镇", "学校水平": "薄弱",
         "学区": "第一学区", "纬度": 30.11, "经度": 110.14},
    ],
    # Schools by number or by name, as it comes.
    "学段部": [
        {"学校": "S1", "学段": "小学", "编制数": 8},
        {"学校": "柳河镇中心小学", "学段": "小学", "编制数": 6},
        {"学校": "石桥村小学", "学段": "小学", "编制数": "4"},
    ],
    "年级": [
        {"学校": "S1", "年级": "三年级", "学生数": 80, "班级数": 2},
        {"学校": "S1", "年级": "六年级", "学生数": 41, "班级数": 1},
        {"学校": "S2", "年级": 3, "学生数": 62, "班级数": 2},
        {"学校": "S3", "年级": 3, "学生数": 28, "班级数": 1},
    ],
    "教师": [
        {"教师编号": number, "姓名": name, "性别": sex, "出生年月": born, "到现校时间": arrived, "所在学校": school,
         "任教学段": "小学", "任教课程": subject, "教师资格": certificate, "学历": degree, "现职称": title,
         "骨干称号": backbone, "自愿交流": volunteer, "班主任": homeroom, "任教年级": grades}
        for number, name, sex, born, arrived, school, subject, certificate, degree, title, backbone, volunteer,
        homeroom, grades in [
            ("0001", "赵敏", "女", "1985.07", date(2012, 9, 1), "S1", "语文", "小学语文", "本科", "一级", "县级", "", "3", "3"),
            ("0002", "钱刚", "男", date(1980, 3, 12), "2010.09", "S1", "数学", "小学", "本科", "小教高级", "市级骨干", "否", "", "3、6"),
            ("0003", "孙丽", "女", "1990年5月", "2015年9月", "S1", "音乐", "小学音乐", "本科", "二级", "", "是", "", "3"),
            ("0004", "李强", "男", "1978-11", "2008-09", "S1", "体育", "初中体育", "大专", "一级", "无", "", "", ""),
            ("0005", "周芳", "女", "1988-02", "2014-09", "S1", "语文", "小学", "本科", "一级教师", "", "", "6", "6"),
            ("0006", "吴静", "女", "1992-08", "2016-09", "S1", "美术", "小学", "本科", "", "", "", "", ""),
            ("0007", "郑军", "男", "1983-01", "2009-09", "柳河镇中心小学", "语文", "小学、初中", "本科", "一级", "县级", "", "", ""),
            ("0008", "王霞", "女", "1987-06", "2013-09", "柳河镇中心小学", "数学", "小学", "大专", "二级", "", "", "", ""),
            ("0009", "冯涛", "男", "1994-04", "2022-09", "柳河镇中心小学", "英语", "小学英语", "本科", "", "", "", "", ""),
            ("0010", "陈梅", "女", "1976-10", "2005-09", "柳河镇中心小学", "语文", "小学", "中师", "一级", "", "", "", ""),
            ("0011", "褚伟", "男", "1969-12", "1995-09", "S3", "语文", "小学", "大专", "一级", "", "", "", ""),
            ("0012", "卫红", "女", "1991-03", "2017-09", "S3", "数学", "小学", "大专", "二级", "", "", "", ""),
        ]
    ],
    "意愿": [{"教师": "孙丽", "志愿学校": "石桥村小学", "志愿顺序": 1}],
}  # fmt: skip


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Return a folder with the template filled in from row 3; the example rows stay where they are."""
    assert main(["new", str(tmp_path / "青山县")]) == 0
    path = next((tmp_path / "青山县").glob("*.xlsx"))
    book = load_workbook(path)
    for sheet, rows in FILLED.items():
        page = book[sheet]
        columns = {page.cell(1, number).value: number for number in range(1, page.max_column + 1)}
        for number, row in enumerate(rows, 3):
            for heading, value in row.items():
                if value != "":
                    page.cell(number, columns[heading]).value = value
    book.save(path)
    return path.parent


def test_a_template_filled_in_by_hand_is_checked_solved_and_verified(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(county)]) == 0
    assert "3 所学校，12 名教师" in capsys.readouterr().out

    plan = county / "方案"
    assert main(["solve", str(county), "--policy", str(county / "policy.toml"), "--out", str(plan)]) == 0
    assert main(["verify", str(plan)]) == 0
    capsys.readouterr()

    # Six years at the school by 31 August 2026 and five to go: all but Feng (2022) and Chu (born December 1969: 60
    # years and 15 months, retiring in March 2031, 55 months away). 10 eligible: 10 % is 1, of them 20 % backbone: 1.
    assert main(["audit", str(county), "--lang", "en"]) == 0
    assert "10 eligible" in " ".join(capsys.readouterr().out.split())
    stored = read_plan(plan)
    people = stored.district.teacher_by_id
    moved = [people[posting.teacher] for posting in stored.postings]
    assert len(moved) >= 1
    assert any(person.backbone in ("county", "city") for person in moved)
    assert all(person.name not in ("冯涛", "褚伟") for person in moved)
    assert json.loads((plan / "certificate.json").read_text(encoding="utf-8"))["status"] == "proven"
