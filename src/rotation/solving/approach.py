"""Plans and bounds on the way to the relaxation of a large district, whose last columns take long to price in.

The first plan has only each teacher's cheapest moves to choose from; each round lets in what pays by the prices so far.
The dual of every round proves something of the first tier that costs over all moves, also those that are not in yet.
Of any other district one such plan is made, before its relaxation is tightened (``plan_near``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Final

from rotation.modelling.lattice import step
from rotation.rules.quantity import Floats
from rotation.solving.engine import Point, Stopped
from rotation.solving.restrict import search_around
from rotation.solving.tiers import HIGHEST

if TYPE_CHECKING:
    from rotation.solving.search import Search

__all__ = ["approach", "plan_near"]

ROUNDS: Final = 8
NODES: Final = 60
NEAR: Final = 3e-3
"""Share of the value by which a plan on the way may miss the best among its moves: the next round has better ones.
With 1e-4 the generator's county of seed 1 took 9 s for its second plan, 2.5 so."""
ENOUGH: Final = 6e-3
"""Share of the relaxation's value; where a round changes it by less, the rest is priced in in one go."""


def approach(search: Search, cost: Floats) -> None:
    """Leave the best plan found on the way in ``search.point``, and a bound of the first tier that costs.

    Raises
    ------
    InfeasibleError
        No plan satisfies every required rule.
    Stopped
        The limit has passed or the user has asked; the best plan so far is in ``search.point``.
    """
    point = search.first(cost, slack=inf)
    for _ in range(ROUNDS):
        plan_near(search, cost, point, NEAR)
        if search.clock.should_stop():
            raise Stopped
        search.engine.cut(search.separator.separate(point.columns))
        following = search.engine.relax(settled=_after_one_round())
        if following is None or abs(following.value - point.value) <= ENOUGH * abs(point.value):
            break
        point = following


def plan_near(search: Search, cost: Floats, point: Point, share: float = 0.0) -> None:
    """Search among what a point divides, hold what is found, note what its dual proves of the first tier that costs.

    The search ends within a unit of that tier, or a share of the point's value, of the best.
    """
    problem, tier = search.problem, search.tiers[search.lead]
    near = max(HIGHEST * (step(problem, tier) or 0.0), share * abs(point.value))
    found = search_around(problem, search.engine, cost, point, None, 0, NODES, 0.0, near)
    if found is not None and (not len(search.point) or cost @ found < cost @ search.point):
        search.better(found)
    search.bound(search.lead, replace(point, dual=point.dual / HIGHEST))
    value = problem.value(tier, search.point) if len(search.point) else None
    search.clock.tell("improve", tier, value, search.bounds[tier])


def _after_one_round() -> Callable[[float, float], bool]:
    """Return what lets columns in once and then rests."""
    rounds = iter((False,))
    return lambda value, bound: next(rounds, True)
