"""A file of dealing rules is read as a policy is: a byte order mark is nothing, and a mistake says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotation.errors import PolicyError
from rotation.policy.dealing import read_rules

GOOD = 'name = "x"\ntitle_zh = "x"\ntitle_en = "x"\nsource = "x"\n'


def test_a_byte_order_mark_is_no_part_of_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(GOOD, encoding="utf-8-sig")
    assert read_rules(str(file)).name == "x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name = \n", "line 1"),
        (b"\xff", "is not UTF-8 text"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "nested too deep"),
        (b"total_from = " + b"9" * 5000, "a number that is too long"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_reason(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    with pytest.raises(PolicyError, match=said):
        read_rules(str(file), lang="en")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("balence = []", "; did you mean balance?"),
        ("[random]", "; known: balance, "),
        ('balance = ["sex", "sex"]', "each once"),
        ('family = "B"\nscores = ["AB", "ＡＢ"]', "a list of different column names"),
        ('effort = "a\\nb"', '"effort" is '),
    ],
)
def test_what_is_wrong_is_told_with_what_may_have_been_meant(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(GOOD + line + "\n", encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        read_rules(str(file), lang="en")
    assert said in caught.value.said("en")
    assert len(caught.value.problems) == 1


def test_a_title_of_two_lines_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(GOOD.replace('source = "x"', 'source = "x\\ny"'), encoding="utf-8")
    with pytest.raises(PolicyError, match="the document, at most 200 characters"):
        read_rules(str(file), lang="en")


@pytest.mark.parametrize("name", ["randm", "../dealing/random"])
def test_shipped_rules_are_known_by_their_name_alone(name: str) -> None:
    with pytest.raises(PolicyError, match=r"may be given too; did you mean random\?"):
        read_rules(name, lang="en")


@pytest.mark.parametrize("name", ["x" * 400, "x" * 400 + ".toml"])
def test_a_name_that_no_file_can_have_names_no_rules(name: str) -> None:
    with pytest.raises(PolicyError, match="There are no rules"):
        read_rules(name, lang="en")
