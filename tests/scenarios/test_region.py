"""Many districts at once: each plan is the one of ``solve``, one that fails costs only itself, a rerun goes on."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from rotation.cli import main
from rotation.errors import InputError
from rotation.instances import embedded
from rotation.io import read
from rotation.report.wrapping import width

PLAN = ("assignments.csv", "certificate.json", "proof.npz")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("region")
    for name in ("甲县", "乙县"):
        shutil.copytree(embedded("tiny"), folder / name)
    shutil.copytree(embedded("tiny"), folder / "broken")
    (folder / "broken" / "schools.csv").write_text("id\nS1\n", "utf-8")
    return [folder / name for name in ("甲县", "broken", "乙县")]


def _table(out: Path) -> list[dict[str, str]]:
    with (out / "region.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_district_has_the_plan_of_its_own_command_and_a_line(inputs: list[Path], tmp_path: Path) -> None:
    out, alone = tmp_path / "out", tmp_path / "alone"
    assert main(["region", *map(str, inputs), "--out", str(out), "--workers", "2", "--lang", "en"]) == 1
    assert main(["solve", str(inputs[0]), "--out", str(alone), "--lang", "en"]) == 0
    for name in PLAN:
        assert (out / "甲县" / name).read_bytes() == (alone / name).read_bytes()
    rows = _table(out)
    assert [row["plan folder"] for row in rows] == ["甲县", "broken", "乙县"]
    assert [row["state"] for row in rows] == ["planned", "failed", "planned"]
    assert "schools.csv" in rows[1]["reason"]
    assert not (out / "broken").exists()


@pytest.mark.parametrize(("lang", "start"), [("zh", "没有方案："), ("en", "There is no plan:")])
def test_why_a_district_has_no_plan_is_told_without_the_progress_before_it(
    inputs: list[Path], tmp_path: Path, lang: str, start: str
) -> None:
    """Tiny cannot exchange four of its nine eligible."""
    policy = tmp_path / "much.toml"
    head = 'name = "much"\ntitle_zh = "多"\ntitle_en = "much"\nextends = "national"\n'
    policy.write_text(head + "[rules.exchange_ratio]\nmin_ratio = 0.4\n", "utf-8")
    out = tmp_path / "out"
    assert main(["region", str(inputs[0]), "--policy", str(policy), "--out", str(out), "--lang", lang]) == 1
    assert list(_table(out)[0].values())[-1].startswith(start)


@pytest.mark.parametrize(("lang", "start"), [("zh", "按必须遵守的限制，"), ("en", "No class plan for 2026")])
def test_why_classes_cannot_be_opened_is_told_without_the_warnings_before_it(
    tmp_path: Path, lang: str, start: str
) -> None:
    """Every school has one classroom, for more than one grade; and one post a section, of which ``check`` warns."""
    shutil.copytree(embedded("tiny"), tmp_path / "tiny")
    for name, column in (("schools.csv", "classrooms"), ("sections.csv", "staff_quota")):
        sheet = tmp_path / "tiny" / name
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            rows = [{**row, column: "1"} for row in csv.DictReader(file)]
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    out = tmp_path / "out"
    assert main(["region", str(tmp_path / "tiny"), "--plan-classes", "--out", str(out), "--lang", lang]) == 1
    assert list(_table(out)[0].values())[-1].startswith(start)


def test_a_rerun_takes_what_is_there_and_refuses_another_plan(
    inputs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, good = tmp_path / "out", [str(inputs[0]), str(inputs[2])]
    assert main(["region", *good, "--out", str(out)]) == 0
    before = (out / "甲县" / "certificate.json").stat().st_mtime_ns
    shutil.rmtree(out / "乙县")  # as if it had been stopped before
    assert main(["region", *good, "--out", str(out), "--lang", "en"]) == 0
    assert [row["state"] for row in _table(out)] == ["planned before", "planned"]
    assert (out / "甲县" / "certificate.json").stat().st_mtime_ns == before
    assert main(["region", *good, "--out", str(out), "--seed", "1", "--lang", "en"]) == 1
    assert "another policy or seed" in capsys.readouterr().err
    assert (out / "甲县" / "certificate.json").stat().st_mtime_ns == before


def test_a_plan_altered_since_is_not_taken_over(
    inputs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["region", str(inputs[0]), "--out", str(out)]) == 0
    certificate = out / "甲县" / "certificate.json"
    text = certificate.read_text("utf-8")
    assert '"moves": 2' in text
    certificate.write_text(text.replace('"moves": 2', '"moves": 9', 1), "utf-8")
    assert main(["region", str(inputs[0]), "--out", str(out), "--lang", "en"]) == 1
    assert "does not hold" in capsys.readouterr().err
    assert [row["state"] for row in _table(out)] == ["failed"]


@pytest.mark.parametrize(("seed", "state"), [("0", "planned before"), ("1", "failed")])
def test_a_plan_that_an_orphan_ended_is_taken_if_it_is_the_one_asked_for(
    inputs: list[Path], tmp_path: Path, seed: str, state: str
) -> None:
    """The command was killed while its process planned on: the plan is there, that it ended is noted nowhere."""
    out = tmp_path / "out"
    assert main(["region", str(inputs[0]), "--out", str(out), "--seed", seed]) == 0
    note = out / ".keys" / "甲县.txt"
    shutil.rmtree(out / "甲县")
    orphan = ["solve", str(inputs[0]), "--out", str(out / "甲县"), "--json"]  # of seed 0
    assert main(orphan) == 0
    note.write_text(note.read_text("utf-8") + " begun", "utf-8")
    assert main(["region", str(inputs[0]), "--out", str(out), "--seed", seed, "--lang", "en"]) == int(state == "failed")
    assert [row["state"] for row in _table(out)] == [state]
    assert note.read_text("utf-8").endswith("begun") == (state == "failed")


def test_an_orphan_s_plan_with_planned_classes_is_taken_too(inputs: list[Path], tmp_path: Path) -> None:
    out, given = tmp_path / "out", [str(inputs[0]), "--plan-classes"]
    assert main(["region", *given, "--out", str(out)]) == 0
    note = out / ".keys" / "甲县.txt"
    note.write_text(note.read_text("utf-8") + " begun", "utf-8")
    assert main(["region", *given, "--out", str(out), "--lang", "en"]) == 0
    assert [row["state"] for row in _table(out)] == ["planned before"]
    shutil.rmtree(out / "甲县")
    assert main(["solve", *given, "--seed", "1", "--out", str(out / "甲县"), "--json"]) == 0
    note.write_text(note.read_text("utf-8") + " begun", "utf-8")
    assert main(["region", *given, "--out", str(out), "--lang", "en"]) == 1


def test_a_folder_of_other_things_is_left_alone(inputs: list[Path], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert main(["region", str(inputs[0]), "--out", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["region", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 1


def test_one_district_under_two_names_is_refused(
    inputs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = str(inputs[0])
    for again in (one, f"{one}/.", f"{one}/../{inputs[0].name}"):
        assert main(["region", one, again, "--out", str(tmp_path / "out"), "--lang", "en"]) == 1
        assert "are the same data, which the totals would count twice" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_damaged_note_costs_only_its_district(inputs: list[Path], tmp_path: Path) -> None:
    out, good = tmp_path / "out", [str(inputs[0]), str(inputs[2])]
    assert main(["region", *good, "--out", str(out)]) == 0
    (out / ".keys" / "甲县.txt").write_bytes(b"\xff")
    assert main(["region", *good, "--out", str(out), "--lang", "en"]) == 1
    assert [row["state"] for row in _table(out)] == ["failed", "planned before"]


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (".keys/甲县.txt", "甲县.txt is missing or damaged"),
        ("甲县/certificate.json", "holds files and no certificate.json"),
    ],
)
def test_what_is_missing_is_named(
    inputs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], damaged: str, said: str
) -> None:
    """It used to be told as a plan of other data, and as one to replace with --force, which region does not have."""
    out = tmp_path / "out"
    assert main(["region", str(inputs[0]), "--out", str(out)]) == 0
    (out / damaged).unlink()
    assert main(["region", str(inputs[0]), "--out", str(out), "--lang", "en"]) == 1
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_reason_is_told_as_it_was_said_however_long(tmp_path: Path) -> None:
    """On a screen this one is broken in two, where a space stood in the table then."""
    shutil.copytree(embedded("tiny"), tmp_path / "tiny")
    sheet = tmp_path / "tiny" / "schools.csv"
    text = sheet.read_text("utf-8-sig")
    assert text.count("urban,") == 1
    sheet.write_text(text.replace("urban,", "suburban,"), "utf-8")
    assert main(["region", str(tmp_path / "tiny"), "--out", str(tmp_path / "out")]) == 1
    reason = list(_table(tmp_path / "out")[0].values())[-1]
    with pytest.raises(InputError) as error:
        read(tmp_path / "tiny")
    assert reason == error.value.defects[0].line("zh")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("lang", "head", "mark", "between"),
    [("zh", "数据有 2 个错误，不能继续", "：", ""), ("en", "The data has 2 errors, so this cannot go on", ":", " ")],
)
def test_a_reason_of_several_lines_is_told_once_in_lines_and_joined_in_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    lang: str, head: str, mark: str, between: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    shutil.copytree(embedded("tiny"), tmp_path / "tiny")
    sheet = tmp_path / "tiny" / "teachers.csv"
    text = sheet.read_text("utf-8-sig")
    sheet.write_text(text.replace(",female,", ",x,", 1).replace(",male,", ",x,", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    command = ["region", "tiny", "--out", "out", "--lang", lang]
    assert main(command) == 1
    said = capsys.readouterr()
    with pytest.raises(InputError) as error:
        read(Path("tiny"))
    defects = [d.line("zh" if lang == "zh" else "en") for d in error.value.defects]  # type: ignore[attr-defined]
    lines = said.out.splitlines()
    assert f"  - tiny{mark}{between}{head}{mark}" in lines
    # Every defect begins a line of its own; none is on standard error as well.
    assert sum(line.startswith(f"    {defects[0][:5]}") for line in lines) == 2
    assert "".join(defects[1].split()) in "".join(said.out.split())
    assert said.err.splitlines()[-1] == head
    reason = list(_table(tmp_path / "out")[0].values())[-1]
    assert reason == between.join([head + mark, *defects])
    assert main([*command, "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)[0]["reason"] == reason
    assert said.err.splitlines().count(head + mark) == 1
    assert max(map(width, said.err.splitlines())) <= 80


def test_a_process_that_is_killed_is_told_by_its_code(
    inputs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = subprocess.CompletedProcess([], -9, stdout="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: killed)
    assert main(["region", str(inputs[0]), "--out", str(tmp_path / "out"), "--lang", "en"]) == 1
    assert list(_table(tmp_path / "out")[0].values())[-1] == "The process ended (code -9) without a word."
