"""Weekly lessons by subject and grade: a shipped curriculum, and what a policy's ``[curriculum]`` changes in it.

``[curriculum.music]`` with ``1 = 3`` gives music in grade 1 three lessons and leaves all others as they are; 0 takes a
subject out of a grade. As everywhere in a policy, what is not written is what the base says.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any, Final

from rotation.domain.words import GRADES, SUBJECTS
from rotation.errors import PolicyError
from rotation.i18n import Text
from rotation.i18n.problems import POLICY
from rotation.policy.staffing import Lessons
from rotation.policy.told import nearest, shown, unknown
from rotation.resources import shipped

__all__ = ["read_curriculum", "resolved_curriculum", "written_curriculum"]

Curriculum = dict[tuple[str, int], int]
MOST_WEEKLY: Final = 60
_GRADES: Final = tuple(str(grade) for grades in GRADES.values() for grade in grades)


def read_curriculum(name: str) -> Curriculum:
    """Return weekly lessons by (subject, grade) of a shipped curriculum."""
    path = shipped("models") / "curricula" / f"{name}.csv"
    known = sorted(file.stem for file in path.parent.glob("*.csv"))
    if name not in known:
        near = nearest(name, known)
        raise PolicyError(POLICY["no_curriculum"].fill(name=name, known=", ".join(known), nearest=near))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["subject"], int(grade)): int(row[grade]) for row in rows for grade in _GRADES if int(row[grade])}


def resolved_curriculum(table: Mapping[str, Any], lessons: Lessons | None, problems: list[Text]) -> Curriculum:
    """Return the curriculum that a policy names, with the changes of its ``[curriculum]``."""
    if lessons is None:
        return {}
    try:
        result = read_curriculum(lessons.curriculum)
    except PolicyError as error:
        problems.append(Text(error.said("zh"), error.said("en")))
        result = {}
    written = table.get("curriculum", {})
    if not isinstance(written, Mapping):
        problems.append(POLICY["curriculum_table"])
        return {}
    problems += unknown("curriculum.", written, SUBJECTS)
    for subject, by_grade in written.items():
        if not isinstance(by_grade, Mapping):
            problems.append(POLICY["curriculum_subject"].fill(subject=subject, found=shown(by_grade)))
            continue
        for grade, weekly in by_grade.items():
            if grade not in _GRADES:
                problems.append(POLICY["curriculum_grade"].fill(subject=subject, grade=grade))
            elif type(weekly) is not int or not 0 <= weekly <= MOST_WEEKLY:
                place = f"curriculum.{subject}.{grade}"
                limits = {"least": 0, "most": MOST_WEEKLY}
                problems.append(POLICY["weekly_lessons"].fill(place=place, found=shown(weekly), **limits))
            else:
                result[subject, int(grade)] = weekly
    return {place: weekly for place, weekly in result.items() if weekly}


def written_curriculum(name: str, lessons: Mapping[tuple[str, int], int]) -> dict[str, dict[str, int]]:
    """Return a ``[curriculum]`` that reads as these lessons; what they take out of the named one is a 0."""
    whole = dict.fromkeys(read_curriculum(name), 0) | dict(lessons)
    table: dict[str, dict[str, int]] = {}
    for (subject, grade), weekly in sorted(whole.items()):
        table.setdefault(subject, {})[str(grade)] = weekly
    return table
