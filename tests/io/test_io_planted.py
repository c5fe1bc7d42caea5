"""Every kind of defect, planted alone, is found exactly once and where it stands; so are all of them at once."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from io_tables import (
    Tables,
    add,
    check_csv,
    codes,
    drop,
    edited,
    new_column,
    put,
    rename,
    save_workbook,
    valid,
)

from rotation.i18n.defects import DEFECTS
from rotation.instances import embedded
from rotation.io import inspect, references

Edit = Callable[[Tables], None]


def _without(sheet: str) -> Edit:
    def edit(tables: Tables) -> None:
        del tables[sheet]

    return edit


def _empty(sheet: str) -> Edit:
    def edit(tables: Tables) -> None:
        del tables[sheet][1:]

    return edit


def _title(sheet: str) -> Edit:
    return lambda tables: tables[sheet].insert(0, ["2026年统计表"])


def _cut_row(sheet: str, row: int) -> Edit:
    def edit(tables: Tables) -> None:
        del tables[sheet][row - 1]

    return edit


def _nowhere(tables: Tables) -> None:
    put("学校", 2, "纬度", "")(tables)
    put("学校", 2, "经度", "")(tables)
    tables["路程"] = [tables["路程"][0]]


# code, sheet, row, edits
PLANTED: list[tuple[str, str, int | None, list[Edit]]] = [
    ("missing_sheet", "teachers", None, [
        _without("教师"), _without("意愿"), _without("决定")]),
    ("unknown_sheet", "食堂", None, [lambda t: t.update({"食堂": [["一"], ["二"]]})]),
    ("duplicate_sheet", "年级", None, [lambda t: t.update({"grades": t["年级"]})]),
    ("empty_sheet", "年级", None, [_empty("年级")]),
    ("example_rows", "年级", None, [add("年级", "示例：某校", 1, 9, 1)]),
    ("no_heading_row", "年级", None, [lambda t: t.update({"年级": [["a", "b"], ["c", "d"]]})]),
    ("heading_row_below", "年级", 2, [_title("年级")]),
    ("unit_row", "年级", 2, [lambda t: t["年级"].insert(1, ["", "", "人", "（个）"])]),
    ("duplicate_heading", "年级", 1, [new_column("年级", "人数", 1)]),
    ("missing_column", "年级", 1, [rename("年级", "学生数", "面积")]),
    ("unknown_column", "年级", 1, [new_column("年级", "食堂", "好")]),
    ("column_without_heading", "年级", 3, [
        new_column("年级", "", "", "随手记"), new_column("年级", "食堂列", ""), lambda t: None]),
    ("ragged_row", "年级", 6, [add("年级", "S1", 8, 40, 1, "多")]),
    ("subtotal_row", "年级", 6, [add("年级", "小计", "", 222, 6)]),
    ("total_contradicts", "年级", 6, [add("年级", "合计", "", 223, 6)]),
    ("missing_value", "教师", 2, [put("教师", 2, "性别", "")]),
    ("control_character", "教师", 2, [put("教师", 2, "姓名", "张\x07一")]),
    ("excel_error", "教师", 2, [put("教师", 2, "性别", "#N/A")]),
    ("not_a_date", "教师", 2, [put("教师", 2, "出生年月", "不详")]),
    ("two_digit_year", "教师", 2, [put("教师", 2, "出生年月", "80.5")]),
    ("day_or_month_first", "教师", 2, [put("教师", 2, "出生年月", "5/6/1980")]),
    ("ambiguous_date", "教师", 2, [put("教师", 2, "出生年月", "1980.1")]),
    ("date_serial", "教师", 2, [put("教师", 2, "出生年月", "29345")]),
    ("impossible_date", "教师", 2, [put("教师", 2, "出生年月", "1980-02-30")]),
    ("not_a_number", "年级", 2, [put("年级", 2, "学生数", "八十人")]),
    ("not_whole", "年级", 2, [put("年级", 2, "学生数", "80.5")]),
    ("out_of_range", "年级", 2, [put("年级", 2, "学生数", -1)]),
    ("not_a_year", "区县", 2, [put("区县", 2, "计划年度", "今年")]),
    ("not_yes_or_no", "学校", 2, [put("学校", 2, "教学点", "也许")]),
    ("unknown_word", "教师", 2, [put("教师", 2, "学历", "xyz")]),
    ("misspelt_word", "教师", 2, [put("教师", 2, "任教课程", "语文文")]),
    ("mangled_id", "教师", 4, [put("教师", 4, "教师编号", "3.40524E+17")]),
    ("not_a_certificate", "教师", 2, [put("教师", 2, "教师资格", "幼儿园")]),
    ("not_a_grade", "年级", 2, [put("年级", 2, "年级", "幼儿班")]),
    ("not_grades", "教师", 2, [put("教师", 2, "任教年级", "2026-01-03"), put("教师", 2, "班主任", "")]),
    ("not_a_homeroom", "教师", 2, [put("教师", 2, "班主任", "301")]),
    ("unclear_homeroom", "教师", 2, [put("教师", 2, "班主任", "是"), put("教师", 2, "任教年级", "1、2")]),
    ("missing_id", "教师", 6, [put("教师", 6, "教师编号", ""), _cut_row("意愿", 4), _cut_row("决定", 4)]),
    ("duplicate_id", "学校", 5, [add("学校", "S3", "第四学校", "乡村", "某镇", 30.4, 110.4, "", "")]),
    ("duplicate_person", "教师", 7, [
        drop("教师", "教师编号"), put("教师", 2, "配偶", ""), put("教师", 3, "配偶", ""),
        _without("意愿"), _without("决定"),
        lambda t: t["教师"].append(list(t["教师"][5])), put("教师", 7, "周课时", 3)]),
    ("unknown_school", "年级", 2, [put("年级", 2, "学校", "S9")]),
    ("ambiguous_school", "年级", 2, [
        put("年级", 2, "学校", "第二学校"), put("学校", 4, "学校名称", "第二学校")]),
    ("unknown_teacher", "意愿", 2, [put("意愿", 4, "教师", "T9"), lambda t: None]),
    ("ambiguous_teacher", "意愿", 4, [put("意愿", 4, "教师", "张一"), put("教师", 5, "姓名", "张一")]),
    ("several_districts", "区县", 3, [add("区县", "某县", 2026)]),
    ("coordinates_swapped", "学校", 2, [put("学校", 2, "纬度", 80.1), put("学校", 2, "经度", 30.1)]),
    ("coordinates_abroad", "学校", 2, [put("学校", 2, "纬度", 1.5)]),
    ("half_coordinates", "学校", 2, [put("学校", 2, "经度", "")]),
    ("school_without_distance", "学校", 2, [_nowhere]),
    ("own_central_school", "学校", 4, [put("学校", 4, "中心校", "S3")]),
    ("teaching_point_without_central_school", "学校", 4, [put("学校", 4, "中心校", "")]),
    ("school_without_section", "学校", 5, [add("学校", "S4", "第四学校", "乡村", "某镇", 30.4, 110.4, "", "")]),
    ("duplicate_section", "学段部", 6, [add("学段部", "S1", "小学", 30)]),
    ("section_without_grades", "学段部", 6, [add("学段部", "S2", "初中", 30)]),
    ("duplicate_grade", "年级", 6, [add("年级", "S1", 1, 80, 2)]),
    ("grade_without_section", "年级", 6, [add("年级", "S2", 7, 80, 2)]),
    ("pupils_without_class", "年级", 4, [put("年级", 4, "班级数", 0)]),
    ("classes_exceed_pupils", "年级", 5, [put("年级", 5, "班级数", 13)]),
    ("implausible_class_size", "年级", 4, [put("年级", 4, "学生数", 81)]),
    ("over_quota", "学段部", 4, [put("学段部", 4, "编制数", 1)]),
    ("too_many_homerooms", "教师", 6, [put("教师", 4, "班主任", 1), put("教师", 6, "班主任", 1)]),
    ("same_place", "路程", 2, [put("路程", 2, "终点学校", "S1")]),
    ("duplicate_travel", "路程", 5, [add("路程", "S1", "S2", 12.34, 20)]),
    ("asymmetric_travel", "路程", 5, [add("路程", "S2", "S1", 12.5, 20)]),
    ("duplicate_lessons", "课程", 17, [add("课程", "语文", 1, 5)]),
    ("curriculum_without_grade", "课程", None, [add("年级", "S1", 2, 80, 2)]),
    ("implausible_age", "教师", 5, [put("教师", 5, "出生年月", "2012-01")]),
    ("past_retirement", "教师", 5, [put("教师", 5, "出生年月", "1966-04")]),
    ("hired_too_young", "教师", 5, [put("教师", 5, "参加工作时间", "1988-09")]),
    ("hired_in_future", "教师", 5, [put("教师", 5, "参加工作时间", "2027-09")]),
    ("arrived_before_hired", "教师", 5, [put("教师", 5, "到现校时间", "1990-09")]),
    ("arrived_shortly_before_hired", "教师", 5, [put("教师", 5, "到现校时间", "1996-07")]),
    ("arrived_in_future", "教师", 5, [put("教师", 5, "到现校时间", "2026-09-01")]),
    ("teacher_without_section", "教师", 5, [
        put("教师", 5, "任教学段", "初中"), put("教师", 5, "任教年级", "7")]),
    ("subject_without_lessons", "教师", 5, [put("教师", 5, "任教课程", "物理")]),
    ("seconded_from_own_school", "教师", 4, [put("教师", 4, "派出学校", "S2")]),
    ("secondment_without_end", "教师", 4, [put("教师", 4, "交流截止日期", "")]),
    ("secondment_without_school", "教师", 4, [put("教师", 4, "派出学校", "")]),
    ("secondment_ends_early", "教师", 4, [put("教师", 4, "交流截止日期", "2024-09")]),
    ("exemption_without_evidence", "教师", 5, [put("教师", 5, "佐证材料", "")]),
    ("evidence_without_exemption", "教师", 5, [put("教师", 5, "免交流原因", "")]),
    ("exemption_end_without_exemption", "教师", 2, [new_column("教师", "免交流截止日期", "2027-01")]),
    ("own_spouse", "教师", 4, [put("教师", 4, "配偶", "T3")]),
    ("one_sided_spouse", "教师", 2, [put("教师", 3, "配偶", "")]),
    ("homeroom_of_other_stage", "教师", 2, [put("教师", 2, "班主任", 8)]),
    ("grade_of_other_stage", "教师", 2, [put("教师", 2, "任教年级", "8"), put("教师", 2, "班主任", "")]),
    ("homeroom_without_class", "教师", 2, [put("教师", 2, "班主任", 2)]),
    ("duplicate_preference", "意愿", 5, [add("意愿", "T1", "S2", 3)]),
    ("duplicate_rank", "意愿", 3, [put("意愿", 3, "志愿顺序", 1)]),
    ("rank_gap", "意愿", 3, [put("意愿", 3, "志愿顺序", 3)]),
    ("preference_for_own_school", "意愿", 4, [put("意愿", 4, "志愿学校", "S2")]),
    ("decision_without_school", "决定", 3, [put("决定", 3, "学校", "")]),
    ("decision_with_school", "决定", 2, [put("决定", 2, "学校", "S2")]),
    ("assigned_to_own_school", "决定", 5, [add("决定", "T3", "指定", "S2", "")]),
    ("duplicate_decision", "决定", 5, [add("决定", "T1", "留任", "", "")]),
    ("contradictory_decisions", "决定", 5, [add("决定", "T1", "指定", "S2", "")]),
]  # fmt: skip
_ROWS = {"unknown_teacher": 4}


@pytest.mark.parametrize(("code", "sheet", "row", "edits"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_defect_is_found_once_where_it_stands(
    code: str, sheet: str, row: int | None, edits: list[Edit], tmp_path: Path
) -> None:
    diagnosis = check_csv(edited(*edits), tmp_path)
    found = [d for d in diagnosis.defects if d.code != "unknown_column" or code == "unknown_column"]
    assert codes(found) == [code], [d.line("en") for d in found]
    assert found[0].file == f"{sheet}.csv"
    assert found[0].row == _ROWS.get(code, row)
    assert (diagnosis.district is None) == (found[0].severity == "error")
    for line in (found[0].line("zh"), found[0].line("en")):
        assert "{" not in line
        assert "\n" not in line


def test_every_code_is_planted_somewhere() -> None:
    here = Path(__file__).parent
    elsewhere = [here.parent / "classes" / "test_grades.py", here.parent / "report" / "test_roster_decisions.py"]
    tests = [*sorted(here.glob("test_io_*.py")), *elsewhere]
    planted = "".join(path.read_text(encoding="utf-8") for path in tests)
    missing = [code for code in DEFECTS if f'"{code}"' not in planted]
    assert missing == []


def test_the_valid_tables_have_no_defect(tmp_path: Path) -> None:
    diagnosis = check_csv(valid(), tmp_path)
    assert [d.line("en") for d in diagnosis.defects] == []
    assert diagnosis.district is not None


@pytest.mark.parametrize(
    ("sex", "personnel", "born", "retires"),
    [
        # Men born from 1965-01 on: 60 years and a month for each started 4 months. 1966-04 is the 16th: 4 months later.
        ("男", "干部", "1966-04", "2026-08"),
        ("男", "干部", "1966-05", None),  # the 17th: 5 months, 2026-10
        # Women who are cadres, from 1970-01 on: 55 years and a month for each started 4 months.
        ("女", "干部", "1971-04", "2026-08"),
        ("女", "干部", "1971-05", None),
        ("女", "", "1971-04", "2026-08"),  # a blank status is a cadre's
        # Women who are workers, from 1975-01 on: 50 years and a month for each started 2 months.
        ("女", "工人", "1975-12", "2026-06"),
        ("女", "工人", "1976-01", "2026-08"),  # the 13th: 7 months
        ("女", "工人", "1976-02", None),  # the 14th: 7 months, 2026-09
        ("男", "工人", "1964-12", "2024-12"),  # before the law's first month: at 60
    ],
)
def test_who_is_past_legal_retirement_on_31_august_is_a_warning(
    sex: str, personnel: str, born: str, retires: str | None, tmp_path: Path
) -> None:
    edits = [put("教师", 5, "性别", sex), put("教师", 5, "出生年月", born), new_column("教师", "人员身份", "")]
    person = put("教师", 5, "人员身份", personnel)
    diagnosis = check_csv(edited(*edits, person), tmp_path)
    assert codes(diagnosis.defects) == (["past_retirement"] if retires else [])
    assert diagnosis.district is not None
    for defect in diagnosis.defects:
        assert (defect.severity, defect.row, defect.column) == ("warning", 5, "出生年月")
        assert f"legal retirement is {retires}, past on 2026-08-31." in defect.line("en")


def _many(count: int) -> tuple[Tables, list[tuple[str, str, int]]]:
    """Return tables with one defect in each of ``count`` appended rows, and where each stands."""
    tables = valid()
    expected: list[tuple[str, str, int]] = []
    bad_cells: list[tuple[str, object, str]] = [
        ("性别", "x", "unknown_word"), ("出生年月", "80-5", "two_digit_year"), ("出生年月", "", "missing_value"),
        ("参加工作时间", "1980", "not_a_date"), ("到现校时间", "2015.1", "ambiguous_date"),
        ("所在学校", "S7", "unknown_school"), ("任教学段", "高中", "unknown_word"), ("任教课程", "", "missing_value"),
        ("教师资格", "驾照", "not_a_certificate"), ("学历", "？", "unknown_word"), ("任教年级", "十", "not_a_grade"),
        ("班主任", "某班", "not_a_homeroom"), ("免交流原因", "懒", "unknown_word"),
        ("派出学校", "S8", "unknown_school"), ("配偶", "T99", "unknown_teacher"), ("周课时", "多", "not_a_number"),
        ("周课时", 99, "out_of_range"), ("家庭纬度", "北", "not_a_number"), ("姓名", "", "missing_value"),
        ("到现校时间", "2026-10", "arrived_in_future"), ("出生年月", "1930-01", "implausible_age"),
    ]  # fmt: skip
    heading = tables["教师"][0]
    for i in range(count):
        row = list(tables["教师"][5])
        row[0], row[1] = f"X{i}", f"某{i}"
        name, value, code = bad_cells[i % len(bad_cells)]
        row[heading.index(name)] = value
        if name == "派出学校":
            row[heading.index("交流截止日期")] = "2027-07"
        tables["教师"].append(row)
        expected.append((code, name, len(tables["教师"])))
    for row in tables["学段部"][1:]:
        row[2] = 500
    return tables, expected


def test_a_workbook_with_63_planted_defects_gives_each_once(tmp_path: Path) -> None:
    tables, expected = _many(63)
    diagnosis = inspect(save_workbook(tables, tmp_path / "planted.xlsx"))
    found = [(d.code, d.column or "", d.row or 0) for d in diagnosis.defects]
    assert sorted(found) == sorted(expected)
    assert len(diagnosis.errors) == 63
    assert sorted(p.name for p in tmp_path.iterdir()) == ["planted.xlsx"]


def test_all_kinds_of_defect_of_rows_at_once_are_each_found(tmp_path: Path) -> None:
    edits = [
        put("年级", 2, "学校", "S9"), put("年级", 3, "学生数", "多"), put("学校", 2, "纬度", ""), put("路程", 2, "公里", "远"),
        put("意愿", 3, "志愿顺序", "一"), put("决定", 2, "决定", "走着瞧"), put("课程", 2, "学科", "武术"),
        put("教师", 4, "派出学校", "S2"), put("教师", 5, "佐证材料", ""), put("学段部", 5, "编制数", "十"),
    ]  # fmt: skip
    diagnosis = check_csv(edited(*edits), tmp_path)
    assert sorted(codes(diagnosis.errors)) == sorted([
        "unknown_school", "not_a_number", "half_coordinates", "not_a_number", "not_a_number", "unknown_word",
        "unknown_word", "seconded_from_own_school", "exemption_without_evidence", "not_a_number",
    ])  # fmt: skip


def test_a_missing_column_is_named_in_the_workbook_s_own_language(tmp_path: Path) -> None:
    (defect,) = check_csv(edited(rename("学校", "城乡类别", "面积")), tmp_path).errors
    assert 'the column "城乡类别" is missing' in defect.line("en")
    assert "缺少“城乡类别”列" in defect.line("zh")
    folder = tmp_path / "english"
    folder.mkdir()
    for path in embedded("tiny").glob("*.csv"):
        text = path.read_text("utf-8-sig")
        (folder / path.name).write_text(text.replace(",zone,", ",area,", 1), "utf-8")
    (defect,) = inspect(folder).errors
    assert "缺少“zone”列" in defect.line("zh")
    assert 'the column "zone" is missing' in defect.line("en")


def test_a_missing_column_hides_no_school_that_is_not_there(tmp_path: Path) -> None:
    edits = [
        rename("学校", "城乡类别", "食堂"), rename("教师", "学历", "籍贯"), put("教师", 3, "所在学校", "某小学"),
        add("意愿", "T77", "S3", 1),
    ]  # fmt: skip
    found = codes(check_csv(edited(*edits), tmp_path).errors)
    assert sorted(found) == ["missing_column", "missing_column", "unknown_school", "unknown_teacher"]


def test_without_the_names_of_schools_no_reference_is_called_wrong(tmp_path: Path) -> None:
    edits = [rename("学校", "学校名称", "食堂"), put("教师", 3, "所在学校", "某小学")]
    assert codes(check_csv(edited(*edits), tmp_path).errors) == ["missing_column"]


def test_an_unreadable_teacher_brings_no_dangling_references(tmp_path: Path) -> None:
    row = ",".join(["T9", *["x"] * 30])
    save = edited(add("意愿", "T9", "S3", 1), add("决定", "T9", "留任", "", ""))
    folder = tmp_path
    check_csv(save, folder)
    with (folder / "教师.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\r\n")
    assert codes(inspect(folder)) == ["ragged_row"]


def test_a_missing_or_doubled_column_does_not_hide_the_defects_of_other_cells(tmp_path: Path) -> None:
    edits = [rename("教师", "学历", "颜色"), put("教师", 2, "性别", "x"), put("教师", 5, "佐证材料", "")]
    found = codes(check_csv(edited(*edits), tmp_path).errors)
    assert found == ["missing_column", "unknown_word", "exemption_without_evidence"]
    edits = [new_column("教师", "性 别", "男"), put("教师", 3, "出生年月", "82-1")]
    assert codes(check_csv(edited(*edits), tmp_path).errors) == ["duplicate_heading", "two_digit_year"]
    edits = [new_column("教师", "工号", "1"), put("教师", 3, "出生年月", "82-1")]
    assert codes(check_csv(edited(*edits), tmp_path).errors) == ["duplicate_heading", "two_digit_year"]


def test_a_defect_of_an_absent_column_names_it_in_the_language_of_the_sheet(tmp_path: Path) -> None:
    (defect,) = check_csv(edited(drop("教师", "佐证材料")), tmp_path).errors
    assert (defect.code, defect.column) == ("exemption_without_evidence", "佐证材料")


def test_an_unreadable_sheet_brings_no_dangling_references(tmp_path: Path) -> None:
    diagnosis = check_csv(edited(rename("学校", "城乡类别", "颜色")), tmp_path)
    assert codes(diagnosis.errors) == ["missing_column"]


@pytest.mark.parametrize(("heading", "meant"), [("学生人", "学生数"), ("班级数数", "班级数")])
def test_a_near_miss_of_a_required_heading_is_named_once(heading: str, meant: str, tmp_path: Path) -> None:
    diagnosis = check_csv(edited(rename("年级", meant, heading)), tmp_path)
    assert codes(diagnosis) == ["missing_column"]
    assert heading in diagnosis.errors[0].line("zh")
    assert diagnosis.unknown_columns == (heading,)


def test_a_dangling_reference_names_the_nearest_known_id(tmp_path: Path) -> None:
    tables = edited(put("年级", 2, "学校", "第一学枝"))
    assert "S1 第一学校" in check_csv(tables, tmp_path).errors[0].line("zh")


def test_among_very_many_the_nearest_is_looked_for_a_few_times_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Three schools have three ids and three names; two looks compare 12, and the third would go beyond.
    monkeypatch.setattr(references, "_MOST_COMPARED", 12)
    tables = edited(*(put("年级", row, "学校", "第一学枝") for row in (2, 3, 4)))
    found = [d.line("zh") for d in check_csv(tables, tmp_path).errors if d.code == "unknown_school"]
    assert ["S1 第一学校" in line for line in found] == [True, True, False]
