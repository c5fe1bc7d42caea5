"""The folder that a command is to write, looked at before the work: what cannot be written is refused at once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from rotation.errors import PlanError
from rotation.i18n import Language
from rotation.i18n.reports import PLAN

__all__ = ["may_begin"]

_LONGEST_ENDING = len(".0123456789ab.incumbent.json.new")
"""What names beside the folder have more than its own, while it is written."""


def may_begin(folder: Path, lang: Language = "zh", *, replaces: bool = False) -> None:
    """Raise ``PlanError`` where nothing may or can be written at this place.

    A plan's folder holds the plan and nothing else; only who ``replaces`` it whole may name it.
    """
    place = Path(os.path.realpath(folder))
    plan = next((part for part in (place, *place.parents) if _is_plan(part)), None)
    if plan is not None and not (replaces and plan == place):
        raise PlanError(PLAN["in_plan"].to(lang, folder=folder, plan=plan))
    there = next(part for part in (place, *place.parents) if _exists(part))
    if not there.is_dir():
        key = "is_file" if there == place else "file_above"
        raise PlanError(PLAN[key].to(lang, folder=folder, file=there))
    for part in place.relative_to(there).parts or ("",):
        name = part or place.name
        if _too_long(there if part else there.parent, name):
            raise PlanError(PLAN["long_name"].to(lang, name=f"{name[:20]}..."))
    if not os.access(there, os.W_OK):
        reason = os.strerror(errno.EACCES)
        raise PlanError(PLAN["cannot_write"].to(lang, folder=there, reason=reason))


def _is_plan(folder: Path) -> bool:
    try:
        return (folder / "certificate.json").is_file() and (folder / "assignments.csv").is_file()
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long is nowhere
        return False


def _too_long(folder: Path, name: str) -> bool:
    """Ask the file system, which counts bytes or characters as it likes."""
    try:
        os.lstat(folder / (name + "x" * _LONGEST_ENDING))
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    return False
