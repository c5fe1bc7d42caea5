"""Movers go where they wished to go.

Clause
    A mover who has named schools goes to the first of them at no cost, to each later one at ``listed_step_cost``
    more, elsewhere at ``unlisted_cost``; volunteers' wishes count ``volunteer_factor`` times, those of teachers who
    need a rural year for promotion ``rural_year_factor`` times.
Formula
    cost = sum over movers with wishes of factor * ((rank - 1) * listed_step_cost, or unlisted_cost).
Reads
    preferences; volunteer, needs_rural_year. Ranks count as written. Who named no school has no cost.
Example
    A volunteer sent to the third school of the list: 3 * (3 - 1) * 1 = 6.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rotation.i18n import findings
from rotation.policy.settings import Count, RuleSettings
from rotation.rules.base import Finding, Model, Recount


class Settings(RuleSettings):
    """Costs per wish and the factors of the claim order."""

    listed_step_cost: Count
    unlisted_cost: Count
    volunteer_factor: Count
    rural_year_factor: Count


def post(model: Model, settings: Settings) -> None:
    """Price every chosen move by the wish it meets."""
    facts, arcs = model.facts, model.arcs
    place = {teacher.id: index for index, teacher in enumerate(facts.teachers)}
    schools = len(facts.district.schools)
    ranks = {
        place[wish.teacher] * schools + facts.roads.position[wish.school]: wish.rank
        for wish in facts.district.preferences
    }
    wishing = np.zeros(len(facts.teachers), bool)
    wishing[[place[wish.teacher] for wish in facts.district.preferences]] = True
    priced = np.flatnonzero(wishing[arcs.teacher] & ~arcs.extension)
    keys = arcs.teacher[priced] * schools + facts.school[arcs.section[priced]]
    cost = np.array(
        [
            (ranks[key] - 1) * settings.listed_step_cost if key in ranks else settings.unlisted_cost
            for key in keys.tolist()
        ],
        np.int64,
    )
    factor = np.array(
        [
            settings.volunteer_factor if t.volunteer else settings.rural_year_factor if t.needs_rural_year else 1
            for t in facts.teachers
        ],
        np.int64,
    )
    group = np.full(len(arcs), -1)
    group[priced] = np.arange(len(priced))
    model.prefer_less(model.chosen(group, len(priced)), cost * factor[arcs.teacher[priced]])


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Sum what the movers' unmet wishes cost."""
    wishes: dict[str, dict[str, int]] = {}
    for wish in recount.district.preferences:
        wishes.setdefault(wish.teacher, {})[wish.school] = wish.rank
    wishing = [teacher for teacher in recount.movers if teacher in wishes]
    cost = first = listed = 0
    for teacher in wishing:
        person = recount.district.teacher_by_id[teacher]
        rank = wishes[teacher].get(recount.after[teacher].school)
        first += rank == 1
        listed += rank is not None and rank > 1
        factor = 1
        if person.volunteer:
            factor = settings.volunteer_factor
        elif person.needs_rural_year:
            factor = settings.rural_year_factor
        cost += factor * (settings.unlisted_cost if rank is None else (rank - 1) * settings.listed_step_cost)
    yield Finding(
        rule="preferences",
        subject="district",
        measured=cost,
        limit=None,
        holds=True,
        text=findings.PREFERENCES.fill(
            wishing=len(wishing),
            top=first,
            listed=listed,
            unlisted=len(wishing) - first - listed,
            cost=cost,
        ),
        cost=settings.weight * cost,
        people=tuple(wishing),
    )
