"""Read a policy file: resolve ``extends``, validate every setting, report all that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from rotation.errors import PolicyError
from rotation.i18n import Text
from rotation.i18n.problems import POLICY, value_problem
from rotation.policy.allowances import Allowances
from rotation.policy.classes import Classes
from rotation.policy.curriculum import resolved_curriculum
from rotation.policy.policy import Policy
from rotation.policy.settings import MODES, RuleSettings
from rotation.policy.staffing import Calendar, Indicators, Lessons, Posts, Retirement, TravelSettings
from rotation.policy.told import clipped, nearest, shown, unknown
from rotation.policy.toml import TomlError, is_file, read_toml
from rotation.resources import shipped

__all__ = ["find_policy", "load_policy", "national_retirement", "parse_policy", "read_chain", "shipped_policies"]

SECTIONS: Final[Mapping[str, type[BaseModel]]] = {
    "calendar": Calendar,
    "retirement": Retirement,
    "lessons": Lessons,
    "posts": Posts,
    "indicators": Indicators,
    "travel": TravelSettings,
    "classes": Classes,
}
OPTIONAL: Final[Mapping[str, type[BaseModel]]] = {"allowances": Allowances}
"""Parts that a policy may leave out; what they state is then unknown."""
HEADER: Final = ("name", "title_zh", "title_en", "tiers")
MOST_ANCESTORS: Final = 10


def shipped_policies() -> list[str]:
    """Return the names of the policies that come with the package, sorted."""
    return sorted(path.stem for path in (shipped("models") / "policies").glob("*.toml"))


def find_policy(name_or_path: str | Path) -> Path:
    """Return the file of a policy given by its shipped name or by a path.

    Raises
    ------
    PolicyError
        There is neither such a file nor such a shipped policy.
    """
    path = Path(name_or_path)
    if path.suffix == ".toml" and is_file(path):
        return path
    named = shipped("models") / "policies" / f"{name_or_path}.toml"
    if path.name == str(name_or_path) and is_file(named):
        return named
    known = shipped_policies()
    name = clipped(str(name_or_path))
    raise PolicyError(POLICY["no_policy"].fill(name=name, known=", ".join(known), nearest=nearest(name, known)))


@cache
def national_retirement() -> Retirement:
    """Return when people retire by the country's own law, whatever a policy says."""
    return Retirement.model_validate(_table(find_policy("national"))["retirement"])


def load_policy(name_or_path: str | Path, registry: Mapping[str, type[RuleSettings]]) -> Policy:
    """Read a policy by shipped name or path.

    Parameters
    ----------
    registry
        The settings class of every rule by its code.

    Raises
    ------
    PolicyError
        Lists everything that is wrong with the file and the files it extends.
    """
    path = find_policy(name_or_path)
    return parse_policy(_resolved(path), registry, str(path))


def parse_policy(table: Mapping[str, Any], registry: Mapping[str, type[RuleSettings]], origin: str) -> Policy:
    """Validate a fully resolved policy table; ``origin`` names it in errors."""
    problems = list(unknown("", table, [*HEADER, *SECTIONS, *OPTIONAL, "rules", "curriculum"]))
    parts: dict[str, Any] = {}
    for key in HEADER:
        if key not in table:
            problems.append(POLICY["missing"].fill(name=key))
        elif key != "tiers" and (not isinstance(table[key], str) or not table[key].strip()):
            problems.append(POLICY["not_text"].fill(name=key, found=shown(table[key])))
    for name, model in {**SECTIONS, **OPTIONAL}.items():
        if name not in table:
            if name in SECTIONS:
                problems.append(POLICY["missing"].fill(name=f"[{name}]"))
            continue
        parts[name] = _validated(model, table[name], name, problems)
    rules = table.get("rules", {})
    settings: dict[str, RuleSettings] = {}
    if isinstance(rules, Mapping):
        problems += unknown("rules.", rules, registry)
        settings = dict(_rules(rules, registry, problems))
    else:
        problems.append(POLICY["rules_table"])
    problems += _tier_problems(table.get("tiers"), settings)
    curriculum = resolved_curriculum(table, parts.get("lessons"), problems)
    if problems:
        raise PolicyError(POLICY["wrong"].fill(origin=origin, count=len(problems)), problems)
    return Policy(
        **{key: table[key] for key in HEADER},
        **{name: parts[name] for name in (*SECTIONS, *OPTIONAL) if name in parts},
        curriculum=curriculum,
        rules=settings,
    )


