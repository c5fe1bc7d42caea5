"""Why a person moves or does not move, who else could have gone, and what the other choice would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np

from rotation.audit import eligibility, judge
from rotation.domain.district import Decision, District, Teacher
from rotation.domain.words import RECOGNISED_BACKBONE
from rotation.errors import InfeasibleError
from rotation.explain.answer import Answer, Asked, Part
from rotation.explain.obstacles import blocked_by, pairs_of, why_not
from rotation.i18n import COMMA, Text, findings
from rotation.i18n.explain import WHY
from rotation.i18n.reports import RULE, TIER
from rotation.i18n.words import SUBJECT
from rotation.plan.posting import Posting, after
from rotation.solving.conflict import Conflict
from rotation.solving.diagnose import told
from rotation.solving.what_if import imagine

__all__ = ["explain_teacher"]

SHOWN: Final = 3
"""Alternatives that are put in a person's place and recounted."""
INSTEAD: Final = 6


def explain_teacher(asked: Asked, teacher: str) -> Answer:
    """Return why a person moves, or why not."""
    person = asked.district.teacher_by_id[teacher]
    posting = asked.posting(teacher)
    sentence = eligibility(asked.district, asked.policy, teacher).text
    key = "stays" if posting is None else "moves" if posting.kind == "move" else "returns"
    where = Text("", "") if posting is None else asked.section(posting.destination)
    first = (
        WHY[key].fill(section=where), WHY["eligibility"].fill(sentence=sentence), *_wishes(asked, person, posting),
    )  # fmt: skip
    title = WHY["person"].fill(
        who=findings.named(person), subject=SUBJECT[person.subject], section=asked.section(person.section)
    )
    if posting is None:
        return Answer(title, first, tuple(_why_not(asked, person)))
    parts = (_served(asked, person, posting),) if posting.kind == "return" else tuple(_why(asked, person, posting))
    return Answer(title, first, parts)


def _wishes(asked: Asked, person: Teacher, posting: Posting | None) -> Iterator[Text]:
    """Say whether a person volunteers, what they wished for, and what of it a move grants."""
    if person.volunteer and not eligibility(asked.district, asked.policy, person.id).reasons:
        yield WHY["volunteers"]  # who is not eligible has been told so with the reasons
    own = sorted((wish for wish in asked.district.preferences if wish.teacher == person.id), key=lambda wish: wish.rank)
    if own:
        schools = asked.district.school_by_id
        wished = (WHY["wish"].fill(rank=wish.rank, school=findings.named(schools[wish.school])) for wish in own)
        yield WHY["wishes"].fill(list=findings.joined(wished))
    elif asked.district.preferences:
        yield WHY["no_wishes"]
    if own and posting is not None and posting.kind == "move":
        rank = next((wish.rank for wish in own if wish.school == posting.destination.school), None)
        yield WHY["wish_unmet"] if rank is None else WHY["wish_met"].fill(rank=rank)


def _why(asked: Asked, person: Teacher, posting: Posting) -> Iterator[Part]:
    yield _served(asked, person, posting)
    yield Part(WHY["others"], tuple(_others(asked, person, posting)))
    yield Part(WHY["if_stays"], tuple(_imagined(asked, _kept_here(asked, person), person.id)))


def _served(asked: Asked, person: Teacher, posting: Posting) -> Part:
    """Say what the subject's lessons gain at the new section and lose at the old one."""
    lines = []
    for key, section in (("there", posting.destination), ("left", posting.origin)):
        before, now = asked.unfilled(section, person.subject)
        lines.append(
            WHY[key].fill(subject=SUBJECT[person.subject], section=asked.section(section), before=before, after=now)
        )
    index = asked.facts.teachers.index(person)
    stage = asked.facts.stage[asked.facts.section_index[posting.destination]]
    traits = {
        "trait_counted": bool(asked.facts.counted[index]) and posting.kind == "move",
        "trait_backbone": person.backbone in RECOGNISED_BACKBONE,
        "trait_degree": bool(asked.facts.high_degree[index, stage]),
        "trait_specialist": bool(asked.facts.specialist[index]),
    }
    names = [WHY[name] for name, has in traits.items() if has] or [WHY["none"]]
    return Part(WHY["served"], (*lines, WHY["traits"].fill(list=findings.joined(names))))


def _others(asked: Asked, person: Teacher, posting: Posting) -> Iterator[Text]:
    """Put others who could go in the person's place, and say what decides between them."""
    facts, subject = asked.facts, SUBJECT[person.subject]
    alike = [i for i, t in enumerate(facts.teachers) if t.subject == person.subject and t.id != person.id]
    arcs = pairs_of(facts, alike, [facts.section_index[posting.destination]])
    open_to = np.ones(len(arcs), bool)
    for mask in blocked_by(facts, arcs).values():
        open_to &= ~mask
    able = np.flatnonzero(open_to)
    able = able[np.argsort(arcs.hectometres[able], kind="stable")]
    if not len(able):
        yield WHY["nobody_else"].fill(subject=subject)
        return
    free = [i for i in able.tolist() if asked.posting(facts.teachers[arcs.teacher[i]].id) is None]
    posted = [i for i in able.tolist() if i not in free]
    yield WHY["others_count"].fill(subject=subject, count=len(able), shown=min(SHOWN, len(free)))
    for index in free[:SHOWN]:
        yield _swapped(asked, person, facts.teachers[arcs.teacher[index]], posting)
    for index in posted[:SHOWN]:
        other = facts.teachers[arcs.teacher[index]]
        where = asked.section(asked.after[other.id])
        yield WHY["other_moves"].fill(who=findings.named(other), section=where)


