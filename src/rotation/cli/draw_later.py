"""The commands after a draw: late arrivals, and changes of class."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from rotation.classes.draw import combine
from rotation.classes.draw_later import barred_classes, late_places
from rotation.classes.draw_seed import brief, plain_part
from rotation.cli.data import writing
from rotation.cli.deal import split, taken
from rotation.cli.draw import show_log
from rotation.domain.pupils import Pupil, Roster
from rotation.errors import InfeasibleError, PlanError, RotationError
from rotation.i18n import COMMA, Language
from rotation.i18n.drawing import CHANGED, DRAW
from rotation.i18n.findings import ratio
from rotation.io.pupil_tables import canonical_roster, read_pupils
from rotation.io.text import fold
from rotation.report.draw_check import changed_since_commitment
from rotation.report.draw_folder import Committed, read_commitment
from rotation.report.draw_log import LOG, append, entries, last_digest
from rotation.report.draw_record import Record, outcome, read_record
from rotation.report.draw_state import breaks, current, current_files, most_moves, moves_made
from rotation.report.draw_turn import run_line
from rotation.report.lock import alone
from rotation.report.screen import Screen
from rotation.report.whole import put_file

__all__ = ["late", "move"]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A folder that has been drawn: everyone in class now, their classes, and how many have moved."""

    committed: Committed
    record: Record
    roster: Roster
    place: list[int]
    moved: int

    def refuse_breaks(self, everyone: Roster, place: list[int], lang: Language) -> None:
        """Refuse lists that break a request which those before kept."""
        before = set(breaks(self.committed, self.record, self.roster, self.place))
        broken = [text for text in breaks(self.committed, self.record, everyone, place) if text not in before]
        if broken:
            raise RotationError(DRAW["would_break"].to(lang), broken)


def late(lang: Language, folder: Path, path: Path, parts: list[str]) -> int:
    """Draw late arrivals into the emptiest classes."""
    for part in parts:
        brief(part, "--seed-part", lang)
    read_commitment(folder, lang)  # what is no draw is told so, by name
    with writing(lang, folder), alone(folder / LOG, CHANGED["log_missing"]):
        there = _drawn(lang, folder)
        committed, roster, names = there.committed, there.roster, there.committed.commitment.names
        assert committed.rules is not None
        arrivals = taken(lang, read_pupils(path, committed.rules.scores, roster.pupils, date.today())).pupils
        _refuse_known(lang, roster, arrivals)
        seed = combine(last_digest(folder), parts, lang=lang)
        everyone = Roster((*roster.pupils, *arrivals), roster.scores)
        barred = barred_classes(everyone, there.record.teams, there.record.match, committed.teachers or ())
        start = [*there.place, *[-1] * len(arrivals)]
        try:
            placed = late_places(everyone, start, names, seed, rules=committed.rules, barred=barred, lang=lang)
        except InfeasibleError as error:
            append(folder, "failed", parts=list(map(plain_part, parts)), seed=seed, reason=error.said("en"))
            raise
        place = [*there.place, *placed]
        there.refuse_breaks(everyone, place, lang)
        _record(
            lang, folder, there, everyone, place, "late", parts=list(map(plain_part, parts)), seed=seed,
            pupils=canonical_roster(Roster(arrivals, roster.scores)),
            places={p.id: names[k] for p, k in zip(arrivals, placed, strict=True)},
        )  # fmt: skip
    screen = Screen(sys.stdout, lang)
    screen.line(DRAW["late"].to(lang, count=len(arrivals)), indent=0)
    for pupil, k in zip(arrivals, placed, strict=True):
        screen.line(DRAW["late_one"].to(lang, name=pupil.name, class_=names[k]))
    show_log(screen, folder)
    return 0


