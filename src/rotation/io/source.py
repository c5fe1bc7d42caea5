"""From a path to raw tables: which files are read, and what is refused before anything is parsed.

Input is hostile: sizes are checked before a file is opened, its first bytes before its name is believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from rotation.io.diagnosis import Log

__all__ = [
    "BLANK", "MAXIMUM_BYTES", "MAXIMUM_COLUMNS", "MAXIMUM_CSV_BYTES", "MAXIMUM_ROWS", "Cell", "RawTable",
    "RefusedError", "Trouble", "load", "load_file",
]  # fmt: skip

MAXIMUM_BYTES: Final = 64 * 2**20
MAXIMUM_CSV_BYTES: Final = 256 * 2**20
"""A province's staff master of 500,000 people has 81 MB; text cannot unfold when it is opened, a workbook can."""
MAXIMUM_ROWS: Final = 1_000_000
MAXIMUM_COLUMNS: Final = 500

BLANK: Final = ""


class Trouble(NamedTuple):
    """A cell without a usable value; ``code`` is its defect, or empty where that is reported elsewhere."""

    code: str
    found: str


Cell = str | Trouble


@dataclass(slots=True)
class RawTable:
    """One table as it stands in its file: non-blank rows with their spreadsheet numbers.

    ``merged`` holds the merged ranges as (name, first row, last row); ``cut`` says that the table could not
    be read to its end.
    """

    file: str
    sheet: str | None
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    merged: list[tuple[str, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    cut: bool = False

    @property
    def name(self) -> str:
        """The name that tells which sheet this is."""
        return self.sheet if self.sheet is not None else Path(self.file).stem


class RefusedError(Exception):
    """A file that is not read at all; ``code`` names the defect."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def load(path: Path, log: Log) -> list[RawTable]:
    """Return the raw tables of a workbook or of a folder, recording what cannot be read."""
    try:
        if path.is_dir():
            return _load_folder(path, log)
        if not path.exists():
            raise RefusedError("path_missing")
        if path.suffix.lower() in {".csv", ".txt", ".tsv"}:
            raise RefusedError("single_csv")
        if path.suffix.lower() == ".toml":
            raise RefusedError("policy_file")
        return _load_workbook(path, log)
    except RefusedError as refusal:
        log.add(refusal.code, path.name or str(path), **refusal.values)
    except PermissionError:
        log.add("file_locked", path.name or str(path))
    except OSError as trouble:
        log.add("file_unreadable", path.name or str(path), reason=trouble.strerror or type(trouble).__name__)
    return []


def _load_folder(folder: Path, log: Log) -> list[RawTable]:
    from rotation.io.csvfile import read_csv  # noqa: PLC0415

    files = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "~$")))
    tables = [p for p in files if p.suffix.lower() == ".csv"]
    workbooks = [p for p in files if p.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".xlsb"}]
    if any(p.name == "certificate.json" for p in files):
        raise RefusedError("plan_folder", copy=str(folder / "input"))
    if tables and workbooks:
        raise RefusedError("workbook_and_csv", names=", ".join(p.name for p in workbooks[:5]))
    if len(workbooks) > 1:
        raise RefusedError("several_workbooks", names=", ".join(p.name for p in workbooks[:5]))
    if workbooks:
        return load(workbooks[0], log)
    if not tables:
        raise RefusedError("folder_without_tables")
    raw = []
    for path in tables:
        try:
            raw.append(read_csv(path.name, _content(path, MAXIMUM_CSV_BYTES), log))
        except RefusedError as refusal:
            log.add(refusal.code, path.name, **refusal.values)
            raw.append(RawTable(path.name, None, cut=True))
        except PermissionError:
            log.add("file_locked", path.name)
            raw.append(RawTable(path.name, None, cut=True))
        except OSError as trouble:
            log.add("file_unreadable", path.name, reason=trouble.strerror or type(trouble).__name__)
            raw.append(RawTable(path.name, None, cut=True))
    return raw


def load_file(path: Path, log: Log) -> list[RawTable]:
    """Return the raw tables of one file, a workbook or a single CSV, recording what cannot be read."""
    from rotation.io.csvfile import read_csv  # noqa: PLC0415

    if path.suffix.lower() not in {".csv", ".txt", ".tsv"} or not path.is_file():
        return load(path, log)
    try:
        return [read_csv(path.name, _content(path, MAXIMUM_CSV_BYTES), log)]
    except RefusedError as refusal:
        log.add(refusal.code, path.name, **refusal.values)
    except PermissionError:
        log.add("file_locked", path.name)
    except OSError as trouble:
        log.add("file_unreadable", path.name, reason=trouble.strerror or type(trouble).__name__)
    return []


def _content(path: Path, limit: int = MAXIMUM_BYTES) -> bytes:
    if not path.is_file():
        raise RefusedError("not_a_file")
    size = path.stat().st_size
    if size > limit:
        raise RefusedError("file_too_large", size=f"{size / 2**20:.0f}", limit=limit // 2**20)
    content = path.read_bytes()
    if not content.strip():
        raise RefusedError("file_empty")
    return content


def _load_workbook(path: Path, log: Log) -> list[RawTable]:
    from rotation.io.xlsx import read_workbook  # noqa: PLC0415

    content = _content(path)
    _refuse_disguises(content)
    return read_workbook(path.name, content, log)


def _refuse_disguises(content: bytes) -> None:
    """Refuse by its first bytes what only its name calls a workbook."""
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusedError("encrypted_workbook" if encrypted else "old_workbook")
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")) or b"<html" in head:
        raise RefusedError("html_workbook")
    if not content.startswith(b"PK\x03\x04"):
        raise RefusedError("not_a_workbook")
