"""claim_order: volunteers, then who needs a rural year, then longer service; then the lot."""

from datetime import date
from typing import Any

import pytest

from districts import checked, cost, district, move, school, teacher

# First eight bytes of SHA-256("seed/t/B"), by `printf 0/t/B | sha256sum`.
LOT = {0: int("b4d8a7c3a8542cbb", 16) % 10, 7: int("934adc23f14820fe", 16) % 10}


def price(seed: int = 0, **changes: Any) -> Any:
    one = district([school("A"), school("B")], [teacher("t", "A", **changes)])
    return cost(checked("claim_order", one, move(one, "t", "B"), seed=seed))


@pytest.mark.parametrize("seed", [0, 7])
def test_a_volunteer_of_twelve_years_costs_480_and_the_lot(seed: int) -> None:
    assert price(seed, volunteer=True, arrived=date(2014, 8, 31)) == 0 + 10 * 48 + LOT[seed]


def test_a_day_later_is_a_year_less() -> None:
    assert price(volunteer=True, arrived=date(2014, 9, 1)) == 10 * 49 + LOT[0]


def test_a_rural_year_comes_before_others_and_after_volunteers() -> None:
    twelve: dict[str, Any] = {"arrived": date(2014, 8, 31)}
    assert price(needs_rural_year=True, **twelve) == 1_000 + 480 + LOT[0]
    assert price(**twelve) == 2_000 + 480 + LOT[0]
    assert price(volunteer=True, needs_rural_year=True, **twelve) == 480 + LOT[0]


def test_the_sentence_counts_each_mover_once_at_the_best_claim() -> None:
    claims: list[dict[str, Any]] = [
        {"volunteer": True, "needs_rural_year": True},
        {"volunteer": True},
        {"needs_rural_year": True},
        {"needs_rural_year": True},
        {"needs_rural_year": True},
        {},
    ]
    people = [teacher(f"t{number}", "A", **claim) for number, claim in enumerate(claims)]
    one = district([school("A"), school("B")], people)
    (found,) = checked("claim_order", one, *(move(one, person.id, "B") for person in people))
    assert found.text.en.startswith("6 movers: 2 volunteers, 3 for a rural year, 1 other;")
