"""What an entry of a plan's log may say: names that are names, and days that can be.

Lenient with what can be, such as a notice recorded long after it ended or an objection that came late.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from rotation.errors import PlanError
from rotation.i18n import Language
from rotation.i18n.papers import JOURNAL

__all__ = ["check_answered", "check_objected", "check_period", "short"]

LONGEST_TEXT: Final = 200
EARLIEST: Final = date(2000, 1, 1)
LONGEST_NOTICE: Final = timedelta(days=366)
FARTHEST: Final = timedelta(days=1096)
"""So far ahead of the clock a day may be: clocks are wrong, and plans are filed for years to come."""


def short(name: str, text: str | None, lang: Language) -> str | None:
    """Return what was given without blanks around it, None where there is nothing."""
    text = (text or "").strip()
    if len(text) > LONGEST_TEXT:
        raise PlanError(JOURNAL["long"].to(lang, name=f"--{name}", found=len(text), most=LONGEST_TEXT))
    return text or None


def check_period(start: date | None, until: date | None, today: date, lang: Language) -> None:
    """Refuse a notice without a period, and one that no notice has."""
    if start is None or until is None or start > until:
        raise PlanError(JOURNAL["period"].to(lang))
    if start < EARLIEST or start - today > FARTHEST or until - start > LONGEST_NOTICE:
        raise PlanError(JOURNAL["no_period"].to(lang, start=start, until=until, earliest=EARLIEST, today=today))


def check_objected(day: date, start: date | None, today: date, lang: Language) -> None:
    """Refuse an objection dated before the notice began, or in some far year."""
    if start is not None and day < start:
        raise PlanError(JOURNAL["objected_early"].to(lang, day=day, start=start))
    _near(day, today, lang)


def check_answered(day: date, objected: date, today: date, lang: Language) -> None:
    """Refuse an answer dated before its objection, or in some far year."""
    if day < objected:
        raise PlanError(JOURNAL["answered_early"].to(lang, day=day, objected=objected))
    _near(day, today, lang)


def _near(day: date, today: date, lang: Language) -> None:
    if day - today > FARTHEST:
        raise PlanError(JOURNAL["future"].to(lang, day=day, today=today))
