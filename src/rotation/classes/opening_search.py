"""The search: each tier in order to its optimum, in every group of schools that nothing ties together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Final

import highspy
import networkx as nx
import numpy as np

from rotation.classes.entrants import Cohort, Route
from rotation.classes.opening_limits import Limits
from rotation.classes.opening_model import Model, write_model
from rotation.errors import StoppedError
from rotation.rules.quantity import Floats
from rotation.solving.engine import linear_program, new_highs

__all__ = ["Group", "Program", "Solved", "groups", "least", "search"]

NODES: Final = 50_000
"""Most nodes of one tier's search tree: work is counted, not time."""
WHOLE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Group:
    """Schools that share routes, or a limit of the whole district."""

    cohorts: tuple[Cohort, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A model with its best point; per tier its value and proven bound, both whole."""

    model: Model
    point: Floats
    values: Mapping[str, int]
    bounds: Mapping[str, int]


def groups(cohorts: Iterable[Cohort], routes: Iterable[Route], limits: Limits) -> tuple[Group, ...]:
    """Part the district: schools joined by a route, all of them where a limit is the whole district's."""
    cohorts, routes = tuple(cohorts), tuple(routes)
    if limits.terms.staff.mode == "required" or limits.most_directed is not None:
        return (Group(cohorts, routes),) if cohorts else ()
    graph = nx.Graph()
    graph.add_nodes_from(sorted({cohort.school for cohort in cohorts}))
    graph.add_edges_from((route.school, route.neighbour) for route in routes)
    group_of = {school: n for n, part in enumerate(nx.connected_components(graph)) for school in part}
    own: dict[int, list[Cohort]] = defaultdict(list)
    between: dict[int, list[Route]] = defaultdict(list)
    for cohort in cohorts:
        own[group_of[cohort.school]].append(cohort)
    for route in routes:
        between[group_of[route.school]].append(route)
    return tuple(Group(tuple(own[n]), tuple(between[n])) for n in sorted(own))


def search(group: Group, limits: Limits, should_stop: Callable[[], bool] = lambda: False) -> Solved | None:
    """Return the best class plan of a group; None where its required limits contradict each other."""
    model = write_model(group.cohorts, group.routes, limits)
    program = Program(model)
    point: Floats | None = None
    values: dict[str, int] = {}
    bounds: dict[str, int] = {}
    for tier in limits.terms.tiers:
        if should_stop():
            raise StoppedError("the classes were not planned: the search was stopped")
        cost = model.costs(tier)
        if point is not None and not cost @ point:
            values[tier] = bounds[tier] = 0  # no cost is negative
        else:
            found = program.minimise(cost, point)
            if found is None:
                return None
            point, bound = found
            values[tier] = round(float(cost @ point))
            bounds[tier] = min(values[tier], max(0, ceil(bound - WHOLE)))
        program.lock(cost, values[tier])
    assert point is not None
    return Solved(model, point, values, bounds)


def least(program: Program, free: Iterable[int], priced: Iterable[int]) -> dict[int, int] | None:
    """Let the limits whose columns are ``free`` or ``priced`` give; return what the priced give, as little as can be.

    None where that is not enough for a plan.
    """
    priced = tuple(priced)
    cost = np.zeros(program.columns)
    cost[list(priced)] = 1.0
    with program.giving({*free, *priced}):
        found = program.minimise(cost, None)
    if found is None:
        return None
    return {column: amount for column in priced if (amount := ceil(found[0][column] - WHOLE)) > 0}


class Program:
    """One model in HiGHS, its objective changed and its optima locked as the tiers go on."""

    def __init__(self, model: Model) -> None:
        self.highs = new_highs()
        lower, upper = np.array(model.lower), np.array(model.upper)
        self.columns, self._bounds = len(lower), (lower, upper)
        row_lower, row_upper = (np.array([row[side] for row in model.rows]) for side in (0, 1))
        self.highs.passModel(
            linear_program(model.matrix(), row_lower, row_upper, lower, upper, np.zeros(len(lower)))
        )
        whole = np.flatnonzero(model.whole).astype(np.int32)
        self.whole = whole
        self.highs.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
        self.highs.setOptionValue("mip_rel_gap", 0.0)
        self.highs.setOptionValue("mip_abs_gap", 0.999)  # values are whole
        self.highs.setOptionValue("mip_max_nodes", NODES)
        # Its searches inside the search stay on: without them a county where every second school is full is not
        # closed in the time in which it is proven with them.

    def minimise(self, cost: Floats, start: Floats | None) -> tuple[Floats, float] | None:
        """Return the best point and the bound; None where there is none."""
        highs = self.highs
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start
            highs.setSolution(solution)
        highs.run()
        info = highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        point = np.array(highs.getSolution().col_value)
        point[self.whole] = np.round(point[self.whole])
        return point, float(info.mip_dual_bound)

    @contextmanager
    def giving(self, columns: Iterable[int]) -> Iterator[None]:
        """Let limits give for a while: their columns have no upper bound."""
        columns = sorted(columns)
        for column in columns:
            self.highs.changeColBounds(column, 0.0, highspy.kHighsInf)
        yield
        for column in columns:
            self.highs.changeColBounds(column, *(float(side[column]) for side in self._bounds))

    def lock(self, cost: Floats, value: int) -> None:
        """Keep a tier at what it reached."""
        used = np.flatnonzero(cost)
        if not len(used):
            return
        if value:
            self.highs.addRow(-highspy.kHighsInf, value, len(used), used.astype(np.int32), cost[used])
            return
        for column in used:
            self.highs.changeColBounds(int(column), 0.0, 0.0)
