"""Class lists by several methods on the same grades: spreads, broken requests, seconds.

python benchmarks/lists.py [--seconds 60] [--only TEXT]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "classes"))

from class_grades import grade, scored_rules

from rotation.classes.deal import deal
from rotation.classes.deal_check import recount
from rotation.classes.deal_compare import random_deal, snake_deal
from rotation.classes.deal_units import Dealing, dealing
from rotation.domain.pupils import Roster
from rotation.policy.dealing import DealRules

Place = list[int]
GRADES: Final = {
    "1200 x 26": (1200, 26, 36, 4, 3), "1200 x 26, 12 origins": (1200, 26, 36, 12, 3), "300 x 7": (300, 7, 8, 4, 3),
    "318 x 8, five subjects": (318, 8, 8, 4, 5),
}  # fmt: skip
"""Pupils, classes, keep-apart pairs, origins, scores."""


def ours(effort: str) -> Callable[[Roster, DealRules, int, float], Place | None]:
    def run(roster: Roster, rules: DealRules, classes: int, seconds: float) -> Place | None:
        return list(deal(roster, replace(rules, effort=effort), classes, seed="benchmark").place)  # type: ignore[arg-type]

    return run


def snake(roster: Roster, rules: DealRules, classes: int, seconds: float) -> Place | None:
    return snake_deal(roster, classes, "benchmark")


def best_of_random(roster: Roster, rules: DealRules, classes: int, seconds: float) -> Place | None:
    """Return the random deal of 3,000 with the least largest spread of class means."""
    problem = dealing(roster, rules, classes)
    z = _by_pupil(problem, len(roster.pupils))
    chance = np.random.default_rng(0)
    best, found = np.inf, None
    for _ in range(3000):
        place = np.empty(len(roster.pupils), dtype=np.int64)
        place[chance.permutation(len(place))] = np.arange(len(place)) % classes
        spread = np.ptp(_class_means(z, place, classes), axis=0).max()
        if spread < best:
            best, found = spread, place
    return None if found is None else found.tolist()


def k_plus(roster: Roster, rules: DealRules, classes: int, seconds: float) -> Place | None:
    """Anticlustering by exchange on scores and their squares: each pupil in turn, the best partner."""
    problem = dealing(roster, rules, classes)
    z = _by_pupil(problem, len(roster.pupils))
    features = np.hstack([z, z * z - 1])
    place = np.array(random_deal(roster, classes, "benchmark"))
    sums = np.zeros((classes, features.shape[1]))
    np.add.at(sums, place, features)
    for i in range(len(place)):
        shift = features - features[i]
        mine = sums[place[i]]
        theirs = sums[place]
        change = ((mine + shift) ** 2).sum(1) - (mine**2).sum() + ((theirs - shift) ** 2).sum(1) - (theirs**2).sum(1)
        change[place == place[i]] = 0
        j = int(change.argmin())
        if change[j] < 0:
            sums[place[i]] += shift[j]
            sums[place[j]] -= shift[j]
            place[i], place[j] = place[j], place[i]
    return [int(k) for k in place]


def cp_sat(roster: Roster, rules: DealRules, classes: int, seconds: float) -> Place | None:
    """One Boolean per unit and class, counts within their bounds, the largest spread of sums minimised."""
    from ortools.sat.python import cp_model  # noqa: PLC0415

    problem = dealing(roster, rules, classes)
    model = cp_model.CpModel()
    units = range(len(problem.units))
    x = [[model.new_bool_var("") for _ in range(classes)] for _ in units]
    for u in units:
        model.add_exactly_one(x[u])
        for other in problem.apart[problem.apart_start[u] : problem.apart_start[u + 1]]:
            for k in range(classes):
                model.add_bool_or([~x[u][k], ~x[other][k]])
    for a in range(len(problem.trait_names)):
        for k in range(classes):
            count = sum(int(problem.traits[u, a]) * x[u][k] for u in units if problem.traits[u, a])
            model.add_linear_constraint(count, int(problem.low[a]), int(problem.high[a]))
    far = 10**9
    worst = model.new_int_var(0, far, "")
    for f in range(problem.means.shape[1]):
        for k in range(classes):
            total = sum(int(problem.means[u, f]) // 1024 * x[u][k] for u in units)
            model.add(total <= worst)
            model.add(total >= -worst)
    model.minimize(worst)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return _pupils(problem, [next(k for k in range(classes) if solver.value(x[u][k])) for u in units], roster)


def mip(roster: Roster, rules: DealRules, classes: int, seconds: float) -> Place | None:
    """The same as a mixed-integer program in HiGHS."""
    problem = dealing(roster, rules, classes)
    units, engine = len(problem.units), highspy.Highs()
    engine.setOptionValue("output_flag", False)
    engine.setOptionValue("time_limit", seconds)
    engine.setOptionValue("threads", 1)
    columns = units * classes
    for _ in range(columns):
        engine.addVar(0, 1)
    engine.addCol(1.0, 0, highspy.kHighsInf, 0, [], [])
    engine.changeColsIntegrality(columns, list(range(columns)), [highspy.HighsVarType.kInteger] * columns)
    for u in range(units):
        engine.addRow(1, 1, classes, [u * classes + k for k in range(classes)], [1.0] * classes)
        for other in problem.apart[problem.apart_start[u] : problem.apart_start[u + 1]]:
            for k in range(classes):
                engine.addRow(0, 1, 2, [u * classes + k, int(other) * classes + k], [1.0, 1.0])
    for a in range(len(problem.trait_names)):
        used = np.flatnonzero(problem.traits[:, a])
        for k in range(classes):
            index, value = (used * classes + k).tolist(), problem.traits[used, a].astype(float).tolist()
            engine.addRow(float(problem.low[a]), float(problem.high[a]), len(index), index, value)
    everyone = np.arange(units)
    for f in range(problem.means.shape[1]):
        marks = (problem.means[:, f] / (1 << 20)).tolist()
        for k in range(classes):
            index = [*(everyone * classes + k).tolist(), columns]
            engine.addRow(-highspy.kHighsInf, 0, units + 1, index, [*marks, -1.0])
            engine.addRow(0, highspy.kHighsInf, units + 1, index, [*marks, 1.0])
    engine.run()
    if engine.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = np.array(engine.getSolution().col_value[:columns]).reshape(units, classes)
    return _pupils(problem, [int(k) for k in values.argmax(axis=1)], roster)


METHODS: Final[dict[str, Callable[[Roster, DealRules, int, float], Place | None]]] = {
    "snake draft within sex": snake, "best of 3,000 random": best_of_random, "k-plus anticlustering": k_plus,
    "CP-SAT": cp_sat, "HiGHS MIP": mip, "ours, quick": ours("quick"), "ours, fine": ours("fine"),
}  # fmt: skip


def _by_pupil(problem: Dealing, pupils: int) -> NDArray[np.float64]:
    z = np.zeros((pupils, problem.means.shape[1]))
    for unit, members in enumerate(problem.units):
        z[list(members)] = problem.means[unit] / (1 << 20) / len(members)
    return z


def _class_means(z: NDArray[np.float64], place: NDArray[np.int64], classes: int) -> NDArray[np.float64]:
    sums = np.zeros((classes, z.shape[1]))
    np.add.at(sums, place, z)
    return sums / np.bincount(place, minlength=classes)[:, None]


def _pupils(problem: Dealing, of_unit: list[int], roster: Roster) -> Place:
    place = [0] * len(roster.pupils)
    for unit, members in enumerate(problem.units):
        for pupil in members:
            place[pupil] = of_unit[unit]
    return place


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    seconds = asked.seconds
    warm = ("s1", "s2")
    deal(grade(60, 1, warm), scored_rules(*warm), 2, seed="warm")  # compiled once, outside the measured time
    print("| grade | method | mean / sd spread | worst count spread | requests broken | seconds |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (pupils, classes, pairs, origins, subjects) in GRADES.items():
        if asked.only not in name:
            continue
        scores = tuple(f"s{i}" for i in range(1, subjects + 1))
        rules = scored_rules(*scores)
        roster = grade(pupils, 11, scores, pairs, origins)
        for method, run in METHODS.items():
            start = time.process_time()
            place = run(roster, rules, classes, seconds)
            taken = time.process_time() - start
            if place is None:
                print(f"| {name} | {method} | none | | | {taken:.1f} |")
                continue
            labels = [str(k) for k in range(classes)]
            found = recount(roster, rules, {p.id: labels[k] for p, k in zip(roster.pupils, place, strict=True)}, labels)
            spread = {
                kind: max(float(x.spread) / x.deviation for x in found.lines
                          if x.kind == kind and x.deviation and ":score:" in x.key) for kind in ("mean", "sd")
            }  # fmt: skip
            worst = max(int(x.spread) for x in found.lines if x.kind == "count")
            total = next((f"; total {float(x.spread):.3f} points" for x in found.lines if x.key == "mean:total"), "")
            figures = f"{spread['mean']:.4f} / {spread['sd']:.4f}{total} | {worst} | {len(found.broken)} | {taken:.1f}"
            print(f"| {name} | {method} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
