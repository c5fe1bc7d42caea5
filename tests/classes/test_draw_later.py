"""What a draw has kept stays kept by late arrivals and changes of class: together, apart, needs, relatives."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from class_grades import FAMILY_A, pupil

from rotation.classes.draw_later import barred_classes, broken_requests, late_places
from rotation.classes.teams import Team
from rotation.cli import main
from rotation.domain.pupils import ClassTeacher, Roster
from rotation.errors import InfeasibleError
from rotation.report.draw_folder import read_commitment
from rotation.report.draw_log import append, entries
from rotation.report.draw_record import read_record
from rotation.report.draw_state import current, current_files

HEADS = "学籍号,姓名,性别,特殊需要,双胞胎,双胞胎意愿,不同班,教职工亲属"
TEACHERS = ["工号,姓名,性别,出生年月,参加工作时间,任教课程,班主任",
            *(f"T{i},师{i},女,1980-01,2002-08,语文,是" for i in range(3))]  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty pupils in three classes: P00 and P01 ask to be together, P02's relative is T0, P03 is apart from P04."""
    folder = tmp_path_factory.mktemp("later")
    asked = {0: ",甲,同班,,", 1: ",甲,同班,,", 2: ",,,,T0", 3: ",,,P04,"}
    rows = [f"P{i:02d},生{i},{'男女'[i % 2]},{asked.get(i, ',,,,')}" for i in range(70)]
    (folder / "pupils.csv").write_text("\n".join([HEADS, *rows]) + "\n", encoding="utf-8")
    (folder / "teachers.csv").write_text("\n".join(TEACHERS) + "\n", encoding="utf-8")
    words = ["draw", "commit", folder / "pupils.csv", "--teachers", folder / "teachers.csv", "--classes", 3]
    assert main([*map(str, words), "--names", "A,B,C", "--out", str(folder / "out")]) == 0
    assert main(["draw", "run", str(folder / "out"), "--seed-part", "1"]) == 0
    return folder / "out"


@pytest.fixture
def copy(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "copy"))


def classes(folder: Path, file: str = "lists.csv") -> dict[str, str]:
    with (folder / file).open(encoding="utf-8") as text:
        return {row["id"]: row["class"] for row in csv.DictReader(text)}


def team_class(folder: Path, teacher: str) -> str:
    """Return the class that a teacher has."""
    committed = read_commitment(folder, "en")
    record = read_record(folder, committed, "en")
    return next("ABC"[k] for k, team in enumerate(record.match) if teacher in record.teams[team].members)


def move(folder: Path, pupils: str, to: str) -> int:
    words = ["draw", "move", str(folder), "--pupil", pupils, "--to", to, "--reason", "health", "--lang", "en"]
    return main(words)


def late(folder: Path, *rows: str) -> int:
    table = folder.parent / "late.csv"
    table.write_text("\n".join([HEADS, *rows]) + "\n", encoding="utf-8")
    return main(["draw", "late", str(folder), str(table), "--seed-part", "7", "--lang", "en"])


