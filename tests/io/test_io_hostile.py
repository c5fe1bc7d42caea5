"""Files that are not what they seem, or want to do harm, give one clear sentence and no traceback."""



from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from io_tables import as_csv, codes, save_csv, save_workbook, valid, workbook

from rotation.errors import InputError
from rotation.io import Defect, inspect, read, write_workbook


def _only(path: Path) -> Defect:
    diagnosis = inspect(path)
    assert len(diagnosis.defects) == 1, [d.line("en") for d in diagnosis.defects]
    assert diagnosis.district is None
    defect = diagnosis.defects[0]
    assert defect.severity == "error"
    for line in (defect.line("zh"), defect.line("en")):
        assert "\n" not in line
        assert "Traceback" not in line
    with pytest.raises(InputError):
        read(path)
    return defect


def _rezipped(path: Path, extra: dict[str, bytes], drop: str = "") -> Path:
    with zipfile.ZipFile(path) as source:
        parts = {n: source.read(n) for n in source.namelist() if n != drop}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in (parts | extra).items():
            target.writestr(name, content)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return save_workbook(valid(), tmp_path / "book.xlsx")


def test_a_missing_path(tmp_path: Path) -> None:
    assert _only(tmp_path / "nothing.xlsx").code == "path_missing"


def test_a_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("x = 1")
    assert _only(tmp_path).code == "folder_without_tables"


def test_a_folder_with_two_workbooks(book: Path) -> None:
    save_workbook(valid(), book.with_name("other.xlsx"))
    assert _only(book.parent).code == "several_workbooks"


def test_a_folder_with_csv_and_a_workbook(book: Path) -> None:
    save_csv(valid(), book.parent)
    assert _only(book.parent).code == "workbook_and_csv"


def test_a_plan_s_folder_is_named_as_such_and_nothing_is_to_be_deleted_there(book: Path) -> None:
    """It holds tables and a roster: "keep one kind" would have somebody delete half of a plan."""
    save_csv(valid(), book.parent)
    book.with_name("certificate.json").write_text("{}")
    defect = _only(book.parent)
    assert defect.code == "plan_folder"
    assert str(book.parent / "input") in defect.line("zh")


def test_a_folder_with_one_workbook_its_lock_file_and_a_policy_is_that_workbook(book: Path) -> None:
    book.with_name("~$book.xlsx").write_bytes(b"lock")
    book.with_name("policy.toml").write_text("x = 1")
    assert inspect(book.parent).district == inspect(book).district is not None


def test_a_single_csv(tmp_path: Path) -> None:
    save_csv(valid(), tmp_path)
    assert _only(tmp_path / "学校.csv").code == "single_csv"


def test_a_policy_file_given_as_data_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('extends = "national"\n', "utf-8")
    defect = _only(tmp_path / "policy.toml")
    assert defect.code == "policy_file"
    assert "policy" in defect.line("en")
    assert "Excel" not in defect.line("en") + defect.line("zh")