def _refuse_known(lang: Language, roster: Roster, arrivals: tuple[Pupil, ...]) -> None:
    """Refuse an id or a mark of twins that is on the lists, however it is spelt."""
    ids = {fold(pupil.id) for pupil in roster.pupils}
    twins = {fold(pupil.twins) for pupil in roster.pupils if pupil.twins is not None}
    for pupil in arrivals:
        if fold(pupil.id) in ids:
            raise RotationError(DRAW["late_known"].to(lang, id=pupil.id))
        if pupil.twins is not None and fold(pupil.twins) in twins:
            raise RotationError(DRAW["late_twins"].to(lang, name=pupil.name, mark=pupil.twins))


def move(lang: Language, folder: Path, pupil_ids: str, to: str, reason: str) -> int:
    """Record one later change of class, within the share that the rules allow; several pupils may go together."""
    if not brief(reason, "--reason", lang).strip():
        raise RotationError(DRAW["no_reason"].to(lang))
    read_commitment(folder, lang)  # what is no draw is told so, by name
    with writing(lang, folder), alone(folder / LOG, CHANGED["log_missing"]):
        there = _drawn(lang, folder)
        roster, names = there.roster, there.committed.commitment.names
        where = {pupil.id: i for i, pupil in enumerate(roster.pupils)}
        going = (pupil_ids,) if pupil_ids in where else tuple(dict.fromkeys(split(pupil_ids))) or (pupil_ids,)
        for one in going:
            if one not in where:
                raise RotationError(DRAW["unknown_pupil"].to(lang, id=one))
        if to not in names:
            raise RotationError(DRAW["unknown_class"].to(lang, name=to, names=COMMA.to(lang).join(names)))
        before = {one: names[there.place[where[one]]] for one in going}
        for one, class_ in before.items():
            if class_ == to:
                raise RotationError(DRAW["same_class"].to(lang, name=roster.pupils[where[one]].name, class_=to))
        place = [names.index(to) if p.id in before else k for p, k in zip(roster.pupils, there.place, strict=True)]
        there.refuse_breaks(roster, place, lang)
        most = _refuse_too_many(lang, there, len(going))
        _record(lang, folder, there, roster, place, "move", pupils=before, after=to, reason=reason)
    screen = Screen(sys.stdout, lang)
    for count, (one, class_) in enumerate(before.items(), there.moved + 1):
        figures = {"before": class_, "after": to, "count": count, "most": most}
        screen.line(DRAW["moved"].to(lang, name=roster.pupils[where[one]].name, **figures), indent=0)
    show_log(screen, folder)
    return 0


def _refuse_too_many(lang: Language, there: _Drawn, going: int) -> int:
    """Refuse more changes than the rules' share; return how many there may be."""
    assert there.committed.rules is not None
    share = Fraction(str(there.committed.rules.most_moves_share))
    most = most_moves(len(there.roster.pupils), share)
    if there.moved + going > most:
        raise RotationError(DRAW["too_many_moves"].to(lang, count=there.moved, most=most, share=ratio(share)))
    return most


def _drawn(lang: Language, folder: Path) -> _Drawn:
    committed = read_commitment(folder, lang)
    events = entries(folder)
    if not (folder / "draw.json").exists():
        key = "not_drawn" if run_line(events) is None else "drawn_before"
        raise PlanError(DRAW[key].to(lang, folder=folder))
    changed = changed_since_commitment(folder, committed)
    if changed or committed.roster is None:
        raise PlanError("\n".join(text.to(lang) for text in changed))
    record = read_record(folder, committed, lang)
    run = next((event for event in events if event["event"] == "run"), {})
    if run.get("outcome") != outcome(record.place, record.match, record.teams):
        raise PlanError(CHANGED["record"])
    roster, place = current(committed, record, events)
    return _Drawn(committed, record, roster, place, moves_made(events))


def _record(
    lang: Language, folder: Path, there: _Drawn, everyone: Roster, place: list[int], event: str, **content: object
) -> None:
    """Write the current lists, then the event: a command that was killed between the two is simply given again."""
    for name, text in current_files(there.committed, everyone, place, lang).items():
        put_file(folder / name, text)
    append(folder, event, language=lang, **content)
