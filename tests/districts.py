"""Tiny districts for tests: name only what the case is about, everything else is harmless.

    somewhere = district([school("A"), school("B", zone="rural")], [teacher("t1", "A")])

Everyone is a teacher of Chinese, 40 years old, at the school for ten years, cadre, certified for the stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from rotation.audit import recount
from rotation.domain.district import (
    Decision,
    District,
    Grade,
    Lessons,
    Preference,
    School,
    Section,
    SectionKey,
    Teacher,
    Travel,
)
from rotation.plan.posting import Posting
from rotation.policy.policy import Policy
from rotation.rules import read_policy, rule
from rotation.rules.base import Finding

__all__ = [
    "BOUND", "YEAR", "broken", "checked", "cost", "counts", "crowd", "district", "key", "lessons", "move",
    "only", "returning", "school", "teacher", "way",
]  # fmt: skip

YEAR = 2026
NATIONAL = read_policy("national")
BOUND = {"arrived": date(2026, 1, 1)}
"""What makes a teacher one who may not move this year: no completed year at the present school."""
BUILDS_ON = {"other_subjects": "subject_coverage"}
"""Rules that say nothing without another."""


def key(text: str) -> SectionKey:
    """Read ``A`` as the primary section of school A, ``A/junior`` as the junior one."""
    name, _, stage = text.partition("/")
    return SectionKey(name, stage or "primary")


def school(code: str, **changes: Any) -> tuple[School, Mapping[str, Any]]:
    """Return a rural school of its own at one place, with ``stages``, ``quota``, ``pupils``, ``classes``, ``visiting``.

    ``pupils`` and ``classes`` of each stage stand in its first grade (1 or 7).
    """
    plan = {
        "stages": changes.pop("stages", ("primary",)),
        "quota": changes.pop("quota", 1_000),
        "pupils": changes.pop("pupils", 100),
        "classes": changes.pop("classes", 0),
        "visiting": changes.pop("visiting", None),
    }
    facts: dict[str, Any] = {"zone": "rural", "township": "T", "latitude": 30.0, "longitude": 110.0} | changes
    return School(id=code, name=f"School {code}", **facts), plan


def teacher(code: str, at: str, **changes: Any) -> Teacher:
    """Return an eligible teacher of Chinese who works at section ``at``."""
    section = key(at)
    facts: dict[str, Any] = {
        "name": f"Name {code}",
        "sex": "female",
        "born": date(1986, 1, 1),
        "hired": date(2010, 9, 1),
        "arrived": date(2016, 8, 1),
        "subject": "chinese",
        "certificate_stages": (section.stage,),
        "degree": "bachelor",
    } | changes
    return Teacher(id=code, school=section.school, stage=section.stage, **facts)


def crowd(prefix: str, number: int, at: str, **changes: Any) -> list[Teacher]:
    """Return so many alike teachers: prefix1, prefix2, ..."""
    return [teacher(f"{prefix}{index}", at, **changes) for index in range(1, number + 1)]


def district(
    schools: Sequence[tuple[School, Mapping[str, Any]]],
    teachers: Iterable[Teacher],
    *,
    preferences: Sequence[Preference] = (),
    decisions: Sequence[Decision] = (),
    travel: Sequence[Travel] = (),
    curriculum: Sequence[Lessons] = (),
) -> District:
    """Put schools and teachers together; the year is 2026."""
    sections, grades = [], []
    for facts, plan in schools:
        for stage in plan["stages"]:
            visiting = plan["visiting"]
            posts = plan["quota"]
            sections.append(Section(school=facts.id, stage=stage, staff_quota=posts, visiting_specialists=visiting))
            first = 1 if stage == "primary" else 7
            grades.append(Grade(school=facts.id, grade=first, pupils=plan["pupils"], classes=plan["classes"]))
    return District(
        name="test",
        year=YEAR,
        schools=tuple(sorted((facts for facts, _ in schools), key=lambda item: item.id)),
        sections=tuple(sorted(sections, key=lambda item: item.key)),
        grades=tuple(sorted(grades, key=lambda item: (item.school, item.grade))),
        teachers=tuple(sorted(teachers, key=lambda item: item.id)),
        preferences=tuple(preferences),
        decisions=tuple(decisions),
        travel=tuple(travel),
        curriculum=tuple(curriculum),
    )


def way(origin: str, destination: str, hectometres: int | None) -> Travel:
    """Return one entry of the travel sheet, in tenths of a kilometre."""
    return Travel(origin=origin, destination=destination, hectometres=hectometres)


def lessons(**weekly: int) -> list[Lessons]:
    """Return a curriculum of grade 1 and grade 7 alike."""
    return [
        Lessons(subject=subject, grade=grade, weekly_lessons=count)
        for subject, count in weekly.items()
        for grade in (1, 7)
    ]


def move(of: District, who: str, to: str) -> Posting:
    """Return the posting of a move from where the person works now."""
    return Posting(who, of.teacher_by_id[who].section, key(to), "move")


def returning(of: District, who: str, to: str) -> Posting:
    """Return the posting of a secondee who goes home."""
    return Posting(who, of.teacher_by_id[who].section, key(to), "return")


def only(code: str, mode: str = "target", **settings: Any) -> Policy:
    """Return the national policy with one rule on and every other off but the one that it builds on.

    The weight is 1 unless said otherwise.
    """
    policy = NATIONAL
    for other in policy.rules:
        if other != BUILDS_ON.get(code):
            policy = policy.with_settings(other, mode="off")
    return policy.with_settings(code, mode=mode, **({"weight": 1} | settings))


def checked(
    code: str, of: District, /, *postings: Posting, mode: str = "target", seed: int = 0, **settings: Any
) -> list[Finding]:
    """Return the findings of one rule on a plan; every sentence is complete in both languages."""
    policy = only(code, mode, **settings)
    found = list(rule(code).check(recount(of, policy, postings, seed), policy.settings(code)))
    assert found
    for finding in found:
        assert finding.rule == code
        assert not {"{", "}"} & {*finding.text.zh, *finding.text.en}
        assert finding.holds == (finding.shortfall == 0) or finding.subject == "district"
    return found


def broken(findings: Iterable[Finding]) -> list[tuple[str, Any, Any, Any]]:
    """Return subject, measured, limit and cost of what does not hold, summaries left out."""
    return [(f.subject, f.measured, f.limit, f.cost) for f in findings if f.shortfall]


def counts(findings: Iterable[Finding], subject: str) -> list[tuple[Any, Any, bool]]:
    """Return measured, limit and verdict of all findings on one subject."""
    return [(f.measured, f.limit, f.holds) for f in findings if f.subject == subject]


def cost(findings: Iterable[Finding]) -> Any:
    """Return what findings add to their tier."""
    return sum(f.cost for f in findings)
