"""Commands about what is filed: export, templates, status, objection."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import cast

from rotation.cli.data import writing
from rotation.cli.progress import Reporter
from rotation.errors import PlanError, RotationError
from rotation.i18n import Language, named
from rotation.i18n.papers import EXPORT, STATUS_SCREEN
from rotation.i18n.reports import KIND
from rotation.report.checking import check_plan
from rotation.report.journal import Journal, Status, advance, enter_objection, read_journal
from rotation.report.journal import answer as enter_answer
from rotation.report.papers.export import export as export_papers
from rotation.report.screen import FAINT, Screen
from rotation.report.stored import StoredPlan, read_plan
from rotation.report.target import may_begin
from rotation.report.whole import add_files, taken

__all__ = ["export", "objection", "status", "templates"]


def export(lang: Language, plan: Path, to: Path, templates: Path | None) -> int:
    """Write all papers of a plan and list them."""
    reporter = Reporter(sys.stderr, lang)
    reporter.say(EXPORT["opening"].to(lang, plan=plan) + " ...")

    def tell(name: str) -> None:
        reporter.say(EXPORT["step"].to(lang, name=name) + " ...")

    written = export_papers(plan, to, lang, templates=templates, progress=tell)
    reporter.done()
    screen = Screen(sys.stdout, lang)
    screen.line(EXPORT["written"].to(lang, folder=to), indent=0)
    for paper in written:
        kind = EXPORT["public" if paper.public else "internal"].to(lang)
        size = f"{paper.size / 1e6:.1f} MB" if paper.size >= 1e6 else f"{paper.size / 1e3:.0f} kB"
        name = str(paper.path.relative_to(to))
        screen.path(EXPORT["size"].to(lang, name=name, size=f"{size} {kind}"))
    return 0


def templates(lang: Language, folder: Path) -> int:
    """Write the Word templates into a folder; nothing is overwritten."""
    from rotation.report.papers.templates import TEMPLATES, shipped_template  # noqa: PLC0415

    may_begin(folder, lang)
    with writing(lang, folder):
        files = {f"{name}.docx": shipped_template(name, lang).read_bytes() for name in TEMPLATES}
        there = taken(folder, files)
        if there is not None:
            raise RotationError(EXPORT["template_there"].to(lang, file=there))
        add_files(folder, files)
    Screen(sys.stdout, lang).path(EXPORT["templates"].to(lang, folder=folder), 0)
    return 0


def status(
    lang: Language, folder: Path, to: str | None, *, who: str | None, number: str | None, start: str | None,
    until: str | None, phone: str | None,
) -> int:  # fmt: skip
    """Show a plan's status, after taking it a step on where asked."""
    given = {"--who": who, "--number": number, "--from": start, "--until": until, "--phone": phone}
    names = [name for name, value in given.items() if value is not None]
    if to is None and names:
        raise RotationError(STATUS_SCREEN["no_to"].to(lang, names=", ".join(names)))
    of_notice = [name for name in ("--from", "--until", "--phone") if name in names]
    if to == "approved" and of_notice:
        raise RotationError(STATUS_SCREEN["of_notice"].to(lang, names=", ".join(of_notice)))
    plan = read_plan(folder, lang)
    if to is None:
        _show(lang, plan, read_journal(folder, lang))
        return 0
    if to not in KIND or to == "draft":
        raise RotationError(f"--to: notice | approved ({to[:40]})")
    if not check_plan(plan).holds:
        raise PlanError(STATUS_SCREEN["not_holding"].to(lang, folder=folder))
    journal = advance(
        folder, cast("Status", to), digest=plan.certificate.digests.assignments, who=who, number=number,
        start=_day(start, "--from", lang), until=_day(until, "--until", lang), phone=phone, lang=lang,
    )  # fmt: skip
    _show(lang, plan, journal)
    return 0


def objection(
    lang: Language, folder: Path, *, person: str | None, text: str | None, answer: int | None, day: str | None
) -> int:
    """Record an objection or an answer, and list all."""
    when = _day(day, "--date", lang)
    plan = read_plan(folder, lang)
    if person is not None and text is not None and answer is None:
        journal = enter_objection(folder, person, text, when, lang)
    elif answer is not None and text is not None and person is None:
        journal = enter_answer(folder, answer, text, when, lang)
    elif person is None and text is None and answer is None and when is None:
        journal = read_journal(folder, lang)
    else:
        raise RotationError(STATUS_SCREEN["both"].to(lang))
    _show(lang, plan, journal)
    return 0


def _day(text: str | None, option: str, lang: Language) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise RotationError(named(option, STATUS_SCREEN["day"].to(lang), lang)) from None


def _show(lang: Language, plan: StoredPlan, journal: Journal) -> None:
    screen = Screen(sys.stdout, lang)
    title = STATUS_SCREEN["title"].to(lang, plan=plan.certificate.plan, status=KIND[journal.status].to(lang))
    screen.line(title, indent=0)
    if journal.number is not None:
        screen.line(STATUS_SCREEN["number"].to(lang, number=journal.number))
    for step in journal.steps:
        shown = KIND[step.status].to(lang)
        at = step.at.replace("T", " ", 1)
        screen.line(STATUS_SCREEN["step"].to(lang, at=at, status=shown, who=step.who or "-", by=step.by), FAINT)
        if step.start is not None:
            values = {"start": step.start, "until": step.until, "phone": step.phone or "-"}
            screen.line(STATUS_SCREEN["period"].to(lang, **values), indent=4)
    if not journal.objections:
        if journal.status != "draft":
            screen.line(STATUS_SCREEN["nothing"].to(lang))
        return
    counts = {"count": len(journal.objections), "open": len(journal.open_objections)}
    screen.line(STATUS_SCREEN["objections"].to(lang, **counts))
    for one in journal.objections:
        said = STATUS_SCREEN["objection"].to(lang, day=one.day, person=one.person, text=one.text)
        screen.line(said, indent=4, mark=f"{one.number}.")
        if one.answer is None:
            screen.line(STATUS_SCREEN["unanswered"].to(lang), indent=7)
        else:
            screen.line(STATUS_SCREEN["answer"].to(lang, day=one.answered, text=one.answer), indent=7)
