"""The tables of docs/benchmarks.md, each from the kept figures of one spec."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from growth import BESIDE
from moments import proven, reached
from plots import best_bound

__all__ = ["NAMES", "growth_table", "markdown"]

NAMES: Final = {
    "ours": "rotation",
    "cpsat": "CP-SAT, tiers weighted",
    "cpsat-first": "CP-SAT, first tier only",
    "highs": "HiGHS, tiers weighted",
    "highs-order": "HiGHS, tiers in order",
    "scip": "SCIP, tiers weighted",
    "timefold": "Timefold, Python binding",
}
LPS: Final = {"simplex": "HiGHS dual simplex", "ipm": "HiGHS interior point with crossover"}


def markdown(result: Mapping[str, Any]) -> str:
    """Return the table of one run and the ratios drawn from it."""
    rows = result["rows"]
    tiers = next((list(row["tiers"]) for row in rows if row["tiers"]), ["first tier"])
    head = [
        "engine", *tiers, f"{tiers[0]}: bound", "gap", "weighted sum: gap", "first plan, s", "within 1 %, s",
        "proof, s", "total, s", "memory, MB", "ended",
    ]  # fmt: skip
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 2) + " --- |"]
    for row in rows:
        values = [_number(row["tiers"][tier]) for tier in tiers] if row["tiers"] else ["none"] * len(tiers)
        top = row["tiers"][tiers[0]] if row["tiers"] else None
        cells = [
            NAMES[row["engine"]], *values, _number(row["top_bound"]), _gap(top, row["top_bound"]),
            _gap(row["weighted"], row["weighted_bound"]), _number(reached(row, None)),
            _number(reached(row, best_bound(rows, row["objective"]))),
            _number(proven(row)), _number(row["seconds"]),
            f"{row['megabytes']:.0f}", _ended(row),
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", *_ratios(rows, tiers[0]), *_beside_lps(rows[0], result.get("cold_lps", {}))])


def growth_table(result: Mapping[str, Any]) -> str:
    """Return the table of generated districts of rising size."""
    head = [
        "teachers", "schools", "possible moves", "rows", "matrix, s", "first plan, s", "coverage within 1 %, s",
        "all tiers, s", "memory, MB", "ended", "largest gap",
    ]  # fmt: skip
    lines = ["| " + " | ".join(head) + " |", "|" + " ---: |" * len(head)]
    for row in result["rows"]:
        largest = max((gap for _, _, gap in row["tiers"].values()), default=None)
        cells = [
            _number(row["teachers"]), _number(row["schools"]), _number(row["arcs"]), _number(row["rows"]),
            _number(row["build"]), _number(row["first"]), _number(row["one_per_cent"]), _number(row["proof"]),
            f"{row['megabytes']:.0f}", row["status"], "-" if largest is None else f"{100 * largest:.3f} %",
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", *beside(result["rows"])])


def beside(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a table of when each engine was within 1 % and when it had proven its plan."""
    lines = [
        "| teachers | " + " | ".join(f"{NAMES[one]}: within 1 %, proof, s" for one in BESIDE) + " |",
        "|" + " ---: |" * (len(BESIDE) + 1),
    ]
    for row in rows:
        found = row.get("engines", ())
        times = [(reached(one, best_bound(found, one["objective"])), proven(one)) for one in found]
        cells = [", ".join(map(_number, pair)) for pair in times]
        if cells:
            lines.append("| " + " | ".join([_number(row["teachers"]), *cells]) + " |")
    return lines


def _ratios(rows: Sequence[Mapping[str, Any]], top: str) -> list[str]:
    ours = rows[0]
    lines = []
    for row in rows[1:]:
        mine, theirs = ours["seconds"], row["seconds"]
        times = f"time {mine:.1f} s : {theirs:.1f} s = {mine / theirs:.2f}"
        mine, theirs = ((one["tiers"] or {}).get(top) for one in (ours, row))
        if mine is not None and theirs is not None:
            ratio = f"{mine / theirs:.4f}" if theirs else "-"
            value = f"{top} {_number(mine)} : {_number(theirs)} = {ratio}"
        else:
            value = f"no plan within the limit of one of them, {top} {_number(mine)} : {_number(theirs)}"
        lines.append(f"- rotation : {NAMES[row['engine']]}: {value}; {times}")
    return lines


def _beside_lps(ours: Mapping[str, Any], lps: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[str]:
    """Return how long our search takes beside the tiers' relaxations alone, each by the way that is fastest for it."""
    lines = []
    for way, tiers in lps.items():
        times = ", ".join(f"{tier} {each['seconds']:.1f}" for tier, each in tiers.items())
        total = sum(each["seconds"] for each in tiers.values())
        lines.append(f"- cold relaxations of the full matrix, {LPS[way]}: {times}; together {total:.1f} s")
    if lps:
        best = sum(min(way[tier]["seconds"] for way in lps.values()) for tier in next(iter(lps.values())))
        ratio = f"{ours['seconds']:.1f} s : {best:.1f} s = {ours['seconds'] / best:.2f}"
        lines.append(f"- rotation : the fastest cold relaxation of each tier, summed up: {ratio}")
    return lines


def _ended(row: Mapping[str, Any]) -> str:
    return str(row["status"]) + ("" if row["required_hold"] is not False else ", plan rejected by the verifier")


def _gap(value: float | None, bound: float | None) -> str:
    if value is None or bound is None:
        return "-"
    return f"{100 * max(0.0, value - bound) / max(abs(value), 1.0):.3f} %"


def _number(value: float | None) -> str:
    if value is None or math.isinf(value):
        return "-"
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
