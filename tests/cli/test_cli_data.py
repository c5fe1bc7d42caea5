"""new, check, audit and generate, as a clerk meets them."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest
from cli_runs import Run

from rotation.i18n import LANGUAGES, Language
from rotation.i18n.commands import POLICY_FILE
from rotation.instances import embedded
from rotation.rules import read_policy

pytest_plugins = ["cli_fixtures"]


def test_a_new_folder_can_be_checked_at_once(run: Run, tmp_path: Path) -> None:
    done = run("new", tmp_path / "x")
    assert done.code == 0
    assert sorted(p.name for p in (tmp_path / "x").iterdir()) == ["policy.toml", "教师交流数据.xlsx"]
    assert run("check", tmp_path / "x").code == 0
    assert read_policy(tmp_path / "x" / "policy.toml").rules == read_policy("national").rules


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_setting_of_the_new_policy_is_valid_once_uncommented(tmp_path: Path, lang: Language) -> None:
    setting = re.compile(r"# (\[rules|\[classes|\w+ = )")
    lines = POLICY_FILE.to(lang).splitlines()
    path = tmp_path / "policy.toml"
    path.write_text(
        "\n".join(line.removeprefix("# ") if setting.match(line) else line for line in lines),
        encoding="utf-8",
    )
    assert len(tomllib.loads(path.read_text(encoding="utf-8"))["rules"]) == 6
    assert read_policy(path).rules["senior_share"].mode == "required"


@pytest.mark.parametrize("name", ["policy.toml", "教师交流数据.xlsx"])
def test_new_overwrites_nothing(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    done = run("new", tmp_path)
    assert done.code == 1
    assert name in done.err
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"mine"


@pytest.mark.parametrize("command", ["audit", "solve", "sweep", "region", "classes"])
def test_a_county_s_own_policy_that_is_not_used_is_told_of(run: Run, tmp_path: Path, command: str) -> None:
    """The file that ``new`` writes beside the workbook is used where --policy names it, and nowhere else."""
    folder = tmp_path / "county"
    folder.mkdir()
    for path in embedded("tiny").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    rest = {
        "solve": ["--out", tmp_path / "plan"], "region": ["--out", tmp_path / "region"],
        "sweep": ["--vary", "exchange_ratio.min_ratio=0.1:0.2:0.1", "--out", tmp_path / "sweep"],
    }.get(command, [])  # fmt: skip
    own = folder / "policy.toml"
    own.write_text(POLICY_FILE.zh, encoding="utf-8")
    assert "没有给 --policy" not in run(command, folder, *rest).err  # as written it says what the national one says
    own.write_text(POLICY_FILE.zh + "\n[rules.exchange_ratio]\nmin_ratio = 0.12\n", encoding="utf-8")
    again = [tmp_path / f"{path.name}2" if isinstance(path, Path) else path for path in rest]
    assert f"按“国家基本要求”计算，没有用 {own}" in run(command, folder, *again).err
    named = [tmp_path / f"{path.name}3" if isinstance(path, Path) else path for path in rest]
    assert "没有给 --policy" not in run(command, folder, "--policy", own, *named).err


def test_a_clean_district_exits_0(run: Run) -> None:
    done = run("check", embedded("tiny"))
    assert (done.code, done.out.strip()) == (0, "没有发现问题：4 所学校，17 名教师。")


def test_an_error_exits_1_and_says_how_to_mend_it(run: Run, tmp_path: Path) -> None:
    for path in embedded("tiny").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    teachers = tmp_path / "teachers.csv"
    teachers.write_text(teachers.read_text(encoding="utf-8").replace(",female,", ",f?,", 1), encoding="utf-8")
    done = run("check", tmp_path, "--lang", "en")
    assert done.code == 1
    assert "1 error, to be mended" in done.out
    assert "column sex: " in done.out
    assert '"f?"' in done.out
    for command in (["audit", tmp_path], ["solve", tmp_path, "--out", tmp_path / "plan"]):
        stopped = run(*command, "--lang", "en")
        assert stopped.code == 1
        assert "f?" in stopped.err
    assert not (tmp_path / "plan").exists()


def test_a_missing_input_is_one_sentence(run: Run, tmp_path: Path) -> None:
    for command in ("check", "audit"):
        done = run(command, tmp_path / "nowhere", "--lang", "en")
        assert done.code == 1
        assert "nowhere" in done.out + done.err


def test_an_unknown_policy_is_named_with_the_nearest(run: Run) -> None:
    done = run("audit", embedded("tiny"), "--policy", "natonal")
    assert done.code == 1
    assert "national" in done.err
    assert done.out == ""


def test_audit_writes_everyone_s_reason(run: Run, tmp_path: Path) -> None:
    done = run("audit", embedded("tiny"), "--out", tmp_path / "tables")
    assert done.code == 0
    with (tmp_path / "tables" / "eligibility.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 17
    assert sum(row["符合条件"] == "是" for row in rows) == 9
    assert all(row["说明"] for row in rows)
    again = run("audit", embedded("tiny"), "--out", tmp_path / "tables")
    assert again.code == 1
    assert "不是空的" in again.err


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_generate_makes_the_shipped_folder_byte_for_byte(run: Run, tmp_path: Path, name: str) -> None:
    seed = {"tiny": 1, "town": 4}[name]
    assert run("generate", name, "--seed", seed, "--out", tmp_path / "d").code == 0
    made = {p.name: p.read_bytes() for p in (tmp_path / "d").iterdir()}
    assert made == {p.name: p.read_bytes() for p in embedded(name).iterdir()}


def test_generate_takes_a_size_and_says_what_it_knows(run: Run, tmp_path: Path) -> None:
    assert run("generate", "12x300", "--out", tmp_path / "d").code == 0
    assert run("check", tmp_path / "d").code == 0
    assert "12x300" in (tmp_path / "d" / "PROVENANCE.md").read_text(encoding="utf-8")
    assert run("generate", "2x12x240", "--out", tmp_path / "province").code == 0
    assert "24 schools" in (tmp_path / "province" / "PROVENANCE.md").read_text(encoding="utf-8")
    wrong = run("generate", "nowhere", "--out", tmp_path / "e")
    assert wrong.code == 1
    assert "tiny, town, county" in wrong.err
    refused = run("generate", "8x200", "--out", tmp_path / "e")
    assert refused.code == 1
    assert refused.err == "8 所学校、200 名教师生成不了：学校至少 12 所，平均每校教师 20 至 120 人。\n"
    assert "give 12 schools or more" in run("generate", "8x200", "--lang", "en", "--out", tmp_path / "e").err
    assert run("generate", "2x9", "--out", tmp_path / "e").code == 1
    assert run("generate", "tiny", "--out", tmp_path / "d").code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_defects_left_out_are_told_with_the_command_that_lists_them(run: Run, tmp_path: Path, lang: Language) -> None:
    folder = tmp_path / "my county"
    folder.mkdir()
    for path in embedded("tiny").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    sheet = folder / "teachers.csv"
    sheet.write_text(re.sub(",(fe)?male,", ",x,", sheet.read_text("utf-8-sig")), "utf-8")  # 17 teachers, 10 told
    done = run("--lang", lang, "solve", folder, "--out", tmp_path / "plan")
    assert done.code == 1
    last = done.err.splitlines()[-1]
    assert last.startswith("……另有 7 个，" if lang == "zh" else "... and 7 more; ")
    assert last.endswith(f'rotation check "{folder}"')
