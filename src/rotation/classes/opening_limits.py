"""The limits on a class plan as whole numbers: caps, rooms, school size, lessons, what running classes demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from rotation.classes.entrants import Cohort
from rotation.classes.opening_posts import Posts, posts_of
from rotation.domain.district import District, SectionKey
from rotation.domain.words import STAGES
from rotation.errors import PolicyError
from rotation.i18n.problems import POLICY
from rotation.policy import Policy
from rotation.policy.classes import Classes
from rotation.policy.told import nearest

__all__ = ["Limits", "limits_of"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the model is held to.

    ``rooms`` are the classrooms for use by school (absent: not known), ``most_pupils`` the school's size.
    ``weekly`` are the lessons of one class by grade, ``lessons`` those that the classes of a stage may ask for.
    ``oversized`` is the largest size that is not oversized. ``most_directed`` is None where only reported.
    ``posts`` are the staff quotas against the lessons of the classes.
    """

    terms: Classes
    oversized: int
    rooms: Mapping[str, int]
    most_pupils: Mapping[str, int]
    weekly: Mapping[int, int]
    lessons: Mapping[str, int]
    most_directed: Mapping[str, int] | None
    posts: Mapping[SectionKey, Posts]

    def cap(self, cohort: Cohort) -> int:
        return self.terms.cap_of(cohort.school, cohort.stage, cohort.grade)

    def least_running(self, cohort: Cohort) -> int:
        """Return the running classes that are kept; a grade without pupils keeps none."""
        if self.terms.running == "free" or cohort.running is None:
            return 0
        return min(cohort.running, cohort.pupils)

    def largest_running(self, cohort: Cohort) -> int | None:
        """Return the size of a running class that is oversized and may not grow, else None."""
        if self.terms.growth.mode == "off" or not cohort.running:
            return None
        largest = -(-cohort.pupils // cohort.running)
        return largest if largest > self.oversized else None


def limits_of(district: District, policy: Policy, of: tuple[Cohort, ...]) -> Limits:
    """Return the limits of a district; raises ``PolicyError`` where the policy names schools it does not have."""
    terms = policy.classes
    known = district.school_by_id
    unknown = [name for name in dict.fromkeys(terms.pilot.schools) if name not in known]
    if unknown:
        problems = [POLICY["pilot_school"].fill(name=name, nearest=nearest(name, known)) for name in unknown]
        raise PolicyError(POLICY["wrong"].fill(origin=policy.name, count=len(problems)), problems)
    stages: Counter[str] = Counter(section.school for section in district.sections)
    size = terms.school_size
    share = terms.direction.catchment_share
    entering = Counter[str]()
    for cohort in of:
        entering[cohort.stage] += cohort.pupils if cohort.running is None else 0
    return Limits(
        terms=terms,
        oversized=policy.indicators.oversized_from - 1,
        rooms={
            school.id: max(0, school.classrooms - terms.rooms.kept_free)
            for school in district.schools
            if school.classrooms is not None
        },
        most_pupils={
            school.id: size.nine_year_pupils if stages[school.id] > 1 else size.pupils for school in district.schools
        },
        weekly=_weekly(district, policy),
        lessons={stage: _lessons_for_classes(district, policy, stage) for stage in STAGES},
        most_directed={stage: floor((1 - share[stage]) * entering[stage]) for stage in STAGES}
        if terms.direction.mode == "required"
        else None,
        posts=posts_of(district, policy),
    )


def _weekly(district: District, policy: Policy) -> Mapping[int, int]:
    """Return the weekly lessons of one class by grade, its homeroom duty included."""
    own = {(row.subject, row.grade): row.weekly_lessons for row in district.curriculum}
    weekly = Counter({grade: policy.lessons.homeroom["primary" if grade <= 6 else "junior"] for grade in range(1, 10)})
    for (_, grade), lessons in (own or policy.curriculum).items():
        weekly[grade] += lessons
    return weekly


def _lessons_for_classes(district: District, policy: Policy, stage: str) -> int:
    """Return what the teachers of a stage give, the tolerated shortage added, without the relief of leaders."""
    terms, supply, relief = policy.lessons, 0, 0
    for teacher in district.teachers:
        if teacher.stage != stage:
            continue
        full = terms.standard[stage][teacher.subject]
        supply += {"principal": terms.principal, "deputy": terms.deputy}.get(teacher.role, full)
        relief += full - floor(terms.middle_leader_share * full) if teacher.role == "middle_leader" else 0
    return floor(supply * (1 + policy.classes.staff.most_shortage)) - relief
