"""Each grade of a class plan against its limits: totals, sizes, the cap, running classes, growth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rotation.audit.opening_count import ClassCount
from rotation.audit.opening_finding import finding
from rotation.audit.opening_results import ClassFinding

__all__ = ["grade_findings"]


def grade_findings(count: ClassCount) -> Iterator[ClassFinding]:
    """Yield what is counted on each grade."""
    yield from _totals(count)
    yield from _sizes(count)
    yield from _caps(count)
    yield from _moved_up(count)


def _totals(count: ClassCount) -> Iterator[ClassFinding]:
    """Every pupil has a place: those expected, less the directed, and those who come."""
    there = Counter(count.expected)
    for one in count.plan.directed:
        there[one.school, one.grade] -= one.pupils
        there[one.neighbour, one.grade] += one.pupils
    listed = Counter((row.school, row.grade) for row in count.plan.grades)
    for place in sorted({*there, *listed}):
        row = count.opened.get(place)
        known = place in count.expected and listed[place] == 1
        measured = row.pupils if row is not None else 0
        yield finding(count, "totals", measured, there[place], known and measured == there[place], at=place)


def _sizes(count: ClassCount) -> Iterator[ClassFinding]:
    for row in count.plan.grades:
        at = row.school, row.grade
        whole = all(size > 0 for size in row.sizes)
        yield finding(count, "sizes", sum(row.sizes), row.pupils, whole and sum(row.sizes) == row.pupils, at=at)
        if row.sizes:
            apart, most = max(row.sizes) - min(row.sizes), count.terms.size_difference
            yield finding(count, "size_difference", apart, most, apart <= most, at=at)


def _caps(count: ClassCount) -> Iterator[ClassFinding]:
    required, most = count.terms.cap.mode == "required", count.policy.indicators.oversized_from - 1
    for row in count.plan.grades:
        largest, cap, at = max(row.sizes, default=0), count.cap(row), (row.school, row.grade)
        yield finding(count, "cap", largest, cap, largest <= cap, required=required, at=at)
        if largest > most:
            yield finding(count, "oversized", largest, most, False, required=False, at=at)


def _moved_up(count: ClassCount) -> Iterator[ClassFinding]:
    """Running classes are kept, and oversized ones do not grow."""
    for at, running in sorted(count.running.items()):
        row = count.opened.get(at)
        if row is None or not running:
            continue
        if count.terms.running == "keep":
            least = min(running, count.expected[at])
            yield finding(count, "running", len(row.sizes), least, len(row.sizes) >= least, at=at)
        before, largest = -(-count.expected[at] // running), max(row.sizes, default=0)
        if before >= count.policy.indicators.oversized_from and count.terms.growth.mode != "off":
            yield finding(count, "growth", largest, before, largest <= before, at=at)
