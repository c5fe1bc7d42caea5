"""Teams keep loads and recusals, come out balanced, and meet lists uniformly."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from rotation.classes.teams import form_teams, match_teams, metric_values, team_lines
from rotation.cli import main
from rotation.domain.pupils import ClassTeacher
from rotation.errors import InfeasibleError

DAY = date(2026, 8, 31)


def teacher(name: str, subject: str, years: int, classes: int = 1, homeroom: bool = True) -> ClassTeacher:
    return ClassTeacher(
        id=name, name=name, sex="female", born=date(2026 - 23 - years, 1, 1), hired=date(2026 - years, 8, 1),
        subject=subject, classes=classes, homeroom=homeroom,
    )  # fmt: skip


def test_the_experienced_are_paired_with_the_new() -> None:
    staff = [teacher(f"{subject}{years}", subject, years) for subject in ("chinese", "maths") for years in (5, 25)]
    value = {t.id: metric_values(t, DAY)["experience"] for t in staff}
    for seed in "abcd":
        teams = form_teams(staff, 2, DAY, seed=seed)
        assert [sum(value[t] for t in team.members) for team in teams] == [30, 30]


def test_loads_and_homerooms_are_kept() -> None:
    staff = [teacher(f"c{i}", "chinese", 3 * i) for i in range(5)]
    staff += [teacher(f"m{i}", "maths", 4 * i, 2, False) for i in range(3)]
    teams = form_teams(staff, 5, DAY, seed="x")
    taught = Counter(t for team in teams for t in team.members)
    assert len({team.homeroom for team in teams}) == 5
    assert sorted(taught[f"m{i}"] for i in range(3)) == [1, 2, 2]
    assert all(team.homeroom in team.members for team in teams)


def test_too_few_teachers_are_named_with_both_numbers() -> None:
    staff = [teacher("c1", "chinese", 1), teacher("c2", "chinese", 2), teacher("m1", "maths", 1, homeroom=False)]
    with pytest.raises(InfeasibleError) as caught:
        form_teams(staff, 2, DAY, seed="x", lang="en")
    assert caught.value.reasons == ("teachers of mathematics can take 1 class together; needed: 2.",)


def test_permitted_matchings_are_equally_likely() -> None:
    # Lists 0, 1, 2; list 0 may not have team 0: four of six permutations are left.
    seen = Counter(tuple(match_teams(3, {(0, 0)}, seed=str(i))[0]) for i in range(800))
    assert set(seen) == {(1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)}
    assert all(140 < count < 260 for count in seen.values())  # mean 200, sd 12.2: five sds


def test_lists_without_enough_teams_are_named() -> None:
    with pytest.raises(InfeasibleError, match="Class 1, Class 2 may only have team 3"):
        match_teams(3, {(0, 0), (0, 1), (1, 0), (1, 1)}, seed="x", lang="en")


def test_each_metric_tells_its_spread_and_the_least_that_arithmetic_allows() -> None:
    staff = [teacher(f"c{years}", "chinese", years) for years in (5, 8, 20)]
    teams = form_teams(staff, 3, DAY, seed="x")
    lines = {line.metric: line for line in team_lines(teams, staff, DAY)}
    # 5 + 8 + 20 = 33 years and 3 teams: 11 each would be even, so the bound is 0; one teacher each gives 20 - 5.
    assert (lines["experience"].spread, lines["experience"].bound) == (15, 0)
    # Ages 28, 31 and 43 make 102 = 3 * 34.
    assert (sorted(lines["age"].values), lines["age"].bound) == ([28, 31, 43], 0)
    assert (lines["backbone"].spread, lines["backbone"].bound) == (0, 0)


def test_small_grades_come_out_as_the_listing_of_all_teams_does() -> None:
    # Three classes, two subjects of three teachers, all with homerooms: 6 ways to pair them.
    chance = random.Random(4)
    weight = {"experience": 1, "title": 64, "backbone": 400, "female": 200, "age": 1}
    for seed in range(40):
        staff = [teacher(f"{subject}{i}", subject, chance.randint(1, 38)) for subject in ("chinese", "maths")
                 for i in range(3)]  # fmt: skip
        staff = [replace(one, title=chance.choice(("first", "senior", "third"))) for one in staff]
        value = {t.id: metric_values(t, DAY) for t in staff}

        def squares(pairs: Iterable[Iterable[str]], value: dict[str, dict[str, int]] = value) -> int:
            return sum(w * sum(value[t][m] for t in pair) ** 2 for pair in pairs for m, w in weight.items())

        best = min(squares(zip(("chinese0", "chinese1", "chinese2"), order, strict=True))
                   for order in permutations(("maths0", "maths1", "maths2")))  # fmt: skip
        teams = form_teams(staff, 3, DAY, seed=str(seed))
        assert squares(team.members for team in teams) == best


def test_of_several_starts_the_one_with_the_nearest_teams_is_taken() -> None:
    # One class each, five of Chinese for two classes: 1 or 39 years twice, 20 once. Whoever is drawn, like goes with
    # like: a start with 1 and 1 is no nearer than one with 39 and 39.
    staff = [teacher(f"c{i}", "chinese", years) for i, years in enumerate((1, 1, 39, 39, 20))]
    spreads = set()
    old = 0
    for seed in map(str, range(60)):
        (line,) = (one for one in team_lines(form_teams(staff, 2, DAY, seed=seed), staff, DAY)
                   if one.metric == "experience")  # fmt: skip
        spreads.add(line.spread)
        old += line.values == (39, 39)
    assert 0 in spreads
    assert old > 0


@pytest.mark.parametrize(
    ("relatives", "refused"),
    [
        (("师0、T1", ""), ["师0, 师1, relatives of 生0 (P0), are all teachers of Chinese"]),
        (("T2", ""), ["师2, relatives of 生0 (P0), are all teachers of mathematics"]),
        (("T0", "T1"), ["师0, 师1, relatives of 生0 (P0), 生1 (P1), are all teachers of Chinese"]),  # twins together
        (("T0", ""), []),
        (("外校老师", "T1"), []),
    ],
)
def test_relatives_who_are_all_teachers_of_a_subject_are_told_before_the_draw(
    tmp_path: Path, relatives: tuple[str, str], refused: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Two teachers of Chinese, one of mathematics, two classes: before, the draw failed once its seed was public."""
    rows = [f"P{i},生{i},男,甲,同班,{relatives[i]}" for i in range(2)] + [f"P{i},生{i},女,,," for i in range(2, 8)]
    heads = "学籍号,姓名,性别,双胞胎,双胞胎意愿,教职工亲属"
    (tmp_path / "p.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    staff = [f"T{i},师{i},女,1980-01,2002-08,{'数学' if i == 2 else '语文'},是,2" for i in range(3)]
    heads = "工号,姓名,性别,出生年月,参加工作时间,任教课程,班主任,任教班数"
    (tmp_path / "t.csv").write_text("\n".join([heads, *staff]) + "\n", encoding="utf-8")
    words = ["draw", "commit", tmp_path / "p.csv", "--teachers", tmp_path / "t.csv", "--classes", 2]
    assert main([*map(str, words), "--out", str(tmp_path / "out"), "--lang", "en"]) == int(bool(refused))
    told = " ".join(capsys.readouterr().err.split())
    assert [line in told for line in refused] == [True] * len(refused)
    assert (tmp_path / "out").exists() is not bool(refused)
