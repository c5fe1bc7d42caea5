"""What is varied: exact steps with both ends, and one sentence for everything that is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rotation.errors import ScenarioError
from rotation.policy.allowances import Allowances
from rotation.rules import read_policy
from rotation.scenarios.axes import Axis, grid, parse_axes, point_name, point_policy, read_value, step_name

NATIONAL = read_policy("national")


def values(text: str) -> tuple[str, ...]:
    (axis,) = parse_axes([text], NATIONAL, "en")
    return axis.values


def problems(*texts: str) -> tuple[str, ...]:
    with pytest.raises(ScenarioError) as caught:
        parse_axes(texts, NATIONAL, "en")
    return caught.value.problems


def test_steps_are_decimal_and_both_ends_are_there() -> None:
    found = values("exchange_ratio.min_ratio=0.10:0.20:0.02")
    assert found == ("0.1", "0.12", "0.14", "0.16", "0.18", "0.2")
    axes = [Axis("exchange_ratio.min_ratio", found)]
    exact = [point_policy(NATIONAL, axes, [v], "en").settings("exchange_ratio").min_ratio for v in found]
    assert exact == [Fraction(n, 100) for n in (10, 12, 14, 16, 18, 20)]


def test_whole_numbers_stay_whole_and_words_are_words() -> None:
    assert values("eligibility.min_years=3:6:1") == ("3", "4", "5", "6")
    assert values("travel_limit.maximum_km=20:20:5") == ("20",)
    assert values("backbone_share.of=exchanged,eligible_backbone") == ("exchanged", "eligible_backbone")
    assert values("subject_core.keep_last=true,false") == ("true", "false")
    assert values("subject_core.max_share=1/3,0.5") == ("1/3", "0.5")
    assert [read_value(text) for text in ("true", "6", "0.1", "1/3", "off")] == [True, 6, 0.1, "1/3", "off"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exchange_ratio.min_ratio", "write setting=from:to:step"),
        ("exchange_ratio.min_ratio=", "write setting=from:to:step"),
        ("exchange_ratio.min_ratio=0.1:0.2", "write setting=from:to:step"),
        ("exchange_ratio.min_ratio=a:0.2:0.1", "'a' is not a number"),
        ("exchange_ratio.min_ratio=0.1:1e999999999:0.1", "'1e999999999' is not a number"),
        ("exchange_ratio.min_ratio=nan:1:0.1", "'nan' is not a number"),
        ("exchange_ratio.min_ratio=0.2:0.1:0.01", "begins at 0.2, above its end 0.1"),
        ("exchange_ratio.min_ratio=0.1:0.2:0", "the step 0 must be greater than 0"),
        ("exchange_ratio.min_ratio=0.1:0.2:-0.1", "the step -0.1 must be greater than 0"),
        ("exchange_ratio.min_ratio=0.1:0.2:0.03", "do not arrive at 0.2; the nearest is 0.19"),
        ("exchange_ratio.min_ratio=0:1:0.001", "1,001 points, at most 200"),
        ("exchange_ratio.min_ratio=0.5:1.5:0.5", "min_ratio = 1.5"),
        ("exchange_ratio.min_ratio=0.1,0.10", "0.10 is given twice"),
        ("exchange_ratio.min_ratio=0.1,1/10", "1/10 is given twice"),
        ("calendar.reference_month=2,6", "calendar.reference_day = 31: must be 1 to 28"),
        (f"exchange_ratio.min_ratio=0.{'1' * 300}", "must have at most 30 characters"),
        (f"eligibility.min_years={'9' * 300}", "eligibility.min_years"),
        ("exchange_ratio.mni_ratio=0.1:0.2:0.1", "did you mean exchange_ratio.min_ratio"),
        ("exchange.min_ratio=0.1:0.2:0.1", "did you mean exchange_ratio.min_ratio"),
        ("lessons.principal=1:2:0.5", "lessons.principal = 1.5"),
        ("exchange_ratio.mode=required,of", "did you mean off?"),
    ],
)
def test_each_mistake_is_one_sentence(text: str, said: str) -> None:
    (problem,) = problems(text)
    assert said in problem


def test_mistakes_of_several_are_told_together() -> None:
    assert len(problems("foo=1:2:1", "lessons.principal=2:1:1")) == 2
    one = "lessons.principal=1:2:1"
    assert "is given twice" in problems(one, one)[0]
    assert "not 4" in problems(one, "lessons.deputy=1:2:1", "eligibility.min_years=1:2:1", "returns.weight=1:2:1")[0]
    assert "not 0" in problems()[0]


def test_the_grid_is_every_combination_and_too_many_are_refused() -> None:
    axes = [Axis("a", ("1", "2")), Axis("b", ("x", "y"))]
    assert grid(axes) == [("1", "x"), ("1", "y"), ("2", "x"), ("2", "y")]
    assert "225 points" in problems("lessons.principal=1:15:1", "lessons.deputy=1:15:1")[0]


def test_names_of_points_are_names_of_folders() -> None:
    assert point_name(("0.12", "1/3", "eligible_backbone")) == "0.12_1~3_eligible~backbone"
    assert point_name(("a b:c",)).startswith("a~b~c~~")


def test_no_two_points_have_one_folder_and_none_leaves_it() -> None:
    values = ["a b", "a/b", "a_b", "a~b", "A b", "P", "p", "1/3", "1~3", ".", "..", "a", "a.", "9" * 300, "文" * 300]
    names = [point_name((value,)) for value in values]
    assert len({name.lower() for name in names}) == len(values)
    assert not any(name.startswith(".") or name.endswith(".") for name in names)
    assert all(len(name.encode()) < 100 for name in names)
    assert point_name(("a_b", "c")) != point_name(("a", "b_c"))


def test_shares_are_told_as_percentages() -> None:
    assert step_name("exchange_ratio.min_ratio", "0.12") == "12 %"
    assert step_name("subject_core.max_share", "0.125") == "12.5 %"
    assert step_name("travel_limit.maximum_km", "30") == "30"


def test_what_a_policy_may_leave_out_can_be_varied_where_it_states_it() -> None:
    table = {"living_yuan_per_month": 300, "transport_yuan_per_km": 0.5, "round_trips_per_month": 4, "months": 10}
    paid = NATIONAL.model_copy(update={"allowances": Allowances.model_validate({**table, "source": "made up"})})
    (axis,) = parse_axes(["allowances.months=9,10"], paid, "en")
    nine = point_policy(paid, [axis], ["9"], "en")
    assert nine.allowances is not None
    assert nine.allowances.months == 9
    assert nine.allowances.living_yuan_per_month == 300
    assert nine.allowances.source != "made up"
    assert "allowances.months is no setting" in problems("allowances.months=9,10")[0]


def test_a_point_s_policy_says_what_was_varied() -> None:
    policy = point_policy(NATIONAL, [Axis("exchange_ratio.min_ratio", ())], ["0.12"], "en")
    assert policy.name == "national+exchange_ratio.min_ratio=0.12"
    assert policy.title_en == "National defaults (exchange_ratio.min_ratio=0.12)"
