"""Places among those with the same label: the first few of each are chosen by them."""

from __future__ import annotations

import numpy as np

from rotation.rules.quantity import Ints

__all__ = ["rank"]


def rank(label: Ints) -> Ints:
    """Return how many of the same label stand before each."""
    order = np.argsort(label, kind="stable")
    ordered = label[order]
    first = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    place = np.empty(len(label), np.int64)
    place[order] = np.arange(len(label)) - np.repeat(first, np.diff(np.append(first, len(label))))
    return place
