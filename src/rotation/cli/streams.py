"""Standard output and standard error that may be closed, full, or a pipe nobody reads any more."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import IO, Any, TextIO, cast

__all__ = ["OutputError", "streams"]


class OutputError(Exception):
    """Standard output takes no more.

    No OSError: typer and rich end the process at a broken pipe, and other errors of files are another matter.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or type(error).__name__)
        self.reader_gone = error.errno == errno.EPIPE


class _Stream:
    """A stream but for ``write`` and ``flush``; a required one raises OutputError, another one falls silent."""

    def __init__(self, stream: IO[str], *, required: bool) -> None:
        self._stream, self._required = stream, required

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with self._watched():
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._watched():
            self._stream.flush()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            # What is still in the buffer goes nowhere, or it would be tried again as the process ends.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
            if self._required:
                raise OutputError(error) from error


@contextlib.contextmanager
def streams() -> Iterator[None]:
    """Put such streams in the place of the process's own for a while."""
    before = sys.stdout, sys.stderr
    # A closed stream is None. Opened at once, so that no file of ours takes its number.
    out, told = (stream or open(os.devnull, "w", encoding="utf-8") for stream in before)  # noqa: SIM115
    for stream in (out, told):
        # A name that the console's code page does not know must not end the run.
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stdout = cast(TextIO, _Stream(out, required=True))
    sys.stderr = cast(TextIO, _Stream(told, required=False))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
