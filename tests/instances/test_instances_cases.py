"""The shipped county differs from its draw in the cells of its cases, and in nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from rotation.instances import generate, generator, overview, profile
from rotation.instances.cases import Case, cases_of, placed


def test_only_the_shipped_county_has_cases() -> None:
    assert [case.rule for case in cases_of("county", 4)] == ["other_subjects"]
    others = {(name, seed) for name in ("tiny", "town", "county") for seed in range(10)} - {("county", 4)}
    assert not any(cases_of(name, seed) for name, seed in others)


def test_nobody_outside_the_cases_and_no_total_differs_from_the_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    county = generate(profile("county"), 4)
    monkeypatch.setattr(generator, "cases_of", lambda *_: ())
    drawn = generate(profile("county"), 4)
    assert "1 local case set by hand" in county.source
    assert "by hand" not in drawn.source
    names = [field.name for field in fields(drawn) if field.name not in ("teachers", "source")]
    assert [getattr(county, name) for name in names] == [getattr(drawn, name) for name in names]
    differing = {
        (now.id, field.name)
        for now, before in zip(county.teachers, drawn.teachers, strict=True)
        for field in fields(now)
        if getattr(now, field.name) != getattr(before, field.name)
    }
    set_by_hand = {
        (who, name) for case in cases_of("county", 4) for who, cells in case.changes.items() for name in cells
    }
    assert differing == set_by_hand
    assert all(
        county.teacher_by_id[who].school == case.school for case in cases_of("county", 4) for who in case.changes
    )
    assert Counter(overview(county).reasons) == Counter(overview(drawn).reasons)
    # Chinese and maths have the same standard: no lesson is won or lost.
    assert overview(county).supply == overview(drawn).supply


def test_cells_are_set_and_the_rest_is_kept() -> None:
    tiny = generate(profile("tiny"), 1).teachers
    changed = placed(tiny, [Case("couples", tiny[0].school, {tiny[0].id: {"subject": "art"}})])
    assert changed[0].subject == "art"
    assert changed[1:] == tiny[1:]
