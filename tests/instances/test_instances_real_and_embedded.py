"""Real schools get as many drawn teachers as reported; shipped instances are what the generator makes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rotation import io
from rotation.errors import RotationError
from rotation.instances import data_folder, dress, embedded, embedded_names, generate, profile
from rotation.instances.realdata import read_real

SHIPPED_SEEDS = {"tiny": 1, "town": 4, "county": 4}


@pytest.fixture(scope="module")
def folder() -> Path:
    try:
        return data_folder()
    except RotationError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(("county", "schools", "teachers"), [("taitung", 111, 1551), ("yunlin", 186, 3379)])
def test_real_schools_keep_their_teachers_pupils_and_codes(
    folder: Path, county: str, schools: int, teachers: int
) -> None:
    district = dress(folder, county, 1)
    real = read_real(folder, county)
    assert len(district.schools) == len(real) == schools
    assert Counter(t.school for t in district.teachers) == {school.code: school.teachers for school in real}
    # The README of the data gives the primary totals.
    assert sum(t.stage == "primary" for t in district.teachers) == teachers
    assert sum(row.pupils for row in district.grades) == sum(sum(school.pupils) for school in real)
    assert all(school.name == school.id for school in district.schools)
    assert dress(folder, county, 1) == district


def test_the_source_names_what_is_real_and_what_was_imputed(folder: Path) -> None:
    source = dress(folder, "taitung", 1).source
    for part in ("real schools", "140301 144322", "synthetic", "seed 1", "ODbL"):
        assert part in source


def test_islands_stand_apart(folder: Path) -> None:
    district = dress(folder, "taitung", 1)
    assert Counter(s.island for s in district.schools if s.island) == {"蘭嶼鄉": 5, "綠島鄉": 3}


def test_an_unknown_county_or_an_absent_folder_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ROTATION_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(RotationError, match="ROTATION_DATA"):
        data_folder()
    with pytest.raises(RotationError, match="taitung, yunlin"):
        dress(tmp_path, "penghu", 1)
    with pytest.raises(RotationError, match=r"elementary\.csv"):
        dress(tmp_path, "taitung", 1)


@pytest.mark.parametrize("name", SHIPPED_SEEDS)
def test_a_shipped_instance_is_what_its_seed_makes(name: str, tmp_path: Path) -> None:
    io.write_csv(generate(profile(name), SHIPPED_SEEDS[name]), tmp_path)
    shipped = embedded(name)
    assert (shipped / "PROVENANCE.md").is_file()
    for made in sorted(tmp_path.iterdir()):
        assert (shipped / made.name).read_bytes() == made.read_bytes(), made.name


def test_the_shipped_instances_are_three_and_another_name_is_refused() -> None:
    assert set(SHIPPED_SEEDS) <= set(embedded_names())
    with pytest.raises(RotationError, match="no embedded instance named village"):
        embedded("village")
