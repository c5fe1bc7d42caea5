"""The log of a draw decides what may run, and the verification finds what was taken away or put in."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from class_grades import grade, grade_csv

from rotation.cli import draw_later, main
from rotation.errors import PlanError
from rotation.i18n.drawing import CHANGED
from rotation.report.draw_log import HEAD, LOG, append, begin, entries, fault, head, lines

RUN = "import sys; from rotation.cli import main; sys.exit(main(sys.argv[1:]))"
KILLED = """
import os, signal, sys
from rotation.cli import main
from rotation.report import whole
import rotation.cli.draw as draw
def put(path, content):
    if path.name == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)
    whole.put_file(path, content)
draw.put_file = put
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("log")
    (folder / "pupils.csv").write_text(grade_csv(grade(48, seed=2)), encoding="utf-8")
    out = folder / "out"
    assert main(["draw", "commit", str(folder / "pupils.csv"), "--classes", "2", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def drawn(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = Path(shutil.copytree(committed, tmp_path_factory.mktemp("drawn") / "out"))
    assert main(["draw", "run", str(out), "--seed-part", "111"]) == 0
    return out


@pytest.fixture
def fresh(committed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(committed, tmp_path / "fresh"))


@pytest.fixture
def copy(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "copy"))


def verdict(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["draw", "verify", str(folder), "--lang", "en"])
    said = capsys.readouterr()
    return code, " ".join((said.out + said.err).split())


def events(folder: Path) -> list[Any]:
    return [json.loads(line) for line in lines(folder)]


def pupil_and_class(folder: Path) -> tuple[str, str]:
    """Return a pupil of whom nothing is asked, and another class."""
    pupils = {row["id"]: row for row in csv.DictReader((folder / "pupils.csv").open(encoding="utf-8"))}
    named = {other for row in pupils.values() for other in row["keep_apart"].split("|")}
    rows = list(csv.DictReader((folder / "lists.csv").open(encoding="utf-8")))
    asking = ("needs", "twins", "keep_apart")
    free = next(r for r in rows if r["id"] not in named and not any(pupils[r["id"]][key] for key in asking))
    return free["id"], next(r["class"] for r in rows if r["class"] != free["class"])


def moved(folder: Path, reason: str = "health") -> int:
    pupil, to = pupil_and_class(folder)
    return main(["draw", "move", str(folder), "--pupil", pupil, "--to", to, "--reason", reason])


@pytest.mark.skipif(sys.platform == "win32", reason="started as two processes of one interpreter")
def test_of_two_runs_at_once_one_is_refused_and_recorded(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", RUN, "draw", "run", str(fresh), "--seed-part", part],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for part in ("111", "222")
    ]  # fmt: skip
    assert sorted(one.wait() for one in both) == [0, 1]
    assert [event["event"] for event in events(fresh)] == ["commit", "begun", "run", "refused"]
    assert events(fresh)[1]["parts"] != events(fresh)[3]["parts"]
    assert verdict(fresh, capsys)[0] == 0


def test_without_the_result_only_the_same_parts_run_again(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copy / "draw.json").read_bytes()
    (copy / "draw.json").unlink()
    assert main(["draw", "run", str(copy), "--seed-part", "999", "--lang", "en"]) == 1
    assert "--seed-part '111'" in capsys.readouterr().err
    assert (events(copy)[-1]["event"], events(copy)[-1]["parts"]) == ("refused", ["999"])
    assert not (copy / "draw.json").exists()
    assert main(["draw", "run", str(copy), "--seed-part", " 111 "]) == 0
    assert (copy / "draw.json").read_bytes() == before
    assert verdict(copy, capsys)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("at", ["lists.csv", "draw.json"])
def test_a_killed_run_takes_no_other_seed(fresh: Path, at: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [sys.executable, "-c", KILLED, at, "draw", "run", str(fresh), "--seed-part", "111"]
    assert subprocess.run(words, check=False, capture_output=True).returncode == -signal.SIGKILL
    assert "begun" in [event["event"] for event in events(fresh)]
    assert main(["draw", "run", str(fresh), "--seed-part", "222"]) == 1
    assert main(["draw", "run", str(fresh), "--seed-part", "111"]) == 0
    assert [event["event"] for event in events(fresh)].count("run") == 1
    assert verdict(fresh, capsys)[0] == 0


def test_a_run_that_fails_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Both classes hold a relative of T1, who has one of them: no matching, whatever the seed. A rehearsal that goes
    # well stands in for the rare case that the public seed is worse than the rehearsal's.
    monkeypatch.setattr("rotation.cli.draw.rehearse", lambda *_: None)
    table = grade_csv(grade(40, seed=3)).splitlines()
    table[1:] = [row + "T1" for row in table[1:]]
    (tmp_path / "pupils.csv").write_text("\n".join(table), encoding="utf-8")
    rows = [f"T{i},师{i},女,1980-01,2002-08,语文,是" for i in (1, 2)]
    heads = "工号,姓名,性别,出生年月,参加工作时间,任教课程,班主任"
    (tmp_path / "teachers.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    words = ["draw", "commit", tmp_path / "pupils.csv", "--teachers", tmp_path / "teachers.csv", "--classes", 2]
    assert main([*map(str, words), "--out", str(out)]) == 0
    assert main(["draw", "run", str(out), "--seed-part", "1"]) == 1
    assert [event["event"] for event in events(out)] == ["commit", "begun", "failed"]
    assert main(["draw", "run", str(out), "--seed-part", "2"]) == 1
    assert events(out)[-1]["event"] == "refused"


def drop_the_log(folder: Path) -> None:
    (folder / LOG).unlink()


def drop_the_last_line(folder: Path) -> None:
    (folder / LOG).write_bytes((folder / LOG).read_bytes().rsplit(b"\n", 2)[0] + b"\n")


def drop_the_head(folder: Path) -> None:
    (folder / HEAD).unlink()


def add_a_line(folder: Path) -> None:
    line = {"event": "move", "time": "", "previous": head(lines(folder))["last"], "pupils": {}, "after": ""}
    with (folder / LOG).open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(line) + "\n")


@pytest.mark.parametrize("damage", [drop_the_log, drop_the_last_line, drop_the_head, add_a_line])
def test_what_is_missing_from_the_log_is_named(copy: Path, damage: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert moved(copy) == 0
    assert verdict(copy, capsys)[0] == 0
    damage(copy)
    code, said = verdict(copy, capsys)
    assert code == 1
    assert "log" in said


@pytest.mark.parametrize(
    ("event", "content", "problem"),
    [
        ("run", {"parts": ["222"], "seed": "0"}, CHANGED["log_runs"].to("en", count=2)),
        ("begun", {"parts": ["222"], "seed": "0"}, CHANGED["log_parts"].en),
    ],
)
def test_a_second_run_in_the_log_is_named(
    copy: Path, event: str, content: dict[str, Any], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    append(copy, event, **content)
    code, said = verdict(copy, capsys)
    assert (code, problem in said) == (1, True)


def test_a_log_made_anew_for_another_seed_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = events(copy)[0]["digest"]
    (copy / LOG).unlink()
    begin(copy, "commit", digest=digest)
    append(copy, "begun", parts=["222"], seed="0")
    append(copy, "run", parts=["222"], seed="0")
    code, said = verdict(copy, capsys)
    assert (code, CHANGED["log_parts"].en in said) == (1, True)


def test_a_folder_made_anew_lacks_the_event_that_was_noted(
    committed: Path, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = str(head(lines(copy))["last"])
    assert noted in verdict(copy, capsys)[1]
    assert moved(copy) == 0
    assert main(["draw", "verify", str(copy), "--log-digest", noted.upper()]) == 0
    other = Path(shutil.copytree(committed, tmp_path / "other"))
    assert main(["draw", "run", str(other), "--seed-part", "222"]) == 0
    assert main(["draw", "verify", str(other)]) == 0
    assert main(["draw", "verify", str(other), "--log-digest", noted]) == 1


@pytest.mark.parametrize("file", ["current_lists.csv", "public_current_lists.csv", "report.html", "lists.csv",
                                  "draw.json", "public_lists.xlsx"])  # fmt: skip
def test_every_file_is_compared(copy: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert moved(copy) == 0
    (copy / file).write_bytes((copy / file).read_bytes() + b"\n")
    code, said = verdict(copy, capsys)
    assert code == 1, said


def test_current_lists_without_any_change_are_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(copy / "lists.csv", copy / "current_lists.csv")
    code, said = verdict(copy, capsys)
    assert (code, "current_lists.csv does not follow" in said) == (1, True)


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_change_that_was_killed_before_its_event_is_given_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pupil, to = pupil_and_class(copy)
    with monkeypatch.context() as patch:
        patch.setattr(draw_later, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            draw_later.move("en", copy, pupil, to, "health")
    code, said = verdict(copy, capsys)
    assert (code, "current_lists.csv does not follow" in said) == (1, True)
    assert moved(copy) == 0
    assert verdict(copy, capsys)[0] == 0


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\u0085", "\x0b", "\x1c"])
def test_only_a_line_feed_ends_a_line_of_the_log(tmp_path: Path, character: str) -> None:
    begin(tmp_path, "commit", digest="0")
    append(tmp_path, "move", reason=f"a{character}b")
    append(tmp_path, "move", reason="c")
    assert [event.get("reason") for event in entries(tmp_path)] == [None, f"a{character}b", "c"]
    assert fault(tmp_path) is None


def test_a_reason_that_cannot_be_seen_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copy / LOG).read_bytes()
    assert moved(copy, reason="a\u2028b") == 1
    assert "U+2028" in capsys.readouterr().err
    assert (copy / LOG).read_bytes() == before


def test_a_log_one_event_ahead_of_its_head_is_taken_up_again(tmp_path: Path) -> None:
    begin(tmp_path, "commit", digest="0")
    before = (tmp_path / HEAD).read_bytes()
    append(tmp_path, "begun", parts=["1"])
    (tmp_path / HEAD).write_bytes(before)
    assert fault(tmp_path) is not None
    assert len(entries(tmp_path)) == 2
    append(tmp_path, "run", parts=["1"])
    assert fault(tmp_path) is None
    (tmp_path / HEAD).write_bytes(before)
    with pytest.raises(PlanError, match="knows 1 event"):
        entries(tmp_path)


NESTED = "[" * 100_000 + "]" * 100_000


def damaged_place(folder: Path, change: Any) -> str:
    record = json.loads((folder / "draw.json").read_text(encoding="utf-8"))
    record["place"] = change(record["place"])
    return json.dumps(record)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("draw.json", "[]"), ("draw.json", "{}"), ("draw.json", NESTED), ("draw.json", "\x00"),
        ("draw.json", lambda folder: damaged_place(folder, lambda place: place[:-1])),
        ("draw.json", lambda folder: damaged_place(folder, lambda place: [99, *place[1:]])),
        ("draw.json", lambda folder: damaged_place(folder, lambda place: [None, *place[1:]])),
        ("commitment.json", NESTED), ("commitment.json", "[]"), ("commitment.json", '{"commitment": {}}'),
        ("rules.json", '{"scores": [5]}'), ("rules.json", NESTED),
        (LOG, "garbage\n"), (LOG, NESTED + "\n"), (LOG, ""), (LOG, "5\n"), (HEAD, NESTED), (HEAD, '{"events": 1e400}'),
    ],
)  # fmt: skip
def test_a_damaged_folder_gives_one_clear_error(
    copy: Path, file: str, content: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    pupil, to = pupil_and_class(copy)
    text = content if isinstance(content, str) else content(copy)
    (copy / file).write_text(text, encoding="utf-8")
    for words in (["move", str(copy), "--pupil", pupil, "--to", to, "--reason", "x"], ["verify", str(copy)]):
        capsys.readouterr()
        assert main(["draw", *words, "--lang", "en"]) == 1
        said = capsys.readouterr()
        assert file.partition(".")[0] in said.out + said.err
        assert "unexpected" not in said.err


def test_nothing_is_left_beside_the_files(copy: Path) -> None:
    assert not [name for name in os.listdir(copy) if name.endswith((".part", ".new"))]


@pytest.mark.parametrize("damage", [b"\n", b"\nP9\n", b"\n" + b"x" * 200_000 + b"\n"], ids=["cut", "row", "cell"])
def test_lists_that_end_amid_a_row_are_altered_lists(
    damage: bytes, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists = copy / "lists.csv"
    lists.write_bytes(lists.read_bytes()[:-20].rsplit(b",", 1)[0] + damage)
    code, said = verdict(copy, capsys)
    assert code == 1
    assert "the lists do not follow from the seed" in said


def test_a_folder_in_place_of_the_log_is_a_missing_log(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / LOG).unlink()
    (copy / LOG).mkdir()
    code, said = verdict(copy, capsys)
    assert code == 1
    assert CHANGED["log_missing"].en in said


def test_nothing_goes_on_from_a_record_that_was_altered(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two pupils of different classes changed places in draw.json, which alone says where all were drawn."""
    record = json.loads((copy / "draw.json").read_text(encoding="utf-8"))
    place = record["place"]
    other = next(k for k, where in enumerate(place) if where != place[0])
    place[0], place[other] = place[other], place[0]
    (copy / "draw.json").write_text(json.dumps(record), encoding="utf-8")
    before = (copy / LOG).read_bytes()
    late = copy.parent / "late.csv"
    rows = grade_csv(grade(49, seed=2)).splitlines()
    late.write_text(f"{rows[0]}\nL1{rows[1][rows[1].index(',') :]}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["draw", "late", str(copy), str(late), "--seed-part", "3", "--lang", "en"]) == 1
    assert CHANGED["record"].en in capsys.readouterr().err
    assert (copy / LOG).read_bytes() == before
