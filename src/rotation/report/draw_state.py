"""The lists as they are now: as drawn, with late arrivals and changes of class from the log."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from rotation.classes.draw_later import barred_classes, broken_requests
from rotation.domain.pupils import Pupil, Roster
from rotation.errors import InputError, PlanError
from rotation.i18n import Language, Text
from rotation.i18n.drawing import CHANGED
from rotation.io.pupil_tables import demand, read_pupils
from rotation.report.class_lists import internal_csv, public_csv
from rotation.report.draw_folder import Committed
from rotation.report.draw_record import Record

__all__ = ["breaks", "current", "current_files", "most_moves", "moves_made"]

Events = Sequence[Mapping[str, Any]]


def current(committed: Committed, record: Record, events: Events) -> tuple[Roster, list[int]]:
    """Return everyone in class now and their classes; ``PlanError`` names an event that cannot be followed."""
    assert committed.roster is not None
    names = {name: k for k, name in enumerate(committed.commitment.names)}
    pupils: list[Pupil] = list(committed.roster.pupils)
    where = {p.id: k for p, k in zip(pupils, record.place, strict=True)}
    for line, event in enumerate(events, 1):
        try:
            if event["event"] == "late":
                arrivals = _arrivals(str(event["pupils"]), committed.roster.scores, tuple(pupils))
                where |= {pupil.id: names[event["places"][pupil.id]] for pupil in arrivals}
                pupils += arrivals
            elif event["event"] == "move":
                if any(names[before] != where[pupil] for pupil, before in event["pupils"].items()):
                    raise ValueError
                where |= dict.fromkeys(event["pupils"], names[event["after"]])
        except (KeyError, TypeError, ValueError, AttributeError, InputError):
            raise PlanError(CHANGED["log_event"].fill(line=line)) from None
    return Roster(tuple(pupils), committed.roster.scores), [where[pupil.id] for pupil in pupils]


def _arrivals(table: str, scores: tuple[str, ...], among: tuple[Pupil, ...]) -> tuple[Pupil, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pupils.csv"
        path.write_text(table, encoding="utf-8", newline="\n")
        return demand(read_pupils(path, scores, among)).pupils


def breaks(committed: Committed, record: Record, roster: Roster, place: Sequence[int]) -> list[Text]:
    """Return every request that lists break, recusals too."""
    assert committed.rules is not None
    barred = barred_classes(roster, record.teams, record.match, committed.teachers or ())
    return broken_requests(roster, committed.rules, place, committed.commitment.names, barred)


def current_files(committed: Committed, roster: Roster, place: Sequence[int], lang: Language) -> dict[str, bytes]:
    """Return the current lists: for the school, and to publish."""
    names = committed.commitment.names
    return {
        "current_lists.csv": internal_csv(roster, place, names).encode(),
        "public_current_lists.csv": ("\ufeff" + public_csv(roster, place, names, lang)).encode(),
    }


def most_moves(pupils: int, share: Fraction) -> int:
    """Return how many later changes a share allows, rounded down."""
    return floor(pupils * share)


def moves_made(events: Events) -> int:
    """Return how many pupils have changed class so far, each time counted."""
    return sum(len(event["pupils"]) for event in events if event["event"] == "move")
