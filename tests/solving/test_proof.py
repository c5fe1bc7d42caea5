"""The proof of a plan: it follows without a solver, and nothing false does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rotation import io
from rotation.audit import verify
from rotation.facts.facts import Facts
from rotation.instances import embedded
from rotation.io.archive import pack
from rotation.modelling import Problem, build
from rotation.modelling.arrays import pack_arrays, read_arrays
from rotation.modelling.bounds import Counting, dual_bound, excluded
from rotation.modelling.ledger import BOUND, KINDS, LESSONS, LOCK, ROUNDED, Ledger, Step, read_ledger
from rotation.modelling.replay import replay
from rotation.modelling.rounding import GRAIN, Rounding
from rotation.modelling.rows import RowStack
from rotation.report import read_plan, write_plan
from rotation.report.proving import check_proof
from rotation.rules import read_policy
from rotation.solving import Solution, solve

POLICY = read_policy("national")


@cache
def problem() -> Problem:
    return build(Facts(io.read(embedded("tiny")), POLICY, 0))


@cache
def solution() -> Solution:
    return solve(io.read(embedded("tiny")), POLICY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    district = io.read(embedded("tiny"))
    path = tmp_path_factory.mktemp("proof") / "plan"
    write_plan(path, district, POLICY, solution(), verify(district, POLICY, solution().postings, 0))
    return path


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


def test_every_bound_follows_from_the_stored_steps() -> None:
    proven = replay(problem(), read_ledger(solution().proof))
    for tier in solution().tiers:
        assert proven[tier.name].bound <= tier.value + 1e-6
        assert tier.method != "relaxation" or proven[tier.name].bound > tier.bound - 1


def test_the_file_says_the_same_when_it_is_written_again() -> None:
    ledger = read_ledger(solution().proof)
    assert ledger.content() == solution().proof
    assert {step.kind for step in ledger.steps} >= {LESSONS, ROUNDED, BOUND, LOCK}


@pytest.mark.parametrize("seed", range(20))
def test_no_dual_whatever_it_is_proves_more_than_the_optimum(seed: int) -> None:
    # tiny's optimum, by listing all plans, is 364 weighted lessons.
    of = problem()
    stack = RowStack(of.matrix, of.row_lower, of.row_upper, of.natural)
    draw = np.random.default_rng(seed)
    dual = draw.normal(0, 3, len(stack)) * (draw.random(len(stack)) < 0.3)
    assert dual_bound(of.cost["coverage"], stack.now(), of.lower, of.upper, dual).value <= 364


@pytest.mark.parametrize("largest", [2.0**exponent for exponent in (0, 20, 40, 53, 60)])
def test_a_dual_proves_no_more_by_what_rounding_loses(largest: float) -> None:
    """Minimise x, from 0 to 3, with x = 0 in 900 rows: 898 factors of one are nothing in floats beside 2^53."""
    stack = RowStack(problem().matrix[:0, :1], np.array([]), np.array([]), np.ones(1, bool))
    for _ in range(900):
        stack.add(np.array([0]), np.array([1.0]), 0, 0)
    dual = np.array([largest, *[1.0] * 898, -largest])
    proven = dual_bound(np.array([1.0]), stack.now(), np.zeros(1), np.array([3.0]), dual).value
    assert proven <= 3 * (1 - 898)
    assert largest > 2.0**20 or proven == pytest.approx(3 * (1 - 898), abs=0.5)


def test_a_dual_worked_by_hand_bounds_and_rules_out() -> None:
    # Minimise 3 x + 2 y + 10 z, whole, 0 to 5, with x + y + z >= 4: dual 2 proves 8, and reduced costs 1, 0, 8.
    stack = RowStack(
        problem().matrix[:0, :3], np.array([]), np.array([]), np.array([True, True, True])
    )
    stack.add(np.array([0, 1, 2]), np.array([1.0, 1.0, 1.0]), 4, np.inf)
    lower, upper = np.zeros(3), np.full(3, 5.0)
    bound = dual_bound(np.array([3.0, 2.0, 10.0]), stack.now(), lower, upper, np.array([2.0]))
    assert bound.value == pytest.approx(8)
    # At most 9: one x may still be used (8 + 1), no z (8 + 8); nobody beyond the fourth is counted (2 each).
    out = excluded(bound, 9.0, stack.now(), lower, upper, np.array([True, True, True]))
    assert out.upper.tolist() == [5, 5, 0]
    assert (out.row.tolist(), out.row_upper.tolist()) == ([0], [4])
    # At most 8: no x either.
    out = excluded(bound, 8.0, stack.now(), lower, upper, np.array([True, True, True]))
    assert out.upper.tolist() == [0, 5, 0]
    # A row that came later, of which the bound knows nothing, changes nothing.
    stack.add(np.array([1]), np.array([1.0]), 1, np.inf)
    out = excluded(bound, 9.0, stack.now(), lower, upper, np.array([True, True, True]))
    assert (out.upper.tolist(), out.row.tolist()) == ([5, 5, 0], [0])


def test_factors_of_a_column_that_comes_again_are_added_up() -> None:
    stack = RowStack(problem().matrix[:0, :4], np.array([]), np.array([]), np.ones(4, bool))
    stack.add(np.array([2, 0, 2, 3, 3]), np.array([1.5, 1.0, 2.5, 0.1 + 0.2, -0.3]), 4, np.inf)
    stack.add(np.array([1]), np.array([0.5]), 0, 1)
    now = stack.now()
    assert now.matrix.joined().toarray().tolist() == [[1, 0, 4, 0], [0, 0.5, 0, 0]]
    assert now.matrix.sizes().tolist() == [2, 1]
    assert now.whole.tolist() == [True, False]


def test_a_counted_column_pays_for_its_counts_worked_by_hand() -> None:
    """x0 + x1 = h and x2 + x3 = k, at least one of all four; costs: 1 each, 6 for h and 2 for k."""
    columns = 6
    stack = RowStack(problem().matrix[:0, :columns], np.array([]), np.array([]), np.ones(columns, bool))
    for row in ([1.0, 1, 0, 0, -1, 0], [0, 0, 1.0, 1, 0, -1]):
        stack.add(np.arange(columns), np.array(row), 0, 0)
    stack.add(np.arange(4), np.ones(4), 1, np.inf)
    lower, upper = np.zeros(columns), np.array([1.0, 1, 1, 1, 2, 2])
    counting = Counting(np.arange(4), np.array([4, 4, 5, 5]))
    # Factor 1 of the last row proves 1: x for nothing, h 6 and k 2 more.
    bound = dual_bound(np.array([1.0, 1, 1, 1, 6, 2]), stack.now(), lower, upper, np.array([0.0, 0, 1]))
    assert bound.value == pytest.approx(1)

    def left(limit: float, at_least: np.ndarray = lower) -> list[float]:
        whole = np.ones(columns, bool)
        found: list[float] = excluded(bound, limit, stack.now(), at_least, upper, whole, counting).upper.tolist()
        return found

    # At most 5: x0 and x1 would bring 6 along, so that h counts nobody.
    assert left(5.0) == [0, 0, 1, 1, 0, 2]
    assert left(7.5) == upper.tolist()
    # At most 2: none. What must be one stays so, though nothing costs as little then.
    assert left(2.0) == [0, 0, 0, 0, 0, 0]
    assert left(2.0, np.array([0.0, 0, 1, 0, 0, 0])) == [0, 0, 1, 0, 0, 0]
    # A count that is never zero is paid for in any case, whoever is counted.
    assert left(5.0, np.array([0.0, 0, 0, 0, 1, 0])) == [1, 1, 1, 1, 1, 2]


def test_rounding_worked_by_hand() -> None:
    # 7 lessons short, a teacher gives 20: u + 20 z >= 7 by 1/20 gives u + 7 z >= 7, up to a factor.
    stack = RowStack(problem().matrix[:0, :2], np.array([]), np.array([]), np.array([False, True]))
    stack.add(np.array([0, 1]), np.array([1.0, 20.0]), 7, np.inf)
    rounding = Rounding(np.array([0]), np.array([0.05]), np.array([False]), np.array([], np.int64))
    cut = rounding.cut(stack.now(), np.zeros(2), np.array([100.0, 3.0]), np.array([False, True]))
    assert cut is not None
    per_lesson = cut.coefficient[0]
    assert cut.coefficient / per_lesson == pytest.approx([1, 7])
    assert cut.limit / per_lesson == pytest.approx(7)


def test_the_grain_of_factors_does_not_show_in_a_cut() -> None:
    """12 x + 17 y - s = 7, all whole, divided by 17: r = 7/17, x/2 + s/10 >= 1, which is x + y >= 1, times 1.7.

    A factor that is rounded leaves as little in the coefficients; searches take what is nearly whole for whole.
    """
    stack = RowStack(problem().matrix[:0, :2], np.array([]), np.array([]), np.ones(2, bool))
    stack.add(np.array([0, 1]), np.array([12.0, 17.0]), 7, np.inf)
    factor = np.round(np.array([1 / 17]) * GRAIN) / GRAIN
    rounding = Rounding(np.array([0]), factor, np.array([False]), np.array([], np.int64))
    cut = rounding.cut(stack.now(), np.zeros(2), np.array([100.0, 100.0]), np.ones(2, bool))
    assert cut is not None
    assert cut.coefficient == pytest.approx([1.7, 1.7], abs=1e-10)
    assert cut.limit == pytest.approx(1.7, abs=1e-8)


def test_check_finds_the_proof_in_order_and_loads_no_solver(folder: Path) -> None:
    code = (
        "import sys, pathlib; from rotation.report import read_plan; from rotation.report.proving import check_proof;"
        "v = check_proof(read_plan(pathlib.Path(sys.argv[1])));"
        "assert v.holds, v; assert len(v.lines) == 6;"
        "assert not {'highspy', 'ortools'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, timeout=120)


def test_a_corrupted_dual_proves_less_and_is_told(folder: Path, tmp_path: Path) -> None:
    ledger = read_ledger(solution().proof)
    for place, step in enumerate(ledger.steps):
        if step.kind == BOUND and step.tier == 0:
            dual = step.dual.copy()
            dual[np.argmax(np.abs(dual))] *= 0.5
            ledger.steps[place] = Step(BOUND, tier=0, dual=dual)
    plan = copied(folder, tmp_path / "plan")
    (plan / "proof.npz").write_bytes(ledger.content())
    verdict = check_proof(read_plan(plan))
    assert not verdict.holds
    assert "364" in verdict.problems[0].en


def test_a_bound_raised_in_the_certificate_is_told(folder: Path, tmp_path: Path) -> None:
    plan = copied(folder, tmp_path / "plan")
    record = json.loads((plan / "certificate.json").read_text(encoding="utf-8"))
    record["tiers"][3]["value"] = record["tiers"][3]["bound"] = 900
    (plan / "certificate.json").write_text(json.dumps(record), encoding="utf-8")
    # The ties are then claimed for a plan with more burden than their proof is about.
    assert [problem.en.split(":")[0] for problem in check_proof(read_plan(plan)).problems] == ["burden", "ties"]


def test_a_lock_below_the_plans_value_is_told(folder: Path, tmp_path: Path) -> None:
    ledger = read_ledger(solution().proof)
    place = next(i for i, step in enumerate(ledger.steps) if step.kind == LOCK)
    ledger.steps[place] = Step(LOCK, tier=0, limit=ledger.steps[place].limit - 10)
    plan = copied(folder, tmp_path / "plan")
    (plan / "proof.npz").write_bytes(ledger.content())
    verdict = check_proof(read_plan(plan))
    assert any("is about plans with coverage of at most 354" in problem.en for problem in verdict.problems)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"\x00" * 1000])
def test_a_file_that_is_no_proof_is_told(folder: Path, tmp_path: Path, content: bytes) -> None:
    plan = copied(folder, tmp_path / "plan")
    (plan / "proof.npz").write_bytes(content)
    assert not check_proof(read_plan(plan)).holds


def test_damaged_bytes_are_told_wherever_they_are(folder: Path) -> None:
    plan, draw = read_plan(folder), random.Random(5)
    assert plan.proof is not None
    for _ in range(60):
        damaged = bytearray(plan.proof)
        damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        check_proof(replace(plan, proof=bytes(damaged)))  # a bit that means nothing may turn: nothing else is raised


@pytest.mark.parametrize("name", [name for name in KINDS if not name.startswith("old_")])
def test_an_array_of_another_kind_or_shape_is_told(folder: Path, name: str) -> None:
    plan, arrays = read_plan(folder), read_arrays(solution().proof)
    array = arrays[name]
    others: list[np.ndarray[Any, Any]] = [
        *(array.astype(kind) for kind in ("U8", "S8", "c16", "f4", "u8") if array.dtype != np.dtype(kind)),
        array.reshape(-1, 1), np.zeros((), array.dtype),
    ]  # fmt: skip
    for other in others:
        verdict = check_proof(replace(plan, proof=pack_arrays({**arrays, name: other})))
        assert "cannot be understood" in verdict.problems[0].en
    assert not check_proof(replace(plan, proof=pack_arrays({**arrays, name: array[:-1]}))).holds
    gone = {key: value for key, value in arrays.items() if key != name}
    assert not check_proof(replace(plan, proof=pack_arrays(gone))).holds


def test_a_claimed_size_takes_no_memory() -> None:
    header = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little")
    header += b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }".ljust(117) + b"\n"
    with pytest.raises(ValueError, match="another size than it claims"):
        read_ledger(pack({"dual.npy": header}))


@pytest.mark.parametrize(
    "step",
    [
        Step(LOCK, tier=0, limit=float("nan")),
        Step(LESSONS, name=(999, 0, 1, 18)),
        Step(LESSONS, name=(0, 7, 1, 18)),
        Step(LESSONS, name=(0, 0, 1, 0)),
        Step(BOUND, tier=9, dual=np.zeros(1)),
        Step(BOUND, tier=0, dual=np.zeros(10**6)),
        Step(ROUNDED, rounding=Rounding(np.array([10**6]), np.array([0.5]), np.array([False]), np.array([0]))),
    ],
)
def test_steps_that_cannot_be_taken_are_told(step: Step) -> None:
    with pytest.raises(ValueError, match="step 1"):
        replay(problem(), Ledger([step]))


def test_a_plan_without_a_proof_is_told(folder: Path, tmp_path: Path) -> None:
    plan = copied(folder, tmp_path / "plan")
    (plan / "proof.npz").unlink()
    assert "no proof.npz" in check_proof(read_plan(plan)).problems[0].en
