"""A district that falls into pieces is planned piece by piece, and bounded as the one district that it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rotation.audit import verify
from rotation.domain.district import Decision, District
from rotation.errors import InfeasibleError
from rotation.facts.facts import Facts
from rotation.instances import profile, province
from rotation.modelling import build
from rotation.modelling.ledger import read_ledger
from rotation.modelling.problem import Problem
from rotation.modelling.replay import replay
from rotation.plan.posting import Posting
from rotation.rules import read_policy
from rotation.solving import Solution, partition, pieces, piecewise, piecework, solve
from rotation.solving.piecework import Job, Planned, part_of
from rotation.solving.progress import Clock

POLICY = read_policy("national").with_settings("travel_limit", backbone_district_wide=False)
THREE = province(3, profile(schools=12, teachers=320), 1)


@pytest.fixture(autouse=True)
def _small_ones_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partition, "LARGE", 0)
    monkeypatch.setattr(partition, "FEWEST_ARCS", 100)
    monkeypatch.setattr(pieces, "FEWEST_ARCS", 100)


def problem_of(district: District) -> Problem:
    return build(Facts(district, POLICY, 0))


def counties(district: District) -> list[set[str]]:
    """Return the counties that each piece has schools of: ids begin with the county's number."""
    piece = partition.partition(problem_of(district))
    assert piece is not None
    places = [{district.schools[at].id[:4] for at in np.flatnonzero(piece == one)} for one in range(piece.max() + 1)]
    return sorted(places, key=sorted)


def in_pieces(**options: Any) -> tuple[Solution, set[str]]:
    """Return the plan and the phases that were told."""
    phases: set[str] = set()
    plan = solve(THREE, POLICY, progress=lambda moment: phases.add(moment.phase.split()[0]), **options)
    return plan, phases


@pytest.fixture(scope="module")
def in_one() -> Solution:
    return solve(THREE, POLICY, gap=0.0)


def test_the_pieces_are_the_counties() -> None:
    assert counties(THREE) == [{"C001"}, {"C002"}, {"C003"}]


def test_a_district_of_one_piece_is_planned_whole() -> None:
    county = part_of(THREE, {school.id for school in THREE.schools if school.id.startswith("C001")})
    assert partition.partition(problem_of(county)) is None


def test_a_small_district_is_planned_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partition, "LARGE", 10**9)
    assert partition.partition(problem_of(THREE)) is None


def _couple(district: District, first: str, second: str) -> District:
    spouse = {first: second, second: first}
    people = (replace(teacher, spouse=spouse.get(teacher.id)) for teacher in district.teachers)
    return replace(district, teachers=tuple(people))


def _seconded(district: District, who: str, other: str) -> District:
    home = district.teacher_by_id[other].school
    people = (replace(teacher, seconded_from=home) if teacher.id == who else teacher for teacher in district.teachers)
    return replace(district, teachers=tuple(people))


def _forbidden(district: District, who: str, other: str) -> District:
    decision = Decision(teacher=who, kind="forbid", school=district.teacher_by_id[other].school)
    return replace(district, decisions=(*district.decisions, decision))


@pytest.mark.parametrize("tied", [_couple, _seconded, _forbidden])
def test_who_is_tied_to_two_counties_keeps_them_together(tied: Callable[[District, str, str], District]) -> None:
    who, other = (
        next(teacher.id for teacher in THREE.teachers if teacher.id.startswith(county)) for county in ("C001", "C002")
    )
    assert partition.LARGEST_SHARE < 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "LARGEST_SHARE", 0.9)
        assert counties(tied(THREE, who, other)) == [{"C001", "C002"}, {"C003"}]


def test_the_plan_keeps_every_rule_and_is_near_that_of_the_whole(in_one: Solution) -> None:
    plan, phases = in_pieces()
    assert "pieces" in phases
    assert "relax" not in phases
    assert verify(THREE, POLICY, plan.postings, 0).required_hold
    best = in_one.tiers[0]
    assert best.bound == best.value
    assert plan.tiers[0].bound <= best.value <= plan.tiers[0].value
    assert plan.tiers[0].value - plan.tiers[0].bound <= 0.01 * best.value
    assert all(0 < tier.bound <= tier.value for tier in plan.tiers)


def test_its_bounds_follow_from_its_proof_without_a_solver() -> None:
    plan = solve(THREE, POLICY)
    again = replay(problem_of(THREE), read_ledger(plan.proof))
    for tier in plan.tiers:
        bound = again[tier.name].bound
        assert np.ceil(bound - 1e-6) >= tier.bound or bound == pytest.approx(tier.bound, rel=1e-6)


