"""A policy: what is wanted of a plan, fully resolved and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rotation.policy.allowances import Allowances
from rotation.policy.classes import Classes
from rotation.policy.settings import Frozen, RuleSettings
from rotation.policy.staffing import Calendar, Indicators, Lessons, Posts, Retirement, TravelSettings

__all__ = ["Policy"]


class Policy(Frozen):
    """One district's limits.

    ``rules`` holds the settings of every rule by its code, in alphabetical order, but for those that a policy may say
    nothing of; ``tiers`` are in the order in which they are optimised. ``curriculum`` is (subject, grade) -> weekly
    lessons of one class.
    ``allowances`` are None where the policy states none.
    """

    name: str
    title_zh: str
    title_en: str
    tiers: tuple[str, ...]
    calendar: Calendar
    retirement: Retirement
    lessons: Lessons
    posts: Posts
    indicators: Indicators
    travel: TravelSettings
    classes: Classes
    curriculum: Mapping[tuple[str, int], int]
    rules: Mapping[str, RuleSettings]
    allowances: Allowances | None = None

    def settings(self, code: str) -> Any:
        """Return the settings of one rule."""
        return self.rules[code]

    def active(self, code: str) -> bool:
        """Say whether a rule is required or a target."""
        return code in self.rules and self.rules[code].mode != "off"

    def with_settings(self, code: str, **changes: object) -> Policy:
        """Return this policy with some settings of one rule changed and validated."""
        old = self.rules[code]
        new = type(old).model_validate({**old.model_dump(), **changes})
        return self.model_copy(update={"rules": {**self.rules, code: new}})

    def with_classes(self, **changes: Any) -> Policy:
        """Return this policy with some settings of the classes changed and validated; tables are merged."""
        table = _merged(self.classes.model_dump(exclude_none=True), changes)
        return self.model_copy(update={"classes": Classes.model_validate(table)})


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    return dict(base) | {
        key: _merged(base[key], value) if isinstance(value, Mapping) else value for key, value in over.items()
    }
