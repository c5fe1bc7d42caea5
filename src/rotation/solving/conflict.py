"""Required rules that cannot hold together: an irreducible set of statements, filters and decisions.

Everything that required rules ask for is cut into members that can be dropped one by one:

- a *limit*: one row that a rule has stated, about one section, couple or the whole district;
- a *filter*: the single moves that a rule does not allow, of one decided person or of everybody else;
- a *decision*: all that is settled about one person, its row and the moves it rules out.

The model is written once over every move that any filter could let through; dropping a member frees its row or its
arcs. The set is narrowed by the certificate of an infeasible relaxation, then by deletion with exact searches, and
re-checked both ways: together impossible, possible when any one is dropped. Where somebody is to move and has nowhere
to go, that is the conflict, and only this person's moves are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
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
from rotation.solving.highs import linear_program, new_highs

__all__ = ["Conflict", "Member", "find_conflict"]

INFINITY: Final = highspy.kHighsInf
TINY: Final = 1e-9
SECONDS: Final = 60.0
"""Most that one exact search may take; what is undecided by then counts as possible."""
MOST_DECIDED: Final = 300
"""Above so many decided people their filters are no longer told apart by person."""
KEPT_LONGEST: Final = ("eligibility", "exchange_ratio", "backbone_share", "decisions")
"""What is dropped last, so that a conflict is told in these words where it can be."""
EMPTY: Final = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One thing that can be dropped.

    ``about`` is what the rule states it about, or a teacher's id; empty for a filter of everybody. ``bound`` is the
    row's lower limit with constants moved to it, ``mixed`` says that the row counts both arrivals and departures,
    ``unit`` is what one unit of the rule changes in the row. ``teachers`` are those whose moves a filter rules out.
    """

    rule: str
    kind: Literal["limit", "filter", "decision"]
    about: str
    rows: NDArray[np.int64]
    blocked: NDArray[np.int64]
    bound: float = 0.0
    mixed: bool = False
    unit: int = 1
    teachers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """Members that cannot hold together, and for each how far it alone would have to give (None: not known).

    That is in the rule's unit for a limit, in moves for a filter, and 1 for a decision. ``checked`` says that both
    ways were re-checked by exact searches.
    """

    facts: Facts
    members: tuple[Member, ...]
    room: tuple[int | None, ...]
    checked: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Switchboard:
    """The model over every conceivable move, and the members to switch on."""

    problem: Problem
    members: list[Member]

    def possible(self, on: Collection[int]) -> bool:
        """Say by an exact search whether these members can hold together; undecided counts as possible."""
        highs = self._model(on)[0]
        if highs is None:
            return False
        highs.run()
        return highs.getModelStatus() not in EMPTY

    def proof(self, on: Collection[int]) -> list[int] | None:
        """Return the members in a proof that even shares of people cannot meet them, None without one."""
        highs, rows, _ = self._model(on, whole=False)
        if highs is None:
            return None
        # Only a relaxation that was solved to its end has a proof to show.
        highs.setOptionValue("presolve", "off")
        highs.setOptionValue("simplex_strategy", 1)
        highs.run()
        ray = highs.getDualRay()
        if highs.getModelStatus() not in EMPTY or not ray[1]:
            return None
        weight = np.zeros(self.problem.matrix.shape[0])
        weight[rows] = ray[2]
        needed = np.abs(weight) > TINY
        pressed = np.abs(self.problem.matrix.T @ weight) > TINY
        members = ((number, self.members[number]) for number in on)
        return [number for number, m in members if needed[m.rows].any() or pressed[m.blocked].any()]

    def give(self, on: Collection[int], which: int) -> int | None:
        """Return the least by which one member must give while the others hold, None where that is not known."""
        member = self.members[which]
        if member.kind == "decision":
            return 1
        others = [number for number in on if number != which]
        highs, _, columns = self._model(others)
        if highs is None:
            return None
        if member.kind == "filter":
            cost = np.zeros(len(self.problem.lower))
            cost[member.blocked] = 1
            highs.changeColsCost(len(columns), np.arange(len(columns), dtype=np.int32), cost[columns])
        else:
            whole = self.problem.matrix[:, columns].tocsr()[[int(member.rows[0])]]
            place = len(columns)
            highs.addCol(1.0, 0.0, INFINITY, 0, np.empty(0, np.int32), np.empty(0))
            highs.changeColsIntegrality(1, np.array([place], np.int32), [highspy.HighsVarType.kInteger])
            index = np.append(whole.indices, place).astype(np.int32)
            highs.addRow(member.bound, INFINITY, len(index), index, np.append(whole.data, float(member.unit)))
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        value = float(highs.getInfo().objective_function_value)
        return round(value)

    def _model(self, on: Collection[int], whole: bool = True) -> tuple[Any, NDArray[np.int64], NDArray[np.int64]]:
        """Return an engine with the rows and columns that these members leave, None where a row asks too much.

        What is switched off is left out, as most conceivable moves are blocked by something.
        """
        problem = self.problem
        active = set(on)
        row_lower, upper = problem.row_lower.copy(), problem.upper.copy()
        for number, member in enumerate(self.members):
            if number in active:
                upper[member.blocked] = 0
            else:
                row_lower[member.rows] = -INFINITY
        columns = np.flatnonzero(upper > problem.lower)
        rows = np.flatnonzero((row_lower > -INFINITY) | (problem.row_upper < INFINITY))
        matrix = problem.matrix[:, columns].tocsr()[rows].tocsc()
        fixed = problem.lower.copy()
        fixed[columns] = 0
        rest = (problem.matrix @ fixed)[rows] if fixed.any() else np.zeros(len(rows))
        lower, higher = row_lower[rows] - rest, problem.row_upper[rows] - rest
        empty = np.bincount(matrix.indices, minlength=len(rows)) == 0
        if (empty & ((lower > TINY) | (higher < -TINY))).any():
            return None, rows, columns
        highs = new_highs()
        highs.passModel(
            linear_program(matrix, lower, higher, problem.lower[columns], upper[columns], np.zeros(len(columns)))
        )
        if whole:
            chosen = np.flatnonzero(problem.whole[columns]).astype(np.int32)
            highs.changeColsIntegrality(len(chosen), chosen, [highspy.HighsVarType.kInteger] * len(chosen))
        highs.setOptionValue("time_limit", SECONDS)
        return highs, rows, columns


