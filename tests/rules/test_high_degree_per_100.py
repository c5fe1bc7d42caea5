"""high_degree_per_100: heads above the prescribed degree per hundred pupils."""

from typing import Any

from districts import broken, checked, counts, crowd, district, school
from rotation.rules.base import Finding


def heads(
    number: int, pupils: int = 250, stage: str = "primary", degree: str = "associate", **place: Any
) -> list[Finding]:
    schools = [school("A", pupils=pupils, stages=(stage,), **place), school("B")]
    return checked("high_degree_per_100", district(schools, crowd("t", number, f"A/{stage}", degree=degree)))


def test_250_primary_pupils_need_11_heads() -> None:
    # 4.2 * 2.5 = 10.5
    assert counts(heads(11), "A/primary") == [(11, 11, True)]
    assert ("A/primary", 10, 11, 1) in broken(heads(10))


def test_associate_is_high_in_primary_and_not_in_junior() -> None:
    # junior: 5.3 * 1 = 5.3, so 6
    assert counts(heads(6, 100, "junior", "associate"), "A/junior") == [(0, 6, False)]
    assert counts(heads(6, 100, "junior", "bachelor"), "A/junior") == [(6, 6, True)]
    assert counts(heads(11, degree="below_associate"), "A/primary") == [(0, 11, False)]


def test_teaching_points_count_from_50_pupils_on() -> None:
    assert counts(heads(1, 49, teaching_point=True), "A/primary") == []
    assert counts(heads(1, 50, teaching_point=True), "A/primary") == [(1, 3, False)]
    assert counts(heads(1, 49), "A/primary") == [(1, 3, False)]
    assert counts(heads(1, 0), "A/primary") == []
