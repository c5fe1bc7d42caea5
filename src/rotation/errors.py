"""Every deliberate error of the package.

RotationError
├── InputError         the district's data: a list of defects, each with sheet, row, column and mend
├── PolicyError        a policy file: a list of what is wrong, with the nearest known names
├── ScenarioError      a scenario file or a sweep: a list of what is wrong, with the nearest known names
├── PlanError          a plan's folder that cannot be read or must not be overwritten
├── DecisionError      decisions that cannot be carried out: one sentence each, with who and why
├── InfeasibleError    required rules that cannot hold together: the irreducible set, and what would make room
├── StoppedError       the user or the time limit ended the search before there was any plan
└── SolverError        our own bug or a broken engine: never shown as "unknown"
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

__all__ = [
    "DecisionError", "InfeasibleError", "InputError", "PlanError", "PolicyError", "RotationError", "ScenarioError",
    "SolverError",
    "StoppedError",
]  # fmt: skip


class Wording(Protocol):
    """A sentence in both languages (``rotation.i18n.Text``, which this lowest layer does not know)."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


Said = str | Wording
"""A sentence in both languages, or one that is the same in both or has been put into the user's already."""


class RotationError(Exception):
    """Base of every deliberate error; its text is one clear sentence or list for the user.

    ``said`` gives the text in either language; ``str`` is the English one.
    """

    def __init__(self, message: Said = "", points: Sequence[Said] = ()) -> None:
        self._message, self._points = message, tuple(points)
        super().__init__(self.said("en"))

    def said(self, lang: Literal["zh", "en"]) -> str:
        """Return the text in one language: the message, then one line for each point."""
        return "\n".join([_in(lang, self._message), *(f"  - {point}" for point in self.points(lang))])

    def points(self, lang: Literal["zh", "en"]) -> tuple[str, ...]:
        """Return the list alone, one sentence each."""
        return tuple(_in(lang, point) for point in self._points)


class InputError(RotationError):
    """The district's data cannot be used; ``defects`` lists every reason found in one pass.

    ``source`` is the workbook or folder of a district, which ``rotation check`` reads; None for other files.
    """

    def __init__(self, message: Said, defects: Sequence[object] = (), source: Path | None = None) -> None:
        super().__init__(message)
        self.defects = tuple(defects)
        self.source = source


class PolicyError(RotationError):
    """A policy file is wrong; ``problems`` holds one sentence each, in English."""

    def __init__(self, message: Said, problems: Sequence[Said] = ()) -> None:
        super().__init__(message, problems)
        self.problems = tuple(_in("en", problem) for problem in problems)


class ScenarioError(RotationError):
    """A scenario file or a sweep is wrong; ``problems`` holds one sentence each."""

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *(f"  - {problem}" for problem in problems)]))
        self.problems = tuple(problems)


class PlanError(RotationError):
    """A plan's folder is missing, incomplete, altered or in the way."""


class DecisionError(RotationError):
    """Decisions contradict each other or the data; ``reasons`` holds one sentence each."""

    def __init__(self, message: Said, reasons: Sequence[Wording] = ()) -> None:
        super().__init__(message, reasons)
        self.reasons = tuple(reasons)


class InfeasibleError(RotationError):
    """No plan satisfies every required rule.

    ``reasons`` are the statements that cannot hold together, one sentence each and in English; ``conflict`` is the
    set itself (``rotation.solving.conflict.Conflict``), None where it could not be found in time.
    """

    def __init__(self, message: Said, reasons: Sequence[Said] = (), conflict: object | None = None) -> None:
        super().__init__(message, reasons)
        self.reasons = tuple(_in("en", reason) for reason in reasons)
        self.conflict = conflict


class SolverError(RotationError):
    """The engine failed in a way that no data should cause."""


class StoppedError(RotationError):
    """The search ended before it had found a first plan."""


def _in(lang: Literal["zh", "en"], said: Said) -> str:
    if isinstance(said, str):
        return said
    return said.zh if lang == "zh" else said.en
