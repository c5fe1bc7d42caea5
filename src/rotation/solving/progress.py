"""What a long search tells while it runs, and how it is asked to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["UNLIMITED", "Clock", "Progress"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a search; ``gap`` is that of ``tier``, ``seconds`` since the start."""

    phase: str
    tier: str | None
    incumbent: float | None
    bound: float | None
    gap: float | None
    seconds: float


class Clock:
    """Measures a search, passes its progress on and says when to stop."""

    def __init__(
        self,
        time_limit: float | None,
        progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self._start = time.monotonic()
        self._limit = time_limit
        self._progress = progress
        self._should_stop = should_stop
        self.stopped = False

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._start

    def hold_back(self, seconds: float) -> None:
        """Keep some of the time for what follows the search."""
        if self._limit is not None:
            self._limit -= seconds

    def remaining(self) -> float:
        """Return the seconds left, infinite without a limit."""
        return float("inf") if self._limit is None else max(0.0, self._limit - self.seconds)

    def should_stop(self) -> bool:
        """Say whether the limit has passed or the user has asked; remembers that it was so."""
        late = self._limit is not None and self.seconds > self._limit
        self.stopped = self.stopped or late or self.asked()
        return self.stopped

    def asked(self) -> bool:
        """Say whether the user has asked to stop."""
        return self._should_stop is not None and self._should_stop()

    def tell(
        self,
        phase: str,
        tier: str | None = None,
        incumbent: float | None = None,
        bound: float | None = None,
    ) -> None:
        """Pass one moment on."""
        if self._progress is not None:
            gap = None
            if incumbent is not None and bound is not None:
                gap = max(0.0, incumbent - bound) / max(abs(incumbent), 1.0)
            self._progress(Progress(phase, tier, incumbent, bound, gap, self.seconds))


UNLIMITED: Final = Clock(None, None, None)
"""The clock of a search that nobody stops."""
