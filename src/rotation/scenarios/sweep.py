"""A sweep: one plan for every point of a grid of settings, in several processes, resumable after any kind of end.

Each point is solved as ``solve`` would, so it is the plan that ``solve`` would give, and it does not matter which
process solves it or how many there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rotation.domain.district import District
from rotation.i18n import Language
from rotation.i18n.scenarios import SWEEP
from rotation.policy import Policy
from rotation.scenarios.axes import Axis, grid
from rotation.scenarios.pool import Pool
from rotation.scenarios.store import Point, identity, open_folder, point_key, read_point

__all__ = ["Sweep", "Told", "sweep"]

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One moment of a sweep: a point that is ``finished``, or what a process says of one that is not."""

    values: Values
    finished: Point | None
    done: int
    all: int
    seconds_left: float
    moment: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sweep:
    """The points in the grid's order; None where one is not finished, with the reason in ``failures``."""

    folder: Path
    district: District
    policy: Policy
    axes: tuple[Axis, ...]
    points: tuple[Point | None, ...]
    failures: Mapping[Values, str]
    stopped: bool

    @property
    def finished(self) -> tuple[Point, ...]:
        """The points that are there."""
        return tuple(point for point in self.points if point is not None)


def sweep(
    district: District,
    policy: Policy,
    axes: Sequence[Axis],
    folder: Path,
    *,
    seed: int = 0,
    gap: float = 0.001,
    quick: bool = True,
    time_limit: float | None = None,
    prove: Sequence[str] = (),
    workers: int = 2,
    restart: bool = False,
    lang: Language = "zh",
    tell: Callable[[Told], None] = lambda told: None,
    begin: Callable[[int, int], None] = lambda done, points: None,
) -> Sweep:
    """Solve every point of the grid that is not in the folder yet.

    Parameters
    ----------
    time_limit, gap, quick, seed
        Of each point, as in ``solve``.
    prove
        Measures for which each point is solved once more for a tighter bound.
    workers
        Processes; they do not change the result.
    restart
        Solve points anew that are there, and use a folder that holds another sweep.
    tell, begin
        Told of progress; told once how many of how many points are there already.

    Raises
    ------
    ScenarioError
        The folder holds something else, or a sweep of other data, policy, options or version.
    """
    folder = Path(folder)
    options = {"seed": seed, "gap": gap, "quick": quick, "time_limit": time_limit}
    known = identity(district, policy, axes, options, prove)
    open_folder(folder, district, policy, axes, known, lang, restart=restart)
    points = {values: point_key(known, policy, axes, values) for values in grid(axes)}
    found = {values: read_point(folder, values, key) for values, key in points.items()}
    missing = [values for values, point in found.items() if point is None]
    begin(len(points) - len(missing), len(points))
    job = {"folder": str(folder.resolve()), "names": known["names"], **options, "prove": list(prove), "lang": lang}
    pool = Pool(job, [(values, points[values]) for values in missing], workers)
    failures: dict[Values, str] = {}
    stopped, started, done = False, time.monotonic(), 0
    try:
        for values, answer in pool.answers():
            finished = None
            if "done" in answer:
                done += 1
                finished = read_point(folder, values, points[values])
                found[values] = finished
                if finished is None:
                    failures[values] = _failure(answer, lang)
            left = (len(missing) - done) * (time.monotonic() - started) / max(1, done)
            tell(Told(values, finished, len(points) - len(missing) + done, len(points), left, answer))
    except KeyboardInterrupt:
        stopped = True
    finally:
        pool.end()
    return Sweep(folder, district, policy, tuple(axes), tuple(found.values()), failures, stopped)


def _failure(answer: Mapping[str, Any], lang: Language) -> str:
    if answer.get("early"):
        return SWEEP["early"].to(lang)
    if "bug" in answer:
        return SWEEP["bug"].to(lang, kind=answer["bug"], file=answer["details"] or "-")
    return str(answer["reason"]) if "reason" in answer else SWEEP["crashed"].to(lang, code=answer.get("code"))
