"""The classes to open as a small whole-number program.

Every limit is a row with a column of what it *gives*: 0 where the limit is required, priced in its tier where it is
a target. So a plan exists for any data once all limits may give, and a conflict is found by letting some of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import highspy
import numpy as np
from scipy import sparse

from rotation.classes.entrants import Cohort, Route
from rotation.classes.opening_limits import Limits
from rotation.domain.district import SectionKey
from rotation.policy.classes import CLASS_TIERS
from rotation.rules.quantity import Floats

__all__ = ["INFINITY", "Kind", "Model", "Statement", "write_directed", "write_flow", "write_model"]

Kind = Literal["cap", "rooms", "school_size", "quota", "running", "growth", "staff", "catchment"]
INFINITY: Final = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Statement:
    """One limit on one school, section, grade or stage, and the column of what it gives, in the unit of its kind."""

    kind: Kind
    subject: str
    grade: int | None
    limit: int
    column: int
    required: bool
    stage: str | None = None


@dataclass(slots=True, eq=False)
class Model:
    """Columns and rows being written; ``classes`` and ``singles``/``pairs`` say which columns mean what."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    cost: dict[str, dict[int, float]] = field(default_factory=lambda: {tier: {} for tier in CLASS_TIERS})
    rows: list[tuple[float, float, Mapping[int, float]]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    classes: dict[tuple[str, int], int] = field(default_factory=dict)
    singles: dict[Route, int] = field(default_factory=dict)
    pairs: dict[Route, int] = field(default_factory=dict)

    def column(self, lower: float, upper: float, *, whole: bool = True, **cost: float) -> int:
        """Add a column; ``cost`` is by tier."""
        place = len(self.lower)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        for tier, value in cost.items():
            self.cost[tier][place] = value
        return place

    def row(self, coefficients: Mapping[int, float], lower: float = -INFINITY, upper: float = INFINITY) -> None:
        """Add lower <= sum <= upper."""
        self.rows.append((lower, upper, coefficients))

    def limit(
        self, kind: Kind, subject: str, grade: int | None, limit: int, terms: Mapping[int, float], most: float,
        tier: str | None = None, *, required: bool = True, unit: float = 1.0,
        stage: str | None = None,
    ) -> int:  # fmt: skip
        """State terms <= most + unit * what is given and return the latter's column.

        ``limit`` is what people call it; where a ``unit`` is given only whole units are.
        """
        cost = {} if required or tier is None else {tier: 1.0}
        give = self.column(0, 0 if required else INFINITY, whole=unit != 1.0, **cost)
        self.row({**terms, give: -unit}, upper=most)
        self.statements.append(Statement(kind, subject, grade, limit, give, required, stage))
        return give

    def matrix(self) -> sparse.csc_array:
        """Return the rows as one matrix."""
        entries = [(r, c, v) for r, (_, _, terms) in enumerate(self.rows) for c, v in terms.items()]
        row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
        return sparse.csc_array(
            (np.array(value, float), (np.array(row, int), np.array(column, int))),
            shape=(len(self.rows), len(self.lower)),
        )

    def costs(self, tier: str) -> Floats:
        """Return the costs of a tier, one for each column."""
        cost = np.zeros(len(self.lower))
        for column, value in self.cost[tier].items():
            cost[column] = value
        return cost


def write_model(cohorts: Iterable[Cohort], routes: Iterable[Route], limits: Limits) -> Model:
    """Return the model of some schools, with every route between them."""
    model, cohorts, routes = Model(), tuple(cohorts), tuple(routes)
    write_directed(model, cohorts, routes)
    for cohort in cohorts:
        _grade(model, cohort, routes, limits)
    for school in sorted({cohort.school for cohort in cohorts}):
        _school(model, school, cohorts, routes, limits)
    _stages(model, cohorts, limits)
    return model


def write_directed(model: Model, cohorts: tuple[Cohort, ...], routes: tuple[Route, ...]) -> None:
    """State how many may leave a catchment; no section both sends and receives."""
    by_place = {(cohort.school, cohort.grade): cohort for cohort in cohorts}
    for route in routes:
        origin, way = by_place[route.school, route.grade], float(route.hectometres)
        model.singles[route] = model.column(0, min(route.most, origin.singles), directed=1.0, distance=way)
        model.pairs[route] = model.column(0, min(route.most // 2, origin.pairs), directed=2.0, distance=2 * way)
        model.row({model.singles[route]: 1.0, model.pairs[route]: 2.0}, upper=route.most)
    for (school, grade), cohort in by_place.items():
        leaving = [route for route in routes if (route.school, route.grade) == (school, grade)]
        if leaving:
            model.row(dict.fromkeys((model.singles[route] for route in leaving), 1.0), upper=cohort.singles)
            model.row(dict.fromkeys((model.pairs[route] for route in leaving), 1.0), upper=cohort.pairs)


def write_flow(model: Model, routes: Iterable[Route], sign: float = 1.0) -> dict[int, float]:
    """Return the children directed along some routes as terms of a row."""
    return {
        column: sign * pupils
        for route in routes
        for column, pupils in ((model.singles[route], 1.0), (model.pairs[route], 2.0))
    }


def _grade(model: Model, cohort: Cohort, routes: tuple[Route, ...], limits: Limits) -> None:
    """State a grade's classes: everybody has one, caps, running classes, receiving only within the cap."""
    school, grade = cohort.school, cohort.grade
    leaving = [route for route in routes if (route.school, route.grade) == (school, grade)]
    coming = [route for route in routes if (route.neighbour, route.grade) == (school, grade)]
    flow = write_flow(model, leaving, -1.0) | write_flow(model, coming)
    most = cohort.pupils + sum(route.most for route in coming)
    cap, kept = limits.cap(cohort), limits.least_running(cohort)
    top = max(kept, -(-most // cap))
    own = model.column(0, top, classes=1.0, lessons=float(limits.weekly[grade]))
    model.classes[school, grade] = own
    if most:
        model.row({**flow, own: -float(most)}, upper=-cohort.pupils)  # whoever is there has a class
        model.row({**flow, own: -1.0}, lower=-cohort.pupils)  # and no class is empty
    steady = None if flow else cohort.pupils
    required = limits.terms.cap.mode == "required"
    filled = {**flow, own: -float(cap)}
    over = model.limit("cap", school, grade, cap, filled, -cohort.pupils, "over_cap", required=required)
    _round(model, own, over, cap, steady)
    if most > limits.oversized:
        size = float(limits.oversized)
        grossly = model.column(0, INFINITY, whole=False, oversized=1.0)
        model.row({**flow, own: -size, grossly: -1.0}, upper=-cohort.pupils)
        _round(model, own, grossly, limits.oversized, steady)
    if kept:
        model.limit("running", school, grade, kept, {own: -1.0}, -kept)
    if (largest := limits.largest_running(cohort)) is not None:
        model.limit("growth", school, grade, largest, {own: -float(largest)}, -cohort.pupils)
    if coming:
        _receives(model, cohort, leaving, coming, cap)


def _round(model: Model, classes: int, beyond: int, size: int, pupils: int | None) -> None:
    """State for a known number of pupils what follows from n <= size * k + beyond where k is whole.

    With r pupils beyond the last full class: beyond >= r * (ceil(n / size) - k); a fraction of a class takes nobody.
    """
    if pupils is not None and (rest := pupils % size):
        model.row({beyond: 1.0, classes: float(rest)}, lower=float(rest * -(-pupils // size)))


def _receives(model: Model, cohort: Cohort, leaving: list[Route], coming: list[Route], cap: int) -> None:
    """State that only a grade with room within its cap receives, and that it then sends nobody."""
    receives, pupils, own = model.column(0, 1), float(cohort.pupils), model.classes[cohort.school, cohort.grade]
    arriving = float(sum(route.most for route in coming))
    model.row({**write_flow(model, coming), receives: -arriving}, upper=0)
    model.row({**write_flow(model, coming), receives: pupils, own: -float(cap)}, upper=0)
    if leaving:
        most = float(min(cohort.pupils, sum(route.most for route in leaving)))
        model.row({**write_flow(model, leaving), receives: most}, upper=most)


def _school(
    model: Model, school: str, cohorts: tuple[Cohort, ...], routes: tuple[Route, ...], limits: Limits
) -> None:
    """State a school's rooms and size; a school beyond its size receives nobody."""
    terms = limits.terms
    own = [cohort for cohort in cohorts if cohort.school == school]
    if terms.rooms.mode != "off" and school in limits.rooms:
        columns = dict.fromkeys((model.classes[school, cohort.grade] for cohort in own), 1.0)
        rooms, required = limits.rooms[school], terms.rooms.mode == "required"
        model.limit("rooms", school, None, rooms, columns, rooms, "rooms", required=required)
    for stage in sorted({cohort.stage for cohort in own}) if terms.quota.mode != "off" else ():
        _posts(model, SectionKey(school, stage), own, limits)
    there, size = sum(cohort.pupils for cohort in own), limits.most_pupils[school]
    coming = [route for route in routes if route.neighbour == school]
    if terms.school_size.mode == "off" or there + sum(route.most for route in coming) <= size:
        return
    flow = write_flow(model, coming) | write_flow(model, (route for route in routes if route.school == school), -1.0)
    required = terms.school_size.mode == "required"
    beyond = model.limit("school_size", school, None, size, flow, size - there, "school_size", required=required)
    if coming:
        receives, arriving = model.column(0, 1), float(sum(route.most for route in coming))
        model.row({**write_flow(model, coming), receives: -arriving}, upper=0)
        model.row({beyond: 1.0, receives: float(there + arriving)}, upper=float(there + arriving))


def _posts(model: Model, key: SectionKey, own: list[Cohort], limits: Limits) -> None:
    """State that the lessons of a section's classes ask for no more teachers than its staff quota."""
    posts = limits.posts.get(key)
    if posts is None:
        return
    terms = {
        model.classes[key.school, one.grade]: float(posts.of_class[one.grade]) for one in own if one.stage == key.stage
    }
    model.limit(
        "quota", key.school, None, posts.quota, terms, float(posts.most), "posts",
        required=limits.terms.quota.mode == "required", unit=float(posts.of_teacher),
        stage=key.stage,
    )  # fmt: skip


def _stages(model: Model, cohorts: tuple[Cohort, ...], limits: Limits) -> None:
    """State the lessons and the catchment share, which tie all schools of a stage together."""
    for stage in sorted({cohort.stage for cohort in cohorts}):
        if limits.terms.staff.mode == "required":
            weekly = {
                model.classes[c.school, c.grade]: float(limits.weekly[c.grade]) for c in cohorts if c.stage == stage
            }
            model.limit("staff", stage, None, limits.lessons[stage], weekly, limits.lessons[stage])
        if limits.most_directed is not None:
            flow = write_flow(model, (route for route in model.singles if (route.grade <= 6) == (stage == "primary")))
            if flow:
                model.limit("catchment", stage, None, limits.most_directed[stage], flow, limits.most_directed[stage])
