"""A plan's folder is written whole, the same every time, and reads back as it was."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from plans import Claimed, hostile, plan_of, postings, tiny, written

from rotation.errors import PlanError, SolverError
from rotation.io import digest
from rotation.plan.posting import Posting
from rotation.policy import policy_digest
from rotation.report import check_plan, read_plan, write_plan


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_plan_reads_back_as_it_was_written(tmp_path: Path) -> None:
    district, policy = tiny()
    plan = read_plan(written(tmp_path / "plan"))
    assert plan.postings == postings(district)
    assert plan.district == district
    assert plan.policy == policy
    assert plan.certificate.digests.input == digest(district)
    assert plan.certificate.digests.policy == policy_digest(policy)
    assert plan.certificate.plan.startswith("2026-")
    assert (plan.certificate.moves, plan.certificate.returns) == (1, 1)
    assert check_plan(plan).holds


def test_two_runs_differ_in_run_json_alone(tmp_path: Path) -> None:
    one = contents(written(tmp_path / "one", timings={"solving": 1.0}, started=datetime(2026, 5, 1)))
    two = contents(written(tmp_path / "two", timings={"solving": 2.0}))
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == {"run.json"}


def test_the_assignments_are_a_table_for_machines(tmp_path: Path) -> None:
    folder = written(tmp_path / "plan")
    name = {t.id: t.name for t in tiny()[0].teachers}
    assert (folder / "assignments.csv").read_text(encoding="utf-8") == (
        "teacher,name,from_school,from_stage,to_school,to_stage,kind\n"
        f"T11,{name['T11']},S3,primary,S1,primary,return\n"
        f"T13,{name['T13']},S1,junior,S4,junior,move\n"
    )


def test_the_certificate_has_sorted_keys_values_bounds_and_versions(tmp_path: Path) -> None:
    text = (written(tmp_path / "plan") / "certificate.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert text == json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert [tier["name"] for tier in record["tiers"]] == [
        "coverage",
        "standards",
        "balance",
        "burden",
        "ties",
    ]
    assert all(tier["bound"] <= tier["value"] for tier in record["tiers"])
    assert set(record["versions"]) == {"rotation", "highspy", "highs", "numpy", "scipy", "python"}
    assert not {"seconds", "machine", "log"} & record.keys()


def test_the_log_begins_with_a_draft_and_who_wrote_it(tmp_path: Path) -> None:
    record = json.loads((written(tmp_path / "plan") / "run.json").read_text(encoding="utf-8"))
    assert [entry["status"] for entry in record["log"]] == ["draft"]
    assert record["log"][0]["by"]


def test_an_existing_folder_is_not_overwritten(tmp_path: Path) -> None:
    folder = written(tmp_path / "plan")
    before = contents(folder)
    with pytest.raises(PlanError, match="--force"):
        written(folder)
    assert contents(folder) == before


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    assert check_plan(read_plan(written(tmp_path / "plan"))).holds


def test_force_replaces_a_draft_but_nothing_else(tmp_path: Path) -> None:
    folder = written(tmp_path / "plan")
    (folder / "left over.txt").write_text("x", encoding="utf-8")
    written(folder, force=True)
    assert not (folder / "left over.txt").exists()
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    run["log"].append({"status": "notice", "at": "2026-07-01", "by": "x"})
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    with pytest.raises(PlanError, match="草案"):
        written(folder, force=True)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    with pytest.raises(PlanError, match="草案"):
        written(tmp_path / "photos", force=True)
    assert (tmp_path / "photos" / "a.jpg").exists()


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("x", encoding="utf-8")
    with pytest.raises(PlanError, match="文件"):
        written(tmp_path / "plan", force=True)


def test_a_run_that_is_killed_leaves_no_half_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("rotation.report.folder.os.fsync", full)
    with pytest.raises(PlanError, match="No space left"):
        written(tmp_path / "plan")
    assert list(tmp_path.iterdir()) == []


def test_replacing_that_fails_keeps_the_old_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path / "plan")
    before = contents(folder)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PlanError, match="Permission denied"):
        written(folder, force=True)
    assert contents(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["plan"]


def test_a_plan_that_breaks_a_required_rule_on_recounting_is_never_written(tmp_path: Path) -> None:
    district, policy = tiny()
    only_return: list[Posting] = list(postings(district))[:1]  # 0 exchanged of 9 eligible, at least 1
    solution, audit = plan_of(district, policy, only_return)
    with pytest.raises(SolverError, match="exchange_ratio"):
        write_plan(tmp_path / "plan", district, policy, solution, audit)
    assert not (tmp_path / "plan").exists()


def test_a_value_that_differs_from_the_recount_is_never_written(tmp_path: Path) -> None:
    district, policy = tiny()
    solution, audit = plan_of(district, policy, postings(district))
    tiers = [
        type(tier)(tier.name, float(tier.value) - (tier.name == "coverage"), tier.bound, tier.gap)
        for tier in solution.tiers
    ]
    with pytest.raises(SolverError, match="课时覆盖"):
        write_plan(tmp_path / "plan", district, policy, Claimed(solution.postings, tiers), audit)


def test_a_formula_as_a_name_is_neutral_in_every_table_and_still_verifies(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","张三")'
    folder = written(tmp_path / "plan", hostile(evil))
    for path in [folder / "assignments.csv", *(folder / "tables").glob("*.csv")]:
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            assert not any(cell.lstrip('"').startswith("=") for cell in line.split(",")), path
    assert check_plan(read_plan(folder)).holds


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PlanError, match="写不进去"):
            written(tmp_path / "plan")
    finally:
        tmp_path.chmod(0o700)
