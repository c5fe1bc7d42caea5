"""Real grades dealt again (ROTATION_DATA): every school-grade of 60 or more pupils, beside its real classes.

python benchmarks/star.py [--effort fine] [--limit N] [--workers N] [--out FOLDER]      writes star.csv and star.svg

A pupil without a score is left out of that score's mean and spread, and such pupils are a count that is spread like
any other. The real classes are compared within one type (small, regular, with aide), as they were randomised. Spreads
are in standard deviations of the school's grade.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from html import escape
from itertools import repeat
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "classes"))

from class_grades import scored_rules
from test_star import SCORES, real_spreads, roster_of, school_grades

from rotation.classes.deal import deal
from rotation.classes.deal_check import recount

RULES: Final = scored_rules(*SCORES)


@dataclass(frozen=True, slots=True)
class Result:
    """One school-grade: spreads of means and sds (the larger of both scores), the real classes' beside them.

    None where nobody has a score.
    """

    school: str
    grade: str
    pupils: int
    classes: int
    counts_above: int
    mean: float | None
    bound: float | None
    sd: float | None
    real_mean: float | None


def dealt_again(key: tuple[str, str], rows: list[dict[str, str]], effort: str) -> Result:
    """Deal one school-grade into as many classes as it really had."""
    rules = replace(RULES, effort=effort)  # type: ignore[arg-type]
    roster, classes = roster_of(rows), len({row["teacher_id"] for row in rows})
    names = [str(k) for k in range(classes)]
    place = deal(roster, rules, classes, seed="star").place
    again = recount(roster, rules, {p.id: names[k] for p, k in zip(roster.pupils, place, strict=True)}, names)
    if again.broken:
        raise AssertionError(again.broken)
    scored = [line for line in again.lines if line.deviation and ":score:" in line.key]
    spread = {line: float(line.spread) / (line.deviation or 1) for line in scored}
    worst = max((line for line in scored if line.kind == "mean"), key=spread.__getitem__, default=None)
    return Result(
        *key, len(rows), classes, len(again.above), None if worst is None else spread[worst],
        None if worst is None else float(worst.bound) / (worst.deviation or 1),
        max((spread[line] for line in scored if line.kind == "sd"), default=None),
        max(real_spreads(rows), default=None),
    )  # fmt: skip


def plot(results: list[Result]) -> str:
    """Return one panel for each grade: schools by the spread of their real classes, hollow; dealt again, filled."""
    grades = sorted({r.grade for r in results})
    width, height, side = 420, 210, 46
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * width}" height="{height * -(-len(grades) // 2) + 26}"'
        ' font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>',
        '<text x="8" y="16">Largest minus smallest class mean, sd of the grade; hollow: real classes of one type, '
        "filled: dealt again (of 60 pupils or more, with two real classes of a type)</text>",
    ]
    top = max((r.real_mean or 0.0) for r in results) or 1.0
    for panel, grade in enumerate(grades):
        left, upper = width * (panel % 2), height * (panel // 2) + 26
        of_grade = [r for r in results if r.grade == grade and r.real_mean is not None]
        mine = sorted(of_grade, key=lambda r: r.real_mean or 0)
        parts.append(f'<text x="{left + side}" y="{upper + 14}" font-weight="bold">grade {escape(grade)}: '
                     f"{len(mine)} schools</text>")  # fmt: skip

        def y(value: float, upper: int = upper) -> float:
            return upper + height - 24 - (height - 50) * value / top

        for tick in (0.0, 0.5, 1.0, 1.5):
            if tick <= top:
                parts.append(f'<line x1="{left + side}" x2="{left + width - 10}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" '
                             f'stroke="#ddd"/><text x="{left + side - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">'
                             f"{tick}</text>")  # fmt: skip
        for i, r in enumerate(mine):
            x = left + side + 6 + (width - side - 24) * i / max(1, len(mine) - 1)
            parts.append(f'<circle cx="{x:.1f}" cy="{y(r.real_mean or 0):.1f}" r="2.6" fill="none" stroke="#999"/>'
                         f'<circle cx="{x:.1f}" cy="{y(r.mean or 0):.1f}" r="2.2" fill="#1f5fa8"/>')  # fmt: skip
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Deal, print the figures, write table and plot."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--effort", choices=("quick", "fine"), default="quick")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    results: list[Result] = []
    keys, rows = zip(*list(school_grades().items())[: asked.limit], strict=True)
    with ProcessPoolExecutor(asked.workers) as pool:
        for result in pool.map(dealt_again, keys, rows, repeat(asked.effort)):
            results.append(result)
            sys.stderr.write(f"\r{len(results)}")
    real = [r.real_mean for r in results if r.real_mean is not None]
    means = [(r.mean, r.mean - r.bound) for r in results if r.mean is not None and r.bound is not None]
    gaps = [gap for _, gap in means]
    above = sum(r.counts_above > 0 for r in results)
    pupils, at_bound = sum(r.pupils for r in results), sum(gap < 1e-9 for gap in gaps)
    print(f"\n{len(results)} school-grades, {pupils} pupils, {above} with a count above its bound; "
          f"{len(results) - len(means)} without scores")  # fmt: skip
    print(f"mean spread: median {statistics.median(mean for mean, _ in means):.4f} sd; above the bound: median "
          f"{statistics.median(gaps):.4f}, nine tenths within {statistics.quantiles(gaps, n=10)[-1]:.4f}, largest "
          f"{max(gaps):.4f}; at the bound {at_bound}")  # fmt: skip
    sds = [r.sd for r in results if r.sd is not None]
    print(f"sd spread: median {statistics.median(sds):.4f}; real classes of one type, mean spread: "
          f"median {statistics.median(real):.3f}")  # fmt: skip
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        with (asked.out / "star.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            names = [field.name for field in fields(Result)]
            writer.writerow(names)
            writer.writerows([getattr(r, name) for name in names] for r in results)
        (asked.out / "star.svg").write_text(plot(results), encoding="utf-8")


if __name__ == "__main__":
    main()
