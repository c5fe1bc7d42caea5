"""eligibility: only eligible teachers and volunteers move (reference date 2026-08-31)."""

from datetime import date
from typing import Any

import pytest

from districts import broken, checked, district, move, only, school, teacher
from rotation.audit import recount

PLACES = [school("A"), school("B")]


def why_not(**changes: Any) -> Any:
    """Return the reasons that keep one person out of the denominator."""
    one = district(PLACES, [teacher("t", "A", **{k: v for k, v in changes.items() if k != "settings"})])
    counted = recount(one, only("eligibility", **changes.get("settings", {})), ())
    return list(counted.reasons.get("t", [])), "t" in counted.may_move


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        # years: six anniversaries by 31 August 2026, that day included
        ({"arrived": date(2020, 8, 31)}, []),
        ({"arrived": date(2020, 9, 1)}, ["too_few_years"]),
        # a lock or exemption that ends on the reference date no longer binds
        ({"locked_until": date(2026, 8, 31)}, []),
        ({"locked_until": date(2026, 9, 1)}, ["service_lock"]),
        ({"exemption": "illness", "exemption_end": date(2026, 8, 31)}, []),
        ({"exemption": "illness", "exemption_end": date(2026, 9, 1)}, ["exempt"]),
        ({"exemption": "illness"}, ["exempt"]),
        # men born 1971-05: 76 months after 1965-01 -> 76 // 4 + 1 = 20 months later: January 2033
        ({"sex": "male", "born": date(1971, 5, 1)}, []),
        # man: 60 months left means retiring August 2031. Born 1970-01: 60 // 4 + 1 = 16 -> May
        # 2031: 57 months
        ({"sex": "male", "born": date(1970, 1, 1)}, ["near_retirement"]),
        # born 1970-04: 63 // 4 + 1 = 16 -> August 2031: exactly 60 months; born 1970-03: July 2031, 59 months
        ({"sex": "male", "born": date(1970, 4, 1)}, []),
        ({"sex": "male", "born": date(1970, 3, 1)}, ["near_retirement"]),
        # woman worker born 1979-03: 50 // 2 + 1 = 26 months after 50 -> May 2031: 57; as a cadre 55
        # + -> far away
        ({"personnel": "worker", "born": date(1979, 3, 1)}, ["near_retirement"]),
        ({"personnel": "cadre", "born": date(1979, 3, 1)}, []),
        # worker born 1979-06: 53 // 2 + 1 = 27 -> September 2031: 61; born 1979-05: 27 -> August 2031: 60
        ({"personnel": "worker", "born": date(1979, 5, 1)}, []),
        ({"personnel": "worker", "born": date(1979, 4, 1)}, ["near_retirement"]),
        ({"role": "principal"}, ["role"]),
        ({"role": "middle_leader"}, []),
        ({"seconded_from": "B", "secondment_end": date(2027, 8, 31)}, ["on_secondment"]),
        ({"role": "deputy", "arrived": date(2022, 9, 1)}, ["role", "too_few_years"]),
    ],
)
def test_reasons_at_the_boundary(changes: dict[str, Any], reasons: list[str]) -> None:
    assert why_not(**changes)[0] == reasons


def test_an_age_limit_of_45_keeps_45_and_excludes_46() -> None:
    limit = {"max_age_women": 45}
    assert why_not(born=date(1980, 9, 1), settings=limit)[0] == []  # 45 until tomorrow
    assert why_not(born=date(1980, 8, 31), settings=limit)[0] == ["over_age"]  # 46 today
    assert why_not(sex="male", born=date(1975, 1, 1), settings=limit)[0] == []


def test_volunteers_set_aside_years_and_nothing_else() -> None:
    assert why_not(volunteer=True, arrived=date(2025, 9, 1)) == (["too_few_years"], True)
    assert why_not(volunteer=True, arrived=date(2025, 9, 1), exemption="illness")[1] is False
    assert why_not(arrived=date(2025, 9, 1))[1] is False


def test_a_mover_who_may_not_move_is_named_and_costs_the_weight() -> None:
    two = district(PLACES, [teacher("old", "A"), teacher("new", "A", arrived=date(2025, 9, 1))])
    assert broken(checked("eligibility", two, move(two, "old", "B"))) == []
    found = checked("eligibility", two, move(two, "old", "B"), move(two, "new", "B"), weight=7)
    assert broken(found) == [("new", 1, 0, 7)]
    assert [(f.measured, f.holds, f.cost) for f in found if f.subject == "district"] == [(1, False, 0)]
