"""The trade-off between measures: which points no other beats, what each step along them costs, and where it bends."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rotation.scenarios.measures import Measure, more_is_better
from rotation.scenarios.store import Point

__all__ = ["Frontier", "Knee", "Step", "frontier"]


@dataclass(frozen=True, slots=True)
class Step:
    """From one point of the frontier to the next better one in the first measure.

    ``gain`` is how much better the first measure becomes. ``costs`` are, for each other measure, how much worse it
    becomes (negative: better); ``proven`` how much worse at least, whatever plans there are: the later point's bound
    against the earlier one's value, 0 where nothing is proven.
    """

    one: Point
    other: Point
    gain: Fraction
    costs: dict[str, Fraction]
    proven: dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Knee:
    """The step at which a measure suddenly costs more.

    ``before`` is what a unit of the first measure cost on average up to there, ``here`` what it costs in this step.
    """

    measure: str
    step: Step
    before: Fraction
    here: Fraction


@dataclass(frozen=True, slots=True)
class Frontier:
    """``best`` are the points that no other beats, in order of the first measure; ``dominated`` is everybody else."""

    measures: tuple[str, ...]
    best: tuple[Point, ...]
    dominated: tuple[Point, ...]
    steps: tuple[Step, ...]
    knees: tuple[Knee, ...]


def frontier(points: Sequence[Point], measures: Sequence[str]) -> Frontier:
    """Return the trade-off between two or three measures among the points that have a plan and all of them."""
    some = [point for point in points if point.solved and all(name in point.measures for name in measures)]
    best = [point for point in some if not any(_beats(other, point, measures) for other in some)]
    best.sort(key=lambda point: tuple(_worse(name, point.measures[name].value) for name in measures), reverse=True)
    dominated = [point for point in some if point not in best]
    steps = tuple(
        _step(one, other, measures) for one, other in itertools.pairwise(best) if _moves(one, other, measures)
    )
    knees = tuple(knee for name in measures[1:] if (knee := _knee(steps, name)) is not None)
    return Frontier(tuple(measures), tuple(best), tuple(dominated), steps, knees)


def _worse(name: str, value: Fraction) -> Fraction:
    """Return a measure so turned that less is better."""
    return -value if more_is_better(name) else value


def _moves(one: Point, other: Point, measures: Sequence[str]) -> bool:
    """Leave out steps between points that are alike in the first measure: they are no step along it."""
    return one.measures[measures[0]].value != other.measures[measures[0]].value


def _beats(one: Point, other: Point, measures: Sequence[str]) -> bool:
    ours = [_worse(name, one.measures[name].value) for name in measures]
    theirs = [_worse(name, other.measures[name].value) for name in measures]
    return ours != theirs and all(a <= b for a, b in zip(ours, theirs, strict=True))


def _step(one: Point, other: Point, measures: Sequence[str]) -> Step:
    first, *rest = measures
    gain = _worse(first, one.measures[first].value) - _worse(first, other.measures[first].value)
    costs, proven = {}, {}
    for name in rest:
        before, after = one.measures[name], other.measures[name]
        costs[name] = _worse(name, after.value) - _worse(name, before.value)
        proven[name] = max(Fraction(0), _proven(name, before, after))
    return Step(one, other, gain, costs, proven)


def _proven(name: str, before: Measure, after: Measure) -> Fraction:
    return _worse(name, after.bound) - _worse(name, before.value)


def _knee(steps: Sequence[Step], name: str) -> Knee | None:
    """Return the step that costs most beyond what the steps before it cost on average; None where none does."""
    found: Knee | None = None
    gain = cost = Fraction(0)
    for step in steps:
        here = step.costs[name] / step.gain
        if gain:
            before = cost / gain
            if here > before and here > 0 and (found is None or here - before > found.here - found.before):
                found = Knee(name, step, before, here)
        gain, cost = gain + step.gain, cost + step.costs[name]
    return found
