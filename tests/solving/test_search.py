"""The search on small generated districts, on degenerate ones, and under limits; every plan is recounted."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

import highspy
import numpy as np
import pytest
from listing import feasible

from districts import BOUND, crowd, district, school, teacher, way
from rotation import io
from rotation.audit import verify
from rotation.domain.district import District, SectionKey
from rotation.errors import InfeasibleError, StoppedError
from rotation.facts.facts import Facts
from rotation.instances import embedded, generate, profile
from rotation.modelling import Problem, build
from rotation.modelling.cuts import Cut, Separator
from rotation.plan.posting import Posting
from rotation.rules import read_policy
from rotation.solving import Solution, solve
from rotation.solving.engine import Engine
from rotation.solving.progress import Clock
from rotation.solving.search import Search

NATIONAL = read_policy("national")
SIZES = [(6, 100, 1), (6, 100, 2), (7, 90, 1), (8, 130, 2)]
"""Schools, teachers, seed."""
INFEASIBLE = (7, 90, 3)


@cache
def generated(schools: int, teachers: int, seed: int) -> District:
    """Return a district below the sizes that are offered to users."""
    return generate(replace(profile(schools=12, teachers=240), schools=schools, teachers=teachers), seed)


@cache
def exact(size: tuple[int, int, int]) -> Solution:
    return solve(generated(*size), NATIONAL)


def assert_sound(of: District, solution: Solution, seed: int = 0) -> None:
    """Recount a plan: required rules hold, the values are the recounted ones, no bound is above its value."""
    audit = verify(of, NATIONAL, solution.postings, seed)
    assert audit.required_hold, [finding.text.en for finding in audit.broken]
    for tier in solution.tiers:
        assert tier.value == pytest.approx(float(audit.tiers[tier.name]), rel=1e-9)
        assert tier.bound <= tier.value
        assert tier.gap == pytest.approx((tier.value - tier.bound) / max(abs(tier.value), 1.0))


def values(solution: Solution) -> list[float]:
    return [tier.value for tier in solution.tiers]


def rules_named(error: InfeasibleError) -> set[str]:
    return {reason.partition("):")[0].rpartition("(")[2] for reason in error.reasons}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_small_district_gets_a_proven_plan(size: tuple[int, int, int]) -> None:
    solution = exact(size)
    assert_sound(generated(*size), solution)
    assert solution.status == "proven"


@pytest.mark.parametrize("seed", [32, 33, 34])
def test_a_total_follows_whom_the_narrowest_search_sends_elsewhere(seed: int) -> None:
    # With a share of 0 only the upward moves themselves stand in the row that counts them: held at another plan's
    # number, it made burden 10 too low, and the next lock left no solution.
    of = generate(profile(schools=12, teachers=300), seed)
    policy = NATIONAL.with_settings("direction", mode="target", max_upward_share=0)
    solution = solve(of, policy)
    audit = verify(of, policy, solution.postings, 0)
    assert audit.required_hold
    for tier in solution.tiers:
        assert tier.value == pytest.approx(float(audit.tiers[tier.name]), rel=1e-9)
        assert tier.bound <= tier.value


@pytest.mark.parametrize("size", SIZES)
def test_one_pass_gives_a_plan_and_bounds_that_a_thorough_search_agrees_with(size: tuple[int, int, int]) -> None:
    of, best = generated(*size), exact(size)
    quick = solve(of, NATIONAL, quick=True)
    assert_sound(of, quick)
    assert quick.tiers[0].bound <= best.tiers[0].value
    assert quick.tiers[0].value >= best.tiers[0].bound


@pytest.mark.parametrize("size", [INFEASIBLE], ids=str)
def test_a_district_without_a_plan_is_told_which_rules_would_have_to_give(size: tuple[int, int, int]) -> None:
    with pytest.raises(InfeasibleError) as caught:
        solve(generated(*size), NATIONAL)
    required = {code for code, item in NATIONAL.rules.items() if item.mode == "required"}
    assert rules_named(caught.value)
    assert rules_named(caught.value) <= required
    assert all(re.fullmatch(r".+ \(\w+\): .+\. .+\.", reason) for reason in caught.value.reasons)


def by_branch_and_bound(of: District) -> list[float]:
    """Return the tiers' optima by the bare model: no cut, nothing ruled out, one whole-number search for each tier."""
    problem = build(Facts(of, NATIONAL, 0))
    engine = Engine(problem)
    everything, found = np.arange(len(problem.lower)), []
    start = None
    for tier in NATIONAL.tiers:
        best = engine.part(everything, np.zeros(len(everything))).search(problem.cost[tier], start, 100_000)
        assert best is not None
        start = best[0]
        found.append(problem.value(tier, start))
        engine.at_most(problem.cost[tier], found[-1] - problem.constant[tier] + 1e-6)
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_tiers_and_bounds_agree_with_branch_and_bound_on_the_bare_model(size: tuple[int, int, int]) -> None:
    found, best = exact(size), by_branch_and_bound(generated(*size))
    assert values(found) == pytest.approx(best, rel=1e-6)
    for tier, optimum in zip(found.tiers, best, strict=True):
        assert tier.bound <= optimum + 1e-6 * max(1.0, optimum)


