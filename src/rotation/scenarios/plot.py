"""A sweep as a drawing: each measure against the first setting, and the trade-offs, as one SVG written by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import combinations
from math import floor, log10
from typing import Final

from rotation.i18n import Language
from rotation.i18n.scenarios import SWEEP
from rotation.report.text import visible
from rotation.report.wrapping import width
from rotation.scenarios.axes import step_name
from rotation.scenarios.frontier import Frontier
from rotation.scenarios.measures import Measure, label
from rotation.scenarios.setting_words import setting_words
from rotation.scenarios.store import Point
from rotation.scenarios.sweep import Sweep
from rotation.scenarios.sweep_screen import amount

__all__ = ["sweep_svg", "ticks"]

WIDE: Final = 460
HIGH: Final = 320
LEFT, RIGHT, TOP, BOTTOM = 74, 26, 40, 52
INK, FAINT, LINE, BOUND = "#222222", "#8a8a8a", "#1f5fa8", "#c06000"
FONT: Final = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimSun',sans-serif"
MOST_TICKS: Final = 5
Place = Callable[[float], float]
"""Where a value is drawn."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a panel: where it is, as far as it could still go, its name and whether another beats it."""

    x: float
    y: float
    bound: float | None
    name: str
    dominated: bool
    series: tuple[str, ...]


def sweep_svg(sweep: Sweep, found: Frontier, lang: Language) -> str:
    """Return the drawing: a panel for each measure by the first setting, then one for each pair of measures."""
    points = [*found.best, *found.dominated]
    axis = sweep.axes[0]
    numeric = all(_number(value) is not None for value in axis.values)
    panels = []
    for name in found.measures:
        dots = [_by_setting(sweep, found, point, name, numeric) for point in points]
        title = SWEEP["plot"].to(lang, measure=label(name, lang), setting=setting_words(axis.name, lang, dotted=False))
        ways = None if numeric else {float(index): value for index, value in enumerate(axis.values)}
        panels.append(_panel(title, setting_words(axis.name, lang), label(name, lang), dots, ways, joined=True))
    for one, other in combinations(found.measures, 2):
        dots = [_by_measures(sweep, found, point, one, other) for point in points]
        first, second = label(one, lang), label(other, lang)
        panels.append(_panel(SWEEP["plot_frontier"].to(lang, one=first, other=second), first, second, dots, None))
    return _page(panels, lang)


def ticks(low: float, high: float, *, whole: bool = False) -> list[float]:
    """Return round values that cover a range, at most six; ``whole`` ones where what is measured has no parts."""
    if high <= low:
        low, high = low - 0.5, high + 0.5
    raw = (high - low) / MOST_TICKS
    power = 10.0 ** floor(log10(raw))
    factors = (1, 2, 5, 10) if whole and power <= 1 else (1, 2, 2.5, 5, 10)
    step = next(power * factor for factor in factors if power * factor >= raw * 0.999)
    step = max(1.0, step) if whole else step
    first = floor(low / step + 1e-9)
    values = [step * (first + index) for index in range(MOST_TICKS + 3)]
    last = next(index for index, value in enumerate(values) if value >= high - 1e-9 * step)
    return [round(value, 10) for value in values[: last + 1]]


def _by_setting(sweep: Sweep, found: Frontier, point: Point, name: str, numeric: bool) -> Dot:
    value = point.values[0]
    x = float(_number(value) or 0) if numeric else float(sweep.axes[0].values.index(value))
    measure = point.measures[name]
    rest = point.values[1:]
    return Dot(x, float(measure.value), _bound(measure), ", ".join(rest), point not in found.best, rest)


def _by_measures(sweep: Sweep, found: Frontier, point: Point, one: str, other: str) -> Dot:
    names = [step_name(axis.name, value) for axis, value in zip(sweep.axes, point.values, strict=True)]
    x, y = point.measures[one], point.measures[other]
    return Dot(float(x.value), float(y.value), _bound(y), ", ".join(names), point not in found.best, ())


def _bound(measure: Measure) -> float | None:
    """Return a bound to be drawn; 0 claims nothing."""
    return float(measure.bound) if measure.bound else None


