"""The moves that are possible are those that every required rule allows, however few pairs were looked at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rotation import io
from rotation.domain.district import District, Travel
from rotation.facts.arcs import NO_WAY, Arcs
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.modelling.candidates import candidates
from rotation.policy import Policy
from rotation.rules import read_policy, rule

NATIONAL = read_policy("national")


def listed(facts: Facts) -> set[tuple[int, int]]:
    """Return every pair of a teacher and another school's section that no required rule forbids."""
    teacher, section = (grid.ravel() for grid in np.indices((len(facts.teachers), len(facts.sections))))
    ways = facts.roads.between(facts.teacher_school[teacher], facts.school[section])
    keep = (ways < NO_WAY) & (facts.teacher_school[teacher] != facts.school[section])
    keep &= ~(facts.due[teacher] & (facts.school[facts.present[teacher]] == facts.school[section]))
    teacher, section, ways = teacher[keep], section[keep], ways[keep]
    arcs = Arcs(teacher, section, ways, ways, np.zeros(len(teacher), bool))
    for code, settings in facts.policy.rules.items():
        if settings.mode == "required" and hasattr(rule(code), "allows"):
            arcs = arcs.take(rule(code).allows(facts, arcs, settings))
    return set(zip(arcs.teacher.tolist(), arcs.section.tolist(), strict=True))


def with_travel_sheet(district: District) -> District:
    """Put the two remotest schools 1 km apart, and two others out of reach."""
    first, second, third, last = (district.schools[place].id for place in (0, 1, 2, -1))
    near = Travel(origin=first, destination=last, hectometres=10)
    return replace(district, travel=(near, Travel(origin=second, destination=third, hectometres=None)))


@pytest.mark.parametrize(
    "policy",
    [
        NATIONAL,
        NATIONAL.with_settings("travel_limit", maximum_km=8, backbone_district_wide=False),
        NATIONAL.with_settings("travel_limit", maximum_km=8, within_cluster=False),
        NATIONAL.with_settings("travel_limit", maximum_km=0, backbone_district_wide=False),
        NATIONAL.with_settings("travel_limit", mode="target", maximum_km=8),
        NATIONAL.with_settings("eligibility", mode="target"),
    ],
    ids=["national", "near", "clusters apart", "clusters only", "far at a price", "anyone at a price"],
)
@pytest.mark.parametrize("sheet", [False, True], ids=["coordinates", "travel sheet"])
def test_no_possible_move_is_overlooked_and_none_added(policy: Policy, sheet: bool) -> None:
    town = io.read(embedded("town"))
    facts = Facts(with_travel_sheet(town) if sheet else town, policy, 0)
    arcs = candidates(facts).take(~candidates(facts).extension)
    assert set(zip(arcs.teacher.tolist(), arcs.section.tolist(), strict=True)) == listed(facts)
