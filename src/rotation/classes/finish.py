"""The last stage of dealing by scores: the class that is furthest off, brought nearer by a compound exchange.

A class is as far off as its worst feature, so what is lowered here is what the report shows: the spread of the worst
class. Features come scaled so that ``WANTED`` is as far off as is wanted of each.
"""

# ruff: noqa: PLR0912, PLR0915 - a call inside a compiled loop costs as much as the loop's own work

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.classes.compiled import Bits, Integers, below, compiled
from rotation.classes.swaps import carry, cell, choose, compose, list_changes, list_sets, list_swaps

__all__ = ["WANTED", "finish"]

WANTED: Final = 1 << 16
"""As far off as is wanted of each feature."""
PAIRS: Final = 1 << 25
"""Most pairs of swaps looked at in a visit: where marks are few and coarse, thousands of swaps carry the same."""


@compiled
def _join(
    shift: Integers, out_a: Bits, out_b: Bits, kinds: Bits, count: int, near: int, target: Integers,
    less: Integers, caps: Integers, head: NDArray[np.int32], after: NDArray[np.int32],
) -> tuple[int, int]:
    """Return two swaps that go together after which neither class is as far off as its ``caps``, or -1.

    After a shift d the worse of two classes is |d - target| + less off in each feature. A grid over at most three
    features, its cells twice as wide as what is permitted, holds all that may do in eight cells.
    """
    features = shift.shape[1]
    grid = min(3, features)
    bits = np.zeros(3, dtype=np.int64)
    used = np.zeros(3, dtype=np.int64)
    for g in range(grid):
        used[g] = g if g < near else near + (g - near)
        while (1 << bits[g]) < 2 * (caps[used[g]] - less[used[g]]):
            bits[g] += 1
    mask = np.uint64(head.shape[0] - 1)
    low = np.zeros(3, dtype=np.int64)
    best, other_best, limit = -1, -1, caps.max()
    corners = 1 << grid
    looked = 0
    for s in range(count):
        if looked >= PAIRS:
            break
        for g in range(grid):
            low[g] = (target[used[g]] - shift[s, used[g]] - (np.int64(1) << bits[g] >> 1)) >> bits[g]
        for corner in range(corners):
            third = low[2] + (corner >> 2) if grid > 2 else 0
            second = low[1] + ((corner >> 1) & 1) if grid > 1 else 0
            r = head[cell(np.uint64(third), low[0] + (corner & 1), second) & mask]
            while r >= 0 and looked < PAIRS:
                looked += 1
                worst = 0
                for f in range(features):
                    d = abs(shift[s, f] + shift[r, f] - target[f]) + less[f]
                    if d >= limit or d >= caps[f]:
                        worst = limit
                        break
                    worst = max(worst, d)
                if worst < limit and (out_a[s] & out_a[r]) | (out_b[s] & out_b[r]) | (kinds[s] & kinds[r]) == 0:
                    limit, best, other_best = worst, s, r
                r = after[r]
        third = shift[s, used[2]] >> bits[2] if grid > 2 else 0
        second = shift[s, used[1]] >> bits[1] if grid > 1 else 0
        slot = cell(np.uint64(third), shift[s, used[0]] >> bits[0], second) & mask
        after[s] = head[slot]
        head[slot] = s
    head[:] = -1
    return best, other_best


