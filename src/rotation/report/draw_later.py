"""The check of what came after a draw: late arrivals, changes of class, and the lists as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from rotation.classes.draw import combine
from rotation.classes.draw_later import barred_classes, late_places
from rotation.classes.lottery import digest
from rotation.errors import PlanError, RotationError
from rotation.i18n import Language, Text
from rotation.i18n.drawing import CHANGED
from rotation.report.draw_folder import Committed, differs
from rotation.report.draw_record import Record
from rotation.report.draw_state import breaks, current, current_files, most_moves, moves_made

__all__ = ["check_later"]

Events = Sequence[Mapping[str, Any]]


def check_later(folder: Path, committed: Committed, record: Record, events: Events, lines: list[str]) -> list[Text]:
    """Say which late arrivals do not follow from their seed, which changes break a request, and which lists differ."""
    try:
        return _check(folder, committed, record, events, lines)
    except PlanError as trouble:
        return [Text(trouble.said("zh"), trouble.said("en"))]


def _check(folder: Path, committed: Committed, record: Record, events: Events, lines: list[str]) -> list[Text]:
    assert committed.rules is not None
    problems: list[Text] = []
    later = [line for line, event in enumerate(events, 1) if event["event"] in ("late", "move")]
    before = set(breaks(committed, record, *current(committed, record, ())))
    for line in later:
        if events[line - 1]["event"] == "late" and not _follows(committed, record, events[:line], lines):
            problems.append(CHANGED["late"].fill(line=line))
        after = breaks(committed, record, *current(committed, record, events[:line]))
        problems += [CHANGED["breaks"].fill(line=line, text=text) for text in after if text not in before]
        before = set(after)
    roster, place = current(committed, record, events)
    most = most_moves(len(roster.pupils), Fraction(str(committed.rules.most_moves_share)))
    if moves_made(events) > most:
        problems.append(CHANGED["moves"].fill(most=most))
    lang: Language = "en" if later and events[later[-1] - 1].get("language") == "en" else "zh"
    files = current_files(committed, roster, place, lang)
    expected = files if later else {}
    problems += [CHANGED["current"].fill(file=name) for name in files if differs(folder, expected, name)]
    return problems


def _follows(committed: Committed, record: Record, events: Events, lines: list[str]) -> bool:
    """Say whether the last event's late arrivals are where their seed puts them."""
    assert committed.rules is not None
    event, names = events[-1], committed.commitment.names
    before, place = current(committed, record, events[:-1])
    after, _ = current(committed, record, events)
    arrivals = after.pupils[len(before.pupils) :]
    barred = barred_classes(after, record.teams, record.match, committed.teachers or ())
    try:
        seed = combine(digest(lines[len(events) - 2]), [str(part) for part in event["parts"]])
        everyone = [*place, *[-1] * len(arrivals)]
        placed = late_places(after, everyone, names, seed, rules=committed.rules, barred=barred)
    except (RotationError, KeyError, TypeError):
        return False
    found: object = event["places"]
    return found == {p.id: names[k] for p, k in zip(arrivals, placed, strict=True)} and event.get("seed") == seed
