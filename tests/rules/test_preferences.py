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


def test_the_sentence_parts_first_from_later_wishes_and_from_none() -> None:
    wishes = [*WISHES, *(Preference(teacher="u", school=code, rank=rank) for rank, code in enumerate("CB", start=1))]
    wishes += [Preference(teacher=who, school="B", rank=1) for who in "vwxyz"]
    one = district(PLACES, [teacher(who, "A") for who in "stuvwxyz"], preferences=wishes)
    # t: D, its third; u: B, its second; v, x, y, z: B, their first; w: not on the list; s named nothing.
    plan = [move(one, who, to) for who, to in zip("stuvwxyz", "EDBBEBBB", strict=True)]
    (found,) = checked("preferences", one, *plan)
    told = "7 movers named schools: 4 to the first, 2 to a later one, 1 elsewhere; cost 9"  # 2 + 1 + 0 + 6
    assert found.text.en.startswith(told)
