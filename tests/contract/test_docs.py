"""What is generated is up to date: docs/rules.md says what the rules say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from rotation.rules import rule_codes

DOCS = Path(__file__).parents[2] / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_rules", DOCS / "build_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_rules_is_what_its_generator_writes() -> None:
    written = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert written == generator().page(), "run: python docs/build_rules.py"


def test_every_rule_has_a_chapter_with_all_its_parts() -> None:
    chapters = generator().page().split("\n## ")[1:]
    assert [chapter.partition("\n")[0] for chapter in chapters] == list(rule_codes())
    parts = ("Clause", "Formula", "Reads", "Example", "National policy", "Source")
    missing = [(c.partition("\n")[0], part) for c in chapters for part in parts if f"**{part}.**" not in c]
    assert not missing
