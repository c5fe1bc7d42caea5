"""The choices of schools and the entrants between them as a small whole-number program.

One column for each choice of a school, exactly one is taken; entrants flow between them. What choices cost stands on
their columns, so that only the pupils of grades that may send are counted by rows, each of them the convex hull of
its grade's choices: its linear relaxation is nearly always whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rotation.classes.entrants import Cohort, Route
from rotation.classes.opening_choices import Choice, Door, choices_of, doors_of
from rotation.classes.opening_limits import Limits
from rotation.classes.opening_model import INFINITY, Model, write_directed, write_flow
from rotation.classes.opening_section import beyond
from rotation.rules.quantity import Floats

__all__ = ["Master", "nobody_directed", "write_master"]


@dataclass(slots=True, eq=False)
class Master:
    """The program with what its columns mean: ``choices`` by school, in the order of their columns.

    ``unplaced`` are the columns of pupils without a place, with how many each choice leaves where nobody is directed;
    ``larger`` those of pupils beyond a school's size, with how many they are then. ``deserted`` are the choices
    under which all must leave a grade.
    """

    model: Model = field(default_factory=Model)
    choices: dict[str, tuple[tuple[int, Choice], ...]] = field(default_factory=dict)
    unplaced: dict[str, list[tuple[int, dict[int, float]]]] = field(default_factory=dict)
    larger: dict[int, float] = field(default_factory=dict)
    deserted: set[int] = field(default_factory=set)


def write_master(cohorts: Iterable[Cohort], routes: Iterable[Route], limits: Limits) -> Master | None:
    """Return the program of some schools; None where the limits of one of them contradict each other."""
    master, cohorts, routes = Master(), tuple(cohorts), tuple(routes)
    write_directed(master.model, cohorts, routes)
    for school in sorted({one.school for one in cohorts}):
        own = [one for one in cohorts if one.school == school]
        near = [route for route in routes if school in (route.school, route.neighbour)]
        doors = doors_of(own, near, limits)
        choices = choices_of(own, doors, limits)
        if not choices:
            return None
        _choose(master, school, choices)
        for door in doors.values():
            if door.open:
                _door(master, door, near, limits)
        _size(master, school, own, near, limits)
    _shares(master.model, limits)
    return master


def nobody_directed(master: Master, tiers: Sequence[str]) -> Floats | None:
    """Return the best point where every child stays in its catchment; None where required limits forbid that."""
    model = master.model
    point, costs = np.zeros(len(model.lower)), [model.cost[tier] for tier in tiers]
    for column, more in master.larger.items():
        point[column] = more
    for school, columns in master.choices.items():
        left = master.unplaced.get(school, [])
        best: tuple[list[float], int] | None = None
        for column, choice in columns:
            kept = all(of.get(column, 0.0) <= model.upper[own] for own, of in left)
            if not choice.receives and kept and column not in master.deserted:
                rank = [cost.get(column, 0.0) + sum(cost.get(own, 0.0) * of.get(column, 0.0) for own, of in left)
                        for cost in costs]  # fmt: skip
                best = min(best or (rank, column), (rank, column))
        if best is None:
            return None
        point[best[1]] = 1.0
        for own, of in left:
            point[own] = of.get(best[1], 0.0)
    return None if (point > np.array(model.upper)).any() else point


def _choose(master: Master, school: str, choices: Sequence[Choice]) -> None:
    """State that a school takes exactly one of its choices."""
    model = master.model
    columns = []
    for choice in choices:
        cost = {tier: float(value) for tier, value in choice.values.items()}
        columns.append((model.column(0, 1, whole=True, **cost), choice))
    model.row(dict.fromkeys((column for column, _ in columns), 1.0), lower=1, upper=1)
    master.choices[school] = tuple(columns)


def _door(master: Master, door: Door, near: Sequence[Route], limits: Limits) -> None:
    """State who can leave and join an entry grade under each of its school's choices."""
    model, one = master.model, door.cohort
    place, grade, pupils = (one.school, one.grade), one.grade, one.pupils
    out = write_flow(model, (route for route in near if (route.school, route.grade) == place))
    into = write_flow(model, (route for route in near if (route.neighbour, route.grade) == place))
    opened = [(column, choice.classes[grade], choice) for column, choice in master.choices[one.school]]
    sends = [(column, k) for column, k, choice in opened if grade not in choice.receives]
    if into:
        room = {
            column: -float(min(door.coming, k * door.cap - pupils, door.coming if (w := choice.welcome) is None else w))
            for column, k, choice in opened
            if grade in choice.receives
        }
        model.row({**into, **room}, upper=0)
    if out:
        model.row({**out, **{column: -float(door.leaving) for column, _ in sends}}, upper=0)
        emptied = {column: -float(pupils) for column, k in sends if not k}
        if emptied:
            master.deserted |= emptied.keys()
            model.row({**out, **emptied}, lower=0)
        for size, tier in ((door.cap, "over_cap"), (limits.oversized, "oversized")):
            _beyond(master, door, sends, out, size, tier, limits)
    # No class is empty: whoever stays or comes is as many as there are classes.
    if any(k > pupils - door.leaving for _, k, _ in opened):
        terms = {column: -float(k) for column, k, _ in opened}
        model.row({**terms, **into, **{column: -value for column, value in out.items()}}, lower=-float(pupils))


def _beyond(
    master: Master, door: Door, sends: Sequence[tuple[int, int]], out: Mapping[int, float], size: int, tier: str,
    limits: Limits,
) -> None:
    """Count the pupils of a grade that may send for whom its classes have no place."""
    model, pupils = master.model, door.cohort.pupils
    without = {column: float(more) for column, k in sends if (more := beyond(pupils, k, size))}
    if not without:
        return
    required = tier == "over_cap" and limits.terms.cap.mode == "required"
    left = model.column(0, 0 if required else INFINITY, whole=False, **({} if required else {tier: 1.0}))
    master.unplaced.setdefault(door.cohort.school, []).append((left, without))
    model.row({left: 1.0, **out, **{column: -more for column, more in without.items()}}, lower=0)
    # However many leave, so many are left.
    stay = {column: float(more) for column, k in sends if (more := beyond(pupils - door.leaving, k, size))}
    if stay:
        model.row({left: 1.0, **{column: -more for column, more in stay.items()}}, lower=0)


def _size(master: Master, school: str, own: Sequence[Cohort], near: Sequence[Route], limits: Limits) -> None:
    """State a school's size; a school beyond it receives nobody."""
    model, mode = master.model, limits.terms.school_size.mode
    there, size = sum(one.pupils for one in own), limits.most_pupils[school]
    coming = [route for route in near if route.neighbour == school]
    if mode == "off" or there + sum(route.most for route in coming) <= size:
        return
    flow = write_flow(model, coming) | write_flow(model, (route for route in near if route.school == school), -1.0)
    # Without arrivals it is beyond by no more than now, with them not at all.
    most = float(max(0, there - size))
    cost = {} if mode == "required" else {"school_size": 1.0}
    more = model.column(0, 0 if mode == "required" else most, whole=False, **cost)
    master.larger[more] = most
    model.row({**flow, more: -1.0}, upper=float(size - there))
    receives = {column: most for column, choice in master.choices[school] if choice.receives}
    if receives and most and mode != "required":
        model.row({more: 1.0, **receives}, upper=most)


def _shares(model: Model, limits: Limits) -> None:
    """State the share of entrants in their catchment, where it is required."""
    for stage, most in (limits.most_directed or {}).items():
        flow = write_flow(model, (route for route in model.singles if (route.grade <= 6) == (stage == "primary")))
        if flow:
            model.row(flow, upper=float(most))
