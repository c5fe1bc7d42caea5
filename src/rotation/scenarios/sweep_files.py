"""A sweep for other programs: a table, and plain values for ``--json``."""

from __future__ import annotations

import csv
import io
from typing import Any

from rotation.i18n import Language
from rotation.report.text import neutral, number
from rotation.scenarios.frontier import Frontier
from rotation.scenarios.sweep import Sweep
from rotation.scenarios.sweep_screen import sentences

__all__ = ["sweep_csv", "sweep_record"]


def sweep_csv(sweep: Sweep, found: Frontier, lang: Language) -> str:
    """Return one row for each finished point: settings, state, every measure and its bound, where its plan is."""
    names = list(dict.fromkeys(name for point in sweep.finished for name in point.measures))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    measures = [heading for name in names for heading in (name, f"{name}_bound")]
    writer.writerow([*(axis.name for axis in sweep.axes), "state", "frontier", *measures, "status", "plan", "folder",
                     "reasons"])  # fmt: skip
    for point in sweep.finished:
        cells: list[object] = []
        for name in names:
            measure = point.measures.get(name)
            cells += [None, None] if measure is None else [number(measure.value), number(measure.bound)]
        place = "yes" if point in found.best else "no" if point.solved else ""
        folder = f"plans/{point.folder.name}" if point.solved else ""
        reasons = neutral(" ".join(reason.to(lang) for reason in point.reasons))
        row = [*point.values, point.state, place, *cells, point.status, point.plan, folder, reasons]
        writer.writerow(row)
    return out.getvalue()


def sweep_record(sweep: Sweep, found: Frontier, lang: Language) -> dict[str, Any]:
    """Return the sweep as plain values, the points in the grid's order."""
    return {
        "folder": str(sweep.folder),
        "settings": [axis.name for axis in sweep.axes],
        "measures": list(found.measures),
        "stopped": sweep.stopped,
        "points": [
            {
                "values": list(point.values),
                "state": point.state,
                "plan": point.plan,
                "status": point.status,
                "frontier": point in found.best,
                "reasons": [reason.to(lang) for reason in point.reasons],
                "measures": {
                    name: {"value": number(each.value), "bound": number(each.bound)}
                    for name, each in point.measures.items()
                },
            }
            for point in sweep.finished
        ],
        "failures": [{"values": list(values), "reason": reason} for values, reason in sweep.failures.items()],
        "knees": [
            {
                "measure": knee.measure,
                "from": list(knee.step.one.values),
                "to": list(knee.step.other.values),
                "cost": number(knee.step.costs[knee.measure]),
                "proven": number(knee.step.proven[knee.measure]),
            }
            for knee in found.knees
        ],
        "sentences": sentences(sweep, found, lang),
    }
