"""Rulings turned into a district with new decisions and facts, every impossible one named with who and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from rotation.domain.closing import closed, relocated
from rotation.domain.district import Decision, District, SectionKey, Teacher
from rotation.domain.rulings import Ruling
from rotation.domain.words import STAGES
from rotation.errors import DecisionError
from rotation.explain.new_facts import closings, exempted
from rotation.explain.obstacles import blocked_by, pairs_of, why_not
from rotation.explain.wording import said
from rotation.facts.facts import Facts
from rotation.i18n import Text, findings
from rotation.i18n.decisions import DECISIONS
from rotation.i18n.words import STAGE
from rotation.io.build import in_order
from rotation.io.reading import reread
from rotation.plan.posting import Posting, after
from rotation.policy import Policy

__all__ = ["Settled", "settle"]

MOST_DEFECTS: Final = 10
POSTS: Final = frozenset({"keep", "refuse", "stay", "move", "assign", "forbid"})


@dataclass(frozen=True, slots=True)
class Settled:
    """The district as decided, and where the old plan has everyone (None: that section is no more)."""

    district: District
    old: Mapping[str, SectionKey | None]


@dataclass(frozen=True, slots=True)
class _Named:
    """One decision about one person, and the ruling it comes from."""

    decision: Decision
    ruling: Ruling


def settle(
    district: District, policy: Policy, postings: Iterable[Posting], rulings: Sequence[Ruling], seed: int = 0
) -> Settled:
    """Carry rulings into a district's data.

    A ruling that names a person goes before those about a school or subject. New decisions replace earlier ones about
    the same person that they contradict.

    Raises
    ------
    DecisionError
        One sentence for each ruling that contradicts another, is about nobody or cannot be done.
    """
    postings = tuple(postings)
    places = after(district, postings)
    problems: list[Text] = []
    closing = closings(district, rulings, problems)
    teachers = exempted(district, rulings, problems)
    if problems:
        raise DecisionError(DECISIONS["wrong"].fill(count=len(problems)), problems)
    new = replace(district, teachers=teachers)
    for gone, receiver in closing.items():
        new = closed(new, gone, dict.fromkeys(STAGES, receiver))
    defects = reread(new).errors[:MOST_DEFECTS] if closing else ()
    if defects:
        problems += [DECISIONS["makes_defect"].fill(defect=Text(one.line("zh"), one.line("en"))) for one in defects]
        raise DecisionError(DECISIONS["wrong"].fill(count=len(problems)), problems)
    named = _decisions(district, policy, postings, places, rulings, seed, problems)
    named = list(_moved_along(named, closing))
    kept = _consistent(new, named, problems)
    fresh = [item.decision for item in kept]
    new = replace(new, decisions=in_order("decisions", [*_still_good(new.decisions, fresh), *fresh]))
    problems += _impossible(Facts(new, policy, seed), kept)
    if problems:
        raise DecisionError(DECISIONS["wrong"].fill(count=len(problems)), problems)
    moves = {posting.teacher for posting in postings if posting.kind == "move"}
    old: dict[str, SectionKey | None] = {}
    for teacher in district.teachers:
        where = places[teacher.id]
        old[teacher.id] = None if where.school in closing and teacher.id in moves else relocated(where, closing)
    return Settled(new, old)


def _decisions(
    district: District,
    policy: Policy,
    postings: Sequence[Posting],
    places: Mapping[str, SectionKey],
    rulings: Sequence[Ruling],
    seed: int,
    problems: list[Text],
) -> list[_Named]:
    """Return the decision that each ruling means for each person."""
    facts = Facts(district, policy, seed)
    movable = _movable(facts)
    posted = {posting.teacher: posting for posting in postings}
    direct = {r.teacher for r in rulings if r.teacher is not None and r.kind in POSTS}
    everybody = frozenset(facts.district.teacher_by_id)
    found: list[_Named] = []
    for ruling in rulings:
        if ruling.kind not in POSTS:
            continue
        people = [t for t in district.teachers if _fits(t, ruling)]
        if ruling.teacher is None:
            people = [t for t in people if t.id not in direct]
            people = [t for t in people if t.id in movable.get(ruling.kind, everybody)]
        if ruling.kind in ("keep", "refuse"):
            named = ruling.kind == "keep" and ruling.teacher is not None and ruling.to is None
            people = [t for t in people if named or _is_move(posted.get(t.id), ruling)]
        if not people:
            what = _why_nobody(district, ruling, posted)
            if ruling.teacher is not None or not direct:
                problems.append(DECISIONS["nobody"].fill(ruling=said(district, ruling), what=what))
        found += [_Named(d, ruling) for t in people if (d := _meant(t, ruling, posted.get(t.id))) is not None]
    return found


def _movable(facts: Facts) -> Mapping[str, frozenset[str]]:
    """Return whom a ruling about a school or subject means, by its kind: those who could move at all.

    Where eligibility is not required that is everybody who is not to go home; but only who may move is made to.
    """
    may = facts.may_move
    could = may if facts.policy.settings("eligibility").mode == "required" else may | ~facts.due
    may_move, could_move = (
        frozenset(teacher.id for teacher, yes in zip(facts.teachers, those.tolist(), strict=True) if yes)
        for those in (may, could)
    )
    return {"stay": could_move, "forbid": could_move, "move": may_move}


def _why_nobody(district: District, ruling: Ruling, posted: Mapping[str, Posting]) -> Text:
    """Say what a ruling that fits nobody asked for."""
    if ruling.kind not in ("keep", "refuse"):
        return DECISIONS["no_such_teacher"]
    if ruling.teacher is None or ruling.teacher in posted:
        return DECISIONS["no_such_move"]
    return DECISIONS["no_move"].fill(who=findings.named(district.teacher_by_id[ruling.teacher]))


def _fits(teacher: Teacher, ruling: Ruling) -> bool:
    return (
        ruling.teacher in (None, teacher.id)
        and ruling.school in (None, teacher.school)
        and ruling.subject in (None, teacher.subject)
    )


def _is_move(posting: Posting | None, ruling: Ruling) -> bool:
    return posting is not None and ruling.to in (None, posting.destination.school)


def _meant(teacher: Teacher, ruling: Ruling, posting: Posting | None) -> Decision | None:
    kind, school = ruling.kind, ruling.to
    if kind == "refuse":
        kind, school = "stay", None
    elif kind == "keep":
        if posting is not None and posting.kind == "return":
            return None  # the return stands by itself
        kind, school = ("stay", None) if posting is None else ("assign", posting.destination.school)
    return Decision(teacher=teacher.id, kind=kind, school=school, remark=ruling.remark)


def _moved_along(named: Iterable[_Named], closing: Mapping[str, str]) -> Iterator[_Named]:
    """Mean a school that closes as the one that takes over; to forbid it is empty then, and dropped."""
    for item in named:
        school = item.decision.school
        if school is None or school not in closing:
            yield item
        elif item.decision.kind != "forbid":
            there = relocated(SectionKey(school, ""), closing).school
            yield replace(item, decision=replace(item.decision, school=there))


def _consistent(district: District, named: Sequence[_Named], problems: list[Text]) -> list[_Named]:
    """Keep one of equal decisions and name every two that contradict each other."""
    kept: dict[str, list[_Named]] = {}
    for item in named:
        earlier = kept.setdefault(item.decision.teacher, [])
        same = [e for e in earlier if _key(e.decision) == _key(item.decision)]
        against = [e for e in earlier if _contradict(e.decision, item.decision)]
        for other in against[:1]:
            who = findings.named(district.teacher_by_id[item.decision.teacher])
            one, two = said(district, other.ruling), said(district, item.ruling)
            problems.append(DECISIONS["contradict"].fill(who=who, one=one, other=two))
        if not same and not against:
            earlier.append(item)
    return [item for items in kept.values() for item in items]


def _key(decision: Decision) -> tuple[str, str | None]:
    return decision.kind, decision.school


def _contradict(one: Decision, other: Decision) -> bool:
    kinds = {one.kind, other.kind}
    if "stay" in kinds and kinds & {"move", "assign"}:
        return True
    if kinds == {"assign"}:
        return one.school != other.school
    return kinds == {"assign", "forbid"} and one.school == other.school


def _still_good(earlier: Iterable[Decision], fresh: Sequence[Decision]) -> Iterator[Decision]:
    """Yield the data's own decisions that no new one repeats or contradicts."""
    about: dict[str, list[Decision]] = {}
    for decision in fresh:
        about.setdefault(decision.teacher, []).append(decision)
    for decision in earlier:
        others = about.get(decision.teacher, [])
        if not any(_contradict(decision, other) or _key(decision) == _key(other) for other in others):
            yield decision


