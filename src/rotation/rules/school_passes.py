"""Every section passes on the seven indicators together.

Clause
    A section reaches at least reach_at_least of the indicators L1-L7, and at least remaining_share of the threshold of
    each other one.
Formula
    sections that fail = 0, over the sections in the indicators. Of n of L4-L7 that are missed, 7 - reach_at_least - n
    of L1-L3 may be missed as well. Heads of L1-L3 reach a threshold from ceil(threshold * pupils / 100) on, and
    remaining_share of it from ceil(remaining_share * threshold * pupils / 100) on. An indicator without data may be
    reached; a section that passes only if it is, is undecided and counts as neither. Moves change L1-L3 alone: a
    section that fails by its L4-L7 fails whoever moves. As a target it counts; required, the rule does not ask it.
Reads
    Thresholds, reach_at_least, remaining_share, specialist_subjects and junior_pupil_weight of [indicators]; degree,
    backbone level and subject as in high_degree_per_100, backbone_per_100 and specialists_per_100; areas, equipment and
    multimedia classrooms of the school, which a nine-year school's sections share by pupils weighted 1 :
    junior_pupil_weight; pupils.
Example
    500 primary pupils, L4-L7 reached: 21 of high degree, 5 backbone, 5 specialists reach all. With 20 of high degree
    (4.0, 95 % of 4.2) the section passes with 6 of 7; with 17 (3.4, 81 %) it fails; with 20 and 4 specialists (0.8,
    89 % of 0.9) it fails too, with 5 of 7. If L6 is missed, nothing of L1-L3 may be.
Source
    The policy file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

import numpy as np

from rotation.domain.district import SectionKey
from rotation.domain.words import DEGREES, RECOGNISED_BACKBONE, STAGES
from rotation.facts.facts import Facts
from rotation.i18n import findings
from rotation.policy.settings import RuleSettings
from rotation.rules.base import Finding, Model, Recount
from rotation.rules.quantity import Ints, Quantity


class Settings(RuleSettings):
    """No settings of its own: those of [indicators] count, as in the audit."""

    may_be_absent = True


def post(model: Model, settings: Settings) -> None:
    """State for each section that teachers can make pass or fail that it passes; price those that cannot pass."""
    facts = model.facts
    inside = np.flatnonzero(facts.in_indicators)
    may_miss = np.array([_may_miss(facts, section) for section in inside.tolist()], np.int64)
    if settings.mode == "target":
        model.prefer_less(Quantity.fixed(float((may_miss < 0).sum())))
    asked = inside[may_miss >= 0]
    room = may_miss[may_miss >= 0]
    heads = [quantity.take(asked) for quantity in _heads(model)]
    need, near = _needed(facts, asked)
    least, most = (np.array(ends) for ends in zip(*(model.range_of(one) for one in heads), strict=True))

    # What is missed whoever moves need only be near; the same goes for all where each may be missed.
    never = most < need
    room = room - never.sum(0)
    need = np.where(never | (room >= ((least < need) & ~never).sum(0)), near, need)
    fails = (room < 0) | (most < need).any(0)
    passes = ~fails & (least >= need).all(0)
    model.at_least(Quantity.fixed(np.zeros(fails.sum())), 1, [str(facts.sections[s]) for s in asked[fails]])

    at = np.flatnonzero(~fails & ~passes)
    passing = model.columns(len(at), 1, whole=True)
    may = (least < need) & (near < need) & (room > 0)
    missed_by_section = Quantity.fixed(np.zeros(len(at)))
    for one in range(3):
        some = np.flatnonzero(may[one, at])
        missed = model.columns(len(some), 1, whole=True)
        missed_by_section = missed_by_section + missed.grouped(some, len(at))
        # Where it passes, heads reach ``need``, or ``near`` where this is missed: of all that may be there beyond
        # ``least``, and of those who come beyond ``stand``. Without the latter half a pass is had for nothing.
        present, stand = heads[one].take(at), heads[one].constant[at]
        for there, low in ((present - least[one, at], least[one, at]), (_coming(present), stand)):
            rise = np.maximum(need[one, at] - low, 0)
            fall = np.maximum(need[one, at] - np.maximum(near[one, at], low), 0)
            bound = there - passing * rise + (missed * fall[some]).grouped(some, len(at))
            model.define(bound.take(rise > 0), 0, np.inf)
    model.define((missed_by_section - passing * room[at]).take(may[:, at].any(0)), -np.inf, 0)
    model.at_least(passing, 1, [str(facts.sections[s]) for s in asked[at]])


def _may_miss(facts: Facts, section: int) -> int:
    """Return how many of L1-L3 a section may miss by its L4-L7; below 0: it fails whoever teaches there."""
    limits, stage = facts.policy.indicators, STAGES[facts.stage[section]]
    school = facts.district.school_by_id[facts.sections[section].school]
    weight = [Fraction(1), limits.junior_pupil_weight]
    alike = np.flatnonzero(facts.school == facts.school[section]).tolist()
    whole = sum(weight[facts.stage[one]] * int(facts.pupils[one]) for one in alike)
    per_pupil = weight[facts.stage[section]] / whole
    missed = 0
    for amount, scale, threshold in (
        (school.teaching_area_m2, 1, limits.teaching_area[stage]),
        (school.sports_area_m2, 1, limits.sports_area[stage]),
        (school.equipment_yuan, 1, limits.equipment[stage]),
        (school.multimedia_classrooms, 100, limits.multimedia[stage]),
    ):
        if amount is None:
            continue
        value = Fraction(str(amount)) * per_pupil * scale
        if value < limits.remaining_share * threshold:
            return -1
        missed += value < threshold
    return 7 - limits.reach_at_least - missed


def _heads(model: Model) -> list[Quantity]:
    """Return the heads of L1, L2 and L3 for each section."""
    facts = model.facts
    traits = (facts.high_degree, facts.backbone, facts.specialist)
    heads = [model.present(facts.where_taught(trait)) + facts.counted_apart(trait) for trait in traits]
    return [heads[0], heads[1], heads[2] + facts.visitors]


def _coming(heads: Quantity) -> Quantity:
    """Return the heads who come, whoever leaves."""
    comes = heads.coefficient > 0
    return Quantity(heads.row[comes], heads.column[comes], heads.coefficient[comes], np.zeros(heads.size))


def _needed(facts: Facts, sections: Ints) -> tuple[Ints, Ints]:
    """Return the heads that reach the thresholds of L1, L2 and L3, and those that are near: one row for each."""
    limits = facts.policy.indicators
    thresholds = (limits.high_degree, limits.backbone, limits.specialists)
    full = [
        [threshold[STAGES[facts.stage[s]]] * int(facts.pupils[s]) / 100 for s in sections] for threshold in thresholds
    ]
    shape = (len(thresholds), len(sections))
    need = np.array([[ceil(heads) for heads in row] for row in full], np.int64).reshape(shape)
    near = np.array([[ceil(limits.remaining_share * heads) for heads in row] for row in full], np.int64).reshape(shape)
    return need, near


def check(recount: Recount, settings: Settings) -> Iterator[Finding]:
    """Count for every section in the indicators that is decided whether it passes."""
    limits = recount.policy.indicators
    for key in sorted(recount.in_indicators):
        values = [*_of_teachers(recount, key), *_of_school(recount, key)]
        given = [(value, threshold) for _, value, threshold in values if value is not None]
        low = any(value < limits.remaining_share * threshold for value, threshold in given)
        reached = sum(value >= threshold for value, threshold in given)
        unknown = len(values) - len(given)
        fails = low or reached + unknown < limits.reach_at_least
        if unknown and not fails:
            continue
        fixed = [(value, threshold) for _, value, threshold in values[3:] if value is not None]
        hopeless = any(value < limits.remaining_share * threshold for value, threshold in fixed)
        hopeless = hopeless or len(values) - sum(v < t for v, t in fixed) < limits.reach_at_least
        if hopeless and settings.mode == "required":
            continue
        verdict = "passes" if not fails else "hopeless" if hopeless else "fails"
        yield Finding(
            rule="school_passes",
            subject=str(key),
            measured=0 if fails else 1,
            limit=1,
            holds=not fails,
            text=findings.SCHOOL_PASSES.fill(
                section=findings.section(recount.district.school_by_id[key.school], key.stage),
                reached=reached,
                missed=findings.missed_indicators(values, limits.remaining_share),
                least=limits.reach_at_least,
                share=findings.ratio(limits.remaining_share),
                verdict=findings.PASS_VERDICT[verdict],
            ),
            shortfall=1 if fails else 0,
            cost=settings.weight if fails and settings.mode == "target" else 0,
        )


def _of_teachers(recount: Recount, key: SectionKey) -> Iterator[tuple[str, Fraction | None, Fraction]]:
    """Yield code, value per hundred pupils and threshold of L1-L3."""
    limits, pupils = recount.policy.indicators, recount.pupils[key]
    people = [recount.district.teacher_by_id[teacher] for teacher in recount.indicator_staff("after", key)]
    least = DEGREES.index("associate" if key.stage == "primary" else "bachelor")
    high = sum(DEGREES.index(person.degree) >= least for person in people)
    backbone = sum(person.backbone in RECOGNISED_BACKBONE for person in people)
    own = sum(person.subject in limits.specialist_subjects for person in people)
    yield "L1", Fraction(100 * high, pupils), limits.high_degree[key.stage]
    yield "L2", Fraction(100 * backbone, pupils), limits.backbone[key.stage]
    yield "L3", Fraction(100 * (own + recount.visitors.get(key, 0)), pupils), limits.specialists[key.stage]


def _of_school(recount: Recount, key: SectionKey) -> Iterator[tuple[str, Fraction | None, Fraction]]:
    """Yield code, value and threshold of L4-L7; None without data."""
    limits = recount.policy.indicators
    school = recount.district.school_by_id[key.school]
    primary = recount.pupils.get(SectionKey(key.school, "primary"), 0)
    junior = recount.pupils.get(SectionKey(key.school, "junior"), 0) * Fraction(limits.junior_pupil_weight)
    part = (primary if key.stage == "primary" else junior) / Fraction(primary + junior) / recount.pupils[key]

    def value(amount: float | None) -> Fraction | None:
        return None if amount is None else Fraction(str(amount)) * part

    rooms = value(school.multimedia_classrooms)
    yield "L4", value(school.teaching_area_m2), limits.teaching_area[key.stage]
    yield "L5", value(school.sports_area_m2), limits.sports_area[key.stage]
    yield "L6", value(school.equipment_yuan), limits.equipment[key.stage]
    yield "L7", None if rooms is None else 100 * rooms, limits.multimedia[key.stage]
