"""One thing counted on a class plan, with its sentence."""

from __future__ import annotations

from fractions import Fraction

from rotation.audit.opening_count import ClassCount, Place
from rotation.audit.opening_results import ClassFinding
from rotation.i18n import Text, words
from rotation.i18n.findings import decimal, ratio
from rotation.i18n.opening import FINDING, grade_name

__all__ = ["finding"]


def finding(
    count: ClassCount, check: str, measured: int | Fraction, limit: int | Fraction, holds: bool, *,
    required: bool = True, at: Place | None = None, school: str | None = None, neighbour: str = "", stage: str = "",
) -> ClassFinding:  # fmt: skip
    """Return a finding of a grade (``at``), a school or a stage."""
    named = count.district.school_by_id
    school, grade = at or (school, None)
    told = (measured, limit) if isinstance(limit, int) else _shares(Fraction(measured), limit)
    text = FINDING[check].fill(
        measured=told[0],
        limit=told[1],
        school=named[school].name if school is not None and school in named else school,
        neighbour=named[neighbour].name if neighbour in named else neighbour,
        grade=Text("", "") if grade is None else grade_name(grade),
        stage=words.STAGE.get(stage, Text("", "")),
    )
    return ClassFinding(check, school, grade, measured, limit, holds, required, text)


def _shares(measured: Fraction, limit: Fraction) -> tuple[str, str]:
    return f"{decimal(100 * measured, 100 * limit, 1)} %", ratio(limit)
