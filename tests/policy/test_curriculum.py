"""A policy's own curriculum: changes subject by subject, and reads again as it was written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rotation.cli import main
from rotation.errors import PolicyError
from rotation.instances import embedded
from rotation.policy import Policy, canonical_policy, policy_digest
from rotation.policy.curriculum import read_curriculum
from rotation.rules import read_policy, toml_policy

HEAD = 'name = "c"\ntitle_zh = "c"\ntitle_en = "c"\nextends = "national"\n'
NATIONAL = read_curriculum("national")


def file_of(folder: Path, lines: str) -> Path:
    path = folder / "c.toml"
    path.write_text(f"{HEAD}{lines}\n", encoding="utf-8")
    return path


def again(policy: Policy) -> Policy:
    return toml_policy(tomllib.loads(canonical_policy(policy)), "copy")


def test_one_grade_of_one_subject_changes_and_all_else_stays(tmp_path: Path) -> None:
    policy = read_policy(file_of(tmp_path, "[curriculum.music]\n1 = 3"))
    assert policy.curriculum == NATIONAL | {("music", 1): 3}


def test_zero_takes_a_subject_out_and_the_copy_says_so(tmp_path: Path) -> None:
    policy = read_policy(file_of(tmp_path, "[curriculum.music]\n1 = 0"))
    assert policy.curriculum == {place: weekly for place, weekly in NATIONAL.items() if place != ("music", 1)}
    assert again(policy).curriculum == policy.curriculum
    assert policy_digest(again(policy)) == policy_digest(policy)


def test_a_copy_of_the_national_one_holds_no_zeros() -> None:
    table = tomllib.loads(canonical_policy(read_policy("national")))["curriculum"]
    assert {(s, int(g)): n for s, row in table.items() for g, n in row.items()} == NATIONAL


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("[curriculum]\nmusic = 5", "curriculum.music = 5: must be a table of grades, such as 1 = 2"),
        ("[curriculum.musik]\n1 = 2", "curriculum.musik is not known; did you mean music?"),
        ("[curriculum.music]\n10 = 2", "curriculum.music.10 is no grade: must be 1 to 9"),
        ("[curriculum.music]\n1 = 61", "curriculum.music.1 = 61: must be weekly lessons, a whole number from 0 to 60"),
        ("[curriculum.music]\n1 = true", "curriculum.music.1 = True: must be weekly lessons"),
        ("[curriculum.music]\n1 = 10000000000000000000000", "curriculum.music.1 is a number that is too long"),
    ],
)
def test_what_is_no_curriculum_is_named(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(PolicyError) as error:
        read_policy(file_of(tmp_path, lines))
    assert said in str(error.value)


def test_a_plan_by_an_own_curriculum_verifies(tmp_path: Path) -> None:
    policy = file_of(tmp_path, "[curriculum.music]\n1 = 0\n2 = 1")
    out = str(tmp_path / "plan")
    assert main(["solve", str(embedded("tiny")), "--policy", str(policy), "--out", out, "--quick"]) == 0
    assert main(["verify", out]) == 0
