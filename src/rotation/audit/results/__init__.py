"""What the verifier found: plain frozen records, exact numbers, ids instead of positions.

Counts are whole numbers, measured values are fractions; ``float`` is for display only. None always means
"no data" or "does not apply", never 0. Reports are pure functions of these records.
"""

from rotation.audit.results.district import (
    ClassRow,
    DistrictAudit,
    EligibilityRow,
    FurtherRow,
    Targets,
    UncertifiedRow,
)
from rotation.audit.results.indicators import INDICATORS, CvRow, IndicatorValue, SchoolRow, SectionRow
from rotation.audit.results.staffing import PostsRow, SubjectRow
from rotation.audit.results.state import State, Totals
from rotation.audit.results.verdict import Audit, Headline, Judgement

__all__ = [
    "INDICATORS", "Audit", "ClassRow", "CvRow", "DistrictAudit", "EligibilityRow", "FurtherRow", "Headline",
    "IndicatorValue", "Judgement", "PostsRow", "SchoolRow", "SectionRow", "State", "SubjectRow", "Targets", "Totals",
    "UncertifiedRow",
]  # fmt: skip
