"""One command at a time in the folder of a draw."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rotation.errors import PlanError
from rotation.i18n.drawing import CHANGED

__all__ = ["alone"]

_BEYOND: Final = 1 << 40
"""A byte far behind the end of any log: Windows lets nobody read what is locked."""


@contextlib.contextmanager
def alone(log: Path) -> Iterator[None]:
    """Wait until no other command is at work in the folder of this log, and keep the others waiting.

    The system lets go of the lock when a command ends, however it ends.
    """
    try:
        file = log.open("r+b")
    except FileNotFoundError:
        raise PlanError(CHANGED["log_missing"]) from None
    with file:
        _lock(file.fileno())
        yield


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
