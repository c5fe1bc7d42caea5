"""A finished plan counted again from the data and its postings alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rotation.audit.people import Standing, home_section, persons
from rotation.audit.roads import Ways
from rotation.audit.teaching import Teaching
from rotation.domain.district import District, SectionKey
from rotation.domain.words import stage_of_grade
from rotation.errors import PlanError
from rotation.i18n import Text
from rotation.i18n.problems import POSTING
from rotation.plan.posting import Posting
from rotation.policy.policy import Policy
from rotation.rules.base import LessonCount

__all__ = ["Counted", "recount"]

Staff = Mapping[SectionKey, Sequence[str]]


@dataclass(eq=False, kw_only=True)
class Counted:
    """The verifier's ``Recount`` (see ``rotation.rules.base``), with each person's standing and the lot's
    seed. ``filed`` are the secondees whom indicators count elsewhere than where they teach."""

    district: District
    policy: Policy
    seed: int
    reference: date
    persons: Mapping[str, Standing]
    before: Mapping[str, SectionKey]
    standing: Mapping[str, SectionKey]
    after: Mapping[str, SectionKey]
    due_returns: Sequence[str]
    movers: Sequence[str]
    counted: frozenset[str]
    eligible: frozenset[str]
    may_move: frozenset[str]
    reasons: Mapping[str, Sequence[str]]
    pupils: Mapping[SectionKey, int]
    classes: Mapping[SectionKey, int]
    school_pupils: Mapping[str, int]
    in_indicators: frozenset[SectionKey]
    ways: Ways
    teaching: Teaching
    filed: Mapping[str, SectionKey]
    visitors: Mapping[SectionKey, int]
    _staff: dict[str, Staff] = field(default_factory=dict)
    _indicator_staff: dict[str, Staff] = field(default_factory=dict)

    def staff(self, when: str, section: SectionKey) -> Sequence[str]:
        """Return the teachers of a section ``before``, ``standing`` or ``after``, in the district's order."""
        if when not in self._staff:
            self._staff[when] = self._by_section(self._where(when))
        return self._staff[when][section]

    def indicator_staff(self, when: str, section: SectionKey) -> Sequence[str]:
        """Return whom L1-L3 and CVs count at a section: those of ``filed`` there, others where they teach."""
        if not self.filed:
            return self.staff(when, section)
        if when not in self._indicator_staff:
            self._indicator_staff[when] = self._by_section({**self._where(when), **self.filed})
        return self._indicator_staff[when][section]

    def _where(self, when: str) -> Mapping[str, SectionKey]:
        return {"before": self.before, "standing": self.standing, "after": self.after}[when]

    def _by_section(self, where: Mapping[str, SectionKey]) -> Staff:
        here: dict[SectionKey, list[str]] = {key: [] for key in self.pupils}
        for teacher in self.district.teachers:
            here[where[teacher.id]].append(teacher.id)
        return here

    def hectometres(self, origin: str, destination: str) -> int | None:
        """Return the way between two schools, None where there is none."""
        return self.ways.between(origin, destination)

    def home_hectometres(self, teacher: str, school: str) -> int | None:
        """Return the way from a teacher's residence to a school; without coordinates from the school of
        standing."""
        person = self.district.teacher_by_id[teacher]
        if person.home_latitude is not None and person.home_longitude is not None:
            return self.ways.from_place(person.home_latitude, person.home_longitude, school)
        return self.ways.between(self.standing[teacher].school, school)

    def lot_seed(self) -> int:
        """Return the published seed."""
        return self.seed

    def lessons(self, section: SectionKey) -> LessonCount:
        """Return the best use of a section's teachers after the exchange."""
        return self.lessons_at("after", section)

    def lessons_at(self, when: str, section: SectionKey) -> LessonCount:
        """Return the best use of a section's teachers ``before``, ``standing`` or ``after``."""
        return self.teaching.count(section, self.staff(when, section))


