"""A policy's settings by dotted name: which there are, what they are, and a policy with some of them changed."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from fractions import Fraction
from functools import cache
from typing import Any, Final

from rotation.errors import PolicyError
from rotation.i18n import Language
from rotation.i18n.scenarios import PROBLEM, SOURCE
from rotation.policy import Policy, canonical_policy
from rotation.policy.load import OPTIONAL, SECTIONS
from rotation.rules import toml_policy

__all__ = [
    "COUNTING", "PLAIN", "changed_policy", "deciding", "differing", "nearest", "settings_of", "shown",
    "unknown_settings",
]  # fmt: skip

HEADER: Final = "tiers"
PARTS: Final = frozenset({*SECTIONS, *OPTIONAL})
"""What stands at the top of a policy file; every other name is a rule's."""
PLAIN: Final = ("source", "certainty")
"""What says where a number comes from and is no limit itself."""
COUNTING: Final = (
    "calendar.", "retirement.", "lessons.", "posts.", "indicators.", "travel.", "allowances.", "curriculum.",
    "eligibility.", "exchange_ratio.count_volunteers", "returns.mode",
)  # fmt: skip
"""Settings that decide how people, lessons, pupils or ways are counted, whatever the rules ask for."""


def settings_of(policy: Policy) -> dict[str, Any]:
    """Return every setting by its dotted name, such as ``exchange_ratio.min_ratio``; None is a limit not set."""
    parts: dict[str, Any] = {HEADER: list(policy.tiers)}
    parts |= {name: getattr(policy, name).model_dump() for name in SECTIONS}
    stated = {name: getattr(policy, name) for name in OPTIONAL}
    parts |= {name: part.model_dump() for name, part in stated.items() if part is not None}
    parts |= {code: settings.model_dump() for code, settings in policy.rules.items()}
    return dict(_flat("", parts))


def differing(policies: Sequence[Policy]) -> dict[str, tuple[Any, ...]]:
    """Return the settings that are not the same in every policy, with the value in each; sources left out.

    Of rules that one policy does not state, as older ones do not, and all others have off, none is told.
    """
    codes = {code for policy in policies for code in policy.rules}
    idle = {
        code
        for code in codes
        if not all(code in policy.rules for policy in policies) and not any(policy.active(code) for policy in policies)
    }
    tables = [settings_of(policy) | _curriculum(policy) for policy in policies]
    names = dict.fromkeys(name for table in tables for name in table)
    values = {name: tuple(table.get(name) for table in tables) for name in names}
    return {
        name: each
        for name, each in values.items()
        if any(value != each[0] for value in each)
        and name.rpartition(".")[2] not in PLAIN
        and name.partition(".")[0] not in idle
    }


def deciding(names: Iterable[str], policies: Sequence[Policy]) -> list[str]:
    """Return which of the settings decide how figures are counted, the tiers' own scores included."""
    scored = {code for policy in policies for code, rule in policy.rules.items() if rule.mode == "target"}
    return [name for name in names if name.startswith(COUNTING) or name.partition(".")[0] in scored or name == HEADER]


def unknown_settings(policy: Policy, names: Iterable[str], lang: Language) -> list[str]:
    """Return a sentence for each name that is no setting, with the nearest that are."""
    known = settings_of(policy)
    return [
        PROBLEM["setting_unknown"].to(lang, name=name, nearest=nearest(name, known, lang))
        for name in names
        if _plain(name) not in known
    ]


def changed_policy(
    policy: Policy, changes: Mapping[str, Any], lang: Language, *, name: str, title_zh: str, title_en: str
) -> Policy:
    """Return the policy with settings changed and validated, under a name and titles of its own.

    The source of a rule whose numbers change says so, unless a source is among the changes.

    Raises
    ------
    PolicyError
        Lists every setting that is not known and every value that is refused.
    """
    problems = unknown_settings(policy, changes, lang)
    known = settings_of(policy)
    table = deepcopy(_table(canonical_policy(policy)))
    table |= {"name": name, "title_zh": title_zh, "title_en": title_en}
    for dotted, value in changes.items():
        if _plain(dotted) in known:
            _put(table, _plain(dotted), value)
            _mark_source(table, _plain(dotted), known, changes, title_zh)
    try:
        result = toml_policy(table, name)
    except PolicyError as error:
        problems += error.points(lang)
    if problems:
        raise PolicyError(PROBLEM["settings"].to(lang, count=len(problems)), problems)
    return result


def shown(value: object) -> str:
    """Return a setting's value as it is written on screens and in names of folders."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(shown, value))
    if isinstance(value, Fraction) and value.denominator != 1:
        decimal = f"{float(value):.12f}".rstrip("0")
        return decimal if Fraction(decimal) == value else str(value)
    return str(value)


def nearest(word: str, known: Iterable[str], lang: Language) -> str:
    """Return the part of a sentence that names what may have been meant, empty where nothing is near."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    last = word.rpartition(".")[2]
    near += [name for name in names if "." in name and name.rpartition(".")[2] == last]
    near = list(dict.fromkeys(near))[:3]
    return PROBLEM["nearest"].to(lang, names=PROBLEM["or"].to(lang).join(near)) if near else ""


@cache
def _table(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def _flat(prefix: str, value: Any) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        yield prefix, value
        return
    for key, part in value.items():
        yield from _flat(f"{prefix}.{key}" if prefix else key, part)


def _curriculum(policy: Policy) -> dict[str, int]:
    return {f"curriculum.{subject}.{grade}": weekly for (subject, grade), weekly in policy.curriculum.items()}


def _plain(name: str) -> str:
    return name.removeprefix("rules.")


def _path(name: str) -> list[str]:
    head = name.partition(".")[0]
    return name.split(".") if head in PARTS or head == HEADER else ["rules", *name.split(".")]


def _put(table: dict[str, Any], name: str, value: object) -> None:
    *path, last = _path(name)
    for key in path:
        table = table[key]
    table[last] = value


def _mark_source(
    table: dict[str, Any], name: str, known: Mapping[str, Any], changes: Mapping[str, Any], title: str
) -> None:
    """Add to the document a rule cites what has been changed, so that nobody takes the number for the document's."""
    head, _, rest = name.partition(".")
    if rest in PLAIN or head == HEADER or {f"{head}.source", f"rules.{head}.source"} & set(changes):
        return
    part = table[head] if head in PARTS else table["rules"][head]
    old, new = shown(known[name]), shown(changes.get(name, changes.get(f"rules.{name}")))
    if "certainty" in part and not {f"{head}.certainty", f"rules.{head}.certainty"} & set(changes):
        part["certainty"] = "D"  # no document says this number
    part["source"] += SOURCE.to("zh", title=title, name=rest, old=old, new=new)
