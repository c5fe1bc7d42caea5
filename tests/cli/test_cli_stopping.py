"""Ctrl-C once the plan is found: the first press lets the plan be written, the second gives up."""

from __future__ import annotations

import signal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cli_runs import Run

from rotation.cli import planning, repairing
from rotation.instances import embedded
from rotation.report import opening_folder

pytest_plugins = ["cli_fixtures"]

TINY = embedded("tiny")


def press(monkeypatch: pytest.MonkeyPatch, times: int, module: ModuleType, name: str) -> None:
    """Let Ctrl-C be pressed as a function of a module is called."""
    then = getattr(module, name)

    def pressed(*given: Any, **named: Any) -> Any:
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        return then(*given, **named)

    monkeypatch.setattr(module, name, pressed)


@pytest.mark.parametrize("step", ["recount", "write_plan"])
def test_one_press_while_checking_or_writing_keeps_the_plan(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    press(monkeypatch, 1, planning, step)
    done = run("solve", TINY, "--out", tmp_path / "plan", "--lang", "en")
    assert done.code == 0, done.err
    assert "is found and being written" in done.err
    assert run("verify", tmp_path / "plan").code == 0


def test_two_presses_give_up_and_leave_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(monkeypatch, 2, planning, "recount")
    done = run("solve", TINY, "--out", tmp_path / "plan", "--lang", "en")
    assert done.code == 130
    assert not (tmp_path / "plan").exists()


def test_repair_and_classes_keep_what_they_found(
    run: Run, tiny_plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text("决定,教师,去向学校,免交流原因,佐证材料\n不同意,T01,,,\n", encoding="utf-8")
    press(monkeypatch, 1, repairing, "write_plan")
    assert run("repair", tiny_plan, "--decisions", decisions, "--out", tmp_path / "new").code == 0
    assert run("verify", tmp_path / "new").code == 0
    press(monkeypatch, 1, opening_folder, "put_files")
    assert run("classes", TINY, "--out", tmp_path / "classes").code == 0
    assert (tmp_path / "classes" / "classes.json").is_file()
