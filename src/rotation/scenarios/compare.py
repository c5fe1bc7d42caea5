"""Plans side by side: what differs in settings, data, figures and people. Nothing here judges; see ``advice``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rotation.audit import Audit
from rotation.domain.district import District
from rotation.errors import PlanError
from rotation.i18n import Language, Text
from rotation.i18n.scenarios import COMPARE
from rotation.plan.posting import Posting
from rotation.report import StoredPlan, check_plan, read_plan
from rotation.report.certificate import Tier
from rotation.scenarios.figures import Figure, figures
from rotation.scenarios.settings import deciding, differing

__all__ = ["LETTERS", "Comparison", "DataDifference", "Entry", "Person", "compare", "load_entries"]

LETTERS: Final = "ABCDEFGHI"
OTHER_TABLES: Final = (
    "sections", "grades", "preferences", "decisions", "travel", "curriculum", "entrants", "neighbours",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the plans compared, recounted; ``letter`` is its name in reports."""

    letter: str
    plan: StoredPlan
    audit: Audit
    figures: tuple[Figure, ...]

    @property
    def title(self) -> Text:
        """The title of its policy."""
        return Text(self.plan.policy.title_zh, self.plan.policy.title_en)

    def tier(self, name: str) -> Tier | None:
        """Return one tier of the certificate: value and bound."""
        return next((tier for tier in self.plan.certificate.tiers if tier.name == name), None)


@dataclass(frozen=True, slots=True)
class DataDifference:
    """How the data of one plan differs from the first one's: schools and people that are only in one of the two.

    ``rows`` counts the rows of the other tables, and the schools, of which the two do not say the same.
    """

    letter: str
    schools_without: int
    schools_extra: int
    people_without: int
    people_extra: int
    people_changed: int
    classes: int
    posts: int
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom not all plans place alike.

    ``places`` holds a posting for each plan: None where the person stays, ``False`` where the data has no such person.
    """

    teacher: str
    name: str
    places: tuple[Posting | bool | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs; the first plan is what the others are compared with."""

    entries: tuple[Entry, ...]
    settings: dict[str, tuple[Any, ...]]
    counting: tuple[str, ...]
    runs: dict[str, tuple[Any, ...]]
    data: tuple[DataDifference, ...]
    tiers: tuple[str, ...]
    people: tuple[Person, ...]

    def rows(self, group: str) -> list[tuple[Figure, tuple[Any, ...]]]:
        """Return the figures of one group: what it is, and its value in each plan (None: not there)."""
        known: dict[str, Figure] = {}
        for entry in self.entries:
            for figure in entry.figures:
                if figure.group == group:
                    known.setdefault(figure.key, figure)
        tables = [{figure.key: figure.value for figure in entry.figures} for entry in self.entries]
        return [(figure, tuple(table.get(key) for table in tables)) for key, figure in known.items()]

    @property
    def only_decisions(self) -> bool:
        """Say whether the plans' data differ in nothing but what has been decided."""
        first = self.entries[0].plan.district
        return all(replace(e.plan.district, decisions=first.decisions) == first for e in self.entries)

    def moved(self, one: int, other: int) -> tuple[int, int, int]:
        """Count who has a posting in one plan only, in the other only, and in both but to different places."""
        first, second = ({p.teacher: p.destination for p in self.entries[i].plan.postings} for i in (one, other))
        both = first.keys() & second.keys()
        return (
            len(first.keys() - second.keys()),
            len(second.keys() - first.keys()),
            sum(first[teacher] != second[teacher] for teacher in both),
        )


