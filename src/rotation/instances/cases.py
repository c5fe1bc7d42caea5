"""Local cases in the shipped county: a few cells of the staff master set by hand, everything else as drawn.

In a drawn county a rule may have nothing to decide, as what it asks for is settled by those before it. Each case puts
one such rule to the test in one section, by people as they are found in rural schools; nobody outside the section
differs from the draw, and no total (heads, eligible, lessons) does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from rotation.domain.district import Teacher

__all__ = ["Case", "cases_of", "placed"]


@dataclass(frozen=True, slots=True)
class Case:
    """What differs from the draw: fields of teachers, and the rule that then has something to decide."""

    rule: str
    school: str
    changes: Mapping[str, Mapping[str, Any]]


_COUNTY: Final = (
    # A teaching point of four classes whose teachers give both main subjects, as is usual there. Of the two for maths
    # one keeps 4 of 16 lessons for Chinese. If the other goes, a teacher of Chinese gives the 4 of maths then short:
    # no lesson is lost, but 4 are outside the main subject, at 10 each. A teacher of Chinese could go instead, 600 m
    # further: 6.
    Case(
        "other_subjects",
        "S066",
        {
            "T04193": {"subject": "chinese"},
            "T04194": {"subject": "chinese", "other_subjects": ("maths",)},
            "T04196": {"other_subjects": ("chinese",)},
        },
    ),
)
_CASES: Final[Mapping[tuple[str, int], Sequence[Case]]] = MappingProxyType({("county", 4): _COUNTY})


def cases_of(profile: str, seed: int) -> Sequence[Case]:
    """Return the cases of a district, none for all but the shipped county."""
    return _CASES.get((profile, seed), ())


def placed(teachers: Sequence[Teacher], cases: Sequence[Case]) -> tuple[Teacher, ...]:
    """Return the staff master with the cells of the cases set."""
    changes = {teacher: dict(fields) for case in cases for teacher, fields in case.changes.items()}
    return tuple(
        replace(teacher, **changes[teacher.id]) if teacher.id in changes else teacher for teacher in teachers
    )
