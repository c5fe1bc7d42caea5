"""Where the instances that come with the package lie."""

from __future__ import annotations

from pathlib import Path

from rotation.errors import RotationError
from rotation.i18n.instances import INSTANCE
from rotation.resources import shipped

__all__ = ["embedded", "embedded_names"]


def embedded_names() -> tuple[str, ...]:
    """Return the names of the shipped instances, sorted."""
    folder = shipped("instances")
    return (
        tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_dir())) if folder.is_dir() else ()
    )


def embedded(name: str) -> Path:
    """Return the folder of a shipped instance.

    Raises
    ------
    RotationError
        There is none of this name.
    """
    names = embedded_names()
    if name not in names:
        raise RotationError(INSTANCE["no_embedded"].fill(name=name, known=", ".join(names) or "-"))
    return shipped("instances") / name
