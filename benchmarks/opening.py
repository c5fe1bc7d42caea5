"""Classes to open where entrants spill over: drawn counties of 100 schools, seconds of CPU until all tiers are proven.

python benchmarks/opening.py [--seeds N] [--only TEXT]

Each is the embedded county with its entrants drawn anew: every catchment has up to so many per cent more or fewer
children than grades 1 and 7 have now, some with brothers and sisters at the school, some twins; every section may pass
entrants on to its nearest neighbours of the stage.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, replace
from typing import Final

from rotation import io
from rotation.audit.roads import Ways
from rotation.classes.opening import open_classes
from rotation.domain.district import District, Entrants, Neighbour
from rotation.domain.words import ENTRY_GRADES
from rotation.instances import embedded
from rotation.policy import Policy
from rotation.rules import read_policy

LIMIT_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Case:
    """``fewer`` and ``more``: entrants beside today's, in per cent; ``rooms``: classrooms more than there are."""

    name: str
    neighbours: int
    fewer: int
    more: int
    primary: int
    junior: int
    rooms: int = 0
    running: str = "keep"


CASES: Final = (
    Case("2 neighbours, 45/50", 2, 15, 30, 45, 50),
    Case("3 neighbours, 45/50", 3, 15, 30, 45, 50),
    Case("3 neighbours, 40/40", 3, 15, 30, 40, 40),
    Case("4 neighbours, 35/35", 4, 15, 30, 35, 35),
    Case("6 neighbours, +60 %, 45/50", 6, 0, 60, 45, 50),
    Case("6 neighbours, +60 %, 40/40", 6, 0, 60, 40, 40),
    Case("6 neighbours, +60 %, 35/35", 6, 0, 60, 35, 35),
    Case("6 neighbours, -40 to +60 %, 45/50", 6, 40, 60, 45, 50),
    Case("6 neighbours, -40 to +60 %, 40/45, 3 rooms more", 6, 40, 60, 40, 45, 3),
    Case("5 neighbours, +60 %, 45/50, 6 rooms more", 5, 0, 60, 45, 50, 6),
    Case("4 neighbours, -20 to +40 %, 45/50, 2 rooms fewer", 4, 20, 40, 45, 50, -2),
    Case("6 neighbours, -30 to +60 %, 45/50, classes formed anew", 6, 30, 60, 45, 50, 0, "free"),
)


def drawn(county: District, case: Case, seed: int) -> District:
    """Return the county with entrants and neighbours drawn for a case."""
    lot = random.Random(f"{case.name}/{seed}")
    ways = Ways.of(county, 1.3)
    sections = {(row.school, row.stage) for row in county.sections}
    rows, beside = [], []
    for grade in county.grades:
        stage = next((stage for stage, entry in ENTRY_GRADES.items() if entry == grade.grade), None)
        if stage is None or (grade.school, stage) not in sections:
            continue
        pupils = grade.pupils * (100 + lot.randint(-case.fewer, case.more)) // 100
        staying, pairs = pupils * lot.randint(0, 30) // 100, pupils // 90
        rows.append(Entrants(
            school=grade.school, grade=grade.grade, pupils=pupils, staying=staying, twin_pairs=pairs
        ))  # fmt: skip
        others = sorted(
            (way, other)
            for other, of in sections
            if of == stage and other != grade.school and (way := ways.between(grade.school, other)) is not None
        )
        beside += [
            Neighbour(school=grade.school, neighbour=other, stage=stage,
                      most_entrants=lot.choice((None, None, 10, 20, 40)))
            for _, other in others[: case.neighbours]
        ]  # fmt: skip
    schools = tuple(
        one if one.classrooms is None else replace(one, classrooms=max(1, one.classrooms + case.rooms))
        for one in county.schools
    )
    # Where rooms were taken away the classes that run must still have one.
    running = {one.id: 0 for one in schools}
    for grade in county.grades:
        running[grade.school] += 1 if grade.grade in ENTRY_GRADES.values() else grade.classes
    schools = tuple(
        one if one.classrooms is None else replace(one, classrooms=max(one.classrooms, running[one.id]))
        for one in schools
    )
    return replace(county, schools=schools, entrants=tuple(rows), neighbours=tuple(beside))


def policy_of(case: Case) -> Policy:
    """Return the national policy with a case's caps."""
    return read_policy("national").with_classes(
        cap={"primary": case.primary, "junior": case.junior}, running=case.running
    )


def main() -> None:
    """Print a row for each case and seed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    county = io.read(embedded("county"))
    print("| case | seed | routes | directed | over the cap | posts short | classes | status | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    slow = 0
    for case in CASES:
        if asked.only not in case.name:
            continue
        policy = policy_of(case)
        for seed in range(1, asked.seeds + 1):
            district = drawn(county, case, seed)
            start = time.process_time()
            found = open_classes(district, policy)
            seconds = time.process_time() - start
            slow += seconds > LIMIT_SECONDS or found.status != "proven"
            tiers = found.audit.tiers
            print(f"| {case.name} | {seed} | {found.routes} | {tiers['directed']} | {tiers['over_cap']} | "
                  f"{tiers['posts']} | {tiers['classes']} | {found.status} | {seconds:.1f} |", flush=True)  # fmt: skip
    print(f"\n{slow} not proven within {LIMIT_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
