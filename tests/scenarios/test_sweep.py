"""A sweep: points are separate solves, bounds hold, a killed one goes on, another one is refused."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from districts import district, school, teacher
from rotation import io
from rotation.audit import Audit, verify
from rotation.cli import main
from rotation.domain.district import District
from rotation.errors import PlanError, ScenarioError
from rotation.instances import embedded
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report import check_plan, read_plan
from rotation.report.wrapping import width
from rotation.rules import read_policy
from rotation.scenarios.axes import parse_axes, point_policy
from rotation.scenarios.figures import hectometres, largest_cv
from rotation.scenarios.pool import environment
from rotation.scenarios.store import Point
from rotation.scenarios.sweep import Sweep, _failure, sweep

TINY = embedded("tiny")
NATIONAL = read_policy("national")
RATIO = "exchange_ratio.min_ratio=0.10:0.40:0.15"
"""Nine of tiny are eligible: 1 at 10 %, 3 at 25 %, 4 at 40 %, which its schools cannot give up."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    axes = parse_axes([RATIO], NATIONAL, "zh")
    return sweep(io.read(TINY), NATIONAL, axes, tmp_path_factory.mktemp("sweep") / "out", workers=2)


def by_value(found: Sweep) -> dict[str, Point]:
    return {point.values[0]: point for point in found.finished}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def test_each_point_is_the_plan_that_solve_gives_byte_for_byte(tiny: Sweep, tmp_path: Path) -> None:
    point, out = by_value(tiny)["0.25"], tmp_path / "plan"
    policy = point.folder / "policy.toml"
    assert main(["solve", str(TINY), "--policy", str(policy), "--out", str(out), "--quick", "--json"]) == 0
    assert files(out) == files(point.folder)


def test_a_thorough_point_is_the_plan_of_a_thorough_solve(tmp_path: Path) -> None:
    axes = parse_axes(["exchange_ratio.min_ratio=0.25,0.10"], NATIONAL, "zh")
    found = sweep(io.read(TINY), NATIONAL, axes, tmp_path / "sweep", quick=False, workers=1)
    point, out = by_value(found)["0.25"], tmp_path / "plan"
    policy = point.folder / "policy.toml"
    assert main(["solve", str(TINY), "--policy", str(policy), "--out", str(out), "--json"]) == 0
    assert files(out) == files(point.folder)


def test_points_hold_and_their_measures_are_the_verifier_s(tiny: Sweep) -> None:
    for value, least in (("0.1", 1), ("0.25", 3)):
        point = by_value(tiny)[value]
        plan = read_plan(point.folder)
        assert plan.policy.settings("exchange_ratio").min_ratio == Fraction(value)
        verdict = check_plan(plan)
        assert verdict.problems == ()
        assert verdict.audit is not None
        head = verdict.audit.headline
        assert head.minimum == least
        assert point.measures["exchange_ratio"].value == Fraction(100 * head.counted, 9)
        assert point.measures["unfilled"].value == verdict.audit.state_after.totals.lessons_unfilled
        assert point.measures["moves"].value == head.moves


def test_a_point_without_a_plan_is_recorded_with_the_reason(tiny: Sweep) -> None:
    point = by_value(tiny)["0.4"]
    assert (point.state, point.plan) == ("infeasible", "")
    assert any("section_outflow" in reason.en or "exchange_ratio" in reason.en for reason in point.reasons)
    assert any("（exchange_ratio）：计入交流的教师至少 4 人" in reason.zh for reason in point.reasons)
    assert not point.folder.exists()


