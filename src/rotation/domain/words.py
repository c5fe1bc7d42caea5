"""The closed vocabularies of the field (domain.md, section 1), in the order that reports use.

Codes are stable English words; their Chinese and English wording lives in ``rotation.i18n``.
"""

from __future__ import annotations

from typing import Final

STAGES: Final = ("primary", "junior")
GRADES: Final = {"primary": (1, 2, 3, 4, 5, 6), "junior": (7, 8, 9)}
GRADUATING_GRADES: Final = (6, 9)
ENTRY_GRADES: Final = {"primary": 1, "junior": 7}
ZONES: Final = ("urban", "town", "rural")
LEVELS: Final = ("strong", "ordinary", "weak")
SEXES: Final = ("male", "female")
PERSONNEL: Final = ("cadre", "worker")
DEGREES: Final = ("below_associate", "associate", "bachelor", "master", "doctor")
TITLES: Final = ("none", "third", "second", "first", "senior", "full_senior")
SENIOR_TITLES: Final = ("senior", "full_senior")
BACKBONE_LEVELS: Final = ("none", "school", "county", "city", "province", "national")
RECOGNISED_BACKBONE: Final = ("county", "city", "province", "national")
ROLES: Final = ("teacher", "middle_leader", "deputy", "principal")
EXEMPTIONS: Final = ("pregnancy", "nursing", "illness", "long_leave", "training", "signature_course", "other")
DECISIONS: Final = ("stay", "move", "assign", "forbid")
RULINGS: Final = ("keep", "refuse", "stay", "move", "assign", "forbid", "exempt", "close")

SUBJECTS: Final = (
    "morals", "chinese", "maths", "english", "history", "geography", "science", "biology", "physics",
    "chemistry", "it", "pe", "music", "art", "labour", "practice", "local", "psychology",
)  # fmt: skip
SPECIALIST_SUBJECTS: Final = ("music", "pe", "art")

OPEN_LESSONS: Final = "open"
"""Pseudo-subject of the lessons that any teacher of a section may give, homeroom duty included."""


def stage_of_grade(grade: int) -> str:
    """Return the stage that a grade from 1 to 9 belongs to."""
    return "primary" if grade <= 6 else "junior"
