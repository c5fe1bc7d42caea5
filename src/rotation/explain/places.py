"""A school: who comes and goes, what stays unfilled, which limits bind. A rule: its margin and whom it binds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import numpy as np

from rotation.domain.district import SectionKey
from rotation.explain.answer import Answer, Asked, Part
from rotation.explain.obstacles import blocked_by
from rotation.facts.facts import Facts
from rotation.i18n import Text, findings
from rotation.i18n.explain import WHY
from rotation.i18n.reports import RULE
from rotation.i18n.words import SUBJECT
from rotation.modelling.candidates import candidates
from rotation.plan.posting import Posting
from rotation.rules import rule
from rotation.rules.base import Finding

__all__ = ["explain_rule", "explain_school"]

MOST_LINES: Final = 12
MOST_PEOPLE: Final = 12


def explain_school(asked: Asked, school: str) -> Answer:
    """Return who comes to and leaves a school, what stays unfilled there and which limits bind."""
    facts = asked.district.school_by_id[school]
    comes = [p for p in asked.postings if p.destination.school == school]
    goes = [p for p in asked.postings if p.origin.school == school]
    here = [section.key for section in asked.district.sections if section.school == school]
    found = [f for f in asked.audit.findings if _place(f.subject) in here]
    required = {code for code, item in asked.policy.rules.items() if item.mode == "required"}
    binding = [f for f in found if f.rule in required and f.limit is not None and f.measured == f.limit]
    missed = [f for f in found if f.rule not in required and f.shortfall and f.limit is not None]
    parts = (
        Part(WHY["comes"].fill(count=len(comes)), tuple(_line(asked, p, "comes_line", p.origin) for p in comes)),
        Part(WHY["goes"].fill(count=len(goes)), tuple(_line(asked, p, "goes_line", p.destination) for p in goes)),
        Part(WHY["unfilled"], tuple(_unfilled(asked, here))),
        Part(WHY["binding"], tuple(_labelled(f) for f in binding)),
        Part(WHY["missed"], tuple(_labelled(f) for f in missed if f.rule != "subject_coverage")),
    )
    return Answer(WHY["school"].fill(school=findings.named(facts)), (), parts)


def _place(subject: str) -> SectionKey:
    """Return the section that a finding is about; its subject may add a school subject after a blank."""
    school, _, rest = subject.rpartition("/")
    return SectionKey(school, rest.partition(" ")[0])


def _line(asked: Asked, posting: Posting, key: str, place: SectionKey) -> Text:
    person = asked.district.teacher_by_id[posting.teacher]
    kind = WHY["return_mark"] if posting.kind == "return" else Text("", "")
    return WHY[key].fill(
        who=findings.named(person), subject=SUBJECT[person.subject], section=asked.section(place), kind=kind
    )


def _unfilled(asked: Asked, sections: list[SectionKey]) -> Iterator[Text]:
    for key in sections:
        for subject in asked.audit.state_after.lessons[key].demanded:
            before, after = asked.unfilled(key, subject)
            if before or after:
                section = asked.section(key)
                yield WHY["unfilled_line"].fill(section=section, subject=SUBJECT[subject], before=before, after=after)


def _labelled(finding: Finding) -> Text:
    label = RULE.get(finding.rule, Text(finding.rule, finding.rule))
    return Text(f"{label.zh}：{finding.text.zh}", f"{label.en}: {finding.text.en}")


def explain_rule(asked: Asked, code: str) -> Answer:
    """Return a rule's least margins, the people concerned, and the moves that it alone excludes."""
    mode = asked.policy.settings(code).mode if asked.policy.active(code) else "off"
    label = RULE.get(code, Text(code, code))
    title = WHY["rule"].fill(label=label, rule=code, mode=WHY[mode])
    if mode == "off":
        return Answer(title, (WHY["off_line"],), ())
    found = sorted(asked.audit.of(code), key=_tightness)
    first = tuple(_kept(asked, code)) if mode == "required" and hasattr(rule(code), "allows") else ()
    lines: list[Text] = []
    for finding in found[:MOST_LINES]:
        lines.append(finding.text)
        if finding.people and _tightness(finding) <= 0:
            lines.append(_people(asked, finding))
    return Answer(title, first, (Part(WHY["margin"].fill(count=len(found)), tuple(lines)),))


def _tightness(finding: Finding) -> Fraction:
    """Return how far a finding is from its limit, relative to it: what is missed first, then the tight ones."""
    if finding.shortfall:
        return -Fraction(finding.shortfall)
    if finding.limit is None:
        return Fraction(0)
    limit = Fraction(finding.limit)
    return abs(Fraction(finding.measured) - limit) / max(Fraction(1), abs(limit))


def _people(asked: Asked, finding: Finding) -> Text:
    names = [findings.named(asked.district.teacher_by_id[who]) for who in finding.people[:MOST_PEOPLE]]
    listed = findings.joined(names)
    if len(finding.people) > MOST_PEOPLE:
        listed = WHY["and_more"].fill(people=listed, count=len(finding.people))
    return WHY["people"].fill(people=listed)


def _kept(asked: Asked, code: str) -> Iterator[Text]:
    """Count the moves that every other rule would allow."""
    relaxed = Facts(asked.district, asked.policy.with_settings(code, mode="target"), asked.seed)
    arcs = candidates(relaxed)
    mask = blocked_by(asked.facts, arcs).get(code, np.zeros(len(arcs), bool))
    people = len(np.unique(arcs.teacher[mask]))
    yield WHY["keeps_home" if code == "returns" else "keeps"].fill(moves=int(mask.sum()), people=people)
