"""Parameters that several commands share, as typer reads them."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Annotated, Optional

import typer

from rotation.i18n import LANGUAGES
from rotation.i18n.commands import USAGE

__all__ = [
    "Debug", "Force", "Gap", "Input", "Json", "Lang", "MaybeOut", "MaybeText", "Out", "Policy", "Quick", "Seed",
    "Threads", "TimeLimit",
]  # fmt: skip


MOST_SECONDS = 10_000_000
"""Of a time limit: 115 days. Scenario files have the same (``rotation.scenarios.form``)."""


def _known_language(value: str) -> str:
    if value not in LANGUAGES:
        raise typer.BadParameter(USAGE["lang"].to("zh"))
    return value


def _finite(ctx: typer.Context, value: float | None) -> float | None:
    if value is not None and not isfinite(value):
        raise typer.BadParameter(USAGE["finite"].to(ctx.find_root().obj or "zh"))
    return value


def _seconds(ctx: typer.Context, value: float | None) -> float | None:
    value = _positive(ctx, value)
    if value is not None and value > MOST_SECONDS:
        raise typer.BadParameter(USAGE["at_most"].to(ctx.find_root().obj or "zh", limit=f"{MOST_SECONDS:,}"))
    return value


def _positive(ctx: typer.Context, value: float | None) -> float | None:
    if value is not None and not value > 0:
        raise typer.BadParameter(USAGE["positive"].to(ctx.find_root().obj or "zh"))
    return _finite(ctx, value)


Input = Annotated[Path, typer.Argument(metavar="INPUT")]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en", callback=_known_language)]
Debug = Annotated[bool, typer.Option("--debug")]
Policy = Annotated[str, typer.Option("--policy", metavar="NAME|FILE")]
TimeLimit = Annotated[Optional[float], typer.Option("--time-limit", metavar="S", callback=_seconds)]  # noqa: UP045
Gap = Annotated[float, typer.Option("--gap", metavar="G", min=0, callback=_finite)]
Quick = Annotated[bool, typer.Option("--quick")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0)]
Threads = Annotated[int | None, typer.Option("--threads", metavar="N", min=1)]
Json = Annotated[bool, typer.Option("--json")]
Force = Annotated[bool, typer.Option("--force")]
MaybeText = Annotated[Optional[str], typer.Option("--who", metavar="NAME")]  # noqa: UP045
MaybeOut = Annotated[Optional[Path], typer.Option("--out", metavar="DIR")]  # noqa: UP045
Out = Annotated[Path, typer.Option("--out", metavar="DIR")]
