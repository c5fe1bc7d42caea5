"""How papers look: nothing torn apart, nothing cut that must be told apart, words of the reader's language alone."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from papers_fixtures import MAKERS, docx_text, dossier
from plans import written

from rotation.i18n import LANGUAGES, Language
from rotation.i18n.reports import rule_label
from rotation.i18n.rulebook import SETTING
from rotation.policy.classes import Classes
from rotation.policy.settings import Frozen
from rotation.report.journal import advance
from rotation.report.papers import Dossier, open_dossier
from rotation.report.papers.dossier import close
from rotation.report.papers.forms import notice_fields
from rotation.report.papers.plan_fields import plan_fields
from rotation.report.papers.rulebook import rulebook_fields


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of the plan of ``tiny`` in Chinese."""
    return dossier(tmp_path_factory.mktemp("papers") / "plan")


def kept(row: Any) -> bool:
    """Say whether a row of a table stays on the page of what follows it."""
    return all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)


@pytest.mark.parametrize("paper", ["plan", "rules", "notice"])
def test_a_table_is_never_torn_from_the_line_above_it_nor_tied_to_what_follows(found: Dossier, paper: str) -> None:
    document = Document(io.BytesIO(MAKERS[paper](found)))
    lines = {paragraph._p: paragraph for paragraph in document.paragraphs}
    assert document.tables
    for table in document.tables:
        line = lines[table._tbl.getprevious()]
        assert line.paragraph_format.keep_with_next or line.style.paragraph_format.keep_with_next
        assert kept(table.rows[0])
        assert not kept(table.rows[-1])


def test_a_rule_s_settings_stay_on_one_page(found: Dossier) -> None:
    document = Document(io.BytesIO(MAKERS["rules"](found)))
    first = document.tables[0]  # of a rule: mode, tier, weight and more
    assert [kept(row) for row in first.rows] == [True] * (len(first.rows) - 1) + [False]


def test_papers_have_no_blanks_between_digits_and_characters() -> None:
    assert close("计入交流 22 人，占 202 人的 10.9 %；应不低于 10 %，即 21 人", "zh") == (
        "计入交流22人，占202人的10.9%；应不低于10%，即21人"
    )
    assert close("方案 A 与 B", "zh") == "方案 A 与 B"
    assert close("10.9 % of 202", "en") == "10.9\u00a0% of 202"  # "at least 30" ended a line, "%" began the next


def test_a_notice_tells_its_days_in_the_reader_s_way(tmp_path: Path) -> None:
    plan = written(tmp_path / "plan")
    start, until, number = date(2026, 7, 1), date(2026, 7, 7), "岚教字〔2026〕3号"
    days = {"start": start, "until": until, "today": start}
    advance(plan, "notice", digest="a" * 64, who="王科长", number=number, **days)  # type: ignore[arg-type]
    in_zh, in_en = (open_dossier(plan, lang) for lang in LANGUAGES)
    assert notice_fields(in_zh)["period"] == "2026年7月1日至2026年7月7日"
    assert notice_fields(in_en)["period"] == "2026-07-01 to 2026-07-07"
    assert "公示期为2026年7月1日至2026年7月7日" in docx_text(MAKERS["plan"](in_zh)).replace("\n", "")
    assert "（公示　岚教字〔2026〕3号）" in docx_text(MAKERS["plan"](in_zh)).replace("\n", "")


def test_long_names_of_two_schools_stay_apart_in_the_public_notice(found: Dossier) -> None:
    alike = "岚溪县第一实验教育集团北校区暨农村寄宿制九年一贯制示范性附属实验学校（原城关镇中心完全小学与第三初级中学）"
    sections = {key: f"{alike}{key.school}" for key in found.sections}
    (row,) = notice_fields(replace(found, sections=sections))["people"]
    assert row["from_school"] != row["to_school"]
    assert row["to_school"].startswith(alike)


def test_figures_of_the_workbook_show_all_their_digits_and_units(found: Dossier) -> None:
    book = load_workbook(io.BytesIO(MAKERS["roster"](found)))
    sheet = list(book["小学指标"].iter_rows(min_row=4))
    rows = [row for row in sheet if isinstance(row[4].value, (int, float))]
    assert rows
    assert all(re.fullmatch(r"0\.00+", row[4].number_format) for row in rows if row[4].value < 1000)
    assert {row[4].number_format for row in rows if row[4].value >= 1000} == {"#,##0.00"}  # yuan per pupil
    assert {row[3].number_format for row in rows if row[3].value == 2000} == {"#,##0"}
    names = {str(row[2].value) for row in rows}
    assert "L6 教学仪器设备值（元/生）" in names
    assert all("（" in name for name in names)
    whole = next(row for row in sheet if str(row[0].value).startswith("全县"))
    assert whole[8].number_format == "0.0000"
    # Up to four characters of a heading in one line: eight columns and two more.
    widths = [book["小学指标"].column_dimensions[letter].width for letter in "GHIJ"]
    assert min(widths) >= 10
    assert book["小学指标"]["L3"].value == "差异系数\n是否达标"


