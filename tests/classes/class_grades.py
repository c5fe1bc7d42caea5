"""Small grades for the tests of class lists: drawn from a seed, or written down by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Final

from rotation.domain.pupils import Pupil, Roster
from rotation.policy.dealing import DealRules, read_rules

__all__ = ["FAMILY_A", "grade", "grade_csv", "pupil", "scored_rules"]

FAMILY_A: Final = read_rules("random")


def scored_rules(*scores: str, effort: str = "quick") -> DealRules:
    return replace(read_rules("scores", scores=scores), effort=effort)  # type: ignore[arg-type]


def pupil(number: int, **facts: object) -> Pupil:
    given = {"id": f"P{number:04d}", "name": f"生{number}", "sex": "male" if number % 2 else "female", **facts}
    return Pupil(**given)  # type: ignore[arg-type]


def grade(pupils: int, seed: int, scores: tuple[str, ...] = (), pairs: int = 3, origins: int = 4) -> Roster:
    """Return a drawn grade with every attribute, half-point marks, some of them missing, and keep-apart pairs."""
    chance = random.Random(seed)
    people = []
    for number in range(pupils):
        ability = chance.gauss(0, 1)
        marks = [
            Decimal(round(2 * (75 + 12 * (0.7 * ability + 0.7 * chance.gauss(0, 1))))) / 2 if chance.random() > 0.02
            else None
            for _ in scores
        ]  # fmt: skip
        people.append(pupil(
            number, sex="female" if chance.random() < 0.48 else "male", origin=f"{chance.randint(1, origins)}校",
            needs=("听力",) if chance.random() < 0.04 else (), migrant=chance.random() < 0.2,
            left_behind=chance.random() < 0.15, scores=tuple(marks),
        ))  # fmt: skip
    for _ in range(pairs):
        one, other = chance.sample(range(pupils), 2)
        people[one] = replace(people[one], keep_apart=(people[other].id,))
    first, second = chance.sample([i for i, p in enumerate(people) if not p.keep_apart and not p.needs], 2)
    kept = {p.id for p in people if people[first].id in p.keep_apart or people[second].id in p.keep_apart}
    if not kept:
        for i in (first, second):
            people[i] = replace(people[i], twins="T1", together=True)
    return Roster(tuple(people), scores)


def grade_csv(roster: Roster) -> str:
    """Return a grade as a school would send it: Chinese headings."""
    words = {"female": "女", "male": "男"}
    heads = "学籍号,姓名,性别,来源,特殊需要,随迁子女,留守儿童,双胞胎,双胞胎意愿,不同班,教职工亲属"
    rows = [",".join([heads, *roster.scores])]
    for p in roster.pupils:
        wish = {None: "", True: "同班", False: "不同班"}[p.together]
        cells = [p.id, p.name, words[p.sex], p.origin or "", "、".join(p.needs), "是" if p.migrant else "否",
                 "是" if p.left_behind else "否", p.twins or "", wish, "、".join(p.keep_apart),
                 "、".join(p.staff_relatives), *("" if s is None else str(s) for s in p.scores)]  # fmt: skip
        rows.append(",".join(cells))
    return "\n".join(rows) + "\n"