def find_conflict(facts: Facts) -> Conflict | None:
    """Return an irreducible set of what required rules ask for, None where all of it can hold together."""
    lost = _lost(facts)
    board = _board(facts, lost)
    core = [number for number, member in enumerate(board.members) if lost is None or member.kind != "limit"]
    if board.possible(core):
        return None
    while (proof := board.proof(core)) is not None and len(proof) < len(core) and not board.possible(proof):
        core = proof
    core = _reduced(board, core)
    checked = not board.possible(core) and all(
        board.possible([number for number in core if number != one]) for one in core
    )
    room = tuple(board.give(core, one) for one in core)
    return Conflict(facts, tuple(board.members[number] for number in core), room, checked)


def _reduced(board: _Switchboard, core: Sequence[int]) -> list[int]:
    """Drop members in chunks that halve where a chunk turns out to be needed, until each alone is."""
    kept = sorted(core, key=lambda number: _rank(board.members[number]))
    place, size = 0, max(1, len(kept) // 2)
    while place < len(kept):
        size = min(size, len(kept) - place)
        rest = kept[:place] + kept[place + size :]
        if not board.possible(rest):
            kept = rest
        elif size > 1:
            size = max(1, size // 2)
            continue
        else:
            place += 1
        size = max(1, (len(kept) - place) // 2)
    return sorted(kept, key=lambda number: -_rank(board.members[number])[0])


def _rank(member: Member) -> tuple[int, int, str, str]:
    """What is tried first is dropped first: limits of sections, then filters, then the headline rules."""
    last = KEPT_LONGEST.index(member.rule) + 1 if member.rule in KEPT_LONGEST else 0
    return last, 0 if member.kind == "limit" else 1, member.rule, member.about


def _lost(facts: Facts) -> NDArray[np.bool_] | None:
    """Mark the first person who is to move and whom no filter leaves a move; None if there is nobody."""
    if facts.policy.settings("decisions").mode != "required":
        return None
    index = facts.teacher_index
    must = np.unique([index[d.teacher] for d in facts.district.decisions if d.kind in ("move", "assign")]).astype(int)
    among = np.zeros(len(facts.teachers), bool)
    among[must] = True
    arcs = candidates(facts, among)
    nowhere = np.setdiff1d(must, arcs.teacher)
    among[:] = False
    among[nowhere[:1]] = True
    return among if len(nowhere) else None


def _board(facts: Facts, among: NDArray[np.bool_] | None) -> _Switchboard:
    """Write the model of the required rules over every move that any of their filters could let through."""
    policy = facts.policy
    filters = [code for code, item in sorted(policy.rules.items()) if item.mode == "required" and _filters(code)]
    arcs = candidates(Facts(facts.district, _with_modes(policy, filters, "target"), facts.seed), among)
    # The rule ``returns`` also says where people stand, so it is never off.
    aims = [code for code, item in policy.rules.items() if item.mode == "target" and code != "returns"]
    bare = Facts(facts.district, _with_modes(policy, aims, "off"), facts.seed)
    problem = build(bare, arcs)
    return _Switchboard(problem, list(_members(problem, filters)))


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
    by_row = problem.matrix.tocsr()
    for statement in problem.statements:
        for offset in range(statement.last - statement.first if statement.rule is not None else 0):
            row = statement.first + offset
            about = statement.about[offset] if offset < len(statement.about) else ""
            if statement.rule == "decisions":
                rows_of[about].append(row)
                continue
            factors = by_row.data[by_row.indptr[row] : by_row.indptr[row + 1]]
            mixed = bool(len(factors) and factors.min() < 0 < factors.max())
            yield Member(
                str(statement.rule), "limit", about, np.array([row]), none, float(problem.row_lower[row]), mixed,
                statement.unit,
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
