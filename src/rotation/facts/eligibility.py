"""Who is eligible for the exchange, who may move, and why not (domain.md, section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from rotation.domain.district import Teacher
from rotation.policy.staffing import Retirement, RetirementGroup

__all__ = ["REASONS", "EligibilityTerms", "is_due", "months_to_retirement", "obstacles"]

REASONS: Final = (
    "due_return", "on_secondment", "role", "exempt", "service_lock", "too_few_years", "over_age", "near_retirement",
)  # fmt: skip
"""Why someone is not eligible, the most telling first."""
VOLUNTARY: Final = frozenset({"too_few_years", "over_age", "near_retirement"})
"""Obstacles that a volunteer sets aside."""


@dataclass(frozen=True, slots=True)
class EligibilityTerms:
    """The settings of the rule ``eligibility``; years and age are completed years on the reference date."""

    min_years: int
    min_years_to_retirement: int
    roles: tuple[str, ...]
    max_age_men: int | None
    max_age_women: int | None


def is_due(teacher: Teacher, reference: date, extended: frozenset[str]) -> bool:
    """Say whether a secondee's term has ended and nothing extends it."""
    return (
        teacher.seconded_from is not None
        and teacher.secondment_end is not None
        and teacher.secondment_end <= reference
        and teacher.id not in extended
    )


def obstacles(
    teacher: Teacher, reference: date, due: bool, terms: EligibilityTerms, retirement: Retirement
) -> list[str]:
    """Return every reason that keeps a person out of the denominator, in the order of ``REASONS``."""
    found = []
    if due:
        found.append("due_return")
    elif teacher.seconded_from is not None:
        found.append("on_secondment")
    if teacher.role not in terms.roles:
        found.append("role")
    if teacher.exemption is not None and (teacher.exemption_end is None or teacher.exemption_end > reference):
        found.append("exempt")
    if teacher.locked_until is not None and teacher.locked_until > reference:
        found.append("service_lock")
    if completed_years(teacher.arrived, reference) < terms.min_years:
        found.append("too_few_years")
    oldest = terms.max_age_men if teacher.sex == "male" else terms.max_age_women
    if oldest is not None and completed_years(teacher.born, reference) > oldest:
        found.append("over_age")
    left = months_to_retirement(teacher.born, reference, retirement.group(teacher.sex, teacher.personnel))
    if left < 12 * terms.min_years_to_retirement:
        found.append("near_retirement")
    return found


def completed_years(start: date, end: date) -> int:
    """Return the anniversaries of ``start`` that have passed by ``end``."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def months_to_retirement(born: date, reference: date, group: RetirementGroup) -> int:
    """Return the calendar months from the reference month to the month of legal retirement."""
    retires = group.retires(born)
    return 12 * (retires.year - reference.year) + retires.month - reference.month
