"""Recusals stay possible in every draw: lists are dealt anew where no teams fit, what cannot be is told beforehand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from rotation.classes.deal_units import group_units
from rotation.classes.recusals import with_recusals
from rotation.cli import main
from rotation.domain.pupils import Pupil, Roster
from rotation.io.pupil_tables import read_class_teachers

STAFF = [("语文", 1), ("语文", 1), ("数学", 2), ("数学", 2)]
"""Two teachers of Chinese for a class each, two of mathematics for either; two classes."""


def commit(folder: Path, relatives: Mapping[int, str], staff: Sequence[tuple[str, int]]) -> int:
    """Commit a draw of twelve pupils into two classes."""
    rows = [f"P{i},生{i},{'男' if i % 2 else '女'},{relatives.get(i, '')}" for i in range(12)]
    (folder / "p.csv").write_text("\n".join(["学籍号,姓名,性别,教职工亲属", *rows]) + "\n", encoding="utf-8")
    heads = "工号,姓名,性别,出生年月,参加工作时间,任教课程,班主任,任教班数"
    people = [f"T{i},师{i},女,1980-01,2002-08,{subject},是,{count}" for i, (subject, count) in enumerate(staff)]
    (folder / "t.csv").write_text("\n".join([heads, *people]) + "\n", encoding="utf-8")
    words = ["draw", "commit", folder / "p.csv", "--teachers", folder / "t.csv", "--classes", 2, "--lang", "en"]
    return main([*map(str, words), "--out", str(folder / "out")])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "relatives",
    [
        {0: "T0", 1: "T0", 2: "T0"},  # spread over both classes they leave both to T1, who takes one
        {0: "T0", 1: "师0", 2: "T0", 3: "T1", 4: "师1"},
        {0: "T0", 1: "T1", 2: "T0", 3: "T1"},
    ],
)
def test_lists_are_dealt_until_teams_fit(
    tmp_path: Path, relatives: Mapping[int, str], seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commit(tmp_path, relatives, STAFF) == 0
    out = tmp_path / "out"
    assert main(["draw", "run", str(out), "--seed-part", str(seed), "--lang", "en"]) == 0
    record = json.loads((out / "draw.json").read_text(encoding="utf-8"))
    assert ("dealt anew" in capsys.readouterr().out) == (record["recast"] >= 20)
    order = sorted(f"P{i}" for i in range(12))
    for number, named in relatives.items():
        team = record["teams"][record["match"][record["place"][order.index(f"P{number}")]]]
        assert f"T{named[-1]}" not in dict(team["teachers"]).values()
    assert main(["draw", "verify", str(out), "--lang", "en"]) == 0


def test_recusals_that_no_draw_meets_are_told_before_anything_is_public(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Each pupil leaves one of Chinese and one of mathematics, four different pairs: four classes would be needed.
    one_class = [(subject, 1) for subject, _ in STAFF]
    assert commit(tmp_path, {0: "T0、T2", 1: "T1、T3", 2: "T0、T3", 3: "T1、T2"}, one_class) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "师0 (T0), Chinese: a relative of 生0 (P0), 生2 (P2)" in said
    assert not (tmp_path / "out").exists()


def test_what_recusals_ask_of_lists(tmp_path: Path) -> None:
    commit(tmp_path, {}, STAFF)
    staff = read_class_teachers(tmp_path / "t.csv").value
    assert staff is not None
    named = [("T0",), ("师0",), ("T1",), ("T2",), (), ("外校",)]
    roster = Roster(
        tuple(Pupil(id=f"P{i}", name=f"生{i}", sex="male", staff_relatives=those) for i, those in enumerate(named))
    )
    units, apart = group_units(with_recusals(roster, staff))
    # T0 is named by id and by name; T0 and T1 are all there are of Chinese, T2 is one of two of mathematics.
    assert units == [(0, 1), (2,), (3,), (4,), (5,)]
    assert apart == [(0, 2), (1, 2)]
