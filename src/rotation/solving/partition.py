"""Schools that hardly exchange with others: counties of a province, islands, valleys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from rotation.modelling.problem import Problem
from rotation.rules.quantity import Ints

__all__ = ["partition"]

LARGE: Final = 300_000
"""Possible moves from which on a district may be planned in pieces."""
FEWEST_ARCS: Final = 20_000
"""A piece with fewer joins others."""
LARGEST_SHARE: Final = 0.6
MOST_BETWEEN: Final = 0.01
"""Share of the possible moves that may lead from one piece to another."""
COARSENESS: Final = 0.5
"""Resolution of the modularity by which schools are grouped."""


def partition(problem: Problem) -> Ints | None:
    """Return the piece of each school, the largest piece first; None where the district is to be planned whole.

    Schools are grouped by the moves that are possible between them (modularity, Louvain). Who is tied to two of them (a
    secondee, a couple, somebody sent by a decision, a teaching point) keeps both in one piece.
    """
    facts, arcs = problem.facts, problem.arcs
    if len(arcs) < LARGE:
        return None
    import networkx as nx  # noqa: PLC0415 - a quarter of a second that no other district needs

    origin, destination = facts.school[facts.standing[arcs.teacher]], facts.school[arcs.section]
    schools = len(facts.district.schools)
    pair, ways = np.unique(
        np.minimum(origin, destination) * schools + np.maximum(origin, destination), return_counts=True
    )
    graph = nx.Graph()
    graph.add_nodes_from(range(schools))
    ends = (pair // schools).tolist(), (pair % schools).tolist()
    graph.add_weighted_edges_from(zip(*ends, ways.tolist(), strict=True))
    groups = nx.community.louvain_communities(graph, resolution=COARSENESS, seed=0)
    label = np.empty(schools, np.int64)
    for number, group in enumerate(groups):
        label[list(group)] = number
    label = _joined(label, list(_ties(problem)))
    label = _no_small_ones(label, np.bincount(label[origin], minlength=label.max() + 1))
    size = np.bincount(label[origin])
    between = float((label[origin] != label[destination]).mean())
    if size.max() > LARGEST_SHARE * len(arcs) or between > MOST_BETWEEN:
        return None
    return np.argsort(np.argsort(-size, kind="stable"), kind="stable")[label]


def _ties(problem: Problem) -> Iterator[tuple[int, int]]:
    """Yield pairs of schools that one plan must look at together."""
    district = problem.facts.district
    place = {school.id: at for at, school in enumerate(district.schools)}
    people = district.teacher_by_id
    for teacher in district.teachers:
        if teacher.seconded_from is not None and teacher.seconded_from in place:
            yield place[teacher.school], place[teacher.seconded_from]
        if teacher.spouse is not None and teacher.spouse in people:
            yield place[teacher.school], place[people[teacher.spouse].school]
    for decision in district.decisions:
        if decision.teacher in people and decision.school is not None and decision.school in place:
            yield place[people[decision.teacher].school], place[decision.school]
    for school in district.schools:
        if school.central_school is not None and school.central_school in place:
            yield place[school.id], place[school.central_school]


def _joined(label: Ints, ties: list[tuple[int, int]]) -> Ints:
    """Return labels by which tied schools have the same one."""
    ends = label[np.array(ties, np.int64).reshape(-1, 2)].T
    pieces = int(label.max()) + 1
    tied = sparse.coo_array((np.ones(len(ties), np.int8), tuple(ends)), shape=(pieces, pieces))
    return np.asarray(connected_components(tied, directed=False)[1][label], np.int64)


def _no_small_ones(label: Ints, size: Ints) -> Ints:
    """Put pieces with few possible moves together, with the smallest of the others if they are few even so."""
    small = np.flatnonzero(size < FEWEST_ARCS)
    if not len(small):
        return label
    rest = np.flatnonzero(size >= FEWEST_ARCS)
    alone = size[small].sum() >= FEWEST_ARCS or not len(rest)
    target = small[0] if alone else rest[np.argmin(size[rest])]
    label = np.where(np.isin(label, small), target, label)
    return np.asarray(np.unique(label, return_inverse=True)[1], np.int64)
