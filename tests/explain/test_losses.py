"""What explain says is lost by a change about one person equals a plan solved from scratch with it, both to gap 0.

Asked about every mover of ``town`` (if they stay) and others who could move (if they must), 100 people in all, each by
the search that explain uses and by branch and bound over the bare model. What has been found is kept in a file, so that
a run that was ended goes on from there: ``ROTATION_EVIDENCE`` names its folder, ``ROTATION_PEOPLE`` how many people are
asked about.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bare_search import Whole
from rotation import io
from rotation.audit import verify
from rotation.domain.district import Decision, District
from rotation.explain.answer import Asked
from rotation.explain.teacher import explain_teacher, losses
from rotation.facts.facts import Facts
from rotation.i18n.explain import WHY
from rotation.instances import embedded
from rotation.modelling import build
from rotation.modelling.candidates import candidates
from rotation.policy import policy_digest
from rotation.report.certificate import digests_of
from rotation.rules import read_policy
from rotation.solving import solve
from rotation.solving.conflict import find_conflict
from rotation.solving.postings import postings_of
from rotation.solving.progress import Clock

NATIONAL = read_policy("national")
PEOPLE = 100


class Record:
    """Lines of JSON, one for each thing found, in a file named after what they are about."""

    def __init__(self, about: str) -> None:
        folder = Path(os.environ.get("ROTATION_EVIDENCE", Path(tempfile.gettempdir()) / "rotation-evidence"))
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / f"losses-{about}.jsonl"
        text = self.file.read_text(encoding="utf-8") if self.file.exists() else ""
        whole = text.split("\n")[:-1]  # the last line may have been cut off
        self.found = {row["who"]: row for row in map(json.loads, whole)}

    def add(self, row: Mapping[str, object]) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def from_scratch(town: District, change: Decision, folder: Path) -> dict[str, Fraction] | None:
    """Return the tiers of the best plan with a change, from input files that say so; None: there is none.

    By branch and bound over the bare model, tier by tier: nothing of what ``solve`` adds to it, and no plan given.
    """
    kept = tuple(d for d in town.decisions if d.teacher != change.teacher or d.kind == "forbid")
    io.write_csv(replace(town, decisions=(*kept, change)), folder)
    there = io.read(folder)
    problem = build(Facts(there, NATIONAL, 0))
    search = Whole(problem, Clock(None, None, None))
    search.run()
    if not search.bounds:
        assert find_conflict(problem.facts) is not None
        return None
    assert search.closed
    audit = verify(there, NATIONAL, postings_of(problem, search.point))
    assert audit.required_hold
    return dict(audit.tiers)


def changes(asked: Asked) -> list[Decision]:
    """Return a change for each person asked about: movers stay, others who could go somewhere must."""
    chance = random.Random(1)
    movers = [posting.teacher for posting in asked.postings if posting.kind == "move"]
    posted = {posting.teacher for posting in asked.postings}
    arcs = candidates(asked.facts)
    could = {asked.facts.teachers[index].id for index in set(arcs.teacher[~arcs.extension].tolist())} - posted
    asked_about = [Decision(teacher=who, kind="stay") for who in chance.sample(sorted(movers), len(movers))]
    asked_about += [Decision(teacher=who, kind="move") for who in chance.sample(sorted(could), len(could))]
    return asked_about[: int(os.environ.get("ROTATION_PEOPLE", PEOPLE))]


@pytest.mark.evidence
def test_what_a_change_costs_equals_a_solve_from_scratch(tmp_path: Path) -> None:
    town = io.read(embedded("town"))
    base = solve(town, NATIONAL, gap=0.0)
    assert base.status == "proven"
    asked = Asked(town, NATIONAL, base.postings)
    record = Record(f"{digests_of(town, NATIONAL, base.postings).assignments[:12]}-{policy_digest(NATIONAL)[:12]}")
    people = changes(asked)
    wrong = []
    for number, change in enumerate(people, 1):
        row = record.found.get(change.teacher)
        if row is None:
            text = [line.en for part in explain_teacher(asked, change.teacher).parts for line in part.lines]
            tiers = from_scratch(town, change, tmp_path / change.teacher)
            expected = [WHY["no_plan"].en]
            if tiers is not None:
                expected = [WHY["exact"].en, *(line.en for line in losses(asked.audit.tiers, tiers))]
            row = {"who": change.teacher, "missing": [line for line in expected if line not in text]}
            record.add(row)
        if row["missing"]:
            wrong.append(row)
        sys.stderr.write(f"{number} of {len(people)} people, {len(wrong)} wrong\n")
    assert wrong == []
