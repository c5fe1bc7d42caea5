"""Which release of the program this is: its version, and a digest of its own source."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from rotation import __version__

__all__ = ["release"]

SHOWN_DIGITS: Final = 8


@cache
def release() -> str:
    """Return the release, as ``0.1.0+3f2a9c01``: two copies of the program that have the same word everything alike."""
    package, found = Path(__file__).resolve().parents[1], hashlib.sha256()
    for name, path in sorted((path.relative_to(package).as_posix(), path) for path in package.rglob("*.py")):
        source = path.read_bytes().replace(b"\r\n", b"\n")  # as a checkout on Windows has them
        found.update(f"{name} {len(source)}\n".encode() + source)
    return f"{__version__}+{found.hexdigest()[:SHOWN_DIGITS]}"
