"""Names are hostile: nothing of them may run, turn or break a line; numbers round to the failing side."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from importlib import import_module
from pkgutil import walk_packages
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotation import i18n
from rotation.i18n import Text
from rotation.i18n.decisions import REPAIR
from rotation.i18n.findings import amount, at_least, at_most, decimal, percent
from rotation.i18n.findings.exchange import CLAIM_ORDER, DISRUPTION, EXCHANGE_CEILING, EXCHANGE_MINIMUM
from rotation.i18n.opening import OPENING
from rotation.i18n.page import PAGE
from rotation.i18n.region import REGION
from rotation.i18n.reports import AUDIT, CHECK, SUMMARY
from rotation.report.text import bound_cells, down, gap, nearest, neutral, number, rounded, up, value_cell, visible
from rotation.report.wrapping import message, width, wrap

BEHIND = r"\{\w+\}( [A-Za-z-]+){1,4}\(e?s\)"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1+1", "＋1", "－1", "＠x", "\r=1", "\u200b=1"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["张三", "S1", "", "a=1", "1998-07", "—"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@given(st.text(alphabet="='+-@ab 张", max_size=5), st.text(alphabet="='+-@ab 张", max_size=5))
def test_different_ids_stay_different(one: str, other: str) -> None:
    assert (neutral(one) == neutral(other)) == (one == other)


@given(st.text(max_size=20))
def test_no_control_or_direction_character_reaches_a_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\x00\x07\x1b\r\n\t\x85\x9b\u202e\u2066\u2028")


def test_numbers_are_written_whole_or_with_six_decimals() -> None:
    assert number(Fraction(4, 2)) == 2
    assert number(Fraction(1, 3)) == 0.333333
    assert number(884.9999999) == 885
    assert number(None) is None
    assert isinstance(number(2.0), int)


def test_a_value_that_should_be_small_is_never_shown_smaller_nor_its_bound_larger() -> None:
    assert up(Fraction(9961, 1000)) == "9.97"  # 9.961
    assert down(9.969) == "9.96"
    assert up(7) == down(7) == "7"
    assert up(0.30000000000000004) == "0.3"  # a float's own noise is no step
    assert gap(0.00100001) == "0.101 %"
    assert gap(0) == "0 %"
    assert down(Fraction(-1, 3)) == "-0.34"


@given(st.text(alphabet="ab，。 张三1", max_size=60), st.integers(8, 30))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    assert wrap("应不低于，即一人。", 8) == ["应不低", "于，即一", "人。"]
    assert wrap("at least ten", 9) == ["at least", "ten"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    # "余缺+22）" takes 9 columns; its mark may not stand alone, and no word is cut for it.
    assert wrap("余缺+22）。", 8) == ["余缺", "+22）。"]
    assert wrap("初级中学（小学）", 10) == ["初级中学", "（小学）"]
    assert wrap("the school (junior) has", 12) == ["the school", "(junior) has"]
    assert wrap("至少 10 %，即", 8) == ["至少", "10 %，即"]
    assert wrap("。。。。", 4) == ["。。", "。。"]  # where nothing else is left, they do


def test_a_path_or_command_in_a_sentence_is_never_broken() -> None:
    command = "rotation verify 方案"
    assert wrap(f"运行 {command} 复核", 16, command) == ["运行", command, "复核"]
    assert wrap("已写入 数据文件夹 中。", 8, "数据文件夹") == ["已写入", "数据文件夹", "中。"]


@pytest.mark.parametrize("columns", [40, 80])
def test_messages_are_wrapped_but_for_paths(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    said = message("没有方案：\n  - " + "规" * 90 + "\n/data/" + "甲" * 60)
    first, *rules, path = said.split("\n")
    assert first == "没有方案："
    full = (columns - 4) // 2  # two columns a character, four of blanks; of the first line two are the dash's
    lines = ["  - " + "规" * (full - 1), *["    " + "规" * full] * ((90 - full + 1) // full)]
    assert rules[: len(lines)] == lines
    assert "".join(rules).count("规") == 90
    assert path == "/data/" + "甲" * 60
    said = message("方案" * (columns // 4 - 5) + "，先运行 rotation verify plan。")
    assert said.split("\n")[1] == "rotation verify plan。"


def test_a_tier_that_was_not_bounded_has_no_bound_and_no_gap_to_show() -> None:
    assert bound_cells(100.0, 0.0, 1.0, "none") == ("-", "-")
    assert bound_cells(100.0, 0.0, 1.0, "relaxation") == ("0", "100 %")
    assert bound_cells(100.005, 100.005, 0.0, "search") == ("100.01", "0 %")


def test_a_value_is_rounded_alike_in_every_table() -> None:
    """A balance of 29796.311276 was 29796.32 among the bounds and 29,796.31 among the figures."""
    assert nearest(29796.311276) == "29796.31"
    assert str(rounded(29796.311276)) == "29796.31"
    assert [nearest(value) for value in (Fraction(1, 8), 0.125, -0.125, 7)] == ["0.13", "0.13", "-0.13", "7"]
    assert f"{rounded(Fraction(16778), 0):,f} {rounded(0.3, 4)}" == "16,778 0.3000"


def test_no_gap_is_shown_only_where_the_bound_is_the_value() -> None:
    # 0.006778 of 27977.579034 is 2.4e-7, which a certificate's six decimals write as 0.
    assert bound_cells(27977.579034, 27977.572256, 0, "relaxation") == ("27,977.57", "0.001 %")
    assert bound_cells(8396.008225, 8395.946304, 7e-06, "relaxation") == ("8,395.94", "0.001 %")
    assert bound_cells(29796.311276, 29796.311276, 0, "relaxation") == ("29,796.31", "0 %")


def test_a_text_is_wrapped_even_where_there_is_no_room() -> None:
    script = "from rotation.report.wrapping import wrap; print([wrap('ab中', columns) for columns in (1, 0, -9)])"
    # In a process of its own, since what does not end would take all memory with it.
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert done.stdout.strip() == str([["a", "b", "中"]] * 3)


def test_half_a_digit_counts_up_on_every_paper() -> None:
    """Python's own rounding goes to the even digit: 0.62 where the auditor's spreadsheet shows 0.63."""
    assert decimal(Fraction(500, 800), Fraction(1)) == "0.63"  # 5 backbone teachers for 800 pupils
    assert decimal(Fraction(300, 800), Fraction(1)) == "0.38"
    assert percent(10, 32, Fraction(3, 10)) == "31.3 %"  # 31.25
    assert percent(249, 2500, Fraction(1, 10)) == "9.96 %"  # 10.0 would read like the limit
    assert decimal(Fraction(-1, 8), digits=2) == "-0.13"
    assert decimal(Fraction(-1, 1000), digits=2) == "0.00"


@given(st.fractions(max_denominator=10**6))
def test_an_amount_in_a_sentence_is_the_one_in_the_table(value: Fraction) -> None:
    assert amount(value) == value_cell(value)


def test_counts_in_a_sentence_are_separated_and_years_and_rows_are_not() -> None:
    """A table wrote 500,463 and the sentence above it 500463."""
    told = Text("{year} 年第 {row} 行：{count} 人，{share}", "{year}, row {row}: {count} people, {share}")
    assert told.to("zh", year=2026, row=1204, count=500463, share=1234.5) == "2026 年第 1204 行：500,463 人，1,234.5"
    assert told.fill(year=2026, row=1204, count=-7239, share="10000").en == "2026, row 1204: -7,239 people, 10000"


def test_english_nouns_agree_with_their_counts() -> None:
    told = Text("{count} 名{subject}教师，{classes} 个班", "{count} other teacher(s) of {subject}, {classes} class(es)")
    assert told.to("en", count=1, subject="art(s)", classes=0) == "1 other teacher of art(s), 0 classes"
    assert told.fill(count=2, subject="music", classes=1).en == "2 other teachers of music, 1 class"
    assert at_most(1000, 1).en == "999 teachers too many"
    assert at_least(6, 7).en == "1 teacher short"


@pytest.mark.parametrize("text", [
    AUDIT["totals"], AUDIT["passing"], AUDIT["hidden"], AUDIT["due"], AUDIT["uncertified"], CHECK["clean"],
    SUMMARY["counts"], SUMMARY["posts"], REGION["begin"], REGION["summary"], REPAIR["fewest"], REPAIR["not_fewest"],
    PAGE["chain_counts"], OPENING["totals"], EXCHANGE_MINIMUM, EXCHANGE_CEILING, CLAIM_ORDER, DISRUPTION,
])  # fmt: skip
def test_english_speaks_of_one_thing_as_one(text: Text) -> None:
    """A small county has one school that passes, one mover, one chain."""
    places = {name for _, name, _, _ in Formatter().parse(text.en) if name}
    told = text.to("en", **dict.fromkeys(places, 1))
    many = "are|have|pass|move|schools|sections|classes|pupils|teachers|others|movers|posts|chains"
    counted = rf"\b1 (?:[a-z]+ )*?(?:{many})\b"
    assert not re.search(counted, told), told


def test_every_english_noun_that_may_be_one_or_many_stands_behind_its_count() -> None:
    """Elsewhere it would be printed with its brackets."""
    left = []
    for module in (import_module(found.name) for found in walk_packages(i18n.__path__, "rotation.i18n.")):
        for value in vars(module).values():
            texts = value.values() if isinstance(value, dict) else [value]
            left += [text.en for text in texts if isinstance(text, Text) and re.search(r"\(e?s\)", text.en)]
    assert left
    assert not [text for text in left if re.search(r"(?<!\w)(?<!-)\w+\(e?s\)", re.sub(BEHIND, "", text))]
