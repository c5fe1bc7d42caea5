"""The commands of the public draw: commit, run, verify."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from rotation.classes.deal_conflicts import refuse_impossible
from rotation.classes.draw import Drawn, combine, commitment_digest, draw, rehearse
from rotation.classes.draw_seed import brief, plain_part
from rotation.classes.recusals import refuse_recusals
from rotation.classes.teams import form_teams, team_lines
from rotation.cli.data import writing
from rotation.cli.deal import class_names, needs_empty, pupils_of, say, show_balance, split, taken
from rotation.errors import PlanError, RotationError, SolverError
from rotation.i18n import Language, Text
from rotation.i18n.drawing import CHANGED, DRAW, METRIC
from rotation.io.pupil_tables import read_class_teachers
from rotation.policy.dealing import read_rules
from rotation.report.class_report import Comparison
from rotation.report.draw_check import changed_since_commitment, check_draw, counted_again
from rotation.report.draw_folder import Committed, commitment_of, read_commitment, result_files, write_commitment
from rotation.report.draw_log import LOG, append, begin, entries, head, lines
from rotation.report.draw_record import RECORD, outcome, record_file
from rotation.report.draw_turn import begun_with, refusal, run_line
from rotation.report.lock import alone
from rotation.report.screen import BAD, GOOD, Screen
from rotation.report.whole import put_file

__all__ = ["commit", "run", "show_log", "verify"]


def commit(
    lang: Language, path: Path, classes: int, out: Path, staff: Path | None, rules_name: str, scores: str, names: str
) -> int:
    """Write the folder of a draw and print the digest to publish; impossible requests are refused here."""
    needs_empty(lang, out)
    rules = read_rules(rules_name, scores=split(scores), lang=lang)
    named = class_names(lang, classes, names)
    roster = pupils_of(lang, path, rules)
    today = date.today()
    teachers = taken(lang, read_class_teachers(staff, today)) if staff is not None else ()
    refuse_impossible(roster, rules, classes, lang)
    if teachers:
        form_teams(teachers, classes, today, seed="", lang=lang)
        refuse_recusals(roster, teachers, lang)
    promise = commitment_of(roster, teachers, rules, named, today)
    rehearse(roster, teachers, rules, promise, lang)
    with writing(lang, out):
        out.mkdir(parents=True, exist_ok=True)
        begin(out, "commit", digest=commitment_digest(promise))
        write_commitment(out, promise, roster, teachers, rules)
    screen = Screen(sys.stdout, lang)
    screen.line(DRAW["committed"].to(lang), indent=0)
    screen.path(commitment_digest(promise))
    screen.path(DRAW["next"].to(lang, folder=out), 0)
    return 0


def run(lang: Language, folder: Path, parts: list[str]) -> int:
    """Combine the seed, draw, write everything and lock; a second run is refused and recorded.

    The parts are in the log before anything is dealt: from then on the folder takes no others.
    """
    committed = read_commitment(folder, lang)
    for part in parts:
        brief(part, "--seed-part", lang)
    seed, plain = combine(commitment_digest(committed.commitment), parts, lang=lang), list(map(plain_part, parts))
    with writing(lang, folder), alone(folder / LOG, CHANGED["log_missing"]):
        events = entries(folder)
        refused = refusal(folder, events, plain) or _changed(folder, committed)
        if refused is not None:
            append(folder, "refused", parts=plain, reason=refused.en)
            raise PlanError(refused)
        if begun_with(events) is None:
            append(folder, "begun", parts=plain, seed=seed)
        try:
            drawn, compared = _draw(lang, committed, seed)
        except RotationError as error:
            append(folder, "failed", parts=plain, seed=seed, reason=error.said("en"))
            raise
        say(lang)("writing")
        files = result_files(committed, drawn, parts, seed, compared, lang)
        for name, content in files.items():
            put_file(folder / name, content)
        if run_line(events) is None:
            drew = outcome(drawn.deal.place, drawn.match, drawn.teams)
            append(folder, "run", parts=plain, seed=seed, outcome=drew)
        written = lines(folder)[: run_line(entries(folder))]
        # draw.json is the lock: written last, so that a killed run can be repeated.
        put_file(folder / RECORD, record_file(committed, drawn, parts, seed, lang, files, head(written)))
    _show(lang, folder, committed, drawn, compared, seed)
    return 0


def _changed(folder: Path, committed: Committed) -> Text | None:
    """Say what has changed since the commitment, None where nothing has."""
    changed = changed_since_commitment(folder, committed)
    if not changed and None not in (committed.roster, committed.rules, committed.teachers):
        return None
    what = Text("；".join(text.zh for text in changed), "; ".join(text.en for text in changed))
    return DRAW["changed_commit"].fill(what=what)


def _draw(lang: Language, committed: Committed, seed: str) -> tuple[Drawn, Comparison]:
    assert committed.roster is not None
    assert committed.rules is not None
    assert committed.teachers is not None
    tell = say(lang)
    drawn = draw(
        committed.roster, committed.teachers, committed.rules, committed.commitment, seed, lang=lang, progress=tell
    )
    tell("checking")
    compared = counted_again(committed, drawn, seed)
    if compared.ours.broken:
        raise SolverError("\n".join(text.to(lang) for text in compared.ours.broken))
    return drawn, compared


def _show(
    lang: Language, folder: Path, committed: Committed, drawn: Drawn, compared: Comparison, seed: str
) -> None:
    assert committed.roster is not None
    assert committed.teachers is not None
    assert committed.rules is not None
    screen = Screen(sys.stdout, lang)
    screen.path(DRAW["seed"].to(lang, seed=seed), 0)
    show_balance(screen, committed.roster, committed.rules, compared)
    if drawn.dealt_again:
        screen.line(DRAW["dealt_again"].to(lang, count=drawn.dealt_again))
    called = {t.id: t.name for t in committed.teachers}
    for k, team in enumerate(drawn.match):
        named = committed.commitment.names[k]
        screen.line(DRAW["matching"].to(lang, class_=named, homeroom=called[drawn.teams[team].homeroom]))
    if drawn.teams:
        for line in team_lines(drawn.teams, committed.teachers, committed.commitment.day):
            title = METRIC[line.metric].to(lang)
            screen.line(DRAW["teams"].to(lang, name=title, spread=line.spread, bound=line.bound))
    screen.path(DRAW["done"].to(lang, folder=folder), 0, str(folder))
    show_log(screen, folder)


def verify(lang: Language, folder: Path, published: str | None, noted: str | None = None) -> int:
    """Repeat everything and say what does not agree."""
    problems = check_draw(folder, lang, published=published, noted=noted, progress=say(lang))
    screen = Screen(sys.stdout, lang)
    if not problems:
        screen.line(DRAW["holds"].to(lang), style=GOOD, indent=0)
        show_log(screen, folder)
        return 0
    screen.line(DRAW["fails"].to(lang), style=BAD, indent=0)
    for problem in problems:
        screen.line(problem.to(lang), mark="-")
    return 1


def show_log(screen: Screen, folder: Path) -> None:
    """Print where the log ends: whoever notes it sees later whether anything was taken away."""
    end = head(lines(folder))
    screen.line(DRAW["log"].to(screen.lang, count=end["events"], digest=end["last"]), indent=0)
