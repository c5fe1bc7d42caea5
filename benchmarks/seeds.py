"""Many seeds on one grade: how often each pupil is in each class, how often each two meet, against the quotas.

python benchmarks/seeds.py [--seeds 1000] [--out seeds.csv]

Two pupils who differ in nothing but chance would meet with the chance that the sizes of the classes give. Every count
that is spread changes that: two of T alike, spread so that class k has q_k of them, meet with chance
sum q_k (q_k - 1) / (T (T - 1)), and one of them meets one of the N - T others with sum q_k (n_k - q_k) / (T (N - T)).
The expectation of a pair multiplies, over the counts, these chances by the chance that sizes alone give.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "classes"))

from class_grades import FAMILY_A, grade

from rotation.classes.deal import deal
from rotation.classes.deal_check import recount
from rotation.domain.pupils import Pupil, Roster

LEVEL: Final = 0.05
COUNTS: Final[dict[str, Callable[[Pupil], object]]] = {
    "sex": lambda p: p.sex, "origin": lambda p: p.origin, "needs": lambda p: bool(p.needs),
    "migrant": lambda p: p.migrant, "left_behind": lambda p: p.left_behind,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two pupils that met more or less often than expected, with Holm's p and what explains it."""

    one: str
    other: str
    met: int
    expected: float
    p: float
    reason: str


def dealt(roster: Roster, classes: int, seeds: int) -> tuple[NDArray[np.int64], set[tuple[object, ...]], int]:
    """Return the class of each pupil by seed, the different balances, and how many lists are not valid."""
    names = [str(k) for k in range(classes)]
    where: NDArray[np.int64] = np.zeros((seeds, len(roster.pupils)), dtype=np.int64)
    balances: set[tuple[object, ...]] = set()
    invalid = 0
    for seed in range(seeds):
        where[seed] = deal(roster, FAMILY_A, classes, seed=str(seed)).place
        lists = {p.id: names[k] for p, k in zip(roster.pupils, where[seed], strict=True)}
        again = recount(roster, FAMILY_A, lists, names)
        invalid += bool(again.broken or again.above)
        balances.add(tuple(line.spread for line in again.lines))
    return where, balances, invalid


def expected(roster: Roster, classes: int) -> NDArray[np.float64]:
    """Return for each two pupils the chance to meet that sizes and quotas imply.

    Of two pupils of different values each has its own chance to meet one of another value: their geometric mean.
    """
    people, count = roster.pupils, len(roster.pupils)
    sizes = _even(count, classes)
    base = float((sizes * (sizes - 1)).sum() / (count * (count - 1)))
    chance = np.full((count, count), base)
    for value_of in COUNTS.values():
        values = [value_of(p) for p in people]
        apart = np.ones(count)  # by pupil: the chance to meet one of another value, over that of sizes alone
        for value in set(values):
            having = np.array([v == value for v in values])
            total = int(having.sum())
            quota = _even(total, classes)
            if total > 1:
                alike = float((quota * (quota - 1)).sum() / (total * (total - 1)))
                chance[np.ix_(having, having)] *= alike / base
            if total < count:
                apart[having] = float((quota * (sizes - quota)).sum() / (total * (count - total))) / base
        differ = np.array([[one != other for other in values] for one in values])
        chance[differ] *= np.sqrt(np.outer(apart, apart))[differ]
    most: NDArray[np.float64] = np.minimum(chance, 1.0)
    return most


def _even(total: int, classes: int) -> NDArray[np.int64]:
    return np.array([total // classes + (k < total % classes) for k in range(classes)], dtype=np.int64)


def p_value(met: int, seeds: int, chance: float) -> float:
    """Return the two-sided p of meeting so often, by the normal approximation with a correction for continuity."""
    deviation = math.sqrt(seeds * chance * (1 - chance))
    if deviation == 0:
        return float(met == round(seeds * chance))
    return math.erfc(max(0.0, abs(met - seeds * chance) - 0.5) / deviation / math.sqrt(2))


def outstanding(roster: Roster, where: NDArray[np.int64], chance: NDArray[np.float64]) -> list[Meeting]:
    """Return the pairs that stand out at the level after Holm's correction over all pairs."""
    seeds, people = len(where), roster.pupils
    pairs = []
    for i, j in combinations(range(len(people)), 2):
        met = int((where[:, i] == where[:, j]).sum())
        pairs.append((p_value(met, seeds, chance[i, j]), i, j, met))
    pairs.sort()
    found = []
    for rank, (p, i, j, met) in enumerate(pairs):
        if p * (len(pairs) - rank) > LEVEL:
            break
        holm = min(1.0, p * (len(pairs) - rank))
        one, other = people[i], people[j]
        found.append(Meeting(one.id, other.id, met, seeds * chance[i, j], holm, _reason(one, other)))
    return found


def _reason(one: Pupil, other: Pupil) -> str:
    if other.id in one.keep_apart or one.id in other.keep_apart:
        return "kept apart as asked"
    if one.twins is not None and one.twins == other.twins:
        return "twins together as asked" if one.together else "twins apart as asked"
    if one.needs and other.needs:
        return "both have a need: the few of them are spread"
    shared = [name for name, of in COUNTS.items() if name != "sex" and of(one) and of(one) == of(other)]
    if len(shared) > 1:
        return "alike in " + ", ".join(shared)
    # Two places of one class's quotas go together, which the expectation, pair by pair, does not know.
    twin = next((pupil for pupil in (one, other) if pupil.together), None)
    return f"{twin.id} is placed with a twin: the quotas of both count" if twin else ""


def main() -> None:
    """Print the figures; write the pairs that stand out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--pupils", type=int, default=120)
    parser.add_argument("--classes", type=int, default=4)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    roster = grade(asked.pupils, seed=7)
    where, balances, invalid = dealt(roster, asked.classes, asked.seeds)
    counts = np.stack([(where == k).sum(axis=0) for k in range(asked.classes)])
    even = asked.seeds / asked.classes
    furthest = float(((counts - even) ** 2 / even).sum(axis=0).max())
    print(f"{asked.seeds} seeds, {asked.pupils} pupils, {asked.classes} classes: {invalid} invalid, "
          f"{len(balances)} different balance(s)")  # fmt: skip
    print(f"a pupil's classes: chi-squared at most {furthest:.1f} with {asked.classes - 1} degrees of freedom")
    chance = expected(roster, asked.classes)
    found = outstanding(roster, where, chance)
    pairs = asked.pupils * (asked.pupils - 1) // 2
    explained = sum(bool(meeting.reason) for meeting in found)
    print(f"{pairs} pairs, {len(found)} stand out after Holm's correction, {explained} of them explained")
    for meeting in found[:20]:
        print(f"  {meeting.one} {meeting.other}: met {meeting.met}, expected {meeting.expected:.0f}: {meeting.reason}")
    if asked.out is not None:
        with asked.out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["one", "other", "met", "expected", "p", "reason"])
            writer.writerows([m.one, m.other, m.met, f"{m.expected:.1f}", f"{m.p:.2g}", m.reason] for m in found)


if __name__ == "__main__":
    main()
