"""What a roster can hold and hardly means: births far from the grade's, marks far from all others, long texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from rotation.io.rows import Row, Rows

__all__ = ["check_births", "check_lengths", "check_marks"]

LONGEST: Final = 100
"""Characters of a text that is published: what is longer fits no line of a list."""
_FIRST: Final = date(1990, 1, 1)
_LAST: Final = date(2100, 1, 1)
_AHEAD: Final = timedelta(days=1096)
"""Clocks are wrong: only so far ahead of today a birth is refused."""
_AGES: Final = (5, 20)
"""Years between which the pupils of a grade are, by the middle one of them."""
_FAR_DAYS: Final = 3 * 366
"""Days by which a birth may be off the grade's middle one: who repeats grades or began late is within them."""
_FEW_BIRTHS: Final = 3
_FEW_MARKS: Final = 5
_FAR_MARKS: Final = 5
"""A mark is far off beyond so many times the distance of the outer tenths from the middle; where marks follow a bell
curve that is 6.4 standard deviations."""


def check_lengths(rows: Rows, *published: str) -> None:
    """Report texts that are published and longer than any list can show."""
    for name in published:
        for row in rows if name in rows.table.columns else ():
            if len(written := rows.written(row, name)) > LONGEST:
                rows.report("published_long", row, name, count=len(written), most=LONGEST)


def check_births(rows: Rows, among: Sequence[date], day: date | None) -> None:
    """Report births far ahead of ``day``, and those far from the grade's; ``among`` are births known already."""
    known = []
    for row in rows:
        born = row.day("born")
        if born is None:
            continue
        if not _FIRST <= born <= (_LAST if day is None else day + _AHEAD):
            rows.report("born_in_future", row, "born")
        else:
            known.append((row, born))
    births = sorted([*among, *(born for _, born in known)])
    if len(births) < _FEW_BIRTHS:
        return
    middle = births[len(births) // 2]
    far = [(row, born) for row, born in known if abs(born - middle).days > _FAR_DAYS]
    for row, born in far:
        years = Decimal(abs(born - middle).days) / Decimal("365.25")
        rows.report("born_far", row, "born", years=f"{years:.1f}", middle=middle)
    age = None if day is None else (day - middle).days / 365.25
    if age is not None and known and not _AGES[0] <= age <= _AGES[1]:
        rows.report("births_unlikely", known[0][0], "born", middle=middle, low=_AGES[0], high=_AGES[1])


def check_marks(
    rows: Rows, columns: Sequence[str], marks: Mapping[int, tuple[Decimal | None, ...]],
    among: Sequence[tuple[Decimal | None, ...]],
) -> None:  # fmt: skip
    """Report marks far outside all others, as of a lost decimal point or a 0 for an absence."""
    for position, heading in enumerate(columns):
        own = [(row, mark) for row in rows if (mark := marks[row.number][position]) is not None]
        there = sorted([*(mark for _, mark in own), *(m for each in among if (m := each[position]) is not None)])
        if len(there) < _FEW_MARKS:
            continue
        tenth = max(1, len(there) // 10)
        low, middle, high = there[tenth], there[len(there) // 2], there[-1 - tenth]
        room = _FAR_MARKS * max(high - middle, middle - low)
        for row, mark in own:
            if room and abs(mark - middle) > room:
                _report_mark(rows, row, heading, mark, low, high)


def _report_mark(rows: Rows, row: Row, heading: str, mark: Decimal, low: Decimal, high: Decimal) -> None:
    figures = {name: format(value.normalize(), "f") for name, value in (("low", low), ("high", high))}
    rows.log.add("mark_far", *rows.table.place, row.number, heading, format(mark.normalize(), "f"), **figures)