def fixed(problem: Problem, chosen: set[tuple[str, SectionKey]]) -> Engine:
    """Return an engine whose arcs are held at a plan."""
    facts, arcs = problem.facts, problem.arcs
    engine = Engine(problem)
    lower, upper = problem.lower.copy(), problem.upper.copy()
    pairs = zip(arcs.teacher.tolist(), arcs.section.tolist(), strict=True)
    plan = [(facts.teachers[person].id, facts.sections[section]) in chosen for person, section in pairs]
    assert sum(plan) == len(chosen)
    lower[: len(arcs)] = upper[: len(arcs)] = np.array(plan, float)
    engine.bounds(lower, upper)
    return engine


def found_cuts(problem: Problem) -> list[Cut]:
    """Return the cuts that the relaxation's optima ask for, under several objectives."""
    found: list[Cut] = []
    draw = np.random.Generator(np.random.PCG64(1))
    for objective in [*problem.cost.values(), *(draw.normal(size=len(problem.lower)) for _ in range(4))]:
        engine, separator = Engine(problem), Separator(problem)
        bounded = np.where(np.isfinite(problem.upper), objective, np.abs(objective))
        engine.objective(bounded)
        for _ in range(3):
            point = engine.relax()
            assert point is not None
            cuts = separator.separate(point.columns)
            if not cuts:
                break
            engine.cut(cuts)
            found += cuts
    return found


def assert_kept(problem: Problem, cuts: Sequence[Cut], plans: Iterator[set[tuple[str, SectionKey]]]) -> int:
    """Ask for the least of every cut's left side among all uses of a plan's teachers."""
    asked = 0
    for plan in plans:
        engine = fixed(problem, plan)
        separator = Separator(problem)
        for cost in problem.cost.values():
            engine.objective(cost)
            point = engine.relax()
            assert point is not None
            assert separator.separate(point.columns) == []
        for cut in cuts:
            side = np.bincount(cut.column, cut.coefficient, len(problem.lower)).astype(np.float64)
            engine.objective(side)
            point = engine.relax()
            assert point is not None
            assert point.value >= cut.limit - 1e-6 * max(1.0, abs(cut.limit))
            asked += 1
    return asked


def moves(postings: Sequence[Posting]) -> set[tuple[str, SectionKey]]:
    return {(row.teacher, row.destination) for row in postings if row.kind == "move"}


def test_no_cut_takes_a_plan_of_tiny_away() -> None:
    tiny = io.read(embedded("tiny"))
    problem = build(Facts(tiny, NATIONAL, 0))
    plans = [{(who, counted.after[who]) for who in counted.movers} for counted in feasible(tiny, NATIONAL, 2)]
    sample = random.Random(2).sample(plans, min(25, len(plans)))
    cuts = found_cuts(problem)
    assert cuts
    assert assert_kept(problem, cuts, iter(sample)) == len(cuts) * len(sample)


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
def test_no_cut_takes_the_optimum_away(size: tuple[int, int, int]) -> None:
    problem = build(Facts(generated(*size), NATIONAL, 0))
    cuts = found_cuts(problem)
    assert cuts
    assert assert_kept(problem, cuts[:150], iter([moves(exact(size).postings)]))


def no_moves(of: District) -> None:
    solution = solve(of, NATIONAL)
    assert_sound(of, solution)
    assert solution.postings == ()
    assert solution.status == "proven"


def impossible(of: District, rule: str) -> None:
    with pytest.raises(InfeasibleError) as caught:
        solve(of, NATIONAL)
    assert rule in rules_named(caught.value)


TWO = [school("A", zone="urban"), school("B")]


def test_one_school_with_anyone_eligible_cannot_exchange() -> None:
    # ceil(0.1 * 3) = 1 would have to go, and there is nowhere to go.
    impossible(district([school("A")], crowd("t", 3, "A")), "exchange_ratio")


def test_one_school_with_nobody_eligible_has_the_empty_plan() -> None:
    no_moves(district([school("A")], crowd("t", 3, "A", **BOUND)))


def test_where_nobody_is_eligible_nobody_moves() -> None:
    # ceil(0.1 * 0) = 0.
    no_moves(district(TWO, crowd("t", 5, "A", **BOUND)))


def test_a_district_without_teachers_has_the_empty_plan() -> None:
    no_moves(district(TWO, []))


def test_islands_without_a_way_cannot_exchange() -> None:
    ways = [way("A", "B", None), way("B", "A", None)]
    people = crowd("a", 10, "A", backbone="county") + crowd("b", 10, "B", backbone="county")
    impossible(district(TWO, people, travel=ways), "exchange_ratio")


