"""What follows from the required limits before any search: fewest and most classes, the room left for entrants.

A search that knows them has far fewer routes to think about; an explanation of a conflict, where limits are let go,
must not use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rotation.classes.entrants import Cohort, Route
from rotation.classes.opening_limits import Limits

__all__ = ["fewest_classes", "most_classes", "usable"]

Place = tuple[str, int]


def fewest_classes(cohort: Cohort, leaving: Iterable[Route], limits: Limits) -> int:
    """Return the fewest classes that a grade can have, whoever leaves it."""
    stays = cohort.pupils - min(cohort.singles + 2 * cohort.pairs, sum(route.most for route in leaving))
    fewest = max(limits.least_running(cohort), min(1, stays))
    if (largest := limits.largest_running(cohort)) is not None:
        fewest = max(fewest, -(-stays // largest))
    if limits.terms.cap.mode == "required":
        fewest = max(fewest, -(-stays // limits.cap(cohort)))
    return fewest


def most_classes(cohorts: Iterable[Cohort], fewest: Mapping[Place, int], limits: Limits) -> dict[Place, int | None]:
    """Return the most classes of each grade that the school's rooms leave it; None where they limit nothing."""
    cohorts = tuple(cohorts)
    taken: dict[str, int] = {}
    for cohort in cohorts:
        taken[cohort.school] = taken.get(cohort.school, 0) + fewest[cohort.school, cohort.grade]
    found: dict[Place, int | None] = {}
    for cohort in cohorts:
        place, rooms = (cohort.school, cohort.grade), limits.rooms.get(cohort.school)
        limited = limits.terms.rooms.mode == "required" and rooms is not None
        found[place] = max(0, (rooms or 0) - taken[cohort.school] + fewest[place]) if limited else None
    return found


def usable(cohorts: Iterable[Cohort], routes: Iterable[Route], limits: Limits) -> tuple[Route, ...]:
    """Return the routes that lead to a school with room, each for as many as could find it there.

    A grade that receives has no class beyond its cap and sends nobody: its own pupils and those who come fit into the
    most classes that it can have.
    """
    cohorts, routes = tuple(cohorts), tuple(routes)
    leaving: dict[Place, list[Route]] = {}
    for route in routes:
        leaving.setdefault((route.school, route.grade), []).append(route)
    fewest = {(one.school, one.grade): fewest_classes(one, leaving.get((one.school, one.grade), ()), limits)
              for one in cohorts}  # fmt: skip
    most = most_classes(cohorts, fewest, limits)
    room = {
        place: classes * limits.cap(one) - one.pupils
        for one in cohorts
        if (classes := most[place := (one.school, one.grade)]) is not None
    }
    kept = (
        replace(route, most=min(route.most, room.get((route.neighbour, route.grade), route.most))) for route in routes
    )
    return tuple(route for route in kept if route.most > 0)
