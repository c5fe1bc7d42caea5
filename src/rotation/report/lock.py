"""One command at a time where a log is written: that of a draw, that of a plan."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from rotation.errors import PlanError
from rotation.i18n import Text

__all__ = ["alone"]

_BEYOND: Final = 1 << 40
"""A byte far behind the end of any such file: Windows lets nobody read what is locked."""


@contextlib.contextmanager
def alone(file: Path, missing: Text) -> Iterator[None]:
    """Wait until no other command is at work that holds this file, and keep the others waiting.

    The file is one that is never replaced, or those who wait would wait for the one before. The system lets go of the
    lock when a command ends, however it ends. Raises ``PlanError`` with ``missing`` where there is no such file.
    """
    try:
        held = _opened(file)
    except (FileNotFoundError, IsADirectoryError):
        raise PlanError(missing) from None
    with held:
        _lock(held.fileno())
        yield


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("r+b")
    except PermissionError:  # one that nobody is to write can be locked on most disks nevertheless
        return file.open("rb")


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        while True:
            # Gives up after ten seconds, which is not the end here.
            with contextlib.suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
