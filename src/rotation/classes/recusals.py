"""Recusals: what they ask of lists, and those that no team can meet, told before a draw is committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from rotation.classes.deal_units import group_units
from rotation.domain.pupils import ClassTeacher, Pupil, Roster
from rotation.errors import InfeasibleError
from rotation.i18n import COMMA, Language, bracketed, words
from rotation.i18n.drawing import TEAM

__all__ = ["refuse_recusals", "relatives_of", "with_recusals"]


def refuse_recusals(roster: Roster, teachers: Sequence[ClassTeacher], lang: Language) -> None:
    """Raise ``InfeasibleError`` where relatives of a pupil, or of pupils who stay together, are all of a subject's.

    Every team has a teacher of every subject, so such pupils can be in no class, whatever the seed.
    """
    staff: dict[str, list[ClassTeacher]] = {}
    for teacher in teachers:
        staff.setdefault(teacher.subject, []).append(teacher)
    reasons = []
    for unit in group_units(roster)[0]:
        related = {teacher for i in unit for teacher in relatives_of(roster.pupils[i], teachers)}
        for subject, those in sorted(staff.items()) if related else ():
            if all(teacher.id in related for teacher in those):
                pupils = [roster.pupils[i] for i in unit if roster.pupils[i].staff_relatives]
                reasons.append(TEAM["relatives"].to(
                    lang, pupils=COMMA.to(lang).join(bracketed(p.name, p.id, lang) for p in pupils),
                    teachers=COMMA.to(lang).join(teacher.name for teacher in those),
                    subject=words.subject(subject, lang),
                ))  # fmt: skip
    if reasons:
        raise InfeasibleError(TEAM["recusals"].to(lang), reasons)


def relatives_of(pupil: Pupil, teachers: Sequence[ClassTeacher]) -> frozenset[str]:
    """Return the ids of the teachers whom a pupil names as relatives, by id or name."""
    named = set(pupil.staff_relatives)
    return frozenset(teacher.id for teacher in teachers if {teacher.id, teacher.name} & named) if named else frozenset()


def with_recusals(roster: Roster, teachers: Sequence[ClassTeacher]) -> Roster:
    """Return a roster with requests that leave every list a team, as far as they can be asked.

    Pupils with the same relatives go together, unless they are twins; pupils whose relatives are all teachers of a
    subject between them are apart.
    """
    related = [relatives_of(pupil, teachers) for pupil in roster.pupils]
    staff: dict[str, set[str]] = {}
    for teacher in teachers:
        staff.setdefault(teacher.subject, set()).add(teacher.id)
    apart: dict[str, list[str]] = {}
    for (one, first), (other, second) in combinations(zip(roster.pupils, related, strict=True), 2):
        if first != second and first and second and any(those <= first | second for those in staff.values()):
            apart.setdefault(one.id, []).append(other.id)

    def asked(pupil: Pupil, relatives: frozenset[str]) -> Pupil:
        kept = (*pupil.keep_apart, *apart.get(pupil.id, ()))
        if not relatives or pupil.twins is not None:
            return replace(pupil, keep_apart=kept)
        return replace(pupil, keep_apart=kept, twins=f"relatives {sorted(relatives)}", together=True)

    return replace(roster, pupils=tuple(map(asked, roster.pupils, related)))
