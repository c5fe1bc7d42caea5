"""What a finished search leaves to the next one, and how that goes on from it after a few changes.

Nothing in it is believed. Cuts are made anew from the rows of the problem at hand, by the names and factors that made
them before; a basis is where the simplex begins; the plan before is looked at like any other. So a memory costs time
where it misleads, and is never wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rotation.modelling.cuts import Cut, Separator
from rotation.modelling.ledger import LESSONS, LOCK, Step
from rotation.modelling.likeness import likeness
from rotation.modelling.problem import Problem
from rotation.modelling.rounding import Rounding
from rotation.rules.quantity import Floats, Ints
from rotation.solving.engine import Engine
from rotation.solving.program import Basis

__all__ = ["Memory", "Recollection"]

@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """A search that has ended: its plan, the arcs it priced in, its proof, and the basis at the end of each tier.

    ``steps`` are those that make cuts and locks. ``first`` is the basis of the relaxation of all tiers together;
    ``searches`` counts the tiers whose bound no cuts proved.
    """

    problem: Problem
    point: Floats
    inside: Ints
    steps: Sequence[Step]
    first: Basis
    ends: Mapping[str, Basis]
    searches: int

    def is_about(self, other: Memory) -> bool:
        """Say whether another memory is of the same sections and tiers."""
        ours, theirs = self.problem.facts, other.problem.facts
        return ours.sections == theirs.sections and ours.policy.tiers == theirs.policy.tiers


class Recollection:
    """A memory as seen from another problem.

    Parameters
    ----------
    memory
        Of the same district and policy, but for some changes.
    problem, engine, separator
        Of the search that goes on from it.
    """

    def __init__(self, memory: Memory, problem: Problem, engine: Engine, separator: Separator) -> None:
        self._memory, self._problem, self._engine, self._separator = memory, problem, engine, separator
        self._like = likeness(memory.problem, problem)
        self._row = self._like.row.tolist()
        """Where each row of then, the added ones with them, stands now."""
        self._left = list(memory.steps)[::-1]

    def point(self) -> Floats | None:
        """Return the plan before as a point of this problem, None where it is no plan any more."""
        problem, found = self._problem, self._like.column >= 0
        if (self._memory.point[: len(self._memory.problem.arcs)][~found[: len(self._memory.problem.arcs)]] > 0.5).any():
            return None
        point = np.zeros(len(problem.lower))
        point[self._like.column[found]] = self._memory.point[found]
        point = problem.completed(point)
        return point if self._engine.admits(point) else None

    def begin(self) -> None:
        """Take in the arcs and cuts of the first tier, and stand where all tiers together once stood."""
        arcs = self._like.column[self._memory.inside]
        self._engine.include_arcs(arcs[arcs >= 0])
        self._cuts()
        self._stand(self._memory.first)

    def tier(self, tier: str, first: bool) -> bool:
        """Take in a tier's cuts, once the tier before is locked, and stand where it ended; False if it is not known."""
        if tier not in self._memory.ends:
            return False
        if not first:
            if not self._left:
                return False
            self._left.pop()  # the lock
            self._row.append(len(self._engine.rows().lower) - 1)
            self._cuts()
        self._stand(self._memory.ends[tier])
        return True

    def _cuts(self) -> None:
        """Make the cuts up to the next lock, in rounds: a round is made from the rows before it."""
        steps: list[Step] = []
        while self._left and self._left[-1].kind != LOCK:
            step = self._left.pop()
            if step.rounding is not None and step.rounding.row.max(initial=-1) >= len(self._row):
                self._made(steps)
                steps = []
            steps.append(step)
        self._made(steps)

    def _made(self, steps: Sequence[Step]) -> None:
        engine, rows = self._engine, self._engine.rows()
        cuts: list[Cut] = []
        roundings: list[Rounding | None] = []
        for step in steps:
            rounding = None if step.rounding is None else self._now(step.rounding)
            cut = None
            if step.kind == LESSONS:
                cut = self._named(step)
            elif rounding is not None:
                cut = rounding.cut(rows, engine.lower, engine.upper, self._problem.natural)
            if cut is None:
                self._row.append(-1)
                continue
            self._row.append(len(rows.lower) + len(cuts))
            cuts.append(cut)
            roundings.append(rounding)
        engine.cut(cuts, roundings)

    def _named(self, step: Step) -> Cut | None:
        try:
            return self._separator.named(step.name)
        except ValueError:
            return None

    def _now(self, rounding: Rounding) -> Rounding | None:
        """Return how a cut was made, in the rows and columns of now; None where one of them is no more."""
        row = np.array([self._row[index] for index in rounding.row.tolist()], np.int64)
        above = self._like.column[rounding.above]
        if (row < 0).any() or (above < 0).any():
            return None
        return Rounding(row, rounding.factor, rounding.row_above, above)

    def _stand(self, basis: Basis) -> None:
        """Put the simplex on a basis of then: what is new is at zero, or its row's own."""
        column = self._like.column[basis.column]
        place = np.array(self._row, np.int64)
        stands = basis.row < len(place)
        row = np.full(len(basis.row), -1, np.int64)
        row[stands] = place[basis.row[stands]]
        self._engine.stand(
            Basis(
                column[column >= 0], basis.column_status[column >= 0], row[row >= 0], basis.row_status[row >= 0],
            )
        )  # fmt: skip
