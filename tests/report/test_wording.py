"""Every text a report may need is there in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import pytest

from rotation.audit import INDICATORS
from rotation.i18n import Text, commands, page, papers, reports
from rotation.i18n.reports import INDICATOR_SHORT, RULE
from rotation.rules import rule_codes


def texts(module: object) -> Iterator[tuple[str, Text]]:
    for name, value in vars(module).items():
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", text) for key, text in value.items() if isinstance(text, Text))


ALL = [*texts(reports), *texts(commands), *texts(papers), *texts(page)]


def fields(wording: str) -> set[str]:
    return {field.partition(":")[0] for _, field, _, _ in Formatter().parse(wording) if field is not None}


@pytest.mark.parametrize(("name", "text"), [pair for pair in ALL if pair[0] != "POLICY_FILE"])
def test_both_languages_fill_in_the_same_places(name: str, text: Text) -> None:
    assert text.zh, name
    assert text.en, name
    assert fields(text.zh) == fields(text.en), name


def test_every_rule_and_indicator_has_a_name() -> None:
    assert set(rule_codes()) <= set(RULE)
    assert {*INDICATORS, "senior_title"} <= set(INDICATOR_SHORT)
