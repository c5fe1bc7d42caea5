"""Class lists as files: internal ones with ids, public ones without, and the balance as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from rotation.classes.deal_check import Recount
from rotation.domain.pupils import Pupil, Roster
from rotation.i18n import Language
from rotation.i18n.dealing import REPORT, TABLE
from rotation.i18n.words import SEX
from rotation.report.sheets import Page, workbook
from rotation.report.text import neutral, number

__all__ = ["balance_csv", "internal_csv", "public_csv", "public_rows", "public_workbook", "read_internal"]

_WIDTHS: Final = {0: 8, 1: 16, 2: 24, 3: 10}
"""Least widths of the public lists, in characters."""


def internal_csv(roster: Roster, place: Sequence[int], names: Sequence[str]) -> str:
    """Return the lists for the school's own use and for the check: id, name, sex, class."""
    order = sorted(range(len(roster.pupils)), key=lambda i: (place[i], roster.pupils[i].id))
    rows = [(roster.pupils[i].id, roster.pupils[i].name, roster.pupils[i].sex, names[place[i]]) for i in order]
    return _csv(("id", "name", "sex", "class"), [tuple(map(neutral, row)) for row in rows])


def read_internal(text: str) -> dict[str, str]:
    """Return the class of each pupil by id from what ``internal_csv`` wrote."""
    rows = list(csv.DictReader(io.StringIO(text)))
    return {_plain(row["id"]): _plain(row["class"] or "") for row in rows if row["id"]}


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") else text


def public_rows(
    roster: Roster, place: Sequence[int], names: Sequence[str], lang: Language
) -> list[list[tuple[str, str]]]:
    """Return name and sex of each class's pupils, ordered by name: the order must not give the ids away."""
    groups: list[list[Pupil]] = [[] for _ in names]
    for pupil, k in zip(roster.pupils, place, strict=True):
        groups[k].append(pupil)
    return [sorted((neutral(p.name), SEX[p.sex].to(lang)) for p in group) for group in groups]


def public_csv(roster: Roster, place: Sequence[int], names: Sequence[str], lang: Language) -> str:
    """Return the lists to publish: number, class, name, sex; never an identity number."""
    heads = tuple(TABLE[key].to(lang) for key in ("number", "class", "name", "sex"))
    groups = public_rows(roster, place, names, lang)
    rows = [(i, neutral(names[k]), *pupil) for k, group in enumerate(groups) for i, pupil in enumerate(group, 1)]
    return _csv(heads, rows)


def public_workbook(roster: Roster, place: Sequence[int], names: Sequence[str], title: str, lang: Language) -> bytes:
    """Return the lists to publish as a workbook, one sheet per class."""
    heads = [TABLE[key].to(lang) for key in ("number", "class", "name", "sex")]
    groups = public_rows(roster, place, names, lang)
    pages = []
    for k, group in enumerate(groups):
        girls = sum(sex == SEX["female"].to(lang) for _, sex in group)
        note = f"{len(group)} 人（{SEX['female'].zh} {girls}，{SEX['male'].zh} {len(group) - girls}）"
        if lang == "en":
            note = f"{len(group)} ({girls} {SEX['female'].en}, {len(group) - girls} {SEX['male'].en})"
        rows = [(i, neutral(names[k]), *pupil) for i, pupil in enumerate(group, 1)]
        pages.append(Page(
            _sheet(names[k], k), f"{title}　{names[k]}", note, heads, rows, widths=_WIDTHS, posted=True
        ))  # fmt: skip
    return workbook(pages, REPORT["footer"].to(lang))


def _sheet(name: str, number: int) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\'")[:28] or str(number + 1)


def balance_csv(counted: Recount) -> str:
    """Return every line: spread, bound and the value in each class."""
    heads = ("key", "kind", "spread", "bound", *counted.classes)
    rows = [
        (neutral(line.key), line.kind, *map(number, (line.spread, line.bound, *line.values))) for line in counted.lines
    ]
    return _csv(tuple(map(neutral, heads)), rows)


def _csv(heads: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()
