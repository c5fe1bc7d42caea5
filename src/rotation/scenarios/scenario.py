"""A scenario: one question about a district, in one file that gives the same run every time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rotation import io
from rotation.domain.district import District
from rotation.errors import PolicyError, ScenarioError
from rotation.i18n import Language, Text
from rotation.i18n.scenarios import PROBLEM, SCENARIO
from rotation.instances import embedded, embedded_names
from rotation.policy import Policy, find_policy
from rotation.policy.told import clipped
from rotation.policy.toml import TomlError, exists, is_file, read_toml
from rotation.resources import shipped
from rotation.rules import read_policy
from rotation.scenarios.changes import changed_district
from rotation.scenarios.contradictions import contradictions
from rotation.scenarios.form import Run, flattened, parsed
from rotation.scenarios.settings import PLAIN, changed_policy, nearest, settings_of, shown

__all__ = ["Scenario", "find_scenario", "read_scenario", "shipped_scenarios"]

@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that is ready to be solved.

    ``district`` and ``policy`` are the changed ones; ``settings`` gives old and new value of each setting that differs
    from the policy named, ``notes`` say what was done to the data. ``digest`` is the SHA-256 of the file, ``path`` and
    ``instance`` where it and the data were found.
    """

    path: Path
    digest: str
    name: str
    title: Text
    question: Text
    instance: Path
    district: District
    policy: Policy
    run: Run
    settings: Mapping[str, tuple[object, object]]
    notes: tuple[Text, ...]

    def story(self, lang: Language) -> list[str]:
        """Return in sentences what is asked and what was changed."""
        lines = [
            SCENARIO["title"].to(lang, title=self.title.to(lang), name=self.name),
            SCENARIO["question"].to(lang, question=self.question.to(lang)),
        ]
        changes = [
            SCENARIO["setting"].to(lang, name=name, old=shown(old), new=shown(new))
            for name, (old, new) in self.settings.items()
        ] + [note.to(lang) for note in self.notes]
        return [*lines, *([SCENARIO["changes"].to(lang)] if changes else []), *(f"  {line}" for line in changes)]


def shipped_scenarios() -> list[str]:
    """Return the names of the scenarios that come with the package, sorted."""
    return sorted(path.stem for path in (shipped("models") / "scenarios").glob("*.toml"))


def find_scenario(name_or_path: str | Path, lang: Language = "zh") -> Path:
    """Return the file of a scenario given by its shipped name or by a path; raises ``ScenarioError``."""
    path = Path(name_or_path)
    if path.suffix == ".toml" and is_file(path):
        return path
    named = shipped("models") / "scenarios" / f"{name_or_path}.toml"
    if path.name == str(name_or_path) and is_file(named):
        return named
    known, name = shipped_scenarios(), clipped(str(name_or_path))
    near = nearest(name, known, lang)
    raise ScenarioError(PROBLEM["no_scenario"].to(lang, name=name, known=", ".join(known), nearest=near))


def read_scenario(name_or_path: str | Path, lang: Language = "zh") -> Scenario:
    """Read a scenario, its instance and its policy, and make every change it asks for.

    Raises
    ------
    ScenarioError
        Lists everything that is wrong: the file's form, names that are not known, changes that cannot be made.
    InputError
        The instance itself has errors.
    """
    path = find_scenario(name_or_path, lang)
    content, table = _table(path, lang)
    problems: list[str] = []
    parts = parsed(table, lang, problems)
    problems += contradictions(parts, lang)
    base, policy = _policies(path, parts, lang, problems)
    instance = _instance(path, parts, lang, problems)
    district: District | None = None
    notes: tuple[Text, ...] = ()
    if instance is not None and policy is not None:
        district, notes = changed_district(io.read(instance), policy, parts, lang, problems)
    if problems:
        raise ScenarioError(PROBLEM["scenario"].to(lang, file=path, count=len(problems)), problems)
    assert instance is not None
    assert district is not None
    assert policy is not None
    assert base is not None
    old, new = settings_of(base), settings_of(policy)
    return Scenario(
        path=path,
        digest=hashlib.sha256(content).hexdigest(),
        name=parts["name"],
        title=Text(parts["title_zh"], parts["title_en"]),
        question=Text(parts["question_zh"], parts["question_en"]),
        instance=instance,
        district=district,
        policy=policy,
        run=parts.get("run", Run()),
        settings={
            name: (old.get(name), new[name])
            for name in new
            if old.get(name) != new[name] and name.rpartition(".")[2] not in PLAIN
        },
        notes=notes,
    )


def _table(path: Path, lang: Language) -> tuple[bytes, dict[str, Any]]:
    try:
        return read_toml(path)
    except TomlError as error:
        raise ScenarioError(PROBLEM["unusable"].to(lang, file=path, reason=error.reason.to(lang))) from None


def _policies(
    path: Path, parts: Mapping[str, Any], lang: Language, problems: list[str]
) -> tuple[Policy | None, Policy | None]:
    """Return the policy named, and the same with the scenario's settings; the class cap is one of them."""
    if "policy" not in parts:
        return None, None
    try:
        beside = path.parent / parts["policy"]
        base = read_policy(beside if beside.suffix == ".toml" and is_file(beside) else find_policy(parts["policy"]))
    except PolicyError as error:
        wrong = [PROBLEM["in_policy"].to(lang, file=parts["policy"], problem=each) for each in error.points(lang)]
        problems += wrong or [error.said(lang)]
        return None, None
    changes = flattened(parts.get("settings", {}))
    if "class_cap" in parts:
        cap = parts["class_cap"]
        changes |= {"indicators.class_size.primary": cap.primary, "indicators.class_size.junior": cap.junior}
    if not changes:
        return base, base
    named = {key: str(parts.get(key, key)) for key in ("name", "title_zh", "title_en")}
    try:
        return base, changed_policy(base, changes, lang, **named)
    except PolicyError as error:
        problems += error.points(lang)
        return base, base


def _instance(path: Path, parts: Mapping[str, Any], lang: Language, problems: list[str]) -> Path | None:
    if "instance" not in parts:
        return None
    name = str(parts["instance"])
    beside = path.parent / name
    if name not in embedded_names():
        if exists(beside):
            return beside
        name = clipped(name)
        near = nearest(name, embedded_names(), lang)
        problems.append(PROBLEM["no_instance"].to(lang, name=name, known=", ".join(embedded_names()), nearest=near))
        return None
    return embedded(name)
