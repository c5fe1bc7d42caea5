"""What every rule's settings have in common, and the number types that settings use.

Ratios are read as the decimal that was written: 0.1 is exactly 1/10, so that "at least 10 % of 1,910" is 191
and not 192 by a rounding error.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

__all__ = ["MODES", "Amount", "ByStage", "Count", "Frozen", "Km", "Mode", "Ratio", "RuleSettings", "Subjects"]

Mode = Literal["required", "target", "off"]
MODES: Final[tuple[Mode, ...]] = ("required", "target", "off")


def _exact(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")
    if isinstance(value, Fraction):
        return value
    try:
        return Fraction(str(value)) if isinstance(value, str) else Fraction(Decimal(str(value)))
    except (ValueError, ArithmeticError, TypeError):
        raise ValueError('must be a number such as 0.15, or a fraction in quotes such as "1/3"') from None


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
Amount = Annotated[Exact, Field(ge=0)]
"""A number from 0 up, exact as written."""
Km = Annotated[Exact, Field(ge=0)]
"""Kilometres by road, exact as written."""
Count = Annotated[int, Field(ge=0, strict=True)]
"""A whole number from 0 up."""
Subjects = tuple[str, ...]


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
    """

    mode: Mode
    tier: str = Field(description="tier in which shortfall and cost are minimised")
    weight: Annotated[int, Field(ge=1, le=10_000, strict=True)] = 1
    source: str
    certainty: Literal["N", "P", "D"]
