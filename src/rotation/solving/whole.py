"""Everything that is left searched at once, and what counts as closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np

from rotation.modelling.bounds import DualBound, dual_bound
from rotation.modelling.lattice import raised, step
from rotation.rules.quantity import Floats
from rotation.solving.engine import Part
from rotation.solving.improve import polish
from rotation.solving.resume import follow
from rotation.solving.search import CLOSED, EQUAL, SETTLED, WHOLE, Search
from rotation.solving.tiers import HIGHEST, weighted

__all__ = ["NEAR", "Whole"]

NEAR: Final = 0.5
"""Share of a tier's unit, or of what counts as closed, by which a search may miss its best."""
MOST_BETTER: Final = 5
"""Better values looked for in a search of all that is left."""
NEAR_AS_ONE: Final = 0.2
"""Units of the last tier by which a search for the last two may miss its best."""
OUTWEIGHED: Final = 2.0
"""How often a unit of the last tier but one outweighs what the last can lose, where the two are searched as one."""
MOST_OUTWEIGHED: Final = 5e4
"""Units of the last tier that one of the tier before may weigh: 2e-11 of the sum are beyond what HiGHS tells apart."""
UNSURE: Final = 0.75
"""Share of what counts as closed by which that search's word on the last tier is lowered: its tolerances are a part of
the larger costs (a unit of the last is a hundred times the tolerance of a reduced cost)."""
NODES_TOGETHER: Final = 20
"""Of a search for all tiers at once: its plans come from smaller searches at the root, not from the tree, which is as
hard as for the tier alone (county seed 8: 173 s for 150 nodes)."""
FARTHEST: Final = 1e9
"""More than a plan can be away from ours."""
FEW: Final = 0.025
"""Share of all columns that cost anything in a tier (standards 0.01 to 0.02, coverage 0.04 to 0.09)."""
FAR: Final = 1.5
"""Units by which a tier is far from its bound: where a search for it alone finds nothing, one for all tiers may."""


