"""What no cell shows alone: every check that compares rows, one small function each, in four modules.

A check stays silent about a value that is unreadable and about rows of a sheet that could not be read wholly:
that has been reported already.
"""

from __future__ import annotations

from rotation.io import check_classes, check_schools, check_teachers, check_wishes
from rotation.io.references import Book

__all__ = ["check"]


def check(book: Book) -> None:
    """Report everything in a resolved book that contradicts itself."""
    for module in (check_schools, check_teachers, check_wishes, check_classes):
        for one in module.CHECKS:
            one(book)
