"""Folders and files written whole or not at all: beside their place first, then renamed."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import sys
import time
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from rotation.errors import PlanError
from rotation.i18n.reports import PLAN

__all__ = ["add_files", "file_digests", "put_file", "put_files", "taken"]

STALE_SECONDS: Final = 3600
"""So old must be what a killed run left before another removes it."""


def file_digests(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of some files, by their paths in a folder; raises ``OSError`` where one cannot be read."""
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def put_file(path: Path, content: bytes) -> None:
    """Write one file beside its place, then move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}.new")
    try:
        _put(fresh, content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def put_files(folder: Path, files: Mapping[str, bytes], *, keep: bool = False) -> None:
    """Write beside the folder, then rename: a reader sees all files or none.

    A folder that is there already is replaced; with ``keep`` what else it holds is there afterwards as well.
    """
    _names_fit(files)
    folder = Path(os.path.realpath(folder))  # a link to a folder stays a link
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_after_a_kill(folder)
    mark = uuid.uuid4().hex[:12]
    fresh, old = (folder.with_name(f".{folder.name}.{mark}.{kind}") for kind in ("new", "old"))
    try:
        if keep and folder.is_dir():
            shutil.copytree(folder, fresh, symlinks=True, ignore=shutil.ignore_patterns(".*.part"))
            os.utime(fresh)  # copied too, but old is only what a killed run left
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            _put(path, content)
        if folder == Path.cwd() and not any(folder.iterdir()):
            _fill(folder, fresh)
            return
        if folder.exists():
            shutil.copymode(folder, fresh)
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)


def _fill(folder: Path, fresh: Path) -> None:
    """Move all into the empty folder in which the user stands, who would else be left in one that is gone."""
    moved: list[Path] = []
    try:
        for path in sorted(fresh.iterdir()):
            moved.append(path.rename(folder / path.name))
    except BaseException:
        for path in moved:
            path.rename(fresh / path.name)
        raise


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Add files to a folder that may hold others: all are written under other names before the first is renamed."""
    if not folder.exists() or not any(folder.iterdir()):
        put_files(folder, files)
        return
    _names_fit(files)
    for left in (path for name in files for path in folder.glob(f".*.{glob.escape(name)}.part")):
        if _stale(left):
            left.unlink(missing_ok=True)
    mark = uuid.uuid4().hex[:12]
    fresh = {name: folder / f".{mark}.{name}.part" for name in files}
    try:
        for name, content in files.items():
            _put(fresh[name], content)
        for name, path in fresh.items():
            path.replace(folder / name)
    finally:
        for path in fresh.values():
            path.unlink(missing_ok=True)


def taken(folder: Path, files: Mapping[str, bytes]) -> Path | None:
    """Return a file of the folder that is in the way of new ones, None where there is none.

    Some but not all of just these files are what a run left that was killed, and in nobody's way.
    """
    there = [name for name in files if (folder / name).exists()]
    if len(there) < len(files) and all(_is(folder / name, files[name]) for name in there):
        return None
    return folder / there[0]


def _is(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _names_fit(names: Iterable[str]) -> None:
    """Refuse names with characters that this system's file names cannot hold, before anything is written."""
    for name in names:
        try:
            os.fsencode(name)
        except UnicodeEncodeError:
            encoding = sys.getfilesystemencoding()
            raise PlanError(PLAN["no_such_name"].fill(name=name, encoding=encoding)) from None


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _clear_after_a_kill(folder: Path) -> None:
    """Put back a folder that a killed run had moved aside, and remove what such runs left unfinished."""
    aside = sorted(folder.parent.glob(f".{glob.escape(folder.name)}.*.old"), key=lambda path: path.stat().st_mtime)
    if aside and not folder.exists():
        aside.pop().rename(folder)
    for left in (*aside, *folder.parent.glob(f".{glob.escape(folder.name)}.*.new")):
        if _stale(left):
            shutil.rmtree(left, ignore_errors=True)


def _stale(left: Path) -> bool:
    """Say whether this is no longer what another run is writing just now."""
    return left.stat().st_mtime < time.time() - STALE_SECONDS
