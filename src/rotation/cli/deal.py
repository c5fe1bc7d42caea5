"""The command ``classes deal``: read, deal, recount, write; nothing is written where anything is broken."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from rotation.classes.deal import deal as find
from rotation.classes.deal_check import Line, Recount
from rotation.classes.draw_seed import LONGEST_NAME, brief, typed
from rotation.cli.data import writing
from rotation.domain.pupils import Roster
from rotation.errors import RotationError, SolverError
from rotation.i18n import Language, named
from rotation.i18n.dealing import SAID, class_name
from rotation.io.pupil_tables import Reading, demand, read_pupils
from rotation.io.text import fold
from rotation.policy.dealing import DealRules, read_rules
from rotation.report.class_report import Comparison, compare, spread_text, total_note, without_marks
from rotation.report.deal_folder import write_deal
from rotation.report.screen import Screen
from rotation.report.target import may_begin
from rotation.report.wrapping import message

__all__ = ["class_names", "deal", "needs_empty", "pupils_of", "say", "show_balance", "taken"]

T = TypeVar("T")


def deal(
    lang: Language, path: Path, classes: int, out: Path, seed: str, rules_name: str, scores: str, names: str
) -> int:
    """Deal one grade into classes and write lists and report."""
    needs_empty(lang, out)
    rules = read_rules(rules_name, scores=split(scores), lang=lang)
    named = class_names(lang, classes, names)
    roster = pupils_of(lang, path, rules)
    tell = say(lang)
    found = find(roster, rules, classes, seed=seed, lang=lang, progress=tell)
    tell("checking")
    compared = compare(roster, rules, list(found.place), named, seed)
    if compared.ours.broken:
        raise SolverError("\n".join(text.to(lang) for text in compared.ours.broken))
    tell("writing")
    with writing(lang, out):
        write_deal(out, roster, rules, found, compared, named, seed, lang)
    screen = Screen(sys.stdout, lang)
    show_balance(screen, roster, rules, compared)
    screen.path(SAID["written"].to(lang, folder=out), 0, str(out))
    return 0


def split(text: str) -> tuple[str, ...]:
    """Return the parts of a list, commas of either width."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def needs_empty(lang: Language, folder: Path) -> None:
    """Refuse a folder in which something lies already, and one that cannot be written."""
    may_begin(folder, lang)
    if folder.exists() and any(folder.iterdir()):
        raise RotationError(SAID["exists"].to(lang, folder=folder))


def class_names(lang: Language, classes: int, names: str) -> list[str]:
    """Return the names of the classes."""
    given = [brief(name, "--names", lang, LONGEST_NAME) for name in split(typed(names, "--names", lang))]
    if given and (len(given) != classes or len(set(map(fold, given))) != classes):
        raise RotationError(SAID["names"].to(lang, classes=classes))
    return given or [class_name(number).to(lang) for number in range(1, classes + 1)]


def pupils_of(lang: Language, path: Path, rules: DealRules) -> Roster:
    """Read the pupils; warnings go to stderr."""
    return taken(lang, read_pupils(path, rules.scores, day=date.today()))


def taken(lang: Language, reading: Reading[T]) -> T:
    """Return what was read, with its warnings on stderr; raises ``InputError`` where there are errors."""
    value = demand(reading)
    for defect in reading.defects:
        sys.stderr.write(message(defect.line(lang)) + "\n")
    return value


def say(lang: Language) -> Callable[[str], None]:
    """Return what tells phases on stderr, each with the seconds since the beginning."""
    start = time.monotonic()

    def tell(phase: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.1f} s  {SAID[phase].to(lang)}\n")
        sys.stderr.flush()

    return tell


def show_balance(screen: Screen, roster: Roster, rules: DealRules, compared: Comparison) -> None:
    """Print what matters of the balance."""
    lang, ours = screen.lang, compared.ours
    least, most = (int(end(_line(ours, "size"))) for end in (min, max))
    sizes = str(least) if least == most else f"{least}-{most}"
    said = SAID["summary"].to(lang, pupils=len(roster.pupils), classes=len(ours.classes), sizes=sizes)
    screen.line(said, indent=0)
    counts = [line for line in ours.lines if line.kind == "count"]
    screen.line(SAID["counts_ok"].to(lang, met=len(counts) - len(ours.above), all=len(counts)))
    others = [{line.key: line for line in r.lines} for r in (compared.random, compared.snake)]
    for line in ours.above:
        screen.line(named(line.name.to(lang), f"{int(line.spread)} > {int(line.bound)}", lang))
    for name in without_marks(roster, ours):
        screen.line(SAID["no_marks"].to(lang, name=name))
    for line in ours.lines:
        if line.kind == "mean":
            assert line.deviation is not None
            spreads = [_other(line, other.get(line.key), lang) for other in others]
            screen.line(SAID["score"].to(
                lang, name=line.name.to(lang), spread=f"{float(line.spread):.4f}",
                share=f"{float(line.spread) / line.deviation:.4f}", bound=f"{float(line.bound):.4f}",
                random=spreads[0], snake=spreads[1],
            ))  # fmt: skip
    if total := total_note(roster, rules, ours, lang):
        screen.line(total)


def _other(line: Line, other: Line | None, lang: Language) -> str:
    """Return the spread of another way to deal, "-" where it leaves a class without a mark."""
    return "-" if other is None else spread_text(line, other.spread, lang).split("（")[0].split(" (")[0]


def _line(counted: Recount, key: str) -> tuple[float, ...]:
    return tuple(float(v) for line in counted.lines if line.key == key for v in line.values)
