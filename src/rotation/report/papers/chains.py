"""Moves joined end to end: where one arrives another leaves; chains, and cycles that come back to their beginning."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import networkx as nx

__all__ = ["Chain", "chains"]

P = TypeVar("P", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Chain:
    """``people`` in order; ``places`` has one more, and begins and ends with the same one in a cycle."""

    people: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def cycle(self) -> bool:
        """Whether it comes back to its beginning."""
        return self.places[0] == self.places[-1]


def chains(moves: Iterable[tuple[str, str, str]]) -> tuple[Chain, ...]:
    """Return everybody's move in exactly one cycle or chain: cycles first, then the longest chains.

    Parameters
    ----------
    moves
        (person, from, to), each person once and never to the same place.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for person, origin, destination in sorted(moves, key=lambda move: (move[1], move[2], move[0])):
        graph.add_edge(origin, destination, key=person)
    found = []
    while (cycle := _cycle(graph)) is not None:
        graph.remove_edges_from(cycle)
        found.append(_chain(cycle))
    while graph.number_of_edges():
        path = nx.dag_longest_path(nx.DiGraph(graph), weight=None, default_weight=1)
        steps = [(a, b, min(graph[a][b])) for a, b in pairwise(path)]
        graph.remove_edges_from(steps)
        found.append(_chain(steps))
    return tuple(sorted(found, key=lambda chain: (not chain.cycle, -len(chain.people), chain.places, chain.people)))


def _cycle(graph: nx.MultiDiGraph) -> list[tuple[str, str, str]] | None:
    try:
        return [(a, b, key) for a, b, key in nx.find_cycle(graph)]
    except nx.NetworkXNoCycle:
        return None


def _chain(steps: list[tuple[str, str, str]]) -> Chain:
    return Chain(tuple(person for _, _, person in steps), (steps[0][0], *(place for _, place, _ in steps)))
