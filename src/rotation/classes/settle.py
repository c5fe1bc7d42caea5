"""Exchanges of units between classes until every count lies within its bounds: the first compiled loop of dealing.

A *unit* is what moves as one: a pupil, or twins who stay together. ``traits[u]`` is what a unit adds to the counts of
its class, its size among them.
"""

# ruff: noqa: PLR0912, PLR0915 - a call inside a compiled loop costs as much as the loop's own work

from __future__ import annotations

from typing import Final

import numpy as np

from rotation.classes.compiled import Integers, below, compiled, draw

__all__ = ["settle"]

APART: Final = 1 << 20
"""Price of a broken wish to be apart: more than any counts."""


@compiled
def _excess(count: int, low: int, high: int) -> int:
    over = low - count if count < low else (count - high if count > high else 0)
    return over * over


@compiled
def settle(
    traits: Integers, low: Integers, high: Integers, price: Integers,
    apart_start: Integers, apart: Integers, place: Integers, classes: int, seed: int, proposals: int,
) -> tuple[int, int]:
    """Exchange units between classes until every count lies between ``low`` and ``high``.

    ``place`` is changed. Uphill steps of d are taken with chance 2**-(d * coldness), coldness rising from
    round to round. Returns the price of what is still broken, and the proposals used.
    """
    units, kinds = traits.shape
    state = np.array([seed], dtype=np.uint64)
    counts = np.zeros((classes, kinds), dtype=np.int64)
    for u in range(units):
        counts[place[u]] += traits[u]
    total = 0
    broken = np.zeros(classes, dtype=np.int64)
    for c in range(classes):
        for a in range(kinds):
            broken[c] += price[a] * _excess(counts[c, a], low[a], high[a])
        total += broken[c]
    for u in range(units):
        for i in range(apart_start[u], apart_start[u + 1]):
            if u < apart[i] and place[u] == place[apart[i]]:
                total += APART
    best, best_place = total, place.copy()
    used, since = 0, 0
    cold = 1
    while total > 0 and used < proposals:
        used += 1
        since += 1
        if since > 40 * units:
            since = 0
            cold = cold + 1 if cold < 6 else 1
        u = below(state, units)
        if used & 3:  # three of four proposals start in a class that is not yet right
            for _ in range(24):
                if broken[place[u]] > 0:
                    break
                u = below(state, units)
        v = below(state, units)
        k, m = place[u], place[v]
        if k == m:
            continue
        change_k, change_m = 0, 0
        for a in range(kinds):
            d = traits[v, a] - traits[u, a]
            if d != 0:
                in_k, in_m, lowest, highest = counts[k, a], counts[m, a], low[a], high[a]
                change_k += price[a] * (_excess(in_k + d, lowest, highest) - _excess(in_k, lowest, highest))
                change_m += price[a] * (_excess(in_m - d, lowest, highest) - _excess(in_m, lowest, highest))
        change = change_k + change_m
        for i in range(apart_start[u], apart_start[u + 1]):
            p = apart[i]
            if p != v:
                change += APART * (int(place[p] == m) - int(place[p] == k))
        for i in range(apart_start[v], apart_start[v + 1]):
            p = apart[i]
            if p != u:
                change += APART * (int(place[p] == k) - int(place[p] == m))
        if change > 0:
            bits = change * cold
            if bits > 40 or (draw(state) >> np.uint64(64 - bits)) != np.uint64(0):
                continue
        for a in range(kinds):
            d = traits[v, a] - traits[u, a]
            counts[k, a] += d
            counts[m, a] -= d
        broken[k] += change_k
        broken[m] += change_m
        place[u], place[v] = m, k
        total += change
        if total < best:
            best = total
            best_place[:] = place
            since = 0
    place[:] = best_place
    return best, used
