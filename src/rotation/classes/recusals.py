"""Recusals that no team can meet: a subject all of whose teachers are relatives, told before a draw is committed."""

from __future__ import annotations

from collections.abc import Sequence

from rotation.classes.deal_units import group_units
from rotation.domain.pupils import ClassTeacher, Roster
from rotation.errors import InfeasibleError
from rotation.i18n import COMMA, Language, bracketed
from rotation.i18n.drawing import TEAM
from rotation.i18n.words import SUBJECT

__all__ = ["refuse_recusals"]


def refuse_recusals(roster: Roster, teachers: Sequence[ClassTeacher], lang: Language) -> None:
    """Raise ``InfeasibleError`` where relatives of a pupil, or of pupils who stay together, are all of a subject's.

    Every team has a teacher of every subject, so such pupils can be in no class, whatever the seed.
    """
    staff: dict[str, list[ClassTeacher]] = {}
    for teacher in teachers:
        staff.setdefault(teacher.subject, []).append(teacher)
    reasons = []
    for unit in group_units(roster)[0]:
        named = {relative for i in unit for relative in roster.pupils[i].staff_relatives}
        for subject, those in sorted(staff.items()) if named else ():
            if all({teacher.id, teacher.name} & named for teacher in those):
                pupils = [roster.pupils[i] for i in unit if roster.pupils[i].staff_relatives]
                reasons.append(TEAM["relatives"].to(
                    lang, pupils=COMMA.to(lang).join(bracketed(p.name, p.id, lang) for p in pupils),
                    teachers=COMMA.to(lang).join(teacher.name for teacher in those),
                    subject=SUBJECT[subject].to(lang) if subject in SUBJECT else subject,
                ))  # fmt: skip
    if reasons:
        raise InfeasibleError(TEAM["recusals"].to(lang), reasons)
