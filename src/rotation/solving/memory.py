"""What a finished search leaves to the next one, and how that goes on from it after a few changes.

Nothing in it is believed. Cuts are made anew from the rows of the problem at hand, by the names and factors that made
them before; a basis is where the simplex begins; the plan before is looked at like any other. So a memory costs time
where it misleads, and is never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rotation.modelling.cuts import Separator
from rotation.modelling.ledger import BOUND, LOCK, NARROW, Step
from rotation.modelling.likeness import likeness
from rotation.modelling.problem import Problem
from rotation.modelling.replay import cuts_of
from rotation.modelling.rounding import Rounding
from rotation.rules.quantity import Floats, Ints
from rotation.solving.engine import Engine
from rotation.solving.held import Basis
from rotation.solving.tiers import weighted

__all__ = ["Memory", "Recollection"]


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """A search that has ended: its plan, the arcs it priced in, its proof, and the basis at the end of each tier.

    ``steps`` are those of its proof. ``first`` is the basis of the relaxation of all tiers together;
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
        self._row: list[int] = []
        """Where each row of then, the added ones with them, stands now."""
        self._left: list[Step] = []
        self._latest: Floats = np.empty(0)
        self._bound: Callable[[Floats], None] = lambda dual: None
        self._narrow: Callable[[], None] = lambda: None

    @property
    def value(self) -> float:
        """What the plan before costs by all tiers together."""
        problem = self._memory.problem
        return float(weighted(problem, problem.facts.policy.tiers) @ self._memory.point)

    def point(self) -> Floats | None:
        """Return the plan before as a point of this problem, None where it is no plan any more."""
        problem, found = self._problem, self._like.column >= 0
        if (self._memory.point[: len(self._memory.problem.arcs)][~found[: len(self._memory.problem.arcs)]] > 0.5).any():
            return None
        point = np.zeros(len(problem.lower))
        point[self._like.column[found]] = self._memory.point[found]
        point = problem.completed(point)
        return point if self._engine.admits(point) else None

    def begin(self, few: bool = False) -> None:
        """Take in the arcs and cuts of the first tier, and stand where all tiers together once stood.

        ``few``: only the cuts that were there before anything had been bounded.
        """
        arcs = self._like.column[self._memory.inside]
        self._engine.include_arcs(arcs[arcs >= 0])
        self._row = self._like.row.tolist()
        self._left, self._latest = list(self._memory.steps)[::-1], np.empty(0)
        self._cuts((LOCK, NARROW, BOUND) if few else (LOCK, NARROW))
        self._stand(self._memory.first)

    def tier(self, tier: str, first: bool, bound: Callable[[Floats], None], narrow: Callable[[], None]) -> bool:
        """Take a tier's steps again, once the tier before is locked, and stand where it ended; False if unknown.

        ``bound`` is given each dual by which the tier was bounded, ``narrow`` called where that ruled something out.
        """
        if tier not in self._memory.ends:
            return False
        self._bound, self._narrow = bound, narrow
        if first:
            if len(self._latest):
                bound(self._dual(self._latest))
        else:
            if not self._left:
                return False
            self._left.pop()  # the lock
            self._row.append(len(self._engine.rows().lower) - 1)
        self._cuts()
        self._stand(self._memory.ends[tier])
        return True

    def _cuts(self, until: tuple[int, ...] = (LOCK,)) -> None:
        """Make the cuts up to the next lock, in rounds: a round is made from the rows before it."""
        steps: list[Step] = []
        while self._left and self._left[-1].kind not in until:
            step = self._left.pop()
            if step.kind in (BOUND, NARROW):
                self._made(steps)
                steps = []
                if step.kind == NARROW:
                    self._narrow()
                else:
                    self._latest = step.dual
                    self._bound(self._dual(step.dual))
                continue
            if step.rounding is not None and step.rounding.row.max(initial=-1) >= len(self._row):
                self._made(steps)
                steps = []
            steps.append(step)
        self._made(steps)

    def _made(self, steps: Sequence[Step]) -> None:
        engine, rows = self._engine, self._engine.rows()
        steps = [step if step.rounding is None else replace(step, rounding=self._now(step.rounding)) for step in steps]
        made = cuts_of(steps, self._separator, rows, engine.lower, engine.upper, self._problem.natural)
        kept = [(cut, step.rounding) for cut, step in zip(made, steps, strict=True) if cut is not None]
        place = iter(range(len(rows.lower), len(rows.lower) + len(kept)))
        self._row += [-1 if cut is None else next(place) for cut in made]
        engine.cut([cut for cut, _ in kept], [rounding for _, rounding in kept])

    def _dual(self, then: Floats) -> Floats:
        """Return factors of then for the rows of now."""
        place = np.array(self._row[: len(then)], np.int64)
        dual = np.zeros(len(self._engine.rows().lower))
        dual[place[place >= 0]] = then[place >= 0]
        return dual

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
