"""Export, templates, status and objection from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_runs import Run

pytest_plugins = ["cli_fixtures"]


@pytest.fixture
def plan(tiny_plan: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_plan, tmp_path / "plan"))


def test_the_set_is_listed_with_what_may_be_published(run: Run, plan: Path, tmp_path: Path) -> None:
    done = run("export", plan, "--to", tmp_path / "papers", "--lang", "en")
    assert done.code == 0
    assert done.out.count("not to be published") == 5
    assert "notice.docx" in done.out
    assert "making 3 approval forms.docx" in done.err


def test_a_file_where_the_folder_should_be_is_named_and_left_alone(run: Run, plan: Path, tmp_path: Path) -> None:
    there = tmp_path / "papers"
    there.write_text("ours", encoding="utf-8")
    refused = run("export", plan, "--to", there, "--lang", "en")
    assert refused.code == 1
    assert f"{there} is a file; give a folder instead." in refused.err
    assert there.read_text(encoding="utf-8") == "ours"


def test_an_approved_plan_is_not_replaced_by_solving(run: Run, plan: Path) -> None:
    period = ("--from", "2020-07-01", "--until", "2020-07-07", "--phone", "0570-1")
    assert run("status", plan, "--to", "notice", "--who", "王科长", *period).code == 0
    assert run("objection", plan, "--person", "某人", "--text", "异议", "--date", "2020-07-02").code == 0
    assert "尚未答复" in run("status", plan, "--to", "approved", "--who", "李局长").err
    assert run("objection", plan, "--answer", "1", "--text", "答复").code == 0
    done = run("status", plan, "--to", "approved", "--who", "李局长", "--number", "岚教〔2026〕5号")
    assert "已批准" in done.out
    assert "岚教〔2026〕5号" in done.out
    assert run("verify", plan).code == 0
    refused = run("solve", plan / "input", "--out", plan, "--force")
    assert refused.code == 1
    assert "也不会覆盖" in refused.err


def test_a_wrong_date_and_half_an_objection_are_one_sentence(run: Run, plan: Path) -> None:
    assert "--from：应为日期" in run("status", plan, "--to", "notice", "--who", "王", "--from", "1 July").err
    assert "--person" in run("objection", plan, "--person", "某人").err


def test_what_only_a_notice_has_is_refused_with_an_approval(run: Run, plan: Path) -> None:
    refused = run("status", plan, "--to", "approved", "--who", "李局长", "--phone", "0570-1", "--until", "2026-07-07")
    assert refused.code == 1
    assert "--until, --phone 只说明公示" in refused.err


def test_the_lines_of_a_long_objection_stand_under_its_beginning(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    dates = ("--from", "2026-07-01", "--until", "2026-07-07")
    assert run("status", plan, "--to", "notice", "--who", "王", "--phone", "1", *dates).code == 0
    said = run("objection", plan, "--person", "李四", "--text", "路" * 60, "--date", "2026-07-02").out.splitlines()
    # Of 80 columns 7 are for the number and 18 for day, blank, name and colon: 27 characters, 36 below, or less.
    first = next(n for n, line in enumerate(said) if "1. 2026-07-02　李四：" in line)
    assert said[first].startswith("    1. 2026-07-02　李四：路")
    assert said[first + 1].startswith("       路")
    assert "".join(said[first : first + 3]).count("路") == 60


def test_templates_are_written_once(run: Run, tmp_path: Path) -> None:
    assert run("templates", tmp_path / "own").code == 0
    names = {file.name for file in (tmp_path / "own").iterdir()}
    assert names == {"plan.docx", "approval.docx", "notice.docx", "rules.docx"}
    assert "不会覆盖" in run("templates", tmp_path / "own").err


def test_what_goes_with_a_step_is_refused_without_one(run: Run, plan: Path) -> None:
    refused = run("status", plan, "--who", "王", "--phone", "1", "--lang", "en")
    assert refused.code == 1
    assert "Nothing is changed by --who, --phone without --to" in refused.err
    assert run("objection", plan, "--date", "2026-07-01").code == 1
