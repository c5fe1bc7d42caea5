"""Who is eligible, who may move and who is due to return, worked out person by person for the verifier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rotation.domain.district import District, SectionKey, Teacher
from rotation.policy.policy import Policy

__all__ = ["Standing", "home_section", "persons", "retirement_month", "years_between"]

SET_ASIDE_BY_VOLUNTEERS: Final = ("too_few_years", "over_age", "near_retirement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One person under the rule ``eligibility``: ``reasons`` say why not, none for the eligible.

    ``home`` is the section a due secondee returns to, None for everyone else.
    """

    years: int
    retires: date
    reasons: tuple[str, ...]
    may_move: bool
    home: SectionKey | None

    @property
    def eligible(self) -> bool:
        return not self.reasons


def persons(district: District, policy: Policy, reference: date) -> dict[str, Standing]:
    """Return everyone's standing by teacher id."""
    extended = {decision.teacher for decision in district.decisions if decision.kind == "stay"}
    result = {}
    for teacher in district.teachers:
        ended = teacher.secondment_end is not None and teacher.secondment_end <= reference
        due = policy.active("returns") and ended and teacher.id not in extended
        home = home_section(district, teacher) if due else None
        retires = retirement_month(teacher, policy)
        reasons = tuple(
            _reasons(teacher, home is not None, retires, reference, policy.settings("eligibility"))
        )
        willing = teacher.volunteer and all(reason in SET_ASIDE_BY_VOLUNTEERS for reason in reasons)
        result[teacher.id] = Standing(
            years=years_between(teacher.arrived, reference),
            retires=retires,
            reasons=reasons,
            may_move=not reasons or willing,
            home=home,
        )
    return result


def years_between(start: date, end: date) -> int:
    """Return how many anniversaries of ``start`` have come by ``end``, that day included."""
    anniversary_to_come = 100 * end.month + end.day < 100 * start.month + start.day
    return end.year - start.year - (1 if anniversary_to_come else 0)


def retirement_month(teacher: Teacher, policy: Policy) -> date:
    """Return the first day of the month in which the person reaches the legal retirement age."""
    terms = policy.retirement
    if teacher.sex == "male":
        group = terms.men
    else:
        group = terms.women_cadres if teacher.personnel == "cadre" else terms.women_workers
    birth_month = 12 * teacher.born.year + teacher.born.month - 1
    affected = birth_month - (12 * group.first_birth_year + group.first_birth_month - 1) + 1
    started = -(-affected // group.birth_months_per_month)
    later = min(max(started, 0), group.most_months)
    month = birth_month + 12 * group.age_years + later
    return date(month // 12, month % 12 + 1, 1)


def home_section(district: District, teacher: Teacher) -> SectionKey | None:
    """Return the section of the school that holds a secondee's file, of the same stage if there is one."""
    if teacher.seconded_from is None:
        return None
    for stage in (teacher.stage, "junior" if teacher.stage == "primary" else "primary"):
        if (key := SectionKey(teacher.seconded_from, stage)) in district.section_by_key:
            return key
    return None


def _reasons(teacher: Teacher, due: bool, retires: date, reference: date, terms: Any) -> Iterator[str]:
    """Yield what keeps a person out of the denominator, the most telling first."""
    if teacher.seconded_from is not None:
        yield "due_return" if due else "on_secondment"
    if teacher.role not in terms.roles:
        yield "role"
    if teacher.exemption and not (teacher.exemption_end and teacher.exemption_end <= reference):
        yield "exempt"
    if teacher.locked_until and teacher.locked_until > reference:
        yield "service_lock"
    if years_between(teacher.arrived, reference) < terms.min_years:
        yield "too_few_years"
    limit = terms.max_age_men if teacher.sex == "male" else terms.max_age_women
    if limit is not None and years_between(teacher.born, reference) > limit:
        yield "over_age"
    months_left = 12 * (retires.year - reference.year) + retires.month - reference.month
    if months_left < 12 * terms.min_years_to_retirement:
        yield "near_retirement"
