"""The full tables of a plan, all from the recount: findings, before and after, what remains unfilled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rotation.audit import Audit, DistrictAudit, SectionRow, State
from rotation.domain.district import District
from rotation.i18n.reports import MODE
from rotation.policy import Policy
from rotation.report.district_tables import (
    PLACE,
    eligibility_table,
    indicator_cell,
    place,
    stage_cell,
    subject_cell,
)
from rotation.report.tables import Cell, Coded, Table, csv_text, table

__all__ = ["TABLES", "plan_csvs", "plan_tables"]

TABLES: Final = (
    "findings", "rules", "indicators", "sections", "cvs", "lessons", "posts", "posts_to_apply", "eligibility",
)  # fmt: skip


def plan_csvs(district: District, policy: Policy, audit: Audit, standing: DistrictAudit) -> dict[str, str]:
    """Return file names and contents of a plan's tables, the same bytes for the same plan."""
    return {f"{each.name}.csv": csv_text(each) for each in plan_tables(district, policy, audit, standing)}


def plan_tables(
    district: District, policy: Policy, audit: Audit, standing: DistrictAudit
) -> tuple[Table, ...]:
    """Return a plan's tables; ``standing`` adds everyone's eligibility."""
    before, after = audit.state_before, audit.state_after
    tables = (
        table(
            "findings",
            "rule mode tier subject_of measured limit holds short cost people text",
            _findings(policy, audit),
        ),
        table("rules", "rule mode tier checked missed cost", _rules(policy, audit)),
        table(
            "indicators",
            f"{PLACE} pupils indicator threshold before:amount after:amount before:measured after:measured "
            "before:holds after:holds",
            _indicators(district, before, after),
        ),
        table(
            "sections",
            f"{PLACE} pupils before:teachers after:teachers before:reached after:reached before:passes "
            "after:passes",
            _sections(district, before, after),
        ),
        table(
            "cvs",
            "stage indicator sections before:cv after:cv cap before:holds after:holds",
            _cvs(before, after),
        ),
        table(
            "lessons",
            f"{PLACE} subject demanded before:heads after:heads before:supplied after:supplied before:main "
            "after:main before:other after:other before:unfilled after:unfilled",
            _lessons(district, before, after),
        ),
        table(
            "posts",
            f"{PLACE} quota before:teachers after:teachers by_pupils by_lessons before:surplus_by_pupils "
            "after:surplus_by_pupils before:surplus_by_lessons after:surplus_by_lessons before:unfilled "
            "after:unfilled",
            _posts(district, before, after),
        ),
        table("posts_to_apply", f"{PLACE} subject unfilled posts", _posts_to_apply(district, after)),
        eligibility_table(district, standing),
    )
    assert tuple(each.name for each in tables) == TABLES
    return tables


def _findings(policy: Policy, audit: Audit) -> Iterator[tuple[Cell, ...]]:
    for finding in audit.findings:
        rule = policy.rules[finding.rule]
        yield (
            finding.rule,
            _mode(rule.mode),
            rule.tier,
            finding.subject,
            finding.measured,
            finding.limit,
            "yes" if finding.holds else "no",
            finding.shortfall,
            finding.cost,
            " ".join(finding.people),
            finding.text,
        )


def _rules(policy: Policy, audit: Audit) -> Iterator[tuple[Cell, ...]]:
    for code, rule in policy.rules.items():
        found = audit.of(code)
        missed = sum(not finding.holds for finding in found)
        yield code, _mode(rule.mode), rule.tier, len(found), missed, sum(finding.cost for finding in found)


def _mode(mode: str) -> Coded:
    return Coded(mode, MODE[mode])


def _indicators(district: District, before: State, after: State) -> Iterator[tuple[Cell, ...]]:
    for old_row, new_row in zip(before.sections, after.sections, strict=True):
        for old, new in zip(old_row.values, new_row.values, strict=True):
            yield (
                *place(district, old_row.section),
                old_row.pupils,
                indicator_cell(old.indicator),
                old.threshold,
                old.amount,
                new.amount,
                old.value,
                new.value,
                old.reached,
                new.reached,
            )


def _sections(district: District, before: State, after: State) -> Iterator[tuple[Cell, ...]]:
    for old, new in zip(before.sections, after.sections, strict=True):
        yield (
            *place(district, old.section),
            old.pupils,
            old.teachers,
            new.teachers,
            _reached(old),
            _reached(new),
            old.passes,
            new.passes,
        )


def _reached(row: SectionRow) -> int | None:
    return row.reached if row.in_indicators else None


def _cvs(before: State, after: State) -> Iterator[tuple[Cell, ...]]:
    for old, new in zip(before.cvs, after.cvs, strict=True):
        yield (
            stage_cell(old.stage),
            indicator_cell(old.indicator),
            old.sections,
            old.cv,
            new.cv,
            old.limit,
            old.holds,
            new.holds,
        )


def _posts_to_apply(district: District, after: State) -> Iterator[tuple[Cell, ...]]:
    for row in after.subjects:
        if row.posts_to_apply:
            yield *place(district, row.section), subject_cell(row.subject), row.unfilled, row.posts_to_apply


def _lessons(district: District, before: State, after: State) -> Iterator[tuple[Cell, ...]]:
    old_rows = {(row.section, row.subject): row for row in before.subjects}
    new_rows = {(row.section, row.subject): row for row in after.subjects}
    for key in sorted({*old_rows, *new_rows}):
        old, new = old_rows.get(key), new_rows.get(key)
        cells: list[Cell] = [*place(district, key[0]), subject_cell(key[1])]
        some = old or new
        assert some is not None
        cells.append(some.demanded)
        for field in ("heads", "supplied", "main", "other", "unfilled"):
            cells += [0 if row is None else getattr(row, field) for row in (old, new)]
        yield tuple(cells)


def _posts(district: District, before: State, after: State) -> Iterator[tuple[Cell, ...]]:
    for old, new in zip(before.posts, after.posts, strict=True):
        yield (
            *place(district, old.section),
            old.staff_quota,
            old.teachers,
            new.teachers,
            old.teachers_by_pupils,
            old.teachers_by_lessons,
            old.surplus_by_pupils,
            new.surplus_by_pupils,
            old.surplus_by_lessons,
            new.surplus_by_lessons,
            old.lessons_unfilled,
            new.lessons_unfilled,
        )
