"""The workbook: roster with the heads' decisions, audit entry, not taking part, posts, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rotation.i18n import Text, words
from rotation.i18n.papers import BOOK, DECISION, GROUP, ROSTER_SHEET
from rotation.i18n.reports import ROSTER
from rotation.io.roster_record import FORMAT, RECORD_SHEET, SCHOOL_SHEET, record_digest, school_label, stored_row
from rotation.report.papers.dossier import Dossier, legible
from rotation.report.papers.indicators import KINDS, indicator_rows
from rotation.report.roster import entry_rows, roster_rows
from rotation.report.sheets import Page, Value, workbook
from rotation.report.text import beginning

__all__ = ["book", "staying_groups"]

FIRST_DECISION = 16
"""Column of the roster, from 0, where the decisions begin."""
NARROW = 18
WIDEST = 36
LONG = 50
"""Characters beyond which a text is continued below: of the roster's nineteen columns, of others, of the indicators."""


def book(dossier: Dossier) -> bytes:
    """Return the workbook; the same plan and status give the same bytes."""
    pages = [_roster(dossier), _entry(dossier), _staying(dossier), _posts(dossier)]
    pages += [page for kind in KINDS if (page := _indicators(dossier, kind)).rows]
    schools: list[Sequence[Value]] = [("id", "name", "label")]
    for school in dossier.district.schools:
        shown = legible(school.id), legible(school.name)
        schools.append((*shown, school_label(*shown)))
    hidden: Mapping[str, Sequence[Sequence[Value]]] = {SCHOOL_SHEET: schools, RECORD_SHEET: _record(dossier, pages)}
    return workbook(pages, f"{_note(dossier)[:180].replace('&', '&&')}　{dossier.say(ROSTER['footer'])}", hidden)


def staying_groups(dossier: Dossier) -> dict[str, str]:
    """Return the key in ``GROUP`` of everybody who is not in the plan."""
    posted = {posting.teacher for posting in dossier.postings}
    settled = {decision.teacher for decision in dossier.district.decisions if decision.kind == "stay"}
    due = set(dossier.counted.due_returns)
    groups = {}
    for row in dossier.standing.eligibility:
        if row.teacher in posted:
            continue
        if row.teacher in due:
            groups[row.teacher] = "stays_on"
        elif row.teacher in settled:
            groups[row.teacher] = "decided"
        elif not row.reasons:
            groups[row.teacher] = "eligible"
        else:
            deferred = row.reasons[0] in ("exempt", "service_lock")
            groups[row.teacher] = "exempt" if deferred else "not_eligible"
    return groups


def _note(dossier: Dossier) -> str:
    return dossier.say(
        BOOK["note"],
        plan=dossier.journal.number or dossier.certificate.plan,
        status=dossier.status,
        policy=legible(dossier.policy_title, 60),
        digest=beginning(dossier.certificate.digests.assignments),
        internal=dossier.say(BOOK["internal"]),
    )


def _page(
    dossier: Dossier,
    name: Text,
    title: Text,
    columns: Text,
    rows: Iterable[Sequence[Value]],
    left: Iterable[int],
    marks: Mapping[int, str] | None = None,
    widths: Mapping[int, int] | None = None,
    widest: int = WIDEST,
    **more: object,
) -> Page:
    named = {"district": legible(dossier.district.name, 40), "year": dossier.district.year, **more}
    return Page(
        name=dossier.say(name),
        title=dossier.say(title, **named),
        note=_note(dossier),
        headings=[_two_lines(heading) for heading in dossier.say(columns).split("|")],
        rows=[tuple(legible(v) if isinstance(v, str) else v for v in row) for row in rows],
        left=frozenset(left),
        marks=marks or {},
        widths=widths or {},
        widest=widest,
    )


def _two_lines(heading: str) -> str:
    """Return a heading that breaks where a Chinese one has its blank, an English one before its last word."""
    if not heading.isascii():
        return heading.replace(" ", "\n")
    for word in ("before", "after"):
        heading = heading.replace(f" {word}", f"\n{word}")
    return heading


