"""Take the steps of a proof again: numpy on the rebuilt matrix, no solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.bounds import DualBound, dual_bound, excluded
from rotation.modelling.cuts import Cut, Separator
from rotation.modelling.ledger import BOUND, LESSONS, LOCK, NARROW, Ledger, Step
from rotation.modelling.problem import Problem
from rotation.modelling.rows import Rows, RowStack
from rotation.rules.quantity import Floats

__all__ = ["Proven", "cuts_of", "replay"]


@dataclass(frozen=True, slots=True)
class Proven:
    """What the steps prove of a tier: no plan within ``limits`` is below ``bound``; the tier's own may be among them.

    ``limits`` are the narrowest of each tier so far, whichever tiers they are of: that is for the reader to judge.

    Bounds and limits with the tiers' constants.
    """

    bound: float
    limits: dict[str, float]


def replay(problem: Problem, ledger: Ledger) -> dict[str, Proven]:
    """Return what a proof proves of each tier that it bounds.

    Raises
    ------
    ValueError
        A step cannot be taken: it names rows, tiers or lessons that are not there, or leads to no inequality.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # numbers too large prove nothing, which needs no warning
        return _Replay(problem).run(ledger)


def cuts_of(
    steps: Sequence[Step], separator: Separator, rows: Rows, lower: Floats, upper: Floats, natural: NDArray[np.bool_]
) -> list[Cut | None]:
    """Make the cut of each step, by name or from these rows and column bounds; None where it leads to none."""
    named = iter(separator.named([step.name for step in steps if step.kind == LESSONS]))
    return [
        next(named) if step.kind == LESSONS
        else None if step.rounding is None
        else step.rounding.cut(rows, lower, upper, natural)
        for step in steps
    ]  # fmt: skip


class _Replay:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.tiers = problem.facts.policy.tiers
        self.rows = RowStack(problem.matrix, problem.row_lower, problem.row_upper, problem.natural)
        self.lower, self.upper = problem.lower.copy(), problem.upper.copy()
        self.separator = Separator(problem)
        self.last: dict[int, DualBound] = {}
        self.limits: dict[str, float] = {}
        self.proven: dict[str, Proven] = {}

    def run(self, ledger: Ledger) -> dict[str, Proven]:
        waiting: list[Step] = []
        taken = 0
        try:
            for step in ledger.steps:
                taken += 1
                # A round of cuts is made from the rows before it.
                later = step.rounding is not None and step.rounding.row.max(initial=-1) >= len(self.rows)
                if step.kind in (BOUND, LOCK, NARROW) or later:
                    self.add(waiting)
                    waiting = []
                if step.kind == BOUND:
                    self.bound(step)
                elif step.kind in (LOCK, NARROW):
                    self.lock(step)
                else:
                    waiting.append(step)
            self.add(waiting)
        except (ValueError, IndexError) as error:
            raise ValueError(f"step {taken}: {error}") from None
        return self.proven

    def add(self, steps: list[Step]) -> None:
        """Add the rows of cuts that were made from the rows as they are now."""
        now = self.rows.now()
        for step in steps:
            row = np.empty(0) if step.rounding is None else step.rounding.row
            if row.min(initial=0) < 0 or row.max(initial=-1) >= len(now.lower):
                raise ValueError("a row that is not there")
        for cut in cuts_of(steps, self.separator, now, self.lower, self.upper, self.problem.natural):
            if cut is None:
                raise ValueError("lessons or factors that lead to no inequality")
            self.rows.add(cut.column, cut.coefficient, cut.limit, np.inf)

    def bound(self, step: Step) -> None:
        tier = self.tier(step)
        now = self.rows.now()
        if len(step.dual) > len(now.lower):
            raise ValueError("a dual of more rows than there are")
        found = dual_bound(self.problem.cost[tier], now, self.lower, self.upper, step.dual)
        self.last[step.tier] = found
        self.proven[tier] = Proven(found.value + self.problem.constant[tier], dict(self.limits))

    def lock(self, step: Step) -> None:
        tier = self.tier(step)
        if not np.isfinite(step.limit):  # nothing is above NaN: such a limit would pass for one that every plan keeps
            raise ValueError("a limit that is no number")
        now = self.rows.now()
        if step.tier in self.last:
            out = excluded(
                self.last[step.tier], step.limit, now, self.lower, self.upper, self.problem.natural,
                self.problem.counting,
            )  # fmt: skip
            self.lower, self.upper = out.lower, out.upper
            self.rows.limit(out.row, out.row_lower, out.row_upper)
        if step.kind == LOCK:
            cost = self.problem.cost[tier]
            used = np.flatnonzero(cost)
            self.rows.add(used, cost[used], -np.inf, step.limit)
        # What was ruled out by a narrower limit stays out under a wider one.
        self.limits[tier] = min(step.limit + self.problem.constant[tier], self.limits.get(tier, np.inf))

    def tier(self, step: Step) -> str:
        if not 0 <= step.tier < len(self.tiers):
            raise ValueError("a tier that is not there")
        return self.tiers[step.tier]