def recount(district: District, policy: Policy, postings: Iterable[Posting], seed: int = 0) -> Counted:
    """Count a plan from its postings.

    Parameters
    ----------
    postings
        Everyone whose section changes. Who is due to return and has no posting stays on (a finding of
        ``returns``).
    seed
        The published seed of the lot.

    Raises
    ------
    PlanError
        Lists every posting that names unknown people or sections, a person twice, another origin than the
        data, the same school, or a return of someone who is not due, or not to the home section; and, where
        the rule ``travel_limit`` is not required and so cannot tell, every move to where no way leads.
    """
    postings = tuple(postings)
    reference = policy.calendar.on(district.year)
    people = persons(district, policy, reference)
    ways = Ways.of(district, float(policy.travel.road_factor))
    problems = list(_problems(district, people, postings))
    if not problems and policy.settings("travel_limit").mode != "required":
        problems = list(_stranded(district, people, postings, ways))
    if problems:
        raise PlanError(POSTING["do_not_fit"], problems)

    before = {teacher.id: teacher.section for teacher in district.teachers}
    standing = {teacher: people[teacher].home or section for teacher, section in before.items()}
    after = before | {posting.teacher: posting.destination for posting in postings}
    # Who is due home and stays on where they work now has not moved, though they do not stand there any more.
    movers = [
        teacher
        for teacher in before
        if after[teacher].school != standing[teacher].school
        and not (people[teacher].home is not None and after[teacher] == before[teacher])
    ]
    may_move = frozenset(teacher for teacher, person in people.items() if person.may_move)
    eligible = frozenset(teacher for teacher, person in people.items() if person.eligible)
    denominator = may_move if policy.settings("exchange_ratio").count_volunteers else eligible

    pupils = {section.key: 0 for section in district.sections}
    classes = dict.fromkeys(pupils, 0)
    school_pupils = {school.id: 0 for school in district.schools}
    for row in district.grades:
        key = SectionKey(row.school, stage_of_grade(row.grade))
        if key in pupils:
            pupils[key] += row.pupils
            classes[key] += row.classes
            school_pupils[row.school] += row.pupils
    return Counted(
        district=district,
        policy=policy,
        seed=seed,
        reference=reference,
        persons=people,
        before=before,
        standing=standing,
        after=after,
        due_returns=[teacher for teacher, person in people.items() if person.home is not None],
        movers=movers,
        counted=denominator.intersection(movers),
        eligible=eligible,
        may_move=may_move,
        reasons={teacher: person.reasons for teacher, person in people.items() if person.reasons},
        pupils=pupils,
        classes=classes,
        school_pupils=school_pupils,
        in_indicators=frozenset(_inside(district, policy, pupils)),
        ways=ways,
        teaching=Teaching(district, policy, standing, may_move),
        filed=dict(_filed(district, policy)),
        visitors=dict(_visitors(district, policy, school_pupils)),
    )


def _filed(district: District, policy: Policy) -> Iterator[tuple[str, SectionKey]]:
    """Yield the secondees who count at the section that holds their personnel file, with it."""
    if policy.indicators.secondees_count_at == "home":
        for teacher in district.teachers:
            if (home := home_section(district, teacher)) is not None:
                yield teacher.id, home


def _visitors(
    district: District, policy: Policy, school_pupils: Mapping[str, int]
) -> Iterator[tuple[SectionKey, int]]:
    """Yield the sections that count visiting specialists in L3, those of small rural schools, with how many."""
    terms = policy.indicators
    if terms.visitors_from_pupils is None or terms.visitors_below_pupils is None:
        return
    for section in district.sections:
        small = terms.visitors_from_pupils <= school_pupils[section.school] < terms.visitors_below_pupils
        if section.visiting_specialists and small and district.school_by_id[section.school].zone == "rural":
            yield section.key, section.visiting_specialists


def _inside(district: District, policy: Policy, pupils: Mapping[SectionKey, int]) -> Iterator[SectionKey]:
    """Yield the sections in the indicators: with pupils, and no teaching point below the limit."""
    for key, count in pupils.items():
        tiny = (
            district.school_by_id[key.school].teaching_point and count < policy.indicators.point_below_pupils
        )
        if count > 0 and not tiny:
            yield key


def _problems(
    district: District, people: Mapping[str, Standing], postings: Sequence[Posting]
) -> Iterator[Text]:
    seen: set[str] = set()
    for posting in postings:
        who, kind = posting.teacher, posting.kind
        if who in seen:
            yield POSTING["twice"].fill(who=who)
        seen.add(who)
        teacher = district.teacher_by_id.get(who)
        if teacher is None:
            yield POSTING["no_teacher"].fill(who=who)
            continue
        home = people[who].home
        if posting.origin != teacher.section:
            yield POSTING["origin"].fill(who=who, origin=posting.origin, section=teacher.section)
        if posting.destination not in district.section_by_key:
            yield POSTING["no_section"].fill(who=who, destination=posting.destination)
        elif posting.destination.school == posting.origin.school:
            yield POSTING["same_school"].fill(who=who, school=posting.origin.school)
        elif kind not in ("move", "return"):
            yield POSTING["kind"].fill(who=who, kind=repr(kind))
        elif kind == "return" and home is None:
            yield POSTING["not_due"].fill(who=who)
        elif kind == "return" and posting.destination != home:
            yield POSTING["wrong_home"].fill(who=who, destination=posting.destination, home=home)
        elif kind == "move" and posting.destination == home:
            yield POSTING["is_return"].fill(who=who, home=home)


def _stranded(
    district: District, people: Mapping[str, Standing], postings: Sequence[Posting], ways: Ways
) -> Iterator[Text]:
    """Name the moves to where no way leads: no policy makes them possible."""
    for posting in postings:
        start = (people[posting.teacher].home or posting.origin).school
        if ways.between(start, posting.destination.school) is None:
            yield POSTING["no_way"].fill(who=posting.teacher, start=start, destination=posting.destination)
