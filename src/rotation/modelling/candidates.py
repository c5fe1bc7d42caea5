"""Which single moves are possible at all: every pair of teacher and section that each required rule allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rotation.facts.arcs import NO_WAY, Arcs
from rotation.facts.facts import Facts
from rotation.policy.settings import RuleSettings
from rotation.rules import rule

__all__ = ["candidates"]

BLOCK: Final = 2_000_000
"""Pairs looked at in one go; bounds the memory of large districts."""


def candidates(facts: Facts, among: NDArray[np.bool_] | None = None) -> Arcs:
    """Return the arcs in order of teacher, then section; ``among`` marks the teachers whose, None all."""
    filters = [
        (rule(code), settings)
        for code, settings in sorted(facts.policy.rules.items())
        if settings.mode == "required" and hasattr(rule(code), "allows")
    ]
    filters.sort(key=lambda item: item[0].__name__ != "rotation.rules.eligibility")
    parts = []
    for block in _blocks(facts, among, _farthest(facts)):
        parts.append(_with_commute(facts, _permitted(facts, block, filters)))
    parts.append(_permitted(facts, _extensions(facts, among), filters))
    joined = Arcs.joined(parts)
    order = np.lexsort([joined.section, joined.teacher])
    return Arcs(
        joined.teacher[order], joined.section[order], joined.hectometres[order], joined.commute[order],
        joined.extension[order],
    )  # fmt: skip


def _farthest(facts: Facts) -> NDArray[np.int64]:
    """Return for each teacher the hectometres beyond which some required rule lets nobody like that go."""
    far = np.full(len(facts.teachers), NO_WAY - 1, np.int64)
    for code, settings in facts.policy.rules.items():
        if settings.mode == "required" and hasattr(rule(code), "farthest"):
            far = np.minimum(far, rule(code).farthest(facts, settings))
    return far


def _blocks(facts: Facts, among: NDArray[np.bool_] | None, far: NDArray[np.int64]) -> Iterator[Arcs]:
    """Yield pairs of a teacher and a section of another school that a way leads to, not longer than the farthest."""
    sections = np.arange(len(facts.sections))
    schools = np.arange(len(facts.district.schools))
    teachers = np.argsort(facts.standing, kind="stable")
    teachers = teachers[far[teachers] >= 0 if among is None else among[teachers] & (far[teachers] >= 0)]
    height = max(1, BLOCK // max(1, len(sections)))
    for start in range(0, len(teachers), height):
        chosen = teachers[start : start + height]
        homes, home = np.unique(facts.teacher_school[chosen], return_inverse=True)
        ways = facts.roads.between(homes[:, None], schools[None, :])[:, facts.school]
        ways[homes[:, None] == facts.school[None, :]] = NO_WAY
        row, section = np.nonzero(ways[home.reshape(-1)] <= far[chosen][:, None])
        # Who is due home and stays at the present school has not moved: that is an extension.
        staying = facts.due[chosen[row]] & (facts.school[facts.present[chosen[row]]] == facts.school[section])
        row, section = row[~staying], section[~staying]
        yield _arcs(chosen[row], sections[section], ways[home.reshape(-1)[row], section])


def _arcs(
    teacher: NDArray[np.int64], section: NDArray[np.int64], ways: NDArray[np.int64], extension: bool = False
) -> Arcs:
    return Arcs(teacher, section, ways, ways, np.full(len(teacher), extension))


def _with_commute(facts: Facts, arcs: Arcs) -> Arcs:
    """Measure the way from the residence where both ends are known; else it stays that between the schools."""
    latitude, longitude = facts.residence
    known = ~np.isnan(latitude[arcs.teacher])
    commute = arcs.hectometres.copy()
    ways = facts.roads.from_places(
        latitude[arcs.teacher[known]], longitude[arcs.teacher[known]], facts.school[arcs.section[known]]
    )
    commute[known] = np.where(ways < NO_WAY, ways, commute[known])
    return Arcs(arcs.teacher, arcs.section, arcs.hectometres, commute, arcs.extension)


def _extensions(facts: Facts, among: NDArray[np.bool_] | None) -> Arcs:
    """Return, for each secondee due home, the arc of staying on."""
    due = np.flatnonzero(facts.due if among is None else facts.due & among)
    return _arcs(due, facts.present[due], np.zeros(len(due), np.int64), extension=True)


def _permitted(facts: Facts, arcs: Arcs, filters: list[tuple[Any, RuleSettings]]) -> Arcs:
    """Return the arcs that every filter allows."""
    for module, settings in filters:
        arcs = arcs.take(module.allows(facts, arcs, settings))
    return arcs
