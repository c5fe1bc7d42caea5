"""A folder that cannot or must not be written is refused before the work, in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import Run

from rotation import solving
from rotation.instances import embedded

pytest_plugins = ["cli_fixtures"]

TINY = embedded("tiny")


@pytest.fixture
def plan(tiny_plan: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_plan, tmp_path / "plan"))


def commands(plan: Path, target: Path) -> dict[str, list[object]]:
    return {
        "solve": ["solve", TINY, "--out", target],
        "repair": ["repair", plan, "--decisions", plan / "none.csv", "--out", target],
        "audit": ["audit", TINY, "--out", target],
        "new": ["new", target],
        "templates": ["templates", target],
        "export": ["export", plan, "--to", target],
        "compare": ["compare", plan, plan, "--to", target],
        "classes": ["classes", TINY, "--out", target],
        "deal": ["classes", "deal", TINY, "--classes", 2, "--seed", "1", "--out", target],
        "deal-all": ["classes", "deal-all", TINY, "--seed", "1", "--out", target],
        "generate": ["generate", "tiny", "--out", target],
        "region": ["region", TINY, "--out", target],
        "sweep": ["sweep", TINY, "--vary", "exchange_ratio.min_ratio=0.1:0.2:0.1", "--out", target],
    }


NAMES = tuple(commands(Path(), Path()))


@pytest.fixture(autouse=True)
def no_search(monkeypatch: pytest.MonkeyPatch, tiny_plan: Path) -> None:
    monkeypatch.setattr(solving, "solve", lambda *_, **__: pytest.fail("solved for nothing"))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_above_is_named(run: Run, plan: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    done = run(*commands(plan, file / "x")[name], "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert f"because {file} is a file" in done.err


@pytest.mark.parametrize("name", NAMES)
def test_a_name_too_long_is_said_to_be_so(run: Run, plan: Path, tmp_path: Path, name: str) -> None:
    for target in (tmp_path / ("x" * 300), tmp_path / "deep" / ("x" * 300), tmp_path / ("x" * 240)):
        done = run(*commands(plan, target)[name], "--lang", "en")
        assert (done.code, done.out) == (1, "")
        assert "is too long" in done.err
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("place", ["sub", "tables", "input"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_into_a_plan(run: Run, plan: Path, name: str, place: str) -> None:
    done = run(*commands(plan, plan / place)[name], "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert f"is the plan's folder {plan} or inside it" in done.err
    assert run("verify", plan).code == 0


@pytest.mark.parametrize("name", ["templates", "new", "audit", "export"])
def test_a_plan_s_own_folder_is_refused_too(run: Run, plan: Path, name: str) -> None:
    assert run(*commands(plan, plan)[name]).code == 1
    assert run("verify", plan).code == 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everybody may write here")
def test_a_folder_without_leave_to_write_is_refused_at_once(run: Run, plan: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "cannot be written" in run("solve", TINY, "--out", locked / "plan", "--lang", "en").err


@pytest.mark.skipif(sys.platform == "win32", reason="file names are Unicode there")
def test_names_that_the_system_cannot_hold_are_one_sentence(plan: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    command = [sys.executable, "-m", "rotation", "export", str(plan), "--to", str(tmp_path / "papers")]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="ascii", check=False)
    assert done.returncode == 1
    assert "PYTHONUTF8=1" in done.stderr
    assert not (tmp_path / "papers").exists()
    assert subprocess.call([*command, "--lang", "en"], env=environment, stdout=subprocess.DEVNULL) == 0
