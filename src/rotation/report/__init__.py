"""What people and other programs read: a plan's folder, its check, its roster, and the terminal's reports.

Every figure comes from the recount in ``rotation.audit``.
"""

from rotation.report.certificate import Certificate
from rotation.report.checking import Verdict, check_plan
from rotation.report.folder import may_write, write_plan
from rotation.report.stored import StoredPlan, read_plan

__all__ = ["Certificate", "StoredPlan", "Verdict", "check_plan", "may_write", "read_plan", "write_plan"]
