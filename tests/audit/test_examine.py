"""The audit of the data alone: eligibility in words, targets in heads, class sizes, certificates."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from districts import crowd, district, only, school, teacher
from rotation.audit import examine
from rotation.domain.district import Grade
from rotation.rules import read_policy

PLACES = [school("A"), school("B")]
NATIONAL = read_policy("national")


def row_of(**changes: Any) -> Any:
    return examine(district(PLACES, [teacher("t", "A", **changes)]), NATIONAL).eligibility[0]


def test_every_person_gets_an_answer_in_both_languages() -> None:
    assert row_of(arrived=date(2021, 9, 1)).text.zh == "到现校 2021-09，连续任教 4 年，不符合：不足 6 年"
    assert row_of().text.zh == "到现校 2016-08，连续任教 10 年，符合交流条件"
    assert "fewer than 6" in row_of(arrived=date(2021, 9, 1)).text.en
    assert "自愿报名，可以交流" in row_of(arrived=date(2021, 9, 1), volunteer=True).text.zh
    ill = row_of(exemption="illness", exemption_end=date(2027, 1, 1), volunteer=True)
    assert "重大疾病" in ill.text.zh
    assert "不能因自愿免除" in ill.text.zh
    assert ill.reasons == ("exempt",)


def test_retirement_is_told_with_its_month() -> None:
    # Woman cadre born 1972-01: 24 months after 1970-01, 24 // 4 + 1 = 7 months after 55: August 2027,
    # 12 months.
    row = row_of(born=date(1972, 1, 1))
    assert row.retires == date(2027, 8, 1)
    assert "2027-08" in row.text.zh
    assert "12 个月" in row.text.zh
    assert "60 个月" in row.text.zh
    past = row_of(born=date(1970, 1, 1))
    assert past.reasons == ("near_retirement",)
    assert "法定退休 2025-02，已到退休时间" in past.text.zh
    assert "-" not in past.text.en.replace("2025-02", "").replace("2016-08", "")


def test_targets_are_told_in_heads() -> None:
    # 1,904 eligible: at least 191, at most floor(191 * 1.05) = 200; backbone ceil(0.2 * 191) = 39.
    many = district(PLACES, crowd("t", 1904, "A"))
    targets = examine(many, NATIONAL).targets
    assert (targets.eligible, targets.minimum, targets.ceiling, targets.backbone_minimum) == (
        1904,
        191,
        200,
        39,
    )
    assert "at least 191 to be exchanged (10 %), at most 200, of them 39 backbone" in targets.text.en
    assert "至少 191 人" in targets.text.zh


def test_targets_of_rules_that_are_off_are_none() -> None:
    targets = examine(district(PLACES, crowd("t", 10, "A")), only("disruption")).targets
    assert (targets.minimum, targets.backbone_minimum, targets.senior_minimum) == (None, None, None)


def test_classes_are_counted_as_dealt_evenly() -> None:
    # 167 pupils in 3 classes: 56, 56, 55: three above 45, two oversized. 198 in 3: 66 each.
    base = district(PLACES, [])
    grades = (
        Grade(school="A", grade=1, pupils=167, classes=3),
        Grade(school="A", grade=2, pupils=198, classes=3),
        Grade(school="B", grade=1, pupils=45, classes=1),
    )

    first, second = examine(replace(base, grades=grades), NATIONAL).classes
    assert (first.over_cap, first.oversized, first.grossly_oversized, first.largest) == (6, 5, 3, 66)
    assert (second.over_cap, second.oversized, second.largest, second.mean) == (0, 0, 45, Fraction(45))


def test_teachers_below_their_stage_are_listed() -> None:
    places = [school("A", stages=("primary", "junior"))]
    people = [
        teacher("j", "A/junior", certificate_stages=("primary",)),
        teacher("p", "A", certificate_stages=("junior",)),
        teacher("x", "A", certificate_stages=()),
    ]
    assert [row.teacher for row in examine(district(places, people), NATIONAL).uncertified] == ["j", "x"]
