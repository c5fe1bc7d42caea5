"""preferences: movers go where they wished to go."""

from typing import Any

import pytest

from districts import checked, cost, district, move, school, teacher
from rotation.domain.district import Preference

PLACES = [school(code) for code in "ABCDE"]
WISHES = [Preference(teacher="t", school=code, rank=rank) for rank, code in enumerate("BCD", start=1)]


def sent(to: str, **changes: Any) -> Any:
    one = district(PLACES, [teacher("t", "A", **changes), teacher("u", "A")], preferences=WISHES)
    return cost(checked("preferences", one, move(one, "t", to)))


@pytest.mark.parametrize(("to", "price"), [("B", 0), ("C", 1), ("D", 2), ("E", 6)])
def test_later_choices_cost_one_more_each_and_others_six(to: str, price: int) -> None:
    assert sent(to) == price
    assert sent(to, needs_rural_year=True) == 2 * price
    assert sent(to, volunteer=True, needs_rural_year=True) == 3 * price


def test_who_named_no_school_has_no_cost() -> None:
    one = district(PLACES, [teacher("t", "A"), teacher("u", "A")], preferences=WISHES)
    assert cost(checked("preferences", one, move(one, "u", "E"))) == 0