def test_moves_between_pieces_lower_the_bound_by_what_they_could_gain(
    in_one: Solution, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Six pieces cut at random through three counties: nearly all moves lead from one piece to another.
    cut = np.random.default_rng(0).integers(0, 6, len(THREE.schools))
    monkeypatch.setattr(sys.modules["rotation.solving.solve"], "partition", lambda problem: cut)
    plan = solve(THREE, POLICY)
    assert plan.tiers[0].bound <= in_one.tiers[0].value <= plan.tiers[0].value


def test_moves_too_many_by_rounding_are_given_up() -> None:
    # Each county may send one more than its minimum; together that is two more than the district may.
    problem = problem_of(THREE)
    piece = partition.partition(problem)
    assert piece is not None
    search = piecewise.Piecewise(problem, Clock(None, None, None), piece)
    postings = tuple(sorted(search._planned(0.001, 0, True), key=lambda row: row.teacher))
    broken = [finding for finding in verify(THREE, POLICY, postings, 0).findings if not finding.holds]
    assert [(row.rule, row.measured, row.limit) for row in broken if row.rule == "exchange_ratio"] == [
        ("exchange_ratio", 42, 40)
    ]
    plan, _ = in_pieces()
    assert len([row for row in plan.postings if row.kind == "move"]) <= len(postings) - 2
    assert verify(THREE, POLICY, plan.postings, 0).required_hold


def test_any_number_of_processes_gives_the_same_plan() -> None:
    one, two = solve(THREE, POLICY, threads=1), solve(THREE, POLICY, threads=2)
    assert (one.postings, one.tiers, one.proof) == (two.postings, two.tiers, two.proof)


def test_a_process_that_dies_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def frail() -> subprocess.Popen[bytes]:
        begun.append(start())
        if len(begun) == 1:
            begun[0].kill()
        return begun[-1]

    start = piecework._start
    monkeypatch.setattr(piecework, "_start", frail)
    plan, phases = in_pieces(gap=0.0, threads=1)
    assert len(begun) == 2
    assert "relax" not in phases
    assert verify(THREE, POLICY, plan.postings, 0).required_hold


@pytest.mark.parametrize("of_pieces", [None, ()], ids=["no plans", "plans that break the district's targets"])
def test_where_the_pieces_make_no_plan_the_district_is_planned_whole(
    of_pieces: tuple[Posting, ...] | None, in_one: Solution, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(
        count: int, job: Callable[[int], Job], workers: int, stop: Callable[[], bool], tell: Callable[[int], None]
    ) -> list[Planned]:
        return [of_pieces] * count

    monkeypatch.setattr(piecewise, "plan_pieces", nothing)
    plan, phases = in_pieces()
    assert "relax" in phases
    assert plan.tiers[0].value == in_one.tiers[0].value


def test_what_cannot_hold_in_one_piece_is_told_as_it_is_there() -> None:
    movers = [row for row in in_pieces()[0].postings if row.kind == "move"]
    who = movers[0].teacher
    decided = (Decision(teacher=who, kind="stay"), Decision(teacher=who, kind="move"))
    told: list[str] = []
    with pytest.raises(InfeasibleError) as error:
        solve(
            replace(THREE, decisions=(*THREE.decisions, *decided)), POLICY,
            progress=lambda moment: told.append(moment.phase),
        )  # fmt: skip
    assert "relax" not in told
    assert who in error.value.said("zh")
    assert who in error.value.said("en")


def test_a_plan_to_start_with_is_kept_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = in_pieces()
    monkeypatch.setattr(piecewise, "plan_pieces", lambda *asked: pytest.fail("planned again"))
    again, phases = in_pieces(start=plan.postings)
    assert "relax" not in phases
    assert again.postings == plan.postings
    assert [tier.bound for tier in again.tiers] == pytest.approx([tier.bound for tier in plan.tiers])


def test_stopped_while_bounding_it_has_its_plan_and_the_bounds_so_far() -> None:
    told: list[str | None] = []
    plan = solve(
        THREE, POLICY, progress=lambda moment: told.append(moment.tier), should_stop=lambda: "standards" in told
    )
    assert plan.status == "stopped"
    assert plan.tiers[0].bound > 0
    assert plan.tiers[1].bound == 0
    assert verify(THREE, POLICY, plan.postings, 0).required_hold

