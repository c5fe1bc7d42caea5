"""The papers that a bureau files: workbook, plan, approval forms, notice, rule book, look-up page.

Every figure is recounted by ``rotation.audit`` from the plan's folder; the solver is not asked again.
"""

from rotation.report.papers.dossier import Dossier, open_dossier
from rotation.report.papers.export import export

__all__ = ["Dossier", "export", "open_dossier"]
