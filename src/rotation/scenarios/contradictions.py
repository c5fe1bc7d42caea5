"""What a scenario says twice: of two numbers for one thing only one could hold, and the file does not say which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from rotation.i18n import Language
from rotation.i18n.scenarios import PROBLEM
from rotation.scenarios.form import settings_written
from rotation.scenarios.settings import shown

__all__ = ["contradictions"]

CAPS: Final = {f"indicators.class_size.{stage}": f"class_cap.{stage}" for stage in ("primary", "junior")}


def contradictions(parts: Mapping[str, Any], lang: Language) -> list[str]:
    """Return a sentence for each setting, class cap and staff quota that is given more than once."""
    settings: dict[str, list[Any]] = defaultdict(list)
    for name, value in settings_written(parts.get("settings", {})):
        settings[name.removeprefix("rules.")].append(value)
    problems = [
        PROBLEM["setting_twice"].to(lang, name=name, values=" / ".join(map(shown, values)))
        for name, values in settings.items()
        if len(values) > 1
    ]
    problems += [
        PROBLEM["cap_twice"].to(lang, name=f"settings.{setting}", cap=cap)
        for setting, cap in CAPS.items()
        if "class_cap" in parts and setting in settings
    ]
    quotas: dict[tuple[str, str], list[int]] = defaultdict(list)
    fixed = set()
    for index, change in enumerate(parts.get("posts", ()), 1):
        section = change.school, change.stage
        quotas[section].append(index)
        if change.staff_quota is not None:
            fixed.add(section)
    for section, places in quotas.items():
        if section in fixed and len(places) > 1:
            where = ", ".join(f"posts[{place}]" for place in places)
            problems.append(PROBLEM["quota_twice"].to(lang, where=where, school=section[0], stage=section[1]))
    return problems
