"""Where a district stands before anything moves: the audit of the data alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from rotation.audit.further import further
from rotation.audit.people import years_between
from rotation.audit.recount import Counted, recount
from rotation.audit.results import ClassRow, DistrictAudit, EligibilityRow, UncertifiedRow
from rotation.audit.state import state
from rotation.audit.targets import targets
from rotation.domain.district import District, Grade, SectionKey, Teacher
from rotation.domain.words import stage_of_grade
from rotation.i18n import Text, findings, words
from rotation.policy.policy import Policy

__all__ = ["examine"]


def examine(district: District, policy: Policy) -> DistrictAudit:
    """Return indicators, CVs, posts, class sizes, eligibility and targets of a district as it is now."""
    counted = recount(district, policy, ())
    uncertified = tuple(_uncertified(district))
    return DistrictAudit(
        district=district.name,
        year=district.year,
        reference=counted.reference,
        state=state(counted, "before"),
        classes=tuple(_classes(counted)),
        eligibility=tuple(_eligibility(counted, teacher) for teacher in district.teachers),
        uncertified=uncertified,
        further=tuple(further(counted, {row.teacher for row in uncertified})),
        targets=targets(counted),
        due_returns=tuple(counted.due_returns),
    )


def eligibility(district: District, policy: Policy, teacher: str) -> EligibilityRow:
    """Return whether one person is eligible, and why, without the rest of ``examine``."""
    return _eligibility(recount(district, policy, ()), district.teacher_by_id[teacher])


def _classes(counted: Counted) -> Iterator[ClassRow]:
    limits = counted.policy.indicators
    rows: dict[SectionKey, list[Grade]] = {key: [] for key in sorted(counted.pupils)}
    for grade in counted.district.grades:
        if (key := SectionKey(grade.school, stage_of_grade(grade.grade))) in rows:
            rows[key].append(grade)
    for key, grades in rows.items():
        sizes = [size for grade in grades for size in _even_classes(grade.pupils, grade.classes)]
        cap = limits.class_size[key.stage]
        pupils, classes = counted.pupils[key], counted.classes[key]
        yield ClassRow(
            section=key,
            pupils=pupils,
            classes=classes,
            mean=Fraction(pupils, classes) if classes else None,
            largest=max(sizes, default=None),
            cap=cap,
            over_cap=sum(size > cap for size in sizes),
            oversized=sum(size >= limits.oversized_from for size in sizes),
            grossly_oversized=sum(size >= limits.grossly_oversized_from for size in sizes),
        )


def _even_classes(pupils: int, classes: int) -> list[int]:
    """Return class sizes that differ by at most one."""
    if not classes:
        return []
    small, larger = divmod(pupils, classes)
    return [small + 1] * larger + [small] * (classes - larger)


def _uncertified(district: District) -> Iterator[UncertifiedRow]:
    for teacher in district.teachers:
        covering = ("junior",) if teacher.stage == "junior" else ("primary", "junior")
        if not any(stage in teacher.certificate_stages for stage in covering):
            yield UncertifiedRow(
                teacher=teacher.id, section=teacher.section, certificate_stages=teacher.certificate_stages
            )


def _eligibility(counted: Counted, teacher: Teacher) -> EligibilityRow:
    person = counted.persons[teacher.id]
    arrived = findings.ARRIVED.fill(arrived=f"{teacher.arrived:%Y-%m}", years=person.years)
    reasons = [_reason(counted, teacher, reason) for reason in person.reasons]
    return EligibilityRow(
        teacher=teacher.id,
        section=teacher.section,
        eligible=person.eligible,
        may_move=person.may_move,
        volunteer=teacher.volunteer,
        years=person.years,
        retires=person.retires,
        reasons=person.reasons,
        text=findings.eligibility_sentence(arrived, reasons, teacher.volunteer, person.may_move),
    )


def _reason(counted: Counted, teacher: Teacher, reason: str) -> Text:
    """Return one reason in words, with this person's own dates and the policy's limits."""
    terms, person = counted.policy.settings("eligibility"), counted.persons[teacher.id]
    reference = counted.reference
    home = counted.district.school_by_id.get(teacher.seconded_from or "")
    months = 12 * (person.retires.year - reference.year) + person.retires.month - reference.month
    past = reason == "near_retirement" and months <= 0
    return (findings.PAST_RETIREMENT if past else findings.REASON[reason]).fill(
        secondment_end=_until(teacher.secondment_end),
        home="" if home is None else findings.named(home),
        role=words.ROLE[teacher.role],
        exemption="" if teacher.exemption is None else words.EXEMPTION[teacher.exemption],
        exemption_end=_until(teacher.exemption_end),
        locked_until=_until(teacher.locked_until),
        min_years=terms.min_years,
        age=years_between(teacher.born, reference),
        max_age=terms.max_age_men if teacher.sex == "male" else terms.max_age_women,
        retires=f"{person.retires:%Y-%m}",
        months=months,
        min_months=12 * terms.min_years_to_retirement,
    )


def _until(day: date | None) -> Text:
    return findings.OPEN_END if day is None else Text(day.isoformat(), day.isoformat())
