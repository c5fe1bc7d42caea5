"""The verifier: a plan counted again from the data, by code that the model never uses.

Nothing here imports ``rotation.facts``, ``rotation.modelling`` or ``rotation.solving``.
"""

from rotation.audit.examine import eligibility, examine
from rotation.audit.recount import recount
from rotation.audit.results import (
    INDICATORS,
    Audit,
    ClassRow,
    CvRow,
    DistrictAudit,
    EligibilityRow,
    Headline,
    IndicatorValue,
    Judgement,
    PostsRow,
    SchoolRow,
    SectionRow,
    State,
    SubjectRow,
    Targets,
    Totals,
    UncertifiedRow,
)
from rotation.audit.state import cv_square
from rotation.audit.verdict import judge, verify

__all__ = [
    "INDICATORS", "Audit", "ClassRow", "CvRow", "DistrictAudit", "EligibilityRow", "Headline",
    "IndicatorValue", "Judgement", "PostsRow", "SchoolRow", "SectionRow", "State", "SubjectRow", "Targets", "Totals",
    "UncertifiedRow", "cv_square", "eligibility", "examine", "judge", "recount", "verify",
]  # fmt: skip
