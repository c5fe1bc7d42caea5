"""What is varied: ``setting=from:to:step`` or ``setting=value,value``, read exactly."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import prod
from typing import Final

from rotation.errors import PolicyError, ScenarioError
from rotation.i18n import Language
from rotation.i18n.scenarios import SWEEP, VARIED
from rotation.policy import Policy
from rotation.scenarios.settings import changed_policy, shown, unknown_settings

__all__ = ["MOST_POINTS", "Axis", "grid", "parse_axes", "point_name", "point_policy", "read_value", "step_name"]

MOST_AXES: Final = 3
MOST_POINTS: Final = 200
LONGEST_NAME: Final = 40
BEGINNING: Final = 20
USUAL: Final = re.compile(r"-?[0-9]*[.]?[0-9]+|[0-9]+/[0-9]+|[a-z]+(_[a-z]+)*")
"""Numbers, fractions and words, of which no two have one name, not even where capitals do not count."""

Value = bool | int | float | str
"""A setting as a policy file holds it; a fraction such as 1/3 is a text."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One setting and the values it takes, each as it is written."""

    name: str
    values: tuple[str, ...]


def parse_axes(
    texts: Sequence[str], policy: Policy, lang: Language, known_problems: Sequence[str] = ()
) -> tuple[Axis, ...]:
    """Read what is to be varied; ``known_problems`` are told along with what is wrong here.

    Raises
    ------
    ScenarioError
        A sentence for everything that is wrong: the form, numbers, order, step, unknown settings, refused values.
    """
    problems = list(known_problems)
    axes = []
    for text in texts:
        known = len(problems)
        axis = _axis(text, lang, problems)
        if axis is not None:
            problems += unknown_settings(policy, [axis.name], lang)
        if axis is not None and len(problems) == known:
            problems += _refused(axis, text, policy, lang)
            axes.append(axis)
    names = [axis.name for axis in axes]
    problems += [SWEEP["twice"].to(lang, name=name) for name in dict.fromkeys(names) if names.count(name) > 1]
    if not 1 <= len(texts) <= MOST_AXES:
        problems.append(SWEEP["axes"].to(lang, count=len(texts), most=MOST_AXES))
    count = prod(len(axis.values) for axis in axes)
    if not problems and count > MOST_POINTS:
        problems.append(SWEEP["points"].to(lang, count=count, most=MOST_POINTS))
    if problems:
        raise ScenarioError(SWEEP["wrong"].to(lang, count=len(problems)), problems)
    return tuple(axes)


def grid(axes: Sequence[Axis]) -> list[tuple[str, ...]]:
    """Return the points in order: the last setting changes fastest."""
    return list(itertools.product(*(axis.values for axis in axes)))


def point_name(point: Sequence[str]) -> str:
    """Return the name of a point's folder: one that no other point has, and any file system takes."""
    return "_".join(map(_file_name, point))


def _file_name(value: str) -> str:
    """Return a number or a word of settings as it is; of anything else the beginning, and a digest to tell it by."""
    if len(value) <= LONGEST_NAME and USUAL.fullmatch(value):
        return "".join(c if c.isalnum() or c in ".-" else "~" for c in value)
    beginning = "".join(c if c.isalnum() else "~" for c in value[:BEGINNING])
    return f"{beginning}~~{hashlib.sha256(value.encode()).hexdigest()[:12]}"


def point_policy(policy: Policy, axes: Sequence[Axis], point: Sequence[str], lang: Language) -> Policy:
    """Return the policy of one point; its name and titles say what was varied."""
    changes = {axis.name: read_value(value) for axis, value in zip(axes, point, strict=True)}
    told = ", ".join(f"{name}={shown(value)}" for name, value in changes.items())
    title = VARIED.fill(title="{title}", changes=told)
    return changed_policy(
        policy, changes, lang, name=f"{policy.name}+{told}".replace(", ", "+"),
        title_zh=title.zh.replace("{title}", policy.title_zh), title_en=title.en.replace("{title}", policy.title_en),
    )  # fmt: skip


def read_value(text: str) -> Value:
    """Return a value as a policy file would give it."""
    if text in ("true", "false"):
        return text == "true"
    number = _number(text)
    if number is None or "/" in text:
        return text
    if number.denominator == 1:
        return number.numerator
    return float(text) if Fraction(Decimal(str(float(text)))) == number else str(number)


def step_name(name: str, text: str) -> str:
    """Return a value as it is told in a sentence: shares as percentages."""
    number = _number(text)
    if number is None or not name.endswith(("_ratio", "_share", ".ratio", ".share")):
        return text
    percent = 100 * number
    return f"{shown(percent)} %"


def _axis(text: str, lang: Language, problems: list[str]) -> Axis | None:
    name, _, rest = (part.strip() for part in text.partition("="))
    name = name.removeprefix("rules.")
    parts = [part.strip() for part in rest.split(":" if ":" in rest else ",")]
    if not name or not all(parts) or (":" in rest and len(parts) != 3):
        problems.append(SWEEP["form"].to(lang, text=text))
        return None
    return _range(name, text, parts, lang, problems) if ":" in rest else _list(name, text, parts, lang, problems)


def _list(name: str, text: str, parts: Sequence[str], lang: Language, problems: list[str]) -> Axis | None:
    # 0.1 and 1/10 are one value, however a policy file would write them.
    values = [read_value(part) if (number := _number(part)) is None else number for part in parts]
    again = [part for index, part in enumerate(parts) if values[index] in values[:index]]
    if again:
        problems.append(SWEEP["same_value"].to(lang, text=text, value=again[0]))
        return None
    return Axis(name, tuple(parts))


def _range(name: str, text: str, parts: Sequence[str], lang: Language, problems: list[str]) -> Axis | None:
    numbers = []
    for part in parts:
        number = _number(part)
        if number is None:
            problems.append(SWEEP["number"].to(lang, text=text, found=part))
            return None
        numbers.append(number)
    low, high, step = numbers
    if step <= 0:
        problems.append(SWEEP["step"].to(lang, text=text, step=parts[2]))
    elif low > high:
        problems.append(SWEEP["order"].to(lang, text=text, low=parts[0], high=parts[1]))
    elif (steps := (high - low) / step).denominator != 1:
        near = shown(low + int(steps) * step)
        problems.append(SWEEP["off_step"].to(lang, text=text, low=parts[0], high=parts[1], step=parts[2], near=near))
    elif steps >= MOST_POINTS:
        problems.append(SWEEP["points"].to(lang, count=int(steps) + 1, most=MOST_POINTS))
    else:
        return Axis(name, tuple(shown(low + index * step) for index in range(int(steps) + 1)))
    return None


def _number(text: str) -> Fraction | None:
    try:
        if "/" in text:
            return Fraction(text)
        value = Decimal(text)
        # An exponent of millions would be a number of as many digits.
        return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 20 else None
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return None


def _refused(axis: Axis, text: str, policy: Policy, lang: Language) -> list[str]:
    """Return the first reason for which the policy refuses one of the values."""
    # Limits are intervals: where both ends of a range are allowed, so is what lies between; the second value tells
    # whether steps between whole numbers are.
    ends = dict.fromkeys((*axis.values[:2], axis.values[-1]))
    for value in ends if ":" in text else axis.values:
        try:
            point_policy(policy, [axis], [value], lang)
        except PolicyError as error:
            return [SWEEP["refused"].to(lang, text=text, problem=error.points(lang)[0])]
    return []
