"""The independent check counts by itself: hand-made lists, hand-worked bounds."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from class_grades import FAMILY_A, pupil, scored_rules

from rotation.classes import deal_check
from rotation.classes.deal_check import mean_bound, recount
from rotation.cli import main
from rotation.domain.pupils import Roster
from rotation.resources import shipped


def test_it_shares_no_code_with_the_dealing() -> None:
    tree = ast.parse(inspect.getsource(deal_check))
    imported = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    assert not [module for module in imported if module.startswith("rotation.classes")]


@pytest.mark.parametrize(
    ("rows", "bound"),
    [
        ([[1, 2], [3, 4]], Fraction(0)),  # sum 10, 5 and 5
        ([[1, 2], [3, 5]], Fraction(1, 2)),  # sum 11: 5 and 6, means 2.5 and 3
        ([[2, 4], [6, 10]], Fraction(1)),  # steps of 2 above 2: 9 = 4 + 5 steps, means apart by 2 / 2
        ([[0, 0, 1], [0, 0]], Fraction(1, 3)),  # the one mark: in the class of three it makes 1/3, of two 1/2
        ([[5, 5], [5]], Fraction(0)),
    ],
)
def test_the_bound_of_means_is_worked_out_from_the_step(rows: list[list[int]], bound: Fraction) -> None:
    assert mean_bound([[Fraction(v) for v in row] for row in rows]) == bound


def test_a_large_class_beside_small_ones_takes_up_what_they_leave() -> None:
    """70 pupils, half with 1 and half with 0: six classes of 5 have 2 each (0.4), the one of 40 has 23 (0.575).

    That is 7/40 apart; two and three ones in the small classes would be 1/5.
    """
    small = [[Fraction(v) for v in (1, 1, 0, 0, 0)]] * 6
    large = [Fraction(1)] * 23 + [Fraction(0)] * 17
    assert mean_bound([*small, large]) == Fraction(7, 40)


def test_every_planted_fault_is_found() -> None:
    people = [pupil(i, sex="male") for i in range(8)]
    people[0] = replace(people[0], twins="t", together=True)
    people[1] = replace(people[1], twins="t", together=True)
    people[2] = replace(people[2], keep_apart=("P0003",))
    roster = Roster(tuple(people))
    good = {f"P{i:04d}": "甲" if i in (0, 1, 2, 4) else "乙" for i in range(8)}
    assert recount(roster, FAMILY_A, good, ["甲", "乙"]).broken == ()
    parted = {**good, "P0001": "乙", "P0005": "甲"}
    assert "together" in recount(roster, FAMILY_A, parted, ["甲", "乙"]).broken[0].en
    joined = {**good, "P0003": "甲", "P0004": "乙"}
    assert "must be apart" in recount(roster, FAMILY_A, joined, ["甲", "乙"]).broken[0].en
    lost = {key: value for key, value in good.items() if key != "P0007"}
    assert "on no list" in recount(roster, FAMILY_A, lost, ["甲", "乙"]).broken[0].en
    assert "not in the roster" in recount(roster, FAMILY_A, {**good, "X": "甲"}, ["甲", "乙"]).broken[0].en


def test_needs_are_counted_at_the_limit_and_beyond() -> None:
    rules = replace(FAMILY_A, most_needs_per_class=2)
    people = [pupil(i, needs=("听力",) if i < 3 else ()) for i in range(6)]
    lists = {p.id: "甲" if i in (0, 1, 5) else "乙" for i, p in enumerate(people)}
    assert recount(Roster(tuple(people)), rules, lists, ["甲", "乙"]).broken == ()
    lists |= {"P0002": "甲", "P0005": "乙"}
    assert len(recount(Roster(tuple(people)), rules, lists, ["甲", "乙"]).broken) == 1


def test_missing_scores_are_left_out_and_counted_apart() -> None:
    marks = [Decimal(60), None, Decimal(80), Decimal(70)]
    people = tuple(pupil(i, scores=(m,)) for i, m in enumerate(marks))
    lists = {"P0000": "甲", "P0001": "甲", "P0002": "乙", "P0003": "乙"}
    counted = recount(Roster(people, ("数学",)), scored_rules("数学"), lists, ["甲", "乙"])
    lines = {line.key: line for line in counted.lines}
    assert lines["mean:score:数学"].values == (Fraction(60), Fraction(75))
    assert lines["missing:数学"].values == (1, 0)
    # Above 60 in steps of 10: 0, 2 and 1 make 3 steps; classes of 1 and 2: 1 | 2 steps give means 10 and 10.
    assert lines["mean:score:数学"].bound == 0


def marked(folder: Path, marks: list[str]) -> list[str]:
    """Return the command that deals so many pupils, some without a mark, into three classes."""
    rows = "".join(f"P{i:02d},生{i},{'男' if i % 2 else '女'},{mark}\n" for i, mark in enumerate(marks))
    (folder / "p.csv").write_text("学籍号,姓名,性别,数学\n" + rows, encoding="utf-8")
    words = ["classes", "deal", str(folder / "p.csv"), "--classes", "3", "--seed", "1", "--rules", "scores"]
    return [*words, "--scores", "数学", "--out", str(folder / "out"), "--lang", "en"]


def test_a_random_deal_that_leaves_a_class_without_a_mark_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three marks in three classes: ours gives each one, others would hardly."""
    assert main(marked(tmp_path, ["60", "70", "80", *[""] * 9])) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "数学, mean: class means differ by 20.0000" in said
    assert "random deal -" in said


