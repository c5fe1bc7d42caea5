"""Checks of a grade's teachers: there are some, and their dates are those of people who can teach on the day."""

from __future__ import annotations

from datetime import date
from typing import Final

from rotation.io.rows import Rows

__all__ = ["check_dates"]

_YOUNGEST: Final = 18
_OLDEST: Final = 75
_YOUNGEST_HIRED: Final = 15


def check_dates(rows: Rows, day: date) -> None:
    """Report ages that cannot be on ``day``, and who was hired after it or as a child."""
    for row in rows:
        born, hired = row.day("born"), row.day("hired")
        if born is not None and not _YOUNGEST <= _years(born, day) <= _OLDEST:
            rows.report("implausible_age", row, "born", day=day, age=_years(born, day))
        elif hired is not None and hired > day:
            rows.report("hired_in_future", row, "hired", day=day)
        elif born is not None and hired is not None and _years(born, hired) < _YOUNGEST_HIRED:
            rows.report("hired_too_young", row, "hired")


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
