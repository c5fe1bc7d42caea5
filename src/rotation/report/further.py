"""The further checks of an audit, on the screen and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from rotation.audit import DistrictAudit
from rotation.audit.results import FurtherRow
from rotation.domain.district import District
from rotation.i18n import words
from rotation.i18n.findings import apart
from rotation.i18n.reports import AUDIT, FURTHER, SUMMARY
from rotation.report.screen import Screen
from rotation.report.tables import Cell, Coded, Table, table, verdict

__all__ = ["further_table", "show_further"]


def show_further(screen: Screen, audit: DistrictAudit) -> None:
    """Print how many schools pass each check of schools, and the shares of each stage."""
    lang = screen.lang
    screen.heading(AUDIT["further"].to(lang))
    rows = []
    for check in FURTHER:
        some = [row for row in audit.further if row.check == check]
        schools = [row for row in some if row.school is not None]
        if schools:
            known = [row for row in schools if row.holds is not None]
            met = sum(row.holds is True for row in known)
            holds = None if len(known) < len(schools) and met == len(known) else met == len(known)
            rows.append(("", FURTHER[check].to(lang), f"{met} / {len(schools)}", "", verdict(holds, lang)))
        for row in some:
            if row.stage is not None and row.measured is not None:
                measured, limit = (f"{shown} %" for shown in apart(100 * row.measured, 100 * row.limit, 1))
                stage = words.STAGE[row.stage].to(lang)
                rows.append((stage, FURTHER[check].to(lang), measured, limit, verdict(row.holds, lang)))
    screen.table(("stage", "check", "measured", "limit", "holds"), rows, left=2, bad=SUMMARY["not_met"].to(lang))


def further_table(district: District, audit: DistrictAudit) -> Table:
    """Return every further check with what was measured and its limit."""
    return table(
        "further_checks", "check school school_name stage measured limit holds", _rows(district, audit.further)
    )


def _rows(district: District, rows: tuple[FurtherRow, ...]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        name = None if row.school is None else district.school_by_id[row.school].name
        stage = None if row.stage is None else Coded(row.stage, words.STAGE[row.stage])
        yield Coded(row.check, FURTHER[row.check]), row.school, name, stage, row.measured, row.limit, row.holds
