"""What a cap on class size would cost: classes, rooms and teachers, every figure counted by the verifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from rotation.audit import examine
from rotation.classes.opening import open_classes, with_classes
from rotation.domain.district import District
from rotation.policy import Policy

__all__ = ["CapCost", "cap_costs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapCost:
    """A district under caps for primary and junior classes; both None: as the data has it.

    ``rooms_short`` are classes without a classroom (schools that do not say how many they have left out),
    ``teachers_by_lessons`` the posts that the lessons ask for, rounded up, ``teachers_by_pupils`` those that pupils
    (small rural schools: classes) give. ``unfilled`` lessons are those before any exchange.
    """

    primary: int | None
    junior: int | None
    classes: int
    rooms_short: int
    lessons: int
    teachers_by_lessons: int
    teachers_by_pupils: int
    unfilled: int


def cap_costs(district: District, policy: Policy, caps: Iterable[tuple[int, int]]) -> tuple[CapCost, ...]:
    """Return the present state, then one row for each pair of caps (primary, junior).

    Every school takes its own catchment, and rooms, school size and teachers limit nothing: they are what is counted.
    """
    found = [_cost(district, policy, None, None)]
    unlimited = policy.with_classes(
        rooms={"mode": "off"}, school_size={"mode": "off"}, staff={"mode": "off"}, quota={"mode": "off"},
        direction={"mode": "off"}, pilot={"schools": ()},
    )  # fmt: skip
    for primary, junior in caps:
        terms = unlimited.with_classes(cap={"mode": "required", "primary": primary, "junior": junior})
        planned = with_classes(district, open_classes(district, terms).plan)
        found.append(_cost(planned, policy, primary, junior))
    return tuple(found)


def _cost(district: District, policy: Policy, primary: int | None, junior: int | None) -> CapCost:
    state = examine(district, policy).state
    opened = Counter[str]()
    for row in district.grades:
        opened[row.school] += row.classes
    kept_free = policy.classes.rooms.kept_free
    rooms = {one.id: one.classrooms - kept_free for one in district.schools if one.classrooms is not None}
    return CapCost(
        primary=primary,
        junior=junior,
        classes=state.totals.classes,
        rooms_short=sum(max(0, opened[school] - max(0, number)) for school, number in rooms.items()),
        lessons=state.totals.lessons_demanded,
        teachers_by_lessons=ceil(sum((row.teachers_by_lessons for row in state.posts), Fraction(0))),
        teachers_by_pupils=sum(row.teacher_posts for row in state.posts),
        unfilled=state.totals.lessons_unfilled,
    )
