"""Checks of a teacher's own dates: an age at which people teach, and hired neither after the day nor as a child."""

from __future__ import annotations

from datetime import date
from typing import Final

from rotation.io.rows import Row, Rows

__all__ = ["check_career"]

_YOUNGEST: Final = 18
_OLDEST: Final = 75
_YOUNGEST_HIRED: Final = 15


def check_career(rows: Rows, row: Row, day: date | None) -> bool:
    """Report what cannot be on ``day``, None where it is not known; say whether birth and hiring are sound."""
    born, hired = row.day("born"), row.day("hired")
    sound = True
    if born is not None and day is not None and not _YOUNGEST <= _years(born, day) <= _OLDEST:
        rows.report("implausible_age", row, "born", day=day, age=_years(born, day))
        sound = False
    if hired is not None and day is not None and hired > day:
        rows.report("hired_in_future", row, "hired", day=day)
        sound = False
    elif sound and born is not None and hired is not None and _years(born, hired) < _YOUNGEST_HIRED:
        rows.report("hired_too_young", row, "hired")
        sound = False
    return sound


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
