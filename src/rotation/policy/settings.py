"""What every rule's settings have in common, and the number types that settings use.

Ratios are read as the decimal that was written: 0.1 is exactly 1/10, so that "at least 10 % of 1,910" is 191
and not 192 by a rounding error.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from rotation.domain.words import STAGES, SUBJECTS

__all__ = [
    "MODES", "Amount", "ByStage", "Count", "FromOne", "Frozen", "Km", "Mode", "Ratio", "RuleSettings", "Stage",
    "Subject", "Subjects", "among",
]  # fmt: skip

Mode = Literal["required", "target", "off"]
MODES: Final[tuple[Mode, ...]] = ("required", "target", "off")
LARGEST: Final = 1_000_000
FURTHEST_KM: Final = 100_000
MOST_CHARACTERS: Final = 30
MOST_PLACES: Final = 18
"""Decimal places of a number, and digits of a fraction's denominator: as many as a computed share may have."""
LEAST: Final = Fraction(1, 1_000_000)
"""Of a number that is not 0: the solver sees no difference between a smaller one and nothing."""


def _exact(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")
    text = str(value)
    try:
        if len(text) > MOST_CHARACTERS:
            raise _too_long()
        number = value if isinstance(value, Fraction) else _number(text)
    except PydanticCustomError:  # a ValueError itself, which says more
        raise
    except (ValueError, ArithmeticError, TypeError):
        raise ValueError('must be a number such as 0.15, or a fraction in quotes such as "1/3"') from None
    if number.denominator > 10**MOST_PLACES:
        raise _too_long()
    if 0 < abs(number) < LEAST:
        raise PydanticCustomError("number_too_small", "must be 0, or at least 0.000001", {})
    return number


def _number(text: str) -> Fraction:
    if "/" in text:
        return Fraction(text)
    decimal = Decimal(text)
    # An exponent of millions would be a number of as many digits.
    if decimal.is_finite() and decimal and abs(decimal.adjusted()) > MOST_CHARACTERS:
        raise _too_long()
    return Fraction(decimal)


def _too_long() -> PydanticCustomError:
    limits = {"most": MOST_CHARACTERS, "places": MOST_PLACES}
    return PydanticCustomError(
        "number_too_long", "must have at most {most} characters and {places} decimal places; a third is \"1/3\"", limits
    )


def among(words: tuple[str, ...]) -> AfterValidator:
    """Return what refuses a text that is none of some words."""

    def check(value: str) -> str:
        if value not in words:
            raise PydanticCustomError("not_among", "must be one of {words}", {"words": ", ".join(words)})
        return value

    return AfterValidator(check)


def _plain(value: Fraction) -> int | float | str:
    if value.denominator == 1:
        return value.numerator
    decimal = float(value)
    return decimal if Fraction(Decimal(str(decimal))) == value else str(value)


Exact = Annotated[
    Fraction,
    BeforeValidator(_exact, json_schema_input_type=float),
    PlainSerializer(_plain, return_type=int | float | str),
]
Ratio = Annotated[Exact, Field(ge=0, le=1)]
"""A share from 0 to 1, exact as written."""
Amount = Annotated[Exact, Field(ge=0, le=LARGEST)]
"""A number from 0 up, exact as written."""
FromOne = Annotated[Exact, Field(ge=1, le=LARGEST)]
"""A number that others are divided by."""
Km = Annotated[Exact, Field(ge=0, le=FURTHEST_KM)]
"""Kilometres by road, exact as written."""
Count = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
"""A whole number from 0 up."""
Stage = Annotated[str, among(STAGES)]
Subject = Annotated[str, among(SUBJECTS)]
Subjects = tuple[Subject, ...]


class Frozen(BaseModel):
    """A record that cannot change and refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ByStage(Frozen):
    """One number for each stage."""

    primary: Amount
    junior: Amount

    def __getitem__(self, stage: str) -> Fraction:
        return self.primary if stage == "primary" else self.junior


class RuleSettings(Frozen):
    """Settings of one rule; a rule adds its own fields.

    ``source`` names the document, ``certainty`` says how far it binds: N national, P provincial or county
    practice, D our own default. ``weight`` is what one unit of shortfall or cost counts in the rule's tier.
    ``may_be_absent``: a policy that says nothing of the rule is without it, as in plans from before there was the rule.
    """

    may_be_absent: ClassVar[bool] = False
    mode: Mode
    tier: str = Field(description="tier in which shortfall and cost are minimised")
    weight: Annotated[int, Field(ge=1, le=10_000, strict=True)] = 1
    source: str
    certainty: Literal["N", "P", "D"]
