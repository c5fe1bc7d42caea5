"""The check of a draw: digests, seed, then the whole search again; it says which part does not agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from rotation import __version__
from rotation.classes.deal import METHOD
from rotation.classes.deal_check import Recount, recount
from rotation.classes.draw import Drawn, combine, commitment_digest, draw, late_places
from rotation.classes.lottery import digest
from rotation.errors import RotationError
from rotation.i18n import Language, Text
from rotation.i18n.drawing import CHANGED
from rotation.report.class_lists import read_internal
from rotation.report.draw_folder import Committed, file_digest, read_commitment, read_record, result_files
from rotation.report.draw_log import entries, first_altered, lines
from rotation.report.draw_state import current, most_moves

__all__ = ["changed_since_commitment", "check_draw", "counted_again"]


def counted_again(committed: Committed, drawn: Drawn) -> Recount:
    """Count drawn lists again."""
    assert committed.roster is not None
    assert committed.rules is not None
    names = committed.commitment.names
    lists = {p.id: names[k] for p, k in zip(committed.roster.pupils, drawn.deal.place, strict=True)}
    return recount(committed.roster, committed.rules, lists, names)


def changed_since_commitment(folder: Path, committed: Committed, published: str | None = None) -> list[Text]:
    """Return what does not agree with the commitment: roster, teachers, rules, version, method, or itself."""
    problems, promise = [], committed.commitment
    counted = commitment_digest(promise)
    if counted != committed.digest:
        problems.append(CHANGED["commitment"].fill(claimed=committed.digest[:12], counted=counted[:12]))
    if published is not None and published.strip().lower() != counted:
        problems.append(CHANGED["published"])
    files = {"roster": "pupils.csv", "teachers": "teachers.csv", "rules": "rules.json"}
    for part, file in files.items():
        if file_digest(folder, file) != getattr(promise, part):
            problems.append(CHANGED[part])
    for part, now in (("version", __version__), ("method", METHOD)):
        if getattr(promise, part) != now:
            problems.append(CHANGED[part].fill(claimed=getattr(promise, part), counted=now))
    return problems


def check_draw(
    folder: Path, lang: Language, *, published: str | None = None, progress: Callable[[str], None] = lambda _: None
) -> list[Text]:
    """Verify a locked draw from its folder; an empty list says that everything came out the same."""
    committed = read_commitment(folder, lang)
    problems = changed_since_commitment(folder, committed, published)
    altered = first_altered(folder)
    if altered is not None:
        problems.append(CHANGED["log"].fill(line=altered))
    record = read_record(folder, lang)
    try:
        parts, seed = list(map(str, record["parts"])), str(record["seed"])
        agrees = combine(str(record["commitment"]), parts, lang=lang) == seed
    except (KeyError, TypeError, RotationError):
        return [*problems, CHANGED["record"]]
    if record["commitment"] != commitment_digest(committed.commitment) and not problems:
        problems.append(CHANGED["commitment"].fill(
            claimed=str(record["commitment"])[:12], counted=commitment_digest(committed.commitment)[:12]))  # fmt: skip
    if not agrees:
        problems.append(CHANGED["seed"])
    if problems or committed.roster is None or committed.rules is None or committed.teachers is None:
        return problems
    drawn = draw(
        committed.roster, committed.teachers, committed.rules, committed.commitment, seed, lang=lang, progress=progress
    )
    progress("checking")
    return [*_compare(folder, committed, drawn, record, parts, seed), *_later(folder, committed, record, lang)]


def _compare(
    folder: Path, committed: Committed, drawn: Drawn, record: Mapping[str, Any], parts: list[str], seed: str
) -> list[Text]:
    problems = []
    counted = counted_again(committed, drawn)
    language: Language = "en" if record.get("language") == "en" else "zh"
    files = result_files(committed, drawn, parts, seed, counted, language)
    roster, names = committed.roster, committed.commitment.names
    assert roster is not None
    try:
        listed = read_internal((folder / "lists.csv").read_text(encoding="utf-8"))
    except (OSError, KeyError, UnicodeDecodeError):
        listed = {}
    differing = [p.id for p, k in zip(roster.pupils, drawn.deal.place, strict=True) if listed.get(p.id) != names[k]]
    if differing or record.get("place") != list(drawn.deal.place):
        problems.append(CHANGED["lists"].fill(count=len(differing)))
    if record.get("teams") != [_plain(asdict(team)) for team in drawn.teams]:
        problems.append(CHANGED["teams"])
    if record.get("match") != list(drawn.match) or any(
        _differs(folder, files, name) for name in ("teams.csv", "team_balance.csv")
    ):
        problems.append(CHANGED["matching"])
    problems += [CHANGED["requests"].fill(text=text) for text in counted.broken]
    if _differs(folder, files, "public_lists.csv") or _differs(folder, files, "public_lists.xlsx"):
        problems.append(CHANGED["public"])
    if _differs(folder, files, "page.html"):
        problems.append(CHANGED["page"])
    return problems


def _later(folder: Path, committed: Committed, record: Mapping[str, Any], lang: Language) -> list[Text]:
    """Check that late arrivals follow from their own seeds, and that later changes keep to their share."""
    problems, events, written = [], entries(folder), lines(folder)
    names = list(committed.commitment.names)
    assert committed.rules is not None
    for position, event in enumerate(events):
        if event["event"] != "late":
            continue
        before, place = current(committed, record, events[:position])
        after, _ = current(committed, record, events[: position + 1])
        arrivals = after.pupils[len(before.pupils) :]
        seed = combine(digest(written[position - 1]), [str(p) for p in list(event["parts"])], lang=lang)
        placed = late_places(after, [*place, *[-1] * len(arrivals)], len(names), arrivals, seed, lang=lang)
        if {p.id: names[k] for p, k in zip(arrivals, placed, strict=True)} != event["places"]:
            problems.append(CHANGED["late"].fill(line=position + 1))
    everyone, _ = current(committed, record, events)
    most = most_moves(len(everyone.pupils), Fraction(str(committed.rules.most_moves_share)))
    if sum(event["event"] == "move" for event in events) > most:
        problems.append(CHANGED["moves"].fill(most=most))
    return problems


def _plain(team: dict[str, Any]) -> dict[str, Any]:
    return {**team, "teachers": [list(pair) for pair in team["teachers"]]}


def _differs(folder: Path, files: Mapping[str, bytes], name: str) -> bool:
    try:
        there: bytes | None = (folder / name).read_bytes()
    except OSError:
        there = None
    return there != files.get(name)
