"""The folder of a public draw: what is committed, the locked result, and reading both back.

pupils.csv, teachers.csv, rules.json   canonical copies of what was committed
commitment.json                        their digests, classes, version, method; its digest is published
draw.json, lists.csv, teams.csv        the result, for the school and for verification
public_lists.*, page.html              the result to publish, without identity numbers
report.html                            the report, as of any deal
current_lists.csv, public_current_*    the lists with late arrivals and later changes, where there are any
log.jsonl, log_head.json               every event, refused ones too; how many there are and the last one's digest
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rotation import __version__
from rotation.classes.deal_check import Recount
from rotation.classes.draw import Commitment, Drawn, canonical, commitment_digest
from rotation.classes.draw_seed import plain_part
from rotation.classes.lottery import digest, permutation
from rotation.classes.teams import team_lines
from rotation.domain.pupils import ClassTeacher, Roster
from rotation.errors import InputError, PlanError
from rotation.i18n import Language
from rotation.i18n.dealing import TABLE
from rotation.i18n.drawing import DRAW, METRIC
from rotation.i18n.words import subject
from rotation.io.pupil_tables import canonical_roster, canonical_teachers, demand, read_class_teachers, read_pupils
from rotation.policy.dealing import DealRules, canonical_rules, rules_of
from rotation.report.class_lists import internal_csv, public_csv, public_workbook
from rotation.report.class_report import Comparison, report_page, total_note
from rotation.report.draw_page import draw_page
from rotation.report.text import neutral, visible
from rotation.report.whole import put_file

__all__ = [
    "Committed", "commitment_of", "commitment_text", "differs", "file_digest", "page_record", "read_commitment",
    "read_json", "result_files", "write_commitment",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Committed:
    """What a folder says was committed, and what its files hold now (None where one cannot be read)."""

    commitment: Commitment
    digest: str
    roster: Roster | None
    teachers: tuple[ClassTeacher, ...] | None
    rules: DealRules | None


def commitment_of(
    roster: Roster, teachers: tuple[ClassTeacher, ...], rules: DealRules, names: Sequence[str], day: date
) -> Commitment:
    """Return what is committed."""
    return Commitment(
        roster=digest(canonical_roster(roster)), rules=digest(canonical_rules(rules)), classes=len(names),
        teachers=digest(canonical_teachers(teachers)) if teachers else None, names=tuple(names), day=day,
        version=__version__,
    )  # fmt: skip


def write_commitment(
    folder: Path, commitment: Commitment, roster: Roster, teachers: tuple[ClassTeacher, ...], rules: DealRules
) -> None:
    """Write the folder of a draw that has not been run."""
    _put(folder / "pupils.csv", canonical_roster(roster))
    if teachers:
        _put(folder / "teachers.csv", canonical_teachers(teachers))
    _put(folder / "rules.json", canonical_rules(rules))
    _put(folder / "commitment.json", commitment_text(commitment))


def commitment_text(commitment: Commitment) -> str:
    """Return commitment.json as it is written."""
    content = {"commitment": json.loads(canonical(commitment)), "digest": commitment_digest(commitment)}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_commitment(folder: Path, lang: Language) -> Committed:
    """Read what was committed; files that were altered beyond reading are None."""
    content = read_json(folder / "commitment.json", lang)
    try:
        fields = dict(content["commitment"])
        fields |= {"names": tuple(fields["names"]), "day": date.fromisoformat(fields["day"])}
        commitment = Commitment(**fields)
        claimed = str(content["digest"])
        if not all(isinstance(name, str) for name in commitment.names) or commitment.classes != len(commitment.names):
            raise ValueError
        canonical(commitment).encode()  # half a surrogate pair is no text
    except (KeyError, TypeError, ValueError):
        raise PlanError(DRAW["broken_file"].to(lang, file="commitment.json")) from None
    rules = _rules(folder) if file_digest(folder, "rules.json") == commitment.rules else None
    roster: Roster | None = None
    teachers: tuple[ClassTeacher, ...] | None = None
    try:
        if rules is not None:
            roster = demand(read_pupils(folder / "pupils.csv", rules.scores))
    except InputError:
        pass
    try:
        path = folder / "teachers.csv"
        teachers = demand(read_class_teachers(path, commitment.day)) if path.exists() else ()
    except InputError:
        pass
    return Committed(commitment, claimed, roster, teachers, rules)


def _rules(folder: Path) -> DealRules | None:
    try:
        return rules_of(json.loads((folder / "rules.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def file_digest(folder: Path, name: str) -> str | None:
    """Return the digest of a file's text as it stands, None where there is none."""
    try:
        return digest((folder / name).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def differs(folder: Path, files: Mapping[str, bytes], name: str) -> bool:
    """Say whether a file of the folder is not what ``files`` holds; one that is not among them must not be there."""
    try:
        there: bytes | None = (folder / name).read_bytes()
    except OSError:
        there = None
    return there != files.get(name)


def read_json(path: Path, lang: Language) -> Any:
    """Return what a JSON file of the folder holds."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise PlanError(DRAW["not_a_draw"].to(lang, folder=path.parent, file=path.name)) from None
    except (ValueError, RecursionError):
        raise PlanError(DRAW["broken_file"].to(lang, file=path.name)) from None


def page_record(
    committed: Committed, drawn: Drawn, parts: Sequence[str], seed: str, counted: Recount
) -> dict[str, object]:
    """Return what the page holds and its script repeats: no id, no date of birth, nothing sensitive by name."""
    roster, commitment = committed.roster, committed.commitment
    assert roster is not None
    naming = permutation(seed, "names", commitment.classes)
    by_class: list[list[list[str]]] = [[] for _ in naming]
    for pupil, k in zip(roster.pupils, drawn.deal.place, strict=True):
        by_class[k].append([visible(pupil.name), pupil.sex])
    lists = [sorted(by_class[k]) for k in naming]
    names = {t.id: visible(t.name) for t in committed.teachers or ()}
    lines = {line.key: [int(v) for v in line.values] for line in counted.lines if line.kind == "count"}
    means = [(line.key, [f"{float(v):.4f}" for v in line.values]) for line in counted.lines if line.kind == "mean"]
    internal = internal_csv(roster, drawn.deal.place, commitment.names)
    girls = [sum(1 for p in group if p[1] == "female") for group in by_class]
    balance = [lines["size"], girls, [size - g for size, g in zip(lines["size"], girls, strict=True)]]
    return {
        "commitment": canonical(commitment), "commitment_digest": commitment_digest(commitment),
        "classes": list(commitment.names), "parts": [plain_part(part) for part in parts], "seed": seed,
        "naming": naming, "lists": lists, "lists_digest": digest(compact(lists)),
        "teams": [[names[teacher] for _, teacher in team.teachers] for team in drawn.teams],
        "forbidden": [list(pair) for pair in drawn.forbidden], "match": list(drawn.match), "recast": drawn.recast,
        "counts": [{"key": key, "values": values} for key, values in lines.items()], "scores": list(roster.scores),
        "means": [{"key": key, "values": values} for key, values in means], "internal_digest": digest(internal),
        "balance": balance, "spreads": [max(row) - min(row) for row in balance],
    }  # fmt: skip


def compact(value: object) -> str:
    """Return JSON as the browser's own JSON.stringify writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def result_files(
    committed: Committed, drawn: Drawn, parts: Sequence[str], seed: str, compared: Comparison, lang: Language
) -> dict[str, bytes]:
    """Return every file of the result but draw.json; the same bytes for the same draw and language."""
    roster, rules, commitment = committed.roster, committed.rules, committed.commitment
    assert roster is not None
    assert rules is not None
    counted, names = compared.ours, list(commitment.names)
    record = page_record(committed, drawn, parts, seed, counted)
    report = report_page(roster, rules, drawn.deal, compared, names, seed, lang)
    counts = [
        (line.name.to(lang), [str(int(v)) for v in line.values], str(int(line.bound)))
        for line in counted.lines if line.kind == "count"
    ]  # fmt: skip
    counts += [
        (line.name.to(lang), [f"{float(v):.4f}" for v in line.values], f"{float(line.bound):.4f}")
        for line in counted.lines if line.kind == "mean"
    ]  # fmt: skip
    page = draw_page(record, counts, lang, total_note(roster, rules, counted, lang)).encode()
    public = ("\ufeff" + public_csv(roster, drawn.deal.place, commitment.names, lang)).encode()
    files = {
        "lists.csv": internal_csv(roster, drawn.deal.place, commitment.names).encode(),
        "public_lists.csv": public,
        "public_lists.xlsx": public_workbook(roster, drawn.deal.place, commitment.names, rules.title(lang), lang),
        "page.html": page, "report.html": report.encode(),
    }
    if drawn.teams:
        files["teams.csv"] = ("\ufeff" + _teams_csv(committed, drawn, lang)).encode()
        files["team_balance.csv"] = ("\ufeff" + _team_balance(committed, drawn, lang)).encode()
    return files


