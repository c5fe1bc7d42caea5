"""Every text a report may need is there in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import getsource
from pkgutil import walk_packages
from string import Formatter

import pytest

from rotation import i18n
from rotation.audit import INDICATORS
from rotation.i18n import Text, some_of
from rotation.i18n.conflicts import LIMIT
from rotation.i18n.opening import OPENING
from rotation.i18n.reports import INDICATOR_SHORT, RULE, SUMMARY
from rotation.i18n.scenarios import COMPARE
from rotation.rules import rule, rule_codes


def texts(value: object, name: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict | tuple):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(part, f"{name}.{key}")


def all_texts() -> Iterator[tuple[str, Text]]:
    for found in walk_packages(i18n.__path__, "rotation.i18n."):
        for name, value in vars(import_module(found.name)).items():
            yield from texts(value, f"{found.name}.{name}")


def fields(wording: str) -> set[str]:
    return {field.partition(":")[0] for _, field, _, _ in Formatter().parse(wording) if field is not None}


def test_both_languages_fill_in_the_same_places() -> None:
    known = dict(all_texts())
    assert len(known) > 3_000
    assert [name for name, text in known.items() if bool(text.zh) != bool(text.en)] == []
    assert [name for name, text in known.items() if fields(text.zh) != fields(text.en)] == []


def test_a_rule_that_limits_from_above_has_words_for_it_in_a_conflict() -> None:
    """Without its own words a section's limit is told as heads that it needs: true of what must be reached only."""
    posting = [code for code in rule_codes() if hasattr(rule(code), "post")]
    above = [code for code in posting if "model.at_most(" in getsource(vars(rule(code))["post"])]
    assert "section_outflow" in above
    assert [code for code in above if not any(key.partition(".")[0] == code for key in LIMIT)] == []


def test_every_rule_and_indicator_has_a_name() -> None:
    assert set(rule_codes()) <= set(RULE)
    assert {*INDICATORS, "senior_title"} <= set(INDICATOR_SHORT)


@pytest.mark.parametrize(
    ("texts", "key"),
    [(COMPARE, "differ"), (OPENING, "changes"), (OPENING, "directed"), (SUMMARY, "moves")],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_list_that_shows_all_does_not_say_the_first(texts: Mapping[str, Text], key: str) -> None:
    part, whole = some_of(texts, key, 3, 4), some_of(texts, key, 3, 3)
    assert "前 3 " in part.zh
    assert "first 3 of 4" in part.en
    assert "前" not in whole.zh.partition("（")[2]
    assert "first" not in whole.en
    assert "3" in whole.zh
    assert "3" in whole.en
