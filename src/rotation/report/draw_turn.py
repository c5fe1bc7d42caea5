"""Whether a draw may run: the log decides, since whoever removes a file cannot take back what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rotation.i18n import Text
from rotation.i18n.drawing import CHANGED, DRAW
from rotation.report.draw_record import RECORD, Record

__all__ = ["begun_with", "log_and_record", "refusal", "run_line"]

Events = Sequence[Mapping[str, Any]]


def begun_with(events: Events) -> list[str] | None:
    """Return the public parts with which the draw was begun, None before it was."""
    return next((list(map(str, e.get("parts", ()))) for e in events if e["event"] in ("begun", "run")), None)


def run_line(events: Events) -> int | None:
    """Return the number of the line that records the run, counted from 1."""
    return next((number for number, event in enumerate(events, 1) if event["event"] == "run"), None)


def refusal(folder: Path, events: Events, parts: list[str]) -> Text | None:
    """Say why a run with these parts is refused: it was drawn, or begun with other parts; else None.

    A run that was killed may be repeated with its own parts, which give the same lists.
    """
    if (folder / RECORD).exists():
        return DRAW["locked"].fill(folder=folder)
    begun = begun_with(events)
    if begun is not None and begun != parts:
        return DRAW["begun"].fill(folder=folder, parts=" ".join(f"--seed-part '{part}'" for part in begun))
    return None


def log_and_record(events: Events, record: Record, committed: str) -> list[Text]:
    """Say what of the log does not agree with the result: one commitment, one run, begun once, with its own seed."""
    problems = []
    if events[0]["event"] != "commit" or events[0].get("digest") != committed:
        problems.append(CHANGED["log_commit"])
    runs = [event for event in events if event["event"] == "run"]
    if len(runs) != 1:
        problems.append(CHANGED["log_runs"].fill(count=len(runs)))
    begun = [event for event in events if event["event"] in ("begun", "run")]
    own = {"parts": list(record.parts), "seed": record.seed}
    if not begun or begun[0]["event"] != "begun" or any({k: e.get(k) for k in own} != own for e in begun):
        problems.append(CHANGED["log_parts"])
    return problems
