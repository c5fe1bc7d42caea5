"""The form of a scenario file: what may stand in it, and every way in which one can be wrong, in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from rotation.domain.words import BACKBONE_LEVELS, DEGREES, TITLES
from rotation.i18n import Language
from rotation.i18n.scenarios import PROBLEM, REASON
from rotation.policy.settings import Frozen, Subject, among

__all__ = ["PARTS", "TEXTS", "Cap", "Closing", "Hire", "Posts", "Run", "flattened", "parsed", "settings_written"]


Stage = Literal["primary", "junior"]
Whole = Annotated[int, Field(strict=True, ge=0)]
Some = Annotated[int, Field(strict=True, ge=1, le=500)]
Id = Annotated[str, Field(min_length=1)]
Receivers = Annotated[
    Annotated[Id, Tag("[one]")] | Annotated[dict[Stage, Id], Tag("[each]")],
    Discriminator(lambda value: "[each]" if isinstance(value, Mapping) else "[one]"),
]
"""One school, or one for each stage; whatever is no table is judged as one school."""


class Run(Frozen):
    """How it is solved; the command's own options of the same names."""

    seed: Whole = 0
    gap: Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)] = 0.001
    time_limit: Annotated[float, Field(strict=True, gt=0, le=10_000_000, allow_inf_nan=False)] | None = None


class Cap(Frozen):
    """Pupils that a class may have at most."""

    primary: Annotated[int, Field(strict=True, ge=1, le=100)]
    junior: Annotated[int, Field(strict=True, ge=1, le=100)]


class Closing(Frozen):
    """A school that ends.

    ``into`` is the receiving school, or one for each stage. ``places`` gives single teachers another school than
    their pupils'. ``leaders``: keep the office, or teach a full load. ``years`` at the present school continue or
    start again.
    """

    school: Id
    into: Receivers
    places: dict[Id, Id] = Field(default_factory=dict)
    leaders: Literal["keep", "teach"] = "keep"
    years: Literal["continue", "restart"] = "continue"

    def receiver(self, stage: str) -> str | None:
        """Return who takes the pupils of a stage; None where the file does not say."""
        return self.into if isinstance(self.into, str) else self.into.get(stage)  # type: ignore[call-overload]


class Posts(Frozen):
    """Another staff quota of one section: so many more (fewer), or so many."""

    school: Id
    stage: Stage
    add: Annotated[int, Field(strict=True, ge=-10_000, le=10_000)] | None = None
    staff_quota: Annotated[int, Field(strict=True, ge=0, le=10_000)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Posts:
        if (self.add is None) == (self.staff_quota is None):
            raise ValueError("one_of")
        return self


class Hire(Frozen):
    """Teachers who do not exist yet; ``locked_years`` after the planning year they may not be moved."""

    school: Id
    stage: Stage
    subject: Subject
    count: Some = 1
    other_subjects: tuple[Subject, ...] = ()
    degree: Annotated[str, among(DEGREES)] = "bachelor"
    title: Annotated[str, among(TITLES)] = "none"
    backbone: Annotated[str, among(BACKBONE_LEVELS)] = "none"
    age: Annotated[int, Field(strict=True, ge=20, le=55)] = 24
    locked_years: Annotated[int, Field(strict=True, ge=0, le=50)] = 3


_LIKE_ANOTHER: Final = re.compile(r"\s*|[-+\d._eE]+|true|false|\[.*\]|\{.*\}", re.DOTALL)
"""A text that without its quotes would read as nothing, a number, a switch, a list or a table."""

TEXTS: Final = ("name", "title_zh", "title_en", "question_zh", "question_en", "instance", "policy")
PARTS: Final[Mapping[str, Any]] = {
    "settings": dict[str, Any],
    "class_cap": Cap,
    "close": list[Closing],
    "merge": list[Closing],
    "posts": list[Posts],
    "hire": list[Hire],
    "run": Run,
}


def parsed(table: Mapping[str, Any], lang: Language, problems: list[str]) -> dict[str, Any]:
    """Return the parts of a scenario that are as they should be; a sentence for each that is not.

    A part that is absent is not in the result either.
    """
    parts: dict[str, Any] = {}
    known = [*TEXTS, *PARTS]
    for key in table:
        if key not in known:
            problems.append(PROBLEM["unknown"].to(lang, name=key, nearest=_near(key, known, lang)))
    for key in TEXTS:
        if key not in table:
            problems.append(PROBLEM["missing"].to(lang, name=key))
        elif not isinstance(table[key], str) or not table[key].strip():
            problems.append(_said(lang, key, table[key], REASON["string_type"].to(lang)))
        else:
            parts[key] = table[key]
    for key, form in PARTS.items():
        if key in table:
            try:
                parts[key] = TypeAdapter(form).validate_python(table[key])
            except ValidationError as error:
                problems += dict.fromkeys(_sentence(key, form, item, lang) for item in error.errors(include_url=False))
    return parts


def flattened(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings by dotted name, however the file nests them."""
    return dict(settings_written(table))


def settings_written(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield settings by dotted name as often as the file writes them."""
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, Mapping) and value:
            yield from settings_written(value, name)
        else:
            yield name, value


def _sentence(part: str, form: Any, item: Any, lang: Language) -> str:
    place, kind = [part], item["type"]
    for step in item["loc"]:
        if isinstance(step, int):
            place[-1] += f"[{step + 1}]"
        elif "[" not in str(step):  # the tags of a union's sides, and pydantic's own "[key]"
            place.append(str(step))
    where = ".".join(place)
    if kind == "extra_forbidden":
        return PROBLEM["unknown"].to(lang, name=where, nearest=_near(place[-1], _fields(form), lang))
    if kind == "missing":
        return PROBLEM["missing"].to(lang, name=where)
    if kind in ("literal_error", "not_among"):
        listed = item["ctx"].get("words") or str(item["ctx"]["expected"]).replace(" or ", ", ")
        words = [word.strip("'") for word in listed.split(", ")]
        reason = REASON["literal_error"].to(lang, words=", ".join(words)) + _near(str(item["input"]), words, lang)
    elif kind == "value_error":
        return PROBLEM["one_of"].to(lang, name=where)
    else:
        limits = {"value": next((v for k, v in item.get("ctx", {}).items() if k in ("ge", "gt", "le")), "")}
        reason = REASON[kind].to(lang, **limits) if kind in REASON else str(item["msg"])
    return _said(lang, where, item["input"], reason)


def _said(lang: Language, where: str, found: object, reason: str) -> str:
    told = str(found)[:60]
    if isinstance(found, str) and _LIKE_ANOTHER.fullmatch(found):
        told = f'"{told}"'
    return PROBLEM["value"].to(lang, name=where, found=told, reason=reason)


def _fields(form: Any) -> list[str]:
    inner = getattr(form, "__args__", (form,))[-1]
    return list(inner.model_fields) if isinstance(inner, type) and issubclass(inner, BaseModel) else []


def _near(word: str, known: Iterable[str], lang: Language) -> str:
    near = difflib.get_close_matches(word, list(known), n=2, cutoff=0.5)
    return PROBLEM["nearest"].to(lang, names=PROBLEM["or"].to(lang).join(near)) if near else ""
