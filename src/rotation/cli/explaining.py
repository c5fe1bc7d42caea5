"""The command ``explain``: one question about a plan, answered."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rotation.errors import RotationError
from rotation.explain.answer import Answer, Asked
from rotation.explain.places import explain_rule, explain_school
from rotation.explain.teacher import explain_teacher
from rotation.i18n import COMMA, Language, bracketed
from rotation.i18n.explain import WHY
from rotation.i18n.reports import RULE
from rotation.io.text import fold, nearest
from rotation.report import read_unaltered
from rotation.report.answers import show_answer
from rotation.report.screen import Screen
from rotation.report.text import visible
from rotation.rules import rule_codes

__all__ = ["explain"]

MOST_NAMED: Final = 5


def explain(lang: Language, folder: Path, teacher: str | None, school: str | None, rule: str | None) -> int:
    """Answer a question about a person, a school or a rule of a plan."""
    if sum(name is not None for name in (teacher, school, rule)) != 1:
        raise RotationError(WHY["one"].to(lang))
    plan = read_unaltered(folder, lang)
    asked = Asked(plan.district, plan.policy, plan.postings, plan.certificate.seed)
    answer: Answer
    if teacher is not None:
        people = {person.id: person.name for person in plan.district.teachers}
        answer = explain_teacher(asked, _meant(teacher, people, "no_teacher", lang))
    elif school is not None:
        schools = {place.id: place.name for place in plan.district.schools}
        answer = explain_school(asked, _meant(school, schools, "no_school", lang))
    else:
        rules = {code: RULE[code].to(lang) if code in RULE else "" for code in rule_codes()}
        answer = explain_rule(asked, _meant(str(rule), rules, "no_rule", lang))
    show_answer(Screen(sys.stdout, lang), answer)
    return 0


def _meant(name: str, names: Mapping[str, str], problem: str, lang: Language) -> str:
    """Return the id that is meant: itself, a spelling of it, or a name that only one bears."""
    key = fold(name)
    found = [identity for identity in names if identity == name] or [i for i in names if fold(i) == key]
    found = found or [identity for identity, called in names.items() if called and fold(called) == key]
    if len(found) == 1:
        return found[0]
    raise RotationError(WHY[problem].to(lang, name=name, nearest=_hint(key, names, found, lang)))


def _hint(key: str, names: Mapping[str, str], found: Sequence[str], lang: Language) -> str:
    """Return what may be meant: those who bear the name, else whose name contains it, else the one most alike."""
    within = found or [identity for identity, called in names.items() if key and key in fold(called)]
    if not within:
        meant = {fold(word): identity for identity, called in names.items() for word in (called, identity) if word}
        near = nearest(key, meant)
        within = [] if near is None else [meant[near]]
    told = [bracketed(identity, names[identity], lang) if names[identity] else identity for identity in within]
    if len(told) > MOST_NAMED:
        return WHY["nearest_of"].to(lang, near=visible(COMMA.to(lang).join(told[:MOST_NAMED])), all=len(told))
    return WHY["nearest"].to(lang, near=visible(COMMA.to(lang).join(told))) if told else ""
