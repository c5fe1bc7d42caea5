"""couples: not both in one year, and never further apart than 20 km or now."""

from typing import Any

from districts import broken, checked, district, move, school, teacher, way

PLACES = [school("A"), school("B"), school("C")]


def couple(ab: Any, ac: Any, cb: Any, *moved: Any, **settings: Any) -> list[tuple[str, Any, Any, Any]]:
    """h works at A, w at B; ways in tenths of a kilometre."""
    pair = [teacher("h", "A", spouse="w"), teacher("w", "B", spouse="h")]
    both = district(PLACES, pair, travel=[way("A", "B", ab), way("A", "C", ac), way("C", "B", cb)])
    return broken(checked("couples", both, *(move(both, who, to) for who, to in moved), **settings))


def test_5_km_apart_one_may_go_20_km_away_and_not_20_1() -> None:
    assert couple(50, 10, 200, ("h", "C")) == []
    assert couple(50, 10, 201, ("h", "C")) == [("h", 201, 200, 1)]


def test_32_km_apart_32_km_hold() -> None:
    assert couple(320, 10, 320, ("h", "C")) == []
    assert couple(320, 10, 321, ("h", "C")) == [("h", 321, 320, 1)]


def test_both_may_not_move_in_one_year() -> None:
    assert couple(50, 10, 10, ("h", "C"), ("w", "C")) == [("h w", 2, 1, 1)]


def test_no_way_is_infinitely_far() -> None:
    assert couple(None, 10, None, ("h", "C")) == []
    assert couple(50, 10, None, ("h", "C")) == [("h", 1, 0, 1)]
    assert couple(None, 10, 900, ("h", "C")) == []


def test_the_sentence_gives_the_way_or_says_that_there_is_none() -> None:
    pair = [teacher("h", "A", spouse="w"), teacher("w", "B", spouse="h")]
    for way_cb, told in ((201, "20.1 km from the spouse's"), (None, "no way leads to the spouse's")):
        both = district(PLACES, pair, travel=[way("A", "B", 50), way("A", "C", 10), way("C", "B", way_cb)])
        first, _ = checked("couples", both, move(both, "h", "C"))
        assert told in first.text.en


def test_a_spouse_at_the_same_school_is_0_km_away() -> None:
    pair = [teacher("h", "A", spouse="w"), teacher("w", "A", spouse="h")]
    both = district(PLACES, pair, travel=[way("A", "C", 201)])
    assert broken(checked("couples", both, move(both, "h", "C"))) == [("h", 201, 200, 1)]
