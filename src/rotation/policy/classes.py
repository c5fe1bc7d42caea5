"""Settings of the classes to open: caps, rooms, school size, staff, running classes, directed entrants."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from rotation.policy.settings import ByStage, Count, Frozen, Km, Mode, Ratio

__all__ = ["CLASS_TIERS", "Classes", "Limit"]

CLASS_TIERS: Final = (
    "oversized", "over_cap", "rooms", "school_size", "posts", "classes", "lessons", "directed", "distance",
)  # fmt: skip
"""What a class plan may minimise; a policy says what, in which order."""

Cap = Annotated[int, Field(ge=1, le=200, strict=True)]
GradeNumber = Annotated[int, Field(ge=1, le=9, strict=True)]


class Limit(Frozen):
    """A limit on a class plan: ``required``, a ``target`` (missed as little as possible) or ``off``."""

    mode: Mode
    source: str
    certainty: Literal["N", "P", "D"]


class ClassCap(Limit):
    """Most pupils in a class, by stage; off is no choice, as without a cap one class would hold everybody."""

    primary: Cap
    junior: Cap

    @field_validator("mode")
    @classmethod
    def _there(cls, value: Mode) -> Mode:
        if value == "off":
            raise PydanticCustomError(
                "cap_off", "must be required or target: without a cap no number of classes follows"
            )
        return value

    def __getitem__(self, stage: str) -> int:
        return self.primary if stage == "primary" else self.junior


class Pilot(Frozen):
    """Small classes: ``cap`` holds instead in these schools (ids) and grades."""

    schools: tuple[str, ...]
    grades: tuple[GradeNumber, ...]
    cap: Cap
    source: str
    certainty: Literal["N", "P", "D"]


class Rooms(Limit):
    """Classes of a school within its classrooms, of which ``kept_free`` are kept for other use."""

    kept_free: Count


class SchoolSize(Limit):
    """Most pupils of a school, and of a nine-year school."""

    pupils: Count
    nine_year_pupils: Count


class Staff(Limit):
    """Lessons that the classes imply within what the district's teachers of the stage can give.

    ``most_shortage`` is the share of the supply by which the lessons may exceed it.
    """

    most_shortage: Ratio

    @field_validator("mode")
    @classmethod
    def _reported(cls, value: Mode) -> Mode:
        if value == "target":
            raise PydanticCustomError(
                "staff_target", "must be required or off: lessons are minimised in the tier lessons and always reported"
            )
        return value


class Quota(Limit):
    """Teachers that the lessons of a section's classes ask for within its staff quota."""


class Growth(Limit):
    """Running classes with ``indicators.oversized_from`` pupils or more do not grow."""


class Direction(Limit):
    """Entrants directed to a neighbour with room.

    ``mode`` required or target: entrants may be directed along the neighbours sheet, and where ``within_km`` is
    given to the ``most_neighbours`` nearest schools within that distance too; off: nobody is directed.
    ``catchment_share`` is the share of entrants placed in their catchment: a row where required, else reported.
    """

    within_km: Km | None = None
    most_neighbours: Count
    catchment_share: ByStage

    @model_validator(mode="after")
    def _shares(self) -> Direction:
        if max(self.catchment_share.primary, self.catchment_share.junior) > 1:
            raise PydanticCustomError("share_above_one", "catchment_share must be at most 1")
        return self


class Classes(Frozen):
    """How classes are opened.

    ``plan`` makes ``solve`` plan the classes instead of taking them from the data. ``running`` says whether
    classes that move up are kept (``keep``: none is merged) or all grades may be formed anew (``free``).
    Sizes within a grade differ by at most ``size_difference``. ``compare_caps`` are the caps whose cost is shown.
    """

    plan: bool
    running: Literal["keep", "free"]
    size_difference: Annotated[int, Field(ge=1, le=5, strict=True)]
    compare_caps: tuple[Cap, ...]
    tiers: tuple[str, ...]
    source: str
    certainty: Literal["N", "P", "D"]
    cap: ClassCap
    pilot: Pilot
    rooms: Rooms
    school_size: SchoolSize
    staff: Staff
    quota: Quota
    growth: Growth
    direction: Direction

    @field_validator("tiers")
    @classmethod
    def _known_tiers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) != len(value) or not set(value) <= set(CLASS_TIERS):
            raise PydanticCustomError(
                "class_tiers", "must name tiers among {tiers}, none twice, in the order wanted",
                {"tiers": ", ".join(CLASS_TIERS)},
            )  # fmt: skip
        if not {"classes", "lessons"} & set(value):
            raise PydanticCustomError(
                "class_tiers_open", "must name classes or lessons, or nothing keeps the number of classes down"
            )
        return value

    def cap_of(self, school: str, stage: str, grade: int) -> int:
        """Return the most pupils in a class of a grade."""
        small = school in self.pilot.schools and grade in self.pilot.grades
        return self.pilot.cap if small else self.cap[stage]
