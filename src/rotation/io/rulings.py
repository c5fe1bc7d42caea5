"""A decisions file in: one CSV or one sheet, every defect reported as for the district's own tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from rotation.domain.district import District
from rotation.domain.rulings import Ruling
from rotation.errors import InputError
from rotation.i18n import Text
from rotation.i18n.words import RULING
from rotation.io.diagnosis import Log
from rotation.io.rows import Row, Rows, read_rows
from rotation.io.sheets import Column, Sheet
from rotation.io.source import RawTable, load_file
from rotation.io.tables import has_column, leave_out, single
from rotation.io.text import fold, nearest

__all__ = ["SHEET", "read_rulings"]

SHEET: Final = Sheet("rulings", Ruling, (
    Column("kind", "code", True, "ruling"),
    Column("teacher", "teacher"),
    Column("school", "school"),
    Column("subject", "code", words="subject"),
    Column("to", "school"),
    Column("reason", "code", words="exemption"),
    Column("evidence", "text"),
    Column("until", "date"),
    Column("remark", "text"),
), ())  # fmt: skip

_WITH_TO: Final = ("assign", "forbid", "close")
_OF_EXEMPT: Final = ("reason", "evidence", "until")
REVOKED: Final = fold("撤销")
"""Of a school: it closes; beside a teacher's name it may be meant to take back that person's move."""


def read_rulings(path: Path, district: District, log: Log | None = None) -> tuple[Ruling, ...]:
    """Return the rulings of a CSV or of the sheet of decisions in a workbook; warnings stay in the log.

    Raises
    ------
    InputError
        With every defect found, as for a district's data.
    """
    log, path = Log() if log is None else log, Path(path)
    if path.is_dir():
        log.add("not_a_file", path.name or str(path))
    raw = None if log.failed else _chosen(load_file(path, log), log)
    table = None if raw is None else single(SHEET, raw, log)
    if table is None:
        _give_up(log)
    rows = read_rows(table, log)
    if table.examples:
        rows.report("example_rows", count=table.examples)
    if not table.body:
        rows.report("no_rulings")
    people = {teacher.id: teacher.name for teacher in district.teachers}
    schools = {school.id: school.name for school in district.schools}
    _resolve(rows, "teacher", ("teacher",), people)
    _resolve(rows, "school", ("school", "to"), schools)
    for row in rows:
        _check(rows, row)
    if log.failed:
        _give_up(log)
    return tuple(Ruling(**cast("dict[str, Any]", row.values), row=row.number, extra=row.extra) for row in rows)


def _chosen(raws: list[RawTable], log: Log) -> RawTable | None:
    """Return the one sheet with a column of decisions; another such sheet is an error, any other is told."""
    meant = [raw for raw in raws if has_column(SHEET, raw, "kind")]
    chosen = next(iter(meant or [raw for raw in raws if raw.rows] or raws), None)
    for raw in raws:
        if raw is not chosen and chosen is not None and raw.rows:
            leave_out(raw, "rulings_elsewhere" if raw in meant else "sheet_unread", chosen, log)
    return chosen


def _give_up(log: Log) -> NoReturn:
    defects = log.sorted(())
    reasons = tuple(defect for defect in defects if defect.severity == "error") or defects
    raise InputError("\n".join(defect.line("zh") for defect in reasons), reasons)


def _resolve(rows: Rows, kind: str, fields: Iterable[str], names: Mapping[str, str]) -> None:
    """Turn references into ids: the id, a spelling of it, or a name that only one bears."""
    spelt = {fold(identity): identity for identity in sorted(names, reverse=True)}
    bearers: dict[str, list[str]] = {}
    for identity, name in names.items():
        bearers.setdefault(fold(name), []).append(identity)
    for row in rows:
        for field in fields:
            given = row.text(field)
            if given is None or given in names:
                continue
            key = fold(given)
            meant = [spelt[key]] if key in spelt else bearers.get(key, [])
            if len(meant) == 1:
                row.values[field] = meant[0]
                continue
            if meant:
                rows.report(f"ambiguous_{kind}", row, field, ids=", ".join(sorted(meant)[:5]))
            else:
                near = nearest(key, [*spelt, *bearers])
                known = None if near is None else spelt.get(near) or bearers[near][0]
                said = "" if known is None else f"{known} {names[known]}"
                shown = Text(f"（最接近的是 {said}）", f" (nearest: {said})") if said else Text("", "")
                rows.report(f"unknown_{kind}", row, field, nearest=shown)
            rows.spoil(row, field)


def _check(rows: Rows, row: Row) -> None:
    """Report a row that says too little or too much for its kind."""
    kind = row.text("kind")
    if kind is None:
        return
    word = RULING[kind]
    if kind == "close" and fold(rows.written(row, "kind")) == REVOKED and not row.blank("teacher"):
        rows.report("ruling_revoked", row, "kind")
        return
    if kind in _WITH_TO and row.blank("to"):
        rows.report("ruling_without_to", row, "to", kind=word)
    if kind not in _WITH_TO and not row.blank("to"):
        rows.report("ruling_with_to", row, "to", kind=word)
    for name in _unused(kind):
        if name in row.values:
            rows.report("ruling_unused", row, name, kind=word)
    if kind == "close":
        _check_closing(rows, row)
    elif kind == "exempt":
        if row.blank("teacher"):
            rows.report("ruling_without_teacher", row, "teacher", kind=word)
        if row.blank("reason"):
            rows.report("ruling_without_reason", row, "reason")
        elif row.blank("evidence"):
            rows.report("exemption_without_evidence", row, "evidence")
    elif kind != "forbid" and all(row.blank(name) for name in ("teacher", "school", "subject")):
        rows.report("ruling_about_nobody", row, "teacher")


def _unused(kind: str) -> tuple[str, ...]:
    if kind == "close":
        return ("teacher", "subject", *_OF_EXEMPT)
    return () if kind == "exempt" else _OF_EXEMPT


def _check_closing(rows: Rows, row: Row) -> None:
    if row.blank("school"):
        rows.report("ruling_without_school", row, "school")
    elif row.text("school") is not None and row.text("school") == row.text("to"):
        rows.report("closed_into_itself", row, "to")