def _teams_csv(committed: Committed, drawn: Drawn, lang: Language) -> str:
    name = {t.id: neutral(t.name) for t in committed.teachers or ()}
    subjects = [subject for subject, _ in drawn.teams[0].teachers]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([TABLE["class"].to(lang), TABLE["homeroom"].to(lang), *(subject(s, lang) for s in subjects)])
    for k, team in enumerate(drawn.match):
        formed = drawn.teams[team]
        row = [name[teacher] for _, teacher in formed.teachers]
        writer.writerow([neutral(committed.commitment.names[k]), name[formed.homeroom], *row])
    return out.getvalue()


def _team_balance(committed: Committed, drawn: Drawn, lang: Language) -> str:
    """Return every metric by class with spread and bound, then each teacher's classes against the most allowed."""
    teachers, names = committed.teachers or (), committed.commitment.names
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = [TABLE["item"].to(lang), TABLE["ours"].to(lang), TABLE["bound"].to(lang), *map(neutral, names)]
    writer.writerow(heads)
    for line in team_lines(drawn.teams, teachers, committed.commitment.day):
        values = [line.values[team] for team in drawn.match]
        writer.writerow([METRIC[line.metric].to(lang), line.spread, line.bound, *values])
    writer.writerow([])
    writer.writerow([TABLE["teacher"].to(lang), METRIC["taught"].to(lang), METRIC["most"].to(lang)])
    for teacher in teachers:
        taught = sum(who == teacher.id for team in drawn.teams for _, who in team.teachers)
        writer.writerow([neutral(teacher.name), taught, teacher.classes])
    return out.getvalue()


def _put(path: Path, text: str) -> None:
    put_file(path, text.encode())
