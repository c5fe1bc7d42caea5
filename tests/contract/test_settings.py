"""The settings of classes and lessons: every wrong value is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotation.errors import PolicyError
from rotation.rules import read_policy

HEAD = 'name = "x"\ntitle_zh = "x"\ntitle_en = "x"\nextends = "national"\n'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('[classes]\ntiers = ["over_cap"]', "classes.tiers"),
        ('[classes]\ntiers = ["classes", "classes"]', "none twice"),
        ("[classes]\nsize_difference = 0", "classes.size_difference"),
        ('[classes]\nrunning = "perhaps"', "classes.running"),
        ('[classes.cap]\nmode = "off"', "classes.cap.mode"),
        ("[classes.cap]\nprimary = 44.5", "classes.cap.primary"),
        ("[classes.cap]\nprimry = 44", "classes.cap.primry"),
        ('[classes.staff]\nmode = "target"', "classes.staff.mode"),
        ("[classes.direction]\nwithin_km = -1", "classes.direction.within_km"),
        ("[classes.direction.catchment_share]\nprimary = 1.5", "catchment_share"),
        ("[classes.pilot]\ngrades = [0]", "classes.pilot.grades"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, lines: str, said: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f"{HEAD}{lines}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_policy(str(file))
    assert said in str(error.value)


def test_a_county_states_only_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f"{HEAD}[classes.cap]\nprimary = 40\n", encoding="utf-8")
    terms = read_policy(str(file)).classes
    assert (terms.cap.primary, terms.cap.junior, terms.rooms.mode) == (40, 50, "required")


def test_a_standard_load_is_at_least_one_lesson(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f"{HEAD}[lessons.standard.primary]\nmusic = 1\n", encoding="utf-8")
    assert read_policy(str(file)).lessons.standard["primary"]["music"] == 1
    file.write_text(f"{HEAD}[lessons.standard.primary]\nmusic = 0\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"lessons\.standard\.primary\.music = 0"):
        read_policy(str(file))
