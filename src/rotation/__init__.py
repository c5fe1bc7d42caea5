"""Plans a county's yearly teacher exchange, with a proof of quality and an independent check.

Everything below is imported when it is first used, so that ``import rotation`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rotation.audit import Audit, DistrictAudit, examine, verify
    from rotation.classes.opening import open_classes, with_classes
    from rotation.domain.district import District, SectionKey, Teacher
    from rotation.errors import (
        InfeasibleError,
        InputError,
        PlanError,
        PolicyError,
        RotationError,
        SolverError,
    )
    from rotation.instances import embedded, generate, profile
    from rotation.io import inspect, read
    from rotation.plan.posting import Posting
    from rotation.policy import Policy
    from rotation.report import StoredPlan, check_plan, read_plan, write_plan
    from rotation.rules import read_policy
    from rotation.solving import Planner, Progress, Solution, TierResult, solve

__all__ = [
    "Audit", "District", "DistrictAudit", "InfeasibleError", "InputError", "PlanError", "Planner", "Policy",
    "PolicyError", "Posting", "Progress", "RotationError", "SectionKey", "Solution", "SolverError", "StoredPlan",
    "Teacher", "TierResult", "__version__", "check_plan", "embedded", "examine", "generate", "inspect", "open_classes",
    "profile", "read", "read_plan", "read_policy", "solve", "verify", "with_classes", "write_plan",
]  # fmt: skip

__version__: Final = "0.1.0"

_HOMES: Final = {
    "rotation.audit": "Audit DistrictAudit examine verify",
    "rotation.classes.opening": "open_classes with_classes",
    "rotation.domain.district": "District SectionKey Teacher",
    "rotation.errors": "InfeasibleError InputError PlanError PolicyError RotationError SolverError",
    "rotation.instances": "embedded generate profile",
    "rotation.io": "inspect read",
    "rotation.plan.posting": "Posting",
    "rotation.policy": "Policy",
    "rotation.report": "StoredPlan check_plan read_plan write_plan",
    "rotation.rules": "read_policy",
    "rotation.solving": "Planner Progress Solution TierResult solve",
}
_HOME: Final = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
