"""The compiled inner loops of dealing: exchanges to clean counts, then exchanges that bring scores together.

Everything is whole numbers, so that a seed gives the same lists on every machine. A *unit* is what moves as one: a
pupil, or twins who stay together. ``traits[u]`` is what a unit adds to the counts of its class (its size among
them), ``marks[u]`` what it adds to the class's score features.
"""

# ruff: noqa: PLR0912, PLR0915 - a call inside a compiled loop costs as much as the loop's own work

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

__all__ = ["bring_together", "settle"]

Integers = NDArray[np.int64]
P = ParamSpec("P")
R = TypeVar("R")

APART: Final = 1 << 20
"""Price of a broken wish to be apart: more than any counts."""


def _compiled(function: Callable[P, R]) -> Callable[P, R]:
    return cast("Callable[P, R]", cast("Any", numba.njit)(cache=True, error_model="numpy")(function))


@_compiled
def _next(state: NDArray[np.uint64]) -> np.uint64:
    """SplitMix64: a counter and a mixing function, the same everywhere."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.uint64(z ^ (z >> np.uint64(31)))


@_compiled
def _below(state: NDArray[np.uint64], bound: int) -> int:
    """Return a number below a small bound; 32 random bits leave a bias of less than bound / 2**32."""
    return int(((_next(state) >> np.uint64(32)) * np.uint64(bound)) >> np.uint64(32))


@_compiled
def _excess(count: int, low: int, high: int) -> int:
    over = low - count if count < low else (count - high if count > high else 0)
    return over * over


@_compiled
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
        u = _below(state, units)
        if used & 3:  # three of four proposals start in a class that is not yet right
            for _ in range(24):
                if broken[place[u]] > 0:
                    break
                u = _below(state, units)
        v = _below(state, units)
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
            if bits > 40 or (_next(state) >> np.uint64(64 - bits)) != np.uint64(0):
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


@_compiled
def _chosen(
    members: Integers, count: int, other: int, place: Integers, apart_start: Integers, apart: Integers,
    state: NDArray[np.uint64], most: int, chosen: Integers,
) -> int:
    """Draw at most ``most`` members that no wish to be apart keeps out of the other class, in random order."""
    n = 0
    for i in range(count):
        u = members[i]
        free = True
        for p in range(apart_start[u], apart_start[u + 1]):
            free = free and place[apart[p]] != other
        if free:
            chosen[n] = u
            n += 1
    for i in range(min(n, most)):
        j = i + _below(state, n - i)
        chosen[i], chosen[j] = chosen[j], chosen[i]
    return min(n, most)


@_compiled
def _sets(
    chosen: Integers, count: int, largest: int, keys: NDArray[np.uint64], marks: Integers,
    key: NDArray[np.uint64], mark: Integers, mask: NDArray[np.uint64],
) -> int:
    """List every set of 1 to ``largest`` units with its key, its marks and its members as bits; return how many."""
    features = marks.shape[1]
    n = 0
    for i in range(count):
        key[n] = keys[chosen[i]]
        mask[n] = np.uint64(1) << np.uint64(i)
        for f in range(features):
            mark[n, f] = marks[chosen[i], f]
        n += 1
    begin, end = 0, n
    for _ in range(1, largest):
        for s in range(begin, end):
            i = count - 1
            while mask[s] >> np.uint64(i) == 0:  # beyond the last member, so that each set is listed once
                u = chosen[i]
                key[n] = key[s] + keys[u]
                mask[n] = mask[s] | (np.uint64(1) << np.uint64(i))
                for f in range(features):
                    mark[n, f] = mark[s, f] + marks[u, f]
                n += 1
                i -= 1
        begin, end = end, n
    return n


@_compiled
def _bin(key: np.uint64, first: int, second: int) -> np.uint64:
    z = key ^ (np.uint64(first) * np.uint64(0x9E3779B97F4A7C15)) ^ (np.uint64(second) * np.uint64(0xC2B2AE3D27D4EB4F))
    z = (z ^ (z >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return z ^ (z >> np.uint64(32))


@_compiled
def _swaps(
    key_a: NDArray[np.uint64], mark_a: Integers, mask_a: NDArray[np.uint64], count_a: int,
    key_b: NDArray[np.uint64], mark_b: Integers, mask_b: NDArray[np.uint64], count_b: int,
    near: int, centre: Integers, reach: int, head: NDArray[np.int32], after: NDArray[np.int32],
    filled: NDArray[np.uint64], shift: Integers, out_a: NDArray[np.uint64], out_b: NDArray[np.uint64],
) -> int:
    """List swaps of a set for a set of equal counts whose later features lie within ``reach`` of ``centre``.

    Sets of b lie in bins as wide as twice the reach, so that two neighbouring bins in either of two features hold
    all that is near a given a; a bitmap says quickly that a bin is empty. The first swap is that of nothing.
    """
    features, most = mark_a.shape[1], out_a.shape[0]
    second = near + 1 if near + 1 < features else near
    bits = 1
    while (1 << bits) < 2 * reach:
        bits += 1
    half = (1 << bits) >> 1
    mask, wide = np.uint64(head.shape[0] - 1), np.uint64(filled.shape[0] * 64 - 1)
    for s in range(count_b):
        h = _bin(key_b[s], mark_b[s, near] >> bits, mark_b[s, second] >> bits)
        slot = h & mask
        after[s] = head[slot]
        head[slot] = s
        spot = (h >> np.uint64(8)) & wide
        filled[spot >> np.uint64(6)] |= np.uint64(1) << (spot & np.uint64(63))
    out_a[0] = out_b[0] = np.uint64(0)
    shift[0] = 0
    n = 1
    for s in range(count_a):
        low = (mark_a[s, near] - centre[near] - half) >> bits
        low2 = (mark_a[s, second] - centre[second] - half) >> bits
        for first in range(low, low + 2):
            for other in range(low2, low2 + 2):
                h = _bin(key_a[s], first, other)
                spot = (h >> np.uint64(8)) & wide
                if (filled[spot >> np.uint64(6)] >> (spot & np.uint64(63))) & np.uint64(1) == 0:
                    continue
                r = head[h & mask]
                while r >= 0 and n < most:
                    fits = key_b[r] == key_a[s]
                    for f in range(near, features):
                        fits = fits and abs(mark_a[s, f] - mark_b[r, f] - centre[f]) <= reach
                    if fits:
                        for f in range(features):
                            shift[n, f] = mark_a[s, f] - mark_b[r, f]
                        out_a[n], out_b[n] = mask_a[s], mask_b[r]
                        n += 1
                    r = after[r]
        if n == most:
            break
    head[:] = -1
    filled[:] = 0
    return n


@_compiled
def _join(
    shift: Integers, out_a: NDArray[np.uint64], out_b: NDArray[np.uint64], count: int, near: int, target: Integers,
    limit: int, head: NDArray[np.int32], after: NDArray[np.int32],
) -> tuple[int, int]:
    """Return two swaps without a common unit whose shifts together are nearest to the target within ``limit``."""
    features = shift.shape[1]
    second = 1 if near > 1 else 0
    bits = 1
    while (1 << (2 * bits)) < 4 * limit:
        bits += 1
    half = (1 << bits) >> 1
    mask = np.uint64(head.shape[0] - 1)
    nearest, best, other_best = limit, -1, -1
    for s in range(count):
        low = (target[0] - shift[s, 0] - half) >> bits
        low2 = (target[second] - shift[s, second] - half) >> bits
        for first in range(low, low + 2):
            for other in range(low2, low2 + 2):
                r = head[_bin(np.uint64(0), first, other) & mask]
                while r >= 0:
                    off = 0
                    for f in range(features):
                        d = shift[s, f] + shift[r, f] - target[f]
                        off += d * d
                        if off >= nearest:
                            break
                    if off < nearest and out_a[s] & out_a[r] == 0 and out_b[s] & out_b[r] == 0:
                        nearest, best, other_best = off, s, r
                    r = after[r]
        slot = _bin(np.uint64(0), shift[s, 0] >> bits, shift[s, second] >> bits) & mask
        after[s] = head[slot]
        head[slot] = s
    head[:] = -1
    return best, other_best


@_compiled
def bring_together(
    keys: NDArray[np.uint64], marks: Integers, near: int, enough: Integers, apart_start: Integers, apart: Integers,
    place: Integers, classes: int, largest: int, most: int, swaps: int, sweeps: int, seed: int,
) -> int:
    """Exchange sets of units between two classes while that brings the sums of their marks together.

    For classes k and m with sums D, an exchange that carries ``d`` from k to m lowers the sum of squares the more
    the nearer d is to t = (D_k - D_m) / 2, and lowers it at all only within |t| of t. It is put together from two
    swaps of sets of at most ``largest`` units out of ``most`` (at most 63) of each class, drawn anew at each visit.
    The sets of a swap have equal keys, which means equal counts; swaps whose features from ``near`` on come near
    half of t are listed, at most ``swaps`` of them, and then the two that together come nearest to t in all
    features are chosen. A sweep visits every pair of classes once, except those whose sums differ by no more than
    ``enough`` in every feature. Returns the exchanges made.
    """
    units, features = marks.shape
    state = np.array([seed], dtype=np.uint64)
    sums = np.zeros((classes, features), dtype=np.int64)
    members = np.zeros((classes, units), dtype=np.int64)
    heads = np.zeros(classes, dtype=np.int64)
    for u in range(units):
        sums[place[u]] += marks[u]
        members[place[u], heads[place[u]]] = u
        heads[place[u]] += 1
    room, term = most, most
    for size in range(1, largest):
        term = term * (most - size) // (size + 1)
        room += term
    bits = 10
    while (1 << bits) < room or (1 << bits) < 2 * swaps:
        bits += 1
    head, after = np.full(1 << bits, -1, dtype=np.int32), np.zeros(max(room, swaps), dtype=np.int32)
    filled = np.zeros(1 << (bits - 3), dtype=np.uint64)
    key_a, key_b = np.zeros(room, dtype=np.uint64), np.zeros(room, dtype=np.uint64)
    mask_a, mask_b = np.zeros(room, dtype=np.uint64), np.zeros(room, dtype=np.uint64)
    mark_a, mark_b = np.zeros((room, features), dtype=np.int64), np.zeros((room, features), dtype=np.int64)
    shift = np.zeros((swaps, features), dtype=np.int64)
    out_a, out_b = np.zeros(swaps, dtype=np.uint64), np.zeros(swaps, dtype=np.uint64)
    chosen_a, chosen_b = np.zeros(units, dtype=np.int64), np.zeros(units, dtype=np.int64)
    pairs = classes * (classes - 1) // 2
    first, second = np.zeros(pairs, dtype=np.int64), np.zeros(pairs, dtype=np.int64)
    i = 0
    for k in range(classes):
        for m in range(k + 1, classes):
            first[i], second[i] = k, m
            i += 1
    target, centre = np.zeros(features, dtype=np.int64), np.zeros(features, dtype=np.int64)
    reach = 1 << 22
    made = 0
    for _ in range(sweeps):
        for i in range(pairs - 1, 0, -1):
            j = _below(state, i + 1)
            first[i], first[j] = first[j], first[i]
            second[i], second[j] = second[j], second[i]
        for i in range(pairs):
            k, m = first[i], second[i]
            limit, done = 0, True
            for f in range(features):
                target[f] = (sums[k, f] - sums[m, f]) // 2
                centre[f] = target[f] // 2
                limit += target[f] * target[f]
                done = done and abs(sums[k, f] - sums[m, f]) <= enough[f]
            if done:
                continue
            n_a = _chosen(members[k], heads[k], m, place, apart_start, apart, state, most, chosen_a)
            n_b = _chosen(members[m], heads[m], k, place, apart_start, apart, state, most, chosen_b)
            count_a = _sets(chosen_a, n_a, largest, keys, marks, key_a, mark_a, mask_a)
            count_b = _sets(chosen_b, n_b, largest, keys, marks, key_b, mark_b, mask_b)
            count = _swaps(
                key_a, mark_a, mask_a, count_a, key_b, mark_b, mask_b, count_b, near, centre, reach, head, after,
                filled, shift, out_a, out_b,
            )
            # The reach follows the number of swaps found, so that lists are full but not cut.
            if count == swaps:
                reach = max(reach // 2, 1 << 8)
            elif count < swaps * 3 // 4:
                reach = min(reach * 5 // 4, 1 << 26)
            a, b = _join(shift, out_a, out_b, count, near, target, limit, head, after)
            if a < 0:
                continue
            leaving, coming = out_a[a] | out_a[b], out_b[a] | out_b[b]
            for j in range(n_a):
                if (leaving >> np.uint64(j)) & np.uint64(1):
                    place[chosen_a[j]] = m
            for j in range(n_b):
                if (coming >> np.uint64(j)) & np.uint64(1):
                    place[chosen_b[j]] = k
            old_k, old_m = members[k, : heads[k]].copy(), members[m, : heads[m]].copy()
            for c in (k, m):
                heads[c] = 0
                sums[c] = 0
            for old in (old_k, old_m):
                for u in old:
                    c = place[u]
                    members[c, heads[c]] = u
                    heads[c] += 1
                    sums[c] += marks[u]
            made += 1
    return made
