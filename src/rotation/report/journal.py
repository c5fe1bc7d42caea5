"""The log of a plan's status, kept in its ``run.json``: draft, notice with its objections, approved.

A status only goes forward. Every entry tells when it was written and by which account; a step also keeps the digest of
the assignments it was taken on, so that an approval belongs to one plan and no other.
"""

from __future__ import annotations

import contextlib
import getpass
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rotation.errors import PlanError
from rotation.i18n import Language
from rotation.i18n.papers import JOURNAL
from rotation.i18n.reports import KIND, PROBLEM
from rotation.report.lock import alone
from rotation.report.plausible import check_answered, check_objected, check_period, short
from rotation.report.text import argument, beginning, visible
from rotation.report.whole import put_file

__all__ = ["Journal", "Objection", "Status", "Step", "account", "advance", "answer", "enter_objection", "read_journal"]

Status = Literal["draft", "notice", "approved"]
ORDER: Final[tuple[Status, ...]] = ("draft", "notice", "approved")
_MOST_BYTES: Final = 16 * 2**20
_Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    at: str
    by: str


class Step(_Entry):
    """A status was reached. ``number`` is the bureau's own document number, ``who`` the person responsible.

    ``start`` and ``until`` are the first and last day of the notice, ``phone`` the line for complaints.
    """

    status: Status
    number: str | None = None
    who: str | None = None
    start: date | None = None
    until: date | None = None
    phone: str | None = None
    assignments: str | None = None


class _Objection(_Entry):
    objection: Annotated[int, Field(ge=1)]
    person: _Text
    day: date
    text: _Text


class _Answer(_Entry):
    answer: Annotated[int, Field(ge=1)]
    day: date
    text: _Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One objection to the notice; ``answer`` is None as long as there is none."""

    number: int
    person: str
    day: date
    text: str
    answer: str | None = None
    answered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Where a plan stands: its steps in order, its objections by number."""

    steps: tuple[Step, ...]
    objections: tuple[Objection, ...]

    @property
    def status(self) -> Status:
        """The status reached last."""
        return self.steps[-1].status

    @property
    def number(self) -> str | None:
        """The bureau's own document number, the latest given."""
        return next((step.number for step in reversed(self.steps) if step.number), None)

    @property
    def notice(self) -> Step | None:
        """The step to the notice, None before it."""
        return next((step for step in self.steps if step.status == "notice"), None)

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """The objections nobody has answered."""
        return tuple(objection for objection in self.objections if objection.answer is None)


def read_journal(folder: Path, lang: Language = "zh") -> Journal:
    """Read a plan's log; raises ``PlanError`` where it cannot be understood."""
    return _journal(_run(folder, lang), lang)


def advance(
    folder: Path,
    to: Status,
    *,
    digest: str,
    who: str | None = None,
    number: str | None = None,
    start: date | None = None,
    until: date | None = None,
    phone: str | None = None,
    today: date | None = None,
    lang: Language = "zh",
) -> Journal:
    """Take a plan to its next status.

    Parameters
    ----------
    digest
        SHA-256 of the assignments that are meant: those of the plan as it was just verified.
    start, until, phone
        First and last day of the notice and the line for complaints; for the notice only.

    Raises
    ------
    PlanError
        It is not the next status, the responsible person is missing, the notice has no period or one that cannot be,
        its period is not over, an objection is unanswered, or the assignments changed since the notice.
    """
    with _turn(folder, lang) as run:
        journal = _journal(run, lang)
        today = today or date.today()
        now, notice = journal.status, journal.notice

        def refuse(key: str, **values: object) -> None:
            raise PlanError(JOURNAL[key].to(lang, **values))

        if ORDER.index(to) != ORDER.index(now) + 1:
            refuse("not_next", now=KIND[now].to(lang), to=KIND[to].to(lang))
        who, number, phone = short("who", who, lang), short("number", number, lang), short("phone", phone, lang)
        if who is None:
            refuse("who_missing")
        if to == "notice":
            check_period(start, until, today, lang)
        if to == "approved":
            assert notice is not None
            if notice.until is not None and today <= notice.until:
                refuse("not_over", until=notice.until)
            if journal.open_objections:
                listed = ", ".join(str(objection.number) for objection in journal.open_objections)
                refuse("unanswered", numbers=listed, plan=argument(folder))
            if notice.assignments is not None and notice.assignments != digest:
                refuse("changed", found=beginning(digest), noticed=beginning(notice.assignments))
        step = Step(
            **_stamp(), status=to, number=number, who=who, start=start, until=until, phone=phone, assignments=digest
        )
        return _append(folder, run, step, lang)