def test_finished_points_are_not_solved_again(tiny: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process for nothing"))
    again = sweep(tiny.district, tiny.policy, tiny.axes, tiny.folder)
    assert again.points == tiny.points


def test_a_longer_range_uses_the_points_that_are_there(tiny: Sweep, tmp_path: Path) -> None:
    axes = parse_axes(["exchange_ratio.min_ratio=0.25,0.3"], NATIONAL, "zh")
    before = (tiny.folder / "points" / "0.25.json").stat().st_mtime_ns
    longer = sweep(tiny.district, NATIONAL, axes, tiny.folder)
    assert by_value(longer)["0.25"] == by_value(tiny)["0.25"]
    assert (tiny.folder / "points" / "0.25.json").stat().st_mtime_ns == before
    assert by_value(longer)["0.3"].solved


def test_a_damaged_record_or_a_plan_that_is_gone_is_solved_again(tiny: Sweep) -> None:
    (tiny.folder / "points" / "0.1.json").write_text("{", encoding="utf-8")
    again = sweep(tiny.district, tiny.policy, tiny.axes, tiny.folder)
    assert {name: each.measures for name, each in by_value(again).items()} == {
        name: each.measures for name, each in by_value(tiny).items()
    }


@pytest.mark.parametrize("name", ["assignments.csv", "input/teachers.csv", "tables/rules.csv", "proof.npz"])
def test_a_point_whose_plan_was_altered_is_solved_again(tiny: Sweep, name: str) -> None:
    plan = tiny.folder / "plans" / "0.25"
    whole = files(plan)
    (plan / name).write_bytes(whole[name][:-9])
    (plan / "roster.xlsx").write_bytes(b"decisions")  # theirs to write in, but the plan is written whole
    again = sweep(tiny.district, tiny.policy, tiny.axes, tiny.folder)
    assert by_value(again)["0.25"].measures == by_value(tiny)["0.25"].measures
    assert files(plan) == whole


def test_a_figure_altered_in_a_record_is_worked_out_again(tiny: Sweep) -> None:
    record = tiny.folder / "points" / "0.25.json"
    whole = record.read_text(encoding="utf-8")
    figures = json.loads(whole)
    figures["measures"]["unfilled"]["value"] = "1"
    record.write_text(json.dumps(figures), encoding="utf-8")
    again = sweep(tiny.district, tiny.policy, tiny.axes, tiny.folder)
    assert by_value(again)["0.25"].measures == by_value(tiny)["0.25"].measures
    assert json.loads(record.read_text(encoding="utf-8"))["measures"] == json.loads(whole)["measures"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seed": 5}, "another --seed"),
        ({"gap": 0.5, "time_limit": 9.0}, "another --gap, --time-limit"),
        ({"policy": NATIONAL.with_settings("disruption", weight=3)}, "another policy"),
        ({"prove": ["km"]}, "another --prove"),
        ({"axis": "backbone_share.min_share=0.1,0.2"}, "another set of settings"),
    ],
)
def test_another_sweep_in_the_folder_is_refused_with_what_differs(
    tiny: Sweep, changes: dict[str, object], said: str
) -> None:
    policy = changes.pop("policy", tiny.policy)
    assert isinstance(policy, Policy)
    axes = parse_axes([str(changes.pop("axis", RATIO))], policy, "en")
    with pytest.raises(ScenarioError, match=said):
        sweep(tiny.district, policy, axes, tiny.folder, lang="en", **changes)  # type: ignore[arg-type]


def test_other_data_is_refused_and_a_folder_of_something_else_too(tiny: Sweep, tmp_path: Path) -> None:
    of = District(**{**vars(tiny.district), "name": "elsewhere"})
    with pytest.raises(ScenarioError, match="another input"):
        sweep(of, tiny.policy, tiny.axes, tiny.folder, lang="en")
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ScenarioError, match="something else"):
        sweep(tiny.district, tiny.policy, tiny.axes, tmp_path, lang="en")


