"""Whether the schools, stages and people that a scenario names are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rotation.domain.district import District, SectionKey
from rotation.domain.words import STAGES
from rotation.i18n import Language
from rotation.i18n.scenarios import PROBLEM
from rotation.i18n.words import STAGE
from rotation.scenarios.form import Closing
from rotation.scenarios.settings import nearest

__all__ = ["misnamed"]

Parts = Mapping[str, Any]


def misnamed(district: District, parts: Parts, lang: Language) -> list[str]:
    """Return a sentence for each school, stage or person that a change names and the district does not have."""
    problems: list[str] = []
    sections = district.section_by_key

    def wrong(key: str, where: str, **values: object) -> None:
        problems.append(PROBLEM[key].to(lang, where=where, **values))

    def school(where: str, name: str) -> bool:
        if name not in district.school_by_id:
            wrong("no_school", where, school=name, nearest=nearest(name, district.school_by_id, lang))
        return name in district.school_by_id

    def section(where: str, name: str, stage: str) -> None:
        if school(where, name) and (name, stage) not in sections:
            wrong("no_section", where, school=name, stage=STAGE[stage].to(lang))

    endings = [(key, i, one) for key in ("close", "merge") for i, one in enumerate(parts.get(key, ()), 1)]
    gone = {one.school for _, _, one in endings}
    seen: set[str] = set()
    for key, index, closing in endings:
        where = f"{key}[{index}]"
        if closing.school in seen:
            wrong("closed_twice", where, school=closing.school)
        seen.add(closing.school)
        if not school(f"{where}.school", closing.school):
            continue
        for stage in (stage for stage in STAGES if (closing.school, stage) in sections):
            receiver = closing.receiver(stage)
            if receiver is None:
                wrong("no_receiver", f"{where}.into", school=closing.school, stage=STAGE[stage].to(lang))
            elif receiver in gone:
                wrong("receiver_closed", f"{where}.into", school=receiver)
            else:
                section(f"{where}.into", receiver, stage)
        problems += _misplaced(district, closing, gone, where, lang)
    for key in ("posts", "hire"):
        for index, change in enumerate(parts.get(key, ()), 1):
            section(f"{key}[{index}]", change.school, change.stage)
            if change.school in gone:
                wrong("change_closed", f"{key}[{index}]", school=change.school)
    for index, change in enumerate(parts.get("posts", ()), 1):
        known = sections.get(SectionKey(change.school, change.stage))
        if known is not None and change.add is not None and known.staff_quota + change.add < 0:
            wrong("posts_below_zero", f"posts[{index}]", found=known.staff_quota, add=change.add)
    return list(dict.fromkeys(problems))


def _misplaced(
    district: District, closing: Closing, gone: set[str], where: str, lang: Language
) -> list[str]:
    problems = []
    for teacher, place in closing.places.items():
        person = district.teacher_by_id.get(teacher)
        at = f"{where}.places.{teacher}"
        if person is None or person.school != closing.school:
            staff = [each.id for each in district.teachers if each.school == closing.school]
            near = nearest(teacher, staff, lang)
            problems.append(
                PROBLEM["not_staff"].to(lang, where=at, teacher=teacher, school=closing.school, nearest=near)
            )
        elif place in gone or SectionKey(place, person.stage) not in district.section_by_key:
            stage = STAGE[person.stage].to(lang)
            problems.append(PROBLEM["no_place"].to(lang, where=at, school=place, stage=stage))
    for decision in district.decisions:
        if decision.kind == "assign" and decision.school == closing.school:
            who = decision.teacher
            problems.append(PROBLEM["assigned_to_closed"].to(lang, where=where, teacher=who, school=closing.school))
    return problems
