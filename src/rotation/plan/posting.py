"""One row of a plan: a person whose section changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rotation.domain.district import District, SectionKey

__all__ = ["Posting", "after"]


@dataclass(frozen=True, slots=True)
class Posting:
    """``teacher`` goes from ``origin`` (where the person works now) to ``destination``.

    ``kind`` is move, or return for a secondee who goes home. Who is not in a plan stays.
    """

    teacher: str
    origin: SectionKey
    destination: SectionKey
    kind: Literal["move", "return"]


def after(district: District, postings: Iterable[Posting]) -> Mapping[str, SectionKey]:
    """Return where every teacher works once the plan is carried out."""
    sections = {teacher.id: teacher.section for teacher in district.teachers}
    return sections | {posting.teacher: posting.destination for posting in postings}