def test_a_plan_that_somebody_has_approved_since_is_not_replaced(tmp_path: Path) -> None:
    axes = parse_axes(["exchange_ratio.min_ratio=0.1"], NATIONAL, "en")
    of = io.read(TINY)
    first = sweep(of, NATIONAL, axes, tmp_path / "out", lang="en")
    plan = first.finished[0].folder
    record = json.loads((plan / "run.json").read_text(encoding="utf-8"))
    record["log"].append({**record["log"][0], "status": "approved"})
    (plan / "run.json").write_text(json.dumps(record), encoding="utf-8")
    kept = files(plan)
    again = sweep(of, NATIONAL, axes, tmp_path / "out", lang="en", restart=True)
    assert again.points[0] is None
    assert "draft" in again.failures[first.finished[0].values]
    assert files(plan) == kept


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_killed_sweep_goes_on_and_leaves_no_process_behind(tmp_path: Path) -> None:
    out = tmp_path / "out"
    values = "disruption.weight=1:5:1"
    command = [sys.executable, "-m", "rotation", "sweep", str(TINY), "--vary", values, "--out", str(out)]
    command += ["--workers", "1"]
    source = str(Path(io.__file__).parents[2])
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               env={**os.environ, "PYTHONPATH": source})  # fmt: skip
    for _ in range(1200):
        if len(list(out.glob("points/*.json"))) >= 2:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(0.5)
    stamps = {path: path.stat().st_mtime_ns for path in out.glob("points/*.json")}
    assert 2 <= len(stamps) < 5
    time.sleep(1.5)
    assert {path: path.stat().st_mtime_ns for path in out.glob("points/*.json")} == stamps  # nobody goes on
    axes = parse_axes([values], NATIONAL, "zh")
    found = sweep(io.read(TINY), NATIONAL, axes, out, workers=2)
    assert [point is not None and point.solved for point in found.points] == [True] * 5
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert check_plan(read_plan(found.finished[0].folder)).problems == ()


# --- bounds, against every plan of a district small enough to list them ------------------------------------


def listed(of: District, policy: Policy) -> Iterator[tuple[tuple[Posting, ...], Audit]]:
    """Yield every plan that keeps the required rules, judged by the verifier alone."""
    sections = [section.key for section in of.sections]
    choices = [
        [None, *(Posting(t.id, t.section, there, "move") for there in sections if there.school != t.school)]
        for t in of.teachers
    ]
    for chosen in itertools.product(*choices):
        moves = tuple(posting for posting in chosen if posting is not None)
        if len(moves) > 3:
            continue
        try:
            audit = verify(of, policy, moves)
        except PlanError:
            continue
        if audit.required_hold:
            yield moves, audit


def small() -> District:
    """Return three schools in a row, 2.2 km by air each, with one to three teachers of different subjects."""
    places = {"A": 30.0, "B": 30.02, "C": 30.04}
    schools = [school(code, latitude=place, pupils=80, classes=2) for code, place in places.items()]
    staff = [
        teacher("a1", "A", backbone="county"), teacher("a2", "A", subject="music"), teacher("a3", "A", subject="maths"),
        teacher("b1", "B", subject="maths", title="senior"), teacher("b2", "B", degree="below_associate"),
        teacher("c1", "C", subject="music", backbone="city"),
    ]  # fmt: skip
    return district(schools, staff)


def test_no_plan_at_all_passes_a_point_s_bounds(tmp_path: Path) -> None:
    of = small()
    base = NATIONAL.with_settings("backbone_share", mode="off").with_settings("subject_core", mode="off")
    axes = parse_axes(["exchange_ratio.min_ratio=0.3"], base, "en")
    found = sweep(of, base, axes, tmp_path / "out", prove=["unfilled", "km", "cv"], lang="en")
    for point in found.finished:
        assert point.solved
        policy = point_policy(base, axes, point.values, "en")
        plans = list(listed(of, policy))
        assert len(plans) > 10
        low = {name: measure.bound for name, measure in point.measures.items()}
        ratios = [Fraction(100 * audit.headline.counted, audit.headline.eligible) for _, audit in plans]
        assert max(ratios) <= low["exchange_ratio"]
        fewest = min(audit.state_after.totals.lessons_unfilled for _, audit in plans)
        shortest = min(hectometres(of, policy, moves, audit, 0) for moves, audit in plans)
        alike = min(largest_cv(audit, policy) or 0.0 for _, audit in plans)
        assert low["unfilled"] <= fewest
        assert low["km"] == Fraction(shortest, 10)  # searched whole: the bound is the least
        assert 0 < low["cv"] <= alike
        assert low["moves"] <= min(audit.headline.moves for _, audit in plans)
        assert float(low[policy.tiers[0]]) <= min(float(audit.tiers[policy.tiers[0]]) for _, audit in plans) + 1e-6
        smaller = [measure for name, measure in point.measures.items() if name != "exchange_ratio"]
        assert all(measure.bound <= measure.value for measure in smaller)


