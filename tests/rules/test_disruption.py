"""disruption: movers and broken homerooms."""

from districts import checked, cost, district, move, school, teacher


def test_three_movers_with_one_homeroom_cost_70() -> None:
    people = [teacher("a", "A", homeroom_grade=3), teacher("b", "A"), teacher("c", "A"), teacher("d", "A")]
    of = district([school("A"), school("B")], people)
    moves = [move(of, who, "B") for who in "abc"]
    assert cost(checked("disruption", of, *moves)) == 3 * 20 + 10
    assert cost(checked("disruption", of, *moves[1:], weight=10)) == 400
    assert cost(checked("disruption", of)) == 0
