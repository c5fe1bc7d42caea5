"""Why there is no plan, in words: the rules and people that cannot hold together, and what would make room."""

from __future__ import annotations

from math import floor
from typing import Any

from rotation.domain.district import SectionKey
from rotation.errors import InfeasibleError
from rotation.facts.facts import Facts
from rotation.i18n import Text, findings
from rotation.i18n.conflicts import CONFLICT, FILTER, HEADS, LIMIT, SEVERAL, UNIT, WHY, decided
from rotation.i18n.reports import RULE
from rotation.i18n.words import SUBJECT
from rotation.modelling.problem import Problem
from rotation.solving.conflict import Conflict, Member, find_conflict
from rotation.solving.progress import Clock

__all__ = ["infeasible", "not_allowed", "told"]

MOST_NAMED = 3
MOST_TOLD = 40
"""Members of a conflict that was not narrowed to the end; more say nothing."""


def infeasible(problem: Problem, clock: Clock | None = None) -> InfeasibleError:
    """Return the error that names an irreducible set of rules and decisions in conflict, and what would make room.

    ``clock`` is told of every search, and asked whether to go on.
    """
    conflict = find_conflict(problem.facts, clock)
    if conflict is None or (not conflict.checked and len(conflict.members) > MOST_TOLD):
        return InfeasibleError(CONFLICT["unknown"])
    heading = CONFLICT["checked" if conflict.checked else "unchecked"].fill(count=len(conflict.members))
    return InfeasibleError(heading, told(conflict), conflict)


def told(conflict: Conflict) -> list[Text]:
    """Return one sentence for each member of a conflict: what it asks for, and by how much it would have to give."""
    lines = []
    for member, room in zip(conflict.members, conflict.room, strict=True):
        sentence = _sentence(conflict.facts, member)
        if member.kind == "decision" and len(conflict.members) == 1:
            several = sum(d.teacher == member.about for d in conflict.facts.district.decisions) > 1
            sentence = CONFLICT["itself" if several else "nowhere"].fill(sentence=sentence)
        label = RULE.get(member.rule, Text(member.rule, member.rule))
        lines.append(
            CONFLICT["member"].fill(label=label, rule=member.rule, sentence=sentence, room=_room(member, room))
        )
    return lines


def _room(member: Member, room: int | None) -> Text:
    if room is None:
        return CONFLICT["no_room"]
    return CONFLICT[f"room_{member.kind}"].fill(count=room, amount=UNIT.get(member.rule, HEADS).fill(count=room))


def _sentence(facts: Facts, member: Member) -> Text:
    if member.kind == "decision":
        return _decision(facts, member.about)
    if member.kind == "decisions":
        return _decisions(facts, member.teachers)
    if member.kind == "limits":
        return SEVERAL["limits"].fill(count=len(member.limits), example=_limit(facts, member.limits[0]))
    return _filter(facts, member) if member.kind == "filter" else _limit(facts, member)


def _decision(facts: Facts, who: str) -> Text:
    district = facts.district
    person = district.teacher_by_id[who]
    parts = (
        decided(decision.kind, person, None if decision.school is None else district.school_by_id[decision.school])
        for decision in district.decisions
        if decision.teacher == who
    )
    return findings.joined(parts, CONFLICT["and"])


def _decisions(facts: Facts, teachers: tuple[str, ...]) -> Text:
    people = findings.joined(findings.named(facts.district.teacher_by_id[who]) for who in teachers[:MOST_NAMED])
    who = SEVERAL["who"].fill(people=people, count=len(teachers))
    among = frozenset(teachers)
    kinds = sorted({decision.kind for decision in facts.district.decisions if decision.teacher in among})
    return findings.joined((SEVERAL[kind].fill(who=who) for kind in kinds), CONFLICT["and"])


def _filter(facts: Facts, member: Member) -> Text:
    people = facts.district.teacher_by_id
    if member.about or len(member.teachers) <= MOST_NAMED:
        who = findings.joined(findings.named(people[teacher]) for teacher in member.teachers)
    else:
        who = CONFLICT["everybody"].fill(count=len(member.teachers))
    return not_allowed(facts, member.rule, who, facts.teacher_index[member.about] if member.about else None)


def not_allowed(facts: Facts, code: str, who: Text, teacher: int | None) -> Text:
    """Return what a rule that judges single moves says against somebody's; ``teacher`` is the index of one person."""
    settings: Any = facts.policy.settings(code)
    why = Text("", "")
    if code == "eligibility" and teacher is not None:
        why = WHY.fill(reasons=findings.joined(findings.REASON_LABEL[reason] for reason in facts.obstacles[teacher]))
    km = findings.plain(settings.maximum_km) if hasattr(settings, "maximum_km") else ""
    return FILTER.get(code, FILTER["other"]).fill(who=who, why=why, km=km)


def _limit(facts: Facts, member: Member) -> Text:
    settings: Any = facts.policy.settings(member.rule)
    place, _, subject = member.about.partition(" ")
    school, _, stage = place.rpartition("/")
    key = SectionKey(school, stage)
    values: dict[str, Any] = {"about": member.about, "limit": abs(floor(member.bound)), "section": "", "subject": ""}
    if key in facts.district.section_by_key:
        values["section"] = findings.section(facts.district.school_by_id[school], stage)
        values["quota"] = facts.district.section_by_key[key].staff_quota
        values["subject"] = SUBJECT.get(subject, Text(subject, subject))
    share = getattr(settings, "min_ratio", getattr(settings, "min_share", getattr(settings, "max_upward_share", None)))
    values["ratio"] = "" if share is None else findings.ratio(share)
    if member.rule == "couples":
        people = [findings.named(facts.district.teacher_by_id[who]) for who in _couple(facts, member.about)]
        values["people"] = findings.joined(people)
    return LIMIT[_wording(member, bool(values["section"]), settings)].fill(**values)


def _couple(facts: Facts, about: str) -> tuple[str, str]:
    """Return both ids of a couple; an id may hold a blank."""
    for teacher in facts.teachers:
        if teacher.spouse is not None and about == f"{teacher.id} {teacher.spouse}":
            return teacher.id, teacher.spouse
    raise KeyError(about)


def _wording(member: Member, in_section: bool, settings: Any) -> str:
    code = member.rule
    if code == "exchange_ratio":
        return "exchange_ratio.least" if member.bound > 0 else "exchange_ratio.most"
    if code == "backbone_share" and settings.of == "eligible_backbone":
        return "backbone_share.heads"
    if member.part:
        return f"{code}.{member.part}"
    if code in LIMIT:
        return code
    return "other_heads" if in_section else "other"
