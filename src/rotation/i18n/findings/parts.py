"""Parts of the verifier's sentences: names, numbers beside their limits, margins."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor, sqrt
from typing import Final, Protocol

from rotation.i18n import Text, joined
from rotation.i18n.words import STAGE, SUBJECT

__all__ = [
    "amount", "apart", "at_least", "at_most", "cv_margin", "decimal", "exact", "joined", "kilometres", "km", "named",
    "none_unfilled", "percent", "plain", "ratio", "section", "subjects_listed",
]  # fmt: skip

MOST_DIGITS: Final = 9
HEADS: Final = Text("{count} 人", "{count} teacher(s)")


class Named(Protocol):
    """A school or a person: what is named by name and id."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def named(who: Named) -> Text:
    """Return how a person or a school is named: name and id."""
    return Text(f"{who.name}（{who.id}）", f"{who.name} ({who.id})")


def section(school: Named, stage: str) -> Text:
    """Return how a section is named: school, id and stage."""
    return Text(
        f"{school.name}（{school.id}）{STAGE[stage].zh}部",
        f"{school.name} ({school.id}), {STAGE[stage].en} section",
    )


def subjects_listed(lessons: Mapping[str, int]) -> Text:
    """Return the subjects with lessons in brackets, nothing where there are none."""
    some = [(SUBJECT[code], count) for code, count in sorted(lessons.items()) if count]
    if not some:
        return Text("", "")
    return Text(
        "（" + "、".join(f"{name.zh} {count}" for name, count in some) + "）",
        " (" + ", ".join(f"{name.en} {count}" for name, count in some) + ")",
    )


def decimal(value: Fraction | float, limit: Fraction | float | None = None, digits: int = 2) -> str:
    """Return a value with ``digits`` decimals, with more where it would read like a limit that it is not.

    Half a digit counts up, as on paper and in a spreadsheet: 5 of 800 pupils are 0.63 per hundred, 10 of 32 are 31.3 %.
    """
    if limit is not None and value != limit:
        while digits < MOST_DIGITS and _fixed(value, digits) == _fixed(limit, digits):
            digits += 1
    return _fixed(value, digits)


def _fixed(value: Fraction | float, digits: int) -> str:
    steps = floor(abs(Fraction(value)) * 10**digits + Fraction(1, 2))
    whole, rest = divmod(steps, 10**digits)
    sign = "-" if value < 0 and steps else ""
    return f"{sign}{whole}.{rest:0{digits}}" if digits else f"{sign}{whole}"


def amount(value: Fraction | float) -> str:
    """Return a value as every table shows it: to two decimals, no noughts at the end, thousands separated."""
    whole, _, rest = _fixed(-value if value < 0 else value, 2).partition(".")
    rest = rest.rstrip("0")
    text = f"{int(whole):,}" + (f".{rest}" if rest else "")
    return f"-{text}" if value < 0 and text != "0" else text


def apart(value: Fraction, limit: Fraction, digits: int = 2) -> tuple[str, str]:
    """Return a value and a limit that is worked out, both with as many decimals as tell them apart."""
    shown = decimal(value, limit, digits)
    return shown, decimal(limit, digits=len(shown.partition(".")[2]))


def exact(value: Fraction, digits: int = 2) -> str:
    """Return a limit with at least ``digits`` decimals and all it has: rounded, what exceeds it may read like less.

    One that never ends, as a third, has four.
    """
    return _ending(value, digits) or f"{float(value):.4f}"


def _ending(value: Fraction, digits: int) -> str:
    """Return a number with at least ``digits`` decimals and all it has, nothing where they do not end soon."""
    for enough in range(digits, MOST_DIGITS + 1):
        if (value * 10**enough).denominator == 1:
            return f"{float(value):.{enough}f}"
    return ""


def percent(part: int, whole: int, limit: Fraction | None = None) -> str:
    """Return part / whole as a percentage of one decimal or more; an empty whole counts as 0."""
    share = Fraction(100 * part, whole) if whole else Fraction(0)
    return decimal(share, None if limit is None else 100 * limit, 1) + " %"


def ratio(limit: Fraction) -> str:
    """Return a limit as a percentage, as short as it can be told; a third with four digits."""
    return f"{_ending(100 * limit, 0) or format(float(100 * limit), '.4g')} %"


def plain(value: Fraction) -> str:
    """Return an exact number as short as it can be told."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"


def kilometres(hectometres: int | None) -> Text:
    """Return a way in kilometres with one decimal."""
    if hectometres is None:
        return Text("无路可达", "no way")
    whole, tenth = divmod(hectometres, 10)
    return Text(f"{whole:,}.{tenth} 公里", f"{whole:,}.{tenth} km")


def km(value: Fraction) -> Text:
    """Return exact kilometres as short as they can be told."""
    return Text(f"{plain(value)} 公里", f"{plain(value)} km")


def none_unfilled(lessons: int) -> Text:
    """Return the margin of lessons that nobody gives; none should be."""
    if not lessons:
        return Text("全部开齐", "all are given")
    return Text("缺 {count} 节", "{count} lesson(s) short").fill(count=lessons)


def at_least(measured: int, limit: int, unit: Text = HEADS) -> Text:
    """Return the margin to a lower limit in whole units."""
    margin = unit.fill(count=abs(measured - limit))
    if measured < limit:
        return Text("缺 {margin}，未达到", "{margin} short").fill(margin=margin)
    if measured == limit:
        return Text("恰好达到", "exactly reached")
    return Text("多 {margin}，达到", "reached with {margin} to spare").fill(margin=margin)


def at_most(measured: int, limit: int, unit: Text = HEADS) -> Text:
    """Return the margin to an upper limit in whole units."""
    margin = unit.fill(count=abs(measured - limit))
    if measured > limit:
        return Text("超出 {margin}，不符合", "{margin} too many").fill(margin=margin)
    if measured == limit:
        return Text("恰好用满，符合", "exactly used up, holds")
    return Text("尚余 {margin}，符合", "holds with {margin} to spare").fill(margin=margin)


def cv_margin(square: Fraction, limit: Fraction) -> tuple[str, Text]:
    """Return a CV for display, told apart from its cap, and the sentence of its margin; decided exactly."""
    value, cap = sqrt(square), float(limit)
    shown = decimal(value, cap if square != limit**2 else None, 4)
    if square == limit**2:
        return shown, Text("恰好达到，符合", "exactly met, holds")
    gap = f"{abs(value - cap):.4f}" if abs(value - cap) >= 0.00005 else f"{abs(value - cap):.2g}"
    if square > limit**2:
        return shown, Text(f"高出 {gap}，不符合", f"{gap} too high")
    return shown, Text(f"低 {gap}，符合", f"holds with {gap} to spare")
