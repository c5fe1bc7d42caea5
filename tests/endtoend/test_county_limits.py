"""On the county every rule matters: no required limit has much room, and without any one rule the plan is another."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rotation import io
from rotation.audit import Audit, verify
from rotation.domain.district import District, SectionKey
from rotation.instances import embedded
from rotation.plan.posting import Posting
from rotation.rules import read_policy
from rotation.solving import Solution, solve

pytestmark = pytest.mark.evidence

NATIONAL = read_policy("national")
ON = sorted(code for code, settings in NATIONAL.rules.items() if settings.mode != "off")
MOST_SLACK = 0.05
TOO_MANY_ARCS = "eligibility"
"""Without this rule there are five times the arcs; its test improves the plan found with it instead of a search."""


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


@pytest.mark.parametrize("code", [code for code in ON if code != TOO_MANY_ARCS])
def test_without_any_one_rule_the_plan_is_another(code: str, tmp_path: Path) -> None:
    path = tmp_path / "without.toml"
    path.write_text(f'extends = "national"\nname = "without_{code}"\n[rules.{code}]\nmode = "off"\n', encoding="utf-8")
    policy = read_policy(str(path))
    assert policy.rules[code].mode == "off"
    other = solve(county(), policy)
    pairs = zip(other.tiers, planned()[0].tiers, strict=True)
    print(code, *(f"{tier.name} {tier.value:g} ({before.value:g})" for tier, before in pairs))
    assert other.postings != planned()[0].postings


def test_without_eligibility_the_plan_with_a_move_more_covers_more_lessons() -> None:
    # S002 has English teachers to spare who came too few years ago; S003 next to it is short of English.
    without = NATIONAL.with_settings("eligibility", mode="off")
    postings = planned()[0].postings
    kept, moved = planned()[1].tiers["coverage"], {posting.teacher for posting in postings}
    spare = [
        Posting(teacher.id, teacher.section, SectionKey("S003", "primary"), "move")
        for teacher in county().teachers
        if teacher.section == SectionKey("S002", "primary") and teacher.subject == "english" and teacher.id not in moved
    ]
    better = (verify(county(), without, [*postings, posting], 0) for posting in spare)
    assert any(audit.required_hold and audit.tiers["coverage"] < kept for audit in better)
