"""Exchanges that bring the scores of two classes together, visit after visit, every pair of classes in turn.

``marks[u]`` is what a unit adds to the score features of its class.
"""

# ruff: noqa: PLR0912, PLR0915 - a call inside a compiled loop costs as much as the loop's own work

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotation.classes.compiled import Bits, Integers, below, compiled
from rotation.classes.swaps import carry, cell, choose, list_sets, list_swaps

__all__ = ["bring_together"]


@compiled
def _join(
    shift: Integers, out_a: Bits, out_b: Bits, count: int, near: int, target: Integers,
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
                r = head[cell(np.uint64(0), first, other) & mask]
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
        slot = cell(np.uint64(0), shift[s, 0] >> bits, shift[s, second] >> bits) & mask
        after[s] = head[slot]
        head[slot] = s
    head[:] = -1
    return best, other_best


@compiled
def bring_together(
    keys: Bits, marks: Integers, near: int, enough: Integers, apart_start: Integers, apart: Integers,
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
    kinds, none = np.zeros(swaps, dtype=np.uint64), np.zeros(1, dtype=np.uint64)
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
            j = below(state, i + 1)
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
            n_a = choose(members[k], heads[k], m, place, apart_start, apart, state, most, chosen_a)
            n_b = choose(members[m], heads[m], k, place, apart_start, apart, state, most, chosen_b)
            count_a = list_sets(chosen_a, n_a, largest, keys, marks, key_a, mark_a, mask_a)
            count_b = list_sets(chosen_b, n_b, largest, keys, marks, key_b, mark_b, mask_b)
            count = list_swaps(
                key_a, mark_a, mask_a, count_a, key_b, mark_b, mask_b, count_b, none, none, 1, near, centre, reach,
                head, after, filled, shift, out_a, out_b, kinds,
            )
            # The reach follows the number of swaps found, so that lists are full but not cut.
            if count == swaps:
                reach = max(reach // 2, 1 << 8)
            elif count < swaps * 3 // 4:
                reach = min(reach * 5 // 4, 1 << 26)
            a, b = _join(shift, out_a, out_b, count, near, target, limit, head, after)
            if a < 0:
                continue
            carry(
                out_a[a] | out_a[b], out_b[a] | out_b[b], chosen_a, n_a, chosen_b, n_b, k, m,
                place, members, heads, sums, marks,
            )
            made += 1
    return made
