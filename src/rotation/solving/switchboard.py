"""A model in which everything that required rules ask for can be switched on and off.

Everything is cut into members:

- a *limit*: one row that a rule has stated, about one section, couple or the whole district;
- a *filter*: the single moves that a rule does not allow, of one decided person or of everybody else;
- a *decision*: all that is settled about one person, its row and the moves it rules out.

The model is written once over every move that any filter could let through; switching a member off frees its row or its
arcs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import highspy
import numpy as np
from numpy.typing import NDArray

from rotation.facts.arcs import Arcs
from rotation.facts.facts import Facts
from rotation.modelling import build
from rotation.modelling.candidates import candidates
from rotation.modelling.problem import Problem
from rotation.policy import Policy
from rotation.rules import rule
from rotation.rules.quantity import Floats
from rotation.solving.highs import INFINITY, linear_program, new_highs, run, silence, stoppable
from rotation.solving.progress import Clock
from rotation.solving.ranking import rank

__all__ = ["Member", "Switchboard", "Unit", "switchboard"]

TINY: Final = 1e-9
SECONDS: Final = 60.0
"""Most that one exact search may take; what is undecided by then counts as possible."""
MOST_DECIDED: Final = 300
"""Above so many decided people their filters are no longer told apart by person."""
MANY_ARCS: Final = 20_000
"""Of more moves a search looks at some of each person first: without ``eligibility`` everybody may move."""
SOME_OF_EACH: Final = 2
EMPTY: Final = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
Unit = tuple[int, ...]
"""Members that are dropped together."""


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One thing that can be dropped.

    ``about`` is what the rule states it about, or a teacher's id; empty for a filter of everybody, for several
    decisions, which are about ``teachers``, and for several ``limits`` of a rule. ``bound`` is the
    row's lower limit with constants moved to it, ``part`` the statement's of that name, ``unit`` what one unit of the
    rule changes in the row. ``teachers`` are those whose moves a filter rules out.
    """

    rule: str
    kind: Literal["limit", "limits", "filter", "decision", "decisions"]
    about: str
    rows: NDArray[np.int64]
    blocked: NDArray[np.int64]
    bound: float = 0.0
    part: str = ""
    unit: int = 1
    teachers: tuple[str, ...] = ()
    limits: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Switchboard:
    """The model over every conceivable move, and the members to switch on; ``lot`` is the order of moves to try.

    ``clock`` is told of every search.
    """

    problem: Problem
    members: list[Member]
    lot: NDArray[np.int64]
    clock: Clock | None = None
    _told: dict[frozenset[int], bool] = field(default_factory=dict)

    def ended(self) -> bool:
        """Say whether the user has asked for no more searches; a limit for a plan is none for why there is none."""
        return self.clock is not None and self.clock.asked()

    def possible(self, on: Collection[int]) -> bool:
        """Say by an exact search whether these members can hold together; undecided counts as possible.

        Where there are many moves a plan among some of them shows that too, and sooner. What was asked once is known.
        """
        asked = frozenset(on)
        if asked not in self._told:
            self._told[asked] = self._searched(asked)
        return self._told[asked]

    def _searched(self, on: Collection[int]) -> bool:
        if self.clock is not None:
            self.clock.tell("conflict")
        lower, upper = self._left(on)
        every = np.flatnonzero(upper > self.problem.lower)
        for columns in [self._some(every), every] if self._many(every) else [every]:
            highs, _ = self._model(lower, upper, self._used(columns))
            if highs is None:
                continue
            with silence(), stoppable(highs, self.ended):
                run(highs)
            if highs.getModelStatus() not in EMPTY:
                return True
        return False

    def proof(self, on: Collection[int]) -> list[int] | None:
        """Return the members in a proof that even shares of people cannot meet them, None without one."""
        lower, upper = self._left(on)
        highs, rows = self._model(lower, upper, np.flatnonzero(upper > self.problem.lower), whole=False)
        if highs is None:
            return None
        # Only a relaxation that was solved to its end has a proof to show.
        highs.setOptionValue("presolve", "off")
        highs.setOptionValue("simplex_strategy", 1)
        with stoppable(highs, self.ended):
            run(highs)
        ray = highs.getDualRay()
        if highs.getModelStatus() not in EMPTY or not ray[1]:
            return None
        weight = np.zeros(self.problem.matrix.shape[0])
        weight[rows] = ray[2]
        needed = np.abs(weight) > TINY
        pressed = np.abs(self.problem.matrix.T @ weight) > TINY
        members = ((number, self.members[number]) for number in on)
        return [number for number, m in members if needed[m.rows].any() or pressed[m.blocked].any()]

    def give(self, on: Collection[int], which: Unit) -> int | None:
        """Return the least by which one unit must give while the others hold, None where that is not known."""
        if len(which) == 1 and self.members[which[0]].kind == "decision":
            return 1
        lower, upper = self._left([number for number in on if number not in which])
        columns = np.flatnonzero(upper > self.problem.lower)
        highs, _ = self._model(lower, upper, columns)
        if highs is None:
            return None
        self._price(highs, [self.members[number] for number in which], columns)
        with stoppable(highs, self.ended):
            run(highs)
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        value = float(highs.getInfo().objective_function_value)
        return round(value)

    def _price(self, highs: Any, members: Sequence[Member], columns: NDArray[np.int64]) -> None:
        """Let members give at a price of one for each unit of their rows and each move that they block."""
        cost = np.zeros(len(self.problem.lower))
        cost[np.concatenate([member.blocked for member in members])] = 1
        row_of = np.concatenate([member.rows for member in members])
        units = [member.unit for member in members for _ in member.rows]
        used = np.flatnonzero(cost[columns]).astype(np.int32)
        highs.changeColsCost(len(used), used, np.ones(len(used)))
        rows = self.problem.matrix.tocsr()[row_of][:, columns]
        for place, row in enumerate(row_of.tolist()):
            entries = slice(rows.indptr[place], rows.indptr[place + 1])
            slack = highs.getNumCol()
            highs.addCol(1.0, 0.0, INFINITY, 0, np.empty(0, np.int32), np.empty(0))
            highs.changeColsIntegrality(1, np.array([slack], np.int32), [highspy.HighsVarType.kInteger])
            index = np.append(rows.indices[entries], slack).astype(np.int32)
            bound = self.problem.row_lower[row]
            highs.addRow(bound, INFINITY, len(index), index, np.append(rows.data[entries], float(units[place])))

    def _left(self, on: Collection[int]) -> tuple[Floats, Floats]:
        """Return the rows' lower and the columns' upper limits that these members leave."""
        active = set(on)
        row_lower, upper = self.problem.row_lower.copy(), self.problem.upper.copy()
        for number, member in enumerate(self.members):
            if number in active:
                upper[member.blocked] = 0
            else:
                row_lower[member.rows] = -INFINITY
        return row_lower, upper

    def _model(
        self, row_lower: Floats, upper: Floats, columns: NDArray[np.int64], whole: bool = True
    ) -> tuple[Any, NDArray[np.int64]]:
        """Return an engine with these columns and the rows that are left, None where a row asks too much.

        What is switched off is left out, as most conceivable moves are blocked by something.
        """
        problem = self.problem
        rows = np.flatnonzero((row_lower > -INFINITY) | (problem.row_upper < INFINITY))
        matrix = problem.matrix[:, columns].tocsr()[rows]
        fixed = problem.lower.copy()
        fixed[columns] = 0
        rest = (problem.matrix @ fixed)[rows] if fixed.any() else np.zeros(len(rows))
        lower, higher = row_lower[rows] - rest, problem.row_upper[rows] - rest
        empty = np.diff(matrix.indptr) == 0
        if (empty & ((lower > TINY) | (higher < -TINY))).any():
            return None, rows
        matrix, rows, lower, higher = matrix[~empty].tocsc(), rows[~empty], lower[~empty], higher[~empty]
        highs = new_highs()
        highs.passModel(
            linear_program(matrix, lower, higher, problem.lower[columns], upper[columns], np.zeros(len(columns)))
        )
        if whole:
            chosen = np.flatnonzero(problem.whole[columns]).astype(np.int32)
            highs.changeColsIntegrality(len(chosen), chosen, [highspy.HighsVarType.kInteger] * len(chosen))
        highs.setOptionValue("time_limit", SECONDS)
        return highs, rows

    def _used(self, columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Leave out the counts that none of the arcs in it leads to."""
        problem, size = self.problem, len(self.problem.arcs)
        kept = np.ones(len(problem.lower), bool)
        kept[problem.defined[problem.defined >= 0]] = False
        counts = problem.defined[np.unique(problem.matrix[:, columns[columns < size]].indices)]
        kept[counts[counts >= 0]] = True
        return columns[kept[columns]]

    def _many(self, columns: NDArray[np.int64]) -> bool:
        return int((columns < len(self.problem.arcs)).sum()) > MANY_ARCS

    def _some(self, columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the columns with a few arcs of each person, drawn once and for all."""
        size = len(self.problem.arcs)
        arcs = columns[columns < size]
        drawn = arcs[np.argsort(self.lot[arcs])]
        chosen = drawn[rank(self.problem.arcs.teacher[drawn]) < SOME_OF_EACH]
        return np.concatenate([np.sort(chosen), columns[columns >= size]])


def switchboard(facts: Facts, among: NDArray[np.bool_] | None, clock: Clock | None = None) -> Switchboard:
    """Write the model of the required rules over every move that any of their filters could let through."""
    policy = facts.policy
    filters = [code for code, item in sorted(policy.rules.items()) if item.mode == "required" and _filters(code)]
    arcs = candidates(Facts(facts.district, _with_modes(policy, filters, "target"), facts.seed), among)
    # The rule ``returns`` also says where people stand, so it is never off.
    aims = [code for code, item in policy.rules.items() if item.mode == "target" and code != "returns"]
    bare = Facts(facts.district, _with_modes(policy, aims, "off"), facts.seed)
    problem = build(bare, arcs)
    lot = np.random.Generator(np.random.PCG64(0)).permutation(len(arcs))
    return Switchboard(problem, list(_members(problem, filters)), lot, clock)


def _filters(code: str) -> bool:
    return hasattr(rule(code), "allows")


def _with_modes(policy: Policy, codes: Sequence[str], mode: str) -> Policy:
    for code in codes:
        policy = policy.with_settings(code, mode=mode)
    return policy


def _members(problem: Problem, filters: Sequence[str]) -> Iterator[Member]:
    facts, arcs = problem.facts, problem.arcs
    none = np.empty(0, np.int64)
    decided = sorted({decision.teacher for decision in facts.district.decisions})
    rows_of: dict[str, list[int]] = {who: [] for who in decided}
    for statement in problem.statements:
        for offset in range(statement.last - statement.first if statement.rule is not None else 0):
            row = statement.first + offset
            about = statement.about[offset] if offset < len(statement.about) else ""
            if statement.rule == "decisions":
                rows_of[about].append(row)
                continue
            yield Member(
                str(statement.rule), "limit", about, np.array([row]), none, float(problem.row_lower[row]),
                statement.part, statement.unit,
            )  # fmt: skip
    place = {teacher.id: index for index, teacher in enumerate(facts.teachers)}
    person = np.full(len(facts.teachers), -1)
    if len(decided) <= MOST_DECIDED:
        person[[place[who] for who in decided]] = np.arange(len(decided))
    for code in filters:
        settings = facts.policy.settings(code)
        blocked = np.flatnonzero(~rule(code).allows(facts, arcs, settings))
        if code == "decisions":
            yield from _decisions(facts, arcs, decided, rows_of, blocked)
            continue
        whose = person[arcs.teacher[blocked]]
        for label in np.unique(whose).tolist():
            mine = blocked[whose == label]
            yield Member(
                code, "filter", decided[label] if label >= 0 else "", none, mine,
                teachers=tuple(facts.teachers[index].id for index in np.unique(arcs.teacher[mine])),
            )  # fmt: skip


def _decisions(
    facts: Facts, arcs: Arcs, decided: Sequence[str], rows_of: dict[str, list[int]], blocked: NDArray[np.int64]
) -> Iterator[Member]:
    order = np.argsort(arcs.teacher[blocked], kind="stable")
    owner = arcs.teacher[blocked][order]
    place = {teacher.id: index for index, teacher in enumerate(facts.teachers)}
    for who in decided:
        first, last = np.searchsorted(owner, [place[who], place[who] + 1])
        mine = np.sort(blocked[order[first:last]])
        yield Member("decisions", "decision", who, np.array(rows_of[who], np.int64), mine, teachers=(who,))
