"""solve, verify and demo: what goes to which stream, exit codes, Ctrl-C and errors."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cli_runs import Run

from rotation import solving
from rotation.cli import main
from rotation.cli.progress import Interrupt, Reporter
from rotation.errors import InfeasibleError
from rotation.instances import embedded
from rotation.report.release import release

pytest_plugins = ["cli_fixtures"]

TINY = embedded("tiny")


def test_solve_then_verify(run: Run, tmp_path: Path) -> None:
    done = run("solve", TINY, "--policy", "national", "--out", tmp_path / "plan")
    assert done.code == 0
    assert "全部符合" in done.out
    assert "求解" in done.err
    held = run("verify", tmp_path / "plan")
    assert held.code == 0
    assert "复核通过" in held.out
    assert "没有比对" not in held.out


def test_verify_says_which_version_worded_the_sentences(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    assert run("solve", TINY, "--out", plan).code == 0
    certificate = plan / "certificate.json"
    here = release()
    text = certificate.read_text(encoding="utf-8")
    assert f'"rotation": "{here}"' in text
    certificate.write_text(text.replace(here, "0.0.9"), encoding="utf-8")
    findings = plan / "tables" / "findings.csv"
    findings.write_text(findings.read_text(encoding="utf-8").replace("人", "名教师"), encoding="utf-8")
    held = run("verify", plan)
    assert held.code == 0
    said = "".join(held.out.split())
    assert f"方案由0.0.9版写成，本机是{here}版" in said
    assert "没有比对" in said
    held = run("--lang", "en", "verify", plan)
    assert held.code == 0
    assert f"written by version 0.0.9, this is {here}" in " ".join(held.out.split())
    assert run("export", plan, "--to", tmp_path / "papers").code == 0
    certificate.write_text(text, encoding="utf-8")
    assert run("verify", plan).code == 1


def test_json_is_all_there_is_on_standard_output(run: Run, tmp_path: Path) -> None:
    done = run("solve", TINY, "--out", tmp_path / "plan", "--json")
    record = json.loads(done.out)
    assert record["status"] == "proven"
    assert record["tiers"][0]["name"] == "coverage"
    assert record["folder"] == str(tmp_path / "plan")
    assert "全部符合" not in done.err


def test_warnings_about_the_data_are_counted_on_standard_error(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(TINY, data)
    table = data / "teachers.csv"
    heads, *rows = table.read_text(encoding="utf-8-sig").splitlines()
    table.write_text("\n".join([heads + ",seat", *(row + ",7" for row in rows)]) + "\n", encoding="utf-8")
    done = run("solve", data, "--out", tmp_path / "plan", "--json", "--lang", "en")
    assert json.loads(done.out)["status"] == "proven"
    told = [line for line in done.err.splitlines() if "1 warning" in line]
    assert told == [f"The data has 1 warning; this goes on, and rotation check {data} lists them."]


def test_the_same_seed_gives_the_same_bytes(run: Run, tmp_path: Path, tiny_plan: Path) -> None:
    run("solve", TINY, "--out", tmp_path / "plan", "--threads", "2")
    for path in sorted(tiny_plan.rglob("*")):
        if path.is_file() and path.name != "run.json":
            assert path.read_bytes() == (tmp_path / "plan" / path.relative_to(tiny_plan)).read_bytes(), path


def test_a_plan_in_the_way_stops_before_any_work(
    run: Run, tiny_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "solve", lambda *_, **__: pytest.fail("solved for nothing"))
    done = run("solve", TINY, "--out", tiny_plan)
    assert done.code == 1
    assert "--force" in done.err


def test_a_broken_plan_exits_1(run: Run, tiny_plan: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_plan, tmp_path / "plan")
    path = tmp_path / "plan" / "assignments.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ",return" not in line), encoding="utf-8")
    done = run("verify", tmp_path / "plan", "--lang", "en")
    assert done.code == 1
    assert "returns" in done.out
    assert "digest" in done.out


def test_what_is_no_plan_exits_1_with_one_sentence(run: Run, tmp_path: Path) -> None:
    done = run("verify", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1


def test_an_impossible_policy_gives_the_solver_s_reasons(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impossible(*_: Any, **__: Any) -> None:
        raise InfeasibleError("没有方案满足全部必须遵守的规则：", ["放宽 travel_limit"])

    monkeypatch.setattr(solving, "solve", impossible)
    done = run("solve", TINY, "--out", tmp_path / "plan")
    assert done.code == 1
    assert "  - 放宽 travel_limit" in done.err
    assert not (tmp_path / "plan").exists()


def test_stopping_before_there_is_a_plan_is_said_so(run: Run, tmp_path: Path) -> None:
    done = run("solve", TINY, "--out", tmp_path / "plan", "--time-limit", "0.000001")
    assert done.code == 1
    assert "还没有找到任何方案" in done.err
    assert not (tmp_path / "plan").exists()


def test_a_bug_is_one_sentence_and_a_file_of_details(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(solving, "solve", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run("solve", TINY, "--out", tmp_path / "plan")
    assert done.code == 1
    details = next(tmp_path.glob("rotation-*.txt"))
    assert str(details) in done.err
    assert "ZeroDivisionError: secret" in details.read_text(encoding="utf-8")
    monkeypatch.setenv("ROTATION_DEBUG", "1")
    assert main(["solve", str(TINY), "--out", str(tmp_path / "plan")]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_demo_audits_plans_and_verifies(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("demo", "--instance", "tiny")
    assert done.code == 0
    assert [word in done.out for word in ("现状审核", "交流方案", "复核通过")] == [True] * 3
    assert (tmp_path / "rotation-demo" / "certificate.json").is_file()
    run("demo", "--instance", "tiny", "--lang", "en")
    assert (tmp_path / "rotation-demo-2" / "roster.xlsx").is_file()


def moment(phase: str, seconds: float, tier: str | None = None, value: float | None = None) -> Any:
    return SimpleNamespace(
        phase=phase, tier=tier, incumbent=value, bound=value, gap=0.0 if value else None, seconds=seconds
    )


def test_progress_is_one_line_for_each_phase_where_nobody_watches() -> None:
    out = io.StringIO()
    reporter = Reporter(out, "en", time_limit=60)
    for seconds in range(3):
        reporter(moment("relax", seconds))
    reporter(moment("improve 7", 4, "coverage", 12))
    reporter(moment("improve 8", 5, "coverage", 11))
    assert out.getvalue().splitlines() == [
        "relaxing  0.0 s, 60 s left",
        "improving 7 coverage  plan 12  bound 12  gap 0 %  4.0 s, 56 s left",
    ]


def test_progress_is_one_changing_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True)
    reporter = Reporter(out, "zh")
    reporter(moment("relax", 1))
    reporter(moment("relax", 2))
    assert out.getvalue() == "求松弛　1.0 秒\r" + " " * 14 + "\r求松弛　2.0 秒"


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_the_first_ctrl_c_asks_to_stop_and_the_second_is_left_to_the_system() -> None:
    out = io.StringIO()
    before = signal.getsignal(signal.SIGINT)
    with Interrupt(Reporter(out, "en"), "en") as interrupt:
        assert not interrupt.asked
        signal.raise_signal(signal.SIGINT)
        assert interrupt.asked
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is before
    assert "Ctrl-C again gives up" in out.getvalue()


def test_ctrl_c_elsewhere_gives_up(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(solving, "solve", pressed)
    done = run("solve", TINY, "--out", tmp_path / "plan")
    assert done.code == 130
    assert "已放弃" in done.err


def test_a_run_that_another_was_quicker_than_leaves_nothing_beside(
    run: Run, tiny_plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solve = solving.solve

    def slow(*given: Any, **named: Any) -> Any:
        found = solve(*given, **named)
        shutil.copytree(tiny_plan, tmp_path / "plan")
        return found

    monkeypatch.setattr(solving, "solve", slow)
    done = run("solve", TINY, "--out", tmp_path / "plan")
    assert done.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_the_nearest_word_can_be_pasted_back(run: Run, tiny_plan: Path) -> None:
    """"Nearest: subjectcoverage" was the key by which words are compared, not the rule's name."""
    done = run("explain", tiny_plan, "--rule", "coverage", "--lang", "en")
    assert done.code == 1
    assert 'There is no rule "coverage". Nearest: subject_coverage (subject coverage).' in done.err


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["--school", "石垭"], "最接近的是 S3（柳坪镇石垭小学）。"),  # too short to be like the whole name
        (["--school", "小学"], "最接近的是 S2（柳坪镇中心小学）、S3（柳坪镇石垭小学）。"),
        (["--school", "柳坪"], "最接近的是 S2（柳坪镇中心小学）、S3（柳坪镇石垭小学）、S4（柳坪镇初级中学）。"),
        (["--school", "柳坪镇石亚小学"], "最接近的是 S3（柳坪镇石垭小学）。"),
    ],
)
def test_a_part_of_a_name_offers_those_that_contain_it(
    run: Run, tiny_plan: Path, question: list[str], said: str
) -> None:
    done = run("explain", tiny_plan, *question)
    assert done.code == 1
    assert said in "".join(done.err.split()).replace("最接近的是", "最接近的是 ")


def test_of_many_names_that_contain_a_word_five_are_told(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(TINY, data)
    people = (data / "teachers.csv").read_text(encoding="utf-8-sig").splitlines()
    column = people[0].split(",").index("name")
    rows = [line.split(",") for line in people[1:]]
    for number, row in enumerate(rows):
        row[column] = f"欧阳{number:02d}"
    text = "\n".join([people[0], *(",".join(row) for row in rows)])
    (data / "teachers.csv").write_text(text, encoding="utf-8")
    assert run("solve", data, "--out", tmp_path / "plan").code == 0
    done = run("--lang", "en", "explain", tmp_path / "plan", "--teacher", "欧阳")
    assert done.code == 1
    said = " ".join(done.err.split())
    assert "There are 17 such, among them T01 (欧阳00)" in said
    assert said.count("(欧阳") == 5
