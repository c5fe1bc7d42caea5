"""Why no class plan satisfies the required limits: the fewest limits that contradict each other, in words.

A set of limits is reduced by deletion until it is irreducible: together impossible, possible without any one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rotation.classes.opening_limits import Limits
from rotation.classes.opening_model import Model, Statement, write_model
from rotation.classes.opening_program import Program, least
from rotation.classes.opening_search import Group
from rotation.domain.district import District
from rotation.errors import InfeasibleError
from rotation.i18n import Language, Text, words
from rotation.i18n.opening import CONFLICT, GIVES, STATES, grade_name

__all__ = ["ClassConflictError", "conflicts"]

MOST: Final = 20
"""Conflicts told that tie several schools together; each is a set of limits of its own."""


class ClassConflictError(InfeasibleError):
    """The required limits on classes contradict each other; ``texts`` say how, one sentence for each conflict."""

    def __init__(self, year: int, texts: Sequence[Text]) -> None:
        self.texts = tuple(texts)
        self.title = CONFLICT["title"].fill(year=year, count=len(texts))
        super().__init__(self.title.zh, [text.zh for text in texts])

    def to(self, lang: Language) -> str:
        """Return the conflicts in one language, a line for each."""
        return "\n".join([self.title.to(lang), *(f"  - {text.to(lang)}" for text in self.texts)])


@dataclass(frozen=True, slots=True)
class Core:
    """An irreducible set of limits of a model that cannot hold together, whatever becomes of its other limits."""

    model: Model
    program: Program
    statements: tuple[Statement, ...]

    @property
    def columns(self) -> set[int]:
        return {one.column for one in self.statements}


def conflicts(district: District, group: Group, limits: Limits) -> Iterator[Text]:
    """Yield every conflict of a group of schools that has no class plan."""
    cores = list(_of_schools(group, limits))
    whole = write_model(group.cohorts, group.routes, limits)
    told = {_name(one) for core in cores for one in core.statements}
    cores += _between_schools(whole, {one.column for one in whole.statements if _name(one) in told})
    for core in cores:
        yield _words(district, group, core, whole if len(cores) == 1 else None)


def _of_schools(group: Group, limits: Limits) -> Iterator[Core]:
    """Yield the conflicts among one school's own limits.

    With everybody else's limits let go only the school and those that it shares a route with matter: further away
    nobody needs to be directed. So a small model tells.
    """
    for school in sorted({cohort.school for cohort in group.cohorts}):
        ways = tuple(way for way in group.routes if school in (way.school, way.neighbour))
        near = {school, *(way.school for way in ways), *(way.neighbour for way in ways)}
        small = write_model((one for one in group.cohorts if one.school in near), ways, limits)
        program = Program(small)
        own = [one for one in small.statements if one.required and one.subject == school]
        free = {one.column for one in small.statements} - {one.column for one in own}
        while own and least(program, free, ()) is None:
            core = Core(small, program, _irreducible(program, [one for one in own if one.column not in free], free))
            yield core
            free |= core.columns


def _between_schools(model: Model, free: set[int]) -> Iterator[Core]:
    """Yield further conflicts, ``MOST`` at most, once those of single schools are let go."""
    free, program = set(free), Program(model)
    required = [one for one in model.statements if one.required]
    for _ in range(MOST):
        if least(program, free, ()) is not None:
            return
        core = Core(model, program, _irreducible(program, [one for one in required if one.column not in free], free))
        yield core
        free |= core.columns


def _name(one: Statement) -> tuple[str, str, int, str]:
    return one.kind, one.subject, one.grade or 0, one.stage or ""


def _irreducible(program: Program, statements: Sequence[Statement], free: set[int]) -> tuple[Statement, ...]:
    """Return an irreducible set of statements that cannot hold together.

    As many as can be are let go at once, halves where that is too much: a school's limits stand together.
    """
    gone = set(free)

    def let_go(some: Sequence[Statement]) -> None:
        nonlocal gone
        trial = gone | {one.column for one in some}
        if least(program, trial, ()) is None:
            gone = trial
        elif len(some) > 1:
            let_go(some[: len(some) // 2])
            let_go(some[len(some) // 2 :])

    let_go(sorted(statements, key=lambda one: one.subject))
    return tuple(one for one in statements if one.column not in gone)


def _words(district: District, group: Group, core: Core, whole: Model | None) -> Text:
    """Return the limits of a conflict with their numbers, and by how much each kind alone would have to give.

    That is counted with the limits of this conflict alone; where it is the only one, with every limit of the
    ``whole`` model in force.
    """
    others = {one.column for one in core.model.statements if one.required} - core.columns
    program = None if whole is None else Program(whole)
    ways = []
    for kind in dict.fromkeys(one.kind for one in core.statements):
        named = {_name(one) for one in core.statements if one.kind == kind}
        given = None
        if whole is not None and program is not None:
            given = least(program, (), [one.column for one in whole.statements if _name(one) in named])
        if given is None:
            given = least(core.program, others, [one.column for one in core.statements if one.kind == kind])
        if given:
            ways.append(GIVES[kind].fill(amount=sum(given.values())))
    stated = [_stated(district, group, one) for one in core.statements]
    return CONFLICT["core"].fill(limits=_joined(stated, "；", "; "), ways=_joined(ways, "，或", ", or "))


def _stated(district: District, group: Group, one: Statement) -> Text:
    school = district.school_by_id.get(one.subject)
    pupils = {(cohort.school, cohort.grade): cohort.pupils for cohort in group.cohorts}
    grade = Text("", "") if one.grade is None else grade_name(one.grade)
    there = pupils.get((one.subject, one.grade or 0))
    if there is None:
        there = sum(count for (name, _), count in pupils.items() if name == one.subject)
    return STATES[one.kind].fill(
        school=one.subject if school is None else school.name,
        stage=words.STAGE.get(one.stage or one.subject, Text("", "")),
        grade=grade,
        limit=one.limit,
        pupils=there,
        classes=-(-there // max(1, one.limit)),
        grades=sum(name == one.subject and count > 0 for (name, _), count in pupils.items()),
    )


def _joined(texts: Iterable[Text], zh: str, en: str) -> Text:
    texts = tuple(texts)
    return Text(zh.join(text.zh for text in texts), en.join(text.en for text in texts))