def test_a_class_without_a_mark_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(marked(tmp_path, ["60", "70", *[""] * 10])) == 0
    told = "数学: a class has no mark of it, so means cannot be compared"
    assert told in " ".join(capsys.readouterr().out.split())
    assert told in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def two_marks(folder: Path, missing: str, total_from: int) -> str:
    """Return the report of twelve pupils with two scores, the last one's second mark as told."""
    rows = "".join(f"P{i:02d},生{i},{'男' if i % 2 else '女'},{60 + i},{70 + i}\n" for i in range(11))
    (folder / "p.csv").write_text(f"学籍号,姓名,性别,语文,数学\n{rows}P11,生11,男,71,{missing}\n", encoding="utf-8")
    shipped_rules = (shipped("models") / "dealing" / "scores.toml").read_text(encoding="utf-8")
    own = shipped_rules.replace("total_from = 4", f"total_from = {total_from}")
    (folder / "own.toml").write_text(own, encoding="utf-8")
    words = ["classes", "deal", str(folder / "p.csv"), "--classes", "3", "--seed", "1", "--rules"]
    words += [str(folder / "own.toml"), "--scores", "语文,数学", "--out", str(folder / "out"), "--lang", "en"]
    assert main(words) == 0
    return (folder / "out" / "report.html").read_text(encoding="utf-8")


def test_a_total_that_is_only_shown_says_who_is_left_out_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = two_marks(tmp_path, "", 4)
    told = "the total counts the 11 pupils who have every score, 1 lack one; with fewer than 4 scores"
    assert told in report
    assert told in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("missing", "total_from"), [("81", 4), ("", 2)])
def test_nothing_is_said_of_a_total_that_counts_everybody_or_counts_first(
    tmp_path: Path, missing: str, total_from: int
) -> None:
    assert "the total counts" not in two_marks(tmp_path, missing, total_from)


def test_the_page_of_a_draw_says_so_below_its_totals(tmp_path: Path) -> None:
    two_marks(tmp_path, "", 4)
    words = ["draw", "commit", str(tmp_path / "p.csv"), "--classes", "3", "--rules", "scores", "--scores", "语文,数学"]
    assert main([*words, "--out", str(tmp_path / "draw")]) == 0
    assert main(["draw", "run", str(tmp_path / "draw"), "--seed-part", "骰子 3"]) == 0
    page = (tmp_path / "draw" / "page.html").read_text(encoding="utf-8")
    assert page.count("总分只计各科成绩齐全的 11 名学生，另有 1 名缺成绩；不足 4 科时") == 1
    assert main(["draw", "verify", str(tmp_path / "draw")]) == 0
