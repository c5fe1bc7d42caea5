"""Every command that writes leaves nothing where writing breaks off, and does its work when it is run again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from cli_runs import Run

from rotation.instances import embedded

pytest_plugins = ["cli_fixtures"]


def commands(plan: Path, folder: Path) -> dict[str, list[object]]:
    pupils = folder / "pupils.csv"
    rows = "".join(f"P{number},某{number},{'男女'[number % 2]}\n" for number in range(40))
    pupils.write_text("学籍号,姓名,性别\n" + rows, encoding="utf-8")
    out = folder / "out"
    return {
        "deal": ["classes", "deal", pupils, "--classes", 2, "--seed", "1", "--out", out],
        "compare": ["compare", plan, folder / "other", "--to", out],
        "audit": ["audit", embedded("tiny"), "--out", out],
        "new": ["new", out],
        "templates": ["templates", out],
        "export": ["export", plan, "--to", out],
        "generate": ["generate", "tiny", "--out", out],
    }


NAMES = ("deal", "compare", "audit", "new", "templates", "export", "generate")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_half_written(
    run: Run, tiny_plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    command = commands(tiny_plan, tmp_path)[name]
    if name == "compare":
        assert run("solve", embedded("tiny"), "--seed", 7, "--out", tmp_path / "other").code == 0
    with monkeypatch.context() as patch:
        rename = Path.rename

        def cut_off(path: Path, target: Path) -> Path:
            if target.name == "out":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return rename(path, target)

        patch.setattr(Path, "rename", cut_off)
        broken = run(*command, "--lang", "en")
    assert broken.code == 1
    assert "cannot be written" in broken.err
    assert not (tmp_path / "out").exists()
    done = run(*command, "--lang", "en")
    assert done.code == 0, done.err
    assert any((tmp_path / "out").iterdir())


def test_a_new_folder_cut_off_between_two_files_is_completed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    assert run("new", tmp_path).code == 0
    (tmp_path / "policy.toml").unlink()
    assert run("new", tmp_path).code == 0
    assert (tmp_path / "policy.toml").is_file()
