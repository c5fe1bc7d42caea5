"""The lists as they are now: as drawn, with late arrivals and changes of class from the log."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from rotation.domain.pupils import Pupil, Roster
from rotation.io.pupil_tables import demand, read_pupils
from rotation.report.draw_folder import Committed

__all__ = ["current", "most_moves"]


def current(
    committed: Committed, record: Mapping[str, Any], events: Sequence[Mapping[str, Any]]
) -> tuple[Roster, list[int]]:
    """Return everyone in class now and their classes."""
    assert committed.roster is not None
    names = {name: k for k, name in enumerate(committed.commitment.names)}
    pupils: list[Pupil] = list(committed.roster.pupils)
    where = {p.id: int(k) for p, k in zip(pupils, record["place"], strict=True)}
    for event in events:
        if event["event"] == "late":
            pupils += _arrivals(str(event["pupils"]), committed.roster.scores, tuple(pupils))
            where |= {pupil: names[name] for pupil, name in event["places"].items()}
        elif event["event"] == "move":
            where[event["pupil"]] = names[event["after"]]
    return Roster(tuple(pupils), committed.roster.scores), [where[pupil.id] for pupil in pupils]


def _arrivals(table: str, scores: tuple[str, ...], among: tuple[Pupil, ...]) -> tuple[Pupil, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pupils.csv"
        path.write_text(table, encoding="utf-8", newline="\n")
        return demand(read_pupils(path, scores, among)).pupils


def most_moves(pupils: int, share: Fraction) -> int:
    """Return how many later changes a share allows, rounded down."""
    return floor(pupils * share)