@pytest.mark.parametrize("content", [b"", b"  \r\n"])
def test_an_empty_workbook_file(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert _only(tmp_path / "a.xlsx").code == "file_empty"


def test_a_file_of_100_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    defect = _only(path)
    assert defect.code == "file_too_large"
    assert "100 MB" in defect.line("en")


def test_a_csv_may_have_256_megabytes_and_no_more(tmp_path: Path) -> None:
    save_csv(valid(), tmp_path)
    with (tmp_path / "学校.csv").open("r+b") as file:
        file.truncate(257 * 2**20)
    found = inspect(tmp_path).errors
    assert [d.code for d in found if d.file == "学校.csv"] == ["file_too_large"]
    assert "256" in found[0].line("en")


def test_a_zip_bomb_is_not_inflated(book: Path) -> None:
    _rezipped(book, {"xl/worksheets/sheet1.xml": b"0" * (40 * 2**20)})
    assert book.stat().st_size < 2**20
    assert _only(book).code == "zip_bomb"


def test_a_zip_that_lies_about_its_sizes_is_broken_not_inflated(book: Path) -> None:
    content = bytearray(_rezipped(book, {"xl/worksheets/sheet1.xml": b"0" * (20 * 2**20)}).read_bytes())
    true, false = (20 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    book.write_bytes(bytes(content).replace(true, false))
    assert _only(book).code == "broken_workbook"


@pytest.mark.parametrize(("content", "code"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old_workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted_workbook"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "html_workbook"),
    (b"\xef\xbb\xbf<!DOCTYPE html><html>", "html_workbook"),
    ("学校,编号".encode(), "not_a_workbook"),
    (b"PK\x03\x04 cut off", "broken_workbook"),
])  # fmt: skip
def test_a_disguise_is_named_by_its_first_bytes(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert _only(tmp_path / "a.xlsx").code == code


def test_macros_are_refused_whatever_the_name(book: Path) -> None:
    _rezipped(book, {"xl/vbaProject.bin": b"x"})
    assert _only(book).code == "macro_workbook"


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert _only(tmp_path / "a.xlsx").code == "not_a_workbook"


@pytest.mark.parametrize("drop", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_workbook_with_a_missing_part_is_broken(book: Path, drop: str) -> None:
    write_workbook(read(book), book)
    assert _only(_rezipped(book, {}, drop)).code == "broken_workbook"


def test_a_sheet_that_is_not_xml_is_broken(book: Path) -> None:
    assert _only(_rezipped(book, {"xl/worksheets/sheet2.xml": b"<worksheet><row"})).code == "broken_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_expand(book: Path, encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "{"a" * 1000}">' + (
        '<!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    )
    assert _only(_rezipped(book, {"xl/worksheets/sheet2.xml": bomb.encode(encoding)})).code == "unsafe_xml"


def test_a_locked_file(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _only(book).code == "file_locked"


def test_a_failing_disk(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert _only(book).code == "file_unreadable"


def test_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert _only(tmp_path / "a.xlsx").code == "not_a_file"


def test_a_symbolic_link_is_fine(book: Path) -> None:
    link = book.with_name("link.xlsx")
    link.symlink_to(book)
    assert inspect(link).district is not None


@pytest.mark.parametrize(("content", "code"), [
    (b"\xff\xd8\xff\xe0 picture \x80\x81\xff", "wrong_encoding"),
    ("学校,年级".encode("utf-16-le") + b"\0", "nul_bytes"),
    (b"", "file_empty"),
])  # fmt: skip
def test_a_csv_that_is_no_text_is_one_defect(content: bytes, code: str, tmp_path: Path) -> None:
    save_csv(valid(), tmp_path)
    (tmp_path / "年级.csv").write_bytes(content)
    assert _only(tmp_path).code == code


def test_big5_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    save_csv(valid(), tmp_path)
    text = "學校,年級,學生數,班級數\r\n第一學校,1,80,2\r\n"
    (tmp_path / "年级.csv").write_bytes(text.encode("big5"))
    assert inspect(tmp_path).district is None


def test_a_csv_with_an_open_quote_is_read_no_further(tmp_path: Path) -> None:
    save_csv(valid(), tmp_path)
    (tmp_path / "年级.csv").write_text(as_csv(valid()["年级"]) + '"S2,2,40,1\r\nS3,4,5,6\r\n', encoding="utf-8")
    assert _only(tmp_path).code == "broken_csv"


@pytest.mark.parametrize(("delimiter", "word"), [(";", "semicolon"), ("\t", "tab"), ("，", "full-width comma")])
def test_another_delimiter_is_read_with_a_warning(delimiter: str, word: str, tmp_path: Path) -> None:
    save_csv(valid(), tmp_path)
    (tmp_path / "年级.csv").write_text(as_csv(valid()["年级"], delimiter), encoding="utf-8")
    diagnosis = inspect(tmp_path)
    assert codes(diagnosis) == ["other_delimiter"]
    assert word in diagnosis.defects[0].line("en")
    assert diagnosis.district is not None


def test_a_table_with_501_columns(tmp_path: Path) -> None:
    tables = valid()
    for row in tables["年级"]:
        row.extend(["x"] * (501 - len(row)))
    assert _only(save_csv(tables, tmp_path / "csv")).code == "too_many_columns"
    assert _only(save_workbook(tables, tmp_path / "a.xlsx")).code == "too_many_columns"


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # valid() has 16 rows at most per sheet: the limit is put right there, then one below.
    longest = max(len(rows) for rows in valid().values())
    for limit, expected in ((longest, []), (longest - 1, ["too_many_rows"])):
        monkeypatch.setattr("rotation.io.csvfile.MAXIMUM_ROWS", limit)
        monkeypatch.setattr("rotation.io.sheetxml.MAXIMUM_ROWS", limit)
        assert codes(inspect(save_csv(valid(), tmp_path / "csv"))) == expected
        assert codes(inspect(save_workbook(valid(), tmp_path / "a.xlsx"))) == expected


def test_a_declared_dimension_of_millions_and_far_blank_cells_cost_nothing(tmp_path: Path) -> None:
    book = workbook(valid())
    book["年级"].cell(1_048_576, 400).number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    assert codes(inspect(tmp_path / "a.xlsx")) == []


def test_no_known_sheet(tmp_path: Path) -> None:
    save_csv({"食堂": [["a", "b"], ["1", "2"]]}, tmp_path)
    assert codes(inspect(tmp_path).errors) == ["no_known_sheet"]


def test_nothing_is_written_by_reading(book: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in book.parent.iterdir()}
    inspect(book)
    assert {p: p.stat().st_mtime_ns for p in book.parent.iterdir()} == before


def test_text_that_looks_like_a_place_to_fill_in_is_harmless(tmp_path: Path) -> None:
    tables = valid()
    tables["年级"][1][0] = "{0.__class__}"
    assert "{0.__class__}" in inspect(save_csv(tables, tmp_path)).errors[0].line("zh")


def test_bytes_chosen_at_random_raise_nothing(tmp_path: Path, book: Path) -> None:
    content = book.read_bytes()
    path = tmp_path / "cut.xlsx"
    for cut in range(0, len(content), len(content) // 40):
        path.write_bytes(content[:cut] + bytes([cut % 256]) * 3 + content[cut + 3 :])
        inspect(path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    path.write_bytes(buffer.getvalue())
    assert _only(path).code == "broken_workbook"
