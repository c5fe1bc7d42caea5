"""Whoever alters a plan's assignments is found out: rule, person and count, with or without matching digests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sealing import altered, rows, seal, verified

from rotation import io
from rotation.audit import verify
from rotation.cli import main
from rotation.domain.district import District
from rotation.instances import embedded
from rotation.plan.posting import Posting
from rotation.report import read_plan

Changes = Mapping[str, Mapping[str, str] | None]
TINY = io.read(embedded("tiny"))


def posted(who: str, school: str, stage: str, kind: str = "move", of: District = TINY) -> dict[str, str]:
    """Return a whole row."""
    person = of.teacher_by_id[who]
    return {
        "teacher": who, "name": person.name, "from_school": person.school, "from_stage": person.stage,
        "to_school": school, "to_stage": stage, "kind": kind,
    }  # fmt: skip


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The optimum of tiny: T01 S1 -> S2, T08 S2 -> S3, and T11 returns from S3 to S1."""
    out = tmp_path_factory.mktemp("tampering") / "plan"
    assert main(["solve", str(embedded("tiny")), "--out", str(out), "--json"]) == 0
    told = {who: (row["from_school"], row["to_school"], row["kind"]) for who, row in rows(out).items()}
    assert told == {"T01": ("S1", "S2", "move"), "T08": ("S2", "S3", "move"), "T11": ("S3", "S1", "return")}
    return out


CASES: dict[str, tuple[Changes, str, str, str]] = {
    # one cell: what is changed, the rule, the person named, the count
    "couple apart": ({"T01": {"to_school": "S3"}}, "couples", "T01", "33.3 km"),
    "too many come": ({"T01": {"to_school": "S3"}}, "net_change", "T08", "net change +2"),
    "no certificate": (
        {"T01": {"to_school": "S4", "to_stage": "junior"}},
        "stage_certificate",
        "T01",
        "1 violation,",
    ),
    # a row taken out
    "nobody returns": ({"T11": None}, "returns", "T11", "1 violation,"),
    "no post free": ({"T08": None}, "staff_quota", "T01", "4 teachers"),
    "no backbone": ({"T01": None}, "backbone_share", "", "0 of 1 counted"),
    "no exchange": ({"T01": None, "T08": None}, "exchange_ratio", "", "0 counted movers"),
    # a row put in
    "too many go": ({"T02": posted("T02", "S4", "junior")}, "section_outflow", "T02", "2 of 6 teachers"),
    "above the ceiling": ({"T13": posted("T13", "S4", "junior")}, "exchange_ratio", "T13", "3 counted movers"),
    "too far": ({"T02": posted("T02", "S3", "primary")}, "travel_limit", "T02", "33.3 km"),
    "the last of a subject": ({"T03": posted("T03", "S2", "primary")}, "subject_core", "T03", "0 teachers"),
    "leavers' teacher": ({"T04": posted("T04", "S2", "primary")}, "graduating_grades", "T04", "1 violation,"),
    "nursing": ({"T05": posted("T05", "S2", "primary")}, "eligibility", "T05", "1 violation,"),
    "near retirement": ({"T16": posted("T16", "S2", "primary")}, "eligibility", "T16", "1 violation,"),
    "locked": ({"T15": posted("T15", "S4", "junior")}, "eligibility", "T15", "1 violation,"),
    "upward": ({"T17": posted("T17", "S1", "junior")}, "direction", "T17", "1 of 3 moves"),
    "decided to stay": ({"T10": posted("T10", "S2", "primary")}, "decisions", "T10", "1 violation,"),
}


