"""Seeds that are empty, cannot be seen or cannot be written are refused in one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from class_grades import grade, grade_csv

from rotation.classes.draw import combine
from rotation.classes.draw_seed import plain_part, public_seed, typed
from rotation.cli import main
from rotation.errors import RotationError


@pytest.mark.parametrize("part", ["12\u008534", "12\u202834", "12\n34", "\u200b", "1\u200b2", "\udcff", "", "  "])
def test_a_part_that_cannot_be_typed_again_is_refused(part: str) -> None:
    with pytest.raises(RotationError, match="--seed-part"):
        combine("0" * 64, ["1", part], lang="en")


def test_blanks_of_any_width_are_one_form_of_a_part() -> None:
    assert combine("0" * 64, [" 3\u3000 5 "]) == combine("0" * 64, ["3 5"])
    assert plain_part("e\u0301") == "é"


@pytest.mark.parametrize("seed", ["", " ", "\u3000", "\u200b", "a\udcff"])
@pytest.mark.parametrize("command", ["deal", "deal-all"])
def test_a_deal_refuses_a_seed_that_is_none(
    tmp_path: Path, seed: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pupils.csv").write_text(grade_csv(grade(20, seed=1)), encoding="utf-8")
    words = ["classes", command, str(tmp_path / "pupils.csv"), "--seed", seed, "--out", str(tmp_path / "out")]
    assert main([*words, *(["--classes", "2"] if command == "deal" else []), "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("--seed ")
    assert not (tmp_path / "out").exists()


def test_what_can_be_seen_stays_as_it_was_given() -> None:
    assert public_seed(" 2026-09-01 开奖 03 ", "zh") == " 2026-09-01 开奖 03 "
    assert typed("health", "--reason", "en") == "health"


def test_a_name_of_a_class_that_is_not_utf_8_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pupils.csv").write_text(grade_csv(grade(20, seed=1)), encoding="utf-8")
    words = ["draw", "commit", str(tmp_path / "pupils.csv"), "--classes", "2", "--out", str(tmp_path / "out")]
    assert main([*words, "--names", "A\udcff,B", "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("--names ")


def test_a_name_of_a_class_has_forty_characters_at_most(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A longer one breaks the tables that have it at the head of a column."""
    (tmp_path / "pupils.csv").write_text(grade_csv(grade(20, seed=1)), encoding="utf-8")
    for command in (["draw", "commit"], ["classes", "deal", "--seed", "1"]):
        words = [*command, str(tmp_path / "pupils.csv"), "--classes", "2", "--out", str(tmp_path / command[0])]
        assert main([*words, "--names", f"{'A' * 41},B", "--lang", "en"]) == 1
        assert capsys.readouterr().err.startswith("--names has 41 characters and may have 40 at most")
        assert not (tmp_path / command[0]).exists()
        assert main([*words, "--names", f"{'A' * 40},B", "--lang", "en"]) == 0


def test_a_seed_has_two_hundred_characters_at_most() -> None:
    assert public_seed("3" * 200, "zh") == "3" * 200
    with pytest.raises(RotationError, match="--seed has 201 characters"):
        public_seed("3" * 201, "en")
    assert len(combine("0" * 64, ["3" * 201])) == 64  # what was drawn before is verified as it was drawn