def load_entries(
    folders: Sequence[Path], lang: Language, tell: Callable[[str], None] = lambda text: None
) -> tuple[Entry, ...]:
    """Read and recount the plans.

    Raises
    ------
    PlanError
        There are too few or too many, one is twice there, or one does not hold.
    """
    if not 2 <= len(folders) <= len(LETTERS):
        raise PlanError(COMPARE["need_two"].to(lang, most=len(LETTERS)))
    places = [Path(folder).resolve() for folder in folders]
    for index, place in enumerate(places):
        if place in places[:index]:
            raise PlanError(COMPARE["same"].to(lang, one=folders[places.index(place)], other=folders[index]))
    entries = []
    for letter, folder in zip(LETTERS, folders, strict=False):
        tell(COMPARE["reading"].to(lang, folder=folder))
        plan = read_plan(folder, lang)
        verdict = check_plan(plan)
        if not verdict.holds or verdict.audit is None:
            raise PlanError(COMPARE["broken"].to(lang, folder=folder, count=len(verdict.problems)))
        found = figures(plan.district, plan.policy, plan.postings, verdict.audit, plan.certificate.seed)
        entries.append(Entry(letter, plan, verdict.audit, found))
    return tuple(entries)


def compare(entries: Sequence[Entry]) -> Comparison:
    """Return what differs between plans."""
    policies = [entry.plan.policy for entry in entries]
    settings = differing(policies)
    certificates = [entry.plan.certificate for entry in entries]
    runs = {
        name: tuple(getattr(certificate, name) for certificate in certificates) for name in ("seed", "gap_asked")
    } | {"versions": tuple(tuple(sorted(certificate.versions.items())) for certificate in certificates)}
    first = certificates[0].digests.input
    return Comparison(
        entries=tuple(entries),
        settings=settings,
        counting=tuple(deciding(settings, policies)),
        runs={name: values for name, values in runs.items() if len(set(values)) > 1},
        data=tuple(
            _data(entries[0].plan.district, entry)
            for entry in entries
            if any(certificate.digests.input != first for certificate in certificates)
        ),
        tiers=tuple(dict.fromkeys(tier for policy in policies for tier in policy.tiers)),
        people=tuple(_people(entries)),
    )


def _data(first: District, entry: Entry) -> DataDifference:
    district = entry.plan.district
    schools, others = set(first.school_by_id), set(district.school_by_id)
    people, staff = first.teacher_by_id, district.teacher_by_id
    return DataDifference(
        letter=entry.letter,
        schools_without=len(schools - others),
        schools_extra=len(others - schools),
        people_without=len(people.keys() - staff.keys()),
        people_extra=len(staff.keys() - people.keys()),
        people_changed=sum(people[code] != staff[code] for code in people.keys() & staff.keys()),
        classes=sum(row.classes for row in district.grades),
        posts=sum(section.staff_quota for section in district.sections),
        rows=tuple((name, count) for name, count in _rows_apart(first, district) if count),
    )


def _rows_apart(one: District, other: District) -> Iterator[tuple[str, int]]:
    """Count, table by table, the rows of which two districts do not say the same."""
    yield "district", int((one.name, one.year, one.source) != (other.name, other.year, other.source))
    schools = one.school_by_id.keys() & other.school_by_id.keys()
    yield "schools", sum(one.school_by_id[code] != other.school_by_id[code] for code in schools)
    for name in OTHER_TABLES:
        ours, theirs = set(getattr(one, name)), set(getattr(other, name))
        yield name, max(len(ours - theirs), len(theirs - ours))


def _people(entries: Sequence[Entry]) -> list[Person]:
    postings = [{posting.teacher: posting for posting in entry.plan.postings} for entry in entries]
    staff = [entry.plan.district.teacher_by_id for entry in entries]
    rows = []
    for teacher in sorted({teacher for each in postings for teacher in each}):
        places = tuple(
            each.get(teacher) if teacher in known else False for each, known in zip(postings, staff, strict=True)
        )
        if len({_place(place) for place in places}) > 1:
            name = next(known[teacher].name for known in staff if teacher in known)
            rows.append(Person(teacher, name, places))
    return rows


def _place(place: Posting | bool | None) -> object:
    return (place.destination, place.kind) if isinstance(place, Posting) else place
