"""Required rules that cannot hold together: an irreducible set of statements, filters and decisions.

The set is narrowed by the certificate of an infeasible relaxation, then by deletion with exact searches, and re-checked
both ways: together impossible, possible when any one is dropped. Where more decisions than anybody reads contradict a
rule, those of one kind are told together, with how many of them would have to go; so are a rule's limits, such as those
of a hundred sections that keep half of all teachers from moving. Where somebody is to move and has nowhere to go, that
is the conflict, and only this person's moves are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.facts.facts import Facts
from rotation.modelling.candidates import candidates
from rotation.solving.progress import Clock
from rotation.solving.switchboard import Member, Switchboard, Unit, switchboard

__all__ = ["Conflict", "Member", "find_conflict"]

MOST_APART: Final = {"decision": 40, "limit": 10}
"""Up to so many decisions, or limits of one rule, are told one by one."""
KEPT_LONGEST: Final = ("eligibility", "exchange_ratio", "backbone_share", "decisions")
"""What is dropped last, so that a conflict is told in these words where it can be."""


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """Members that cannot hold together, and for each how far it alone would have to give (None: not known).

    That is in the rule's unit for a limit, in moves for a filter, in decisions for these. ``checked`` says that both
    ways were re-checked by exact searches.
    """

    facts: Facts
    members: tuple[Member, ...]
    room: tuple[int | None, ...]
    checked: bool


def find_conflict(facts: Facts, clock: Clock | None = None) -> Conflict | None:
    """Return an irreducible set of what required rules ask for, None where all of it can hold together.

    ``clock`` is told of every search. Where the user asks it to stop, what has not been dropped by then is returned.
    """
    lost = _lost(facts)
    board = switchboard(facts, lost, clock)
    core = [number for number, member in enumerate(board.members) if lost is None or _is_about(member, facts, lost)]
    if board.possible(core):
        return None
    while not board.ended():
        proof = board.proof(core)
        if proof is None or len(proof) == len(core) or board.possible(proof):
            break
        core = proof
    units = _told_apart(board, _reduced(board, _units(board, core)))
    units.sort(key=lambda unit: -_rank(board.members[unit[0]])[0])
    core, checked = list(_flat(units)), _irreducible(board, units)
    room = tuple(None if board.ended() else board.give(core, unit) for unit in units)
    return Conflict(facts, tuple(_member(board, unit) for unit in units), room, checked)


def _is_about(member: Member, facts: Facts, lost: NDArray[np.bool_]) -> bool:
    """Say whether a member is a filter, or a decision about the one person whose moves are looked at."""
    if member.kind != "decision":
        return member.kind == "filter"
    return bool(lost[facts.teacher_index[member.about]])


def _units(board: Switchboard, core: Sequence[int]) -> list[Unit]:
    """Return each member by itself, but decisions of one kind, or limits of one rule, together where there are many."""
    decisions = [number for number in core if board.members[number].kind == "decision"]
    together = _alike(board, decisions) if len(decisions) > MOST_APART["decision"] else []
    together += [limits for limits in _of_one_rule(board, core) if len(limits) > MOST_APART["limit"]]
    rest = sorted(set(core) - set(_flat(together)))
    return [(number,) for number in rest] + together


def _alike(board: Switchboard, decisions: Sequence[int]) -> list[Unit]:
    """Return decisions of one kind together."""
    kinds: dict[str, set[str]] = {}
    for decision in board.problem.facts.district.decisions:
        kinds.setdefault(decision.teacher, set()).add(decision.kind)
    alike: dict[tuple[str, ...], list[int]] = {}
    for number in decisions:
        alike.setdefault(tuple(sorted(kinds[board.members[number].about])), []).append(number)
    return [tuple(alike[kind]) for kind in sorted(alike)]


def _of_one_rule(board: Switchboard, among: Sequence[int]) -> list[Unit]:
    """Return limits that a rule states in the same words together."""
    alike: dict[tuple[str, str], list[int]] = {}
    for number in among:
        member = board.members[number]
        if member.kind == "limit":
            alike.setdefault((member.rule, member.part), []).append(number)
    return [tuple(alike[words]) for words in sorted(alike)]


def _all_like(board: Switchboard, unit: Unit) -> Unit:
    """Return all decisions of the kind, or limits of the rule, that a unit is of."""
    every = range(len(board.members))
    if board.members[unit[0]].kind == "limit":
        alike = _of_one_rule(board, every)
    else:
        alike = _alike(board, [number for number in every if board.members[number].kind == "decision"])
    return next(wide for wide in alike if unit[0] in wide)


def _told_apart(board: Switchboard, units: Sequence[Unit]) -> list[Unit]:
    """Return the few decisions of a kind, or limits of a rule, that matter one by one; where many do, all of them.

    Of a hundred people who are to stay where sixty have to move, some sixty would contradict that; withdrawing one of
    these would settle nothing.
    """
    units = list(units)
    for several in [unit for unit in units if len(unit) > 1]:
        others = [unit for unit in units if unit is not several]
        apart = _few(board, several, _flat(others), MOST_APART[board.members[several[0]].kind])
        if apart is not None:
            units = others + [(number,) for number in apart]
            continue
        wide = _all_like(board, several)
        units = [*others, wide if _irreducible(board, [*others, wide]) else several]
    return units


def _few(board: Switchboard, several: Unit, beside: Unit, most: int) -> Unit | None:
    """Return which of several members are needed beside others, None where more than ``most`` are.

    Chunks are dropped one after the other, then smaller ones of what is left. A chunk that cannot be dropped has a
    member at least that is needed, so that more than ``most`` such chunks are enough to know.
    """
    kept, size = several, max(1, len(several) // (2 * most))
    while not board.ended():
        place = needed = 0
        while place < len(kept) and not board.ended():
            rest = kept[:place] + kept[place + size :]
            if not board.possible(rest + beside):
                kept = rest
                continue
            needed, place = needed + 1, place + size
            if needed > most:
                return None
        if size == 1:
            break
        size //= 2
    return kept


def _irreducible(board: Switchboard, units: Sequence[Unit]) -> bool:
    """Say whether units cannot hold together, and can without any one of them."""
    core = _flat(units)
    return not board.possible(core) and all(
        not board.ended() and board.possible([number for number in core if number not in unit]) for unit in units
    )


def _flat(units: Sequence[Unit]) -> Unit:
    return tuple(number for unit in units for number in unit)


def _member(board: Switchboard, unit: Unit) -> Member:
    """Return what a unit is told as."""
    members = [board.members[number] for number in unit]
    if len(members) == 1:
        return members[0]
    rows, blocked = (np.concatenate(parts) for parts in ([m.rows for m in members], [m.blocked for m in members]))
    if members[0].kind == "limit":
        return Member(members[0].rule, "limits", "", rows, blocked, limits=tuple(members))
    return Member("decisions", "decisions", "", rows, blocked, teachers=tuple(m.about for m in members))


def _reduced(board: Switchboard, core: Sequence[Unit]) -> list[Unit]:
    """Drop units in chunks that halve where a chunk turns out to be needed, until each alone is."""
    kept = sorted(core, key=lambda unit: _rank(board.members[unit[0]]))
    place, size = 0, max(1, len(kept) // 2)
    while place < len(kept) and not board.ended():
        size = min(size, len(kept) - place)
        rest = kept[:place] + kept[place + size :]
        if not board.possible(_flat(rest)):
            kept = rest
        elif size > 1:
            size = max(1, size // 2)
            continue
        else:
            place += 1
        size = max(1, (len(kept) - place) // 2)
    return kept


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
