"""School size, special rooms, certificates and townships beside urban schools, by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from districts import crowd, district, only, school
from rotation.audit import examine
from rotation.domain.district import District

POLICY = only("disruption")


def found(of: District, check: str) -> list[Any]:
    return [row for row in examine(of, POLICY).further if row.check == check]


def test_a_school_has_at_most_2000_pupils_a_nine_year_one_2500() -> None:
    plain = district([school("A", pupils=2000), school("B", pupils=2001)], [])
    assert [(row.school, row.limit, row.holds) for row in found(plain, "school_size")] == [
        ("A", 2000, True), ("B", 2000, False),
    ]  # fmt: skip
    both = district([school("A", stages=("primary", "junior"), pupils=1250)], [])
    (row,) = found(both, "school_size")
    assert (row.measured, row.limit, row.holds) == (2500, 2500, True)


def test_one_music_and_one_art_room_for_twelve_started_classes() -> None:
    rooms = {"music_rooms": 1, "art_rooms": None}
    for classes, needed, holds in ((12, 1, True), (13, 2, False)):
        of = district([school("A", pupils=500, classes=classes, **rooms)], [])
        (music,), (art,) = found(of, "music_rooms"), found(of, "art_rooms")
        assert (music.measured, music.limit, music.holds) == (1, needed, holds)
        assert (art.measured, art.limit, art.holds) == (None, needed, None)
    # Outside the indicators nothing is asked.
    assert not found(district([school("A", pupils=49, teaching_point=True, **rooms)], []), "music_rooms")


def test_townships_are_not_to_be_below_the_urban_schools() -> None:
    schools = [school("A", zone="urban"), school("B", zone="town"), school("C", zone="rural")]
    urban = crowd("u", 4, "A", degree="associate")
    urban[0] = replace(urban[0], backbone="county", degree="bachelor")
    township = crowd("t", 2, "B", degree="bachelor") + crowd("r", 2, "C", degree="associate", backbone="school")
    of = district(schools, urban + township)
    (backbone,), (degree,) = found(of, "backbone_parity"), found(of, "bachelor_parity")
    assert (backbone.stage, backbone.measured, backbone.limit, backbone.holds) == ("primary", 0, Fraction(1, 4), False)
    assert (degree.measured, degree.limit, degree.holds) == (Fraction(1, 2), Fraction(1, 4), True)
    assert not found(district(schools[:1], urban), "backbone_parity")


def test_everybody_is_certified_for_the_stage() -> None:
    people = crowd("t", 4, "A")
    one = replace(people[0], stage="junior", certificate_stages=("primary",))
    of = district([school("A", stages=("primary", "junior"))], [one, *people[1:]])
    assert [(row.stage, row.measured, row.holds) for row in found(of, "certified")] == [
        ("primary", 1, True), ("junior", 0, False),
    ]  # fmt: skip
