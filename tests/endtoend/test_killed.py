"""A run that is killed at any moment leaves no damaged folder; the next one goes on and ends as good."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rotation.instances import embedded
from rotation.report.whole import put_files

SCRIPT = Path(__file__).with_name("killing.py")
KILLS = 10

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL, no fork")


def tiers(folder: Path) -> list[dict[str, Any]]:
    found = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))["tiers"]
    assert isinstance(found, list)
    return found


def told(steps: list[int], folder: Path) -> list[list[str]]:
    """Run ``tiny`` killed at these steps; what the script tells of each, without the number."""
    command = [sys.executable, str(SCRIPT), ",".join(map(str, steps)), str(embedded("tiny")), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [line.split()[1:] for line in done.stdout.splitlines()]


def test_killed_at_any_step_there_is_no_folder_or_a_whole_one(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    assert told([0], folder) == [["0", "0"]]
    untouched = tiers(folder)
    shutil.rmtree(folder)
    # Before there is a folder: while plans are kept, while files are written. Then where a draft is replaced: the old
    # one or the new one is there, whole, or the old one stands aside for a moment and is put back by the next run.
    draw = random.Random(3)
    early, late = [draw.randint(2, 12), draw.randint(30, 60)], [draw.randint(61, 75)]
    seen = told([*early, 0, *late, 0], folder)
    assert seen[:3] == [["killed", "absent"], ["killed", "absent"], ["0", "0"]]
    assert seen[3] in (["killed", "0"], ["killed", "absent"])
    assert seen[4] == ["0", "0"]
    assert tiers(folder) == untouched


def test_a_folder_that_a_killed_run_had_moved_aside_is_put_back(tmp_path: Path) -> None:
    aside = tmp_path / ".plan.0123.old"
    aside.mkdir()
    (aside / "kept.txt").write_text("whole")
    stale = tmp_path / ".plan.4567.new"
    stale.mkdir()
    os.utime(stale, (0, 0))
    put_files(tmp_path / "plan", {"new.txt": b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan"]
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == ["new.txt"]


def solving(name: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rotation", "solve", str(embedded(name)), "--out", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def whole(folder: Path) -> bool:
    command = [sys.executable, "-m", "rotation", "verify", str(folder), "--proof"]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


@pytest.mark.evidence
@pytest.mark.parametrize(("name", "kills"), [("town", KILLS), ("county", 1)])
def test_killed_at_random_moments_of_a_long_search_it_ends_with_the_same_gaps(
    name: str, kills: int, tmp_path: Path
) -> None:
    start = time.monotonic()
    assert solving(name, tmp_path / "whole").wait() == 0
    seconds = time.monotonic() - start
    draw = random.Random(2026)
    folder, kept = tmp_path / "plan", tmp_path / ".plan.incumbent.json"
    moments = sorted(draw.uniform(0.05, 0.95) * seconds for _ in range(kills))
    for moment in moments:
        run = solving(name, folder)
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            assert run.wait() == -signal.SIGKILL
        print(f"{name}: killed after {moment:.1f} of {seconds:.1f} s, plan kept: {kept.exists()}")
        assert not folder.exists() or whole(folder)
        if folder.exists():
            break
    if not folder.exists():
        assert solving(name, folder).wait() == 0
    assert whole(folder)
    assert not kept.exists()
    for before, after in zip(tiers(tmp_path / "whole"), tiers(folder), strict=True):
        print(name, before, after)
        assert after["value"] <= before["value"] + 1e-9 * abs(before["value"])
        assert after["gap"] <= before["gap"] + 1e-9
