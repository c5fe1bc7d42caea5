"""One district planned again and again, each time from where the search before ended."""

from __future__ import annotations

from collections.abc import Callable

from rotation.domain.district import District
from rotation.policy import Policy
from rotation.solving.memory import Memory
from rotation.solving.progress import Progress
from rotation.solving.solution import Solution
from rotation.solving.solve import solve

__all__ = ["Planner"]


class Planner:
    """Holds what a search left, the last or a better one before: its plan, cuts and bases.

    After a changed decision, target or post, or a few of them, planning takes a fraction of the first time. Values and
    bounds are those of a search from nothing wherever that closes a tier; which of equal plans is found may differ.

    Example
    -------
    >>> planner = Planner()
    >>> plan = planner.solve(district, policy)  # doctest: +SKIP
    >>> plan = planner.solve(district, policy.with_settings("exchange_ratio", min_ratio=0.12))  # doctest: +SKIP
    """

    def __init__(self) -> None:
        self._memory: Memory | None = None

    def solve(
        self,
        district: District,
        policy: Policy,
        *,
        time_limit: float | None = None,
        gap: float = 0.001,
        quick: bool = False,
        seed: int = 0,
        progress: Callable[[Progress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Solution:
        """Plan a district's exchange, as ``solving.solve`` does; raises the same errors, and then forgets nothing."""
        return solve(
            district, policy, time_limit=time_limit, gap=gap, quick=quick, seed=seed, progress=progress,
            should_stop=should_stop, memory=self._memory, remember=self._hold,
        )  # fmt: skip

    def _hold(self, memory: Memory) -> None:
        """Keep what needed fewer searches: cuts that close every tier are the better beginning, if an older one."""
        held = self._memory
        if held is None or memory.searches <= held.searches or not memory.is_about(held):
            self._memory = memory
