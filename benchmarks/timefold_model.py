"""People with options as Timefold's planning entities, and one constraint stream for each level of the score."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    BendableScore,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
    constraint_provider,
)

__all__ = ["Option", "Person", "Plan", "Tally", "Term", "constraints"]


@dataclass(eq=False)
class Option:
    """Where a person may be posted, -1 for staying, and what that adds to each tier by itself, from 0 up."""

    arc: int
    coverage: int
    standards: int
    balance: int
    burden: int
    ties: int


@dataclass(eq=False)
class Tally:
    """A count: ``gain[value + zero]`` is what it gains on its level (0: hard) against nobody moving."""

    number: int
    level: int
    zero: int
    gain: list[int]


@dataclass(eq=False)
class Term:
    """What the choice of an arc adds to a count."""

    arc: int
    tally: Tally
    coefficient: int


@planning_entity
@dataclass(eq=False)
class Person:
    id: Annotated[str, PlanningId]
    options: Annotated[list[Option], ValueRangeProvider]
    choice: Annotated[Option | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Plan:
    people: Annotated[list[Person], PlanningEntityCollectionProperty]
    terms: Annotated[list[Term], ProblemFactCollectionProperty]
    score: Annotated[BendableScore | None, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=5)] = (
        field(default=None)
    )


def level(number: int) -> BendableScore:
    """Return one point of a level: 0 hard, 1 to 5 the tiers."""
    return BendableScore.of([int(number == 0)], [int(number == tier) for tier in range(1, 6)])


@constraint_provider  # type: ignore[untyped-decorator]
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    return [
        *(counted(factory, number) for number in range(6)),
        factory.for_each(Person)
        .penalize(level(1), lambda person: person.choice.coverage)
        .as_constraint("coverage alone"),
        factory.for_each(Person)
        .penalize(level(2), lambda person: person.choice.standards)
        .as_constraint("standards alone"),
        factory.for_each(Person)
        .penalize(level(3), lambda person: person.choice.balance)
        .as_constraint("balance alone"),
        factory.for_each(Person).penalize(level(4), lambda person: person.choice.burden).as_constraint("burden alone"),
        factory.for_each(Person).penalize(level(5), lambda person: person.choice.ties).as_constraint("ties alone"),
    ]


def counted(factory: ConstraintFactory, number: int) -> Constraint:
    """Sum what the choices add to each count of a level, and gain or lose by its table."""
    return (
        factory.for_each(Person)
        .join(
            factory.for_each(Term).filter(lambda term: term.tally.level == number),
            Joiners.equal(lambda person: person.choice.arc, lambda term: term.arc),
        )
        .group_by(
            lambda person, term: term.tally,
            ConstraintCollectors.sum(lambda person, term: term.coefficient),
        )
        .impact(level(number), lambda tally, total: tally.gain[total + tally.zero])
        .as_constraint(f"counts of level {number}")
    )
