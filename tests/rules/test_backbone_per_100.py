"""backbone_per_100: backbone teachers of county level or above per hundred pupils."""

from districts import broken, checked, counts, crowd, district, move, school

SCHOOLS = [school("A", pupils=200), school("B", pupils=0)]


def test_200_pupils_need_2_heads_and_201_need_3() -> None:
    two = crowd("t", 2, "A", backbone="county")
    assert counts(checked("backbone_per_100", district(SCHOOLS, two)), "A/primary") == [(2, 2, True)]
    larger = district([school("A", pupils=201)], two)
    assert broken(checked("backbone_per_100", larger, weight=5)) == [("A/primary", 2, 3, 5)]


def test_heads_are_counted_after_the_exchange_and_from_county_level() -> None:
    people = district(
        SCHOOLS, [*crowd("t", 2, "B", backbone="national"), *crowd("s", 9, "A", backbone="school")]
    )
    assert counts(checked("backbone_per_100", people), "A/primary") == [(0, 2, False)]
    arrived = checked("backbone_per_100", people, move(people, "t1", "A"), move(people, "t2", "A"))
    assert counts(arrived, "A/primary") == [(2, 2, True)]
