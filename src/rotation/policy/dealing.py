"""The rules by which pupils are dealt into classes, read from a TOML file; every number is a setting."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, Literal

from rotation.errors import PolicyError
from rotation.i18n import Language, Text
from rotation.i18n.dealing import RULES
from rotation.policy.told import clipped, nearest, shown
from rotation.policy.toml import TomlError, is_file, read_toml
from rotation.resources import shipped

__all__ = ["BALANCED", "DealRules", "canonical_rules", "read_rules", "rules_of"]

BALANCED: Final = ("sex", "needs", "migrant", "left_behind", "origin", "relatives")


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRules:
    """What a deal has to respect.

    Parameters
    ----------
    family
        "A": random without scores; "B": means and spreads of scores are balanced as well.
    scores
        Names of the score columns; only family B may name any.
    total_from
        From this many scores on their sum is balanced too, more closely than the single ones.
    balance
        Which of sex, needs, migrant, left_behind, origin, relatives are spread over the classes.
    most_needs_per_class
        Most pupils with special needs in one class.
    most_moves_share
        Most later changes of class, as a share of the pupils.
    effort
        Work of the search in family B: "quick" or "fine"; counted in steps, never in seconds.
    """

    name: str
    title_zh: str
    title_en: str
    source: str
    family: Literal["A", "B"] = "A"
    scores: tuple[str, ...] = ()
    total_from: int = 4
    balance: tuple[str, ...] = BALANCED
    most_needs_per_class: int = 3
    most_moves_share: float = 0.03
    effort: Literal["quick", "fine"] = "fine"

    def title(self, lang: Language) -> str:
        """Return the title in one language."""
        return Text(self.title_zh, self.title_en).to(lang)


def canonical_rules(rules: DealRules) -> str:
    """Return the rules as the one text of which the digest is taken."""
    return json.dumps(asdict(rules), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_rules(name: str, *, scores: tuple[str, ...] = (), lang: Language = "zh") -> DealRules:
    """Return shipped rules by name, or those of a file; ``scores`` replaces the score columns.

    Raises
    ------
    PolicyError
        The file is missing or wrong (every problem is listed), or it forbids the scores asked for.
    """
    own = {file.stem: file for file in sorted((shipped("models") / "dealing").glob("*.toml"))}
    path = Path(name) if name.endswith(".toml") else own.get(name)
    if path is None or not is_file(path):
        near = nearest(name, own).to(lang)
        raise PolicyError(RULES["missing"].to(lang, name=clipped(name), known=", ".join(own), nearest=near))
    try:
        raw = read_toml(path)[1]
    except TomlError as error:
        raise PolicyError(RULES["unusable"].to(lang, name=name, reason=error.reason.to(lang))) from None
    if scores:
        raw["scores"] = list(scores)
    problems = _problems(raw, lang)
    if problems:
        raise PolicyError(RULES["wrong"].to(lang, name=name), problems)
    return rules_of(raw)


def rules_of(raw: Mapping[str, Any]) -> DealRules:
    """Return rules from a table of settings that has been checked."""
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    return DealRules(**given)


def _problems(raw: dict[str, Any], lang: Language) -> list[str]:
    known = sorted(field.name for field in fields(DealRules))
    problems = [
        RULES["unknown"].to(lang, key=clipped(key), known=", ".join(known), nearest=nearest(key, known).to(lang))
        for key in raw
        if key not in known
    ]
    checks: dict[str, Callable[[Any], bool]] = {
        "name": _text, "title_zh": _text, "title_en": _text, "source": _text,
        "family": lambda v: v in ("A", "B"), "effort": lambda v: v in ("quick", "fine"),
        "scores": lambda v: isinstance(v, list) and all(map(_text, v)) and len(set(map(_key, v))) == len(v) <= 12,
        "total_from": lambda v: type(v) is int and 2 <= v <= 100,
        "balance": lambda v: isinstance(v, list) and all(item in BALANCED and v.count(item) == 1 for item in v),
        "most_needs_per_class": lambda v: type(v) is int and 1 <= v <= 100,
        "most_moves_share": lambda v: type(v) in (int, float) and 0 <= v <= 1,
    }  # fmt: skip
    needed = ("name", "title_zh", "title_en", "source")
    problems += [RULES["absent"].to(lang, key=key) for key in needed if key not in raw]
    wrong = {key: shown(raw[key]) for key, fine in checks.items() if key in raw and not fine(raw[key])}
    problems += [RULES["value"].to(lang, key=k, value=v, expected=RULES[k].to(lang)) for k, v in wrong.items()]
    if raw.get("family", "A") == "A" and raw.get("scores"):
        problems.append(RULES["no_scores"].to(lang))
    if raw.get("family") == "B" and not raw.get("scores"):
        problems.append(RULES["scores_needed"].to(lang))
    return problems


def _text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 200 and value.isprintable()


def _key(name: str) -> str:
    """Return the form under which two names are one heading, as the table is read."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