def _impossible(facts: Facts, named: Sequence[_Named]) -> Iterator[Text]:
    """Name every person who must move to where no rule but one lets them, and that rule."""
    place = {teacher.id: index for index, teacher in enumerate(facts.teachers)}
    for item in named:
        decision = item.decision
        if decision.kind not in ("move", "assign"):
            continue
        teacher = place[decision.teacher]
        sections = [i for i, key in enumerate(facts.sections) if decision.school in (None, key.school)]
        why = _reason(facts, teacher, sections)
        if why is not None:
            who = findings.named(facts.teachers[teacher])
            yield DECISIONS["impossible"].fill(who=who, ruling=said(facts.district, item.ruling), why=why)


def _reason(facts: Facts, teacher: int, sections: Sequence[int]) -> Text | None:
    """Return why a person can be posted to none of these sections; None where one is open."""
    arcs = pairs_of(facts, [teacher], sections)
    if not len(arcs):
        return DECISIONS["own_school"]
    blocked = blocked_by(facts, arcs, without=("decisions",))
    if not blocked or not np.logical_or.reduce(list(blocked.values())).all():
        return None
    alone = [code for code, mask in blocked.items() if mask.all()]
    if alone == ["stage_certificate"] and len({facts.sections[s].school for s in sections}) == 1:
        stage = STAGE[facts.teachers[teacher].stage]
        school = findings.named(facts.district.school_by_id[facts.sections[sections[0]].school])
        if all(facts.sections[s].stage != facts.teachers[teacher].stage for s in sections):
            return DECISIONS["no_section"].fill(school=school, stage=stage)
    parts = [why_not(facts, teacher, code) for code in alone or blocked]
    between = DECISIONS["sep"]
    return Text(between.zh.join(p.zh for p in parts), between.en.join(p.en for p in parts))