def enter_objection(
    folder: Path, person: str, text: str, day: date | None = None, lang: Language = "zh", *, today: date | None = None
) -> Journal:
    """Record an objection to the notice; raises ``PlanError`` unless the plan is on notice, and was on that day."""
    with _turn(folder, lang) as run:
        journal = _journal(run, lang)
        if journal.status != "notice":
            raise PlanError(JOURNAL["not_notice"].to(lang, now=KIND[journal.status].to(lang)))
        _need(lang, person=person, text=text)
        today = today or date.today()
        check_objected(day or today, journal.notice.start if journal.notice else None, today, lang)
        number = 1 + len(journal.objections)
        entry = _Objection(**_stamp(), objection=number, person=person, day=day or today, text=text)
        return _append(folder, run, entry, lang)


def answer(
    folder: Path, number: int, text: str, day: date | None = None, lang: Language = "zh", *, today: date | None = None
) -> Journal:
    """Record the answer to an objection; raises ``PlanError`` where there is none then or it has its answer."""
    with _turn(folder, lang) as run:
        journal = _journal(run, lang)
        found = next((objection for objection in journal.objections if objection.number == number), None)
        if found is None:
            raise PlanError(JOURNAL["no_objection"].to(lang, number=number))
        if found.answer is not None:
            raise PlanError(JOURNAL["answered"].to(lang, number=number))
        if journal.status == "approved":
            raise PlanError(JOURNAL["not_notice"].to(lang, now=KIND["approved"].to(lang)))
        _need(lang, text=text)
        today = today or date.today()
        check_answered(day or today, found.day, today, lang)
        return _append(folder, run, _Answer(**_stamp(), answer=number, day=day or today, text=text), lang)


@contextlib.contextmanager
def _turn(folder: Path, lang: Language) -> Iterator[dict[str, Any]]:
    """Hold the log from its reading to its writing: of two entries at once the second sees the first."""
    name = "certificate.json"  # run.json is replaced by every entry
    try:
        with alone(Path(folder) / name, PROBLEM["file_missing"].fill(file=name)):
            yield _run(folder, lang)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PlanError(JOURNAL["cannot_write"].to(lang, file=Path(folder) / "run.json", reason=reason)) from None


def account() -> str:
    """Return the name of the account that runs this."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in some containers
        return "unknown"


def _need(lang: Language, **values: str) -> None:
    for name, value in values.items():
        if not value.strip() or len(value) > 20_000:
            raise PlanError(JOURNAL["empty"].to(lang, name=f"--{name}"))


def _stamp() -> dict[str, Any]:
    return {"at": datetime.now().astimezone().isoformat(timespec="seconds"), "by": account()}


def _run(folder: Path, lang: Language) -> dict[str, Any]:
    path = Path(folder) / "run.json"
    reason: object
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError(PROBLEM["too_large"].to(lang, most=_MOST_BYTES // 2**20))
        record = json.loads(path.read_text(encoding="utf-8-sig"))
        if isinstance(record, dict) and isinstance(record.get("log"), list):
            return record
        reason = JOURNAL["no_log"].to(lang)
    except OSError as error:
        reason = error.strerror or type(error).__name__
    except (ValueError, RecursionError) as error:
        reason = visible(str(error))[:200]
    raise PlanError(PROBLEM["unreadable"].to(lang, file="run.json", reason=reason))


def _journal(run: Mapping[str, Any], lang: Language) -> Journal:
    steps: list[Step] = []
    objections: dict[int, Objection] = {}
    for position, entry in enumerate(run["log"], 1):
        try:
            if isinstance(entry, dict) and "objection" in entry:
                said = _Objection.model_validate(entry)
                if said.objection != len(objections) + 1:
                    raise ValueError(f"objection {said.objection}")
                objections[said.objection] = Objection(
                    number=said.objection, person=said.person, day=said.day, text=said.text
                )
            elif isinstance(entry, dict) and "answer" in entry:
                reply = _Answer.model_validate(entry)
                about = objections[reply.answer]
                objections[reply.answer] = Objection(
                    number=about.number, person=about.person, day=about.day, text=about.text,
                    answer=reply.text, answered=reply.day,
                )  # fmt: skip
            else:
                step = Step.model_validate(entry)
                if step.status != ORDER[min(len(steps), len(ORDER) - 1)] or len(steps) == len(ORDER):
                    raise ValueError(step.status)
                steps.append(step)
        except (ValidationError, ValueError, KeyError) as error:
            raise PlanError(JOURNAL["bad_entry"].to(lang, number=position)) from error
    if not steps:
        raise PlanError(PROBLEM["unreadable"].to(lang, file="run.json", reason=JOURNAL["no_log"].to(lang)))
    return Journal(steps=tuple(steps), objections=tuple(objections.values()))


def _append(folder: Path, run: dict[str, Any], entry: _Entry, lang: Language) -> Journal:
    """Write the log with one more entry: beside the file, then in its place."""
    from rotation.report.certificate import json_text  # noqa: PLC0415

    record = {**run, "log": [*run["log"], entry.model_dump(mode="json", exclude_none=True)]}
    journal = _journal(record, lang)
    put_file(Path(folder) / "run.json", json_text(record).encode())
    return journal
