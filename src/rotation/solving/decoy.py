"""Columns and rows beside a search that end a heuristic of HiGHS's which no option turns off.

At the root HiGHS walks from the vertex of the relaxation to the analytic centre in up to a hundred steps, rounds the
point at each and completes it column by column, with everything that follows from it: two fifths of a hard search of
14,000 columns, for plans that it hardly ever finds. The decoy's rows are

    a y - b z + c v = 16 c

with three primes a, b, c each, y and z in all of them, a v in each. They have no whole solution but y = z = 0, v = 16.
As y and z cost a little, the vertex is there as well, in every relaxation: nothing is branched on, no plan and no bound
differs. On the way to the centre y and z move first, as so many rows hold them, and what they are rounded to leaves no
whole v: the point ends where it begins.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy import sparse

from rotation.rules.quantity import Floats

__all__ = ["COSTS", "FEWEST", "LIMITS", "MATRIX", "REST", "UPPER"]

FEWEST: Final = 1_000
"""Whole columns of a search from which on it has a decoy: with fewer the heuristic is over in no time."""
ROWS: Final = 24
"""HiGHS rounds those columns first that most rows hold on both sides. That many hold few of ours: with 8 rows a search
of county seed 9 takes 9.1 s, with 16 6.1, with 24 4.9 (10.2 without)."""
HALF: Final = 16
"""A small range: HiGHS notes the price of every step of a column that costs something, up to a thousand of them."""
DEAR: Final = 1e-3
"""What y and z cost, beside costs of up to 64: more than what a solver takes for nothing."""

_PRIMES: Final = [n for n in range(101, 256) if all(n % k for k in range(2, 16))]


def _matrix() -> sparse.csc_array:
    rows = np.arange(ROWS)
    shared = np.column_stack([_PRIMES[1 : ROWS + 1], np.negative(_PRIMES[:ROWS])]).astype(float)
    own = sparse.csc_array((np.array(_PRIMES[2 : ROWS + 2], float), (rows, rows)))
    return sparse.csc_array(sparse.hstack([sparse.csc_array(shared), own]))


MATRIX: Final = _matrix()
"""Of 24 rows and 26 columns: y, z, a v for each row."""
LIMITS: Final[Floats] = np.array(_PRIMES[2 : ROWS + 2]) * float(HALF)
UPPER: Final[Floats] = np.repeat([2.0 * HALF, HALF], [2, ROWS])
"""Upper bounds of the columns; all are whole and at least zero."""
COSTS: Final[Floats] = np.repeat([DEAR, 0.0], [2, ROWS])
REST: Final[Floats] = np.repeat([0.0, HALF], [2, ROWS])
"""The only whole values."""
