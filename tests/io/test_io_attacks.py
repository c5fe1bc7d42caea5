"""What a damaged, hostile or merely odd file could do: crash, hang, lose cells or be read in silence."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from io_tables import as_csv, codes, edited, new_column, put, save_csv, save_workbook, valid

from rotation.io import inspect, write_workbook
from rotation.io.diagnosis import Log
from rotation.io.xlsx import read_workbook

GRADES = "xl/worksheets/sheet4.xml"
BOOK = "xl/workbook.xml"
Parts = dict[str, bytes]


def altered(path: Path, change: Callable[[Parts], None], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Return the valid workbook with its parts changed."""
    save_workbook(valid(), path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def replaced(part: str, pattern: bytes, by: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[part], count = re.subn(pattern, by, parts[part], count=1)
        assert count == 1

    return change


def said(text: str, by: bytes) -> Callable[[Parts], None]:
    """Return a change of what some cell says, in the form that openpyxl writes it in."""
    written = "".join(f"&#{ord(c)};" for c in text).encode()

    def change(parts: Parts) -> None:
        for name, content in parts.items():
            parts[name] = content.replace(written, by).replace(text.encode(), by)

    return change


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"nan", b"inf", b"1" * 5000, b"0x10", b"1_000"])
def test_a_number_that_excel_cannot_have_written_is_damage(number: bytes, tmp_path: Path) -> None:
    path = altered(tmp_path / "a.xlsx", replaced(GRADES, rb"<v>80</v>", b"<v>" + number + b"</v>"))
    assert codes(inspect(path)) == ["broken_workbook"]


def test_a_string_before_the_first_is_not_the_last(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        replaced(GRADES, rb'<c r="C2"[^>]*><v>80</v>', b'<c r="C2" t="s"><v>-1</v>')(parts)

    assert codes(inspect(altered(tmp_path / "a.xlsx", change))) == ["broken_workbook"]


def test_cells_out_of_order_are_all_read(tmp_path: Path) -> None:
    cells = b"".join(rb'(<c r="%c2".*?</c>)' % letter for letter in b"ABCD")
    path = altered(tmp_path / "a.xlsx", replaced(GRADES, cells, rb"\4\2\3\1"))
    assert inspect(path).district == inspect(save_workbook(valid(), tmp_path / "b.xlsx")).district is not None


def test_a_hidden_sheet_is_read_and_named(tmp_path: Path) -> None:
    path = altered(tmp_path / "a.xlsx", replaced(BOOK, b'state="visible"', b'state="veryHidden"'))
    diagnosis = inspect(path)
    assert [(d.code, d.sheet) for d in diagnosis.defects] == [("hidden_sheet", "区县")]
    assert diagnosis.district is not None


def test_half_a_character_is_damage_and_two_halves_are_one(tmp_path: Path) -> None:
    half = inspect(altered(tmp_path / "a.xlsx", said("张一", b"_xD840_")))
    assert [(d.code, d.column, d.found) for d in half.errors] == [("control_character", "姓名", "\ufffd")]
    whole = inspect(altered(tmp_path / "b.xlsx", said("张一", b"_xD840__xDC0B_")))
    assert whole.district is not None
    assert whole.district.teachers[0].name == "𠀋"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_method_of_compression_that_excel_has_not_is_refused(method: int, tmp_path: Path) -> None:
    path = altered(tmp_path / "a.xlsx", lambda parts: None, method)
    assert codes(inspect(path)) == ["broken_workbook"]


def test_a_heading_of_brackets_costs_no_time(tmp_path: Path) -> None:
    save_csv(edited(new_column("年级", "(" * 100_000)), tmp_path)
    start = time.process_time()
    (defect,) = inspect(tmp_path).defects
    assert time.process_time() - start < 2  # minutes, if brackets are looked for in all of it
    assert defect.code == "unknown_column"
    assert len(defect.line("zh")) < 400


def test_a_cell_larger_than_any_is_one_defect(tmp_path: Path) -> None:
    save_csv(edited(put("教师", 2, "姓名", "名" * 140_000)), tmp_path)
    assert codes(inspect(tmp_path)) == ["broken_csv"]


def test_defects_end_where_a_list_of_them_helps_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rotation.io.diagnosis.MAXIMUM_DEFECTS", 30)
    save_csv(valid(), tmp_path)
    (tmp_path / "年级.csv").write_text("学校,年级,学生数,班级数\n" + "S1,1,80,many\n" * 100, encoding="utf-8")
    diagnosis = inspect(tmp_path)
    assert len(diagnosis.defects) == 31
    assert "too_many_defects" in codes(diagnosis)


def test_direction_marks_and_lost_characters(tmp_path: Path) -> None:
    # Copied from a Windows dialog, an id begins with a mark that nobody sees.
    marked = inspect(save_csv(edited(put("年级", 2, "学校", "\u202aS1\u202c")), tmp_path / "a"))
    assert marked.district is not None
    lost = inspect(save_csv(edited(put("教师", 2, "姓名", "张\ufffd")), tmp_path / "b"))
    assert [(d.code, d.column) for d in lost.errors] == [("control_character", "姓名")]


def test_a_rare_character_of_ones_own_does_not_refuse_the_file(tmp_path: Path) -> None:
    table = edited(put("教师", 2, "姓名", "张\ue863"))["教师"]
    save_csv(valid(), tmp_path)
    (tmp_path / "教师.csv").write_bytes(as_csv(table).encode("gb18030"))
    district = inspect(tmp_path).district
    assert district is not None
    assert district.teachers[0].name == "张\ue863"


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-8", b"")])
@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
def test_unicode_text_of_excel_and_every_line_end_are_read(
    encoding: str, mark: bytes, ends: str, tmp_path: Path
) -> None:
    save_csv(valid(), tmp_path)
    text = as_csv(valid()["年级"]).replace("\r\n", ends)
    (tmp_path / "年级.csv").write_bytes(mark + text.encode(encoding))
    assert inspect(tmp_path).district is not None


def test_dates_since_1904_are_four_years_and_a_day_later(tmp_path: Path) -> None:
    district = inspect(save_workbook(valid(), tmp_path / "a.xlsx")).district
    assert district is not None
    write_workbook(district, tmp_path / "b.xlsx", "en")

    def born(since_1904: bool) -> object:
        with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        if since_1904:
            parts[BOOK] = parts[BOOK].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        (teachers,) = [t for t in read_workbook("b.xlsx", content.getvalue(), Log()) if t.sheet == "teachers"]
        return teachers.rows[1][1][3]

    # The same number counts from 1 January 1904 instead of 30 December 1899: 1,462 days, a leap year among them.
    assert (born(False), born(True)) == ("1980-05-01", "1984-05-02")


@pytest.mark.parametrize("sheet", ["区县", "学校", "学段部", "年级", "教师"])
def test_a_table_of_totals_alone_has_no_data(sheet: str, tmp_path: Path) -> None:
    tables = valid()
    heading = tables[sheet][0]
    tables[sheet] = [heading, ["合计", *[""] * (len(heading) - 1)]]
    diagnosis = inspect(save_csv(tables, tmp_path))
    assert "empty_sheet" in codes(diagnosis)
    assert diagnosis.district is None
