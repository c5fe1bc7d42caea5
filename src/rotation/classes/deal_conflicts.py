"""Requests that cannot be met together: found before anything is dealt, reduced to the smallest conflict, in words."""

from __future__ import annotations

from typing import Final

from rotation.classes.deal_units import group_units
from rotation.domain.pupils import Roster
from rotation.errors import InfeasibleError
from rotation.i18n import COMMA, Language, bracketed
from rotation.i18n.dealing import CONFLICT
from rotation.policy.dealing import DealRules

__all__ = ["refuse_impossible"]

_STEPS: Final = 200_000


def refuse_impossible(roster: Roster, rules: DealRules, classes: int, lang: Language) -> None:
    """Raise ``InfeasibleError`` naming every smallest conflict of the requests."""
    reasons = [*_counts(roster, rules, classes, lang), *_apart(roster, classes, lang)]
    if reasons:
        raise InfeasibleError(CONFLICT["title"].to(lang, classes=classes), reasons)


def _counts(roster: Roster, rules: DealRules, classes: int, lang: Language) -> list[str]:
    reasons = []
    if classes > len(roster.pupils):
        reasons.append(CONFLICT["more_classes"].to(lang, classes=classes, pupils=len(roster.pupils)))
    needing = [pupil for pupil in roster.pupils if pupil.needs]
    most = rules.most_needs_per_class
    if len(needing) > most * classes:
        figures = {"needing": len(needing), "most": most, "classes": classes, "least": -(-len(needing) // most)}
        reasons.append(CONFLICT["needs"].to(lang, **figures))
    units, _ = group_units(roster)
    if len(units) < classes <= len(roster.pupils):
        reasons.append(CONFLICT["more_classes_groups"].to(lang, classes=classes, units=len(units)))
    reasons += [
        CONFLICT["needs_together"].to(lang, names=_names(roster, unit, lang), needing=many, most=most)
        for unit in units
        if (many := sum(bool(roster.pupils[i].needs) for i in unit)) > most
    ]
    if not reasons and (core := _unpacked(roster, units, most, classes)):
        people = [i for unit in core for i in unit]
        limits = {"groups": len(core), "most": most, "classes": classes}
        reasons.append(CONFLICT["needs_groups"].to(lang, names=_names(roster, people, lang), **limits))
    return reasons


def _unpacked(roster: Roster, units: list[tuple[int, ...]], most: int, classes: int) -> list[tuple[int, ...]]:
    """Return a smallest set of units with several needing pupils each that the classes cannot hold, else nothing.

    Pupils with needs who move alone fill the places that are left, so that only these units matter.
    """
    needing = {unit: sum(bool(roster.pupils[i].needs) for i in unit) for unit in units}
    core = sorted((unit for unit, many in needing.items() if many > 1), key=lambda unit: (needing[unit], unit))
    if _fit([needing[unit] for unit in core], most, classes) is not False:
        return []
    for unit in tuple(core):
        rest = [other for other in core if other != unit]
        if _fit([needing[other] for other in rest], most, classes) is False:
            core = rest
    return core


def _fit(amounts: list[int], most: int, classes: int) -> bool | None:
    """Say whether amounts can be shared out over classes of at most ``most``; None where the search was cut short."""
    left, steps = [most] * classes, 0
    amounts = sorted(amounts, reverse=True)

    def place(at: int) -> bool | None:
        nonlocal steps
        if at == len(amounts):
            return True
        steps += 1
        if steps > _STEPS:
            return None
        for room in sorted({room for room in left if room >= amounts[at]}):
            c = left.index(room)  # classes with as much room are alike
            left[c] -= amounts[at]
            done = place(at + 1)
            left[c] += amounts[at]
            if done is not False:
                return done
        return False

    return place(0)


def _apart(roster: Roster, classes: int, lang: Language) -> list[str]:
    """Return the conflicts among wishes to be apart: each a smallest set of units that no ``classes`` can part."""
    units, pairs = group_units(roster)
    unit_of = {i: u for u, unit in enumerate(units) for i in unit}
    edges: dict[int, set[int]] = {}
    reasons = []
    for one, other in pairs:
        a, b = unit_of[one], unit_of[other]
        if a == b:
            reasons.append(CONFLICT["both"].to(lang, names=_names(roster, (one, other), lang)))
        else:
            edges.setdefault(a, set()).add(b)
            edges.setdefault(b, set()).add(a)
    for component in _components(edges):
        if _colourable(edges, component, classes) is False:
            core = _smallest(edges, component, classes)
            people = [i for unit in core for i in units[unit]]
            links = sum(len(edges[u] & core) for u in core) // 2
            least = next(c for c in range(classes + 1, len(core) + 1) if _colourable(edges, core, c))
            reasons.append(CONFLICT["parting"].to(
                lang, names=_names(roster, people, lang), count=len(core), links=links, classes=classes, least=least,
            ))  # fmt: skip
    return reasons


def _components(edges: dict[int, set[int]]) -> list[set[int]]:
    left, found = set(edges), []
    while left:
        component, open_ends = set(), [min(left)]
        while open_ends:
            unit = open_ends.pop()
            if unit not in component:
                component.add(unit)
                open_ends += edges[unit] - component
        left -= component
        found.append(component)
    return found


def _colourable(edges: dict[int, set[int]], among: set[int], classes: int) -> bool | None:
    """Say whether the units can be parted into classes; None where the search was cut short."""
    # A unit with fewer neighbours than classes can always be placed last.
    left = set(among)
    while easy := [u for u in left if len(edges[u] & left) < classes]:
        left -= set(easy)
    colour: dict[int, int] = {}
    steps = 0

    def place() -> bool | None:
        nonlocal steps
        if len(colour) == len(left):
            return True
        steps += 1
        if steps > _STEPS:
            return None
        free = [u for u in left if u not in colour]
        unit = max(free, key=lambda u: (len({colour[n] for n in edges[u] if n in colour}), len(edges[u] & left), -u))
        taken = {colour[n] for n in edges[unit] if n in colour}
        # One unused class stands for all of them.
        for c in range(min(classes, len(set(colour.values())) + 1)):
            if c not in taken:
                colour[unit] = c
                done = place()
                if done is not False:
                    return done
                del colour[unit]
        return False

    return place()


def _smallest(edges: dict[int, set[int]], component: set[int], classes: int) -> set[int]:
    """Return a conflict of which no unit can be left out."""
    core = set(component)
    for unit in sorted(component):
        if _colourable(edges, core - {unit}, classes) is False:
            core.discard(unit)
    return core


def _names(roster: Roster, positions: list[int] | tuple[int, ...], lang: Language) -> str:
    people = [roster.pupils[i] for i in positions]
    named = [bracketed(p.name, p.id, lang) for p in people[:12]]
    if len(people) > 12:
        named.append("……" if lang == "zh" else "...")
    return COMMA.to(lang).join(named)