def test_islands_with_nobody_eligible_have_the_empty_plan() -> None:
    no_moves(district(TWO, crowd("t", 5, "A", **BOUND), travel=[way("A", "B", None), way("B", "A", None)]))


def test_a_section_without_pupils_or_without_teachers_stops_nothing() -> None:
    # 80 eligible: at least ceil(0.1 * 80) = 8 go; A and B may each send floor(0.15 * 40) = 6 and swap 4 for 4.
    schools = [school("A"), school("B"), school("C", pupils=0), school("D"), school("E")]
    people = crowd("a", 40, "A", backbone="county") + crowd("b", 40, "B", backbone="county")
    of = district(schools, [*people, teacher("z", "D", **BOUND)])
    solution = solve(of, NATIONAL)
    assert_sound(of, solution)
    assert 8 <= len(solution.postings) <= 9  # at most max(8 + 1, floor(8 * 1.05))


def test_a_section_without_pupils_alone_is_answered_too() -> None:
    no_moves(district([school("A", pupils=0), school("B", pupils=0)], crowd("t", 4, "A", **BOUND)))


@pytest.mark.parametrize("limit", [0.0, 0.01, 0.1, 0.3])
def test_a_time_limit_gives_a_plan_that_holds_or_says_there_is_none(
    limit: float,
) -> None:
    of = generated(*SIZES[3])
    try:
        solution = solve(of, NATIONAL, time_limit=limit)
    except StoppedError:
        return
    assert_sound(of, solution)
    assert solution.status in ("stopped", "proven")


def test_being_asked_to_stop_at_any_moment_gives_a_plan_that_holds_or_says_there_is_none() -> None:
    tiny = io.read(embedded("tiny"))
    plans = 0
    for patience in itertools.count(0, 3):
        left = iter([False] * patience)
        try:
            solution = solve(tiny, NATIONAL, should_stop=partial(next, left, True))
        except StoppedError:
            assert plans == 0
            continue
        plans += 1
        assert_sound(tiny, solution)
        if solution.status != "stopped":
            break
    assert plans > 1


def test_threads_and_repetition_change_nothing_and_a_seed_only_the_lot() -> None:
    size = SIZES[0]
    of, first = generated(*size), exact(size)
    for threads in (1, 2):
        again = solve(of, NATIONAL, threads=threads)
        assert (again.postings, again.tiers) == (first.postings, first.tiers)
    other = solve(of, NATIONAL, seed=7)
    assert_sound(of, other, 7)
    lot = list(NATIONAL.tiers).index("ties")
    assert values(other)[:lot] == pytest.approx(values(first)[:lot], rel=1e-9)


def test_a_bound_of_the_tree_that_the_plan_refutes_is_taken_back() -> None:
    search = Search(build(Facts(io.read(embedded("tiny")), NATIONAL, 0)), Clock(None, None, None))
    search.bound(0, search.first(search.problem.cost["coverage"]))
    relaxed = search.bounds["coverage"]
    for claimed, value, bound, method in (
        (364.0, 364.0, 364.0, "search"),  # a bound at the value stands
        (380.0, 364.0, relaxed, "relaxation"),  # a plan of 364 refutes 380
    ):
        search.bounds["coverage"], search.methods["coverage"] = claimed, "search"
        search.check_claim("coverage", value)
        assert (search.bounds["coverage"], search.methods["coverage"]) == (bound, method)


def test_a_run_stopped_in_a_later_pass_claims_only_what_it_has_shown() -> None:
    """Stop at every moment of a search that takes several passes: no bound is above its value, each is as proven."""
    district = generated(8, 130, 2)

    def stopping(after: int) -> Callable[[], bool]:
        left = iter(range(after))
        return lambda: next(left, None) is None

    best = {tier.name: tier for tier in exact((8, 130, 2)).tiers}
    stops = 0
    for asked in range(8, 200, 12):
        try:
            stopped = solve(district, NATIONAL, gap=0.0, should_stop=stopping(asked))
        except StoppedError:
            continue
        stops += stopped.status == "stopped"
        assert_sound(district, stopped)
        above = True  # bounds of a tier hold among plans no worse above: comparable with the best while those agree
        for tier in stopped.tiers:
            if above:
                assert tier.bound <= best[tier.name].value * (1 + 1e-6)
            above = above and tier.value == pytest.approx(best[tier.name].value, rel=1e-6)
        if stopped.status == "proven":
            break
    assert stops > 1


def test_another_use_of_highs_with_more_threads_in_the_same_process_does_no_harm() -> None:
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    highspy.Highs.resetGlobalScheduler(True)
    other.setOptionValue("threads", 2)
    other.addVars(1, np.zeros(1), np.ones(1))
    assert other.run() == highspy.HighsStatus.kOk

    of = generated(*SIZES[0])
    assert values(solve(of, NATIONAL)) == values(exact(SIZES[0]))
