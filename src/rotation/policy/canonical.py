"""Write a resolved policy as one canonical TOML text: the same policy always gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from rotation.policy.curriculum import written_curriculum
from rotation.policy.policy import Policy

__all__ = ["canonical_policy", "policy_digest"]


def canonical_policy(policy: Policy) -> str:
    """Return the policy as TOML with every inherited setting written out, keys in fixed order."""
    table = policy.model_dump(exclude={"curriculum", "rules"})
    table["curriculum"] = written_curriculum(policy.lessons.curriculum, policy.curriculum)
    table["rules"] = {code: settings.model_dump() for code, settings in sorted(policy.rules.items())}
    return "\n".join(_lines(table, ())) + "\n"


def policy_digest(policy: Policy) -> str:
    """Return the SHA-256 of the canonical text in hexadecimal."""
    return hashlib.sha256(canonical_policy(policy).encode()).hexdigest()


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    lines = [""] * bool(path and plain) + ([f"[{'.'.join(path)}]"] if path and plain else [])
    lines += [f"{key} = {_value(value)}" for key, value in plain.items() if value is not None]
    for key, value in table.items():
        if isinstance(value, Mapping):
            lines += _lines(value, (*path, key))
    return lines


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    # JSON writes this one control character as it is, TOML refuses it.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)
