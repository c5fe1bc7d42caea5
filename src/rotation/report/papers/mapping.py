"""Where schools and moves stand on the map: plane coordinates and the shapes that the page draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt
from typing import Final

from rotation.domain.district import District
from rotation.plan.posting import Posting

__all__ = ["HEIGHT", "WIDTH", "Mark", "arrow", "marks", "township_labels"]

WIDTH: Final = 1000
HEIGHT: Final = 700
_EDGE: Final = 50
_LEAST, _MOST = 5.0, 22.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A school on the map: its place, and the radius that shows its need."""

    x: float
    y: float
    radius: float


def marks(district: District, need: Mapping[str, int]) -> dict[str, Mark]:
    """Return the schools that have coordinates; areas grow with ``need``, the lessons left unfilled."""
    known = {
        school.id: (school.longitude, school.latitude)
        for school in district.schools
        if school.latitude is not None and school.longitude is not None
    }
    if not known:
        return {}
    middle = sum(latitude for _, latitude in known.values()) / len(known)
    plane = {school: (lon * cos(radians(middle)), -lat) for school, (lon, lat) in known.items()}
    left, top = (min(place[axis] for place in plane.values()) for axis in (0, 1))
    wide, high = (max(place[axis] for place in plane.values()) - low for axis, low in ((0, left), (1, top)))
    scale = min((WIDTH - 2 * _EDGE) / wide if wide else 1e9, (HEIGHT - 2 * _EDGE) / high if high else 1e9)
    scale = 1.0 if scale == 1e9 else scale
    shift = (WIDTH - scale * wide) / 2, (HEIGHT - scale * high) / 2
    most = max(need.values(), default=0) or 1
    return {
        school: Mark(
            round(shift[0] + scale * (x - left), 1),
            round(shift[1] + scale * (y - top), 1),
            round(_LEAST + (_MOST - _LEAST) * sqrt(need.get(school, 0) / most), 1),
        )
        for school, (x, y) in plane.items()
    }


def arrow(posting: Posting, at: Mapping[str, Mark], number: int) -> str | None:
    """Return the path of a move, bent so that there and back lie apart; ``number`` counts those between two schools."""
    a, b = at.get(posting.origin.school), at.get(posting.destination.school)
    if a is None or b is None:
        return None
    dx, dy = b.x - a.x, b.y - a.y
    length = hypot(dx, dy) or 1.0
    bend = 0.12 + 0.05 * min(number, 8)
    cx, cy = (a.x + b.x) / 2 - bend * dy, (a.y + b.y) / 2 + bend * dx
    end = max(0.0, 1 - (b.radius + 4) / length)
    ex, ey = a.x + dx * end, a.y + dy * end
    return f"M{a.x:.1f} {a.y:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"


def township_labels(district: District, at: Mapping[str, Mark]) -> Sequence[tuple[str, float, float]]:
    """Return each township's name and the middle of its schools."""
    count: Counter[str] = Counter()
    sums: dict[str, tuple[float, float]] = {}
    for school in district.schools:
        if school.id in at and school.township:
            count[school.township] += 1
            x, y = sums.get(school.township, (0.0, 0.0))
            sums[school.township] = (x + at[school.id].x, y + at[school.id].y)
    return [(name, round(x / count[name], 1), round(y / count[name], 1)) for name, (x, y) in sorted(sums.items())]
