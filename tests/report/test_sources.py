"""Sources of the included policies in English: every one is there, none is left over, the Chinese stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from papers_fixtures import MAKERS, docx_text, dossier

from rotation.policy.load import OPTIONAL, SECTIONS
from rotation.policy.settings import Frozen
from rotation.report.papers.plan_fields import _DOCUMENT, _REFERENCE
from rotation.report.papers.sources import document_text, source_text
from rotation.resources import shipped
from rotation.rules import read_policy

ENGLISH = tomllib.loads((shipped("models") / "sources.toml").read_text(encoding="utf-8"))
POLICIES = sorted(path.stem for path in (shipped("models") / "policies").glob("*.toml"))
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def sources(value: object) -> Iterator[str]:
    """Yield every source in a part of a policy."""
    if isinstance(value, Frozen):
        for field in type(value).model_fields:
            found = getattr(value, field)
            yield from [found] if field == "source" else sources(found)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from sources(one)


def shipped_sources() -> set[str]:
    policies = [read_policy(name) for name in POLICIES]
    parts = [getattr(policy, part) for policy in policies for part in (*SECTIONS, *OPTIONAL)]
    return {source for part in (*(policy.rules for policy in policies), *parts) for source in sources(part)}


def test_every_source_of_an_included_policy_has_its_english_and_none_is_left_over() -> None:
    assert set(ENGLISH["sources"]) == shipped_sources()
    assert not [text for table in ENGLISH.values() for text in table.values() if CHINESE.search(text)]


def test_every_number_in_a_source_is_in_its_english() -> None:
    """What is translated by hand must not say another share, number of a document, or year."""
    for chinese, english in ENGLISH["sources"].items():
        wanted, told = (set(re.findall(r"\d+(?:\.\d+)?", text)) for text in (chinese, english))
        spelt = {"9": "September", "8": "August"}  # months
        assert not {n for n in wanted - told if spelt.get(n, "-") not in english}, chinese


def test_every_document_that_a_source_names_has_its_english() -> None:
    named = {found for source in shipped_sources() for found in _DOCUMENT.findall(source) if found}
    keys = {_REFERENCE.sub("", found).partition("《")[0] or found for found in named}
    assert len(keys) == 7
    assert keys == set(ENGLISH["documents"])


def test_a_source_of_the_county_s_own_stands_as_it_is() -> None:
    assert source_text("县教字〔2026〕3号", "en") == "县教字〔2026〕3号"
    assert source_text("人事股会议决定", "zh") == "人事股会议决定"
    assert source_text("人事股会议决定", "en") == "Decided by the personnel section (人事股会议决定)"
    key = "《教师资格条例》"
    assert document_text(key, key, "en") == f"Regulations on Teachers' Qualifications ({key})"


@pytest.mark.parametrize("paper", ["plan", "rules"])
def test_papers_in_english_tell_documents_in_both_languages(tmp_path: Path, paper: str) -> None:
    text = docx_text(MAKERS[paper](dossier(tmp_path / "plan", lang="en")))
    assert "Ministry of Education [2017] No. 6: " in text
    assert "教督〔2017〕6号" in text
    lines = [line for line in text.split("\n") if "Source:" in line]
    assert not [line for line in lines if CHINESE.search(line) and not re.search("[a-z]{3}.* \\(", line)]
