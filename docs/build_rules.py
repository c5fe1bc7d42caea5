"""Write docs/rules.md from the docstrings of the rules and the national policy: ``python docs/build_rules.py``."""

from __future__ import annotations

import inspect
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from rotation.resources import shipped
from rotation.rules import rule, rule_codes

HERE: Final = Path(__file__).resolve().parent
PAGE: Final = HERE / "rules.md"
SECTION: Final = re.compile(r"^(Clause|Formula|Reads|Example)$\n((?:^    .*\n|^\n)+)", re.M)
COMMON: Final = ("mode", "tier", "weight", "certainty", "source")
CERTAINTY: Final = {"N": "national", "P": "provincial or county practice", "D": "our default"}

INTRODUCTION: Final = """\
# Rules

Written by `python docs/build_rules.py` from the docstrings of `src/rotation/rules/` and from
`models/policies/national.toml`; do not edit by hand.

A rule is named by one word, the same in policy files, findings, reports and tests. A policy file sets each
rule's mode:

- `required`: a plan that breaks it is no plan;
- `target`: what is missing is made small, in the rule's tier and at its weight;
- `off`: neither.

Tiers count in order: less in an earlier tier is worth more than anything in a later one. How the rules become a
model is told in [model.md](model.md). Settings below are those of the national defaults; a county replaces them in
a file of its own with `extends = "national"`.
"""


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


def page() -> str:
    """Return docs/rules.md."""
    national = tomllib.loads((shipped("models") / "policies" / "national.toml").read_text(encoding="utf-8"))
    settings = national["rules"]
    tiers = " > ".join(f"`{tier}`" for tier in national["tiers"])
    overview = ["| rule | in one sentence | national | tier |", "| --- | --- | --- | --- |"]
    for code in rule_codes():
        own = settings[code]
        overview.append(f"| [{code}](#{code}) | {_title(code)} | {own['mode']} | {own['tier']} |")
    parts = [
        INTRODUCTION,
        f"Tiers of the national policy, the first counting most: {tiers}.\n",
        "\n".join(overview) + "\n",
    ]
    parts += ["\n".join(_chapter(code, settings[code])) for code in rule_codes()]
    return "\n".join(parts)


def _title(code: str) -> str:
    return (inspect.getdoc(rule(code)) or "").partition("\n")[0]


def _chapter(code: str, settings: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {code}\n"
    yield f"{_title(code)}\n"
    for name, body in SECTION.findall((inspect.getdoc(rule(code)) or "") + "\n"):
        text = inspect.cleandoc(body)
        if name == "Formula":
            yield f"**{name}.**\n\n```text\n{text}\n```\n"
        else:
            yield f"**{name}.** {text.replace('``', '`')}\n"
    certainty = CERTAINTY[settings["certainty"]]
    yield f"**National policy.** {settings['mode']}, tier `{settings['tier']}`, weight {settings['weight']}.\n"
    own = [f"- `{name}` = {_value(value)}" for name, value in settings.items() if name not in COMMON]
    absent = [name for name in rule(code).Settings.model_fields if name not in settings]
    own += [f"- `{name}`: not set ({_default(code, name)})" for name in absent]
    if own:
        yield "\n".join(own) + "\n"
    yield f"**Source.** {settings['source']} ({certainty})\n"


def _value(value: Any) -> str:
    """Return a setting as a policy file writes it."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f'`"{value}"`'
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value)
    return f"`{value}`"


def _default(code: str, name: str) -> str:
    default = rule(code).Settings.model_fields[name].default
    return "none" if default is None else f"default {_value(default)}"


if __name__ == "__main__":
    sys.exit(main())
