"""A plan read back from its folder; everything in it is hostile until checked."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from rotation.domain.district import District
from rotation.errors import PlanError, PolicyError
from rotation.i18n import Language, Text, joined
from rotation.i18n.reports import PROBLEM
from rotation.io import inspect
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report.assignments import Assignments, read_assignments
from rotation.report.certificate import FORMAT, Certificate, digests_of
from rotation.report.plan_tables import TABLES
from rotation.report.release import release
from rotation.report.text import visible
from rotation.rules import toml_policy

__all__ = ["StoredPlan", "read_plan", "read_unaltered"]

MOST_MEGABYTES: Final = 256
PROOF_FILE: Final = "proof.npz"
FILES: Final = (
    "certificate.json", "policy.toml", "assignments.csv", "run.json", "roster.xlsx",
    *(f"tables/{name}.csv" for name in TABLES),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as its folder holds it; ``tables`` are the texts of its CSV tables by file name.

    ``proof`` is the content of its proof file, None where there is none; ``repaired_from`` the number of the plan that
    it was repaired from, if it was.
    """

    folder: Path
    district: District
    policy: Policy
    assignments: Assignments
    certificate: Certificate
    tables: dict[str, str]
    proof: bytes | None = None
    repaired_from: str | None = None

    @property
    def postings(self) -> tuple[Posting, ...]:
        """The rows of the assignments that can be understood."""
        return self.assignments.postings

    @property
    def made_elsewhere(self) -> str | None:
        """The release that wrote the plan, fit to be shown, where it is another than this one."""
        made_by = self.certificate.versions.get("rotation", "?")
        return None if made_by == release() else visible(made_by[:40])


def read_plan(folder: Path, lang: Language = "zh") -> StoredPlan:
    """Read a plan's folder.

    Raises
    ------
    PlanError
        Lists every file that is missing or cannot be understood. What merely contradicts something else in
        the folder is for ``check_plan``.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise PlanError(PROBLEM["no_folder"].to(lang, folder=folder))
    if not (folder / "certificate.json").exists():
        raise PlanError(PROBLEM["not_plan"].to(lang, folder=folder))
    reader = _Reader(folder, lang)
    for name in (*FILES, "input/schools.csv"):
        if not (folder / name).is_file():
            reader.problem("file_missing", file=name)
    certificate = reader.certificate()
    policy, district = reader.policy(), reader.district()
    assignments = reader.text("assignments.csv")
    tables = {f"{name}.csv": reader.text(f"tables/{name}.csv") for name in TABLES}
    reader.run()
    repaired_from = reader.repaired_from()
    if reader.problems:
        raise PlanError("\n".join(reader.problems))
    assert certificate is not None
    assert policy is not None
    assert district is not None
    assert assignments is not None
    return StoredPlan(
        folder=folder,
        district=district,
        policy=policy,
        assignments=read_assignments(assignments, district),
        certificate=certificate,
        tables={name: text for name, text in tables.items() if text is not None},
        proof=reader.bytes(PROOF_FILE),
        repaired_from=repaired_from,
    )


def read_unaltered(folder: Path, lang: Language = "zh") -> StoredPlan:
    """Read a plan's folder for a command that goes on from it: it must be what its certificate says.

    Raises
    ------
    PlanError
        As for ``read_plan``, or something was altered.
    """
    plan = read_plan(folder, lang)
    now, claimed = digests_of(plan.district, plan.policy, plan.postings), plan.certificate.digests
    parts = [name for name in ("input", "policy", "assignments") if getattr(now, name) != getattr(claimed, name)]
    if plan.assignments.problems and "assignments" not in parts:  # a row twice, another name: not in the digest
        parts.append("assignments")
    if parts:
        listed = joined(PROBLEM[name] for name in parts)
        raise PlanError(PROBLEM["altered"].fill(folder=folder, parts=listed).to(lang))
    return plan


class _Reader:
    def __init__(self, folder: Path, lang: Language) -> None:
        self.folder, self.lang = folder, lang
        self.problems: list[str] = []

    def problem(self, key: str, **values: object) -> None:
        self.problems.append(PROBLEM[key].to(self.lang, **values))

    def text(self, name: str) -> str | None:
        path = self.folder / name
        if not path.is_file():
            return None
        reason: str | Text
        try:
            if path.stat().st_size <= MOST_MEGABYTES * 2**20:
                return path.read_bytes().decode("utf-8-sig")
            reason = PROBLEM["too_large"].to(self.lang, most=MOST_MEGABYTES)
        except UnicodeDecodeError:
            reason = PROBLEM["encoding"].to(self.lang)
        except OSError as error:
            reason = error.strerror or type(error).__name__
        self.problem("unreadable", file=name, reason=reason)
        return None

    def bytes(self, name: str) -> bytes | None:
        path = self.folder / name
        try:
            return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_MEGABYTES * 2**20 else None
        except OSError:
            return None

    def json(self, name: str) -> object:
        text = self.text(name)
        if text is None:
            return None
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            self.problem("json", file=name, line=error.lineno)
        except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
            self.problem("unreadable", file=name, reason=PROBLEM["nested"].to(self.lang))
        return None

    def certificate(self) -> Certificate | None:
        known = len(self.problems)
        record = self.json("certificate.json")
        if len(self.problems) > known:
            return None
        if isinstance(record, dict) and record.get("format") != FORMAT:
            self.problem("format", found=str(record.get("format"))[:40], known=FORMAT)
            return None
        try:
            return Certificate.model_validate(record)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_input=False)[:10]:
                field = ".".join(str(part) for part in item["loc"])[:80] or "-"
                self.problem("json_field", file="certificate.json", field=field, reason=item["msg"])
        return None

    def run(self) -> None:
        known = len(self.problems)
        record = self.json("run.json")
        if (
            len(self.problems) == known
            and (self.folder / "run.json").is_file()
            and not isinstance(record, dict)
        ):
            self.problem("json_field", file="run.json", field="-", reason="{...}")

    def repaired_from(self) -> str | None:
        record = self.json("repair.json")
        old = record.get("repaired_from") if isinstance(record, dict) else None
        return old if isinstance(old, str) else None

    def policy(self) -> Policy | None:
        text = self.text("policy.toml")
        if text is None:
            return None
        try:
            return toml_policy(tomllib.loads(text), "policy.toml")
        except tomllib.TOMLDecodeError as error:
            self.problem("unreadable", file="policy.toml", reason=error)
        except PolicyError as error:
            self.problems.append(error.said(self.lang))
        except RecursionError:
            self.problem("unreadable", file="policy.toml", reason=PROBLEM["nested"].to(self.lang))
        return None

    def district(self) -> District | None:
        if not (self.folder / "input").is_dir():
            self.problem("file_missing", file="input/")
            return None
        diagnosis = inspect(self.folder / "input")
        if diagnosis.district is None:
            reasons = diagnosis.errors or diagnosis.warnings
            first = reasons[0].line(self.lang) if reasons else ""
            self.problem("bad_input", count=len(reasons), first=first)
        return diagnosis.district
