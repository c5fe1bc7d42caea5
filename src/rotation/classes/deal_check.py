"""The independent check of class lists: everything is counted again from the roster and the lists alone.

Nothing here is shared with the dealing. Counts are whole numbers, means exact fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, gcd, sqrt
from typing import Literal

from rotation.domain.pupils import Pupil, Roster
from rotation.i18n import COMMA, Text, joined
from rotation.i18n.dealing import FOUND, LINE
from rotation.policy.dealing import DealRules

__all__ = ["Line", "Recount", "mean_bound", "recount"]

Value = Fraction | float


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is balanced: its value in each class, the spread, and the least spread arithmetic allows.

    ``deviation`` is the grade's standard deviation for means and sds of scores, else None.
    """

    key: str
    kind: Literal["count", "mean", "sd"]
    name: Text
    values: tuple[Value, ...]
    bound: Value
    deviation: float | None = None

    @property
    def spread(self) -> Value:
        """Largest class minus smallest."""
        return max(self.values) - min(self.values)


@dataclass(frozen=True)
class Recount:
    """What recounting found: ``broken`` requests make lists invalid, counts above their bound are only reported."""

    classes: tuple[str, ...]
    lines: tuple[Line, ...]
    broken: tuple[Text, ...]

    @cached_property
    def above(self) -> tuple[Line, ...]:
        """The counts that are above their arithmetic bound."""
        return tuple(line for line in self.lines if line.kind == "count" and line.spread > line.bound)


def recount(roster: Roster, rules: DealRules, lists: Mapping[str, str], classes: Sequence[str]) -> Recount:
    """Count lists again; ``lists`` gives each pupil's class by id, ``classes`` all names in order."""
    problems = list(_membership(roster, lists, classes))
    groups = {name: [p for p in roster.pupils if lists.get(p.id) == name] for name in classes}
    problems += _requests(roster, rules, lists, groups)
    rows = list(groups.values())
    lines = [*_counts(roster, rules, rows)]
    for position, name in enumerate(roster.scores):
        lines += _score(rows, Text(name, name), f"score:{name}", [[p.scores[position] for p in row] for row in rows])
    if len(roster.scores) > 1:
        lines += _score(rows, LINE["total"], "total", [[_total(p) for p in row] for row in rows])
    return Recount(tuple(classes), tuple(lines), tuple(problems))


def _membership(roster: Roster, lists: Mapping[str, str], classes: Sequence[str]) -> Iterator[Text]:
    known = {pupil.id for pupil in roster.pupils}
    yield from (FOUND["unknown_pupil"].fill(id=i) for i in lists if i not in known)
    yield from (FOUND["unlisted_pupil"].fill(id=i) for i in sorted(known - set(lists)))
    used = set(lists.values())
    if used != set(classes):
        yield FOUND["classes"].fill(found=len(used), expected=len(classes))


def _requests(
    roster: Roster, rules: DealRules, lists: Mapping[str, str], groups: Mapping[str, Sequence[Pupil]]
) -> Iterator[Text]:
    families: dict[str, list[Pupil]] = {}
    for pupil in roster.pupils:
        if pupil.twins is not None:
            families.setdefault(pupil.twins, []).append(pupil)
    for family in families.values():
        where = [lists.get(p.id, "") for p in family]
        names = joined((p.name for p in family), COMMA)
        if any(p.together is True for p in family) and len(set(where)) > 1:
            yield FOUND["together"].fill(names=names, classes=joined(sorted(set(where)), COMMA))
        if any(p.together is False for p in family) and len(set(where)) < len(where):
            yield FOUND["apart"].fill(names=names, class_=Counter(where).most_common(1)[0][0])
    by_id = {pupil.id: pupil for pupil in roster.pupils}
    for pupil in roster.pupils:
        for other in pupil.keep_apart:
            if lists.get(pupil.id) == lists.get(other):
                names = joined((pupil.name, by_id[other].name), COMMA)
                yield FOUND["apart"].fill(names=names, class_=lists.get(other))
    for name, group in groups.items():
        count = sum(1 for pupil in group if pupil.needs)
        if count > rules.most_needs_per_class:
            yield FOUND["needs"].fill(class_=name, count=count, most=rules.most_needs_per_class)