@compiled
def finish(
    traits: Integers, trait_keys: Bits, keys: Bits, marks: Integers, near: int, firm: int,
    apart_start: Integers, apart: Integers, place: Integers, classes: int,
    largest: int, most: int, swaps: int, changes: int, visits: int, seed: int,
) -> tuple[int, int]:
    """Lower the furthest class again and again, at most ``visits`` times; ``place`` is changed.

    The first ``near`` features are means; the first ``firm`` of them, once as near as wanted, stay so.

    The furthest class is paired with a drawn other one. An exchange is made where afterwards neither is as far off
    as the worse of them was. A class is left alone after three visits per possible partner without a gain. Ends
    when no class is further off than ``WANTED`` in any feature. Returns visits and exchanges made.
    """
    units, features = marks.shape
    state = np.array([seed], dtype=np.uint64)
    sums = np.zeros((classes, features), dtype=np.int64)
    members = np.zeros((classes, units), dtype=np.int64)
    heads = np.zeros(classes, dtype=np.int64)
    counts = np.zeros((classes, traits.shape[1]), dtype=np.int64)
    for u in range(units):
        counts[place[u]] += traits[u]
        sums[place[u]] += marks[u]
        members[place[u], heads[place[u]]] = u
        heads[place[u]] += 1
    off = np.zeros(classes, dtype=np.int64)
    for c in range(classes):
        for f in range(features):
            off[c] = max(off[c], abs(sums[c, f]))
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
    out_a, out_b, kinds = np.zeros(swaps, np.uint64), np.zeros(swaps, np.uint64), np.zeros(swaps, np.uint64)
    change_keys, change_kinds = np.zeros(changes, np.uint64), np.zeros(changes, np.uint64)
    chosen_a, chosen_b = np.zeros(units, dtype=np.int64), np.zeros(units, dtype=np.int64)
    target, less, centre = np.zeros(features, np.int64), np.zeros(features, np.int64), np.zeros(features, np.int64)
    caps = np.zeros(features, np.int64)
    tries = np.zeros(classes, dtype=np.int64)
    reach = within = 1 << 20
    made = 0
    for visit in range(visits):
        k = -1
        for c in range(classes):
            if off[c] > WANTED and tries[c] < 3 * (classes - 1) and (k < 0 or off[c] > off[k]):
                k = c
        if k < 0:
            return visit, made
        tries[k] += 1
        m = below(state, classes - 1)
        m += int(m >= k)
        hopeless = False
        for f in range(features):
            target[f] = (sums[k, f] - sums[m, f]) // 2
            centre[f] = target[f] // 2
            less[f] = abs(sums[k, f] + sums[m, f]) // 2
            caps[f] = max(off[k], off[m])
            if f < firm:
                caps[f] = min(caps[f], max(WANTED, abs(sums[k, f]), abs(sums[m, f])) + 1)
            hopeless = hopeless or less[f] * 16 >= caps[f] * 15
        if hopeless:
            continue
        n_a = choose(members[k], heads[k], m, place, apart_start, apart, state, most, chosen_a)
        n_b = choose(members[m], heads[m], k, place, apart_start, apart, state, most, chosen_b)
        count_a = list_sets(chosen_a, n_a, largest, keys, marks, key_a, mark_a, mask_a)
        count_b = list_sets(chosen_b, n_b, largest, keys, marks, key_b, mark_b, mask_b)
        listed = list_changes(
            chosen_a, n_a, chosen_b, n_b, traits, counts[k] - counts[m], trait_keys, change_keys, change_kinds
        )
        count = list_swaps(
            key_a, mark_a, mask_a, count_a, key_b, mark_b, mask_b, count_b, change_keys, change_kinds, listed,
            near, centre, reach, head, after, filled, shift, out_a, out_b, kinds,
        )
        if count == swaps:
            reach = max(reach // 2, 1 << 8)
        elif count < swaps * 3 // 4:
            reach = min(reach * 5 // 4, 1 << 25)
            if count < swaps // 2:
                count = compose(shift, out_a, out_b, kinds, count, near, centre, within, 4_000_000)
                within = max(within // 2, 1 << 8) if count == swaps else min(within * 5 // 4, 1 << 25)
        a, b = _join(shift, out_a, out_b, kinds, count, near, target, less, caps, head, after)
        if a < 0:
            continue
        carry(
            out_a[a] | out_a[b], out_b[a] | out_b[b], chosen_a, n_a, chosen_b, n_b, k, m,
            place, members, heads, sums, marks,
        )
        for c in (k, m):
            off[c], tries[c], counts[c] = 0, 0, 0
            for i in range(heads[c]):
                counts[c] += traits[members[c, i]]
            for f in range(features):
                off[c] = max(off[c], abs(sums[c, f]))
        made += 1
    return visits, made
