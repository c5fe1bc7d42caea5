"""Where the shipped policies, curricula and instances lie: in a source tree or inside an installed package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped"]


def shipped(folder: str) -> Path:
    """Return the folder ``models`` or ``instances`` that belongs to this installation."""
    here = Path(__file__).resolve()
    installed = here.parent / "_data" / folder
    return installed if installed.is_dir() else here.parents[2] / folder