def _panel(
    title: str, across: str, up: str, dots: Sequence[Dot], names: dict[float, str] | None, *, joined: bool = False
) -> str:
    if not dots:
        return ""
    # A bound far below says little and would flatten everything else; it is drawn as far as the panel goes.
    heights = [dot.y for dot in dots]
    reach = (max(heights) - min(heights)) or max(abs(max(heights)) * 0.1, 1.0)
    low, high = min(heights), max(heights)
    for dot in dots:
        if dot.bound is not None and low - 1.5 * reach <= dot.bound <= high + 1.5 * reach:
            low, high = min(low, dot.bound), max(high, dot.bound)
    ys = ticks(low, high, whole=_whole(heights))
    places = [dot.x for dot in dots]
    xs = sorted(names) if names else ticks(min(places), max(places), whole=_whole(places))
    left, right = (xs[0] - 0.5, xs[-1] + 0.5) if names else (xs[0], xs[-1])

    def across_of(x: float) -> float:
        return LEFT + (x - left) / (right - left) * (WIDE - LEFT - RIGHT)

    def up_of(y: float) -> float:
        clipped = min(max(y, ys[0]), ys[-1])
        return HIGH - BOTTOM - (clipped - ys[0]) / (ys[-1] - ys[0]) * (HIGH - TOP - BOTTOM)

    parts = [_text(WIDE / 2, 20, title, size=13, anchor="middle", bold=True)]
    for y in ys:
        parts.append(_line(LEFT, up_of(y), WIDE - RIGHT, up_of(y), "#e4e4e4"))
        parts.append(_text(LEFT - 6, up_of(y) + 4, amount(_exact(y)), anchor="end"))
    for x in xs:
        parts.append(_line(across_of(x), HIGH - BOTTOM, across_of(x), HIGH - BOTTOM + 4, INK))
        told = names[x] if names else amount(_exact(x))
        parts.append(_text(across_of(x), HIGH - BOTTOM + 17, told, anchor="middle"))
    parts.append(_line(LEFT, HIGH - BOTTOM, WIDE - RIGHT, HIGH - BOTTOM, INK))
    parts.append(_text((LEFT + WIDE - RIGHT) / 2, HIGH - 14, across, anchor="middle"))
    parts.append(
        f'<text transform="translate(16 {(TOP + HIGH - BOTTOM) / 2:.1f}) rotate(-90)" text-anchor="middle" '
        f'font-size="11" fill="{INK}">{escape(visible(up))}</text>'
    )
    if joined:
        parts += _lines(dots, across_of, up_of)
    for dot in dots:
        x, y = across_of(dot.x), up_of(dot.y)
        if dot.bound is not None and abs(up_of(dot.bound) - y) > 0.5:
            end = up_of(dot.bound)
            parts.append(_line(x, y, x, end, BOUND, 1.2))
            if ys[0] <= dot.bound <= ys[-1]:
                parts.append(_line(x - 4, end, x + 4, end, BOUND, 1.2))
        fill = "#ffffff" if dot.dominated else LINE
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{LINE}" stroke-width="1.5"/>')
    return "".join(parts + _names(dots, across_of, up_of, joined))


def _whole(values: Sequence[float]) -> bool:
    return all(value.is_integer() for value in values)


def _lines(dots: Sequence[Dot], across_of: Place, up_of: Place) -> list[str]:
    """Join the points that differ in the first setting only."""
    lines = []
    for series in dict.fromkeys(dot.series for dot in dots):
        own = sorted((dot for dot in dots if dot.series == series), key=lambda dot: dot.x)
        places = " ".join(f"{across_of(dot.x):.1f},{up_of(dot.y):.1f}" for dot in own)
        lines.append(f'<polyline points="{places}" fill="none" stroke="{LINE}" stroke-width="1.5"/>')
    return lines


def _names(dots: Sequence[Dot], across_of: Place, up_of: Place, joined: bool) -> list[str]:
    """Write names beside points: the last one of each line, or every point where there is room."""
    if joined:
        ends = {dot.series: dot for dot in sorted(dots, key=lambda dot: dot.x)}
        named = [dot for dot in ends.values() if dot.name]
    else:
        named = list(dots)
    written: list[tuple[float, float, float]] = []
    texts = []
    for dot in named:
        wide = 6.0 * width(dot.name)
        x, y = across_of(dot.x) + 7, up_of(dot.y) - 7
        if x + wide > WIDE - 4:
            x -= wide + 14
        if all(abs(y - b) > 11 or x + wide < a or x > a + w for a, b, w in written):
            written.append((x, y, wide))
            texts.append(_text(x, y, dot.name, size=10, colour=FAINT if dot.dominated else INK))
    return texts


def _page(panels: Sequence[str], lang: Language) -> str:
    columns = 2 if len(panels) > 1 else 1
    rows = -(-len(panels) // columns)
    wide, high = columns * WIDE, rows * HIGH + 34
    body = [
        f'<g transform="translate({index % columns * WIDE} {index // columns * HIGH})">{panel}</g>'
        for index, panel in enumerate(panels)
    ]
    y = high - 14
    body.append(f'<circle cx="{LEFT}" cy="{y - 4}" r="4" fill="{LINE}"/>')
    body.append(_text(LEFT + 10, y, SWEEP["legend_value"].to(lang)))
    body.append(_line(LEFT + 110, y - 10, LEFT + 110, y + 1, BOUND, 1.2))
    body.append(_line(LEFT + 106, y, LEFT + 114, y, BOUND, 1.2))
    body.append(_text(LEFT + 120, y, SWEEP["legend_bound"].to(lang)))
    body.append(f'<circle cx="{LEFT + 230}" cy="{y - 4}" r="4" fill="#ffffff" stroke="{LINE}" stroke-width="1.5"/>')
    body.append(_text(LEFT + 240, y, SWEEP["legend_dominated"].to(lang)))
    title = escape(SWEEP["svg_title"].to(lang))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-family="{FONT}" role="img"><title>{title}</title><rect width="{wide}" height="{high}" fill="#ffffff"/>'
        + "".join(body)
        + "</svg>\n"
    )


def _text(
    x: float, y: float, text: str, *, size: int = 11, anchor: str = "start", bold: bool = False, colour: str = INK
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(visible(text))}</text>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{thick}"/>'
    )


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _exact(value: float) -> Fraction:
    return Fraction(str(value))
