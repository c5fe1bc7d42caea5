"""Every defect of the tables of pupils and class teachers, planted one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from rotation.errors import InputError
from rotation.io.diagnosis import Defect
from rotation.io.pupil_tables import canonical_roster, demand, read_class_teachers, read_pupils

HEADS = "学籍号,姓名,性别,出生日期,双胞胎,双胞胎意愿,不同班,数学"
GOOD = ["A1,甲,男,2013-01-02,,,,80", "A2,乙,女,2013-02-03,,,A1,81.5", "A3,丙,女,2013-03-04,,,,"]


def codes(folder: Path, rows: list[str], scores: tuple[str, ...] = ("数学",), encoding: str = "utf-8") -> list[str]:
    path = folder / "学生.csv"
    path.write_bytes("\n".join([HEADS, *rows]).encode(encoding))
    return [defect.code for defect in read_pupils(path, scores).defects]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A4,丁,男,2013-01-01,T,同班,,70", "twins_alone"),
        ("A4,丁,男,2013-01-01,,同班,,70", "wish_without_twins"),
        ("A4,丁,男,2013-01-01,,,A9,70", "keep_apart_unknown"),
        ("A4,丁,男,2013-01-01,,,A4,70", "keep_apart_self"),
        ("A4,甲,男,2013-01-02,,,,70", "same_pupil_twice"),
        ("A4,丁,男,1913-01-01,,,,70", "born_in_future"),
        ("A4,丁,男,2013-01-01,,,,七十", "not_a_number"),
        ("A1,丁,男,2013-01-01,,,,70", "duplicate_id"),
    ],
)
def test_each_defect_of_a_row_is_named(tmp_path: Path, row: str, code: str) -> None:
    assert codes(tmp_path, [*GOOD, row]) == [code]


def test_defects_that_take_two_rows_or_none(tmp_path: Path) -> None:
    twins = ["B1,子,男,2013-01-01,T,同班,,1", "B2,丑,男,2013-01-03,T,不同班,,2"]
    assert codes(tmp_path, [*GOOD, *twins]) == ["twins_disagree"]
    silent = [row.replace("不同班", "").replace("同班", "") for row in twins]
    assert codes(tmp_path, [*GOOD, *silent]) == ["twins_without_wish"]


def test_a_mark_of_twins_is_one_however_it_is_written(tmp_path: Path) -> None:
    twins = ["B1,子,男,2013-01-01,T9,同班,,1", "B2,丑,男,2013-01-03,ｔ9,,,2"]
    path = tmp_path / "r.csv"
    path.write_text("\n".join([HEADS, *GOOD, *twins]), encoding="utf-8")
    roster = read_pupils(path, ("数学",)).value
    assert roster is not None
    assert [one.twins for one in roster.pupils if one.id in ("B1", "B2")] == ["T9", "T9"]
    names = ["C1,同,男,2013-01-01,,,,1", "C2,同,男,2013-01-05,,,,2", "C3,他,男,2013-01-06,,,同,3"]
    assert codes(tmp_path, [*GOOD, *names]) == ["keep_apart_ambiguous"]
    assert codes(tmp_path, []) == ["no_pupils"]
    assert codes(tmp_path, GOOD, ()) == ["scores_unread"]
    assert codes(tmp_path, GOOD, ("数学", "英语")) == ["unknown_score"]


def test_marks_that_the_rules_do_not_name_are_no_matter_of_family_a(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("学籍号,姓名,性别,数学,语文\nA1,甲,男,80,90\n", encoding="utf-8")
    assert [defect.code for defect in read_pupils(path, ("数学",)).defects] == ["score_unlisted"]


def test_what_cannot_go_on_counts_errors_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("学籍号,姓名,性别,语文\nA1,甲,男,90\n,乙,女,80\n", encoding="utf-8")
    reading = read_pupils(path)
    assert [defect.code for defect in reading.defects] == ["scores_unread", "missing_value"]
    with pytest.raises(InputError) as caught:
        demand(reading)
    assert [defect.code for defect in caught.value.defects if isinstance(defect, Defect)] == ["missing_value"]


def test_a_mark_that_a_formula_has_not_worked_out_is_no_missing_mark(tmp_path: Path) -> None:
    """As other programs than Excel save a total: the formula without its result."""
    book, path = Workbook(), tmp_path / "r.xlsx"
    for row in (["学籍号", "姓名", "性别", "总分"], ["A1", "甲", "男", "=90+85"], ["A2", "乙", "女", 175]):
        book.worksheets[0].append(row)
    book.save(path)
    assert [(one.code, one.row, one.column) for one in read_pupils(path, ("总分",)).defects] == [
        ("formula_without_value", 2, "总分")
    ]


@pytest.mark.parametrize(("second", "code"), [(",,,年月,,,,（分）", "unit_row"), (",,,,,,,分", "missing_value")])
def test_a_row_of_units_is_no_pupil(tmp_path: Path, second: str, code: str) -> None:
    """One word alone may be what was left of a row."""
    assert codes(tmp_path, [second, *GOOD])[0] == code


ANSWERED = "学籍号,姓名,性别,随班就读,双胞胎,双胞胎意愿,不同班,教师子女"


def answered(folder: Path, rows: list[str]) -> tuple[list[str], list[object]]:
    path = folder / "学生.csv"
    path.write_text("\n".join([ANSWERED, *rows]), encoding="utf-8")
    reading = read_pupils(path)
    pupils = () if reading.value is None else reading.value.pupils
    found: list[object] = [(one.needs, one.twins, one.keep_apart, one.staff_relatives) for one in pupils]
    return [defect.code for defect in reading.defects], found


def test_a_no_is_no_special_need_no_mark_of_twins_and_no_relative(tmp_path: Path) -> None:
    rows = ["A1,甲,男,否,否,,否,否", "A2,乙,女,0,×,,无,0", "A3,丙,女,听力、否,no,,没有,没有", "A4,丁,男,是,,,,T01"]
    assert answered(tmp_path, rows) == ([], [
        ((), None, (), ()), ((), None, (), ()), (("听力",), None, (), ()), (("是",), None, (), ("T01",)),
    ])  # fmt: skip


def test_a_wish_of_someone_who_is_no_twin_is_told(tmp_path: Path) -> None:
    assert answered(tmp_path, ["A1,甲,男,,否,同班,,"])[0] == ["wish_without_twins"]


def test_a_yes_says_who_is_whose_twin_for_two_pupils_and_no_more(tmp_path: Path) -> None:
    rows = [f"A{i},子{i},男,,是,同班,," for i in range(1, 5)]
    assert answered(tmp_path, rows[:2]) == ([], [((), "是", (), ())] * 2)
    assert answered(tmp_path, rows)[0] == ["twins_unclear"]  # two families, and all four would have been put together


def test_a_relative_without_a_name_is_told_once(tmp_path: Path) -> None:
    rows = [f"A{i},子{i},男,,,,,{'是' if i < 3 else '否'}" for i in range(1, 5)]
    assert answered(tmp_path, rows) == (["relative_unnamed"], [
        ((), None, (), ("是",)), ((), None, (), ("是",)), ((), None, (), ()), ((), None, (), ()),
    ])  # fmt: skip


def test_an_id_that_reads_as_no_may_be_kept_apart_from(tmp_path: Path) -> None:
    assert answered(tmp_path, ["0,甲,男,,,,,", "A2,乙,女,,,,0,"])[1][1] == ((), None, ("0",), ())


def test_the_columns_that_could_be_meant_are_listed_in_each_language_s_marks(tmp_path: Path) -> None:
    path = tmp_path / "学生.csv"
    path.write_text("\n".join([f"{HEADS},体能", *(f"{row},9" for row in GOOD)]), encoding="utf-8")
    (defect,) = [each for each in read_pupils(path, ("英语",)).defects if each.code == "unknown_score"]
    assert (defect.expected.zh, defect.expected.en) == ("数学、体能", "数学, 体能")


def test_gb18030_reads_as_utf_8_does(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD) == []
    one = read_pupils(tmp_path / "学生.csv", ("数学",)).value
    assert codes(tmp_path, GOOD, encoding="gb18030") == []
    other = read_pupils(tmp_path / "学生.csv", ("数学",)).value
    assert one is not None
    assert one == other
    assert canonical_roster(one).splitlines()[2] == "A2,乙,female,2013-02-03,,,0,0,,,A1,,81.5"


def test_class_teachers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "年级教师.csv"
    heads = "工号,姓名,性别,出生年月,参加工作时间,任教课程,班主任,任教班数"
    path.write_text(f"{heads}\nT1,赵,女,1980-01,2002-08,语文,是,2\n", encoding="utf-8")
    teachers = read_class_teachers(path).value
    assert teachers is not None
    assert (teachers[0].subject, teachers[0].homeroom, teachers[0].classes) == ("chinese", True, 2)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("丁一110101201301010012", ["number_published"]),
        ("G110101201301010012", ["number_published"]),
        ("１１０１０１ 20130101 001X", ["number_published"]),
        ("138-0013-8000", ["number_published"]),
        ("1234567", []),  # seven digits: no number of a person is so short
        ("丁伟2", []),
    ],
)
def test_a_number_of_a_person_never_stands_where_names_are_published(
    tmp_path: Path, name: str, found: list[str]
) -> None:
    assert codes(tmp_path, [*GOOD, f"A4,{name},男,2013-01-01,,,,70"]) == found
    path = tmp_path / "年级教师.csv"
    path.write_text(
        "工号,姓名,性别,出生年月,参加工作时间,任教课程,班主任\n" f"T1,{name},女,1980-01,2002-08,语文,是\n",
        encoding="utf-8",
    )
    assert [defect.code for defect in read_class_teachers(path).defects] == found


def test_nor_where_the_lists_say_where_pupils_come_from(tmp_path: Path) -> None:
    path = tmp_path / "学生.csv"
    path.write_text("学籍号,姓名,性别,来源,特殊需要\nA1,甲,男,110101201301010012,\nA2,乙,女,,听力13800138000\n")
    assert [(d.code, d.row, d.column) for d in read_pupils(path).defects] == [
        ("number_published", 2, "来源"), ("number_published", 3, "特殊需要"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("T1,赵,女,1980-01,2002-08,语文", []),
        ("T1,赵,女,0001-01,2002-08,语文", ["implausible_age"]),
        ("T1,赵,女,9999-01,2002-08,语文", ["implausible_age"]),
        ("T1,赵,女,2009-01,2026-08,语文", ["implausible_age"]),  # 17 years old
        ("T1,赵,女,1980-01,1970-08,语文", ["hired_too_young"]),
        ("T1,赵,女,1980-01,2026-10,语文", ["hired_in_future"]),
        ("", ["no_class_teachers"]),
    ],
)
def test_class_teachers_are_people_who_can_teach_on_the_day(tmp_path: Path, row: str, found: list[str]) -> None:
    path = tmp_path / "年级教师.csv"
    path.write_text(f"工号,姓名,性别,出生年月,参加工作时间,任教课程\n{row}\n", encoding="utf-8")
    reading = read_class_teachers(path, date(2026, 9, 1))
    assert [defect.code for defect in reading.defects] == found


def told(folder: Path, rows: list[str], day: date | None = date(2026, 7, 1)) -> list[tuple[str, int | None]]:
    path = folder / "学生.csv"
    path.write_text("\n".join([HEADS, *rows]), encoding="utf-8")
    return [(one.code, one.row) for one in read_pupils(path, ("数学",), day=day).defects]


@pytest.mark.parametrize(
    ("born", "codes"),
    [
        ("2099-01-01", ["born_in_future"]),
        ("2026-06-30", ["born_far"]),  # yesterday, in a grade of thirteen-year-olds
        ("2016-02-07", ["born_far"]),  # 1,099 days after 2013-02-03, the middle of the four
        ("2016-02-06", []),  # 1,098 days: three years, each with a leap day
        ("2010-02-01", []),
        ("2010-01-31", ["born_far"]),
    ],
)
def test_births_that_fit_no_pupil_of_the_grade_are_told(tmp_path: Path, born: str, codes: list[str]) -> None:
    rows = [f"B{i},生{i},男,2013-02-03,,,,80" for i in range(3)]
    assert told(tmp_path, [*rows, f"A4,丁,男,{born},,,,80"]) == [(code, 5) for code in codes]


def test_a_column_of_other_dates_than_births_is_told_once(tmp_path: Path) -> None:
    rows = [f"B{i},生{i},男,2025-09-01,,,,80" for i in range(20)]
    assert told(tmp_path, rows) == [("births_unlikely", 2)]
    assert told(tmp_path, rows, None) == []  # a draw that is read again: it was told when it was committed


@pytest.mark.parametrize(
    ("mark", "far"),
    # With one above 60, 62, ... 98 the middle is 80 and nine tenths are up to 96: far is beyond 80 + 5 x 16. With one
    # below, the middle is 78 and nine tenths are from 62.
    [("1085", True), ("161", True), ("160", False), ("120", False), ("-2", False), ("-3", True)],
)
def test_a_mark_far_outside_all_others_is_told(tmp_path: Path, mark: str, far: bool) -> None:
    rows = [f"B{i},生{i},男,2013-02-03,,,,{60 + 2 * i}" for i in range(20)]
    expected = [("mark_far", 22)] if far else []
    assert told(tmp_path, [*rows, f"C1,丁,男,2013-02-03,,,,{mark}"]) == expected


def test_marks_of_a_few_kinds_are_not_far(tmp_path: Path) -> None:
    rows = [f"B{i},生{i},男,2013-02-03,,,,{mark}" for i, mark in enumerate([5] * 12 + [4] * 6 + [3, 2, 1])]
    assert told(tmp_path, rows) == []


def test_a_late_mark_is_held_to_the_grades(tmp_path: Path) -> None:
    rows = [f"B{i},生{i},男,2013-02-03,,,,{60 + 2 * i}" for i in range(20)]
    (tmp_path / "r.csv").write_text("\n".join([HEADS, *rows]), encoding="utf-8")
    grade = read_pupils(tmp_path / "r.csv", ("数学",)).value
    assert grade is not None
    late = tmp_path / "late.csv"
    late.write_text(f"{HEADS}\nC1,丁,男,2003-02-03,,,,1085\n", encoding="utf-8")
    codes = [one.code for one in read_pupils(late, ("数学",), grade.pupils, date(2026, 9, 1)).defects]
    assert codes == ["born_far", "mark_far"]


def test_a_published_text_has_a_hundred_characters_at_most(tmp_path: Path) -> None:
    assert told(tmp_path, [f"A1,{'甲' * 100},男,2013-01-02,,,,80"]) == []
    assert told(tmp_path, [f"A1,{'甲' * 101},男,2013-01-02,,,,80"]) == [("published_long", 2)]
