"""A disk without room for temporary files: told in a sentence, wherever it shows first.

Workbooks are first written to temporary files, and lxml tells of a full disk in an error of its own (``IO_ENOSPC``).
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from tempfile import gettempdir
from typing import Any, Final

from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE

__all__ = ["FullDisk"]

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if sys.platform != "win32" else {errno.ENOSPC})
_LXML: Final = "SerialisationError"
_NOWHERE: Final = "No usable temporary directory"


class FullDisk:
    """Tells of a full disk once: Python prints no traceback of its own where half a file is given up."""

    def __init__(self) -> None:
        self._told = False

    def sentence(self, error: BaseException, lang: Language) -> str | None:
        """Return what to say of an error that a full disk has caused, None for any other."""
        number = _number(error)
        if number not in FULL:
            return None
        self._told = True
        return MESSAGE["full_disk"].to(lang, reason=os.strerror(number), folder=_temporary())

    def __enter__(self) -> FullDisk:
        self._usual = sys.unraisablehook
        sys.unraisablehook = self._unraisable
        return self

    def __exit__(self, *_: object) -> None:
        if self._told:
            gc.collect()  # openpyxl's half-written sheets, which would be heard of later
        sys.unraisablehook = self._usual

    def _unraisable(self, found: Any) -> None:
        if _number(found.exc_value) not in FULL:
            self._usual(found)


def _number(error: BaseException | None) -> int:
    if isinstance(error, FileNotFoundError) and _NOWHERE in str(error):
        return errno.ENOSPC
    if isinstance(error, OSError):
        return error.errno or 0
    if type(error).__name__ == _LXML:
        found = getattr(errno, str(error).removeprefix("IO_"), 0)
        return found if isinstance(found, int) else 0
    return 0


def _temporary() -> str:
    try:
        return gettempdir()
    except OSError:  # no folder for temporary files can be written
        return "-"