class Whole(Search):
    """A search that can search everything left.

    ``patient``: a fresh start is still to come, which may make needless what is dear.
    """

    patient = False

    @contextmanager
    def _only_better(self, tier: str, proven: DualBound) -> Iterator[float]:
        """Rule out for a while what no plan better than ours in a tier can have; yield the best value worth a look."""
        engine, limit, mark = self.engine, self._next_value(tier), self.engine.mark()
        out = self.excluded(proven, limit)
        engine.bounds(out.lower, out.upper)
        try:
            yield limit
        finally:
            engine.rewind(mark)

    def _searched_whole(self, place: int, nodes: int, further: int, proven: DualBound) -> None:
        """Search everything that is left for better plans, again and again; the bound is the word of the search.

        ``further`` are the nodes of each search after one that found a better plan: from there it is not far.
        Where a tier stays far from its bound, and none above does, one search is for all tiers from it on.
        """
        tier = self.tiers[place]
        untried = all(self._closed(above) for above in self.tiers[:place])
        if self.patient:  # no fresh start is made for a tier that is near enough
            untried &= self._near_enough(tier)
        self._searched_as_one(place, nodes)
        if self._closed(tier):
            return
        for _ in range(MOST_BETTER):
            found = self._better_of_tier(place, nodes, proven)
            if found is None and untried and self._far(tier) and not self.clock.should_stop():
                found, untried = self._better_together(place, proven), False
            if found is None or not self._improves(found):
                return
            before = self.problem.value(tier, self.point)
            self.better(found)
            self._follow(place)
            self._polish(place + 1)
            self.clock.tell("search", tier, self.problem.value(tier, found), self.bounds[tier])
            if self._closed(tier) or self.problem.value(tier, found) >= before:  # in later tiers alone
                return
            nodes = further

    def _searched_as_one(self, place: int, nodes: int) -> None:
        """Search the last two tiers as one, the first of them weighed so that a unit of it outweighs all of the last.

        That takes no longer than a search for the first of them and bounds both. Where c and d are their costs,
        R c + d >= b for all that is left and d <= m, c is at least (b - m) / R, and d at least b - R c.
        """
        problem = self.problem
        if place + 2 != len(self.tiers):
            return
        tier, last = self.tiers[place:]
        unit, grain = step(problem, tier), step(problem, last)
        if unit is None or grain is None or not problem.cost[last].any():
            return
        most = self._most_of_last(place)
        ratio = np.ceil(OUTWEIGHED * max(most - float(problem.cost[last] @ self.point), grain) / grain) * grain / unit
        if ratio * unit > MOST_OUTWEIGHED * grain:
            return
        cost = ratio * problem.cost[tier] + problem.cost[last]
        ours, near = float(cost @ self.point), NEAR_AS_ONE * grain
        part = self._left()
        values, bound = part.better(cost, ours - grain + near, nodes, near)
        found = None if values is None else self._whole_plan(part, values)
        if found is not None and self._improves(found):
            self.better(found)
        least = min(bound, ours if found is None else float(cost @ found))
        least -= UNSURE * CLOSED * abs(problem.value(last, self.point))
        self._take(place, (least - most) / ratio)
        least -= ratio * float(problem.cost[tier] @ self.point)
        self.note(place + 1, raised(problem, last, least + problem.constant[last]))
        self.clock.tell("search", tier, problem.value(tier, self.point), self.bounds[tier])

    def _take(self, place: int, least: float, above: float = np.inf) -> None:
        """Take what a search says that a tier's costs are at least, as its word, but no more than ours or ``above``.

        Infinite: it found that there is nothing, or was stopped before it knew anything.
        """
        tier = self.tiers[place]
        above = min(above, self.problem.value(tier, self.point))
        known = raised(self.problem, tier, least + self.problem.constant[tier]) if np.isfinite(least) else least
        self.note(place, min(above, known))
        self.recall_word(place)

    def _most_of_last(self, place: int) -> float:
        """Return what the last tier costs at most in plans no worse than ours in the one from ``place`` on."""
        engine, cost, last = self.engine, self.problem.cost[self.tiers[place]], self.problem.cost[self.tiers[-1]]
        mark, stood = engine.mark(), engine.remember()
        engine.at_most(cost, float(cost @ self.point))
        engine.objective(-last)
        try:
            point = self._relaxed_again("objective", lambda value, bound: value - bound <= SETTLED * abs(value))
            return -dual_bound(-last, engine.rows(), engine.lower, engine.upper, point.dual).value
        finally:
            engine.rewind(mark)
            engine.recall(stood)
            engine.objective(*self._apart(place))

    def _better_of_tier(self, place: int, nodes: int, proven: DualBound) -> Floats | None:
        """Search everything that is left for a better value of one tier, and bound that.

        A better value that is less than what counts as closed is not looked for: it would be found without a look at
        the tiers below, which then lose much for nothing (Taitung: burden 8 % for a millionth of balance).
        """
        problem, tier = self.problem, self.tiers[place]
        constant, value = problem.constant[tier], problem.value(tier, self.point)
        near = NEAR * self._grain(tier)
        with self._only_better(tier, proven) as limit:
            part = self._left()
            any_will_do = self._any_will_do(tier, part)
            if any_will_do:
                values, least = part.better(self._distance(), limit, nodes, FARTHEST, problem.cost[tier])
            else:
                values, least = part.better(problem.cost[tier], limit, nodes, near)
        found = None if values is None else self._whole_plan(part, values)
        above = limit + constant if step(problem, tier) is None else value
        if found is not None:  # its bound may exceed what it found by rounding, and so the next whole value
            above = min(above, problem.value(tier, found))
        if not any_will_do or np.isposinf(least):
            self._take(place, least, above)
        return found

    def _better_together(self, place: int, proven: DualBound) -> Floats | None:
        """Search everything that is left for a plan that is good in all tiers from one on.

        For one tier alone a search has hardly anything to go by, as most moves cost it nothing: of a district of 3,500
        teachers it found nothing below a coverage of 10,562 in 50 nodes, and this one the best, 10,557. A unit from its
        bound it ends: there is one for the tier alone after it.
        """
        problem, tier = self.problem, self.tiers[place]
        cost, near = weighted(problem, self.tiers, place), HIGHEST * self._grain(tier)
        with self._only_better(tier, proven):
            part = self._left()
            found = part.search(cost, self.point, NODES_TOGETHER, 0.0, near)
        return None if found is None else self._whole_plan(part, found[0])

    def _follow(self, place: int) -> None:
        """Give what follows from our moves its best values; they are kept outside already.

        A search for one tier leaves as it may be what costs nothing there: steps of a square are taken in any order,
        and a balance of 8,587 is told as three million.
        """
        if place + 1 < len(self.tiers):
            cost = weighted(self.problem, self.tiers, place)
            point = follow(self.problem, self.engine, cost, self.point, self.point)
            if point is not None and self._improves(point):
                self.point = point

    def _polish(self, place: int) -> None:
        """Choose better people for the same arrivals."""
        if place < len(self.tiers):
            point = polish(self.problem, self.engine, weighted(self.problem, self.tiers, place), self.point)
            if self._improves(point):
                self.better(point)

    def _left(self) -> Part:
        """Return everything that is left as one part."""
        columns = np.flatnonzero((self.engine.lower != 0) | (self.engine.upper != 0))
        return self.engine.part(columns, np.zeros(len(self.problem.lower)))

    def _whole_plan(self, part: Part, values: Floats) -> Floats:
        point = np.zeros(len(self.problem.lower))
        point[part.columns] = values
        return self.problem.completed(point)

    def _distance(self) -> Floats:
        """Return costs that count the moves in which a plan differs from ours, less a constant."""
        arcs, distance = len(self.problem.arcs), np.zeros(len(self.point))
        distance[:arcs] = np.where(self.point[:arcs] > WHOLE, -1.0, 1.0)
        return distance

    def _any_will_do(self, tier: str, part: Part) -> bool:
        """Say whether any plan better in a tier closes it, and few columns cost anything there.

        The limit is then a row of its own. A long one, as coverage's, makes every step of the simplex dearer (county
        seed 6: 11 s for 8 to find that there is no such plan).
        """
        few = int(np.count_nonzero(self.problem.cost[tier][part.columns])) <= FEW * len(part.columns)
        return few and step(self.problem, tier) is not None and not self._far(tier)

    def _far(self, tier: str) -> bool:
        """Say whether a tier stays open by more than what is the luck of a cut."""
        return self.problem.value(tier, self.point) - self.bounds[tier] > FAR * self._grain(tier)

    def _next_value(self, tier: str) -> float:
        """Return the best value worse than which nothing is looked for, without the tier's constant."""
        room = 0.0 if step(self.problem, tier) is None else EQUAL
        return self.problem.value(tier, self.point) - self.problem.constant[tier] - self._grain(tier) + room

    def _free_arcs(self) -> int:
        size = len(self.problem.arcs)
        return int((self.engine.lower[:size] < self.engine.upper[:size]).sum())

    def _free(self) -> int:
        return int((self.engine.lower < self.engine.upper).sum())

    def _near_enough(self, tier: str) -> bool:
        """Say whether a tier is within the gap asked for or one unit from its bound; for a gap of 0, closed."""
        return self._closed(tier) if self.gap == 0 else self.near_enough(tier, self.bounds.get(tier, -np.inf))

    def _closed(self, tier: str) -> bool:
        """Say whether a tier is as good as at its bound, or nearer than the next value below."""
        value = self.problem.value(tier, self.point)
        unit = step(self.problem, tier) or 0.0
        return value - self.bounds.get(tier, -np.inf) <= max(CLOSED * max(1.0, abs(value)), 0.999 * unit) * (1 + EQUAL)

    def _improves(self, point: Floats) -> bool:
        """Say whether a point is better in the first tier in which it differs from ours."""
        for tier in self.tiers:
            ours, theirs = self.problem.value(tier, self.point), self.problem.value(tier, point)
            if abs(ours - theirs) > EQUAL * max(1.0, abs(ours)):
                return theirs < ours
        return False