def _swapped(asked: Asked, person: Teacher, other: Teacher, posting: Posting) -> Text:
    rows = [row for row in asked.postings if row.teacher != person.id]
    rows.append(Posting(other.id, other.section, posting.destination, "move"))
    judged = judge(asked.district, asked.policy, rows, asked.seed)
    who = findings.named(other)
    for finding in judged.broken:
        if asked.policy.rules[finding.rule].mode == "required":
            label = RULE.get(finding.rule, Text(finding.rule, finding.rule))
            return WHY["other_broken"].fill(who=who, label=label, text=finding.text)
    for tier, value in asked.audit.tiers.items():
        change = judged.tiers[tier] - value
        if change:
            key = "other_worse" if change > 0 else "other_better"
            return WHY[key].fill(who=who, tier=_tier(tier), amount=findings.amount(abs(change)))
    return WHY["other_equal"].fill(who=who)


def _why_not(asked: Asked, person: Teacher) -> Iterator[Part]:
    """Say what keeps a person from moving, or what moving them would cost."""
    facts = asked.facts
    index = facts.teachers.index(person)
    if not facts.may_move[index] and asked.policy.settings("eligibility").mode == "required":
        return
    arcs = pairs_of(facts, [index], range(len(facts.sections)))
    blocked = blocked_by(facts, arcs)
    open_to = len(arcs) - int(np.logical_or.reduce(list(blocked.values())).sum()) if blocked else len(arcs)
    if not open_to:
        lines = []
        for code, mask in blocked.items():
            label = RULE.get(code, WHY["road"] if not code else Text(code, code))
            why = why_not(facts, index, code)
            lines.append(WHY["kept"].fill(label=label, count=int(mask.sum()), all=len(arcs), why=why))
        yield Part(WHY["kept_by"], tuple(lines))
        return
    lines = [WHY["could_go"].fill(count=open_to)]
    yield Part(WHY["if_moves"], (*lines, *_imagined(asked, _sent_away(asked, person), person.id)))


def _kept_here(asked: Asked, person: Teacher) -> District:
    """Return the district with the person not moving: whoever is due home may still go there."""
    district = asked.district
    own = [d for d in district.decisions if d.teacher == person.id]
    due = asked.facts.due[asked.facts.teachers.index(person)]
    if not due:
        new = [Decision(teacher=person.id, kind="stay")]
    else:
        new = [
            Decision(teacher=person.id, kind="forbid", school=school.id)
            for school in district.schools
            if not any((d.kind, d.school) == ("forbid", school.id) for d in own)
        ]
    kept = [d for d in district.decisions if d.teacher != person.id or d.kind == "forbid"]
    return replace(district, decisions=(*kept, *new))


def _sent_away(asked: Asked, person: Teacher) -> District:
    kept = [d for d in asked.district.decisions if d.teacher != person.id or d.kind != "stay"]
    return replace(asked.district, decisions=(*kept, Decision(teacher=person.id, kind="move")))


def _imagined(asked: Asked, district: District, teacher: str) -> Iterator[Text]:
    """Say what each tier loses with a change imposed."""
    try:
        found = imagine(district, asked.policy, asked.postings, teacher, asked.seed)
    except InfeasibleError as error:
        yield WHY["no_plan"]
        if isinstance(error.conflict, Conflict):
            yield from _against(error.conflict, teacher)
        return
    yield WHY["exact" if found.exact else "local"]
    yield from losses(asked.audit.tiers, found.tiers)
    yield WHY["first"]
    yield from _instead(asked, found.postings, teacher)


def _against(conflict: Conflict, teacher: str) -> Iterator[Text]:
    """Say how much stands against a change and by which rules, then each of it."""
    others = [member for member in conflict.members if (member.kind, member.about) != ("decision", teacher)]
    rules = [
        label if count == 1 else WHY["of_rule"].fill(label=label, count=count)
        for rule, count in Counter(member.rule for member in others).most_common()
        for label in [RULE.get(rule, Text(rule, rule))]
    ]
    if others:
        yield WHY["against"].fill(count=len(others), rules=findings.joined(rules, COMMA))
    yield WHY["conflict_checked" if conflict.checked else "conflict"]
    yield from told(conflict)


def _instead(asked: Asked, postings: tuple[Posting, ...], teacher: str) -> Iterator[Text]:
    """Name the others whose place differs in an imagined plan."""
    then = after(asked.district, postings)
    others = [t for t in asked.district.teachers if t.id != teacher and then[t.id] != asked.after[t.id]]
    yield WHY["others_change"].fill(count=len(others))
    for person in others[:INSTEAD]:
        places = [asked.section(place[person.id]) for place in (asked.after, then)]
        yield WHY["instead"].fill(who=findings.named(person), old=places[0], new=places[1])
    if len(others) > INSTEAD:
        yield WHY["others_more"].fill(count=len(others) - INSTEAD)


def losses(old: Mapping[str, Fraction], new: Mapping[str, Fraction]) -> Iterator[Text]:
    """Yield one sentence for each tier: what it was, is, and the difference."""
    for tier, value in old.items():
        change = new[tier] - value
        sign = "+" if change > 0 else "-" if change < 0 else "±"
        yield WHY["tier"].fill(
            tier=_tier(tier), old=findings.amount(value), new=findings.amount(new[tier]),
            change=sign + findings.amount(abs(change)),
        )  # fmt: skip


def _tier(code: str) -> Text:
    return TIER.get(code, Text(code, code))