def _rules(
    rules: Mapping[str, Any], registry: Mapping[str, type[RuleSettings]], problems: list[Text]
) -> Iterator[tuple[str, RuleSettings]]:
    """Yield the settings of every rule that the policy states; note those that are missing and must not be."""
    for code in sorted(registry):
        if code in rules:
            found = _validated(registry[code], rules[code], f"rules.{code}", problems)
            if found is not None:
                yield code, found
        elif not registry[code].may_be_absent:
            problems.append(POLICY["missing"].fill(name=f"[rules.{code}]"))


def read_chain(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Return a policy file and those it extends, the nearest first, each as it is written.

    Raises
    ------
    PolicyError
        A file cannot be read, is no policy, or extends itself.
    """
    chain: list[tuple[Path, dict[str, Any]]] = []
    while True:
        seen = [known.resolve() for known, _ in chain]
        if path.resolve() in seen or len(seen) > MOST_ANCESTORS:
            raise PolicyError(POLICY["extends_itself"].fill(path=path, chain=" -> ".join(p.stem for p in seen)))
        chain.append((path, table := _table(path)))
        parent = table.get("extends")
        if parent is None:
            return chain
        if not isinstance(parent, str):
            raise PolicyError(POLICY["extends_name"].fill(path=path))
        beside = path.parent / f"{parent}.toml"
        if is_file(beside) and beside.resolve() != path.resolve():
            path = beside
            continue
        try:
            path = find_policy(parent)
        except PolicyError as error:  # which file asks for it
            said = Text(f"extends：{error.said('zh')}", f"extends: {error.said('en')}")
            raise PolicyError(POLICY["file"].fill(path=path, reason=said)) from None


def _resolved(path: Path) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for _, table in reversed(read_chain(path)):
        result = _merged(result, {key: value for key, value in table.items() if key != "extends"})
    return result


def _table(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)[1]
    except TomlError as error:
        raise PolicyError(POLICY["file"].fill(path=path, reason=error.reason)) from None


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return result


def _validated(model: type[BaseModel], table: Any, where: str, problems: list[Text]) -> Any:
    if not isinstance(table, Mapping):
        problems.append(POLICY["settings_table"].fill(where=where))
        return None
    problems += unknown(f"{where}.", table, model.model_fields)
    known = {key: value for key, value in table.items() if key in model.model_fields}
    try:
        return model.model_validate(known)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            place = _place(where, item["loc"])
            if item["type"] == "missing":
                problems.append(POLICY["missing"].fill(name=place))
            elif item["loc"][-1:] == ("[key]",):  # a word that names a number, not the number
                choices = item.get("ctx", {}).get("words", "")
                near = nearest(str(item["input"]), choices.split(", "))
                problems.append(POLICY["no_word"].fill(place=place, choices=choices, nearest=near))
            else:
                found = shown(item["input"])
                problems.append(POLICY["value"].fill(place=place, found=found, why=_plain_message(item)))
        return None


def _place(where: str, steps: tuple[int | str, ...]) -> str:
    """Return where a value stands, entries of a list counted from 1."""
    place = where
    for step in steps:
        place += f"[{step + 1}]" if isinstance(step, int) else "" if step == "[key]" else f".{step}"
    return place


def _plain_message(item: Any) -> Text:
    if item["type"] == "literal_error" and item["loc"][-1:] == ("mode",):
        return POLICY["one_of"].fill(choices=", ".join(MODES), nearest=nearest(str(item["input"]), MODES))
    if item["type"] == "not_among":
        words = item["ctx"]["words"]
        return POLICY["one_of"].fill(choices=words, nearest=nearest(str(item["input"]), words.split(", ")))
    return value_problem(item["type"], str(item["msg"]), item.get("ctx", {}))


def _tier_problems(tiers: Any, settings: Mapping[str, RuleSettings]) -> list[Text]:
    if tiers is None:
        return []
    if not isinstance(tiers, list) or not tiers or not all(isinstance(tier, str) for tier in tiers):
        return [POLICY["tiers_list"]]
    problems = [POLICY["tier_twice"].fill(tier=tier) for tier in sorted({t for t in tiers if tiers.count(t) > 1})]
    for code, rule in sorted(settings.items()):
        if rule.tier not in tiers:
            near = nearest(rule.tier, tiers)
            problems.append(POLICY["tier_unknown"].fill(place=f"rules.{code}.tier", tier=rule.tier, nearest=near))
    return problems
