"""Why no class plan satisfies the required limits: the fewest limits that contradict each other, in words.

A set of limits is reduced by deletion until it is irreducible: together impossible, possible without any one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rotation.classes.opening_limits import Limits
from rotation.classes.opening_model import Model, Statement, write_model
from rotation.classes.opening_search import Group, least
from rotation.domain.district import District
from rotation.errors import InfeasibleError
from rotation.i18n import Language, Text, words
from rotation.i18n.opening import CONFLICT, GIVES, STATES, grade_name

__all__ = ["ClassConflictError", "conflicts"]

MOST: Final = 20
"""Conflicts told of one group of schools; each is a set of limits of its own."""


class ClassConflictError(InfeasibleError):
    """The required limits on classes contradict each other; ``texts`` say how, one sentence for each conflict."""

    def __init__(self, year: int, texts: Sequence[Text]) -> None:
        self.texts = tuple(texts)
        self.title = CONFLICT["title"].fill(year=year, count=len(texts))
        super().__init__(self.title.zh, [text.zh for text in texts])

    def to(self, lang: Language) -> str:
        """Return the conflicts in one language, a line for each."""
        return "\n".join([self.title.to(lang), *(f"  - {text.to(lang)}" for text in self.texts)])


def conflicts(district: District, group: Group, limits: Limits) -> Iterator[Text]:
    """Yield every conflict of a group of schools that has no class plan."""
    model = write_model(group.cohorts, group.routes, limits)
    free: set[int] = set()
    required = [statement for statement in model.statements if statement.required]
    for _ in range(MOST):
        if least(model, free, ()) is not None:
            return
        core = _core(model, [one for one in required if one.column not in free], free)
        yield _words(district, group, model, core, free)
        free |= {one.column for one in core}


def _core(model: Model, statements: Sequence[Statement], free: set[int]) -> list[Statement]:
    """Return an irreducible set of statements that cannot hold together: whole schools are let go first."""
    gone = set(free)
    bundles = [[one for one in statements if one.subject == name] for name in sorted({s.subject for s in statements})]
    for bundle in [*(bundles if len(bundles) > 1 else []), *([one] for one in statements)]:
        trial = gone | {one.column for one in bundle}
        if trial != gone and least(model, trial, ()) is None:
            gone = trial
    return [one for one in statements if one.column not in gone]


def _words(
    district: District, group: Group, model: Model, core: Sequence[Statement], told: set[int]
) -> Text:
    """Return the limits of a conflict with their numbers, and by how much each kind alone would have to give.

    That is counted with every limit in force but those of the conflicts told before; where there are more conflicts
    to come, with those of this conflict alone.
    """
    others = {one.column for one in model.statements if one.required} - {one.column for one in core}
    ways = []
    for kind in dict.fromkeys(one.kind for one in core):
        priced = [one.column for one in core if one.kind == kind]
        given = least(model, told, priced) or least(model, others, priced)
        if given:
            ways.append(GIVES[kind].fill(amount=sum(given.values())))
    stated = [_stated(district, group, one) for one in core]
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
