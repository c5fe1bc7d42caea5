"""A school ends by a decision of the heads: classes stay as they are, what was decided and wished goes along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from districts import district, school, teacher
from rotation.domain.closing import closed, relocated
from rotation.domain.district import Decision, Entrants, Neighbour, Preference, SectionKey

INTO = {"primary": "B", "junior": "B"}


def test_who_was_assigned_to_the_closed_school_goes_to_the_receiving_one() -> None:
    decisions = [Decision(teacher="a1", kind="assign", school="C"), Decision(teacher="b1", kind="assign", school="C")]
    staff = [teacher("a1", "A"), teacher("b1", "B")]
    of = district([school("A"), school("B"), school("C")], staff, decisions=decisions)
    # b1 is at B already, so nothing is left to be decided about b1.
    assert closed(of, "C", INTO).decisions == (Decision(teacher="a1", kind="assign", school="B"),)


def test_wishes_move_up_where_one_loses_its_school() -> None:
    wishes = [Preference(teacher="a1", school="C", rank=1), Preference(teacher="a1", school="B", rank=2)]
    of = district([school("A"), school("B"), school("C")], [teacher("a1", "A")], preferences=wishes)
    assert closed(of, "C", INTO).preferences == (Preference(teacher="a1", school="B", rank=1),)


def test_classes_add_up_unless_they_are_opened_anew() -> None:
    of = district([school("B", pupils=30, classes=1), school("C", pupils=12, classes=1)], [])
    # 30 + 12 = 42 pupils sit in the two classes that there were; at 45 a class they would sit in one.
    assert [(row.pupils, row.classes) for row in closed(of, "C", INTO).grades] == [(42, 2)]
    anew = closed(of, "C", INTO, classes=lambda stage, pupils: -(-pupils // 45))
    assert [(row.pupils, row.classes) for row in anew.grades] == [(42, 1)]


def test_a_stage_that_the_receiving_school_lacks_opens_there_with_the_posts() -> None:
    both = school("N", stages=("primary", "junior"), quota=3)
    of = district([school("B", quota=4), both], [teacher("n1", "N/junior")])
    after = closed(of, "N", INTO)
    assert {section.key: section.staff_quota for section in after.sections} == {
        SectionKey("B", "junior"): 3, SectionKey("B", "primary"): 7,
    }  # fmt: skip
    assert after.teachers[0].section == SectionKey("B", "junior")


def test_a_place_is_followed_through_several_closings() -> None:
    assert relocated(SectionKey("A", "primary"), {"A": "B", "B": "C"}) == SectionKey("C", "primary")


def test_entrants_go_to_the_receiving_school() -> None:
    rows = [
        Entrants(school="B", grade=1, pupils=30, staying=3, twin_pairs=1),
        Entrants(school="C", grade=1, year=2026, pupils=20, staying=2, twin_pairs=1),
        Entrants(school="C", grade=1, year=2027, pupils=18),
        Entrants(school="D", grade=1, year=2027, pupils=9),
    ]
    of = district([school("B", pupils=30), school("C", pupils=20), school("D", pupils=8)], [])
    of = replace(of, entrants=tuple(rows))
    # This year 30 + 20; next year C's 18, and B, of which nothing is told, as many as this year.
    assert closed(of, "C", INTO).entrants == (
        Entrants(school="B", grade=1, pupils=50, staying=5, twin_pairs=2),
        Entrants(school="B", grade=1, year=2027, pupils=48),
        Entrants(school="D", grade=1, year=2027, pupils=9),
    )
    # D has no row of this year: its 8 pupils of grade 1 count; next year 9 and B's 30.
    assert closed(of, "D", INTO).entrants == (
        Entrants(school="B", grade=1, pupils=38, staying=3, twin_pairs=1),
        Entrants(school="B", grade=1, year=2027, pupils=39),
        *rows[1:3],
    )
    assert closed(replace(of, entrants=()), "C", INTO).entrants == ()


def test_neighbours_of_the_closed_school_are_those_of_the_receiving_one() -> None:
    def pair(one: str, other: str, most: int | None = None) -> Neighbour:
        return Neighbour(school=one, neighbour=other, stage="primary", most_entrants=most)

    of = district([school("B"), school("C"), school("D")], [])
    rows = (pair("B", "C"), pair("B", "D", 4), pair("C", "B", 5), pair("C", "D", 6), pair("D", "B", 2), pair("D", "C"))
    # 4 and 6 may go to D; whoever could go from D to C without limit may now go to B.
    assert closed(replace(of, neighbours=rows), "C", INTO).neighbours == (pair("B", "D", 10), pair("D", "B"))


def test_secondees_of_a_stage_that_the_closed_school_lacks_belong_to_the_receiving_school() -> None:
    away = teacher("s", "A/junior", seconded_from="C", secondment_end=date(2027, 8, 31))
    of = district([school("A", stages=("junior",)), school("B"), school("C")], [away])
    assert closed(of, "C", {"primary": "B"}).teachers[0].seconded_from == "B"


def test_years_begin_again_but_for_secondees() -> None:
    # s's term of 2024 to July 2026 ends before the day of restart; h belongs to B, who takes over: h has come home.
    term: dict[str, Any] = {"arrived": date(2024, 8, 1), "secondment_end": date(2026, 7, 31)}
    away = [teacher("s", "C", seconded_from="A", **term), teacher("h", "C", seconded_from="B", **term)]
    of = district([school("A"), school("B"), school("C")], [teacher("c", "C"), *away])
    day = date(2026, 8, 31)
    after = closed(of, "C", INTO, restart=day).teacher_by_id
    assert {who: person.arrived for who, person in after.items()} == {"c": day, "s": date(2024, 8, 1), "h": day}
    assert (after["s"].seconded_from, after["h"].seconded_from) == ("A", None)
