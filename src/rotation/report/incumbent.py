"""The best plan so far, kept beside the folder that it will fill: a killed run goes on from it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection
from pathlib import Path

from rotation import __version__
from rotation.domain.district import District
from rotation.io import digest
from rotation.plan.posting import Posting
from rotation.policy import Policy, policy_digest
from rotation.report.assignments import assignments_text, read_assignments
from rotation.report.certificate import json_text

__all__ = ["Incumbent"]


class Incumbent:
    """One run's best plan in a file ``.NAME.incumbent.json`` beside the plan's folder ``NAME``.

    It belongs to data, policy, seed and version; a file of anything else is not used, and is replaced.
    """

    def __init__(self, folder: Path, district: District, policy: Policy, seed: int) -> None:
        folder = folder.absolute()
        self.path = folder.with_name(f".{folder.name}.incumbent.json")
        self._district = district
        self._key = {
            "input": digest(district), "policy": policy_digest(policy), "seed": seed, "rotation": __version__,
        }  # fmt: skip

    def read(self) -> tuple[Posting, ...] | None:
        """Return the plan of a run that was cut off, None where there is none that belongs here."""
        try:
            record = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(record, dict) or record.get("key") != self._key:
                return None
            found = read_assignments(str(record["assignments"]), self._district)
        except (OSError, ValueError, KeyError, RecursionError):
            return None
        return found.postings if found.complete and not found.problems else None

    def keep(self, postings: Collection[Posting]) -> None:
        """Replace the file at once or not at all; a disk that is full does not end the search."""
        record = {"key": self._key, "assignments": assignments_text(self._district, postings)}
        fresh = self.path.with_name(f"{self.path.name}.new")
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                file.write(json_text(record))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)

    def remove(self) -> None:
        """Forget it: the plan is in its folder."""
        for path in (self.path, self.path.with_name(f"{self.path.name}.new")):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
