"""The lessons and retirement numbers that a synthetic roster is drawn to fit: the national policy's own."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from rotation.domain.words import GRADES, STAGES, SUBJECTS
from rotation.instances.randomness import Floats, Ints
from rotation.policy.staffing import Calendar, Indicators, Lessons, Posts, Retirement
from rotation.resources import shipped

__all__ = ["MAIN", "SUBJECT_AT", "Standards", "national"]

SUBJECT_AT: Final = {code: position for position, code in enumerate(SUBJECTS)}
MAIN: Final = ("chinese", "maths", "english", "physics", "chemistry")
"""Subjects whose teachers stay with a graduating grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Weekly lessons in arrays, and the policy's own records.

    ``curriculum`` [18 subjects, 9 grades] is of one class, ``standard`` [2 stages, 18 subjects] of one
    teacher, ``homeroom`` [2 stages] of a homeroom, ``open_subject`` [18] is 1 where anyone may teach it.
    """

    curriculum: Ints
    standard: Ints
    homeroom: Ints
    open_subject: Floats
    lessons: Lessons
    posts: Posts
    indicators: Indicators
    retirement: Retirement
    calendar: Calendar


@cache
def national() -> Standards:
    """Read the shared numbers of the national policy."""
    models = shipped("models")
    with (models / "policies" / "national.toml").open("rb") as file:
        raw = tomllib.load(file)
    lessons = Lessons.model_validate(raw["lessons"])
    curriculum = np.zeros((len(SUBJECTS), 9), dtype=np.int64)
    with (models / "curricula" / f"{lessons.curriculum}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for grades in GRADES.values():
                for grade in grades:
                    curriculum[SUBJECT_AT[row["subject"]], grade - 1] = int(row[str(grade)])
    return Standards(
        curriculum=curriculum,
        standard=np.array([[lessons.standard[stage][code] for code in SUBJECTS] for stage in STAGES]),
        homeroom=np.array([lessons.homeroom[stage] for stage in STAGES]),
        open_subject=np.array([float(code in lessons.open_subjects) for code in SUBJECTS]),
        lessons=lessons,
        posts=Posts.model_validate(raw["posts"]),
        indicators=Indicators.model_validate(raw["indicators"]),
        retirement=Retirement.model_validate(raw["retirement"]),
        calendar=Calendar.model_validate(raw["calendar"]),
    )
