"""The log of a draw: one JSON object per line, each holding the digest of the line before, so that none can go.

log_head.json beside it says how many lines there are and the last one's digest, so that the end cannot go either.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rotation.classes.lottery import digest
from rotation.errors import PlanError
from rotation.i18n import Text
from rotation.i18n.drawing import CHANGED
from rotation.report.whole import put_file

__all__ = ["HEAD", "LOG", "append", "begin", "entries", "fault", "head", "last_digest", "lines"]

LOG: Final = "log.jsonl"
HEAD: Final = "log_head.json"


def begin(folder: Path, event: str, **content: object) -> None:
    """Write the log's first event; there must be no log yet."""
    with (folder / LOG).open("xb"):
        pass
    append(folder, event, **content)


def append(folder: Path, event: str, **content: object) -> None:
    """Add one event with its time and the digest of the last line: the whole line or nothing."""
    line = {"event": event, "time": datetime.now(UTC).isoformat(timespec="seconds"), "previous": last_digest(folder)}
    data = (json.dumps({**line, **content}, ensure_ascii=False, sort_keys=True) + "\n").encode()
    with (folder / LOG).open("ab", buffering=0) as file:
        before = file.seek(0, os.SEEK_END)
        if file.write(data) != len(data):
            file.truncate(before)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    put_file(folder / HEAD, (json.dumps(head(lines(folder))) + "\n").encode())


def lines(folder: Path) -> list[str]:
    """Return the lines of the log; none where there is no log. Only a line feed ends a line."""
    try:
        text = (folder / LOG).read_bytes().decode("utf-8", "replace")
    except (FileNotFoundError, IsADirectoryError):
        return []
    return text.removesuffix("\n").split("\n") if text else []


def head(written: list[str]) -> dict[str, object]:
    """Return what says where a log ends."""
    return {"events": len(written), "last": digest(written[-1] if written else "")}


def last_digest(folder: Path) -> str:
    """Return the digest of the last line, or of nothing."""
    return str(head(lines(folder))["last"])


def entries(folder: Path) -> list[Mapping[str, Any]]:
    """Return the events in order; ``PlanError`` says what is wrong with the log.

    The head may be one event behind: a command may have been killed between the two.
    """
    trouble = fault(folder, behind=1)
    if trouble is not None:
        raise PlanError(trouble)
    return [json.loads(line) for line in lines(folder)]


def fault(folder: Path, *, behind: int = 0) -> Text | None:
    """Say what is wrong with the log: missing, a line altered, or its end gone; None where nothing is."""
    written, path = lines(folder), folder / LOG
    if not written:
        return CHANGED["log_missing"]
    altered = _first_altered(written)
    if altered is None and not path.read_bytes().endswith(b"\n"):
        altered = len(written)
    if altered is not None:
        return CHANGED["log"].fill(line=altered)
    try:
        claimed = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        if any(claimed == head(written[: len(written) - k]) for k in range(min(behind, len(written) - 1) + 1)):
            return None
        return CHANGED["log_end"].fill(claimed=int(claimed["events"]), counted=len(written))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return CHANGED["log_head"]


def _first_altered(written: list[str]) -> int | None:
    """Return the number of the first line after which the chain is broken, counted from 1, or None."""
    before = digest("")
    for number, line in enumerate(written, 1):
        try:
            event = json.loads(line)
            if not isinstance(event["event"], str):
                return number
            if event["previous"] != before:
                return max(1, number - 1)
        except (ValueError, KeyError, TypeError, RecursionError):
            return number
        before = digest(line)
    return None