def verified(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    code = main(["draw", "verify", str(folder), "--lang", "en"])
    return "" if code == 0 else " ".join(capsys.readouterr().out.split())


def test_twins_who_ask_to_be_together_move_together_or_not_at_all(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = next(name for name in "ABC" if name != classes(copy)["P00"])
    assert move(copy, "P00", to) == 1
    assert "生0, 生1" in capsys.readouterr().err
    assert move(copy, "P00,P01", to) == 0
    assert "2 changes so far, limit 2" in capsys.readouterr().out
    assert classes(copy, "current_lists.csv")["P00"] == classes(copy, "current_lists.csv")["P01"] == to
    assert verified(copy, capsys) == ""
    other = next(i for i, k in classes(copy).items() if k != to and i not in ("P00", "P01", "P02", "P03", "P04"))
    assert move(copy, other, to) == 1  # 3 % of 70 are two


def test_a_class_that_is_not_there_is_answered_with_those_that_are(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert move(copy, "P09", "1") == 1
    assert 'There is no class "1"; there are: A, B, C.' in capsys.readouterr().err


def test_nobody_moves_to_a_relative_or_to_someone_to_be_apart_from(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert move(copy, "P02", team_class(copy, "T0")) == 1
    assert "生2 has a relative among the teachers of" in capsys.readouterr().err
    assert move(copy, "P03", classes(copy)["P04"]) == 1
    assert "生3, 生4" in capsys.readouterr().err


def test_a_change_that_breaks_a_request_is_named_by_the_verification(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, to = classes(copy)["P02"], team_class(copy, "T0")
    append(copy, "move", pupils={"P02": before}, after=to, reason="by hand", language="en")
    committed = read_commitment(copy, "en")
    roster, place = current(committed, read_record(copy, committed, "en"), entries(copy))
    for name, content in current_files(committed, roster, place, "en").items():
        (copy / name).write_bytes(content)
    assert "line 4 of the log breaks a request: 生2 has a relative" in verified(copy, capsys)


def test_late_arrivals_keep_requests_too(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    together = ["L0,迟0,男,,乙,同班,,", "L1,迟1,女,,乙,同班,,"]
    assert late(copy, *together, "L2,迟2,男,,,,,师0", "L3,迟3,男,,,,P05,", "L4,迟4,男,,,,,T0") == 0
    now = classes(copy, "current_lists.csv")
    assert now["L0"] == now["L1"]
    assert team_class(copy, "T0") not in (now["L2"], now["L4"])
    assert now["L3"] != now["P05"]
    assert verified(copy, capsys) == ""


def test_late_arrivals_with_needs_never_exceed_what_a_class_may_have(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"L{i},迟{i},男,听力,,,," for i in range(10)]
    assert late(copy, *rows) == 1
    assert "3 pupils with special needs already" in capsys.readouterr().err
    assert entries(copy)[-1]["event"] == "failed"
    assert late(copy, *rows[:9]) == 0
    now = classes(copy, "current_lists.csv")
    assert sorted(now[f"L{i}"] for i in range(9)) == [*"AAABBBCCC"]
    assert verified(copy, capsys) == ""


@pytest.mark.parametrize("row", ["p01,迟,男,,,,,", "Ｐ01,迟,男,,,,,"])
def test_a_late_id_that_is_there_in_another_spelling_is_refused(
    copy: Path, row: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert late(copy, row) == 1
    assert "is on the lists already" in capsys.readouterr().err


def test_a_mark_of_twins_that_is_there_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert late(copy, "L0,迟0,男,,甲,同班,,", "L1,迟1,男,,甲,同班,,") == 1
    assert "give the late twins another mark" in " ".join(capsys.readouterr().err.split())


def test_an_order_that_leaves_someone_without_a_class_is_drawn_again() -> None:
    # Two classes: who may only be in class 0 has to come before the other two with needs, or they fill it.
    pupils = tuple(pupil(i, needs=("听力",)) for i in range(6))
    barred = [frozenset({1})] * 3 + [frozenset[int]()] * 3
    roster = Roster(pupils)
    for seed in map(str, range(20)):
        places = late_places(roster, [-1] * 6, ["A", "B"], seed, rules=FAMILY_A, barred=barred)
        assert places == [0, 0, 0, 1, 1, 1]


def test_twins_who_are_to_be_both_together_and_apart_have_no_class() -> None:
    twins = [pupil(i, twins="甲", together=True, keep_apart=("P0001",) if i == 0 else ()) for i in range(2)]
    with pytest.raises(InfeasibleError, match="生0、生1"):
        late_places(Roster(tuple(twins)), [-1, -1], ["A", "B"], "1", rules=FAMILY_A, barred=[frozenset()] * 2)


def test_relatives_are_known_by_id_and_by_name() -> None:
    day = date(1980, 1, 1)
    teachers = [ClassTeacher(id=f"T{i}", name=f"师{i}", sex="female", born=day, hired=day, subject="chinese")
                for i in range(2)]  # fmt: skip
    teams = [Team(t.id, (("chinese", t.id),)) for t in teachers]
    roster = Roster((pupil(0, staff_relatives=("T0",)), pupil(1, staff_relatives=("师1",)), pupil(2)))
    barred = barred_classes(roster, teams, (1, 0), teachers)
    assert barred == [frozenset({1}), frozenset({0}), frozenset()]
    assert broken_requests(roster, FAMILY_A, [0, 1, 0], ["A", "B"], barred) == []
    assert [text.en for text in broken_requests(roster, FAMILY_A, [1, 1, 0], ["A", "B"], barred)] == [
        "生0 has a relative among the teachers of B",
    ]


def test_a_column_of_late_arrivals_that_is_not_read_is_told(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt heading would lose the parents' request."""
    (copy.parent / "late.csv").write_text("学籍号,姓名,性别,不通班\nL1,晚,男,P01\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["draw", "late", str(copy), str(copy.parent / "late.csv"), "--seed-part", "1", "--lang", "en"]) == 0
    assert "不通班" in capsys.readouterr().err


def test_a_column_of_class_teachers_that_is_not_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.csv").write_text("学籍号,姓名,性别\n" + "".join(f"P{i},生{i},男\n" for i in range(6)), "utf-8")
    (tmp_path / "t.csv").write_text("\n".join([TEACHERS[0] + ",最大班额", *(f"{t},2" for t in TEACHERS[1:])]), "utf-8")
    words = ["draw", "commit", tmp_path / "p.csv", "--teachers", tmp_path / "t.csv", "--classes", 2]
    assert main([*map(str, words), "--out", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "最大班额" in capsys.readouterr().err


def test_a_change_of_class_needs_a_reason(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copy / "log.jsonl").read_bytes()
    words = ["draw", "move", str(copy), "--pupil", "P05", "--to", "A", "--reason", " ", "--lang", "en"]
    assert main(words) == 1
    assert "--reason is empty" in capsys.readouterr().err
    assert (copy / "log.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["move", "--pupil", "P05", "--to", "A", "--reason", "理" * 201], "--reason"),
        (["late", "late.csv", "--seed-part", "1", "--seed-part", "7" * 201], "--seed-part"),
        (["run", "--seed-part", "7" * 201], "--seed-part"),
    ],
)
def test_what_the_log_keeps_is_short(
    copy: Path, words: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (copy / "log.jsonl").read_bytes()
    assert main(["draw", words[0], str(copy), *words[1:], "--lang", "en"]) == 1
    assert f"{option} has 201 characters and may have 200 at most: shorten it." in capsys.readouterr().err
    assert (copy / "log.jsonl").read_bytes() == before


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [["late", "{}", "x.csv", "--seed-part", "1"], ["move", "{}", "--pupil", "P00", "--to", "B", "--reason", "r"]],
)
def test_a_folder_that_is_no_draw_is_named(
    words: list[str], lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "papers").mkdir()
    for folder in (tmp_path / "papers", tmp_path / "nowhere"):
        given = [word.format(folder) for word in words]
        assert main(["draw", *given, "--lang", lang]) == 1
        said = capsys.readouterr().err
        assert f"{folder} is not the folder of a draw" in said if lang == "en" else f"{folder} 不是抽签文件夹" in said