def test_a_plan_without_moves_says_so_in_place_of_empty_tables(found: Dossier) -> None:
    quiet = replace(found, postings=[])
    for paper, words in (("plan", "本方案没有人交流，也没有人返回。"), ("notice", "（本年没有拟交流教师）")):
        assert words in docx_text(MAKERS[paper](quiet))
        assert words not in docx_text(MAKERS[paper](found))
        before, after = (Document(io.BytesIO(MAKERS[paper](of))).tables for of in (found, quiet))
        assert len(after) == len(before) - 1


def test_targets_are_told_in_the_order_of_the_tiers(found: Dossier) -> None:
    tiers, rules = found.policy.tiers, found.policy.rules
    tier = {rule_label(code, "zh"): tiers.index(rule.tier) for code, rule in rules.items()}
    told = [tier[line.partition("：")[0]] for line in plan_fields(found)["targets"]]
    assert len(set(told)) > 1
    assert told == sorted(told)
    english = plan_fields(replace(found, lang="en"))["targets"]
    assert all(line[0].isupper() for line in english)  # each is a paragraph


def names_of(model: type[Frozen]) -> set[str]:
    """Return the names of a model's settings, and of those inside them."""
    inside = [field.annotation for field in model.model_fields.values() if isinstance(field.annotation, type)]
    within = [names_of(kind) for kind in inside if issubclass(kind, Frozen)]
    return set(model.model_fields).union(*within)


def test_every_setting_of_the_classes_has_a_name() -> None:
    assert names_of(Classes) <= set(SETTING)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rule_book_has_words_of_one_language_and_leaves_nothing_out(tmp_path: Path, lang: Language) -> None:
    fields = rulebook_fields(dossier(tmp_path / "plan", lang=lang))
    rows = [row for group in (*fields["rules"], *fields["parts"]) for row in group["settings"]]
    foreign = r"[a-z]{2,}" if lang == "zh" else r"[\u4e00-\u9fff]"
    assert [row["name"] for row in rows if re.search(foreign, row["name"])] == []
    if lang == "zh":  # in English the sources are quoted as the policy gives them
        assert [row["value"] for row in rows if re.search(foreign, row["value"])] == []
    assert [row for row in rows if row["value"].endswith("…")] == []


@pytest.mark.parametrize(("lang", "words"), [("zh", "本工具默认"), ("en", "tool's default")])
def test_the_rule_book_says_which_settings_no_policy_file_gives(found: Dossier, lang: Language, words: str) -> None:
    """They were put down to a file called rotation, which is none of those that the book names."""
    rules = {rule["code"]: rule for rule in rulebook_fields(replace(found, lang=lang))["rules"]}
    by = [row["by"] for row in rules["eligibility"]["settings"]]
    assert by.count(words) == 2  # the oldest ages of men and women, which the national rules leave open
    assert set(by) == {words, "national"}


def sizes(document: Any) -> dict[str, float]:
    """Return the size of the letters of every cell of a form's table by its text."""
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    return {cell.text: cell.paragraphs[0].runs[0].font.size.pt for cell in cells}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_stand_whole_on_the_approval_form_in_smaller_letters(found: Dossier, lang: Language) -> None:
    name, home = "甲" * 24, "岚溪县第一实验教育集团北校区暨农村寄宿制九年一贯制学校（原城关镇中心小学）"
    teachers = tuple(replace(t, name=name if t.id == "T13" else t.name) for t in found.district.teachers)
    plan = replace(found.plan, district=replace(found.district, teachers=teachers))
    origin = next(posting.origin for posting in found.postings if posting.teacher == "T13")
    long = replace(found, plan=plan, lang=lang, sections={**found.sections, origin: home})
    size = sizes(Document(io.BytesIO(MAKERS["approval"](long))))
    # 39 mm are 110.5 points, 98.5 between the borders. 24 characters take three lines of 8.5 points (11 in a line of
    # 93.5) where a row of 32 points has two (of 11), and two lines of 8 (12 in a line of 96), where it has three.
    assert size[name] == 8
    # 78 mm are 221 points, 209 inside: of 37 characters 18 of 11.5 points stand in a line, 19 of 11 and so all in two.
    assert len(home) == 37
    assert size[home] == (11 if lang == "zh" else 10.5)
    short = sizes(Document(io.BytesIO(MAKERS["approval"](replace(found, lang=lang)))))
    assert {short[t.name] for t in found.district.teachers if t.id == "T13"} == {12 if lang == "zh" else 10.5}
    assert not any("…" in text for text in size)
