"""What people and other programs read: a plan's folder, its check, its roster, and the terminal's reports.

Every figure comes from the recount in ``rotation.audit``. Names are imported when they are first used: the
command line lays out its help with ``report.text`` alone.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rotation.report.certificate import Certificate
    from rotation.report.checking import Verdict, check_plan
    from rotation.report.folder import may_write, write_plan
    from rotation.report.stored import StoredPlan, read_plan, read_unaltered

__all__ = [
    "Certificate", "StoredPlan", "Verdict", "check_plan", "may_write", "read_plan", "read_unaltered", "write_plan",
]  # fmt: skip

_HOME: Final = {
    "Certificate": "certificate", "StoredPlan": "stored", "Verdict": "checking", "check_plan": "checking",
    "may_write": "folder", "read_plan": "stored", "read_unaltered": "stored", "write_plan": "folder",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
