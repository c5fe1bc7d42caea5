"""The commands of the public draw: commit, run, verify, late, move."""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

from rotation.classes.deal_conflicts import refuse_impossible
from rotation.classes.draw import combine, commitment_digest, draw, late_places
from rotation.classes.teams import form_teams, team_lines
from rotation.cli.data import writing
from rotation.cli.deal import class_names, needs_empty, pupils_of, say, show_balance, split
from rotation.domain.pupils import Roster
from rotation.errors import PlanError, RotationError, SolverError
from rotation.i18n import Language
from rotation.i18n.drawing import DRAW, METRIC
from rotation.io.pupil_tables import canonical_roster, demand, read_class_teachers, read_pupils
from rotation.policy.dealing import read_rules
from rotation.report.class_lists import internal_csv, public_csv
from rotation.report.class_report import compare, report_page
from rotation.report.draw_check import changed_since_commitment, check_draw, counted_again
from rotation.report.draw_folder import (
    Committed,
    commitment_of,
    read_commitment,
    read_record,
    result_files,
    write_commitment,
)
from rotation.report.draw_log import append, entries, last_digest
from rotation.report.draw_state import current, most_moves
from rotation.report.screen import BAD, GOOD, Screen

__all__ = ["commit", "late", "move", "run", "verify"]


def commit(
    lang: Language, path: Path, classes: int, out: Path, staff: Path | None, rules_name: str, scores: str, names: str
) -> int:
    """Write the folder of a draw and print the digest to publish; impossible requests are refused here."""
    needs_empty(lang, out)
    rules = read_rules(rules_name, scores=split(scores), lang=lang)
    named = class_names(lang, classes, names)
    roster = pupils_of(lang, path, rules)
    today = date.today()
    teachers = demand(read_class_teachers(staff, today)) if staff is not None else ()
    refuse_impossible(roster, rules, classes, lang)
    if teachers:
        form_teams(teachers, classes, today, seed="", lang=lang)
    promise = commitment_of(roster, teachers, rules, named, today)
    with writing(lang, out):
        write_commitment(out, promise, roster, teachers, rules)
        append(out, "commit", digest=commitment_digest(promise))
    screen = Screen(sys.stdout, lang)
    screen.line(DRAW["committed"].to(lang), indent=0)
    screen.path(commitment_digest(promise))
    screen.path(DRAW["next"].to(lang, folder=out), 0)
    return 0


def run(lang: Language, folder: Path, parts: list[str]) -> int:
    """Combine the seed, draw, write everything and lock; a second run is refused and recorded."""
    committed = read_commitment(folder, lang)
    if (folder / "draw.json").exists():
        append(folder, "refused", parts=parts)
        raise PlanError(DRAW["locked"].to(lang, folder=folder))
    changed = changed_since_commitment(folder, committed)
    if changed or committed.roster is None or committed.rules is None or committed.teachers is None:
        what = "；".join(t.zh for t in changed) if lang == "zh" else "; ".join(t.en for t in changed)
        raise PlanError(DRAW["changed_commit"].to(lang, what=what))
    seed = combine(commitment_digest(committed.commitment), parts, lang=lang)
    tell = say(lang)
    drawn = draw(
        committed.roster, committed.teachers, committed.rules, committed.commitment, seed, lang=lang, progress=tell
    )
    tell("checking")
    counted = counted_again(committed, drawn)
    if counted.broken:
        raise SolverError("\n".join(text.to(lang) for text in counted.broken))
    names = list(committed.commitment.names)
    compared = compare(committed.roster, committed.rules, list(drawn.deal.place), names, seed)
    tell("writing")
    files = result_files(committed, drawn, parts, seed, counted, lang)
    report = report_page(committed.roster, committed.rules, drawn.deal, compared, names, seed, lang)
    with writing(lang, folder):
        (folder / "report.html").write_text(report, encoding="utf-8", newline="\n")
        # draw.json is the lock: written last, so that a killed run can be repeated.
        for name, content in sorted(files.items(), key=lambda item: item[0] == "draw.json"):
            (folder / name).write_bytes(content)
        append(folder, "run", parts=parts, seed=seed)
    screen = Screen(sys.stdout, lang)
    screen.path(DRAW["seed"].to(lang, seed=seed), 0)
    show_balance(screen, committed.roster, compared)
    called = {t.id: t.name for t in committed.teachers}
    for k, team in enumerate(drawn.match):
        screen.line(DRAW["matching"].to(lang, class_=names[k], homeroom=called[drawn.teams[team].homeroom]))
    if drawn.teams:
        for line in team_lines(drawn.teams, committed.teachers, committed.commitment.day):
            named = METRIC[line.metric].to(lang)
            screen.line(DRAW["teams"].to(lang, name=named, spread=line.spread, bound=line.bound))
    screen.path(DRAW["done"].to(lang, folder=folder), 0)
    return 0


