"""What the compiled loops of dealing share: how they are compiled, and their numbers of chance.

Everything is whole numbers, so that a seed gives the same lists on every machine. Machine code is kept beside the
sources and made anew where its own module changes, not where one it calls does: after an edit, clear ``__pycache__``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

__all__ = ["Bits", "Integers", "below", "compiled", "draw"]

Integers = NDArray[np.int64]
Bits = NDArray[np.uint64]
P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    return cast("Callable[P, R]", cast("Any", numba.njit)(cache=True, error_model="numpy")(function))


@compiled
def draw(state: Bits) -> np.uint64:
    """SplitMix64: a counter and a mixing function, the same everywhere."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.uint64(z ^ (z >> np.uint64(31)))


@compiled
def below(state: Bits, bound: int) -> int:
    """Return a number below a small bound; 32 random bits leave a bias of less than bound / 2**32."""
    return int(((draw(state) >> np.uint64(32)) * np.uint64(bound)) >> np.uint64(32))
