"""Rulings that are new facts: schools that close and people newly exempt, each contradiction named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rotation.domain.district import District, Teacher
from rotation.domain.rulings import Ruling
from rotation.explain.wording import said
from rotation.i18n import Text, findings
from rotation.i18n.decisions import DECISIONS
from rotation.i18n.words import STAGE

__all__ = ["closings", "exempted"]


def closings(district: District, rulings: Sequence[Ruling], problems: list[Text]) -> dict[str, str]:
    """Return the school that takes over each one that closes; add what cannot be to the problems."""
    first: dict[str, Ruling] = {}
    for ruling in rulings:
        if ruling.kind != "close" or ruling.school is None:
            continue
        earlier = first.setdefault(ruling.school, ruling)
        if earlier.to != ruling.to:
            who = findings.named(district.school_by_id[ruling.school])
            problems.append(_contradict(district, who, earlier, ruling))
    found = {school: ruling.to for school, ruling in first.items() if ruling.to is not None}
    for school, to in found.items():
        receiver, ruling = findings.named(district.school_by_id[to]), first[school]
        if to in found:
            problems.append(DECISIONS["closing_gone"].fill(ruling=said(district, ruling), school=receiver))
            continue
        for section in district.sections:
            if section.school == school and (to, section.stage) not in district.section_by_key:
                who = findings.named(district.school_by_id[school])
                why = DECISIONS["no_section"].fill(school=receiver, stage=STAGE[section.stage])
                problems.append(DECISIONS["impossible"].fill(who=who, ruling=said(district, ruling), why=why))
    return found


def exempted(district: District, rulings: Sequence[Ruling], problems: list[Text]) -> tuple[Teacher, ...]:
    """Return the teachers with their new exemptions; add two that differ about one person to the problems."""
    first: dict[str, Ruling] = {}
    for ruling in rulings:
        if ruling.kind != "exempt" or ruling.teacher is None:
            continue
        person = district.teacher_by_id[ruling.teacher]
        if ruling.school not in (None, person.school) or ruling.subject not in (None, person.subject):
            what = DECISIONS["no_such_teacher"]
            problems.append(DECISIONS["nobody"].fill(ruling=said(district, ruling), what=what))
            continue
        earlier = first.setdefault(ruling.teacher, ruling)
        if _exemption(earlier) != _exemption(ruling):
            problems.append(_contradict(district, findings.named(person), earlier, ruling))
    return tuple(
        replace(t, exemption=r.reason, evidence=r.evidence, exemption_end=r.until) if (r := first.get(t.id)) else t
        for t in district.teachers
    )


def _exemption(ruling: Ruling) -> tuple[object, ...]:
    return ruling.reason, ruling.evidence, ruling.until


def _contradict(district: District, who: Text, one: Ruling, other: Ruling) -> Text:
    return DECISIONS["contradict"].fill(who=who, one=said(district, one), other=said(district, other))
