"""specialists_per_100: teachers of PE, music and art per hundred pupils."""

from typing import Any

import pytest

from contract.two_sides import MODES, Case, pairs
from districts import broken, checked, counts, crowd, district, only, school
from rotation.audit import examine
from rotation.rules.base import Finding


def heads(pe: int, music: int, art: int) -> list[Finding]:
    people = [*crowd("p", pe, "A", subject="pe"), *crowd("m", music, "A", subject="music")]
    people += [*crowd("a", art, "A", subject="art"), *crowd("c", 3, "A", other_subjects=("music",))]
    return checked("specialists_per_100", district([school("A", pupils=500)], people))


def test_500_pupils_need_5_heads_by_main_subject() -> None:
    # 0.9 * 5 = 4.5
    assert counts(heads(2, 2, 1), "A/primary") == [(5, 5, True)]
    assert broken(heads(2, 1, 1)) == [("A/primary", 4, 5, 1)]


def visited(pupils: int, own: int = 0, **place: Any) -> list[tuple[Any, Any, bool]]:
    one = district([school("A", pupils=pupils, visiting=1, **place)], crowd("p", own, "A", subject="pe"))
    return counts(checked("specialists_per_100", one), "A/primary")


def test_rural_schools_of_50_to_99_pupils_count_who_visits() -> None:
    # 0.9 * 0.50 = 0.45 and 0.9 * 0.99 = 0.891: one head; 0.9 * 1.00 = 0.9 and 0.9 * 0.49 = 0.441 too.
    assert visited(50) == visited(99) == [(1, 1, True)]
    assert visited(49) == visited(100) == [(0, 1, False)]
    assert visited(99, zone="town") == visited(99, zone="urban") == [(0, 1, False)]
    assert visited(99, own=2) == [(3, 1, True)]
    assert visited(50, teaching_point=True) == [(1, 1, True)]


def test_a_school_of_two_stages_is_as_large_as_both() -> None:
    # 50 pupils at either stage are 100: no visitor counts.
    one = district([school("A", pupils=50, visiting=1, stages=("primary", "junior"))], [])
    found = checked("specialists_per_100", one)
    assert counts(found, "A/primary") == counts(found, "A/junior") == [(0, 1, False)]


def test_the_sentence_says_how_many_visit() -> None:
    one = district([school("A", pupils=60, visiting=2)], crowd("p", 1, "A", subject="pe"))
    (found,) = (f for f in checked("specialists_per_100", one) if f.subject == "A/primary")
    assert "3 teachers of PE, music and art (2 of them visiting)" in found.text.en
    assert "体音美教师（含走教 2 人） 3 人" in found.text.zh


def test_the_audit_counts_them_in_l3_and_its_cv() -> None:
    # 0 + 1 of 60 pupils, 1 of 60: alike.
    one = district([school("A", pupils=60, visiting=1), school("B", pupils=60)], crowd("p", 1, "B", subject="pe"))
    state: Any = examine(one, only("specialists_per_100")).state
    assert [row.value("specialists").amount for row in state.sections] == [1, 1]
    assert [cv.square for cv in state.cvs if cv.indicator == "specialists"] == [0]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("code", ["specialists_per_100", "balance"])
def test_both_sides_count_visitors_alike(code: str, mode: str) -> None:
    places = [school("A", pupils=99, visiting=1), school("B", pupils=100, visiting=1), school("C", pupils=250)]
    people = [*crowd("p", 2, "B", subject="pe"), *crowd("m", 2, "C", subject="music"), *crowd("c", 1, "C")]
    for pair in pairs(Case(district(places, people), ["p1", "p2", "m1", "c1"]), code, mode):
        assert pair.agree, pair
