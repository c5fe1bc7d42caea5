"""On the county every rule matters: no required limit has much room, and without any one rule the plan is another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rotation import io
from rotation.audit import Audit, verify
from rotation.domain.district import District
from rotation.instances import embedded
from rotation.rules import read_policy
from rotation.solving import Solution, solve

pytestmark = pytest.mark.evidence

NATIONAL = read_policy("national")
ON = sorted(code for code, settings in NATIONAL.rules.items() if settings.mode != "off")
MOST_SLACK = 0.05


@cache
def county() -> District:
    return io.read(embedded("county"))


@cache
def planned() -> tuple[Solution, Audit]:
    solution = solve(county(), NATIONAL)
    return solution, verify(county(), NATIONAL, solution.postings, 0)


def slack(code: str) -> float | None:
    """Return the least relative distance of a rule's counts from their limits; None where it states no numbers."""
    rooms = [
        abs(float(finding.measured) - float(finding.limit)) / max(1.0, abs(float(finding.limit)))
        for finding in planned()[1].findings
        if finding.rule == code and finding.limit is not None
    ]
    return min(rooms) if rooms else None


@pytest.mark.parametrize("code", [code for code in ON if NATIONAL.rules[code].mode == "required"])
def test_no_required_limit_has_more_than_five_per_cent_to_spare(code: str) -> None:
    room = slack(code)
    assert room is None or room <= MOST_SLACK


@pytest.mark.parametrize("code", ON)
def test_without_any_one_rule_the_plan_is_another(code: str, tmp_path: Path) -> None:
    path = tmp_path / "without.toml"
    path.write_text(f'extends = "national"\nname = "without_{code}"\n[rules.{code}]\nmode = "off"\n', encoding="utf-8")
    policy = read_policy(str(path))
    assert policy.rules[code].mode == "off"
    other = solve(county(), policy)
    pairs = zip(other.tiers, planned()[0].tiers, strict=True)
    print(code, *(f"{tier.name} {tier.value:g} ({before.value:g})" for tier, before in pairs))
    assert other.postings != planned()[0].postings
