"""Reports on the terminal: right in both languages at 80 columns, true to the audit, safe from the data."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from plans import hostile, plan_of, postings, tiny, written

from districts import crowd, lessons, school
from districts import district as made
from rotation.audit import examine
from rotation.domain.district import District
from rotation.i18n import LANGUAGES, Language
from rotation.i18n.findings import apart, exact, percent, ratio
from rotation.io import inspect
from rotation.report import check_plan, read_plan
from rotation.report.certificate import certify
from rotation.report.defects import show_defects
from rotation.report.screen import Screen
from rotation.report.standing import show_standing
from rotation.report.summary import summarise
from rotation.report.verdict import show_verdict
from rotation.report.wrapping import width

LONG = "岚溪县高级中学附属实验九年一贯制学校（东校区）第二分部"


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def summary(district: District, lang: Language) -> str:
    policy = tiny()[1]
    solution, audit = plan_of(district, policy, postings(district))
    certificate = certify(district, policy, solution, audit, 0, 0.001, lang)
    out = io.StringIO()
    summarise(
        Screen(out, lang), district, policy, solution.postings, audit, certificate, Path("plans") / "2026"
    )
    return out.getvalue()


def standing(lang: Language) -> str:
    district, policy = tiny()
    out = io.StringIO()
    show_standing(Screen(out, lang), district, policy, examine(district, policy))
    return out.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_eighty_columns(lang: Language) -> None:
    district = tiny()[0]
    schools = tuple(replace(s, name=LONG) if s.id == "S1" else s for s in district.schools)
    for text in (summary(replace(district, schools=schools), lang), standing(lang)):
        assert [line for line in text.splitlines() if width(line) > 80] == []
        assert [line for line in text.splitlines() if line.endswith(" ")] == []


@pytest.mark.parametrize(
    ("columns", "second"),
    [(80, "  某初级中学（小学）" + " " * (2 + 5) + "3"), (22, "  某初级中学" + " " * (2 + 2 + 5) + "3")],
)
def test_a_table_shares_the_width_and_folds_words_alone(
    monkeypatch: pytest.MonkeyPatch, columns: int, second: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    Screen(out, "zh").grid(["学校", "缺课时 节"], [["某初级中学（小学）", "3"], ["乙小学", "12"]])
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["缺课时"]
    assert lines[1].split() == ["学校", "节"]
    assert lines[2] == second
    assert len({width(line) for line in lines if line.strip()[-1:].isdigit()}) == 1


def test_a_heading_is_wrapped_without_blanks_at_the_end_of_its_lines() -> None:
    stream = io.StringIO()
    first = "Zhang Weiwei (T0013), PE and health, Qinghe Experimental Primary School (S002),"
    Screen(stream, "en").heading(f"{first} primary section")
    assert stream.getvalue() == f"\n{first}\nprimary section\n"


def test_the_summary_tells_counts_limits_and_margins() -> None:
    text = summary(tiny()[0], "zh")
    assert "必须遵守的规则：14 条" in text
    assert "全部符合" in text
    assert "计入交流 1 人，占符合条件教师 9 人的 11.1 %；应不低于 10 %，即 1 人" in text
    assert "到期返回 1 人，应返回" in text
    assert "rotation verify plans" in text


def test_the_summary_shows_the_recounted_tiers() -> None:
    district, policy = tiny()
    _, audit = plan_of(district, policy, postings(district))
    text = summary(district, "en")
    for name in ("coverage", "standards", "burden"):
        line = next(line for line in text.splitlines() if line.strip().startswith(f"{name} "))
        assert int(line.split()[2]) == audit.tiers[name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markup_and_escape_sequences_in_a_name_are_shown_not_obeyed(lang: Language) -> None:
    text = summary(hostile("[b]\x1b[31m\u202e三[/]"), lang)
    assert "[b]\ufffd[31m\ufffd三[/]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_audit_agrees_with_its_records() -> None:
    district, policy = tiny()
    found = examine(district, policy)
    text = standing("zh")
    assert found.targets.text.zh in text.replace("\n  ", "")
    assert f"教师 {len(district.teachers)} 人" in text.replace("\n  ", "")
    eligible = next(line for line in text.splitlines() if line.split()[:1] == ["符合条件"])
    assert eligible.split()[1] == "9"


def test_a_share_that_misses_its_limit_never_reads_like_it() -> None:
    # 249 of 2500 are 9.96 %, which one decimal would show as 10.0 %.
    assert percent(249, 2500, Fraction(1, 10)) == "9.96 %"
    assert percent(9996, 100000, Fraction(1, 10)) == "9.996 %"


def test_a_share_and_the_share_it_is_held_to_are_told_apart_and_limits_whole() -> None:
    """One teacher of 5,000 without a certificate: 99.98 %, which at one decimal is 100.0 %."""
    assert apart(Fraction(9998, 100), Fraction(100), 1) == ("99.98", "100.00")
    assert apart(Fraction(998, 100), Fraction(996, 100), 1) == ("9.98", "9.96")
    assert apart(Fraction(10), Fraction(10), 1) == ("10.0", "10.0")
    caps = (Fraction("0.3"), Fraction("0.375"), Fraction(1, 3))
    assert [exact(cap) for cap in caps] == ["0.30", "0.375", "0.3333"]
    shares = (Fraction(1, 10), Fraction("0.12345"), Fraction(1, 3))
    assert [ratio(share) for share in shares] == ["10 %", "12.345 %", "33.33 %"]


def test_a_verdict_lists_every_problem(tmp_path: Path) -> None:
    folder = written(tmp_path / "plan")
    path = folder / "assignments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("S4,junior", "S9,junior"), encoding="utf-8")
    plan = read_plan(folder)
    out = io.StringIO()
    show_verdict(Screen(out, "zh"), plan, check_plan(plan))
    assert "复核不通过" in out.getvalue()
    assert "S9/junior" in out.getvalue()
    good = io.StringIO()
    plan = read_plan(written(tmp_path / "good"))
    show_verdict(Screen(good, "en"), plan, check_plan(plan))
    assert "The plan holds" in good.getvalue()


def test_defects_stand_by_sheet_errors_apart_and_the_rest_is_counted(tmp_path: Path) -> None:
    folder = written(tmp_path / "plan") / "input"
    path = folder / "preferences.csv"
    rows = "".join(f"NOBODY{number},S2,1\n" for number in range(30))
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    short, full = io.StringIO(), io.StringIO()
    show_defects(Screen(short, "en"), inspect(folder))
    show_defects(Screen(full, "en"), inspect(folder), everything=True)
    assert "30 errors, to be mended" in short.getvalue()
    assert "and 10 more of this kind" in short.getvalue()
    assert short.getvalue().count("NOBODY") == 20
    assert full.getvalue().count("NOBODY") == 30
    assert short.getvalue().count("preferences.csv") == 1


def test_a_surplus_that_rounds_to_nothing_has_no_sign() -> None:
    # Two classes: 2 * 5 / 16 of Chinese, 2 * 4 / 20 of art and two halves for the homerooms are 2.025 teachers for 2.
    one = made([school("A", classes=2)], crowd("t", 2, "A"), curriculum=lessons(chinese=5, art=4))
    found = examine(one, tiny()[1])
    assert found.state.posts[0].surplus_by_lessons == Fraction(-1, 40)
    out = io.StringIO()
    show_standing(Screen(out, "en"), one, tiny()[1], found)
    assert "-0.0" not in out.getvalue()
    assert "2.0 by lessons (surplus 0.0)" in out.getvalue()
