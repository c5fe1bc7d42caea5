"""Numbers that several rules and the audit share: dates, retirement, lessons, posts, indicators, travel."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from rotation.domain.words import STAGES, SUBJECTS
from rotation.policy.settings import Amount, ByStage, Count, FromOne, Frozen, Ratio, Stage, Subject, Subjects, among

__all__ = ["Calendar", "Indicators", "Lessons", "Posts", "Retirement", "RetirementGroup", "TravelSettings"]

PositiveCount = Annotated[int, Field(ge=1, le=1_000, strict=True)]


class FromOneByStage(Frozen):
    """One number from 1 up for each stage, by which others are divided."""

    primary: FromOne
    junior: FromOne

    def __getitem__(self, stage: str) -> Fraction:
        return self.primary if stage == "primary" else self.junior


class Calendar(Frozen):
    """``reference_month`` and ``reference_day`` of the planning year are when years are counted."""

    reference_month: Annotated[int, Field(ge=1, le=12, strict=True)]
    reference_day: Annotated[int, Field(ge=1, le=31, strict=True)]
    source: str

    @field_validator("reference_day")
    @classmethod
    def _every_year(cls, value: int, info: ValidationInfo) -> int:
        month = info.data.get("reference_month", 1)
        last = monthrange(2001, month)[1]  # no leap year: a day that every year has
        if value > last:
            raise PydanticCustomError(
                "no_such_day", "must be 1 to {last}, a day that month {month} has in every year",
                {"last": last, "month": month},
            )  # fmt: skip
        return value

    def on(self, year: int) -> date:
        """Return the reference date of a planning year."""
        return date(year, self.reference_month, self.reference_day)


class RetirementGroup(Frozen):
    """Legal retirement of one group of people.

    Born before ``first_birth_year``-``first_birth_month``: at ``age_years``. Later: one month more per started
    ``birth_months_per_month`` months of birth from then on, at most ``most_months``.
    """

    age_years: Annotated[int, Field(ge=40, le=100, strict=True)]
    first_birth_year: Annotated[int, Field(ge=1900, le=2100, strict=True)]
    first_birth_month: Annotated[int, Field(ge=1, le=12, strict=True)]
    birth_months_per_month: PositiveCount
    most_months: Annotated[int, Field(ge=0, le=240, strict=True)]

    def retires(self, born: date) -> date:
        """Return the first day of the month in which who was born then retires by law."""
        late = 12 * (born.year - self.first_birth_year) + born.month - self.first_birth_month
        extra = min(self.most_months, late // self.birth_months_per_month + 1) if late >= 0 else 0
        month = 12 * (born.year + self.age_years) + born.month - 1 + extra
        return date(month // 12, month % 12 + 1, 1)


class Retirement(Frozen):
    """The legal retirement date by sex and by cadre or worker."""

    men: RetirementGroup
    women_cadres: RetirementGroup
    women_workers: RetirementGroup
    source: str

    def group(self, sex: str, personnel: str) -> RetirementGroup:
        """Return the group that a person belongs to."""
        if sex == "male":
            return self.men
        return self.women_cadres if personnel == "cadre" else self.women_workers


class Lessons(Frozen):
    """Weekly lessons: what a class needs and what a teacher can give.

    ``curriculum`` names a file of models/curricula, used where the district brings none of its own.
    ``standard`` is the planning capacity of a full teacher per stage and main subject, ``homeroom`` the lessons
    that one class's homeroom duty counts as. ``open_subjects`` may be taught by anyone.
    ``principal`` and ``deputy`` are lessons a week; a middle leader gives ``middle_leader_share`` of the standard, and
    the relief belongs to the office: it is asked of the section as open lessons. ``further_share`` of the load of a
    teacher with further certificates is kept for those subjects, in equal whole parts.
    """

    curriculum: str
    standard: dict[Stage, dict[Subject, PositiveCount]]
    homeroom: dict[Stage, Count]
    open_subjects: Subjects
    principal: Count
    deputy: Count
    middle_leader_share: Ratio
    further_share: Ratio
    source: str

    @model_validator(mode="after")
    def _complete(self) -> Lessons:
        for stage in STAGES:
            if stage not in self.homeroom:
                raise _no_number("homeroom", stage)
            missing = sorted(set(SUBJECTS) - set(self.standard.get(stage, {})))
            if missing:
                raise _no_number(f"standard.{stage}", ", ".join(missing))
        return self


def _no_number(table: str, words: str) -> PydanticCustomError:
    return PydanticCustomError("no_number", "{table} has no number for {words}", {"table": table, "words": words})


class Posts(Frozen):
    """Posts by pupils (all staff), the share of them that teach, and posts by classes for small rural schools."""

    pupils_per_post: FromOneByStage
    teacher_share: ByStage
    small_school_most_pupils: Count
    small_school_teachers_per_class: Amount
    source: str


class Indicators(Frozen):
    """Thresholds of the seven indicators, the pass rule and the class caps.

    L1-L3 are teachers and L7 rooms per hundred pupils, L4 and L5 square metres and L6 yuan per pupil.
    Teaching points under ``point_below_pupils`` are outside indicators and CV. A nine-year school's shared areas
    are split by pupils weighted 1 : ``junior_pupil_weight``. A school has one music and one art room for every
    ``classes_per_special_room`` started classes; None: not looked at, as in plans from before there was the setting.
    ``secondees_count_at`` says where teachers on secondment count in L1-L3 and CVs: at the "receiving" school, where
    they teach (None too), or at "home", the school that holds their personnel file. Rural schools of
    ``visitors_from_pupils`` and more pupils, but fewer than ``visitors_below_pupils``, count visiting specialists in
    L3; None: no school does.
    """

    high_degree: ByStage
    backbone: ByStage
    specialists: ByStage
    teaching_area: ByStage
    sports_area: ByStage
    equipment: ByStage
    multimedia: ByStage
    reach_at_least: Count
    remaining_share: Ratio
    point_below_pupils: Count
    junior_pupil_weight: Amount
    specialist_subjects: Subjects
    class_size: FromOneByStage
    oversized_from: Count
    grossly_oversized_from: Count
    classes_per_special_room: PositiveCount | None = None
    secondees_count_at: Annotated[str, among(("receiving", "home"))] | None = None
    visitors_from_pupils: Count | None = None
    visitors_below_pupils: Count | None = None
    source: str


class TravelSettings(Frozen):
    """``road_factor`` turns great-circle kilometres into road kilometres where no distance is given."""

    road_factor: Annotated[Amount, Field(ge=1, le=5)]
    source: str