# --- the command --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_writes_table_and_drawing_and_prints_in_80_columns(
    tiny: Sweep, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    arguments = ["sweep", str(TINY), "--vary", RATIO, "--out", str(tiny.folder), "--lang", lang, "--measure", "km"]
    assert main([*arguments, "--measure", "unfilled", "--measure", "exchange_ratio"]) == 0
    printed = capsys.readouterr()
    lines = [line for line in printed.out.splitlines() if str(tiny.folder) not in line]
    assert max(width(line) for line in lines) <= 80
    assert ("no plan" if lang == "en" else "无方案") in printed.out
    table = (tiny.folder / "sweep.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in table[1:]] == [["0.1", "solved"], ["0.25", "solved"], ["0.4", "infeasible"]]
    drawing = (tiny.folder / "sweep.svg").read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert drawing.count("<circle") >= 4
    words = "exchange ratio: least ratio" if lang == "en" else "交流比例：最低交流比例"
    assert f">{words} (exchange_ratio.min_ratio)<" in drawing or f">{words}（exchange_ratio.min_ratio）<" in drawing
    assert f" by {words}<" in drawing or f" 随 {words} 的变化<" in drawing


def test_json_is_all_there_is_on_standard_output(tiny: Sweep, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", str(TINY), "--vary", RATIO, "--out", str(tiny.folder), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [point["state"] for point in record["points"]] == ["solved", "solved", "infeasible"]
    assert record["measures"] == ["exchange_ratio", "unfilled"]


def test_why_points_have_no_plan_is_told_in_the_user_s_language_and_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of nine 40 %, 50 %, 60 % are 4, 5, 6 people, too many whichever share may go upward: three reasons, two told."""
    varied = ["--vary", "exchange_ratio.min_ratio=0.4:0.6:0.1", "--vary", "direction.max_upward_share=0.3,1"]
    assert main(["sweep", str(TINY), *varied, "--out", str(tmp_path / "o")]) == 0
    printed = "".join(capsys.readouterr().out.split())
    assert "countedmovers" not in printed
    both = "exchange_ratio.min_ratio=0.4,direction.max_upward_share={}"
    assert f"{both.format('0.3')}；{both.format('1')}：没有方案：" in printed
    assert printed.count("计入交流的教师至少") == 2
    assert "另有2个点没有方案，原因见sweep.csv。" in printed


def test_a_refused_value_is_told_in_the_user_s_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o"
    assert main(["sweep", str(TINY), "--vary", "exchange_ratio.min_ratio=abc", "--out", str(out)]) == 1
    assert "应为数字，如 0.15" in capsys.readouterr().err


def test_wrong_use_is_told_before_anything_is_solved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    arguments = ["sweep", str(TINY), "--vary", "a=1:2:1", "--measure", "unfild", "--out", str(out)]
    assert main([*arguments, "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "a is no setting" in said
    assert "did you mean unfilled?" in said
    assert "2 or 3 --measure" in said
    assert not out.exists()


def test_an_unexpected_error_is_one_line_and_its_details_are_kept(tiny: Sweep, tmp_path: Path) -> None:
    for name in ("input", "policy.toml"):
        old, new = tiny.folder / name, tmp_path / name
        shutil.copytree(old, new) if old.is_dir() else shutil.copy(old, new)
    options = {"seed": 0, "gap": "no number", "quick": True, "time_limit": None, "prove": [], "lang": "en"}
    job = {"folder": str(tmp_path), "names": ["exchange_ratio.min_ratio"], **options}
    asked = "".join(json.dumps(line) + "\n" for line in (job, {"values": ["0.1"], "key": "k"}))
    process = subprocess.Popen(
        [sys.executable, "-m", "rotation.scenarios.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(asked)
    process.stdin.flush()
    answer = next(found for line in process.stdout if "done" in (found := json.loads(line)))
    _, complaints = process.communicate()
    assert complaints == ""
    assert "Traceback" in Path(answer["details"]).read_text(encoding="utf-8")
    told = _failure(answer, "en")
    assert told.startswith(f"an unexpected error ({answer['bug']}); details are in ")
    assert "\n" not in told
