"""How hard a tier is tried: in work that is counted, so that a search ends alike everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["EFFORTS", "FEW_ARCS", "GLANCE", "ONCE", "Effort"]

FEW_ARCS: Final = 2_500
"""So few possible moves are searched to the end, whatever gap was asked for."""
SOME_ARCS: Final = 9_000
"""So few are searched all at once with some effort; of more it takes the most."""
SOME_SHARE: Final = 0.075
"""Or such a share of all possible moves: what a large district has left then is no harder to search."""
MANY_ARCS: Final = 20_000
"""More are never searched all at once."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried to close a tier.

    ``rounds`` of cuts; searches with as many arcs as ``around`` says, after one with none; ``nodes`` of a search over
    everything that is left, where that is at most ``FEW_ARCS``, ``SOME_ARCS`` and ``MANY_ARCS``. Where it is more,
    rounds with ``dense`` long rows of the tableau in each, which are dear, and the searches once more.
    """

    rounds: int
    dense: int
    around: tuple[int, ...]
    nodes: tuple[int, int, int] = (0, 0, 0)

    def of(self, free_arcs: int, arcs: int) -> int:
        """Return the most nodes of a search over what is left of all arcs, 0 where there is none."""
        some = max(SOME_ARCS, SOME_SHARE * arcs)
        return 0 if free_arcs > MANY_ARCS else self.nodes[(free_arcs > FEW_ARCS) + (free_arcs > some)]


GLANCE: Final = Effort(1, 0, ())
ONCE: Final = Effort(6, 0, (800,), (500, 0, 0))
"""Of every tier where there is one pass only."""
EFFORTS: Final = (
    Effort(6, 80, (800,), (500, 150, 0)),
    Effort(4, 80, (2_000,), (2_000, 200, 50)),
    Effort(8, 80, (8_000,), (20_000, 2_000, 1_000)),
)
