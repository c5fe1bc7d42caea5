"""Swaps between two classes that leave all counts at their bounds, and are of use to the scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotation.classes.compiled import Bits, Integers, below, compiled

__all__ = ["carry", "cell", "choose", "compose", "list_changes", "list_sets", "list_swaps"]


@compiled
def carry(
    leaving: np.uint64, coming: np.uint64, chosen_a: Integers, n_a: int, chosen_b: Integers, n_b: int, k: int, m: int,
    place: Integers, members: Integers, heads: Integers, sums: Integers, marks: Integers,
) -> None:
    """Exchange units between classes k and m: bit j of ``leaving`` is the j-th chosen of k, of ``coming`` of m."""
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


@compiled
def choose(
    members: Integers, count: int, other: int, place: Integers, apart_start: Integers, apart: Integers,
    state: Bits, most: int, chosen: Integers,
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
        j = i + below(state, n - i)
        chosen[i], chosen[j] = chosen[j], chosen[i]
    return min(n, most)


@compiled
def list_sets(
    chosen: Integers, count: int, largest: int, keys: Bits, marks: Integers,
    key: Bits, mark: Integers, mask: Bits,
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


@compiled
def cell(key: np.uint64, first: int, second: int) -> np.uint64:
    z = key ^ (np.uint64(first) * np.uint64(0x9E3779B97F4A7C15)) ^ (np.uint64(second) * np.uint64(0xC2B2AE3D27D4EB4F))
    z = (z ^ (z >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return z ^ (z >> np.uint64(32))


@compiled
def list_changes(
    chosen_a: Integers, count_a: int, chosen_b: Integers, count_b: int, traits: Integers, more: Integers,
    trait_keys: Bits, keys: Bits, kinds: Bits,
) -> int:
    """List changes of counts that one unit for one can make and that leave every count at its bounds.

    ``more`` is by how much the counts of class a exceed those of b. Where that is 1, class a may give 1 away: the
    two classes then exchange their counts. ``kinds`` are the traits of a change as bits, by their order among the
    traits in which the classes differ: two changes go together that have none in common. The first change is none.
    """
    bit = np.zeros(len(more), dtype=np.int64)
    n = 0
    for t in range(len(more)):
        bit[t] = -1
        if abs(more[t]) == 1 and n < 64:
            bit[t] = n
            n += 1
    keys[0] = kinds[0] = np.uint64(0)
    n, most = 1, len(keys)
    for i in range(count_a):
        for j in range(count_b):
            u, v = chosen_a[i], chosen_b[j]
            key, kind, fits = np.uint64(0), np.uint64(0), True
            for t in range(len(more)):
                d = traits[u, t] - traits[v, t]
                if d != 0:
                    if bit[t] < 0 or d != more[t]:
                        fits = False
                        break
                    kind |= np.uint64(1) << np.uint64(bit[t])
                    key = key + trait_keys[t] if d > 0 else key - trait_keys[t]
            if fits and n < most:
                for r in range(n):
                    fits = fits and keys[r] != key
                if fits:
                    keys[n], kinds[n] = key, kind
                    n += 1
    return n


@compiled
def list_swaps(
    key_a: Bits, mark_a: Integers, mask_a: Bits, count_a: int,
    key_b: Bits, mark_b: Integers, mask_b: Bits, count_b: int,
    change_keys: Bits, change_kinds: Bits, changes: int, near: int, centre: Integers, reach: int,
    head: NDArray[np.int32], after: NDArray[np.int32], filled: Bits,
    shift: Integers, out_a: Bits, out_b: Bits, kinds: Bits,
) -> int:
    """List swaps of a set for a set that make a listed change, later features within ``reach`` of ``centre``.

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
        h = cell(key_b[s], mark_b[s, near] >> bits, mark_b[s, second] >> bits)
        slot = h & mask
        after[s] = head[slot]
        head[slot] = s
        spot = (h >> np.uint64(8)) & wide
        filled[spot >> np.uint64(6)] |= np.uint64(1) << (spot & np.uint64(63))
    out_a[0] = out_b[0] = kinds[0] = np.uint64(0)
    shift[0] = 0
    n = 1
    for change in range(changes):
        for s in range(count_a):
            if n == most:
                break
            key = key_a[s] - change_keys[change]
            low = (mark_a[s, near] - centre[near] - half) >> bits
            low2 = (mark_a[s, second] - centre[second] - half) >> bits
            for corner in range(4):
                h = cell(key, low + (corner & 1), low2 + (corner >> 1))
                spot = (h >> np.uint64(8)) & wide
                if (filled[spot >> np.uint64(6)] >> (spot & np.uint64(63))) & np.uint64(1) == 0:
                    continue
                r = head[h & mask]
                while r >= 0 and n < most:
                    fits = key_b[r] == key
                    for f in range(near, features):
                        fits = fits and abs(mark_a[s, f] - mark_b[r, f] - centre[f]) <= reach
                    if fits:
                        for f in range(features):
                            shift[n, f] = mark_a[s, f] - mark_b[r, f]
                        out_a[n], out_b[n], kinds[n] = mask_a[s], mask_b[r], change_kinds[change]
                        n += 1
                    r = after[r]
    head[:] = -1
    filled[:] = 0
    return n


@compiled
def compose(
    shift: Integers, out_a: Bits, out_b: Bits, kinds: Bits, count: int, near: int, centre: Integers, reach: int,
    work: int,
) -> int:
    """Add swaps made of two listed ones that go together, later features near ``centre``; return the length.

    At most ``work`` pairs are looked at.
    """
    most, features = out_a.shape[0], shift.shape[1]
    n = count
    # Neighbours first, so that every swap takes part before any takes part often.
    for gap in range(1, min(count - 1, work // count + 1)):
        for i in range(1, count - gap):
            j = i + gap
            fits = (out_a[i] & out_a[j]) | (out_b[i] & out_b[j]) | (kinds[i] & kinds[j]) == 0
            for f in range(near, features):
                fits = fits and abs(shift[i, f] + shift[j, f] - centre[f]) <= reach
            if fits:
                if n == most:
                    return n
                out_a[n], out_b[n], kinds[n] = out_a[i] | out_a[j], out_b[i] | out_b[j], kinds[i] | kinds[j]
                for f in range(features):
                    shift[n, f] = shift[i, f] + shift[j, f]
                n += 1
    return n
