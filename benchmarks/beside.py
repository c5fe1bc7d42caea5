"""Engines on one drawn district, each in a process of its own, or one of them beside figures kept of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["Apart", "measured"]

Apart = Callable[..., dict[str, Any]]


def measured(
    apart: Apart, name: str, engines: Sequence[str], seconds: float, only: str | None, kept: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the engines' rows in their order; ``kept`` are rows of this district from before."""
    known = {row["engine"]: row for row in kept}
    return [
        known[engine]
        if only not in (None, engine)
        else apart(f"{name}: {engine}", "--spec", name, "--seconds", str(seconds), "--engine", engine)
        for engine in engines
    ]
