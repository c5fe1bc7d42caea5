"""Where counts conflict: the least that must be given up, by branch and bound over kinds of pupils."""

from __future__ import annotations

from typing import Final

import highspy
import numpy as np

from rotation.classes.deal_units import MOST_NEEDS, Dealing, Integers
from rotation.errors import InfeasibleError
from rotation.i18n import Language
from rotation.i18n.dealing import CONFLICT
from rotation.solving.highs import new_highs, run, silence

__all__ = ["best_counts", "excess"]

_NODES: Final = 20_000
_COLUMNS: Final = 60_000


def best_counts(  # noqa: PLR0912 - one loop per kind of row
    problem: Dealing, place: Integers, lang: Language
) -> tuple[Integers, int, bool]:
    """Return the lists with the least weighted distance of counts from their bounds, its price, and whether proven.

    Units alike in every count and wish are one whole-number column per class; ``place`` is kept where the search
    finds nothing better within its nodes. Raises ``InfeasibleError`` where wishes to be apart, and the most needs of
    a class where they are stated, cannot all be met.
    """
    kinds, members = _kinds(problem)
    traits, classes = problem.traits, problem.classes
    columns = len(members) * classes
    if columns > _COLUMNS:
        return place, excess(problem, place), False
    amounts = len(problem.trait_names)
    engine = new_highs()
    engine.setOptionValue("mip_max_nodes", _NODES)
    engine.setOptionValue("mip_rel_gap", 0.0)
    for group in members:
        for _ in range(classes):
            engine.addVar(0, len(group))
    for a, name in enumerate(problem.trait_names):
        price, most = (0.0, 0.0) if name == MOST_NEEDS else (float(problem.price[a]), highspy.kHighsInf)
        for _ in range(2 * classes):
            engine.addCol(price, 0, most, 0, [], [])
    engine.changeColsIntegrality(columns, list(range(columns)), [highspy.HighsVarType.kInteger] * columns)
    for kind, group in enumerate(members):
        across = [kind * classes + c for c in range(classes)]
        engine.addRow(len(group), len(group), classes, across, [1.0] * classes)
    for a in range(amounts):
        used = [kind for kind, group in enumerate(members) if traits[group[0], a]]
        for c in range(classes):
            slack = columns + 2 * (a * classes + c)
            index = [*(kind * classes + c for kind in used), slack, slack + 1]
            value = [*(float(traits[members[kind][0], a]) for kind in used), 1.0, -1.0]
            engine.addRow(float(problem.low[a]), float(problem.high[a]), len(index), index, value)
    for kind, group in enumerate(members):
        unit = group[0]
        for other in problem.apart[problem.apart_start[unit] : problem.apart_start[unit + 1]]:
            if unit < other:
                for c in range(classes):
                    engine.addRow(0, 1, 2, [kind * classes + c, kinds[int(other)] * classes + c], [1.0, 1.0])
    with silence():
        run(engine)
    if engine.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        limited = MOST_NEEDS in problem.trait_names
        raise InfeasibleError(CONFLICT["apart_and_needs" if limited else "apart"].to(lang), ())
    info = engine.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return place, excess(problem, place), False
    values = np.rint(np.array(engine.getSolution().col_value[:columns])).astype(np.int64).reshape(-1, classes)
    found = np.zeros(len(problem.units), dtype=np.int64)
    for kind, group in enumerate(members):
        found[np.array(group)] = np.repeat(np.arange(classes), values[kind])
    proven = engine.getModelStatus() == highspy.HighsModelStatus.kOptimal
    if excess(problem, found) <= excess(problem, place) or _broken(problem, place):
        return found, excess(problem, found), proven
    return place, excess(problem, place), False


def excess(problem: Dealing, place: Integers) -> int:
    """Return the weighted distance of all counts from their bounds."""
    counts = np.zeros((problem.classes, len(problem.trait_names)), dtype=np.int64)
    np.add.at(counts, place, problem.traits)
    beyond = np.maximum(problem.low - counts, 0) + np.maximum(counts - problem.high, 0)
    return int((beyond * problem.price).sum())


def _broken(problem: Dealing, place: Integers) -> bool:
    start, apart = problem.apart_start, problem.apart
    return any(place[u] == place[other] for u in range(len(place)) for other in apart[start[u] : start[u + 1]])


def _kinds(problem: Dealing) -> tuple[dict[int, int], list[list[int]]]:
    """Return the kind of each unit, and the units of each kind; a unit with a wish is a kind of its own."""
    numbers: dict[tuple[int, ...], int] = {}
    kinds: dict[int, int] = {}
    members: list[list[int]] = []
    for unit, row in enumerate(problem.traits.tolist()):
        lonely = problem.apart_start[unit] < problem.apart_start[unit + 1]
        key = (*row, unit) if lonely else tuple(row)
        if key not in numbers:
            numbers[key] = len(members)
            members.append([])
        kinds[unit] = numbers[key]
        members[numbers[key]].append(unit)
    return kinds, members
