"""What changes after a draw: places for late arrivals, and what a change of class would break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rotation.classes.deal_check import recount
from rotation.classes.deal_units import group_units
from rotation.classes.lottery import numbers, permutation, shuffled
from rotation.classes.teams import Team, forbidden_pairs
from rotation.domain.pupils import ClassTeacher, Roster
from rotation.errors import InfeasibleError
from rotation.i18n import COMMA, Language, Text
from rotation.i18n.drawing import DRAW
from rotation.policy.dealing import DealRules

__all__ = ["barred_classes", "broken_requests", "late_places"]

_TRIES: Final = 20


def barred_classes(
    roster: Roster, teams: Sequence[Team], match: Sequence[int], teachers: Sequence[ClassTeacher]
) -> list[frozenset[int]]:
    """Return, for each pupil, the classes whose team holds a relative."""
    class_of = {team: k for k, team in enumerate(match)}
    pairs = forbidden_pairs(roster.pupils, range(len(roster.pupils)), teams, teachers)
    barred: list[set[int]] = [set() for _ in roster.pupils]
    for i, team in pairs:
        barred[i].add(class_of[team])
    return [frozenset(classes) for classes in barred]


def broken_requests(
    roster: Roster, rules: DealRules, place: Sequence[int], names: Sequence[str], barred: Sequence[frozenset[int]]
) -> list[Text]:
    """Return every request that lists break: together, apart, needs in a class, relatives in the team."""
    lists = {p.id: names[k] for p, k in zip(roster.pupils, place, strict=True)}
    broken = list(recount(roster, rules, lists, names).broken)
    for pupil, k, classes in zip(roster.pupils, place, barred, strict=True):
        if k in classes:
            broken.append(DRAW["relative"].fill(name=pupil.name, class_=names[k]))
    return broken


def late_places(
    roster: Roster, place: Sequence[int], names: Sequence[str], seed: str, *,
    rules: DealRules, barred: Sequence[frozenset[int]], lang: Language = "zh",
) -> list[int]:  # fmt: skip
    """Return the classes of the late arrivals, who have the place -1: each into the emptiest class that is permitted.

    Who must be together moves as one. Units come in drawn order; among equally empty classes the order is drawn too.
    Where an order leaves someone without a class the next one is drawn, at most 20 times.

    Raises
    ------
    InfeasibleError
        Someone has no class that keeps every request.
    """
    stuck: tuple[str, ...] = ()
    for attempt in range(_TRIES):
        placed, stuck = _placed(roster, place, len(names), seed, f"/{attempt}" if attempt else "", rules, barred)
        if not stuck:
            return [placed[i] for i, k in enumerate(place) if k < 0]
    raise InfeasibleError(DRAW["late_apart"].to(lang, name=COMMA.to(lang).join(stuck), most=rules.most_needs_per_class))


def _placed(
    roster: Roster, place: Sequence[int], classes: int, seed: str, label: str, rules: DealRules,
    barred: Sequence[frozenset[int]],
) -> tuple[Mapping[int, int], tuple[str, ...]]:  # fmt: skip
    """Place the late units in one drawn order; also return the names of those who have no class."""
    pupils = roster.pupils
    groups, pairs = group_units(roster)
    units = [unit for unit in groups if any(place[i] < 0 for i in unit)]
    apart: dict[int, set[int]] = {}
    for one, other in pairs:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    where = {i: k for i, k in enumerate(place) if k >= 0}
    sizes = [sum(k == c for k in place) for c in range(classes)]
    needs = [sum(k == c and bool(p.needs) for p, k in zip(pupils, place, strict=True)) for c in range(classes)]
    ties = numbers(seed, f"late ties{label}")
    for u in permutation(seed, f"late{label}", len(units)):
        unit = units[u]
        needing = sum(bool(pupils[i].needs) for i in unit)
        taken = {where[other] for i in unit for other in apart.get(i, ()) if other in where}
        taken |= {c for i in unit for c in barred[i]}
        if needing:
            taken |= {c for c in range(classes) if needs[c] + needing > rules.most_needs_per_class}
        lot = shuffled(ties, range(classes))
        free = [c for c in range(classes) if c not in taken]
        if not free or any(other in unit for i in unit for other in apart.get(i, ())):
            return where, tuple(pupils[i].name for i in unit)
        chosen = min(free, key=lambda c: (sizes[c], lot[c]))
        where |= dict.fromkeys(unit, chosen)
        sizes[chosen] += len(unit)
        needs[chosen] += needing
    return where, ()
