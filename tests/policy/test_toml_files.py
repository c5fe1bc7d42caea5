"""What a file of settings may hold, and the names that a file can have."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotation.errors import PolicyError
from rotation.policy.load import find_policy
from rotation.rules import read_policy

TITLES = 'title_zh = "x"\ntitle_en = "x"\nextends = "national"\n'


def said_of(folder: Path, lines: str) -> str:
    file = folder / "x.toml"
    file.write_text(f'name = "x"\n{TITLES}{lines}\n', encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_policy(file)
    return str(error.value)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (f"deep = {'[' * 5000}{']' * 5000}", "nested too deep"),
        (f"[{'.'.join('a' * 3000)}]", "nested too deep"),
        (f"weight = {'9' * 5000}", "a number that is too long"),
        (f"weight = {'9' * 4000}", "weight is a number that is too long"),
        ("weight = ", "is not valid TOML"),
    ],
)
def test_what_no_file_of_settings_holds_is_told_with_the_file(tmp_path: Path, lines: str, said: str) -> None:
    told = said_of(tmp_path, lines)
    assert "x.toml: " in told
    assert said in told


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000 + ".toml", f"{'y' * 300}/z.toml", "a\0b.toml"])
def test_a_name_that_no_file_can_have_is_no_policy(tmp_path: Path, name: str) -> None:
    with pytest.raises(PolicyError, match="there is no policy"):
        find_policy(name)
    file = tmp_path / "x.toml"
    file.write_text(f'name = "x"\nextends = "{name.replace(chr(0), "")}"\n', encoding="utf-8")
    with pytest.raises(PolicyError, match="there is no policy"):
        read_policy(file)
