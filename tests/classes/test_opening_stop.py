"""A search for classes that is stopped keeps the best plan so far, wherever it stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from openings import place, terms
from rotation import io
from rotation.classes.opening import open_classes
from rotation.errors import StoppedError
from rotation.instances import embedded

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from opening import CASES, drawn, policy_of


@pytest.mark.parametrize("asked", [0, 1, 3, 12])
def test_what_was_found_so_far_is_a_plan_and_says_what_was_not_searched(asked: int) -> None:
    case = next(one for one in CASES if one.neighbours == 3)
    district, calls = drawn(io.read(embedded("county")), case, 1), 0

    def should_stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > asked

    found = open_classes(district, policy_of(case), should_stop=should_stop)
    assert found.audit.required_hold
    assert found.status == "feasible"
    methods = [tier.method for tier in found.tiers]
    assert methods == sorted(methods, reverse=True)  # searched, then not
    assert "none" in methods
    assert all(tier.bound <= tier.value == found.audit.tiers[tier.name] for tier in found.tiers)


def test_without_time_everybody_stays_in_the_catchment() -> None:
    of = place({"A": (1, {1: (48, 1)}), "B": (1, {1: (40, 1)})}, neighbours=[("A", "B", None)])
    found = open_classes(of, terms(), should_stop=lambda: True)
    assert found.plan.directed == ()
    assert found.audit.tiers["over_cap"] == 3


def test_there_is_no_plan_yet_where_somebody_must_be_directed() -> None:
    of = place({"A": (1, {1: (48, 1)}), "B": (1, {1: (40, 1)})}, neighbours=[("A", "B", None)])
    policy = terms(cap={"mode": "required"})
    with pytest.raises(StoppedError):
        open_classes(of, policy, should_stop=lambda: True)
    assert open_classes(of, policy).status == "proven"
