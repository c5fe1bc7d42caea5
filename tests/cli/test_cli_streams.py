"""Streams that are closed, full or read no more: what was written stays, and nothing is called a bug."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rotation.instances import embedded

TINY = str(embedded("tiny"))
PROGRAM = [sys.executable, "-m", "rotation", "--lang", "en"]

SCENARIO = """
name = "hire"
title_zh = "聘"
title_en = "Hire"
question_zh = "？"
question_en = "?"
instance = "tiny"
policy = "national"
[[posts]]
school = "S1"
stage = "primary"
add = 1
[[hire]]
school = "S1"
stage = "primary"
subject = "music"
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and /dev/full")


def test_a_full_disk_for_the_output_is_no_bug_and_the_plan_is_there(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    with open("/dev/full", "w") as full:
        command = [*PROGRAM, "solve", TINY, "--out", str(tmp_path / "plan")]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "The output cannot be written" in done.stderr
    assert "unexpected" not in done.stderr
    assert (tmp_path / "plan" / "certificate.json").is_file()


@pytest.mark.parametrize("command", [["audit", TINY], ["check", TINY], ["--help"]])
def test_a_reader_that_has_gone_is_no_error(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PROGRAM, *command], stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_nobody_reading_the_progress_does_not_lose_the_plan(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*PROGRAM, "solve", TINY, "--out", str(tmp_path / "plan")]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=writing, check=False)
    os.close(writing)
    assert done.returncode == 0
    assert (tmp_path / "plan" / "certificate.json").is_file()


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_error(tmp_path: Path, closed: str) -> None:
    program = " ".join(f"'{part}'" for part in [*PROGRAM, "audit", TINY, "--out", str(tmp_path / "out")])
    done = subprocess.run(["sh", "-c", f"{program} {closed}"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert any((tmp_path / "out").iterdir())


@pytest.mark.parametrize("blocks", [0, 1])
@pytest.mark.parametrize("command", [["solve", TINY, "--out", "OUT"], ["run", "SCENARIO", "--out", "OUT"]])
def test_no_room_for_temporary_files_is_one_sentence(tmp_path: Path, command: list[str], blocks: int) -> None:
    scenario = tmp_path / "hire.toml"
    scenario.write_text(SCENARIO, encoding="utf-8")
    names = {"OUT": str(tmp_path / "out"), "SCENARIO": str(scenario)}
    words = [*PROGRAM, *(names.get(word, word) for word in command)]
    # No file may grow beyond so many blocks: a full disk's error with another number, and nowhere to put a file at all.
    limited = ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "-", *words]
    done = subprocess.run(limited, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"A disk is full: {os.strerror(errno.EFBIG if blocks else errno.ENOSPC)}." in done.stderr
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert not (tmp_path / "out").exists()
