"""Random numbers that stay the same for a seed, one stream for each step of the making."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Bools", "Floats", "Ints", "Streams", "apportion", "round_at_random", "weighted_sample"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Streams:
    """Independent generators by name, so that a change in one step leaves the draws of the others alone."""

    seed: int

    def __call__(self, step: str) -> np.random.Generator:
        return np.random.Generator(
            np.random.PCG64(np.random.SeedSequence([self.seed, zlib.crc32(step.encode())]))
        )


def round_at_random(values: Floats, rng: np.random.Generator) -> Ints:
    """Round each value down or up at random so that its mean is kept."""
    low = np.floor(values)
    return np.asarray(low + (rng.random(values.shape) < values - low), dtype=np.int64)


def apportion(weights: Floats, total: int) -> Ints:
    """Split a whole total by weights with the largest remainders; ties go to the first."""
    share = weights * (total / weights.sum())
    low: Ints = np.floor(share).astype(np.int64)
    order = np.argsort(low - share, kind="stable")
    low[order[: total - int(low.sum())]] += 1
    return low


def weighted_sample(weights: Floats, count: int, rng: np.random.Generator) -> Ints:
    """Draw ``count`` positions without replacement, the odds in proportion to positive weights."""
    candidates = np.flatnonzero(weights > 0)
    count = min(count, candidates.size)
    keys = np.log(weights[candidates]) + rng.gumbel(size=candidates.size)
    chosen: Ints = np.sort(candidates[np.argsort(-keys, kind="stable")[:count]]).astype(np.int64)
    return chosen
