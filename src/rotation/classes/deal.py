"""Pupils dealt into classes: a random start, exchanges to clean counts, exchanges that bring scores together.

The published seed decides everything: the same seed, roster, rules and version give the same lists on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rotation.classes.deal_conflicts import refuse_impossible
from rotation.classes.deal_counts import best_counts
from rotation.classes.deal_units import SCALE, Dealing, Integers, dealing, weighted_marks
from rotation.classes.lottery import numbers, permutation, shuffled, small_seed
from rotation.domain.pupils import Roster
from rotation.errors import SolverError
from rotation.i18n import Language
from rotation.policy.dealing import DealRules

__all__ = ["METHOD", "Deal", "deal"]

METHOD: Final = "deal-1"
"""Names the method in every commitment: another way to search would be another method."""

_PROPOSALS: Final = 4_000_000
_TRIES: Final = 3
_PAIRS: Final = 60
"""Grades with fewer pairs of classes than this get more sweeps."""


class _Stage(NamedTuple):
    """One stage: sets of so many of so many units, squares' divisor, swaps listed, sweeps."""

    largest: int
    most: int
    square: int
    swaps: int
    sweeps: int


_QUICK: Final = (_Stage(1, 50, 8, 200, 1), _Stage(2, 50, 16, 500, 2), _Stage(2, 50, 32, 2000, 2))
_FINE: Final = (
    *_QUICK, _Stage(2, 50, 32, 4000, 3), _Stage(2, 50, 128, 6000, 2), _Stage(3, 40, 32, 8000, 3),
    _Stage(3, 46, 32, 8000, 5), _Stage(3, 46, 64, 8000, 4),
)  # fmt: skip
_MANY: Final = (*_QUICK, _Stage(2, 50, 32, 4000, 3), _Stage(3, 40, 32, 8000, 1))
_TOTAL: Final = (_Stage(2, 50, 128, 1000, 2), _Stage(2, 50, 128, 2000, 1))


@dataclass(frozen=True, slots=True)
class Deal:
    """The class of each pupil, by number from 0, in the order of the roster.

    ``unmet`` is what is still wrong with the counts in units of price (0: every count at its bound), and
    ``proven`` says whether no lists have less.
    """

    place: tuple[int, ...]
    classes: int
    unmet: int
    proven: bool


def deal(
    roster: Roster,
    rules: DealRules,
    classes: int,
    *,
    seed: str,
    lang: Language = "zh",
    progress: Callable[[str], None] = lambda _: None,
) -> Deal:
    """Deal the pupils of one grade into classes.

    Parameters
    ----------
    classes
        How many classes, at least 1.
    seed
        The published seed, any text.
    progress
        Is told the phase: "counts", "exact", "scores".

    Raises
    ------
    InfeasibleError
        The requests cannot all be met; its text is the smallest conflict in words.
    """
    from rotation.classes.exchange import settle  # noqa: PLC0415 - compiled code is loaded for this only

    refuse_impossible(roster, rules, classes, lang)
    problem = dealing(roster, rules, classes)
    progress("counts")
    unmet, place = 1, np.zeros(0, dtype=np.int64)
    for attempt in range(_TRIES):
        place = _start(problem, seed, attempt)
        unmet, _ = settle(
            problem.traits, problem.low, problem.high, problem.price, problem.apart_start, problem.apart, place,
            classes, small_seed(seed, f"settle/{attempt}"), _PROPOSALS // (1 if attempt else 4),
        )  # fmt: skip
        if unmet == 0:
            break
    proven = True
    if unmet:
        progress("exact")
        place, unmet, proven = best_counts(problem, place, lang)
    if roster.scores and problem.means.any():
        progress("scores")
        _bring_together(problem, place, rules, seed)
    named = permutation(seed, "names", classes)
    where = [0] * len(roster.pupils)
    for unit, members in enumerate(problem.units):
        for pupil in members:
            where[pupil] = named[int(place[unit])]
    return Deal(tuple(where), classes, unmet, proven)


def _start(problem: Dealing, seed: str, attempt: int) -> Integers:
    """Deal units in random order, the largest first, each into the smallest class."""
    order = shuffled(numbers(seed, f"start/{attempt}"), range(len(problem.units)))
    order.sort(key=lambda unit: -len(problem.units[unit]))
    sizes = [0] * problem.classes
    place = np.zeros(len(problem.units), dtype=np.int64)
    for unit in order:
        smallest = sizes.index(min(sizes))
        place[unit] = smallest
        sizes[smallest] += len(problem.units[unit])
    return place


def _bring_together(problem: Dealing, place: Integers, rules: DealRules, seed: str) -> None:
    from rotation.classes.exchange import bring_together  # noqa: PLC0415

    count = problem.means.shape[1]
    total = count > len(rules.scores)
    before = _counts(problem, place)
    per_class = max(1, sum(map(len, problem.units)) // problem.classes)
    keys = (problem.traits.astype(np.uint64) * _trait_keys(problem)).sum(axis=1, dtype=np.uint64)
    plan = _QUICK if rules.effort == "quick" else _MANY if total else _FINE
    stages = [(stage, [1] * count) for stage in plan]
    if total:
        # Last of all the total, the single scores counting for less.
        stages += [(stage, [1] + [128] * (count - 1)) for stage in _TOTAL]
    pairs = max(1, problem.classes * (problem.classes - 1) // 2)
    often = 1 if rules.effort == "quick" else max(1, min(6, _PAIRS // pairs))
    for number, (stage, mean) in enumerate(stages):
        marks = weighted_marks(problem, mean, stage.square)
        near = 1 if total and mean[-1] > 1 else count
        steps = problem.steps // np.array(mean, dtype=np.int64)
        if near < count:
            steps[1:] = per_class * SCALE // 64
        room = np.full(count if stage.square else 0, per_class * SCALE // 64 // max(1, stage.square), dtype=np.int64)
        bring_together(
            keys, marks, near, np.concatenate([steps + steps // 64 + 2, room]), problem.apart_start,
            problem.apart, place, problem.classes, stage.largest, stage.most, stage.swaps, stage.sweeps * often,
            small_seed(seed, f"scores/{number}"),
        )  # fmt: skip
    if not np.array_equal(np.sort(before, axis=0), np.sort(_counts(problem, place), axis=0)):
        raise SolverError("an exchange changed the counts of a class")


def _trait_keys(problem: Dealing) -> NDArray[np.uint64]:
    """Return one odd 64-bit number per trait; sums of them name vectors of counts."""
    return np.array([small_seed("trait", str(i)) * 2 + 1 for i in range(len(problem.trait_names))], dtype=np.uint64)


def _counts(problem: Dealing, place: Integers) -> Integers:
    counts = np.zeros((problem.classes, len(problem.trait_names)), dtype=np.int64)
    np.add.at(counts, place, problem.traits)
    return counts
