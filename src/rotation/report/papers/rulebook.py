"""The fields of the rule book: every rule and number of the run, its source, and which policy file set it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from rotation.domain.words import DEGREES, ROLES, SUBJECTS
from rotation.errors import PolicyError
from rotation.i18n import COMMA, SEMICOLON, words
from rotation.i18n.documents import RULE_BOOK
from rotation.i18n.findings import ratio
from rotation.i18n.opening import TIER as CLASS_TIER
from rotation.i18n.reports import INDICATOR_SHORT, MODE, rule_label, tier_label
from rotation.i18n.rulebook import CERTAINTY, CLAUSE, PART, SETTING, VALUE
from rotation.policy import policy_digest
from rotation.policy.load import OPTIONAL, SECTIONS
from rotation.policy.origins import BUILT_IN, Origins, file_origins
from rotation.policy.settings import ByStage, Frozen, RuleSettings
from rotation.report.papers.dossier import Dossier, close, legible
from rotation.report.papers.plan_fields import common_fields
from rotation.report.papers.sources import source_text
from rotation.rules import read_policy, rule

__all__ = ["rulebook_fields"]

SHARES: Final = frozenset({
    "min_share", "min_ratio", "max_share", "max_upward_share", "most_above_minimum", "middle_leader_share",
    "further_share", "teacher_share", "remaining_share", "most_shortage", "catchment_share",
})  # fmt: skip
"""Settings that read as percentages."""
LONGEST: Final = 2000
"""Characters of a value that are shown: more than any policy has."""


def rulebook_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of ``rules.docx``."""
    origins = _origins(dossier)
    joint = " ← "
    if origins is None:
        chain = dossier.say(RULE_BOOK["chain_lost"])
    else:
        chain = dossier.say(RULE_BOOK["chain"], chain=joint.join(legible(name, 40) for name in origins.chain))
    tiers = (" > ").join(tier_label(tier, dossier.lang) for tier in dossier.policy.tiers)
    own = {(row.subject, row.grade): row.weekly_lessons for row in dossier.district.curriculum}
    return {
        **common_fields(dossier),
        "chain_text": chain,
        "tiers": tiers,
        "rules": [_rule(dossier, code, settings, origins) for code, settings in dossier.policy.rules.items()],
        "parts": [
            {
                "name": dossier.say(PART[part]) if part in PART else part,
                "source": source_text(getattr(getattr(dossier.policy, part), "source", "-"), dossier.lang),
                "settings": list(_settings(dossier, getattr(dossier.policy, part), part, origins)),
            }
            for part in (*SECTIONS, *OPTIONAL)
            if getattr(dossier.policy, part) is not None
        ],
        "own_curriculum": bool(own),
        "curriculum": list(_curriculum(dossier, own or dossier.policy.curriculum)),
    }


def _origins(dossier: Dossier) -> Origins | None:
    """Return who set what: as the plan recorded it, else of the shipped policy that gives the same digest."""
    try:
        run = json.loads((dossier.plan.folder / "run.json").read_text(encoding="utf-8-sig"))
        recorded = Origins.of(run.get("policy_files"))
    except (OSError, ValueError, AttributeError, RecursionError):
        recorded = None
    if recorded is not None:
        return recorded
    try:
        same = policy_digest(read_policy(dossier.policy.name)) == dossier.certificate.digests.policy
        return file_origins(dossier.policy.name) if same else None
    except PolicyError:  # no such policy is shipped
        return None


def _rule(dossier: Dossier, code: str, settings: RuleSettings, origins: Origins | None) -> dict[str, Any]:
    clause = CLAUSE.get(code)
    fallback = (inspect.getdoc(rule(code)) or "").partition("\n")[0]
    return {
        "name": rule_label(code, dossier.lang),
        "code": code,
        "clause": dossier.say(clause) if clause else fallback,
        "mode": dossier.say(MODE[settings.mode]),
        "tier": tier_label(settings.tier, dossier.lang),
        "weight": settings.weight,
        "certainty": dossier.say(CERTAINTY[settings.certainty]),
        "source": source_text(settings.source, dossier.lang),
        "settings": list(_settings(dossier, settings, f"rules.{code}", origins)),
    }


def _settings(
    dossier: Dossier, settings: Frozen, path: str, origins: Origins | None
) -> Iterator[dict[str, str]]:
    for name in type(settings).model_fields:
        if name not in {"source", "certainty"}:
            by = dossier.policy.name if origins is None else origins.of_setting(f"{path}.{name}")
            if origins is not None and by == BUILT_IN and BUILT_IN not in origins.chain:
                by = dossier.say(RULE_BOOK["built_in"])
            yield {
                "name": _named(name, dossier),
                "value": legible(close(_value(getattr(settings, name), name, dossier), dossier.lang), LONGEST),
                "by": legible(by, 40),
            }


def _named(name: str, dossier: Dossier) -> str:
    return dossier.say(SETTING[name]) if name in SETTING else name


def _value(value: Any, name: str, dossier: Dossier) -> str:  # noqa: PLR0911 - a line per kind of value
    joint = dossier.say(COMMA)
    if value is None:
        return dossier.say(VALUE["none"])
    if isinstance(value, bool):
        return dossier.say(VALUE["yes" if value else "no"])
    if isinstance(value, Fraction):
        return ratio(value) if name in SHARES else f"{float(value):g}"
    if isinstance(value, ByStage):
        parts = {stage: getattr(value, stage) for stage in ("primary", "junior")}
        return joint.join(f"{words.STAGE[s].to(dossier.lang)} {_value(v, name, dossier)}" for s, v in parts.items())
    if isinstance(value, Frozen):
        fields = {field: getattr(value, field) for field in type(value).model_fields}
        told = [f"{_named(field, dossier)} {_value(one, field, dossier)}" for field, one in fields.items()]
        return dossier.say(SEMICOLON).join(told)
    if isinstance(value, Mapping):
        return joint.join(f"{_word(str(key), dossier)} {_value(one, name, dossier)}" for key, one in value.items())
    if isinstance(value, (tuple, list)):
        return joint.join(_word(str(one), dossier) for one in value) or dossier.say(VALUE["nothing"])
    if name == "source":
        return source_text(str(value), dossier.lang)
    if name == "certainty":
        return dossier.say(CERTAINTY[value])
    if name == "mode":
        return dossier.say(MODE[value])
    if name == "tier":
        return tier_label(value, dossier.lang)
    return _word(value, dossier) if isinstance(value, str) else str(value)


def _word(code: str, dossier: Dossier) -> str:
    """Return a code of a closed vocabulary in words."""
    for known, wording in (
        (SUBJECTS, words.SUBJECT), (ROLES, words.ROLE), (DEGREES, words.DEGREE), (words.STAGE, words.STAGE),
        (INDICATOR_SHORT, INDICATOR_SHORT), (VALUE, VALUE), (CLASS_TIER, CLASS_TIER),
    ):  # fmt: skip
        if code in known:
            return wording[code].to(dossier.lang)
    return code


def _curriculum(dossier: Dossier, lessons: Mapping[tuple[str, int], int]) -> Iterator[dict[str, Any]]:
    for subject in SUBJECTS:
        grades = [lessons.get((subject, grade), 0) for grade in range(1, 10)]
        if any(grades):
            yield {"subject": words.SUBJECT[subject].to(dossier.lang), "grades": grades}
