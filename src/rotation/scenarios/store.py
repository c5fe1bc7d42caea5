"""A sweep's folder: what it is a sweep of, and a record of every point that is done.

sweep.json            digests of input and policy, settings and values, options, versions
input/*.csv           the data, canonical
policy.toml           the policy from which the points differ
points/NAME.json      one record for each finished point, written whole or not at all
plans/NAME/           its plan, as ``solve`` writes it
errors/NAME.txt       what a point's process knew of an unexpected error
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from rotation.domain.district import District
from rotation.errors import PlanError, ScenarioError
from rotation.i18n import Language, Text
from rotation.i18n.reports import PLAN
from rotation.i18n.scenarios import SWEEP
from rotation.io import canonical_tables, digest
from rotation.policy import Policy, canonical_policy, policy_digest
from rotation.report.certificate import json_text, versions
from rotation.report.whole import file_digests, put_file
from rotation.scenarios.axes import Axis, point_name, point_policy
from rotation.scenarios.measures import Measure

__all__ = ["FORMAT", "Point", "identity", "open_folder", "point_key", "read_point", "write_point"]

FORMAT: Final = 3
SOLVED: Final = "solved"
PLAN_FILES: Final = ("certificate.json", "assignments.csv", "policy.toml", "proof.npz", "input/*.csv", "tables/*.csv")
"""What nobody alters: run.json goes on with the plan's status, and decisions are written into the roster."""


@dataclass(frozen=True, slots=True)
class Point:
    """A finished point: ``state`` is solved or infeasible, with the reasons; measures by name; where the plan is."""

    values: tuple[str, ...]
    state: str
    reasons: tuple[Text, ...]
    measures: Mapping[str, Measure]
    plan: str
    status: str
    folder: Path
    seconds: float

    @property
    def solved(self) -> bool:
        """Whether there is a plan."""
        return self.state == SOLVED


def identity(
    district: District, policy: Policy, axes: Sequence[Axis], options: Mapping[str, Any], prove: Sequence[str]
) -> dict[str, Any]:
    """Return all that a point's result depends on but the point itself; ``options`` are those of ``solve``."""
    return {
        "input": digest(district),
        "policy": policy_digest(policy),
        "names": [axis.name for axis in axes],
        **{name: options[name] for name in ("seed", "gap", "quick", "time_limit")},
        "prove": sorted(prove),
        "versions": versions(),
    }


def open_folder(
    folder: Path,
    district: District,
    policy: Policy,
    axes: Sequence[Axis],
    known: Mapping[str, Any],
    lang: Language,
    *,
    restart: bool,
) -> None:
    """Make a sweep's folder, or see that one that is there is the same sweep.

    The same sweep may have other values of its settings: points that are there already are used.

    Raises
    ------
    ScenarioError
        Something else is in the folder, or a sweep of other data, policy, settings, options or version.
    """
    manifest = folder / "sweep.json"
    if manifest.is_file():
        old = _json(manifest)
        if not isinstance(old, dict) or old.get("format") != FORMAT:
            raise ScenarioError(SWEEP["not_sweep"].to(lang, folder=folder))
        changed = [name for name in known if old.get(name) != known[name]]
        if changed and not restart:
            what = SWEEP["and"].to(lang).join(SWEEP[name].to(lang) for name in changed)
            raise ScenarioError(SWEEP["changed"].to(lang, folder=folder, what=what))
        if restart:
            for record in (folder / "points").glob("*.json"):
                record.unlink()
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ScenarioError(SWEEP["not_sweep"].to(lang, folder=folder))
    try:
        for name, text in canonical_tables(district).items():
            put_file(folder / "input" / f"{name}.csv", text.encode())
        put_file(folder / "policy.toml", canonical_policy(policy).encode())
        values = {axis.name: list(axis.values) for axis in axes}
        put_file(manifest, json_text({"format": FORMAT, **known, "values": values}).encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise PlanError(PLAN["cannot_write"].to(lang, folder=folder, reason=reason)) from None


def point_key(known: Mapping[str, Any], policy: Policy, axes: Sequence[Axis], point: Sequence[str]) -> str:
    """Return what a point's record must carry to be this point's: a digest of all that its result depends on."""
    made_of = {**known, "point": policy_digest(point_policy(policy, axes, point, "en"))}
    return _sha256(made_of)


def write_point(folder: Path, name: str, record: Mapping[str, Any]) -> None:
    """Write the record of a finished point, with digests of its plan and of itself, whole or not at all."""
    record = {**record, "files": _digests(folder / "plans" / name)} if record["state"] == SOLVED else record
    put_file(folder / "points" / f"{name}.json", json_text({**record, "sha256": _sha256(record)}).encode())


def read_point(folder: Path, values: tuple[str, ...], key: str) -> Point | None:
    """Return a finished point, None where it is not there, altered since, or another point's."""
    name = point_name(values)
    record = _json(folder / "points" / f"{name}.json")
    if not isinstance(record, dict) or record.get("key") != key:
        return None
    if record.pop("sha256", None) != _sha256(record):  # altered since it was written
        return None
    plan = folder / "plans" / name
    try:
        if record["state"] == SOLVED and record["files"] != _digests(plan):
            return None
        return Point(
            values=values,
            state=str(record["state"]),
            reasons=_reasons(record["reasons"]),
            measures={
                str(each): Measure(Fraction(row["value"]), Fraction(row["bound"]))
                for each, row in record["measures"].items()
            },
            plan=str(record["plan"]),
            status=str(record["status"]),
            folder=plan,
            seconds=float(record["seconds"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError):
        return None


def _digests(plan: Path) -> dict[str, str]:
    """Return the digest of each file of a plan, by its path in the folder; empty where one cannot be read."""
    files = sorted(file for pattern in PLAN_FILES for file in plan.glob(pattern))
    try:
        return file_digests(plan, files)
    except OSError:
        return {}


def _sha256(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(json_text(record).encode()).hexdigest()


def _reasons(record: Mapping[str, Sequence[str]]) -> tuple[Text, ...]:
    """Return the reasons of a point without a plan, in both languages."""
    both = zip(record.get("zh", ()), record.get("en", ()), strict=True)
    return tuple(Text(str(zh), str(en)) for zh, en in both)


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
