"""What a command writes is there whole or not at all: a write that breaks off leaves everything as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from plans import written

from rotation.errors import RotationError
from rotation.report import whole
from rotation.report.papers.export import export
from rotation.report.whole import add_files, put_files, taken


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def full_after(monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    """Let the disk be full after so many files."""
    written_so_far: list[Path] = []
    put = whole._put

    def fill(path: Path, content: bytes) -> None:
        if len(written_so_far) == files:
            path.write_bytes(content[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written_so_far.append(path)
        put(path, content)

    monkeypatch.setattr(whole, "_put", fill)


def test_files_are_added_all_or_none_and_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    files = {"a": b"one", "b": b"two"}
    with monkeypatch.context() as patch:
        full_after(patch, 1)
        with pytest.raises(OSError, match="space"):
            add_files(tmp_path, files)
    assert contents(tmp_path) == {"mine.txt": b"mine"}
    add_files(tmp_path, files)
    assert contents(tmp_path) == {"mine.txt": b"mine", **files}


def test_some_of_our_own_files_are_in_nobodys_way_and_others_are(tmp_path: Path) -> None:
    files = {"a": b"one", "b": b"two"}
    assert taken(tmp_path, files) is None
    (tmp_path / "a").write_bytes(b"one")
    assert taken(tmp_path, files) is None
    (tmp_path / "a").write_bytes(b"other")
    assert taken(tmp_path, files) == tmp_path / "a"
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"two")
    assert taken(tmp_path, files) == tmp_path / "a"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put_files(tmp_path / "link", {"a": b"one"})
    assert contents(tmp_path / "real") == {"a": b"one"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_an_export_that_breaks_off_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, papers = written(tmp_path / "plan"), tmp_path / "papers"
    with monkeypatch.context() as patch:
        full_after(patch, 3)
        with pytest.raises(RotationError, match="写不进去"):
            export(plan, papers)
    assert not papers.exists()
    export(plan, papers)
    (papers / "内部" / "note.txt").write_bytes(b"the clerk's")
    before = contents(papers)
    with monkeypatch.context() as patch:
        full_after(patch, 3)
        with pytest.raises(RotationError):
            export(plan, papers, "en")
    assert contents(papers) == before
    export(plan, papers)
    assert contents(papers) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["papers", "plan"]


def test_the_folder_in_which_the_user_stands_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    number = here.stat().st_ino
    put_files(Path(), {"a": b"one", "b/c": b"two"})
    assert contents(here) == {"a": b"one", "b/c": b"two"}
    assert here.stat().st_ino == number
    assert [path.name for path in tmp_path.iterdir()] == ["here"]
