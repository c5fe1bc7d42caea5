"""Model and verifier accept the same plans of every rule, at the same cost."""

from __future__ import annotations

import pytest

from contract.cases import CASES, cases
from contract.two_sides import MODES, pairs
from rotation.rules import rule, rule_codes

PREFER_ONLY = ("claim_order", "disruption", "other_subjects", "preferences", "travel_burden")
"""Rules that price and never forbid."""


def test_every_rule_has_cases() -> None:
    assert set(CASES) == set(rule_codes())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("code", rule_codes())
def test_both_sides_judge_every_plan_alike(code: str, mode: str) -> None:
    judged = []
    for number, case in enumerate(cases(code)):
        tier = case.policy(code, mode).settings(code).tier
        for pair in pairs(case, code, mode):
            assert pair.agree, f"case {number}, {dict(case.settings)} {dict(case.others)}: {pair}"
            judged.append((pair, tier))
    tier_values = [pair.check[tier] for pair, tier in judged if pair.check is not None]
    if mode == "required" and code not in PREFER_ONLY:
        assert tier_values
        assert len(tier_values) < len(judged)
    else:
        assert min(tier_values) == 0
        assert max(tier_values) > 0


@pytest.mark.parametrize("code", PREFER_ONLY)
def test_what_only_prices_states_no_limit(code: str) -> None:
    assert not hasattr(rule(code), "allows")
