"""The cheapest use of a section's teachers: an exact transport of whole lessons, no solver needed.

Every teacher may give lessons of the main subject and open lessons free of cost and lessons of the further
certified subjects at a cost each; a lesson that nobody gives costs what its subject says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rotation.domain.words import OPEN_LESSONS

__all__ = ["Skill", "Use", "cheapest_use"]


class Skill(NamedTuple):
    """Main subject and further certified subjects, sorted; open subjects are ``open`` or left out."""

    main: str
    others: tuple[str, ...]


class Use(NamedTuple):
    """Lessons given by main-subject teachers (open lessons: by anyone), by others, and by nobody, per
    subject."""

    main: dict[str, int]
    other: dict[str, int]
    unfilled: dict[str, int]


def cheapest_use(
    capacity: Mapping[Skill, int],
    demand: Mapping[str, int],
    unfilled_cost: Mapping[str, int],
    other_cost: int,
) -> Use:
    """Return one cheapest use; its cost is unique, and among equal uses the order of names decides.

    Parameters
    ----------
    capacity
        Weekly lessons by skill, from 0.
    demand, unfilled_cost
        Weekly lessons, and cost of one that nobody gives, by subject, from 0.
    other_cost
        Cost of one lesson given in a further subject, from 0.
    """
    left = {subject: lessons for subject, lessons in sorted(demand.items()) if lessons}
    spare = {skill: lessons for skill, lessons in sorted(capacity.items()) if lessons}
    use = Use(dict.fromkeys(demand, 0), dict.fromkeys(demand, 0), {})
    _give_what_nothing_rivals(spare, left, unfilled_cost, use)
    _Transport(spare, left, unfilled_cost, other_cost).run(use)
    for subject, lessons in demand.items():
        use.unfilled[subject] = lessons - use.main[subject] - use.other[subject]
    return use


def _give_what_nothing_rivals(
    spare: dict[Skill, int], left: dict[str, int], unfilled_cost: Mapping[str, int], use: Use
) -> None:
    """Give own subjects first where the only alternative is open lessons, then open lessons by who can do no
    else.

    Exact: whoever else gave such a lesson may take the open lesson instead, and a subject's lesson is worth
    no less than an open one. Subjects filled on the way leave more teachers without rivals, so it is
    repeated.
    """
    progress = True
    while progress:
        progress = False
        for skill in list(spare):
            main = skill.main
            if any(subject in left for subject in skill.others):
                continue
            rival = OPEN_LESSONS in left and main in left and main != OPEN_LESSONS
            if rival and unfilled_cost[main] < unfilled_cost[OPEN_LESSONS]:
                continue
            for subject in (main, OPEN_LESSONS):
                if given := min(spare[skill], left.get(subject, 0)):
                    use.main[subject] += given
                    spare[skill] -= given
                    left[subject] -= given
                    if not left[subject]:
                        del left[subject]
            del spare[skill]
            progress = True


class _Transport:
    """Successive cheapest paths from teachers with spare lessons to lessons that nobody gives yet."""

    def __init__(
        self, spare: dict[Skill, int], left: dict[str, int], unfilled_cost: Mapping[str, int], other_cost: int
    ) -> None:
        self.spare, self.left, self.worth = spare, left, unfilled_cost
        self.cost: dict[Skill, dict[str, int]] = {
            skill: {
                subject: 0 if subject in (skill.main, OPEN_LESSONS) else other_cost
                for subject in sorted({skill.main, OPEN_LESSONS, *skill.others} & set(left))
            }
            for skill in spare
        }
        self.given: dict[str, dict[Skill, int]] = {subject: {} for subject in left}

    def run(self, use: Use) -> None:
        """Give lessons as long as that lowers the cost, then add them to ``use``."""
        while (path := self._cheapest_path()) is not None:
            self._send(path)
        for subject, givers in self.given.items():
            for skill, lessons in givers.items():
                (use.main if subject in (skill.main, OPEN_LESSONS) else use.other)[subject] += lessons

    def _cheapest_path(self) -> Sequence[tuple[Skill, str]] | None:
        """Return (teacher, lesson) steps: each later teacher gives up the lesson before for the next one."""
        reach: dict[str, tuple[int, Skill, str | None]] = {}
        for skill, spare in self.spare.items():
            if spare:
                for subject, cost in self.cost[skill].items():
                    if subject not in reach or cost < reach[subject][0]:
                        reach[subject] = (cost, skill, None)
        queue = list(reach)
        while queue:
            subject = queue.pop(0)
            for skill, lessons in self.given[subject].items():
                if not lessons:
                    continue
                freed = reach[subject][0] - self.cost[skill][subject]
                for further, cost in self.cost[skill].items():
                    if further not in reach or freed + cost < reach[further][0]:
                        reach[further] = (freed + cost, skill, subject)
                        queue.append(further)
        open_ends = [(reach[s][0] - self.worth[s], s) for s in reach if self.left[s]]
        if not open_ends or min(open_ends)[0] >= 0:
            return None
        path: list[tuple[Skill, str]] = []
        at: str | None = min(open_ends)[1]
        while at is not None:
            _, skill, before = reach[at]
            path.append((skill, at))
            at = before
        return path[::-1]

    def _send(self, path: Sequence[tuple[Skill, str]]) -> None:
        amount = min(self.spare[path[0][0]], self.left[path[-1][1]])
        for (_, held), (skill, _) in pairwise(path):
            amount = min(amount, self.given[held][skill])
        self.spare[path[0][0]] -= amount
        self.left[path[-1][1]] -= amount
        for skill, subject in path:
            self.given[subject][skill] = self.given[subject].get(skill, 0) + amount
        for (_, held), (skill, _) in pairwise(path):
            self.given[held][skill] -= amount
