"""Small plots of class lists as SVG, written by hand: one panel for each thing that is balanced."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from rotation.classes.deal_check import Line
from rotation.i18n import Language

__all__ = ["panels"]

_WIDTH, _HEIGHT, _TOP, _BOTTOM, _SIDE = 230, 118, 26, 20, 34
_FIRST: Final = "#1f5fa8"
_OTHER: Final = "#9a9a9a"


def panels(ours: Sequence[Line], other: Sequence[Line], names: Sequence[str], lang: Language) -> str:
    """Return one panel per line: classes across, values up; filled dots are ours, hollow ones the other deal."""
    pairs = {line.key: line for line in other}
    return "\n".join(_panel(line, pairs.get(line.key), names, lang) for line in ours)


def _panel(line: Line, other: Line | None, names: Sequence[str], lang: Language) -> str:
    values = [float(v) for v in line.values]
    others = [float(v) for v in other.values] if other is not None else []
    low, high = min(values + others), max(values + others)
    if high - low < 1e-12:
        low, high = low - 1, high + 1
    margin = (high - low) * 0.08
    low, high = low - margin, high + margin
    across = (_WIDTH - _SIDE - 8) / max(1, len(values))

    def x(position: int) -> float:
        return _SIDE + across * (position + 0.5)

    def y(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - value) / (high - low)

    mean = sum(values) / len(values)
    title = escape(line.name.to(lang))
    parts = [
        f'<svg class="panel" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img"'
        f' aria-label="{title}">',
        f'<text x="4" y="14" class="name">{title}</text>',
        f'<line x1="{_SIDE}" x2="{_WIDTH - 8}" y1="{y(mean):.1f}" y2="{y(mean):.1f}" stroke="#ccc"/>',
    ]  # fmt: skip
    for value in (max(values + others), min(values + others)):
        parts.append(_tick(_SIDE - 4, y(value) + 3, "end", _short(value)))
    for position, value in enumerate(others):
        parts.append(f'<circle cx="{x(position):.1f}" cy="{y(value):.1f}" r="2.6" fill="none" stroke="{_OTHER}"/>')
    for position, value in enumerate(values):
        label = f"{escape(names[position])}: {_short(value)}"
        dot = f'<circle cx="{x(position):.1f}" cy="{y(value):.1f}" r="2.6" fill="{_FIRST}">'
        parts.append(f"{dot}<title>{label}</title></circle>")
    for position in sorted({0, len(values) - 1}):
        anchor = "start" if position == 0 and len(values) > 1 else "end"
        place = _SIDE if anchor == "start" else _WIDTH - 8
        parts.append(_tick(place, _HEIGHT - 6, anchor, escape(names[position])))
    return "".join([*parts, "</svg>"])


def _tick(x: float, y: float, anchor: str, text: str) -> str:
    return f'<text x="{x}" y="{y:.1f}" class="tick" text-anchor="{anchor}">{text}</text>'


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value - round(value)) < 1e-9 else f"{value:.2f}"
