"""The counts that Timefold is given say of a plan what the verifier says, but for what they leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from rotation.audit import judge
from rotation.facts.facts import Facts
from rotation.modelling import Problem, build
from rotation.plan.posting import Posting
from separable import HARD, separable
from specs import SEED, SPECS


def valued(problem: Problem, postings: Sequence[Posting]) -> Counter[str]:
    """Return what the counts say of a plan, by level."""
    of, facts, arcs = separable(problem), problem.facts, problem.arcs
    chosen = {(p.teacher, p.destination) for p in postings if p.kind == "move"}
    on = np.array([
        (facts.teachers[teacher].id, facts.sections[section]) in chosen
        for teacher, section in zip(arcs.teacher.tolist(), arcs.section.tolist(), strict=True)
    ])  # fmt: skip
    values = Counter({tier: int(price @ on) for tier, price in of.arc_price.items()})
    for count in of.counts:
        values[count.level] += int(count.price[count.coefficient @ on[count.arcs] - count.least])
    return values


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_the_best_plan_breaks_nothing_and_gains_what_is_recounted(name: str) -> None:
    spec = SPECS[name]
    problem = build(Facts(spec.district(), spec.policy(), SEED))
    plans = [spec.postings(), tuple(p for p in spec.postings() if p.kind == "return")]
    best, none = (valued(problem, plan) for plan in plans)
    audits = [judge(spec.district(), spec.policy(), plan, SEED).tiers for plan in plans]
    assert best[HARD] == 0 < none[HARD]
    for tier in ("standards", "ties"):
        assert best[tier] - none[tier] == audits[0][tier] - audits[1][tier]
