"""Which rules keep a person from a section, and in what words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rotation.facts.arcs import NO_WAY, Arcs
from rotation.facts.facts import Facts
from rotation.i18n import Text, findings
from rotation.i18n.conflicts import CONFLICT, decided
from rotation.i18n.decisions import DECISIONS
from rotation.rules import rule
from rotation.solving.diagnose import not_allowed

__all__ = ["blocked_by", "pairs_of", "why_not"]


def pairs_of(facts: Facts, teachers: Sequence[int], sections: Sequence[int]) -> Arcs:
    """Return every pair of a person and a section of another school, allowed or not."""
    teacher = np.repeat(np.asarray(teachers, np.int64), len(sections))
    section = np.tile(np.asarray(sections, np.int64), len(teachers))
    elsewhere = facts.teacher_school[teacher] != facts.school[section]
    teacher, section = teacher[elsewhere], section[elsewhere]
    ways = facts.roads.between(facts.teacher_school[teacher], facts.school[section])
    return Arcs(teacher, section, ways, ways, np.zeros(len(teacher), bool))


def blocked_by(facts: Facts, arcs: Arcs, without: Sequence[str] = ()) -> Mapping[str, NDArray[np.bool_]]:
    """Return, for each required rule that can judge a move alone, which of the arcs it does not allow."""
    found = {"": arcs.hectometres >= NO_WAY}
    for code, settings in sorted(facts.policy.rules.items()):
        if settings.mode == "required" and code not in without and hasattr(rule(code), "allows"):
            found[code] = ~rule(code).allows(facts, arcs, settings)
    return {code: mask for code, mask in found.items() if mask.any()}


def why_not(facts: Facts, teacher: int, code: str) -> Text:
    """Return what a rule says against the moves of one person; an empty code stands for a missing road."""
    who = findings.named(facts.teachers[teacher])
    if not code:
        return DECISIONS["no_way"].fill(who=who)
    if code == "decisions":
        return _settled(facts, facts.teachers[teacher].id)
    return not_allowed(facts, code, who, teacher)


def _settled(facts: Facts, teacher: str) -> Text:
    """Return what has been settled about a person, each with its remark."""
    district = facts.district
    lines = []
    for decision in district.decisions:
        if decision.teacher == teacher:
            school = None if decision.school is None else district.school_by_id[decision.school]
            line = decided(decision.kind, district.teacher_by_id[teacher], school)
            lines.append(line if not decision.remark else DECISIONS["remarked"].fill(line=line, remark=decision.remark))
    return findings.joined(lines, CONFLICT["and"])
