"""The check of a draw: digests, seed, then the whole search again; it says which part does not agree."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from rotation import __version__
from rotation.classes.deal import METHOD
from rotation.classes.draw import Drawn, combine, commitment_digest, draw
from rotation.classes.lottery import digest
from rotation.errors import RotationError
from rotation.i18n import LANGUAGES, Language, Text
from rotation.i18n.drawing import CHANGED
from rotation.report.class_lists import read_internal
from rotation.report.class_report import Comparison, compare
from rotation.report.draw_folder import (
    Committed,
    commitment_text,
    differs,
    file_digest,
    read_commitment,
    result_files,
)
from rotation.report.draw_later import check_later
from rotation.report.draw_log import entries, fault, head, lines
from rotation.report.draw_record import RECORD, Record, read_record, record_file
from rotation.report.draw_turn import log_and_record, run_line
from rotation.report.text import two_digests

__all__ = ["changed_since_commitment", "check_draw", "counted_again"]


def counted_again(committed: Committed, drawn: Drawn, seed: str) -> Comparison:
    """Count drawn lists again, and random ones and those of a snake draft beside them."""
    assert committed.roster is not None
    assert committed.rules is not None
    return compare(committed.roster, committed.rules, list(drawn.deal.place), list(committed.commitment.names), seed)


def changed_since_commitment(folder: Path, committed: Committed, published: str | None = None) -> list[Text]:
    """Return what does not agree with the commitment: roster, teachers, rules, version, method, or itself."""
    problems, promise = [], committed.commitment
    counted = commitment_digest(promise)
    if counted != committed.digest:
        problems.append(_digests("commitment", committed.digest, counted))
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
    folder: Path, lang: Language, *, published: str | None = None, noted: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Text]:  # fmt: skip
    """Verify a locked draw from its folder; an empty list says that everything came out the same.

    ``published`` is the commitment's digest, ``noted`` that of an event of the log which was the last one once.
    """
    committed = read_commitment(folder, lang)
    problems = changed_since_commitment(folder, committed, published)
    record = read_record(folder, committed, lang)
    trouble = fault(folder)
    if trouble is not None:
        problems.append(trouble)
    if noted is not None and noted.strip().lower() not in map(digest, lines(folder)):
        problems.append(CHANGED["log_noted"])
    counted = commitment_digest(committed.commitment)
    alone = record.commitment != counted and not problems
    if alone:
        problems.append(_digests("commitment_noted", record.commitment, counted))
    try:
        agrees = combine(counted if alone else record.commitment, record.parts, lang=lang) == record.seed
    except RotationError:
        agrees = False
    if not agrees:
        problems.append(CHANGED["seed"])
    events = entries(folder) if trouble is None else []
    if trouble is None:
        problems += log_and_record(events, record, counted)
    if problems or committed.roster is None or committed.rules is None or committed.teachers is None:
        return problems
    drawn = draw(
        committed.roster, committed.teachers, committed.rules, committed.commitment, record.seed, lang=lang,
        progress=progress,
    )  # fmt: skip
    progress("checking")
    written = lines(folder)
    problems = _compare(folder, committed, drawn, record, head(written[: run_line(events)]))
    return [*problems, *check_later(folder, committed, record, events, written)]


def _digests(key: str, claimed: str, counted: str) -> Text:
    told = two_digests(claimed, counted)
    return CHANGED[key].fill(claimed=told[0], counted=told[1])


def _as_written(
    folder: Path, committed: Committed, drawn: Drawn, record: Record, counted: Comparison
) -> tuple[Language, dict[str, bytes]]:
    """Return the files of the result in the language in which the page was written, else in the recorded one.

    An altered word in draw.json is no alteration of all that was written in words.
    """
    first: dict[str, bytes] = {}
    for lang in (record.language, *(other for other in LANGUAGES if other != record.language)):
        files = result_files(committed, drawn, record.parts, record.seed, counted, lang)
        if not differs(folder, files, "page.html"):
            return lang, files
        first = first or files
    return record.language, first


def _compare(
    folder: Path, committed: Committed, drawn: Drawn, record: Record, log: Mapping[str, object]
) -> list[Text]:
    problems = []
    counted = counted_again(committed, drawn, record.seed)
    lang, files = _as_written(folder, committed, drawn, record, counted)
    if lang != record.language:
        problems.append(CHANGED["record"])
    files[RECORD] = record_file(committed, drawn, record.parts, record.seed, lang, files, log)
    roster, names = committed.roster, committed.commitment.names
    assert roster is not None
    try:
        listed = read_internal((folder / "lists.csv").read_text(encoding="utf-8"))
    except (OSError, KeyError, UnicodeDecodeError, csv.Error):
        listed = {}
    differing = [p.id for p, k in zip(roster.pupils, drawn.deal.place, strict=True) if listed.get(p.id) != names[k]]
    elsewhere = sum(a != b for a, b in zip(record.place, drawn.deal.place, strict=True))
    if elsewhere or differing:
        wrong = [name for name, count in (("lists.csv", len(differing)), (RECORD, elsewhere)) if count]
        problems.append(CHANGED["lists"].fill(count=max(elsewhere, len(differing)), files=", ".join(wrong)))
    elif differs(folder, files, "lists.csv"):
        problems.append(CHANGED["lists_file"])
    if record.teams != drawn.teams:
        problems.append(CHANGED["teams"])
    pairs = {"teams.csv": differs(folder, files, "teams.csv"), RECORD: record.match != drawn.match}
    if any(pairs.values()):
        problems.append(CHANGED["matching"].fill(files=", ".join(name for name, wrong in pairs.items() if wrong)))
    if differs(folder, files, "team_balance.csv"):
        problems.append(CHANGED["team_balance"])
    if differs(folder, {"commitment.json": commitment_text(committed.commitment).encode()}, "commitment.json"):
        problems.append(CHANGED["commitment_file"])
    problems += [CHANGED["requests"].fill(text=text) for text in counted.ours.broken]
    if differs(folder, files, "public_lists.csv") or differs(folder, files, "public_lists.xlsx"):
        problems.append(CHANGED["public"])
    for part, file in (("page", "page.html"), ("report", "report.html")):
        if differs(folder, files, file):
            problems.append(CHANGED[part])
    if not problems and differs(folder, files, RECORD):
        problems.append(CHANGED["record"])
    return problems
