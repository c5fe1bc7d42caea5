"""The search: each tier in order to its optimum, in every group of schools that nothing ties together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

import networkx as nx

from rotation.classes.entrants import Cohort, Route
from rotation.classes.opening_limits import Limits
from rotation.classes.opening_master import nobody_directed, write_master
from rotation.classes.opening_model import Model, write_model
from rotation.classes.opening_program import WHOLE, Program
from rotation.errors import StoppedError
from rotation.i18n.opening import OPENING
from rotation.rules.quantity import Floats

__all__ = ["Group", "Solved", "groups", "search"]

HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """Schools that share routes, or a limit of the whole district."""

    cohorts: tuple[Cohort, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The best classes by grade and children directed by route (alone, as pairs); per tier its value and bound.

    ``searched`` says how many tiers were: where the search was stopped the bounds of the others are 0, which says
    nothing.
    """

    classes: Mapping[tuple[str, int], int]
    directed: Mapping[Route, tuple[int, int]]
    values: Mapping[str, int]
    bounds: Mapping[str, int]
    searched: int


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
    """Return the best class plan of a group; None where its required limits contradict each other.

    Raises ``StoppedError`` where the search was stopped before there was any plan.
    """
    if limits.terms.staff.mode == "required":
        # Lessons tie all classes of a stage together, so a school's choices are not its own.
        model = write_model(group.cohorts, group.routes, limits)
        found = _tiers(model, None, limits, should_stop)
        if found is None:
            return None
        point, tiers = found
        classes = {place: round(point[column]) for place, column in model.classes.items()}
    else:
        master = write_master(group.cohorts, group.routes, limits)
        if master is None:
            return None
        found = _tiers(master.model, nobody_directed(master, limits.terms.tiers), limits, should_stop)
        if found is None:
            return None
        (point, tiers), model = found, master.model
        classes = {
            (school, grade): number
            for school, columns in master.choices.items()
            for column, choice in columns
            if point[column] > HALF
            for grade, number in choice.classes.items()
        }
    directed = {
        route: (round(point[column]), round(point[model.pairs[route]])) for route, column in model.singles.items()
    }
    values, bounds, searched = tiers
    return Solved(classes, directed, values, bounds, searched)


def _tiers(
    model: Model, start: Floats | None, limits: Limits, should_stop: Callable[[], bool]
) -> tuple[Floats, tuple[dict[str, int], dict[str, int], int]] | None:
    """Minimise the tiers in order, each locked before the next; None where there is no point at all.

    Once asked to stop, the tiers left are those of the best point so far.
    """
    program, point = Program(model, should_stop), start
    values: dict[str, int] = {}
    bounds: dict[str, int] = {}
    searched = 0
    for tier in limits.terms.tiers:
        cost = model.costs(tier)
        if should_stop():
            if point is None:
                raise StoppedError(OPENING["stopped"])
            values[tier], bounds[tier] = round(float(cost @ point)), 0
            continue
        searched += 1
        if point is not None and not cost @ point:
            values[tier] = bounds[tier] = 0  # no cost is negative
        else:
            found = program.minimise(cost, point)
            if found is None and should_stop():
                raise StoppedError(OPENING["stopped"])
            if found is None:
                return None
            point, bound = found
            values[tier] = round(float(cost @ point))
            bounds[tier] = min(values[tier], ceil(max(0.0, bound - WHOLE)))  # stopped at once, it is minus infinity
        program.lock(cost, values[tier])
    assert point is not None
    return point, (values, bounds, searched)
