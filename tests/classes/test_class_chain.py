"""From a cap to the exchange: classes, lessons, posts and shortages tell one story, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from class_chain import Link, link, sections_of

from rotation.instances import embedded


def consistent(links: Sequence[Link]) -> None:
    """Each cap lower than the one before: classes, lessons, posts and shortages follow, section by section."""
    for high, low in pairwise(links):
        assert sum(low.classes.values()) > sum(high.classes.values())
        # The relief of leaders is the same: what is demanded more is what the further classes ask for.
        more = low.demanded.copy()
        more.subtract(high.demanded)
        asked = sections_of(low.classes)
        asked.subtract(sections_of(high.classes))
        assert {key: number for key, number in more.items() if number} == {
            key: number for key, number in asked.items() if number
        }
        assert low.posts > high.posts
        assert low.unfilled_before > high.unfilled_before
        assert low.unfilled_after > high.unfilled_after
        assert low.tiers["coverage"] > high.tiers["coverage"]
        assert low.returns == high.returns  # nobody's term ends earlier


def test_lowering_the_cap_on_a_tiny_district_does_the_same(tmp_path: Path) -> None:
    links = [link(embedded("tiny"), cap, 50, tmp_path / str(cap)) for cap in (45, 30, 25)]
    consistent(links)


@pytest.mark.evidence
def test_lowering_the_cap_on_the_county_goes_through_to_the_exchange(tmp_path: Path) -> None:
    caps = ((45, 50), (40, 40), (35, 35))
    links = [link(embedded("county"), primary, junior, tmp_path / str(primary)) for primary, junior in caps]
    print("", *(one.row for one in links), sep="\n")
    consistent(links)
