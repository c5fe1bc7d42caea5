"""Hostile names of people and schools, in every paper and every table of a plan, in both languages.

Reading would refuse or clean most of them: here they are put past it, as the last line of defence.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from papers_fixtures import MAKERS, docx_text, dossier
from plans import tiny, written

from rotation.domain.district import District
from rotation.i18n import LANGUAGES, Language

STARTS = ("=", "+", "-", "@", "\t=", "\r=", " =", "＝", "＋", "－", "＠")
"""What a spreadsheet runs, or trims and then runs."""
RUN = "=+-@＝＋－＠"
NAMES = (
    *(f'{start}HYPERLINK("http://x.example","{number}")' for number, start in enumerate(STARTS)),
    "甲" * 1000, "\u202eدانيال \u05d0\u05d1", "👩‍🏫李🎉", "</script><script>alert(1)</script><w:p/>&amp;",
    "{{ 7*7 }}{% for %}", "王\n小明", "赵\ufffe\uffff\x00\x07", "",
)  # fmt: skip
FORBIDDEN = set("\u202e\ufffe\uffff\x00\x07\t\r")


def hostile(shift: int) -> District:
    """Return ``tiny`` with each person and school called by the next of the names, beginning at one of them."""
    names = cycle([*NAMES[shift:], *NAMES[:shift]])
    of = tiny()[0]
    schools = tuple(replace(s, name=next(names), township=next(names)) for s in of.schools)
    return replace(of, schools=schools, teachers=tuple(replace(t, name=next(names)) for t in of.teachers))


def safe(text: str) -> bool:
    """Say whether a spreadsheet takes a text for a text; signed numbers are numbers."""
    bare = text.lstrip()
    return not bare or bare[0] not in RUN or re.fullmatch(r"[+-]?[\d.,]+ ?%?|-", text) is not None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shift", range(0, len(NAMES), 4))
def test_every_paper_is_safe_and_opens(tmp_path: Path, lang: Language, shift: int) -> None:
    found = dossier(tmp_path / "plan", None, lang)
    evil = replace(found, plan=replace(found.plan, district=hostile(shift)))
    for paper, make in MAKERS.items():
        content = make(evil)
        if paper == "page":
            text = content.decode()
            assert not set(text) & (FORBIDDEN - {"\t", "\r"})
            assert text.count("<script") == 2
            assert "<w:p/>" not in text
        elif paper == "roster":
            for sheet in load_workbook(io.BytesIO(content)).worksheets:
                for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
                    assert cell.data_type == "s"
                    assert not set(cell.value) & FORBIDDEN
                    assert safe(cell.value) or cell.quotePrefix or sheet.sheet_state == "veryHidden"
        else:
            assert Document(io.BytesIO(content)).element.body is not None
            text = docx_text(content)
            assert not set(text) & FORBIDDEN


@pytest.mark.parametrize("shift", range(0, len(NAMES), 4))
def test_no_table_of_a_plan_begins_a_cell_with_a_formula(tmp_path: Path, shift: int) -> None:
    written(tmp_path / "plan", hostile(shift))
    files = sorted((tmp_path / "plan").glob("tables/*.csv"))
    assert files
    for file in files:
        for row in csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))):
            assert [cell for cell in row if not safe(cell)] == [], file.name
    for sheet in load_workbook(tmp_path / "plan" / "roster.xlsx").worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            assert cell.data_type == "s"
            assert safe(cell.value) or cell.quotePrefix or sheet.sheet_state == "veryHidden"