def lines(output: str, rule: str) -> str:
    """Return the numbered problems that name a rule, each on one line."""
    problems = [" ".join(item.split()) for item in re.split(r"(?m)^ +\d+\. ", output)]
    return "\n".join(item for item in problems if f"({rule}):" in item)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_is_named_with_person_and_count(
    name: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, rule, person, count = CASES[name]
    folder = altered(plan, tmp_path / "plan", changes)
    assert verified(folder) == 1
    unsealed = capsys.readouterr().out
    assert verified(seal(folder)) == 1
    sealed = capsys.readouterr().out
    for output in (unsealed, sealed):
        said = lines(output, rule)
        assert said, output
        assert person in said
        assert count in said
    assert "does not match its digest" in " ".join(unsealed.split())
    assert "digest" not in sealed


@pytest.mark.parametrize(
    ("changes", "person", "said"),
    [
        ({"T11": {"kind": "move"}}, "T11", "return, not a move"),
        ({"T11": {"to_school": "S2"}}, "T11", "home section"),
        ({"T08": {"kind": "return"}}, "T08", "not due to return"),
        ({"T01": {"to_school": "S1", "to_stage": "junior"}}, "T01", "changes the school"),
        ({"T01": {"to_school": "S1"}}, "T01", "S1/primary"),
        ({"T01": {"to_school": "S9"}}, "", "S9"),
        ({"T01": {"from_school": "S2"}}, "T01", "S2/primary"),
        ({"T01": {"name": "Nobody"}}, "T01", "Nobody"),
        ({"T01": {"kind": "stays"}}, "", "stays"),
    ],
    ids=str,
)
def test_a_posting_that_does_not_fit_the_data_is_named(
    changes: Changes, person: str, said: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(seal(altered(plan, tmp_path / "plan", changes))) == 1
    output = " ".join(capsys.readouterr().out.split())
    assert person in output
    assert said in output


def test_a_worse_plan_that_keeps_every_rule_does_not_have_the_certified_values(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # T13 (city backbone, eligible) may go to S4 in T01's place: no required rule breaks, the tiers are others.
    folder = altered(plan, tmp_path / "plan", {"T01": None, "T13": posted("T13", "S4", "junior")})
    assert verified(seal(folder)) == 1
    output = capsys.readouterr().out
    assert "recount" in output.lower() or "counted" in output.lower()


def exhaustive(plan: Path) -> dict[str, Changes]:
    """Return every single change of a destination, an id or a row's presence."""
    changes: dict[str, Changes] = {f"{who} out": {who: None} for who in rows(plan)}
    for who, row in rows(plan).items():
        for section in TINY.sections:
            school, stage = section.key
            if (row["to_school"], row["to_stage"]) != (school, stage):
                changes[f"{who} -> {section.key}"] = {who: {"to_school": school, "to_stage": stage}}
    for person in TINY.teachers:
        if person.id not in rows(plan):
            for school, stage in (section.key for section in TINY.sections):
                if school != person.school:
                    changes[f"{person.id} too -> {school}/{stage}"] = {person.id: posted(person.id, school, stage)}
    return changes


def test_no_single_change_passes_unseen(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = exhaustive(plan)
    # 3 rows out; 5 - 1 other sections for each of 3; 14 people to the sections of other schools.
    assert len(changes) > 60
    unseen = []
    for number, (name, change) in enumerate(changes.items()):
        if number % 3 and " too " in name:
            continue  # every third of the longest kind, for time
        folder = seal(altered(plan, tmp_path / str(number), change))
        if verified(folder) != 1:
            unseen.append(name)
    capsys.readouterr()
    assert unseen == []


@pytest.mark.evidence
def test_town_altered_in_every_way_names_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan"
    assert main(["solve", str(embedded("town")), "--out", str(out), "--json"]) == 0
    stored = read_plan(out)
    of, policy, good = stored.district, stored.policy, stored.postings
    sections = [section.key for section in of.sections]
    placed = {row.teacher for row in good}
    seen: set[str] = set()
    for person in of.teachers[::12]:
        for key in sections[:: max(1, len(sections) // 4)]:
            if key.school == person.school or person.id in placed:
                continue
            audit = verify(of, policy, [*good, Posting(person.id, person.section, key, "move")])
            new = {f.rule for f in audit.broken if policy.rules[f.rule].mode == "required"} - seen
            if not new:
                continue
            folder = tmp_path / f"{person.id}-{key.school}"
            seal(altered(out, folder, {person.id: posted(person.id, *key, of=of)}))
            capsys.readouterr()
            assert verified(folder) == 1
            output = capsys.readouterr().out
            assert all(lines(output, rule) for rule in new), (new, output)
            seen |= new
        if len(seen) >= 8:
            break
    for code in ("returns", "exchange_ratio"):
        rest = {row.teacher: None for row in good if (row.kind == "return") == (code == "returns")}
        if rest:
            folder = seal(altered(out, tmp_path / code, rest))
            capsys.readouterr()
            assert verified(folder) == 1
            assert lines(capsys.readouterr().out, code)
    assert {"eligibility", "stage_certificate", "travel_limit", "staff_quota", "net_change"} <= seen
