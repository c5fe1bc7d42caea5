"""What differs between two plans of one district, person by person and figure by figure, as chains and cycles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import networkx as nx

from rotation.audit import Audit
from rotation.domain.district import District, SectionKey
from rotation.i18n import Text
from rotation.i18n.decisions import REPAIR
from rotation.i18n.findings import INDICATOR
from rotation.i18n.reports import TIER
from rotation.i18n.words import STAGE
from rotation.plan.posting import Posting, after

__all__ = ["Change", "Figure", "Route", "changes", "figures", "routes"]

TEACHER_INDICATORS: Final = frozenset({"high_degree", "backbone", "specialists", "senior_title"})
"""The indicators that moving teachers can change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A person posted differently; ``old`` is None where that section is no more and ``gone`` is it, ``decided`` says
    that decisions ruled the old posting out."""

    teacher: str
    origin: SectionKey
    old: SectionKey | None
    new: SectionKey
    decided: bool
    gone: SectionKey | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Changes that follow one another: who comes to a section makes room for, or stands in for, who leaves it.

    ``sections`` has one more entry than ``teachers``; in a cycle the last is the first.
    """

    teachers: tuple[str, ...]
    sections: tuple[SectionKey, ...]

    @property
    def cycle(self) -> bool:
        return self.sections[0] == self.sections[-1]


@dataclass(frozen=True, slots=True)
class Figure:
    """One recounted figure under the old and the new plan; None where there is no data."""

    name: Text
    old: Fraction | float | None
    new: Fraction | float | None


def changes(
    district: District,
    old: Mapping[str, SectionKey | None],
    postings: Iterable[Posting],
    ruled_out: Collection[str],
    before: Mapping[str, SectionKey] = MappingProxyType({}),
) -> tuple[Change, ...]:
    """Return everyone whose place differs, those whom decisions ruled out first.

    ``before`` is where the old plan had everyone when it was made, closed sections among them; ``old`` is what has
    become of that.
    """
    now = after(district, postings)
    found = []
    for t in district.teachers:
        where = old.get(t.id, now[t.id])
        if where != now[t.id]:
            gone = before.get(t.id) if where is None else None
            found.append(Change(t.id, t.section, where, now[t.id], t.id in ruled_out, gone))
    return tuple(sorted(found, key=lambda change: (not change.decided, change.teacher)))


def routes(found: Iterable[Change]) -> tuple[Route, ...]:
    """Return the changes as cycles, then chains, the longest first; each change is in one of them."""
    graph = nx.MultiDiGraph()
    for change in sorted(found, key=lambda change: change.teacher):
        if change.old is not None:
            graph.add_edge(change.old, change.new, key=change.teacher)
    result = []
    while (cycle := _cycle(graph)) is not None:
        result.append(cycle)
        _take(graph, cycle)
    while graph.number_of_edges():
        # Without cycles a longest path is quickly found; among equal ones the ids decide.
        simple = nx.DiGraph(sorted(graph.edges()))
        sections = nx.dag_longest_path(simple)
        teachers = [min(graph[a][b]) for a, b in pairwise(sections)]
        chain = Route(tuple(teachers), tuple(sections))
        result.append(chain)
        _take(graph, chain)
    return tuple(result)


def _cycle(graph: nx.MultiDiGraph) -> Route | None:
    try:
        edges = nx.find_cycle(graph)
    except nx.NetworkXNoCycle:
        return None
    return Route(tuple(edge[2] for edge in edges), (edges[0][0], *(edge[1] for edge in edges)))


def _take(graph: nx.MultiDiGraph, route: Route) -> None:
    for start, end, who in zip(route.sections, route.sections[1:], route.teachers, strict=False):
        graph.remove_edge(start, end, key=who)
    graph.remove_nodes_from([node for node, degree in list(graph.degree()) if degree == 0])


def figures(old: Audit, new: Audit) -> tuple[Figure, ...]:
    """Return the figures that a plan is judged by, under both."""
    heads = [old.headline, new.headline]
    totals = [old.state_after.totals, new.state_after.totals]
    result = [
        Figure(REPAIR["moves"], heads[0].moves, heads[1].moves),
        Figure(REPAIR["counted"], heads[0].counted, heads[1].counted),
        Figure(REPAIR["backbone"], heads[0].backbone_counted, heads[1].backbone_counted),
        Figure(REPAIR["unfilled"], totals[0].lessons_unfilled, totals[1].lessons_unfilled),
    ]
    for indicator, missing in totals[0].heads_missing.items():
        name = REPAIR["missing"].fill(indicator=INDICATOR[indicator])
        result.append(Figure(name, missing, totals[1].heads_missing[indicator]))
    for row in old.state_after.cvs:
        other = new.state_after.cv(row.indicator, row.stage)
        if row.limit and other is not None and row.indicator in TEACHER_INDICATORS:
            name = REPAIR["cv"].fill(stage=STAGE[row.stage], what=INDICATOR[row.indicator])
            result.append(Figure(name, row.cv, other.cv))
    for tier, value in old.tiers.items():
        name = REPAIR["tier"].fill(tier=TIER.get(tier, Text(tier, tier)))
        result.append(Figure(name, value, new.tiers.get(tier)))
    return tuple(result)
