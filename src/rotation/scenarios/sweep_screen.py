"""A sweep for the terminal: the points, the trade-off in words, the knee."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from rotation.i18n import SEMICOLON, Language
from rotation.i18n.scenarios import SWEEP
from rotation.report.screen import BAD, FAINT, Screen
from rotation.report.text import down, up
from rotation.scenarios.axes import step_name
from rotation.scenarios.frontier import Frontier, Knee, Step
from rotation.scenarios.measures import label, more_is_better
from rotation.scenarios.settings import deciding
from rotation.scenarios.store import Point
from rotation.scenarios.sweep import Sweep

__all__ = ["amount", "point_title", "sentences", "show_sweep", "state"]

MOST_STEPS: Final = 12
MOST_REASONS: Final = 2
"""Different reasons for which points have no plan."""
DIGITS: Final = {"exchange_ratio": 2, "unfilled": 0, "cv": 4, "moves": 0}


def show_sweep(screen: Screen, sweep: Sweep, found: Frontier) -> None:
    """Print the table of points, then what they say."""
    lang = screen.lang
    title = sweep.policy.title_zh if lang == "zh" else sweep.policy.title_en
    screen.heading(SWEEP["title"].to(lang, district=sweep.district.name, year=sweep.district.year, policy=title))
    screen.heading(SWEEP["table"].to(lang))
    names = [axis.name.rpartition(".")[2] for axis in sweep.axes]
    rows = [
        (*point.values, *(_cell(point, name) for name in found.measures), state(point, found, lang))
        for point in sweep.finished
    ]
    headings = [*names, *(label(name, lang) for name in found.measures), SWEEP["column_frontier"].to(lang)]
    screen.grid(headings, rows, left=0, bad=SWEEP["no_plan"].to(lang))
    _show_reasons(screen, sweep)
    for values, reason in sweep.failures.items():
        screen.line(SWEEP["reason"].to(lang, point=", ".join(values), reason=reason), BAD)
    screen.line(SWEEP["bounds"].to(lang), FAINT)
    if set(found.measures) & set(sweep.policy.tiers[1:]):
        screen.line(SWEEP["bounds_later"].to(lang), FAINT)
    if counting := deciding((axis.name for axis in sweep.axes), [sweep.policy]):
        screen.line(SWEEP["counted"].to(lang, names=", ".join(counting)), FAINT)
    between = ("与" if lang == "zh" else " and ").join(label(name, lang) for name in found.measures)
    screen.heading(SWEEP["frontier"].to(lang, measures=between))
    for sentence in sentences(sweep, found, lang):
        screen.line(sentence)


def _show_reasons(screen: Screen, sweep: Sweep) -> None:
    """Print why some points have no plan, once for those that have it alike; of many only the first are told."""
    lang = screen.lang
    alike: dict[tuple[str, ...], list[Point]] = {}
    for point in sweep.finished:
        if not point.solved:
            alike.setdefault(tuple(reason.to(lang) for reason in point.reasons), []).append(point)
    for reasons, points in list(alike.items())[:MOST_REASONS]:
        titles = SEMICOLON.to(lang).join(point_title(sweep, point) for point in points)
        screen.line(SWEEP["why_none"].to(lang, points=titles), BAD)
        for reason in reasons:
            screen.line(reason, BAD, indent=4)
    if untold := list(alike.values())[MOST_REASONS:]:
        screen.line(SWEEP["more_reasons"].to(lang, count=sum(map(len, untold))), BAD)


def sentences(sweep: Sweep, found: Frontier, lang: Language) -> list[str]:
    """Return what the frontier says: each step and what it costs, then where it bends."""
    told = [step_sentence(sweep, step, lang) for step in found.steps[:MOST_STEPS]]
    if len(found.best) < 3:
        return [*told, SWEEP["too_few"].to(lang)]
    if not found.knees:
        return [*told, SWEEP["no_knee"].to(lang)]
    return [*told, *(_knee(sweep, found, knee, lang) for knee in found.knees)]


def step_sentence(sweep: Sweep, step: Step, lang: Language) -> str:
    """Return what one step along the frontier costs."""
    changes = ("，" if lang == "zh" else ", ").join(
        _change(name, cost, step.proven[name], lang) for name, cost in step.costs.items()
    )
    if len(sweep.axes) == 1:
        name = sweep.axes[0].name
        low, high = (step_name(name, point.values[0]) for point in (step.one, step.other))
        return SWEEP["step_one"].to(lang, setting=name, low=low, high=high, changes=changes)
    low, high = (point_title(sweep, point) for point in (step.one, step.other))
    return SWEEP["point_named"].to(lang, low=low, high=high, changes=changes)


def amount(value: Fraction, digits: int = 4) -> str:
    """Return a measure's value as short as it can be told."""
    text = f"{float(value):,.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def point_title(sweep: Sweep, point: Point) -> str:
    """Return the settings of a point."""
    return ", ".join(f"{axis.name}={value}" for axis, value in zip(sweep.axes, point.values, strict=True))


def state(point: Point, found: Frontier, lang: Language) -> str:
    """Return where a point stands: on the frontier, beaten by another, or without a plan."""
    key = "no_plan" if not point.solved else "on" if point in found.best else "dominated"
    return SWEEP[key].to(lang)


def _cell(point: Point, name: str) -> str:
    """Return a value with its bound, which is never told better than it is; a bound of 0 says nothing."""
    measure = point.measures.get(name)
    if measure is None:
        return "-"
    digits = DIGITS.get(name, 1)
    value = f"{float(measure.value):,.{digits}f}"
    if more_is_better(name):
        return f"{value} (<={up(measure.bound, digits)})"
    return f"{value} (>={down(measure.bound, digits)})" if measure.bound > 0 else value


def _change(name: str, cost: Fraction, proven: Fraction, lang: Language) -> str:
    if not cost:
        return SWEEP["alike"].to(lang, measure=label(name, lang))
    # A cost of more exchange is less exchange.
    key = "saves" if (cost < 0) != more_is_better(name) else "costs"
    text = SWEEP[key].to(lang, measure=label(name, lang), amount=amount(abs(cost)))
    return text + (SWEEP["proven"].to(lang, amount=amount(proven)) if proven and key == "costs" else "")


def _knee(sweep: Sweep, found: Frontier, knee: Knee, lang: Language) -> str:
    first = found.measures[0]
    unit = SWEEP["unit_percent"].to(lang) if first == "exchange_ratio" else SWEEP["unit"].to(
        lang, measure=label(first, lang)
    )
    step = step_sentence(sweep, knee.step, lang)
    values: Sequence[str] = [amount(knee.before, 2), amount(knee.here, 2)]
    return SWEEP["knee"].to(
        lang, step=step, unit=unit, measure=label(knee.measure, lang), before=values[0], here=values[1]
    )
