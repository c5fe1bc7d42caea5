"""Single possible moves, as parallel arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["NO_WAY", "Arcs"]

NO_WAY = np.int64(2**40)
"""Hectometres that stand for "there is no way"."""


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """``teacher`` (index) may be posted to ``section`` (index).

    ``hectometres`` is the way between the teacher's school and the new one, ``commute`` the way from the
    teacher's residence. ``extension`` marks the arc of a secondee whose term ends and who stays on after all.
    """

    teacher: NDArray[np.int64]
    section: NDArray[np.int64]
    hectometres: NDArray[np.int64]
    commute: NDArray[np.int64]
    extension: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.teacher)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Arcs:
        """Return the chosen arcs, marked or by their places."""
        return Arcs(
            self.teacher[chosen], self.section[chosen], self.hectometres[chosen], self.commute[chosen],
            self.extension[chosen],
        )  # fmt: skip

    @classmethod
    def joined(cls, parts: list[Arcs]) -> Arcs:
        """Return the arcs of all parts, in order."""
        if not parts:
            none = np.empty(0, np.int64)
            return cls(none, none, none, none, np.empty(0, np.bool_))
        return cls(
            np.concatenate([part.teacher for part in parts]),
            np.concatenate([part.section for part in parts]),
            np.concatenate([part.hectometres for part in parts]),
            np.concatenate([part.commute for part in parts]),
            np.concatenate([part.extension for part in parts]),
        )
