"""A teacher on secondment counts in the indicators at the receiving school or at home, as the policy says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contract.two_sides import MODES, Case, pairs
from districts import crowd, district, key, move, only, returning, school, teacher
from rotation.audit import examine, verify
from rotation.policy.policy import Policy
from rotation.rules.base import Finding

ON = {"seconded_from": "A", "secondment_end": date(2027, 8, 31)}
DUE = {"seconded_from": "A", "secondment_end": date(2026, 8, 31)}
TRAITS: dict[str, Any] = {"subject": "pe", "degree": "master", "backbone": "county", "title": "senior"}
PER_100 = ("backbone_per_100", "high_degree_per_100", "specialists_per_100")


def counting(at: str | None, code: str = "specialists_per_100", mode: str = "target", **settings: Any) -> Policy:
    policy = only(code, mode, **settings)
    return policy.model_copy(update={"indicators": policy.indicators.model_copy(update={"secondees_count_at": at})})


def measured(findings: Any, code: str) -> dict[str, Any]:
    return {finding.subject: finding.measured for finding in findings if finding.rule == code}


@pytest.mark.parametrize("code", PER_100)
@pytest.mark.parametrize(("at", "heads"), [(None, (0, 1)), ("receiving", (0, 1)), ("home", (1, 0))])
def test_a_secondee_from_a_at_b_counts_at_one_of_them(code: str, at: str, heads: tuple[int, int]) -> None:
    one = district([school("A"), school("B")], [teacher("s", "B", **TRAITS, **ON)])
    found = verify(one, counting(at, code), []).findings
    assert measured(found, code) == {"A/primary": heads[0], "B/primary": heads[1]}
    rows: dict[Any, Any] = {row.section: row for row in examine(one, counting(at, code)).state.sections}
    for indicator in ("high_degree", "backbone", "specialists"):
        assert [rows[key(place)].value(indicator).amount for place in "AB"] == list(heads)
    assert [rows[key(place)].teachers for place in "AB"] == [0, 1]


def test_who_goes_home_counts_there_and_who_stays_on_does_not() -> None:
    # Both traits count alike: one due home, one mover who has never been seconded.
    people = [teacher("s", "B", **TRAITS, **DUE), teacher("m", "B", **TRAITS)]
    one = district([school("A"), school("B"), school("C")], people)
    for at, after in (("receiving", {"A": 1, "B": 0, "C": 1}), ("home", {"A": 1, "B": 0, "C": 1})):
        policy = counting(at).with_settings("returns", mode="target")
        found = verify(one, policy, [returning(one, "s", "A"), move(one, "m", "C")]).findings
        assert measured(found, "specialists_per_100") == {f"{place}/primary": n for place, n in after.items()}
    extended = replace(people[0], secondment_end=date(2026, 9, 1))
    one = district([school("A"), school("B"), school("C")], [extended, people[1]])
    for at, after in (("receiving", {"A": 0, "B": 2, "C": 0}), ("home", {"A": 1, "B": 1, "C": 0})):
        found = verify(one, counting(at), []).findings
        assert measured(found, "specialists_per_100") == {f"{place}/primary": n for place, n in after.items()}


def test_the_stage_at_home_decides_what_a_high_degree_is() -> None:
    # Home has a junior section alone: an associate degree is high at B/primary, not at A/junior.
    places = [school("A", stages=("junior",)), school("B")]
    one = district(places, [teacher("s", "B", degree="associate", **ON), teacher("t", "B", degree="associate")])
    for at, heads in (("receiving", {"A/junior": 0, "B/primary": 2}), ("home", {"A/junior": 0, "B/primary": 1})):
        code = "high_degree_per_100"
        assert measured(verify(one, counting(at, code), []).findings, code) == heads


def test_cv_counts_them_at_home() -> None:
    # A and B of 100 pupils; PE: 1 at A, 1 at B and a secondee from A there.
    people = [*crowd("a", 1, "A", subject="pe"), *crowd("b", 1, "B", subject="pe")]
    one = district([school("A"), school("B")], [*people, teacher("s", "B", subject="pe", **ON)])
    settings: dict[str, Any] = {"indicators": ("specialists",)}

    def square(at: str) -> Finding:
        (found,) = verify(one, counting(at, "balance", **settings), []).findings
        return found

    # (1, 2) and (2, 1): 200 * 5 / 100 / 9 - 1 = 1/9 either way; with one more at A, (2, 2) at home: 0.
    assert float(square("receiving").measured) == pytest.approx(1 / 9)
    assert float(square("home").measured) == pytest.approx(1 / 9)
    one = district([school("A"), school("B")], [*people, *crowd("b1", 1, "B", subject="pe"),
                                                teacher("s", "B", subject="pe", **ON)])  # fmt: skip
    assert float(square("receiving").measured) == pytest.approx(200 * 10 / 100 / 16 - 1)  # 1 and 3
    assert square("home").measured == 0


def test_parity_of_township_schools_counts_them_at_home() -> None:
    places = [school("A", zone="urban"), school("B")]
    people = [teacher("t", "A"), teacher("u", "B"), teacher("s", "B", backbone="county", **ON)]
    rows: dict[str, Any] = {
        at: {row.check: (row.measured, row.limit) for row in examine(district(places, people), counting(at)).further}
        for at in ("receiving", "home")
    }
    assert rows["receiving"]["backbone_parity"] == (0.5, 0)
    assert rows["home"]["backbone_parity"] == (0, 0.5)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("code", [*PER_100, "balance"])
def test_both_sides_judge_every_plan_alike(code: str, mode: str) -> None:
    places = [school("A", stages=("primary", "junior"), pupils=100), school("B", pupils=200), school("C", pupils=60)]
    others = {"returns": {"mode": "target"}}
    people = [
        teacher("s", "B", **TRAITS, **ON), teacher("d", "B", **TRAITS, **DUE), teacher("e", "C", **TRAITS, **ON),
        teacher("t", "A", **TRAITS), teacher("u", "A/junior", **TRAITS), teacher("v", "B", **TRAITS),
        teacher("w", "B", **TRAITS | {"degree": "associate"}, **{**ON, "seconded_from": "C"}),
    ]  # fmt: skip
    counted_at = {"secondees_count_at": "home"}
    case = Case(district(places, people), ["s", "d", "t", "v", "w"], {}, others, indicators=counted_at)
    verdicts = set()
    for pair in pairs(case, code, mode):
        assert pair.agree, pair
        verdicts.add(pair.check is None)
    assert False in verdicts or mode == "required"
