"""The proof of a plan as a list of steps that anyone can take again, and its file.

A step is a lesson inequality (by name), a rounded sum of earlier rows (by its factors), a bound of a tier (by a dual
of all rows so far), a narrowing (what the tier's last bound rules out for plans no worse than this is out) or a lock
(the same, and a row that says so).
Nothing in the file need be believed: every step is worked out again from the model by ``replay``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rotation.modelling.arrays import Arrays, pack_arrays, read_arrays
from rotation.modelling.cuts import Cut, Name
from rotation.modelling.rounding import Rounding
from rotation.rules.quantity import Floats

__all__ = ["BOUND", "KINDS", "LESSONS", "LOCK", "NARROW", "ROUNDED", "Ledger", "Repaired", "Step", "read_ledger"]

LESSONS, ROUNDED, BOUND, LOCK, NARROW = range(5)
KINDS: Final = {
    "kind": np.int8, "name": np.int64, "row": np.int32, "factor": np.float64, "row_above": np.bool_, "rows": np.int64,
    "above": np.int32, "aboves": np.int64, "tier": np.int64, "dual": np.float64, "duals": np.int64,
    "limit": np.float64, "old_place": np.int32, "old_dual": np.float64, "old_price": np.int64,
}  # fmt: skip
"""The arrays of the file and what each holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step; which fields hold something follows from ``kind``."""

    kind: int
    name: Name = (0, 0, 0, 0)
    rounding: Rounding | None = None
    tier: int = 0
    dual: Floats = field(default_factory=lambda: np.empty(0))
    limit: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Repaired:
    """The steps are about plans in which few people are posted otherwise than in an old one.

    ``place``: each teacher's section under the old plan, by their numbers, -1 where that is no more; ``price``: the
    most that the changes of such a plan may cost; ``dual``: factors of the rows of the required rules alone, which
    prove how few that is (``modelling.changes``).
    """

    place: NDArray[np.int64]
    price: int
    dual: Floats


class Ledger:
    """Steps in the order in which they were taken; ``repaired`` where they are about few changes only."""

    def __init__(self, steps: Sequence[Step] = (), repaired: Repaired | None = None) -> None:
        self.steps = list(steps)
        self.repaired = repaired

    def cut(self, cut: Cut, rounding: Rounding | None) -> None:
        """Note a cut: one with a name is a lesson inequality, any other was rounded."""
        if cut.name is not None:
            self.steps.append(Step(LESSONS, name=cut.name))
        else:
            assert rounding is not None
            self.steps.append(Step(ROUNDED, rounding=rounding))

    def bound(self, tier: int, dual: Floats) -> None:
        """Note the dual by which a tier is bounded."""
        self.steps.append(Step(BOUND, tier=tier, dual=dual))

    def lock(self, tier: int, limit: float) -> None:
        """Note that later steps are about plans with at most ``limit`` (without the tier's constant)."""
        self.steps.append(Step(LOCK, tier=tier, limit=limit))

    def narrow(self, tier: int, limit: float) -> None:
        """Note the same, but without the row."""
        self.steps.append(Step(NARROW, tier=tier, limit=limit))

    def rewind(self, size: int) -> None:
        """Forget the steps after the first ``size``."""
        del self.steps[size:]

    def content(self) -> bytes:
        """Return the file: arrays in an archive, the same bytes for the same steps."""
        steps = self.steps
        rounded = [step.rounding for step in steps if step.rounding is not None]
        duals = [step.dual for step in steps if step.kind == BOUND]
        arrays: dict[str, NDArray[np.generic]] = {
            "kind": np.array([step.kind for step in steps], np.int8),
            "name": np.array([step.name for step in steps if step.kind == LESSONS], np.int64).reshape(-1, 4),
            "row": _joined([one.row for one in rounded], np.int32),
            "factor": _joined([one.factor for one in rounded], np.float64),
            "row_above": _joined([one.row_above for one in rounded], np.bool_),
            "rows": np.array([len(one.row) for one in rounded], np.int64),
            "above": _joined([one.above for one in rounded], np.int32),
            "aboves": np.array([len(one.above) for one in rounded], np.int64),
            "tier": np.array([step.tier for step in steps if step.kind in (BOUND, LOCK, NARROW)], np.int64),
            "dual": _joined(duals, np.float64),
            "duals": np.array([len(dual) for dual in duals], np.int64),
            "limit": np.array([step.limit for step in steps if step.kind in (LOCK, NARROW)], np.float64),
        }
        if self.repaired is not None:
            arrays |= {
                "old_place": self.repaired.place.astype(np.int32), "old_dual": self.repaired.dual,
                "old_price": np.array([self.repaired.price], np.int64),
            }  # fmt: skip
        return pack_arrays(arrays)


def read_ledger(content: bytes) -> Ledger:
    """Return the steps in a file; raise ValueError where it is no such file."""
    try:
        arrays = read_arrays(content)
        _refuse_misshapen(arrays)
        return Ledger(_steps(arrays), _repaired(arrays))
    except (ValueError, KeyError, StopIteration) as error:
        raise ValueError(f"no proof: {error}") from None


def _refuse_misshapen(arrays: Arrays) -> None:
    """Refuse arrays of another kind or size than those that ``content`` writes."""
    for name, array in arrays.items():
        shape = (len(array), 4) if name == "name" and array.ndim else (array.size,)
        if array.dtype != np.dtype(KINDS[name]) or array.shape != shape:
            raise ValueError(f"{name} is no such array")
    for size, parts in (("rows", ("row", "factor", "row_above")), ("aboves", ("above",)), ("duals", ("dual",))):
        counts = arrays[size].tolist()
        if min(counts, default=0) < 0 or any(sum(counts) != len(arrays[part]) for part in parts):
            raise ValueError(f"{size} do not fit")


def _repaired(arrays: Arrays) -> Repaired | None:
    if "old_place" not in arrays:
        return None
    dual, (price,) = np.asarray(arrays["old_dual"], np.float64), arrays["old_price"].tolist()
    if not np.isfinite(dual).all():
        raise ValueError("a factor is not a number")
    return Repaired(np.asarray(arrays["old_place"], np.int64), int(price), dual)


def _steps(arrays: Arrays) -> list[Step]:
    rows, aboves, duals = (np.cumsum([0, *arrays[name].tolist()]) for name in ("rows", "aboves", "duals"))
    name = iter(arrays["name"].reshape(-1, 4).tolist())
    rounded = iter(range(len(rows) - 1))
    bounded = iter(range(len(duals) - 1))
    tier, limit = iter(arrays["tier"].tolist()), iter(arrays["limit"].tolist())
    factor, dual = np.asarray(arrays["factor"], np.float64), np.asarray(arrays["dual"], np.float64)
    if not (np.isfinite(factor).all() and np.isfinite(dual).all()):
        raise ValueError("a factor is not a number")
    row, above = np.asarray(arrays["row"], np.int64), np.asarray(arrays["above"], np.int64)
    row_above = np.asarray(arrays["row_above"], np.bool_)
    steps = []
    for kind in arrays["kind"].tolist():
        if kind == LESSONS:
            section, form, subjects, divisor = next(name)
            steps.append(Step(LESSONS, name=(section, form, subjects, divisor)))
        elif kind == ROUNDED:
            at = next(rounded)
            part, up = slice(rows[at], rows[at + 1]), slice(aboves[at], aboves[at + 1])
            steps.append(Step(ROUNDED, rounding=Rounding(row[part], factor[part], row_above[part], above[up])))
        elif kind == BOUND:
            at = next(bounded)
            steps.append(Step(BOUND, tier=next(tier), dual=dual[duals[at] : duals[at + 1]]))
        elif kind in (LOCK, NARROW):
            steps.append(Step(kind, tier=next(tier), limit=next(limit)))
        else:
            raise ValueError(f"step of kind {kind}")
    return steps


def _joined(parts: Sequence[NDArray[np.generic]], kind: type) -> NDArray[np.generic]:
    return np.concatenate([np.empty(0, kind), *parts]).astype(kind)
