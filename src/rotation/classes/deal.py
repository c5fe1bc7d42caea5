"""Pupils dealt into classes: a random start, exchanges to clean counts, exchanges that bring scores together.

The published seed decides everything: the same seed, roster, rules and version give the same lists on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rotation.classes.deal_conflicts import refuse_impossible
from rotation.classes.deal_counts import best_counts
from rotation.classes.deal_units import MOST_NEEDS, SCALE, Dealing, Integers, dealing, weighted_marks
from rotation.classes.lottery import numbers, permutation, shuffled, small_seed
from rotation.domain.pupils import Roster
from rotation.errors import InfeasibleError, SolverError
from rotation.i18n import Language
from rotation.i18n.dealing import CONFLICT
from rotation.policy.dealing import DealRules

__all__ = ["METHOD", "Deal", "deal"]

METHOD: Final = "deal-5"
"""Names the method in every commitment: another way to search would be another method."""

_PROPOSALS: Final = 4_000_000
_TRIES: Final = 3


class _Start(NamedTuple):
    """One stage of the start: sets of so many of so many units, squares' divisor, swaps listed, sweeps."""

    largest: int
    most: int
    square: int
    swaps: int
    sweeps: int


class _Last(NamedTuple):
    """One stage of the finish: sets of so many units, swaps listed, visits for each class and each ten pairs."""

    largest: int
    swaps: int
    per_class: int
    per_ten_pairs: int


class _Starts(NamedTuple):
    """From how many starts a small grade is dealt, and one whose means are far apart."""

    small: int
    far: int


class _Aim(NamedTuple):
    """How far a class may be off, in standard deviations: the total's mean, other means, spreads."""

    total: float
    mean: float
    spread: float


class _Step(NamedTuple):
    """One step of the finish: its aim and stage, how many means stay once near, how many times wider spreads may be."""

    aim: _Aim
    stage: _Last
    firm: int
    wide: int


_START: Final = (_Start(1, 50, 8, 200, 1), _Start(2, 50, 16, 500, 2), _Start(2, 50, 32, 2000, 2))
_QUICK: Final = (_Last(3, 16_000, 3, 0),)
_FINE: Final = (_Last(3, 16_000, 6, 5), _Last(3, 64_000, 4, 3), _Last(3, 128_000, 8, 8))
_TOTAL: Final = _FINE[:2]
_COARSE: Final = _Last(3, 16_000, 12, 10)
"""Where marks are so coarse that means cannot come near, swaps that carry the same are many: means are brought to their
bound first, spreads follow."""
_SMALL: Final = 24
_FAR: Final = 50
_STARTS: Final = _Starts(small=8, far=4)
_LOOSE: Final = 256
"""Exchanges between two small classes are few and end soon, so grades up to so many units are dealt from several
starts, and others whose means stay further apart than so many times what is wanted (0.02 sd). In every second start
spreads may be so many times as far off: they would outweigh means of few, coarse marks."""
_UNITS: Final = 46
_CHANGES: Final = 64
_AIM: Final = _Aim(0.0004, 0.0004, 0.007)
_TOTAL_AIMS: Final = (_Aim(0.0002, 0.06, 0.06), _Aim(0.0002, 0.02, 0.03), _Aim(0.0002, 0.01, 0.015))
"""Where the total counts first it is brought together while the rest may be far off, and then stays there."""


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
    refuse_impossible(roster, rules, classes, lang)
    problem = dealing(roster, rules, classes)
    progress("counts")
    place, unmet, proven = _counted(problem, seed, lang, progress)
    if _most_needs(problem, place) > rules.most_needs_per_class:
        problem = dealing(roster, rules, classes, limited=True)
        place, unmet, proven = _counted(problem, seed, lang, progress)
        if _most_needs(problem, place) > rules.most_needs_per_class:
            raise InfeasibleError(CONFLICT["apart_and_needs"].to(lang), ())
    if roster.scores and problem.means.any():
        progress("scores")
        distance, of_means = _bring_together(problem, place, rules, seed)
        starts = _STARTS.small if len(problem.units) <= _SMALL else _STARTS.far if of_means > _FAR else 1
        for again in range(1, starts if classes > 1 and not unmet else 1):
            own = f"{seed}|{again}"
            other, broken, _ = _counted(problem, own, lang, progress)
            if not broken and (found := _bring_together(problem, other, rules, own, again)[0]) < distance:
                place, distance = other, found
    named = permutation(seed, "names", classes)
    where = [0] * len(roster.pupils)
    for unit, members in enumerate(problem.units):
        for pupil in members:
            where[pupil] = named[int(place[unit])]
    return Deal(tuple(where), classes, unmet, proven)


