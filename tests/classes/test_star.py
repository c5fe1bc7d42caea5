"""Real grades dealt again (data named by ROTATION_DATA), and a thousand seeds on one grade."""

from __future__ import annotations

import csv
import math
import os
import statistics
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from class_grades import FAMILY_A, grade, pupil, scored_rules

from rotation.classes.deal import deal
from rotation.classes.deal_check import recount
from rotation.domain.pupils import Roster

FOLDER = Path(os.environ.get("ROTATION_DATA") or Path(__file__).parents[3] / "shared" / "data")
DATA = FOLDER / "star" / "star_pupils.csv"
SCORES = ("read", "math")


def school_grades() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the pupils of each school and grade, without classes of under 8 pupils."""
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sizes: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        sizes[row["grade"], row["teacher_id"]] += 1
    grades: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if sizes[row["grade"], row["teacher_id"]] >= 8:
            grades[row["school_id"], row["grade"]].append(row)
    return {key: group for key, group in sorted(grades.items()) if len(group) >= 60}


def roster_of(rows: list[dict[str, str]]) -> Roster:
    people = [
        pupil(i, id=f"{row['pupil_id']}-{i}", sex="female" if row["sex"] == "F" else "male",
              migrant=row["free_lunch"] == "F", origin=row["ethnicity"] or None,
              scores=tuple(Decimal(row[s]) if row[s] else None for s in SCORES))
        for i, row in enumerate(rows)
    ]  # fmt: skip
    return Roster(tuple(people), SCORES)


@pytest.mark.evidence
def test_every_school_grade_of_sixty_or_more_is_dealt_to_its_bounds() -> None:
    if not DATA.is_file():
        pytest.skip(f"no data at {DATA}")
    rules = scored_rules(*SCORES)
    ours: list[float] = []
    real: list[float] = []
    above = grades = 0
    for rows in school_grades().values():
        roster = roster_of(rows)
        classes = len({row["teacher_id"] for row in rows})
        names = [str(k) for k in range(classes)]
        place = deal(roster, rules, classes, seed="star").place
        again = recount(roster, rules, {p.id: names[k] for p, k in zip(roster.pupils, place, strict=True)}, names)
        assert again.broken == ()
        grades += 1
        above += bool(again.above)
        means = [x for x in again.lines if x.key.startswith("mean:score")]
        ours += [float(x.spread - x.bound) / x.deviation for x in means if x.deviation]
        real += real_spreads(rows)
    print(f"{grades} school-grades, {above} with a count above its bound; mean spread above the bound, sd: "
          f"median {statistics.median(ours):.5f}, largest {max(ours):.5f}; real classes of one type: median "
          f"{statistics.median(real):.3f}")  # fmt: skip
    assert statistics.median(ours) < 0.01 < statistics.median(real)


def real_spreads(rows: list[dict[str, str]]) -> list[float]:
    """Return the spread of real class means of the same type, in sds of the grade."""
    found = []
    for score in SCORES:
        marks = [float(row[score]) for row in rows if row[score]]
        for kind in {row["class_type"] for row in rows}:
            groups: dict[str, list[float]] = defaultdict(list)
            for row in rows:
                if row["class_type"] == kind and row[score]:
                    groups[row["teacher_id"]].append(float(row[score]))
            means = [statistics.fmean(group) for group in groups.values()]
            if len(means) > 1:
                found.append((max(means) - min(means)) / statistics.pstdev(marks))
    return found


@pytest.mark.evidence
def test_a_thousand_seeds_are_valid_even_handed_and_equally_balanced() -> None:
    roster, classes, seeds = grade(120, seed=7), 4, 1000
    names = [str(k) for k in range(classes)]
    where = np.zeros((seeds, len(roster.pupils)), dtype=np.int64)
    spreads = set()
    for seed in range(seeds):
        place = deal(roster, FAMILY_A, classes, seed=str(seed)).place
        again = recount(roster, FAMILY_A, {p.id: names[k] for p, k in zip(roster.pupils, place, strict=True)}, names)
        assert (again.broken, again.above) == ((), ())
        spreads.add(tuple(line.spread for line in again.lines))
        where[seed] = place
    assert len(spreads) == 1
    # Chi-squared with 3 degrees of freedom per pupil, Holm over 120 pupils: 21.9 is 0.05 / 120 / 6.
    counts = np.stack([(where == k).sum(axis=0) for k in range(classes)])
    assert ((counts - seeds / classes) ** 2 / (seeds / classes)).sum(axis=0).max() < 21.9
    asked = {frozenset((p.id, o)) for p in roster.pupils for o in p.keep_apart}
    outside = []
    strata = {i: (p.sex, p.needs, p.migrant, p.left_behind, p.origin) for i, p in enumerate(roster.pupils)}
    sizes: dict[object, int] = defaultdict(int)
    for stratum in strata.values():
        sizes[stratum] += 1
    pairs = list(combinations(range(len(roster.pupils)), 2))
    for i, j in pairs:
        same = strata[i] == strata[j]
        met = int((where[:, i] == where[:, j]).sum())
        expected = quota_chance(len(roster.pupils), classes) if not same else None
        if expected is not None and abs(met - seeds * expected) > 5 * math.sqrt(seeds * expected * (1 - expected)):
            outside.append((roster.pupils[i].id, roster.pupils[j].id, met))
    print(f"{len(pairs)} pairs; beyond five sds of the expectation {len(outside)}: {outside[:8]}")
    twins = {p.id for p in roster.pupils if p.together}
    needing = {p.id for p in roster.pupils if p.needs}
    unexplained = [
        (a, b, met) for a, b, met in outside
        if frozenset((a, b)) not in asked and not {a, b} <= twins and not {a, b} <= needing
    ]  # fmt: skip
    assert len(unexplained) < 0.02 * len(pairs)


def quota_chance(pupils: int, classes: int) -> float:
    """Return how likely two pupils meet when classes of even size are drawn."""
    sizes = [pupils // classes + (k < pupils % classes) for k in range(classes)]
    return sum(size * (size - 1) for size in sizes) / (pupils * (pupils - 1))


@pytest.mark.evidence
@pytest.mark.parametrize(
    ("pupils", "classes", "scores", "most_mean"), [(1200, 26, 3, 0.0015), (300, 7, 3, 0.0016)]
)
def test_the_limits_of_family_b(pupils: int, classes: int, scores: int, most_mean: float) -> None:
    names = tuple(f"s{i}" for i in range(scores))
    roster = grade(pupils, seed=11, scores=names, pairs=pupils // 33)
    rules = replace(scored_rules(*names), effort="fine")
    labels = [str(k) for k in range(classes)]
    place = deal(roster, rules, classes, seed="limits").place
    again = recount(roster, rules, {p.id: labels[k] for p, k in zip(roster.pupils, place, strict=True)}, labels)
    assert (again.broken, again.above) == ((), ())
    for line in again.lines:
        if line.deviation and ":score:" in line.key:
            share = float(line.spread) / line.deviation
            print(line.key, f"{share:.5f} sd, bound {float(line.bound) / line.deviation:.5f}")
            assert share <= (most_mean if line.kind == "mean" else 0.035)
