"""The sheets of entrants and neighbouring schools: read in both languages, every defect found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from io_tables import Tables, check_csv, codes, save_workbook, valid

from rotation import io
from rotation.domain.district import Entrants, Neighbour
from rotation.io import inspect

ENTRANTS = ["学校", "年级", "入学年度", "新生数", "随兄姐在本校人数", "双胞胎对数"]
NEIGHBOURS = ["片区学校", "可调剂学校", "学段", "最多调剂人数"]


def tables(entrants: list[list[object]], neighbours: list[list[object]]) -> Tables:
    found = valid()
    found["新生"] = [list(ENTRANTS), *entrants]
    found["相邻学校"] = [list(NEIGHBOURS), *neighbours]
    return found


GOOD = tables(
    [["S1", "一年级", "", 80, 4, 1], ["第二学校", 1, 2027, 30, "", ""]],
    [["S1", "S2", "小学", 20], ["S2", "S1", "小学", ""]],
)


def test_both_sheets_are_read_and_written_back(tmp_path: Path) -> None:
    diagnosis = check_csv(GOOD, tmp_path / "csv")
    assert diagnosis.defects == ()
    district = diagnosis.district
    assert district is not None
    assert district.entrants == (
        Entrants(school="S1", grade=1, pupils=80, staying=4, twin_pairs=1),
        Entrants(school="S2", grade=1, year=2027, pupils=30),
    )
    assert district.neighbours == (
        Neighbour(school="S1", neighbour="S2", stage="primary", most_entrants=20),
        Neighbour(school="S2", neighbour="S1", stage="primary"),
    )
    io.write_csv(district, tmp_path / "en")
    assert io.read(tmp_path / "en") == district
    io.write_workbook(district, tmp_path / "zh.xlsx")
    assert io.read(tmp_path / "zh.xlsx") == district


def test_a_district_without_the_sheets_keeps_its_digest(tmp_path: Path) -> None:
    district = check_csv(valid(), tmp_path).district
    assert district is not None
    assert not {"entrants", "neighbours"} & set(io.canonical_tables(district))


@pytest.mark.parametrize(
    ("entrants", "neighbours", "code", "row"),
    [
        ([["S9", 1, "", 80, "", ""]], [], "unknown_school", 2),
        ([["S1", 1, "", -1, "", ""]], [], "out_of_range", 2),
        ([["S1", 2, "", 80, "", ""]], [], "entrants_of_other_grade", 2),
        ([["S2", 7, "", 80, "", ""]], [], "entrants_without_section", 2),
        ([["S1", 1, 2025, 80, "", ""]], [], "entrants_of_past", 2),
        ([["S1", 1, "", 80, 79, 1]], [], "entrants_overbooked", 2),
        ([["S1", 1, "", 81, "", ""]], [], "entrants_differ", 2),
        ([["S1", 1, "", 80, "", ""], ["S1", 1, 2026, 80, "", ""]], [], "duplicate_entrants", 3),
        ([], [["S1", "S1", "小学", 5]], "own_neighbour", 2),
        ([], [["S1", "S2", "初中", 5]], "neighbour_without_section", 2),
        ([], [["S1", "S8", "小学", 5]], "unknown_school", 2),
        ([], [["S1", "S2", "小学", 5], ["S1", "S2", "小学", ""]], "duplicate_neighbour", 3),
        ([], [["S1", "S2", "小学", -2]], "out_of_range", 2),
        ([["S1", 1, "", 80, 78, 1], ["S1", 1, 2027, 80, 80, 0]], [], "", 0),
    ],
)
def test_each_defect_is_found_once_where_it_stands(
    tmp_path: Path, entrants: list[list[object]], neighbours: list[list[object]], code: str, row: int
) -> None:
    found = inspect(save_workbook(tables(entrants, neighbours), tmp_path / "book.xlsx"))
    assert codes(found) == ([code] if code else [])
    assert [defect.row for defect in found.defects] == ([row] if code else [])