def _counted(
    problem: Dealing, seed: str, lang: Language, progress: Callable[[str], None]
) -> tuple[Integers, int, bool]:
    """Return lists with counts at their bounds, else with the least given up; what is, and whether that is proven."""
    from rotation.classes.settle import settle  # noqa: PLC0415 - compiled code is loaded for this only

    place = np.zeros(0, dtype=np.int64)
    for attempt in range(_TRIES):
        place = _start(problem, seed, attempt)
        unmet, _ = settle(
            problem.traits, problem.low, problem.high, problem.price, problem.apart_start, problem.apart, place,
            problem.classes, small_seed(seed, f"settle/{attempt}"), _PROPOSALS // (1 if attempt else 4),
        )  # fmt: skip
        if unmet == 0:
            return place, 0, True
    progress("exact")
    return best_counts(problem, place, lang)


def _most_needs(problem: Dealing, place: Integers) -> int:
    """Return the most pupils with needs in a class, 0 where nothing counts them: then no class can have too many."""
    names = [name for name in (MOST_NEEDS, "needs") if name in problem.trait_names]
    return max((int(_counts(problem, place)[:, problem.trait_names.index(name)].max()) for name in names), default=0)


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


def _bring_together(
    problem: Dealing, place: Integers, rules: DealRules, seed: str, again: int = 0
) -> tuple[Fraction, Fraction]:  # fmt: skip
    """Bring scores together: all pairs of classes a few times, then the furthest class again and again.

    Another start, ``again``, is a quick one, and every second of them is after means first of all. Returns how far
    classes are still apart, in units of what is wanted, and how far in means alone.
    """
    from rotation.classes.aims import aimed_marks, apart, coarse  # noqa: PLC0415
    from rotation.classes.exchange import bring_together  # noqa: PLC0415
    from rotation.classes.finish import finish  # noqa: PLC0415

    before = _counts(problem, place)
    scores, classes = problem.means.shape[1], problem.classes
    trait_keys = _trait_keys(problem)
    keys = (problem.traits.astype(np.uint64) * trait_keys).sum(axis=1, dtype=np.uint64)
    room = max(1, sum(map(len, problem.units)) // classes) * SCALE // 64
    for number, stage in enumerate(_START):
        enough = np.concatenate([problem.steps + problem.steps // 64 + 2, np.full(scores, room // stage.square)])
        bring_together(
            keys, weighted_marks(problem, stage.square), scores, enough, problem.apart_start, problem.apart, place,
            classes, stage.largest, stage.most, stage.swaps, stage.sweeps, small_seed(seed, f"scores/{number}"),
        )  # fmt: skip
    total = scores > len(rules.scores)
    rough = len(problem.units) > _SMALL and coarse(problem, place)
    plan = _steps(scores, total, rules.effort == "quick" or again > 0, again, rough)
    for number, (aim, last, firm, wide) in enumerate(plan):
        means = [aim.total if total and i == 0 else aim.mean for i in range(scores)]
        marks = aimed_marks(problem, place, means, wide * aim.spread)
        visits = last.per_class * classes + last.per_ten_pairs * classes * (classes - 1) // 20
        finish(
            problem.traits, trait_keys, keys, marks, scores, firm, problem.apart_start, problem.apart, place,
            classes, last.largest, _UNITS, last.swaps, _CHANGES, visits, small_seed(seed, f"last/{number}"),
        )  # fmt: skip
    if not np.array_equal(np.sort(before, axis=0), np.sort(_counts(problem, place), axis=0)):
        raise SolverError("an exchange changed the counts of a class")
    aim = plan[-1].aim
    return apart(problem, place, [aim.total if total and i == 0 else aim.mean for i in range(scores)], aim.spread)


def _steps(scores: int, total: bool, quick: bool, again: int, rough: bool) -> list[_Step]:
    """Return the steps of the finish; ``rough`` says that marks are too coarse for means to come near."""
    if rough and not total:
        return [_Step(_AIM, _COARSE, 0, _LOOSE), _Step(_AIM, _COARSE, scores, 1)]
    loose = _LOOSE if again % 2 else 1
    if total:
        stages = _QUICK if quick else _TOTAL[:1] if rough else _TOTAL
        return [_Step(aim, stage, 1, loose) for aim in _TOTAL_AIMS for stage in stages]
    return [_Step(_AIM, stage, 0, loose) for stage in (_QUICK if quick else _FINE)]


def _trait_keys(problem: Dealing) -> NDArray[np.uint64]:
    """Return one odd 64-bit number per trait; sums of them name vectors of counts."""
    return np.array([small_seed("trait", str(i)) * 2 + 1 for i in range(len(problem.trait_names))], dtype=np.uint64)


def _counts(problem: Dealing, place: Integers) -> Integers:
    counts = np.zeros((problem.classes, len(problem.trait_names)), dtype=np.int64)
    np.add.at(counts, place, problem.traits)
    return counts
