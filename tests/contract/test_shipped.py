"""What is shipped belongs together: policies, rules, their settings, docstrings, tests and wording."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from rotation import i18n
from rotation.i18n import Text
from rotation.rules import read_policy, rule, rule_codes

ROOT = Path(__file__).parents[2]
POLICIES = sorted(path.stem for path in (ROOT / "models" / "policies").glob("*.toml"))
NATIONAL = tomllib.loads((ROOT / "models" / "policies" / "national.toml").read_text(encoding="utf-8"))
MODULES = sorted(module.name for module in pkgutil.iter_modules(i18n.__path__))


@pytest.mark.parametrize("name", POLICIES)
def test_every_shipped_policy_loads_and_settles_every_rule(name: str) -> None:
    policy = read_policy(name)
    assert set(policy.rules) == set(rule_codes())
    assert all(settings.tier in policy.tiers and settings.source for settings in policy.rules.values())


@pytest.mark.parametrize("code", rule_codes())
def test_every_setting_of_a_rule_without_a_default_stands_in_the_national_policy(code: str) -> None:
    fields = rule(code).Settings.model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    assert needed <= set(NATIONAL["rules"][code]) <= set(fields)


@pytest.mark.parametrize("code", rule_codes())
def test_the_docstring_of_a_rule_has_its_sections(code: str) -> None:
    text = rule(code).__doc__
    assert re.findall(r"^(\w+)$", text, re.M) == ["Clause", "Formula", "Reads", "Example", "Source"]
    assert all(
        re.search(rf"^{name}\n    \S", text, re.M) for name in ("Clause", "Formula", "Reads", "Example", "Source")
    )


@pytest.mark.parametrize("code", rule_codes())
def test_every_rule_has_a_test_of_its_own(code: str) -> None:
    file = ROOT / "tests" / "rules" / f"test_{code}.py"
    assert "def test_" in file.read_text(encoding="utf-8")


def texts(value: Any, name: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one, f"{name}[{key}]")
    elif isinstance(value, tuple | list):
        for index, one in enumerate(value):
            yield from texts(one, f"{name}[{index}]")


def blanks(wording: str) -> set[str]:
    """Return the names of a wording's places."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(wording) if name is not None}


@pytest.mark.parametrize("module", MODULES)
def test_both_languages_have_the_same_places(module: str) -> None:
    content = vars(importlib.import_module(f"rotation.i18n.{module}"))
    wrong = [
        name
        for variable, value in content.items()
        for name, text in texts(value, variable)
        if blanks(text.zh) != blanks(text.en) or bool(text.zh.strip()) != bool(text.en.strip())
    ]
    assert not wrong


def test_words_of_both_languages_are_found() -> None:
    found = [
        name
        for module in MODULES
        for variable, value in vars(importlib.import_module(f"rotation.i18n.{module}")).items()
        for name, _ in texts(value, variable)
    ]
    assert len(found) > 200
