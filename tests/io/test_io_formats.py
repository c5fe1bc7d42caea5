"""What people really write: dates, numbers, words, headings and layouts, each read or refused for a reason."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from io_tables import (
    as_csv,
    check_csv,
    codes,
    edited,
    new_column,
    put,
    rename,
    save_workbook,
    valid,
    workbook,
)

from rotation.domain.district import District
from rotation.i18n.headings import HEADINGS, VOCABULARIES
from rotation.io import inspect
from rotation.io.cells import Certificate, UnreadableError, Value, parser
from rotation.io.sheets import SHEETS
from rotation.io.sheetxml import shared_strings


def _read(sheet: str, field: str, text: str) -> Value:
    return parser(SHEETS[sheet].column(field))(text)


def _refusal(sheet: str, field: str, text: str) -> str:
    with pytest.raises(UnreadableError) as refusal:
        _read(sheet, field, text)
    return refusal.value.code


def _district(path: Path) -> District:
    diagnosis = inspect(path)
    assert diagnosis.district is not None, [d.line("en") for d in diagnosis.errors]
    return diagnosis.district


@pytest.mark.parametrize("text", [
    "1998-07", "1998.07", "1998.7", "1998/7", "1998/07/01", "1998年7月", "1998年07月1日", "199807", "19980701", "1998-07-01",
    "１９９８年７月", "1998 年 7 月", "1998-07-01 00:00:00", "1998-07-01T00:00:00", "1998.7.1", "1998年7月01日", "1998.07.",
])  # fmt: skip
def test_every_usual_way_to_write_july_1998_is_read(text: str) -> None:
    assert _read("teachers", "born", text) == date(1998, 7, 1)


@pytest.mark.parametrize(("text", "code"), [
    ("98-07", "two_digit_year"), ("98.7", "two_digit_year"), ("98年7月", "two_digit_year"),
    ("7/1/1998", "day_or_month_first"), ("1.7.98", "day_or_month_first"), ("1998.1", "ambiguous_date"),
    ("35977", "date_serial"), ("1998-13", "impossible_date"), ("1998-02-29", "impossible_date"),
    ("19981301", "impossible_date"), ("1998", "not_a_date"), ("去年", "not_a_date"), ("1998-07至今", "not_a_date"),
])  # fmt: skip
def test_a_date_that_can_be_read_in_two_ways_is_refused(text: str, code: str) -> None:
    assert _refusal("teachers", "born", text) == code


def test_1998_10_is_october_and_1998_1_with_a_dash_is_january() -> None:
    assert _read("teachers", "born", "1998.10") == date(1998, 10, 1)
    assert _read("teachers", "born", "1998-1") == date(1998, 1, 1)
    assert _read("teachers", "born", "1998.1.1") == date(1998, 1, 1)


@pytest.mark.parametrize(("text", "value"), [
    ("12.34", 123), ("12.35", 124), ("12.25", 123), ("0", 0), ("1,234.5", 12345), ("８．０", 80), ("1.05", 11),
])  # fmt: skip
def test_kilometres_are_rounded_half_up_to_hectometres(text: str, value: int) -> None:
    # 12.25 km are 122.5 hm and round up to 123, where a float's banker's rounding gives 122.
    assert _read("travel", "km", text) == value


@pytest.mark.parametrize(("text", "value"), [("45", 45), ("４５", 45), ("45.0", 45), ("1,234", 1234), ("1 234", 1234), (" 7 ".strip(), 7)])
def test_whole_numbers(text: str, value: int) -> None:
    assert _read("grades", "pupils", text) == value


@pytest.mark.parametrize("text", ["1,23", "45人", "1.2.3", "四十五", "1 234x", "--5", "1,2345", "12 3", "4 5", "1 23"])
def test_a_number_is_not_guessed(text: str) -> None:
    assert _refusal("grades", "pupils", text) == "not_a_number"


@pytest.mark.parametrize(("text", "value"), [("123.0", "123"), ("00123", "00123"), ("Ｔ０１", "Ｔ０１"), ("1e5", "1e5")])
def test_an_id_is_what_stands_there(text: str, value: str) -> None:
    assert _read("teachers", "id", text) == value


@pytest.mark.parametrize(("text", "value"), [
    ("3", (3,)), ("1-3", (1, 2, 3)), ("1,2", (1, 2)), ("七、八", (7, 8)), ("一至三年级", (1, 2, 3)), ("七八年级", (7, 8)),
    ("初一", (7,)), ("初三、八年级", (9, 8)), ("1~2；5", (1, 2, 5)), ("4 5", (4, 5)),
])  # fmt: skip
def test_grades(text: str, value: tuple[int, ...]) -> None:
    assert _read("teachers", "grades", text) == value


@pytest.mark.parametrize("text", ["3-1", "0", "10", "1-2-3"])
def test_grades_that_are_none(text: str) -> None:
    assert _refusal("teachers", "grades", text) in {"not_grades", "not_a_grade"}


@pytest.mark.parametrize(("text", "value"), [
    ("3", 3), ("三年级", 3), ("三(2)班", 3), ("三（2）班", 3), ("3年级2班", 3), ("否", None), ("无", None), ("七年级班主任", 7), ("1", 1),
])  # fmt: skip
def test_homerooms(text: str, value: int | None) -> None:
    assert _read("teachers", "homeroom_grade", text) == value


@pytest.mark.parametrize(("text", "stages", "subjects"), [
    ("小学", ("primary",), ()), ("初中数学", ("junior",), ("maths",)),
    ("小学语文、初中英语", ("primary", "junior"), ("chinese", "english")), ("高级中学 物理", ("junior",), ("physics",)),
    ("初级中学教师资格证", ("junior",), ()), ("初中(化学)", ("junior",), ("chemistry",)), ("无", (), ()),
    ("primary, junior", ("primary", "junior"), ()),
])  # fmt: skip
def test_certificates(text: str, stages: tuple[str, ...], subjects: tuple[str, ...]) -> None:
    assert _read("teachers", "certificate_stages", text) == Certificate(stages, subjects)


def test_subjects_on_certificates_join_the_other_subjects_without_the_main_one(tmp_path: Path) -> None:
    diagnosis = check_csv(edited(put("教师", 2, "教师资格", "小学语文、小学英语")), tmp_path)
    assert diagnosis.district is not None
    assert diagnosis.district.teacher_by_id["T1"].other_subjects == ("english",)
    assert diagnosis.district.teacher_by_id["T1"].certificate_stages == ("primary",)


@pytest.mark.parametrize(("field", "text", "code"), [
    ("sex", "Ｍ", "male"), ("sex", "女", "female"), ("stage", "小学部", "primary"), ("degree", "专科", "associate"),
    ("degree", "大学本科", "bachelor"), ("title", "副高", "senior"), ("title", "中小学一级教师", "first"), ("title", "正高级", "full_senior"),
    ("title", "小学高级教师", "first"), ("backbone", "县级骨干教师", "county"), ("backbone", "无", "none"), ("role", "教导主任", "middle_leader"),
    ("subject", "英语", "english"), ("subject", "信息技术", "it"), ("subject", "道德与法治", "morals"), ("subject", "Chinese", "chinese"),
    ("subject", "morals and law", "morals"), ("exemption", "哺乳期", "nursing"), ("personnel", "工人", "worker"),
])  # fmt: skip
def test_words_and_their_synonyms(field: str, text: str, code: str) -> None:
    assert _read("teachers", field, text) == code


@pytest.mark.parametrize(("text", "value"), [("是", True), ("√", True), ("✓", True), ("TRUE", True), ("1", True), ("N", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert _read("teachers", "volunteer", text) is value


@pytest.mark.parametrize("text", ["语文、数学", "语文,数学", "语文;数学", "语文/数学", "语文 数学", "语文；　数学", "Chinese, maths"])
def test_lists(text: str) -> None:
    from rotation.io.text import clean  # noqa: PLC0415

    assert _read("teachers", "other_subjects", clean(text)) == ("chinese", "maths")


def test_no_spelling_means_two_words() -> None:
    from rotation.io.text import fold  # noqa: PLC0415

    for name, vocabulary in VOCABULARIES.items():
        seen: dict[str, str] = {}
        for code, text in vocabulary.words.items():
            for spelling in (code, *text, *filter(None, vocabulary.also[code].split("|"))):
                assert seen.setdefault(fold(spelling), code) == code, (name, spelling)


def test_no_heading_means_two_columns() -> None:
    from rotation.io.pupil_tables import CLASS_TEACHERS, PUPILS  # noqa: PLC0415
    from rotation.io.text import heading_key  # noqa: PLC0415

    sheets = SHEETS | {"pupils": PUPILS, "class_teachers": CLASS_TEACHERS}
    for sheet, headings in HEADINGS.items():
        assert list(headings) == [column.field for column in sheets[sheet].columns]
        seen: dict[str, str] = {}
        for field, heading in headings.items():
            for name in (*heading.name, *filter(None, heading.also.split("|"))):
                assert seen.setdefault(heading_key(name), field) == field, (sheet, name)


@pytest.mark.parametrize("heading", [
    "学生数(人)", "学生数（人）", " 学 生 数 ", "*学生数", "学生数\n（单位：人）", "Pupils", "pupils ", "STUDENTS", "在校生数", "学生人数［人］", "\u200b学生数",
])  # fmt: skip
def test_headings_are_read_with_units_spaces_and_synonyms(heading: str, tmp_path: Path) -> None:
    assert codes(check_csv(edited(rename("年级", "学生数", heading)), tmp_path)) == []


def test_the_staff_master_of_the_domain_is_read(tmp_path: Path) -> None:
    headings = ["所在学校", "姓名", "性别", "出生年月", "民族", "学历", "毕业院校", "参加工作时间", "现职称", "行政职务", "骨干称号", "教师资格(学段, 学科)", "任教学段", "任教课程", "任教节数", "任教年级", "班主任", "到现校时间", "周课时", "服务期截止日期", "交流轮岗情况", "备注"]
    row = ["第一学校", "孙六", "女", "1985年7月", "汉", "本科", "某师院", "2008.09", "一级教师", "无", "县级骨干教师", "小学语文", "小学", "语文", "14", "1", "三(1)班", "2015/9/1", "14", "2027-08-31", "无", ""]
    row[16] = "一(1)班"
    tables = valid()
    tables["教师"] = [headings, row]
    for sheet in ("意愿", "决定"):
        del tables[sheet]
    diagnosis = check_csv(tables, tmp_path)
    assert sorted(set(codes(diagnosis))) == ["unknown_column"]
    assert diagnosis.unknown_columns == ("民族", "毕业院校", "任教节数", "交流轮岗情况", "备注")
    assert all("是否" not in defect.line("zh") for defect in diagnosis.defects)
    assert diagnosis.district is not None
    (teacher,) = diagnosis.district.teachers
    assert teacher.id == "孙六-198507-S1"
    assert (teacher.school, teacher.title, teacher.backbone, teacher.homeroom_grade) == ("S1", "first", "county", 1)
    assert teacher.locked_until == date(2027, 8, 31)
    assert ("民族", "汉") in teacher.extra


def test_a_school_is_known_by_its_name_where_there_are_no_ids(tmp_path: Path) -> None:
    tables = edited(put("学校", 1, "学校编号", "旧编号"))
    for sheet, rows in tables.items():
        for row in rows[1:] if sheet != "学校" else []:
            row[:] = [{"S1": "第一学校", "S2": "第二学校", "S3": "第三学校"}.get(str(v), v) for v in row]
    tables["学校"][3][7] = "第二学校"
    diagnosis = check_csv(tables, tmp_path)
    assert diagnosis.district is not None
    assert [school.id for school in diagnosis.district.schools] == ["第一学校", "第三学校", "第二学校"]


def test_dates_numbers_and_text_of_excel_agree_with_csv(tmp_path: Path) -> None:
    book = workbook(valid())
    page = book["教师"]
    page["D2"] = datetime(1980, 5, 1)
    page["E2"] = 200209
    page["F2"] = "2010年9月"
    page["S2"] = "14"
    book["年级"]["C2"] = "80 "
    book.save(tmp_path / "a.xlsx")
    assert _district(tmp_path / "a.xlsx") == check_csv(valid(), tmp_path / "csv").district


@pytest.mark.parametrize("code", ["yyyy-mm", 'yyyy"年"m"月"', "[$-804]yyyy/m/d", "mmm-yy", "d/m/yy", "yyyy/m/d;@"])
def test_a_number_with_a_date_format_is_a_date(code: str, tmp_path: Path) -> None:
    book = workbook(valid())
    cell = book["教师"]["D2"]
    cell.value, cell.number_format = 29342, code  # 1 May 1980
    book.save(tmp_path / "a.xlsx")
    assert _district(tmp_path / "a.xlsx").teacher_by_id["T1"].born == date(1980, 5, 1)


def test_the_chinese_built_in_date_format_57_is_a_date(tmp_path: Path) -> None:
    import zipfile  # noqa: PLC0415

    book = workbook(valid())
    cell = book["教师"]["D2"]
    cell.value, cell.number_format = 29342, "yyyy-mm-dd"
    book.save(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as source, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                assert b'numFmtId="164"' in content
                content = content.replace(b'numFmtId="164" fontId', b'numFmtId="57" fontId')
            target.writestr(name, content)
    assert _district(tmp_path / "a.xlsx").teacher_by_id["T1"].born == date(1980, 5, 1)


def test_a_plain_number_in_a_date_column_is_not_guessed(tmp_path: Path) -> None:
    tables = edited(put("教师", 2, "出生年月", 29342))
    assert codes(inspect(save_workbook(tables, tmp_path / "a.xlsx"))) == ["date_serial"]


@pytest.mark.parametrize(("value", "code"), [("=1+1", "formula_without_value"), ("#REF!", "excel_error")])
def test_a_formula_without_value_and_an_error_value_are_defects(value: str, code: str, tmp_path: Path) -> None:
    book = workbook(valid())
    book["年级"]["C2"] = value
    book.save(tmp_path / "a.xlsx")
    diagnosis = inspect(tmp_path / "a.xlsx")
    assert codes(diagnosis) == [code]
    assert (diagnosis.defects[0].sheet, diagnosis.defects[0].row, diagnosis.defects[0].column) == ("年级", 2, "学生数")


def test_an_id_of_18_digits_as_a_number_is_lost(tmp_path: Path) -> None:
    tables = edited(put("教师", 4, "教师编号", 3.4052419900101123e17))
    assert codes(inspect(save_workbook(tables, tmp_path / "a.xlsx"))) == ["mangled_id"]


def test_an_id_of_15_digits_as_a_number_is_kept(tmp_path: Path) -> None:
    tables = edited(put("教师", 4, "教师编号", 340524199001011))
    assert "340524199001011" in _district(save_workbook(tables, tmp_path / "a.xlsx")).teacher_by_id


def test_merged_cells_are_named_and_bring_nothing_else(tmp_path: Path) -> None:
    book = workbook(valid())
    book["年级"].merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    diagnosis = inspect(tmp_path / "a.xlsx")
    assert codes(diagnosis.errors) == ["merged_cells"]
    assert diagnosis.errors[0].found == "A2:A3"


def test_a_merged_title_above_the_headings_is_only_a_remark(tmp_path: Path) -> None:
    book = workbook(valid())
    book["年级"].insert_rows(1)
    book["年级"]["A1"] = "青山县2026年年级情况统计表"
    book["年级"].merge_cells("A1:D1")
    book.save(tmp_path / "a.xlsx")
    diagnosis = inspect(tmp_path / "a.xlsx")
    assert codes(diagnosis) == ["heading_row_below"]
    assert diagnosis.district is not None


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    book = workbook(valid())
    book["年级"].row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")
    diagnosis = inspect(tmp_path / "a.xlsx")
    assert codes(diagnosis) == ["hidden_rows"]
    assert diagnosis.defects[0].found == "3"
    assert diagnosis.district == check_csv(valid(), tmp_path / "csv").district


def test_of_many_hidden_rows_the_first_ten_are_named_as_such(tmp_path: Path) -> None:
    """A filter left on hides hundreds: ten numbers alone would read as all of them."""
    tables = valid()
    tables["教师"] = tables["教师"][:1] + [[f"Z{row}", *tables["教师"][1][1:]] for row in range(11)]
    book = workbook(tables)
    for row in range(2, 13):
        book["教师"].row_dimensions[row].hidden = True
    book.save(tmp_path / "a.xlsx")
    told = next(defect for defect in inspect(tmp_path / "a.xlsx").defects if defect.code == "hidden_rows")
    assert told.found == "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ..."
    assert "11" in told.line("zh").split("行是隐藏")[0]


def test_a_total_that_agrees_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    tables = valid()
    tables["年级"] += [["", "", "", ""], ["合计", "", 222, 6]]
    diagnosis = check_csv(tables, tmp_path)
    assert codes(diagnosis) == []
    assert diagnosis.district is not None
    assert len(diagnosis.district.grades) == 4


def test_spaces_and_invisible_characters_do_not_matter(tmp_path: Path) -> None:
    plain = check_csv(valid(), tmp_path / "a").district
    tables = edited(
        put("教师", 2, "姓名", "\u200b张一\u00a0"), put("教师", 2, "所在学校", " Ｓ１　"), put("教师", 2, "性别", "男 ")
    )
    assert check_csv(tables, tmp_path / "b").district == plain


def test_unknown_columns_are_kept_sorted_and_reported_once_each(tmp_path: Path) -> None:
    diagnosis = check_csv(edited(new_column("年级", "乙", "x"), new_column("年级", "甲", "y", "z")), tmp_path)
    assert codes(diagnosis) == ["unknown_column", "unknown_column"]
    assert diagnosis.district is not None
    assert diagnosis.district.grades[0].extra == (("乙", "x"), ("甲", "y"))
    assert diagnosis.district.grades[1].extra == (("甲", "z"),)


def test_a_way_given_in_both_directions_alike_is_one(tmp_path: Path) -> None:
    tables = valid()
    tables["路程"].append(["S2", "S1", 12.34, 20])
    district = check_csv(tables, tmp_path).district
    assert district is not None
    assert [(t.origin, t.destination, t.hectometres) for t in district.travel] == [
        ("S1", "S2", 123), ("S1", "S3", None), ("S3", "S2", 80),
    ]  # fmt: skip


def test_gb18030_with_crlf_is_read(tmp_path: Path) -> None:
    for name, rows in valid().items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv(rows).encode("gb18030"))
    assert inspect(tmp_path).defects == ()


def test_runs_of_several_fonts_are_one_text_and_phonetic_guides_are_none_of_it() -> None:
    """LibreOffice saves each script of a text as a run with a font of its own."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><rPr><sz val='10'/></rPr><t xml:space='preserve'>方案 </t></r><r><t>2026-A</t></r></si>"
        "<si><t>王</t><rPh sb='0' eb='1'><t>wang</t></rPh></si><si/><si><t>_x0041_</t></si></sst>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("s.xml", strings)
    with zipfile.ZipFile(content) as archive:
        assert shared_strings(archive, "s.xml") == ["方案 2026-A", "王", "", "A"]
        assert shared_strings(archive, None) == []
