"""The log of a draw: one JSON object per line, each holding the digest of the line before, so that none can go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rotation.classes.lottery import digest

__all__ = ["append", "entries", "first_altered", "last_digest", "lines"]

LOG = "log.jsonl"


def append(folder: Path, event: str, **content: object) -> None:
    """Add one event with its time and the digest of the last line."""
    line = {"event": event, "time": datetime.now(UTC).isoformat(timespec="seconds"), "previous": last_digest(folder)}
    text = json.dumps({**line, **content}, ensure_ascii=False, sort_keys=True)
    with (folder / LOG).open("a", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")


def lines(folder: Path) -> list[str]:
    """Return the lines of the log; none where there is no log."""
    path = folder / LOG
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def last_digest(folder: Path) -> str:
    """Return the digest of the last line, or of nothing."""
    written = lines(folder)
    return digest(written[-1] if written else "")


def entries(folder: Path) -> list[Mapping[str, Any]]:
    """Return the events in order."""
    return [json.loads(line) for line in lines(folder)]


def first_altered(folder: Path) -> int | None:
    """Return the number of the first line after which the chain is broken, counted from 1, or None."""
    before = digest("")
    for number, line in enumerate(lines(folder), 1):
        try:
            if json.loads(line)["previous"] != before:
                return max(1, number - 1)
        except (ValueError, KeyError, TypeError):
            return number
        before = digest(line)
    return None
