"""The proof of a repaired plan: bounds among the plans that change as few people, and how few that is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import districts as small
from rotation.cli import main
from rotation.instances import embedded
from rotation.modelling.ledger import Ledger, Repaired, read_ledger
from rotation.report import read_plan, write_plan
from rotation.report.proving import check_proof
from rotation.solving.repair import repair


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan of ``town`` in which five movers were refused and one more school is closed to arrivals."""
    place = tmp_path_factory.mktemp("repaired")
    assert main(["solve", str(embedded("town")), "--out", str(place / "old"), "--json"]) == 0
    movers = [posting for posting in read_plan(place / "old").postings if posting.kind == "move"]
    rows = [f"不同意,{posting.teacher}" for posting in movers[::7][:5]]
    (place / "decisions.csv").write_text("\n".join(["决定,教师", *rows]) + "\n", encoding="utf-8")
    arguments = ["--decisions", str(place / "decisions.csv"), "--out", str(place / "new"), "--json"]
    assert main(["repair", str(place / "old"), *arguments]) == 0
    return place / "new"


def altered(folder: Path, to: Path, ledger: Ledger) -> Path:
    shutil.copytree(folder, to)
    (to / "proof.npz").write_bytes(ledger.content())
    return to


def test_the_bounds_and_the_fewest_changes_follow_without_a_solver(folder: Path) -> None:
    code = (
        "import sys, pathlib; from rotation.report import read_plan; from rotation.report.proving import check_proof;"
        "v = check_proof(read_plan(pathlib.Path(sys.argv[1])));"
        "assert v.holds, v; assert len(v.lines) == 7; print(v.lines[1].en);"
        "assert not {'highspy', 'ortools'} & set(sys.modules), sorted(sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder)], check=True, timeout=120, capture_output=True, text=True
    ).stdout
    record = json.loads((folder / "repair.json").read_text(encoding="utf-8"))
    changed = len(record["ruled_out"]) + len(record["changed"])
    assert record["fewest_proven"]
    assert told.startswith(f"{changed} people are posted otherwise")
    assert main(["verify", str(folder), "--proof"]) == 0


def test_a_proof_of_another_version_that_does_not_hold_here_is_told_as_such(folder: Path, tmp_path: Path) -> None:
    ledger = read_ledger((folder / "proof.npz").read_bytes())
    ledger.rewind(len(ledger.steps) // 2)
    here = read_plan(altered(folder, tmp_path / "plan", ledger))
    there = replace(here, certificate=here.certificate.model_copy(update={"versions": {"rotation": "0.1.0+abc"}}))
    told = check_proof(there).problems
    assert told[:-1] == check_proof(here).problems
    assert "0.1.0+abc" in told[-1].en
    assert check_proof(replace(there, proof=(folder / "proof.npz").read_bytes())).holds


def test_half_of_a_dual_proves_fewer_changes(folder: Path, tmp_path: Path) -> None:
    ledger = read_ledger((folder / "proof.npz").read_bytes())
    assert ledger.repaired is not None
    ledger.repaired = replace(ledger.repaired, dual=ledger.repaired.dual / 2)
    verdict = check_proof(read_plan(altered(folder, tmp_path / "plan", ledger)))
    assert not any("every plan that keeps" in line.en for line in verdict.lines)


def test_a_proof_about_fewer_changes_than_the_plan_makes_is_told(folder: Path, tmp_path: Path) -> None:
    ledger = read_ledger((folder / "proof.npz").read_bytes())
    assert ledger.repaired is not None
    ledger.repaired = replace(ledger.repaired, price=ledger.repaired.price - 1)
    verdict = check_proof(read_plan(altered(folder, tmp_path / "plan", ledger)))
    assert any("is about plans that post at most" in problem.en for problem in verdict.problems)


def test_an_old_plan_that_was_another_is_told(folder: Path, tmp_path: Path) -> None:
    """With everybody at home before, the plan changes all whom it moves, more than its proof is about."""
    ledger = read_ledger((folder / "proof.npz").read_bytes())
    assert ledger.repaired is not None
    place = ledger.repaired.place.copy()
    place[:] = place[0]
    for wrong in (place, place[:-1], np.full(len(place), 10_000)):
        ledger.repaired = Repaired(wrong, ledger.repaired.price, ledger.repaired.dual)
        assert not check_proof(read_plan(altered(folder, tmp_path / f"{wrong[0]}{len(wrong)}", ledger))).holds


def test_who_is_due_home_and_stays_on_has_not_changed(tmp_path: Path) -> None:
    """The only teacher of A is due home at B and stays on, as a return is a target and A's lessons count first."""
    due = small.teacher("t1", "A", seconded_from="B", secondment_end=date(2026, 8, 31))
    schools = [small.school("A", classes=1), small.school("B", pupils=0)]
    here = small.district(schools, [due], curriculum=small.lessons(chinese=10))
    policy = small.only("subject_coverage").with_settings("returns", mode="target", weight=1)
    result = repair(here, policy, {"t1": due.section})
    assert (result.solution.postings, result.changed, result.ruled_out) == ((), (), ())
    write_plan(tmp_path / "plan", here, policy, result.solution, result.audit)
    verdict = check_proof(replace(read_plan(tmp_path / "plan"), repaired_from="2026-00000000"))
    assert verdict.holds, verdict.problems
    assert verdict.lines[1].en.startswith("0 people are posted otherwise"), verdict.lines
