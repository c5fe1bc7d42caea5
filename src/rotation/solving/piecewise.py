"""The search for large districts that fall into pieces: a plan for each, and one bound for all of them together.

Each piece is planned by a process of its own as if it were a district, so that the district's targets are met where
every piece meets its own. The bound is the whole district's (``lagrange``).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from typing import Final

import numpy as np

from rotation.errors import InfeasibleError
from rotation.modelling.problem import Problem
from rotation.modelling.rows import Rows
from rotation.plan.posting import Posting
from rotation.rules.quantity import Floats, Ints
from rotation.solving.lagrange import Lagrange
from rotation.solving.part import Part
from rotation.solving.pieces import SHARED, Pieces, of_several, pieces_of, sections_apart, slice_of
from rotation.solving.piecework import Job, Refused, part_of, plan_pieces
from rotation.solving.progress import Clock
from rotation.solving.resume import moves_of
from rotation.solving.search import Search
from rotation.solving.tiers import weighted

__all__ = ["Piecewise"]

FOR_PLANS: Final = 0.62
"""Share of the time for the pieces' plans, where there is a limit."""
HEADS_AT_ONCE: Final = 8
"""What one piece is asked to give up."""
MENDING_NODES: Final = 20


class Piecewise(Search):
    """Plans the pieces, puts the plans together, then bounds the tiers in order.

    Parameters
    ----------
    school
        The piece of each school.
    threads
        Processes, and threads, at the same time; None for as many as the machine has.
    """

    def __init__(
        self, problem: Problem, clock: Clock, school: Ints, threads: int | None = None,
        keep: Callable[[Floats], None] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(problem, clock, keep)
        self._school = school
        self._section = sections_apart(problem, school)
        self._workers = threads or os.cpu_count() or 1
        self._cost = weighted(problem, self.tiers)

    def run(
        self, gap: float, seed: int, once: bool = False, start: Collection[Posting] | None = None
    ) -> bool:  # fmt: skip
        """Search; False where the pieces' plans together are none, so that the district is to be planned whole.

        A plan to ``start`` with is kept as it is and only bounded.
        """
        point = None if start is None else self._point(start)
        if point is None or not self.engine.admits(point):
            point = self._point(self._planned(gap, seed, once))
        if point is None or not self.engine.admits(point):
            return False
        self.better(point)
        bounding = Lagrange(
            self.problem, self.engine, self.separator, self.clock, point, self._section, self._workers
        )
        for place, tier in enumerate(self.tiers):
            value = self.problem.value(tier, self.point)
            self.clock.tell("prove", tier, value, None)
            proven = self.bound(place, bounding.relaxed(self.problem.cost[tier]))
            self.clock.tell("prove", tier, value, self.bounds[tier])
            if place + 1 < len(self.tiers):
                self.lock(place, proven)
        return True

    # --- a plan --------------------------------------------------------------------------------------

    def _planned(self, gap: float, seed: int, once: bool) -> tuple[Posting, ...]:
        """Plan every piece, the largest first; each may take the share of the time that its moves are of all."""
        facts, clock = self.problem.facts, self.clock
        ids = [school.id for school in facts.district.schools]
        pieces = [{ids[at] for at in np.flatnonzero(self._school == one)} for one in range(self._school.max() + 1)]
        size = np.bincount(self._school[facts.school[self.problem.arcs.section]], minlength=len(pieces))
        end = time.monotonic() + FOR_PLANS * clock.remaining()

        def job(at: int) -> Job:
            limit = None
            if np.isfinite(end):
                limit = max(0.0, end - time.monotonic()) * self._workers * size[at] / max(1, size[at:].sum())
            # With a limit, one pass: its first plan comes late, but is far better than those on the way to it.
            return Job(part_of(facts.district, pieces[at]), facts.policy, seed, gap, once or limit is not None, limit)

        clock.tell(f"pieces 0/{len(pieces)}")
        plans = plan_pieces(
            len(pieces), job, self._workers, clock.should_stop,
            lambda done: clock.tell(f"pieces {done}/{len(pieces)}"),
        )  # fmt: skip
        refused = [plan for plan in plans if isinstance(plan, Refused) and plan.rules]
        shared = self._shared_rules() if refused else set()
        for plan in refused:
            if not plan.rules & shared:
                raise InfeasibleError(plan.text)
        return tuple(posting for plan in plans if isinstance(plan, tuple) for posting in plan)

    def _shared_rules(self) -> set[str | None]:
        """Return the rules that state something about several pieces at once: there a piece's conflict is its own."""
        rows = self.engine.rows()
        several = of_several(rows, pieces_of(self.problem, rows, self._section))
        return {one.rule for one in self.problem.statements if several[one.first : one.last].any()}

    def _point(self, postings: Collection[Posting]) -> Floats | None:
        """Return the point of the pieces' plans, None where they make none.

        What follows from the moves is worked out piece by piece, and what is shared last. Rounding lets pieces exceed
        together what the district allows by a few heads: a few pieces then give up some of their moves.
        """
        problem, arcs = self.problem, len(self.problem.arcs)
        point = moves_of(problem, postings)
        if point is None:
            return None
        rows = self.engine.rows()
        pieces = pieces_of(problem, rows, self._section)
        for one in range(pieces.count):
            column, row = pieces.of(one)
            if not self._chosen(rows, point, column[column >= arcs], row):
                return None
        column, shared = pieces.of(SHARED)
        if not self._chosen(rows, point, column, shared):
            definitions = shared[rows.lower[shared] == rows.upper[shared]]
            if not self._chosen(rows, point, column, definitions):
                return None
            self._mend(rows, pieces, point)
        return problem.completed(point)

    def _chosen(
        self, rows: Rows, point: Floats, column: Ints, row: Ints, lower: Floats | None = None,
        upper: Floats | None = None,
    ) -> bool:  # fmt: skip
        """Give columns their best values in some rows, all others held; say whether there are any."""
        problem = self.problem
        part = slice_of(problem, rows, problem.lower, problem.upper, column, row, fixed=point).problem
        found = Part(
            np.arange(len(column)), part.matrix, part.row_lower if lower is None else part.row_lower + lower,
            part.row_upper if upper is None else part.row_upper + upper, part.lower, part.upper, part.whole,
        ).search(self._cost[column], None, MENDING_NODES)  # fmt: skip
        if found is not None:
            point[column] = found[0]
        return found is not None

    def _mend(self, rows: Rows, pieces: Pieces, point: Floats) -> None:
        """Let pieces give up moves until the shared rows hold: each its part of what is too much, if it can."""
        arcs, shared = len(self.problem.arcs), pieces.of(SHARED)[1]
        matrix, low, high = rows.matrix[shared], rows.lower[shared], rows.upper[shared]
        activity = matrix @ point
        lacks, exceeds = np.maximum(0, low - activity), np.maximum(0, activity - high)
        turns = min(pieces.count, max(1, int(np.ceil(max(lacks.max(), exceeds.max()) / HEADS_AT_ONCE))))
        for turn in range(turns):
            later = 1 - (turn + 1) / turns
            column = pieces.of(turn, SHARED)[0]
            column = column[(column >= arcs) | (point[column] > 0.5)]
            row = np.concatenate([pieces.of(turn)[1], shared])
            none = np.zeros(len(row) - len(shared))
            lower = np.concatenate([none, -np.ceil(lacks * later)])
            upper = np.concatenate([none, np.ceil(exceeds * later)])
            self._chosen(rows, point, column, row, lower, upper)
