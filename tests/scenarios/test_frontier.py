"""Who beats whom, what a step costs, where the frontier bends: points made by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from districts import district, only, returning, school, teacher
from rotation.audit import verify
from rotation.i18n import Text
from rotation.scenarios.figures import largest_cv
from rotation.scenarios.frontier import frontier
from rotation.scenarios.measures import Measure, measures
from rotation.scenarios.plot import ticks
from rotation.scenarios.store import Point

RATIO, LESSONS, KM = "exchange_ratio", "unfilled", "km"


def point(name: str, ratio: float, lessons: int, *, bound: int | None = None, km: int = 0) -> Point:
    """Return a solved point; ``bound`` is that of the lessons, their value if not given."""
    measures = {
        RATIO: Measure(Fraction(str(ratio)), Fraction(100)),
        LESSONS: Measure(Fraction(lessons), Fraction(lessons if bound is None else bound)),
        KM: Measure(Fraction(km), Fraction(0)),
    }
    return Point((name,), "solved", (), measures, "", "proven", Path(name), 0.0)


def names(points: tuple[Point, ...]) -> list[str]:
    return [each.values[0] for each in points]


def test_a_point_is_beaten_by_more_exchange_with_no_more_lessons_unfilled() -> None:
    found = frontier([point("a", 10, 50), point("b", 11, 50), point("c", 12, 49), point("d", 13, 60)], [RATIO, LESSONS])
    # c has more exchange and fewer lessons unfilled than a and b; d has yet more exchange.
    assert names(found.best) == ["c", "d"]
    assert names(found.dominated) == ["a", "b"]


def test_equal_points_do_not_beat_each_other() -> None:
    found = frontier([point("a", 10, 50), point("b", 10, 50)], [RATIO, LESSONS])
    assert names(found.best) == ["a", "b"]
    assert found.steps == ()


def test_a_third_measure_keeps_a_point_on_the_frontier() -> None:
    points = [point("a", 10, 50, km=100), point("b", 11, 50, km=200)]
    assert names(frontier(points, [RATIO, LESSONS]).dominated) == ["a"]
    assert names(frontier(points, [RATIO, LESSONS, KM]).best) == ["a", "b"]


def test_the_knee_is_the_step_that_costs_most_beyond_the_steps_before() -> None:
    points = [point("10", 10, 50), point("11", 11, 52), point("12", 12, 55), point("13", 13, 96), point("14", 14, 130)]
    (knee,) = frontier(points, [RATIO, LESSONS]).knees
    # 2 and 3 lessons a point, 2.5 on average, then 41; the next step, 34, is less than 41 beyond (2 + 3 + 41) / 3.
    assert (names((knee.step.one,)), names((knee.step.other,))) == (["12"], ["13"])
    assert (knee.before, knee.here) == (Fraction(5, 2), Fraction(41))
    assert knee.step.costs[LESSONS] == 41


def test_steps_of_other_widths_are_compared_by_the_unit() -> None:
    points = [point("10", 10, 0), point("14", 14, 40), point("15", 15, 51), point("16", 16, 60)]
    (knee,) = frontier(points, [RATIO, LESSONS]).knees
    # 10 a point, then 11, then 9: 40 for four points is no knee.
    assert names((knee.step.other,)) == ["15"]


def test_an_even_frontier_has_no_knee() -> None:
    points = [point(str(r), r, 10 * r) for r in range(10, 15)]
    assert frontier(points, [RATIO, LESSONS]).knees == ()


def test_what_is_proven_of_a_step_is_the_later_bound_against_the_earlier_value() -> None:
    found = frontier([point("a", 10, 50), point("b", 11, 91, bound=80), point("c", 12, 99, bound=85)], [RATIO, LESSONS])
    # 80 - 50 = 30 at least of the 41; 85 - 91 < 0, nothing.
    assert [step.proven[LESSONS] for step in found.steps] == [30, 0]


def test_points_without_a_plan_have_no_part() -> None:
    bare = Point(("x",), "infeasible", (Text("不够", "too few"),), {}, "", "", Path("x"), 0.0)
    found = frontier([bare, point("a", 10, 50)], [RATIO, LESSONS])
    assert names(found.best) == ["a"]
    assert found.dominated == ()


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (0.1, 0.2, [0.1, 0.12, 0.14, 0.16, 0.18, 0.2]), (5, 5, [])],
)
def test_ticks_are_round_and_cover_the_range(low: float, high: float, expected: list[float]) -> None:
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert len(found) <= 8
    if low != high:
        assert found == pytest.approx(expected)


def test_no_cv_is_claimed_where_who_is_due_home_may_stay_at_the_other_stage() -> None:
    """Backbone teachers 2 : 1 at A and B, and d, whose home is A, at the junior school J.

    d at home: 3 : 1, CV 1/2. d stays on: 2 : 1, CV 1/3, but the rule counts 200 * (4 + 1) / 100 / 16 - 6/4 + 1 = 1/8,
    whose root is 0.3535: with that sum as the least, the other plan would claim more than CV 1/3.
    """
    people = [teacher(code, "A", backbone="county") for code in ("a1", "a2")] + [teacher("b1", "B", backbone="county")]
    due = {"seconded_from": "A", "secondment_end": date(2026, 8, 1), "certificate_stages": ("primary", "junior")}
    people.append(teacher("d", "J/junior", backbone="county", **due))
    of = district([school("A", pupils=100), school("B", pupils=100), school("J", stages=("junior",))], people)
    policy = only("balance", indicators=("backbone",)).with_settings("stage_certificate", mode="required")
    home = [returning(of, "d", "A")]
    for mode, bound in (("required", 0.35), ("target", 0)):
        asked = policy.with_settings("returns", mode=mode)
        audits = {at: verify(of, asked, moves, 0) for at, moves in (("home", home), ("J", []))}
        assert largest_cv(audits["home"], asked) == pytest.approx(1 / 2)
        assert largest_cv(audits["J"], asked) == pytest.approx(1 / 3)
        probes, tiers = {"cv": Fraction(10_000, 8)}, dict.fromkeys(asked.tiers, Fraction(0))
        found = measures(of, asked, tuple(home), audits["home"], 0, tiers, probes)["cv"]
        assert float(found.bound) == pytest.approx(bound, abs=0.01)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2, 2, [1, 2, 3]), (0, 1, [0, 1]), (3, 6, [3, 4, 5, 6]), (0, 11, [0, 5, 10, 15]),
        (0, 120, [0, 25, 50, 75, 100, 125]),
    ],
)
def test_ticks_of_what_has_no_parts_are_whole(low: float, high: float, expected: list[float]) -> None:
    """11 / 5 = 2.2: the next round step is 2.5, and the next whole one 5."""
    assert ticks(low, high, whole=True) == expected