def verify(lang: Language, folder: Path, published: str | None) -> int:
    """Repeat everything and say what does not agree."""
    problems = check_draw(folder, lang, published=published, progress=say(lang))
    screen = Screen(sys.stdout, lang)
    if not problems:
        screen.line(DRAW["holds"].to(lang), style=GOOD, indent=0)
        return 0
    screen.line(DRAW["fails"].to(lang), style=BAD, indent=0)
    for problem in problems:
        screen.line(problem.to(lang), mark="-")
    return 1


def late(lang: Language, folder: Path, path: Path, parts: list[str]) -> int:
    """Draw late arrivals into the emptiest classes."""
    committed, roster, place = _locked(lang, folder)
    known = {pupil.id for pupil in roster.pupils}
    assert committed.rules is not None
    arrivals = demand(read_pupils(path, committed.rules.scores, roster.pupils)).pupils
    for pupil in arrivals:
        if pupil.id in known:
            raise RotationError(DRAW["late_known"].to(lang, id=pupil.id))
    seed = combine(last_digest(folder), parts, lang=lang)
    everyone = Roster((*roster.pupils, *arrivals), roster.scores)
    names = committed.commitment.names
    placed = late_places(everyone, [*place, *[-1] * len(arrivals)], len(names), arrivals, seed, lang=lang)
    with writing(lang, folder):
        append(
            folder, "late", parts=parts, seed=seed, pupils=canonical_roster(Roster(arrivals, roster.scores)),
            places={p.id: names[k] for p, k in zip(arrivals, placed, strict=True)},
        )  # fmt: skip
        _write_current(folder, lang)
    screen = Screen(sys.stdout, lang)
    screen.line(DRAW["late"].to(lang, count=len(arrivals)), indent=0)
    for pupil, k in zip(arrivals, placed, strict=True):
        screen.line(DRAW["late_one"].to(lang, name=pupil.name, class_=names[k]))
    return 0


def move(lang: Language, folder: Path, pupil_id: str, to: str, reason: str) -> int:
    """Record one later change of class, within the share that the rules allow."""
    committed, roster, place = _locked(lang, folder)
    names = committed.commitment.names
    where = {pupil.id: i for i, pupil in enumerate(roster.pupils)}
    if pupil_id not in where:
        raise RotationError(DRAW["unknown_pupil"].to(lang, id=pupil_id))
    if to not in names:
        raise RotationError(DRAW["unknown_class"].to(lang, name=to))
    pupil, before = roster.pupils[where[pupil_id]], names[place[where[pupil_id]]]
    if before == to:
        raise RotationError(DRAW["same_class"].to(lang, name=pupil.name, class_=to))
    for other, k in zip(roster.pupils, place, strict=True):
        if names[k] == to and (other.id in pupil.keep_apart or pupil.id in other.keep_apart):
            raise RotationError(DRAW["move_apart"].to(lang, name=pupil.name, class_=to))
    assert committed.rules is not None
    share = Fraction(str(committed.rules.most_moves_share))
    most, done = most_moves(len(roster.pupils), share), sum(e["event"] == "move" for e in entries(folder))
    if done >= most:
        percent = f"{float(share):.0%}"
        raise RotationError(DRAW["too_many_moves"].to(lang, count=done, most=most, share=percent))
    with writing(lang, folder):
        append(folder, "move", pupil=pupil_id, before=before, after=to, reason=reason)
        _write_current(folder, lang)
    figures: dict[str, object] = {"name": pupil.name, "before": before, "after": to, "count": done + 1, "most": most}
    Screen(sys.stdout, lang).line(DRAW["moved"].to(lang, **figures), indent=0)
    return 0


def _locked(lang: Language, folder: Path) -> tuple[Committed, Roster, list[int]]:
    committed = read_commitment(folder, lang)
    if not (folder / "draw.json").exists():
        raise PlanError(DRAW["not_drawn"].to(lang, folder=folder))
    changed = changed_since_commitment(folder, committed)
    if changed or committed.roster is None:
        raise PlanError("\n".join(text.to(lang) for text in changed))
    roster, place = current(committed, read_record(folder, lang), entries(folder))
    return committed, roster, place


def _write_current(folder: Path, lang: Language) -> None:
    committed, roster, place = _locked(lang, folder)
    names = committed.commitment.names
    (folder / "current_lists.csv").write_text(internal_csv(roster, place, names), encoding="utf-8", newline="\n")
    public = "\ufeff" + public_csv(roster, place, names, lang)
    (folder / "public_current_lists.csv").write_text(public, encoding="utf-8", newline="\n")