def _counts(roster: Roster, rules: DealRules, rows: list[list[Pupil]]) -> Iterator[Line]:
    yield _count("size", LINE["size"], [len(row) for row in rows])
    if "sex" in rules.balance:
        for sex in ("female", "male"):
            yield _count(f"sex:{sex}", LINE[sex], [sum(p.sex == sex for p in row) for row in rows])
    if "needs" in rules.balance and any(p.needs for p in roster.pupils):
        yield _count("needs", LINE["needs"], [sum(1 for p in row if p.needs) for row in rows])
        for need in sorted({need for p in roster.pupils for need in p.needs}):
            having = [sum(need in p.needs for p in row) for row in rows]
            yield _count(f"need:{need}", LINE["need"].fill(name=need), having)
    marks: dict[str, Callable[[Pupil], bool]] = {
        "migrant": lambda p: p.migrant, "left_behind": lambda p: p.left_behind,
        "relatives": lambda p: bool(p.staff_relatives),
    }  # fmt: skip
    for key, there in marks.items():
        if key in rules.balance and any(there(p) for p in roster.pupils):
            yield _count(key, LINE[key], [sum(1 for p in row if there(p)) for row in rows])
    if "origin" in rules.balance:
        for origin in sorted({p.origin for p in roster.pupils if p.origin}):
            coming = [sum(p.origin == origin for p in row) for row in rows]
            yield _count(f"origin:{origin}", LINE["origin"].fill(name=origin), coming)
    for position, name in enumerate(roster.scores):
        if any(p.scores[position] is None for p in roster.pupils):
            values = [sum(p.scores[position] is None for p in row) for row in rows]
            yield _count(f"missing:{name}", LINE["missing"].fill(name=name), values)


def _count(key: str, name: Text, values: list[int]) -> Line:
    even = sum(values) % len(values) == 0
    return Line(key, "count", name, tuple(Fraction(v) for v in values), Fraction(0 if even else 1))


def _total(pupil: Pupil) -> Decimal | None:
    known = [score for score in pupil.scores if score is not None]
    return sum(known, Decimal(0)) if len(known) == len(pupil.scores) else None


def _score(rows: list[list[Pupil]], name: Text, key: str, marks: list[list[Decimal | None]]) -> Iterator[Line]:
    known = [[Fraction(mark) for mark in row if mark is not None] for row in marks]
    everyone = [mark for row in known for mark in row]
    if not all(known) or len(set(everyone)) < 2:
        return
    means = tuple(sum(row, Fraction(0)) / len(row) for row in known)
    deviation = _deviation(everyone)
    yield Line(f"mean:{key}", "mean", LINE["mean"].fill(name=name), means, mean_bound(known), deviation)
    yield Line(f"sd:{key}", "sd", LINE["sd"].fill(name=name), tuple(map(_deviation, known)), 0.0, deviation)


def _deviation(marks: list[Fraction]) -> float:
    mean = sum(marks, Fraction(0)) / len(marks)
    return sqrt(float(sum((mark - mean) ** 2 for mark in marks) / len(marks)))


def mean_bound(marks: list[list[Fraction]]) -> Fraction:
    """Return the least spread of class means that the step of the marks allows for classes of these sizes.

    Measured from the lowest mark, a class sum is a whole multiple m of the step g. Means within [a, b] need
    ceil(p a / g) <= m <= floor(p b / g) in each class of p marks, with the m's adding up to the grade's sum. The
    narrowest interval has both ends at possible class means, so those near the grade's mean are tried: where every m is
    next to the mean the interval is below two steps of the smallest class, and the narrowest reaches no further.
    """
    everyone = [mark for row in marks for mark in row]
    lowest = min(everyone)
    common = 1
    for mark in everyone:
        common = common * mark.denominator // gcd(common, mark.denominator)
    whole = [int((mark - lowest) * common) for mark in everyone]
    step = 0
    for value in whole:
        step = gcd(step, value)
    if step == 0:
        return Fraction(0)
    total = sum(whole) // step
    sizes = Counter(len(row) for row in marks)
    mean = Fraction(total, len(everyone))
    near = {size: range(2 + ceil(Fraction(2 * size, min(sizes)))) for size in sizes}
    lows = {Fraction(floor(size * mean) - j, size) for size in sizes for j in near[size]}
    highs = {Fraction(ceil(size * mean) + j, size) for size in sizes for j in near[size]}
    best: Fraction | None = None
    for low in lows:
        for high in highs:
            if best is not None and high - low >= best:
                continue
            least = {size: ceil(size * low) for size in sizes}
            most = {size: floor(size * high) for size in sizes}
            lowest_sum = sum(least[size] * count for size, count in sizes.items())
            highest_sum = sum(most[size] * count for size, count in sizes.items())
            if all(least[size] <= most[size] for size in sizes) and lowest_sum <= total <= highest_sum:
                best = high - low
    assert best is not None
    return best * step / common
