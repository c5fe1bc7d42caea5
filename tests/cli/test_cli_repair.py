"""``repair`` and ``explain`` from the command line: a new folder that verifies, the old one untouched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rotation.cli import main
from rotation.instances import embedded


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans") / "plan"
    assert main(["solve", str(embedded("tiny")), "--out", str(folder), "--json"]) == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def decisions(folder: Path, *rows: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join(["决定,教师,去向学校,免交流原因,佐证材料", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_repaired_plan_verifies_and_the_old_one_is_untouched(
    lang: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = contents(plan), tmp_path / "new"
    file = decisions(tmp_path, "不同意,T01,,,")
    assert main(["repair", str(plan), "--decisions", str(file), "--out", str(out), "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert ("已证明不能更少" if lang == "zh" else "proven to be the fewest") in shown
    assert contents(plan) == before
    record = json.loads((out / "repair.json").read_text(encoding="utf-8"))
    assert (record["ruled_out"], record["changed"], record["fewest_proven"]) == (["T01"], ["T13"], True)
    assert main(["verify", str(out)]) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_folders_of_both_plans_are_told_whole(
    lang: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Chinese name breaks anywhere in a sentence; a folder's must not, or it cannot be copied."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    old, new = "岚溪县二〇二六年教师交流方案讨论稿甲", "岚溪县二〇二六年教师交流方案讨论稿乙"
    shutil.copytree(plan, old)
    file = decisions(tmp_path, "不同意,T01,,,")
    assert main(["repair", old, "--decisions", str(file), "--out", new, "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert old in shown
    assert f"rotation verify {new}" in shown


def test_json_is_the_record_and_nothing_else(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    file, out = decisions(tmp_path, "同意,T01,,,"), tmp_path / "new"
    assert main(["repair", str(plan), "--decisions", str(file), "--out", str(out), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["ruled_out"], record["changed"], record["people"]) == ([], [], [])


@pytest.mark.parametrize(("lang", "place"), [("zh", "柳坪镇中心小学（撤并）"), ("en", "柳坪镇中心小学 (closed)")])
def test_a_place_that_is_no_more_is_told_by_its_name(
    lang: str, place: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """T01 was to go to S2, which closes: the old place is in no table of the new data."""
    file, out = tmp_path / "decisions.csv", tmp_path / "new"
    monkeypatch.setenv("COLUMNS", "160")
    file.write_text("kind,teacher,school,to\nrefuse,T01,,\nclose,,S2,S3\n", encoding="utf-8")
    assert main(["repair", str(plan), "--decisions", str(file), "--out", str(out), "--lang", lang]) == 0
    assert place in capsys.readouterr().out
    row = next(line for line in (out / "changes.csv").read_text(encoding="utf-8-sig").splitlines() if "T01" in line)
    assert row.split(",")[3] == place
    record = json.loads((out / "repair.json").read_text(encoding="utf-8"))
    assert {person["teacher"]: person["old"] for person in record["people"]}["T01"] == "S2/primary"


def test_decisions_that_cannot_be_done_write_nothing(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = decisions(tmp_path, "须交流,T05,,,", "同意,T01,,,", "不同意,T01,,,"), tmp_path / "new"
    assert main(["repair", str(plan), "--decisions", str(file), "--out", str(out), "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert "2 decisions cannot be carried out; the plan is untouched" in told
    assert 'row 2, "move" cannot be done' in told
    assert 'row 3, "keep" and row 4, "refuse" contradict each other' in told
    assert not out.exists()


def test_a_folder_or_a_file_without_decisions_is_one_sentence(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = decisions(tmp_path), tmp_path / "new"
    for given, words in ((tmp_path, "not an ordinary file"), (file, "there is no decision in it")):
        assert main(["repair", str(plan), "--decisions", str(given), "--out", str(out), "--lang", "en"]) == 1
        assert words in capsys.readouterr().err
    assert not out.exists()


def test_warnings_about_the_decisions_are_shown(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "decisions.csv", tmp_path / "new"
    file.write_text("kind,teacher,letter\nrefuse,T01,7\n", encoding="utf-8")
    assert main(["repair", str(plan), "--decisions", str(file), "--out", str(out), "--lang", "en"]) == 0
    assert "warning decisions.csv, row 1, column letter: this column is not known" in capsys.readouterr().err


def test_a_repaired_plan_never_goes_where_the_old_one_is(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, before = decisions(tmp_path, "不同意,T01,,,"), contents(plan)
    assert main(["repair", str(plan), "--decisions", str(file), "--out", str(plan), "--force"]) == 1
    assert contents(plan) == before
    assert capsys.readouterr().err


@pytest.mark.parametrize("part", ["assignments.csv", "policy.toml", "input/teachers.csv"])
@pytest.mark.parametrize("command", ["repair", "explain"])
def test_a_plan_altered_since_is_refused_by_name(
    command: str, part: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered = tmp_path / "altered"
    shutil.copytree(plan, altered)
    text = (altered / part).read_text(encoding="utf-8")
    old, new = {"assignments.csv": ("S2", "S4"), "policy.toml": ("0.1", "0.2")}.get(part, ("2016-08-01", "2015-08-01"))
    assert old in text
    (altered / part).write_text(text.replace(old, new, 1), encoding="utf-8")
    file = decisions(tmp_path, "不同意,T01,,,")
    rest = ["--teacher", "T01"] if command == "explain" else ["--decisions", str(file), "--out", str(tmp_path / "out")]
    assert main([command, str(altered), *rest, "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "was altered after it was written" in said
    assert part.split("/", maxsplit=1)[0] in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["repair", "explain"])
def test_a_row_twice_or_a_name_altered_is_refused_too(
    command: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither is in the digest, which is that of the postings with the data's own names."""
    whole = (plan / "assignments.csv").read_text(encoding="utf-8")
    row = whole.splitlines(keepends=True)[1]
    file = decisions(tmp_path, "不同意,T01,,,")
    rest = ["--teacher", "T01"] if command == "explain" else ["--decisions", str(file), "--out", str(tmp_path / "out")]
    for number, text in enumerate((whole + row, whole.replace("杨子菲", "某某", 1))):
        assert text != whole
        altered = tmp_path / f"altered{number}"
        shutil.copytree(plan, altered)
        (altered / "assignments.csv").write_text(text, encoding="utf-8")
        assert main([command, str(altered), *rest, "--lang", "en"]) == 1
        said = " ".join(capsys.readouterr().err.split())
        assert "was altered after it was written: the assignments (assignments.csv)" in said


@pytest.mark.parametrize(
    "question", [("--teacher", "T01"), ("--teacher", "傅佳婷"), ("--school", "S2"), ("--rule", "net_change")]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_question_is_answered(
    question: tuple[str, str], lang: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(plan), *question, "--lang", lang]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 3


@pytest.mark.parametrize(("title", "lang"), [("交流比例", "zh"), ("Exchange Ratio", "en"), ("exchange_ratio", "zh")])
def test_a_rule_is_known_by_its_title_too(
    title: str, lang: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(plan), "--rule", title, "--lang", lang]) == 0
    assert "(exchange_ratio)" in capsys.readouterr().out.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(
    "question", [(), ("--teacher", "T1"), ("--rule", "exchange_ration"), ("--school", "S2", "--rule", "returns")]
)
def test_an_unclear_question_is_one_sentence(
    question: tuple[str, ...], plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(plan), *question, "--lang", "en"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
