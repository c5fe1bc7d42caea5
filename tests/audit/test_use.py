"""The cheapest use of teachers: exact, against an independent min-cost flow on drawn cases."""

import random
from typing import Any

import networkx as nx
import pytest

from rotation.audit.use import Skill, cheapest_use

SUBJECTS = ["art", "chinese", "maths", "music", "open", "pe"]


def cost_of(use: Any, unfilled_cost: Any, other_cost: Any) -> Any:
    return other_cost * sum(use.other.values()) + sum(unfilled_cost[s] * n for s, n in use.unfilled.items())


def by_network(capacity: Any, demand: Any, unfilled_cost: Any, other_cost: Any) -> Any:
    """Return the least cost by networkx's network simplex."""
    graph = nx.DiGraph()
    total = sum(demand.values())
    graph.add_node("source", demand=-total)
    graph.add_node("sink", demand=total)
    for skill, lessons in capacity.items():
        graph.add_edge("source", skill, capacity=lessons, weight=0)
        for subject in {skill.main, "open", *skill.others} & set(demand):
            weight = 0 if subject in (skill.main, "open") else other_cost
            graph.add_edge(skill, ("lesson", subject), capacity=lessons, weight=weight)
    for subject, lessons in demand.items():
        graph.add_edge(("lesson", subject), "sink", capacity=lessons, weight=0)
        graph.add_edge("source", ("nobody", subject), capacity=lessons, weight=unfilled_cost[subject])
        graph.add_edge(("nobody", subject), ("lesson", subject), capacity=lessons, weight=0)
    return nx.min_cost_flow_cost(graph)


def drawn(seed: int) -> Any:
    rng = random.Random(seed)
    demand = {subject: rng.choice([0, 3, 7, 12, 30]) for subject in SUBJECTS}
    capacity = {}
    for _ in range(rng.randint(0, 9)):
        main = rng.choice(SUBJECTS)
        others = rng.sample([s for s in SUBJECTS if s not in (main, "open")], rng.choice([0, 0, 1, 2, 3]))
        capacity[Skill(main, tuple(sorted(others)))] = rng.choice([0, 4, 8, 16, 36])
    unfilled = {subject: rng.choice([0, 1, 2, 10, 20]) for subject in SUBJECTS}
    return capacity, demand, unfilled, rng.choice([0, 1, 3, 15])


@pytest.mark.parametrize("block", range(10))
def test_drawn_sections_cost_what_a_network_flow_costs(block: int) -> None:
    for seed in range(40 * block, 40 * block + 40):
        capacity, demand, unfilled, other = drawn(seed)
        use = cheapest_use(capacity, demand, unfilled, other)
        assert cost_of(use, unfilled, other) == by_network(capacity, demand, unfilled, other), seed
        for subject in demand:
            assert use.main[subject] + use.other[subject] + use.unfilled[subject] == demand[subject]
            assert min(use.main[subject], use.other[subject], use.unfilled[subject]) >= 0
        assert sum(use.main.values()) + sum(use.other.values()) <= sum(capacity.values())


def test_a_teacher_gives_way_along_a_chain() -> None:
    # art+music can do music only if art is done by art alone: 10 each, demand 10 each.
    capacity = {Skill("art", ("music",)): 10, Skill("art", ()): 10}
    use = cheapest_use(capacity, {"art": 10, "music": 10}, {"art": 10, "music": 10}, 1)
    assert use.main == {"art": 10, "music": 0}
    assert use.other == {"art": 0, "music": 10}


def test_nothing_wanted_and_nobody_there() -> None:
    assert cheapest_use({}, {}, {}, 1) == ({}, {}, {})
    assert cheapest_use({}, {"art": 3}, {"art": 10}, 1).unfilled == {"art": 3}
