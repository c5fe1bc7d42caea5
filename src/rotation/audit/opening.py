"""The verifier of class plans: caps, rooms, totals, sizes, siblings and school size counted from the plan's rows.

Shares no code with the model: who enters where, what is near and what lessons follow are worked out again.
"""

from __future__ import annotations

from rotation.audit.opening_count import ClassCount
from rotation.audit.opening_directed import direction_findings
from rotation.audit.opening_grades import grade_findings
from rotation.audit.opening_results import ClassAudit, ClassFinding, StageCount
from rotation.audit.opening_schools import district_findings, school_findings
from rotation.domain.district import District
from rotation.domain.words import STAGES
from rotation.plan.opening import ClassPlan
from rotation.policy.policy import Policy

__all__ = ["ClassAudit", "ClassFinding", "StageCount", "recount_classes"]


def recount_classes(district: District, policy: Policy, plan: ClassPlan) -> ClassAudit:
    """Count a class plan against the data it was made from.

    Parameters
    ----------
    district
        As it was read: entrants not yet directed, classes as they run.
    """
    count = ClassCount(district, policy, plan)
    findings = (
        *grade_findings(count), *school_findings(count), *direction_findings(count), *district_findings(count),
    )  # fmt: skip
    return ClassAudit(findings, count.tiers(), tuple(count.stage(stage) for stage in STAGES))
