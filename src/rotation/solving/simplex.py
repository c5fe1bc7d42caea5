"""How HiGHS's simplex is run: which way, for how long, and what of its habits is turned off where they cost more."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any, Final

import highspy

from rotation.solving.highs import run, stoppable
from rotation.solving.progress import Clock

__all__ = ["DUAL", "PRIMAL", "simplex"]

DUAL: Final = 1
PRIMAL: Final = 4
DISTURBED: Final = "dual_simplex_cost_perturbation_multiplier"
MANY_STEPS: Final = 1.0
"""The dual simplex disturbs the costs before it begins, which helps on a long way; near its end it wanders then: 4,231
steps on county with one person kept, 273 without. So it does not where it goes on from another program's basis, but for
what takes more steps than this share of the rows."""
SHIFTED: Final = "primal_simplex_bound_perturbation_multiplier"
"""The primal simplex shifts bounds, and sometimes cannot take that back: a column then stands a whole unit outside and
the status is unknown. The same run without shifting takes a tenth of beginning anew (200x10000: 41 s in one tier)."""
NO_LIMIT: Final = 2**31 - 1
LONG: Final = 30_000
"""Rows from which a run is long enough to be asked on the way whether to stop. It is at every step of the simplex, of
which county takes 31,000, all short."""


def simplex(highs: Any, strategy: int, clock: Clock, options: Mapping[str, str], near: int | None) -> Any:
    """Run from where HiGHS stands and return its status.

    Parameters
    ----------
    strategy
        ``DUAL`` or ``PRIMAL``.
    options
        Further options of HiGHS for this run, whose default is "choose".
    near
        The rows, where it stands on a basis that another program left, else None.
    """
    highs.setOptionValue("time_limit", highs.getRunTime() + clock.remaining())
    highs.setOptionValue("simplex_strategy", strategy)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    with stoppable(highs, clock.should_stop) if highs.getNumRow() > LONG else nullcontext():
        if near is not None:
            highs.setOptionValue(DISTURBED, 0.0)
            highs.setOptionValue("simplex_iteration_limit", int(MANY_STEPS * near))
            run(highs)
            highs.setOptionValue(DISTURBED, 1.0)
            highs.setOptionValue("simplex_iteration_limit", NO_LIMIT)
        if near is None or highs.getModelStatus() == highspy.HighsModelStatus.kIterationLimit:
            _run_or_repeat(highs, strategy)
    for name in options:
        highs.setOptionValue(name, "choose")
    return highs.getModelStatus()


def _run_or_repeat(highs: Any, strategy: int) -> None:
    before = highs.getBasis() if strategy == PRIMAL else None
    run(highs)
    if before is not None and before.valid and highs.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        highs.setBasis(before)
        highs.setOptionValue(SHIFTED, 0.0)
        run(highs)
        highs.setOptionValue(SHIFTED, 1.0)
