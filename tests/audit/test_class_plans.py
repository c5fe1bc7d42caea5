"""The verifier of class plans finds every planted fault, at the limit and one step beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from openings import place, terms
from rotation.audit.opening import recount_classes
from rotation.domain.district import Entrants
from rotation.plan.opening import ClassPlan, DirectedEntrants, OpenedGrade

# A has 48 entrants, of whom 40 stay with brothers and sisters and two are twins; three rooms; B has room for five.
DISTRICT = place(
    {"A": (3, {1: (48, 1), 2: (112, 2)}), "B": (1, {1: (40, 1)})},
    neighbours=[("A", "B", 4), ("B", "A", None)],
    entrants=[Entrants(school="A", grade=1, pupils=48, staying=40, twin_pairs=1)],
    km={"B": 1.0},
)
POLICY = terms(cap={"mode": "required", "primary": 56}, school_size={"mode": "required", "pupils": 160})
GOOD = ClassPlan(
    2026,
    (OpenedGrade("A", 1, 44, (44,)), OpenedGrade("A", 2, 112, (56, 56)), OpenedGrade("B", 1, 44, (44,))),
    (DirectedEntrants("A", "B", 1, 2, 1),),
)
Edit = Callable[[ClassPlan], ClassPlan]


def grade(number: int, **changes: object) -> Edit:
    """Return an edit of one row."""

    def edit(plan: ClassPlan) -> ClassPlan:
        rows = list(plan.grades)
        rows[number] = replace(rows[number], **changes)  # type: ignore[arg-type]
        return replace(plan, grades=tuple(rows))

    return edit


def directed(*rows: DirectedEntrants, a: int, b: int) -> Edit:
    """Return an edit of who is directed, the totals of grade 1 following."""
    return lambda plan: grade(2, pupils=b, sizes=(b,))(grade(0, pupils=a, sizes=(a,))(replace(plan, directed=rows)))


def broken(plan: ClassPlan) -> set[str]:
    audit = recount_classes(DISTRICT, POLICY, plan)
    for finding in audit.findings:
        assert not {"{", "}"} & {*finding.text.zh, *finding.text.en}
    return {finding.check for finding in audit.findings if finding.required and not finding.holds}


def test_a_plan_at_every_limit_holds() -> None:
    # 56 = 56 in the largest class, 3 classes in 3 rooms, 156 <= 160 pupils, 4 <= 4 directed.
    assert broken(GOOD) == set()
    audit = recount_classes(DISTRICT, POLICY, GOOD)
    # In oversize: two classes of 56, each one over 55.
    assert {name: audit.tiers[name] for name in ("classes", "directed", "distance", "over_cap", "oversized")} == {
        "classes": 4, "directed": 4, "distance": 4 * 10, "over_cap": 0, "oversized": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (grade(0, pupils=45, sizes=(45,)), {"totals"}),
        (grade(0, sizes=(43,)), {"sizes"}),
        (grade(0, sizes=(44, 0)), {"sizes", "rooms", "size_difference"}),
        (grade(0, sizes=(23, 21)), {"size_difference", "rooms"}),
        (grade(0, sizes=(22, 22)), {"rooms"}),
        (grade(1, sizes=(57, 55)), {"cap", "size_difference", "growth"}),
        (grade(1, sizes=(112,)), {"cap", "running", "growth"}),
        (lambda plan: replace(plan, grades=plan.grades[:2]), {"totals"}),
        (lambda plan: replace(plan, grades=(*plan.grades, plan.grades[2])), {"totals", "rooms"}),
        (lambda plan: replace(plan, grades=(*plan.grades, OpenedGrade("X", 1, 0, ()))), {"totals"}),
        (directed(DirectedEntrants("A", "B", 1, 3, 1), a=43, b=45), {"route"}),
        (directed(DirectedEntrants("A", "B", 1, 0, 2), a=44, b=44), {"twins"}),
        (directed(DirectedEntrants("A", "B", 1, 7, 0), a=41, b=47), {"route", "siblings"}),
        (directed(DirectedEntrants("A", "B", 1, 1, 0), DirectedEntrants("B", "A", 1, 1, 0), a=48, b=40), {"relay"}),
        (directed(DirectedEntrants("B", "A", 1, 1, 0), a=49, b=39), {"school_size", "full"}),
        (directed(DirectedEntrants("A", "B", 1, -1, 0), a=49, b=39), {"route", "school_size"}),
    ],
)
def test_one_step_beyond_each_limit_is_found(edit: Edit, found: set[str]) -> None:
    assert broken(edit(GOOD)) == found


def test_nobody_is_received_beyond_the_cap_even_where_it_is_a_target() -> None:
    soft = terms(cap={"mode": "target", "primary": 43})
    audit = recount_classes(DISTRICT, soft, GOOD)
    assert [finding.check for finding in audit.findings if finding.required and not finding.holds] == ["receives"]


def test_sizes_two_apart_hold_where_the_policy_allows_two() -> None:
    plan = grade(1, sizes=(57, 55))(GOOD)
    audit = recount_classes(DISTRICT, terms(size_difference=2, growth={"mode": "off"}, cap={"primary": 57}), plan)
    assert audit.required_hold
