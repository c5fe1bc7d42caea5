"""One module for each rule of a district's policy; ``RULES`` finds them by their file names."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from rotation.policy import Policy, RuleSettings
from rotation.policy.load import load_policy, parse_policy

__all__ = ["read_policy", "registry", "rule", "rule_codes", "toml_policy"]

NOT_RULES: Final = frozenset({"base", "quantity"})


@cache
def rule_codes() -> tuple[str, ...]:
    """Return the code of every rule, sorted."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name not in NOT_RULES))


def rule(code: str) -> Any:
    """Return the module of a rule."""
    return importlib.import_module(f"rotation.rules.{code}")


def registry() -> Mapping[str, type[RuleSettings]]:
    """Return the settings class of every rule by its code."""
    return {code: rule(code).Settings for code in rule_codes()}


def read_policy(name_or_path: str | Path) -> Policy:
    """Read a policy by shipped name or path; raises PolicyError with all that is wrong."""
    return load_policy(name_or_path, registry())


def toml_policy(table: Mapping[str, Any], origin: str) -> Policy:
    """Validate a resolved policy table, such as the canonical copy in a plan's folder."""
    return parse_policy(table, registry(), origin)
