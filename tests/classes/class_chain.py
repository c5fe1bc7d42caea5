"""A cap on class size taken through ``solve --plan-classes``, and read back from the plan folder."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rotation.cli import main
from rotation.domain.words import stage_of_grade

__all__ = ["Link", "Section", "link", "sections_of", "weekly_of_class"]

Section = tuple[str, str]
POLICY = """
name = "cap"
title_zh = "班额"
title_en = "Cap"
extends = "national"
[classes]
plan = true
[classes.cap]
primary = {primary}
junior = {junior}
[classes.rooms]
mode = "{rooms}"
"""


@dataclass(frozen=True)
class Link:
    """What a plan's folder says: classes by school and grade, lessons by section, and what came of it."""

    name: str
    classes: Counter[tuple[str, int]]
    demanded: Counter[Section]
    unfilled_before: int
    unfilled_after: int
    posts: float
    movers: int
    returns: int
    tiers: dict[str, float]
    status: str

    @property
    def row(self) -> str:
        """The link as a row of the table in docs/classes.md."""
        cells = [
            self.name, sum(self.classes.values()), sum(self.demanded.values()), f"{self.posts:.0f}",
            self.unfilled_before, self.unfilled_after, f"{self.tiers['coverage']:.0f}", self.movers,
            f"{self.tiers['balance']:.0f}", self.status,
        ]  # fmt: skip
        return f"| {' | '.join(map(str, cells))} |"


def weekly_of_class(grade: int) -> int:
    """Lessons a week by the national plan (26, 30, 34) and the homeroom's half load (8 in primary, 6 in junior)."""
    return (26 if grade <= 2 else 30) + 8 if grade <= 6 else 34 + 6


def link(district: Path, primary: int, junior: int, folder: Path, rooms: str = "off", more: Sequence[str] = ()) -> Link:
    """Plan the classes within a cap, solve (``more`` options), verify with its proof, and read the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    policy, plan = folder / "cap.toml", folder / "plan"
    policy.write_text(POLICY.format(primary=primary, junior=junior, rooms=rooms), encoding="utf-8")
    assert main(["solve", str(district), "--policy", str(policy), "--out", str(plan), *more]) == 0
    assert main(["verify", str(plan), "--proof"]) == 0
    certificate = json.loads((plan / "certificate.json").read_text(encoding="utf-8"))
    lessons, posts = _rows(plan / "tables" / "lessons.csv"), _rows(plan / "tables" / "posts.csv")
    demanded: Counter[Section] = Counter()
    for row in lessons:
        demanded[row["school"], row["stage"]] += int(row["demanded"])
    return Link(
        name=f"{primary}/{junior}",
        classes=Counter(
            {(row["school"], int(row["grade"])): int(row["classes"]) for row in _rows(plan / "input" / "grades.csv")}
        ),
        demanded=demanded,
        unfilled_before=sum(int(row["unfilled_before"]) for row in posts),
        unfilled_after=sum(int(row["unfilled_after"]) for row in lessons),
        posts=sum(float(row["by_lessons"]) for row in posts),
        movers=certificate["moves"],
        returns=certificate["returns"],
        tiers={tier["name"]: tier["value"] for tier in certificate["tiers"]},
        status=certificate["status"],
    )


def sections_of(classes: Counter[tuple[str, int]]) -> Counter[Section]:
    """Lessons a week that classes ask for by section, from the document's totals."""
    asked: Counter[Section] = Counter()
    for (school, grade), number in classes.items():
        asked[school, stage_of_grade(grade)] += number * weekly_of_class(grade)
    return asked


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
