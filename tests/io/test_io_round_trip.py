"""The same district gives the same canonical bytes whatever it was written as, and reading them gives it back."""

# ruff: noqa: E501 - a Chinese character counts as two

from __future__ import annotations

import dataclasses
import io
import random
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from io_tables import Tables, check_csv, codes, put, save_csv, save_workbook, valid
from openpyxl import load_workbook

from rotation.domain import words
from rotation.domain.district import District, Grade, School, Section, Teacher, Travel
from rotation.errors import InputError
from rotation.io import (
    canonical_tables,
    digest,
    inspect,
    read,
    write_csv,
    write_template,
    write_workbook,
)
from rotation.report.defects import show_defects
from rotation.report.screen import Screen

_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def district(tmp_path: Path) -> District:
    found = check_csv(valid(), tmp_path / "given").district
    assert found is not None
    return found


def _shuffled(tables: Tables, seed: int) -> Tables:
    draw = random.Random(seed)
    result = {}
    for name, rows in tables.items():
        order = draw.sample(range(len(rows[0])), len(rows[0]))
        body = draw.sample(rows[1:], len(rows) - 1)
        result[name] = [[row[i] for i in order] for row in [rows[0], *body]]
    return result


@_FEW
@given(seed=st.integers(0, 10**6), encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_encoding_and_order_do_not_change_a_byte(seed: int, encoding: str, district: District) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = save_csv(_shuffled(valid(), seed), Path(folder), encoding)
        assert canonical_tables(read(path)) == canonical_tables(district)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_written_reads_back_to_the_same_district(lang: str, form: str, district: District, tmp_path: Path) -> None:
    if form == "csv":
        write_csv(district, tmp_path / "out", lang)  # type: ignore[arg-type]
        back = inspect(tmp_path / "out")
    else:
        write_workbook(district, tmp_path / "out.xlsx", lang)  # type: ignore[arg-type]
        back = inspect(tmp_path / "out.xlsx")
    assert back.defects == ()
    assert back.district == district
    assert canonical_tables(read(tmp_path / ("out" if form == "csv" else "out.xlsx"))) == canonical_tables(district)


_names = st.text(st.sampled_from("甲乙丙丁（）\"',;=+-@ 学校Aa0<&>"), min_size=1, max_size=6).map(lambda s: "x" + s.strip())
_floats = st.floats(74, 135, allow_nan=False)


@st.composite
def _districts(draw: st.DrawFn) -> District:
    ids = draw(st.lists(_names.map(lambda s: s.replace(" ", "")), min_size=1, max_size=3, unique_by=str.casefold))
    schools = tuple(
        School(id=i, name=" ".join(draw(_names).split()), zone=draw(st.sampled_from(words.ZONES)), township="t",
               latitude=draw(st.floats(4, 53)), longitude=draw(_floats), equipment_yuan=draw(st.none() | _floats),
               classrooms=draw(st.none() | st.integers(0, 99)))
        for i in sorted(ids)
    )  # fmt: skip
    teachers = tuple(
        Teacher(id=f"T{n}", name=" ".join(draw(_names).split()), sex=draw(st.sampled_from(words.SEXES)),
                born=draw(st.dates(date(1965, 1, 1), date(1990, 1, 1))), hired=None,
                arrived=draw(st.dates(date(2010, 1, 1), date(2026, 1, 1))), school=draw(st.sampled_from(ids)),
                stage="primary", subject=draw(st.sampled_from(words.SUBJECTS)),
                certificate_stages=draw(st.sampled_from([(), ("primary",), ("primary", "junior")])),
                degree=draw(st.sampled_from(words.DEGREES)), title=draw(st.sampled_from(words.TITLES)),
                grades=draw(st.sampled_from([(), (1,), (1, 2)])), volunteer=draw(st.booleans()))
        for n in range(draw(st.integers(1, 4)))
    )  # fmt: skip
    pairs = [(a, b) for a in sorted(ids) for b in sorted(ids) if a < b]
    return District(
        name="县", year=2026, schools=schools, teachers=teachers,
        sections=tuple(Section(school=i, stage="primary", staff_quota=9,
                               visiting_specialists=draw(st.none() | st.integers(0, 3))) for i in sorted(ids)),
        grades=tuple(Grade(school=i, grade=1, pupils=30, classes=1) for i in sorted(ids)),
        travel=tuple(Travel(origin=a, destination=b, hectometres=draw(st.none() | st.integers(0, 9999))) for a, b in pairs),
    )  # fmt: skip


@_FEW
@given(district=_districts(), lang=st.sampled_from(["zh", "en"]))
def test_any_district_survives_both_forms(district: District, lang: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_csv(district, Path(folder) / "csv", lang)  # type: ignore[arg-type]
        write_workbook(district, Path(folder) / "a.xlsx", lang)  # type: ignore[arg-type]
        assert read(Path(folder) / "csv") == district
        assert read(Path(folder) / "a.xlsx") == district


def test_the_canonical_tables_are_these(district: District) -> None:
    tables = canonical_tables(district)
    assert list(tables) == [
        "district", "schools", "sections", "grades", "teachers", "preferences", "decisions", "travel", "curriculum",
    ]  # fmt: skip
    assert tables["district"] == "name,year\n青山县,2026\n"
    assert tables["travel"] == "origin,destination,km,minutes\nS1,S2,12.3,20\nS1,S3,,\nS3,S2,8.0,15\n"
    assert tables["grades"] == "school,grade,pupils,classes\nS1,1,80,2\nS1,7,90,2\nS2,1,40,1\nS3,3,12,1\n"
    assert tables["teachers"].splitlines()[1].startswith("T1,张一,male,1980-05-01,2002-09-01,2010-09-01,S1,primary,chinese,")


def test_empty_optional_tables_are_left_out(district: District) -> None:
    bare = dataclasses.replace(district, preferences=(), travel=(), decisions=(), curriculum=())
    assert list(canonical_tables(bare)) == ["district", "schools", "sections", "grades", "teachers"]


def test_the_digest_changes_with_any_fact_but_the_source(district: District) -> None:
    assert len(digest(district)) == 64
    assert digest(dataclasses.replace(district, source="elsewhere")) == digest(district)
    assert digest(dataclasses.replace(district, year=2027)) != digest(district)
    teachers = (dataclasses.replace(district.teachers[0], volunteer=True), *district.teachers[1:])
    assert digest(dataclasses.replace(district, teachers=teachers)) != digest(district)


def test_the_order_of_records_does_not_change_the_digest(district: District) -> None:
    assert digest(dataclasses.replace(district, teachers=district.teachers[::-1])) == digest(district)


def test_the_source_is_kept(district: District, tmp_path: Path) -> None:
    write_csv(dataclasses.replace(district, source="generator, seed 7"), tmp_path / "out")
    assert read(tmp_path / "out").source == "generator, seed 7"


def test_a_workbook_has_the_same_bytes_every_time(district: District, tmp_path: Path) -> None:
    write_workbook(district, tmp_path / "a.xlsx")
    write_workbook(district, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_that_looks_like_a_formula_stays_text_in_a_workbook(tmp_path: Path) -> None:
    tables = valid()
    put("教师", 2, "姓名", "=1+1")(tables)
    district = read(save_csv(tables, tmp_path / "csv"))
    write_workbook(district, tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx")["教师"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert read(tmp_path / "a.xlsx") == district


def test_openpyxl_and_excel_types_agree_in_a_written_workbook(district: District, tmp_path: Path) -> None:
    write_workbook(district, tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx")["教师"]
    assert page.freeze_panes == "A2"
    assert page["D2"].is_date
    assert page["D2"].value.date() == date(1980, 5, 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_untouched_template_is_no_error_but_nothing_to_solve(lang: str, tmp_path: Path) -> None:
    (path,) = write_template(tmp_path / "new", lang)  # type: ignore[arg-type]
    (tmp_path / "new" / "policy.toml").write_text("extends = 'national'")
    for place in (path, path.parent):
        diagnosis = inspect(place)
        assert codes(diagnosis) == ["only_examples"]
        assert diagnosis.errors == ()
        assert diagnosis.district is None
        with pytest.raises(InputError, match="示例"):
            read(place)


def test_a_template_is_not_overwritten_and_always_the_same(tmp_path: Path) -> None:
    (first,) = write_template(tmp_path / "a")
    (second,) = write_template(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(InputError) as refusal:
        write_template(tmp_path / "a")
    assert codes(refusal.value.defects) == ["file_exists"]  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_filled_in_below_its_examples_is_read(lang: str, district: District, tmp_path: Path) -> None:
    (path,) = write_template(tmp_path / "new", lang)  # type: ignore[arg-type]
    write_workbook(district, tmp_path / "full.xlsx", lang)  # type: ignore[arg-type]
    template, full = load_workbook(path), load_workbook(tmp_path / "full.xlsx")
    for page in full:
        fields = [cell.value for cell in template[page.title][1]]
        headings = [cell.value for cell in page[1]]
        for number, row in enumerate(page.iter_rows(min_row=2), 3):
            for heading, cell in zip(headings, row, strict=True):
                copy = template[page.title].cell(number, fields.index(heading) + 1, cell.value)
                copy.data_type, copy.number_format = cell.data_type, cell.number_format
    template.save(path)
    diagnosis = inspect(path)
    assert set(codes(diagnosis)) == {"example_rows"}
    assert len(diagnosis.notes) == len(diagnosis.defects) == 11
    told = io.StringIO()
    show_defects(Screen(told, lang), diagnosis)  # type: ignore[arg-type]
    assert told.getvalue().count("示例" if lang == "zh" else "xample rows") == 1
    assert diagnosis.district == district


def test_the_example_rows_of_the_template_hold_nothing_unreadable(tmp_path: Path) -> None:
    # The examples with their mark taken off, in zh: every cell must be read, so that a clerk may copy it.
    (path,) = write_template(tmp_path / "new")
    book = load_workbook(path)
    for page in book:
        for cell in page[2] if page.title != "填写说明" else ():
            if isinstance(cell.value, str):
                cell.value = cell.value.removeprefix("示例：")
    book.save(path)
    assert set(codes(inspect(path).errors)) <= {
        "unknown_school", "school_without_section", "preference_for_own_school", "teacher_without_section",
    }  # fmt: skip


def test_a_template_has_drop_downs_notes_and_frozen_headings(tmp_path: Path) -> None:
    (path,) = write_template(tmp_path / "new")
    book = load_workbook(path)
    page = book["教师"]
    assert page.freeze_panes == "C2"  # thirty columns wide: id and name stay in sight
    assert book["意愿"].freeze_panes == "A2"
    assert all(cell.comment is not None for cell in page[1])
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert lists["C3"] == '"男,女"'


def test_the_same_data_in_all_four_forms_give_the_same_digest(district: District, tmp_path: Path) -> None:
    save_workbook(valid(), tmp_path / "by_hand.xlsx")
    write_csv(district, tmp_path / "en", "en")
    write_csv(district, tmp_path / "zh", "zh")
    write_workbook(district, tmp_path / "en.xlsx", "en")
    places = ["by_hand.xlsx", "en", "zh", "en.xlsx"]
    assert {digest(read(tmp_path / place)) for place in places} == {digest(district)}
    shutil.rmtree(tmp_path / "en")
