"""Where the columns of a sheet that came back now stand, though some were put in or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Places"]


@dataclass(frozen=True, slots=True)
class Places:
    """For each column as written, from 0, its place in the file, None where it is gone; and the columns put in.

    Where headings were changed besides, nothing is known and every column is taken to be where it was.
    """

    now: Sequence[int | None]
    new: Sequence[int]

    @classmethod
    def of(cls, written: Sequence[str], found: Sequence[str]) -> Places:
        """Compare the headings as written with those found."""
        at = _matched(written, found)
        if at is not None:
            return cls(at, [column for column in range(len(found)) if column not in at])
        left = _matched(found, written)
        if left is not None:
            return cls([left.index(column) if column in left else None for column in range(len(written))], [])
        return cls(range(len(written)), [])

    @property
    def gone(self) -> list[int]:
        """The columns as written that are no longer there."""
        return [column for column, place in enumerate(self.now) if place is None]

    def place(self, column: int) -> int:
        """Return where a column as written stands in the file; those beyond the headings keep their distance."""
        if column < len(self.now):
            return self.now[column] or 0
        return column + len(self.new) - len(self.gone)

    def back(self, row: Sequence[str]) -> list[str]:
        """Return a row of the file with its cells where they were written, nothing where there is no such column."""
        cells = ["" if place is None or place >= len(row) else row[place] for place in self.now]
        return [*cells, *row[self.place(len(self.now)) :]]


def _matched(some: Sequence[str], all_: Sequence[str]) -> list[int] | None:
    """Return where some headings stand among others in their order, None where not all of them do."""
    at: list[int] = []
    for heading in some:
        try:
            at.append(all_.index(heading, at[-1] + 1 if at else 0))
        except ValueError:
            return None
    return at
