"""What is generated is up to date, and what must be looked up is described."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from rotation.i18n import pupils
from rotation.i18n.commands import OPTION
from rotation.io.pupil_tables import CLASS_TEACHERS, PUPILS
from rotation.rules import rule_codes

DOCS = Path(__file__).parents[2] / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_rules", DOCS / "build_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_class_lists_are_described_column_by_column() -> None:
    """A school office has no empty workbook to fill in for these: what stands in docs and help is all it knows."""
    described = (DOCS / "class_lists.md").read_text(encoding="utf-8")
    for sheet, headings, required in (
        (PUPILS, pupils.PUPILS, pupils.PUPILS_REQUIRED),
        (CLASS_TEACHERS, pupils.CLASS_TEACHERS, pupils.TEACHERS_REQUIRED),
    ):  # fmt: skip
        assert [column.field for column in sheet.columns if column.required] == list(required)
        for heading in headings:
            need = "required" if heading.name.en in required else ""
            row = f"| `{heading.name.en}` | {heading.name.zh} | {need} | {heading.note.en} |".replace("|  |", "| |")
            assert row in described, heading.name.en
    told = OPTION["pupils"].zh
    assert "必有列：学籍号、姓名、性别；可有列：出生日期、来源" in told


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*DOCS.parent.glob("*.md"), *DOCS.glob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))]
    assert (DOCS.parent / "README.md", "README.zh.md") in links
    assert (DOCS.parent / "README.zh.md", "README.md") in links
    assert [(page.name, link) for page, link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_both_readmes_show_the_same_steps() -> None:
    """The table of the year: the same commands in the same order."""
    english, chinese = (
        re.findall(r"^\| [^|]+ \| `rotation ([^`]+)`", (DOCS.parent / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in ("README.md", "README.zh.md")
    )
    assert len(english) == 12
    assert english == chinese


def test_the_page_of_rules_is_what_its_generator_writes() -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == generator().page(), "run: python docs/build_rules.py"


def test_every_rule_has_a_chapter_with_all_its_parts() -> None:
    chapters = generator().page().split("\n## ")[1:]
    assert [chapter.partition("\n")[0] for chapter in chapters] == list(rule_codes())
    parts = ("Clause", "Formula", "Reads", "Example", "National policy", "Source")
    missing = [(c.partition("\n")[0], part) for c in chapters for part in parts if f"**{part}.**" not in c]
    assert not missing