def _roster(dossier: Dossier) -> Page:
    ids = [posting.teacher for posting in dossier.postings]
    rows = [
        (row[0], teacher, *row[1:], None, None, None)
        for teacher, row in zip(
            ids, roster_rows(dossier.district, dossier.policy, dossier.postings, dossier.lang), strict=True
        )
    ]
    page = _page(dossier, ROSTER_SHEET, ROSTER["title"], BOOK["columns"], rows, (9, 12, 15, 17, 18))
    decisions = ",".join(text.to(dossier.lang) for text in DECISION.values())
    last = 1 + len(dossier.district.schools)
    return Page(
        name=page.name,
        title=page.title,
        note=f"{page.note}　{dossier.say(BOOK['guide'])}",
        headings=page.headings,
        rows=page.rows,
        left=page.left,
        frozen=3,
        choices={
            FIRST_DECISION: (f'"{decisions}"', dossier.say(BOOK["choose"])),
            FIRST_DECISION + 1: (f"'{SCHOOL_SHEET}'!$C$2:$C${last}", dossier.say(BOOK["choose_school"])),
        },
        open=frozenset(range(FIRST_DECISION, FIRST_DECISION + 3)),
        widths={FIRST_DECISION: 9, FIRST_DECISION + 1: 18, FIRST_DECISION + 2: 14},
        widest=NARROW,
        marks={FIRST_DECISION: DECISION["refuse"].to(dossier.lang)},
    )


def _entry(dossier: Dossier) -> Page:
    rows = entry_rows(dossier.policy, dossier.audit, dossier.lang)
    no = {4: dossier.say(ROSTER["no"])}
    return _page(dossier, ROSTER["entry"], ROSTER["entry_title"], ROSTER["entry_columns"], rows, (0, 2, 3), no)


def _staying(dossier: Dossier) -> Page:
    groups = staying_groups(dossier)
    found = [
        (list(GROUP).index(groups[row.teacher]), row.section, row.teacher, row)
        for row in dossier.standing.eligibility
        if row.teacher in groups
    ]

    def rows() -> Iterator[Sequence[Value]]:
        for number, (_, section, teacher, row) in enumerate(sorted(found, key=lambda f: f[:3]), 1):
            person = dossier.district.teacher_by_id[teacher]
            yield (
                number,
                teacher,
                person.name,
                dossier.sections[section],
                dossier.say(GROUP[groups[teacher]]),
                dossier.say(row.text),
                person.evidence or "",
            )

    title, columns = BOOK["staying_title"], BOOK["staying_columns"]
    return _page(dossier, BOOK["staying"], title, columns, rows(), (3, 5, 6), widths={5: 74})


def _posts(dossier: Dossier) -> Page:
    some = [row for row in dossier.audit.state_after.subjects if row.posts_to_apply]
    rows: list[Sequence[Value]] = [
        (
            number,
            dossier.sections[row.section],
            words.STAGE[row.section.stage].to(dossier.lang),
            words.SUBJECT[row.subject].to(dossier.lang),
            row.heads,
            row.demanded,
            row.unfilled,
            row.posts_to_apply,
        )
        for number, row in enumerate(some, 1)
    ]
    if not rows:
        rows.append((None, dossier.say(BOOK["posts_none"]), *[None] * 6))
    return _page(dossier, BOOK["posts"], BOOK["posts_title"], BOOK["posts_columns"], rows, (1, 3))


def _indicators(dossier: Dossier, kind: str) -> Page:
    no = dossier.say(ROSTER["no"])
    return _page(
        dossier,
        BOOK[kind],
        BOOK["indicator_title"],
        BOOK["indicator_columns"],
        indicator_rows(dossier, kind),
        (0, 2),
        dict.fromkeys((6, 7, 11), no),
        widest=LONG,
        kind=dossier.say(BOOK[kind]),
    )


def _record(dossier: Dossier, pages: Iterable[Page]) -> list[Sequence[Value]]:
    """Return the hidden copy of every row: what reading back compares with."""
    import json  # noqa: PLC0415

    rows: list[tuple[str, int, list[str]]] = []
    for page in pages:
        fixed: list[Sequence[Value]] = [(page.title,), (page.note,), page.headings, *page.rows]
        rows += [(page.name, number, stored_row(cells)) for number, cells in enumerate(fixed, 1)]
    plan = dossier.certificate.plan
    written: list[Sequence[Value]] = [(FORMAT, plan, record_digest(plan, rows))]
    written += [(sheet, number, json.dumps(cells, ensure_ascii=False)) for sheet, number, cells in rows]
    return written
