"""Schools are alike in what their teachers bring.

Clause
    For each of ``indicators`` and each stage the enrolment-weighted coefficient of variation (CV) between sections is
    at most ``max_cv``; beyond that, the CVs are made small.
Formula
    With X_i heads and P_i pupils of the sections in the indicators, T = sum X, P = sum P_i, T0 = T where everyone
    stands: CV^2 = P * sum(X_i^2 / P_i) / T^2 - 1. Cap: sum(X_i^2 / P_i) <= T^2 (1 + max_cv^2) / P.
    spread = P * sum_i P_i (X_i / P_i - T0 / P)^2 / T0^2, which is CV^2 while T = T0; excess = max(0, spread -
    max_cv^2). Tier cost in units of 0.0001: 10,000 * (spread + over_cap_factor * excess as a target). A stage
    where T0 = 0 or with fewer than two sections in the indicators is left out.
Reads
    Degree, backbone level, subject, title; pupils; visiting specialists as in specialists_per_100. Secondees count
    where secondees_count_at of [indicators] says: "receiving", where they teach, or "home", at the school that holds
    their personnel file. This year's movers count where the plan sends them, as it is not known yet whose file moves.
Example
    P = 45, 37, 89, 76, 55 and X = 279, 137, 935, 160, 402: CV = 0.5153, above 0.50 by 0.0153.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rotation.domain.district import SectionKey
from rotation.domain.words import DEGREES, RECOGNISED_BACKBONE, SENIOR_TITLES, STAGES
from rotation.facts.facts import Facts
from rotation.i18n import findings, words
from rotation.policy.settings import ByStage, Count, RuleSettings
from rotation.rules.base import Finding, Model, Recount
from rotation.rules.quantity import Floats, Quantity

UNITS = 10_000
REACH, REACH_SHARE = 12, 0.2
"""Heads either side of the present count that are priced exactly: this many, or this share of a section's teachers
where that is more (15 % may leave, and 5 % more come than leave, by the national policy); beyond, the last slope
goes on."""


class Settings(RuleSettings):
    """``max_cv`` by stage; ``over_cap_factor`` weighs what exceeds it against the CVs themselves."""

    max_cv: ByStage
    indicators: tuple[Literal["high_degree", "backbone", "specialists", "senior_title"], ...]
    over_cap_factor: Count


def post(model: Model, settings: Settings) -> None:
    """State spread and cap of every indicator and stage."""
    for indicator in settings.indicators:
        here = model.facts.where_taught(_trait(model.facts, indicator))
        heads = model.shared(model.present(here) + _apart(model.facts, indicator))
        for column, stage in enumerate(STAGES):
            at = np.flatnonzero(model.facts.in_indicators & (model.facts.stage == column))
            if len(at) >= 2:
                _one_stage(model, settings, indicator, stage, heads.take(at), at)


def _one_stage(
    model: Model, settings: Settings, indicator: str, stage: str, heads: Quantity, at: NDArray[np.int64]
) -> None:
    facts = model.facts
    trait = facts.where_taught(_trait(facts, indicator))
    value = trait if trait.ndim == 1 else trait[np.arange(len(trait)), facts.teaching_stage]
    here = np.bincount(facts.standing, value, len(facts.sections)) + _apart(facts, indicator)
    now = here[at].astype(np.float64)
    pupils = facts.pupils[at].astype(float)
    everyone, total = pupils.sum(), now.sum()
    if total == 0:
        return

    reach = np.maximum(REACH, np.ceil(REACH_SHARE * np.bincount(facts.standing, minlength=len(facts.sections))[at]))
    squares = _squares(model, heads, now, reach, pupils)
    spread = squares * (everyone / total**2) - heads.total() * (2 / total) + 1
    model.prefer_less(spread, UNITS)
    cap = float(settings.max_cv[stage] ** 2)
    if settings.mode == "required":
        square = _square_of_total(model, heads.total(), total, _crossing(model, trait, at))
        model.at_most(squares * (everyone / total**2) - square * ((1 + cap) / total**2), 0, [f"{indicator} {stage}"])
    else:
        over = model.columns(1, np.maximum(0, UNITS * (model.range_of(spread)[1] - cap)))
        model.define(spread * UNITS - over, -np.inf, cap * UNITS)
        model.prefer_less(over, settings.over_cap_factor)


def _squares(model: Model, heads: Quantity, now: Floats, reach: Floats, pupils: Floats) -> Quantity:
    """Return sum X^2 / P: unit steps of rising cost, exact at whole numbers and taken in order by any minimum.

    Below the lowest step the square falls by the slope just under it, so that a plan which takes more than ``reach``
    heads from a section is not ruled out.
    """
    low = np.maximum(0, now - reach)
    steps = (now + reach - low).astype(int)
    section = np.repeat(np.arange(len(now)), steps)
    first = np.concatenate([[0], np.cumsum(steps)[:-1]])
    height = np.arange(len(section)) - first[section]
    reached = low[section] + height
    upper = np.ones(len(section))
    upper[first + steps - 1] = np.maximum(1, model.range_of(heads)[1] - (low + steps) + 1)
    step = model.columns(len(section), upper, natural=True)
    under = low - model.range_of(heads)[0]
    deep = np.flatnonzero(under > 0)
    below = model.columns(len(deep), under[deep], natural=True)
    model.define(step.grouped(section, len(now)) - below.grouped(deep, len(now)) + low - heads, 0, 0)
    cost = (2 * reached + 1) / pupils[section]
    saved = (2 * low - 1)[deep] / pupils[deep]
    squares: Quantity = (step * cost).total() - (below * saved).total() + float((low**2 / pupils).sum())
    return squares


def _crossing(model: Model, trait: NDArray[np.bool_], at: NDArray[np.int64]) -> tuple[int, int]:
    """Count who can lower the total of some sections by a move, and who can raise it."""
    facts, arcs = model.facts, model.arcs
    inside = np.zeros(len(facts.sections), bool)
    inside[at] = True
    by_stage = trait if trait.ndim == 2 else np.column_stack([trait, trait])
    origin = facts.standing[arcs.teacher]
    before = inside[origin] & by_stage[arcs.teacher, facts.stage[origin]]
    after = inside[arcs.section] & by_stage[arcs.teacher, facts.stage[arcs.section]]
    return len(np.unique(arcs.teacher[before & ~after])), len(np.unique(arcs.teacher[after & ~before]))


def _square_of_total(model: Model, heads: Quantity, total: float, crossing: tuple[int, int]) -> Quantity:
    """Return T^2: a constant where the total cannot change, else steps that a switch keeps in order."""
    low, high = int(total) - crossing[0], int(total) + crossing[1]
    if low == high:
        return Quantity.fixed(float(low**2))
    step = model.columns(high - low, 1, whole=True)
    model.define(step.total() + low - heads, 0, 0)
    if high - low > 1:
        model.define(step.take(np.arange(1, high - low)) - step.take(np.arange(high - low - 1)), -np.inf, 0)
    squares: Quantity = (step * (2 * np.arange(low, high) + 1)).total() + float(low**2)
    return squares


def _trait(facts: Facts, indicator: str) -> NDArray[np.bool_]:
    return {
        "high_degree": facts.high_degree,
        "backbone": facts.backbone,
        "specialists": facts.specialist,
        "senior_title": facts.senior,
    }[indicator]


def _apart(facts: Facts, indicator: str) -> NDArray[np.int64]:
    """Return the heads that each section has whoever moves: secondees counted at home, visiting specialists."""
    heads = facts.counted_apart(_trait(facts, indicator))
    return heads + facts.visitors if indicator == "specialists" else heads


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count CV^2 of every indicator and stage exactly: ``measured`` and ``limit`` are squares."""
    for indicator in settings.indicators:
        for stage in STAGES:
            keys = sorted(key for key in recount.in_indicators if key.stage == stage)
            pupils = [recount.pupils[key] for key in keys]
            now = sum(_heads(recount, indicator, "standing", key) for key in keys)
            if len(keys) < 2 or now == 0:
                continue
            heads = [_heads(recount, indicator, "after", key) for key in keys]
            total, everyone, common = sum(heads), sum(pupils), lcm(*pupils)
            squares = Fraction(sum(x * x * (common // p) for x, p in zip(heads, pupils, strict=True)), common)
            cap = settings.max_cv[stage] ** 2
            over = max(Fraction(0), everyone * squares - total**2 * (1 + cap))
            spread = everyone * squares / now**2 - Fraction(2 * total, now) + 1
            square = everyone * squares / total**2 - 1 if total else spread
            cost = spread
            if settings.mode == "target":
                cost += settings.over_cap_factor * max(Fraction(0), spread - cap)
            shown, margin = findings.cv_margin(square, settings.max_cv[stage])
            yield Finding(
                rule="balance",
                subject=f"{indicator} {stage}",
                measured=square,
                limit=cap,
                holds=over == 0,
                text=findings.BALANCE.fill(
                    stage=words.STAGE[stage],
                    what=findings.INDICATOR[indicator],
                    cv=shown,
                    sections=len(keys),
                    heads=total,
                    limit=findings.exact(settings.max_cv[stage]),
                    margin=margin,
                ),
                shortfall=over / now**2,
                cost=settings.weight * 10_000 * cost,
            )


def _heads(recount: Recount, indicator: str, when: str, key: SectionKey) -> int:
    """Count the teachers of a section that an indicator asks for."""
    people = [recount.district.teacher_by_id[teacher] for teacher in recount.indicator_staff(when, key)]
    if indicator == "high_degree":
        least = DEGREES.index("associate" if key.stage == "primary" else "bachelor")
        return sum(DEGREES.index(person.degree) >= least for person in people)
    if indicator == "backbone":
        return sum(person.backbone in RECOGNISED_BACKBONE for person in people)
    if indicator == "specialists":
        own = sum(person.subject in recount.policy.indicators.specialist_subjects for person in people)
        return own + recount.visitors.get(key, 0)
    assert indicator == "senior_title"
    return sum(person.title in SENIOR_TITLES for person in people)
