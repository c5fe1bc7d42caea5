"""Every deliberate error of the package.

RotationError
├── InputError         the district's data: a list of defects, each with sheet, row, column and mend
├── PolicyError        a policy file: a list of what is wrong, with the nearest known names
├── ScenarioError      a scenario file or a sweep: a list of what is wrong, with the nearest known names
├── PlanError          a plan's folder that cannot be read or must not be overwritten
├── InfeasibleError    required rules that cannot hold together, with the cheapest relaxations in words
├── StoppedError       the user or the time limit ended the search before there was any plan
└── SolverError        our own bug or a broken engine: never shown as "unknown"
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "InfeasibleError", "InputError", "PlanError", "PolicyError", "RotationError", "ScenarioError", "SolverError",
    "StoppedError",
]  # fmt: skip


class RotationError(Exception):
    """Base of every deliberate error; its text is one clear sentence or list for the user."""


class InputError(RotationError):
    """The district's data cannot be used; ``defects`` lists every reason found in one pass."""

    def __init__(self, message: str, defects: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.defects = tuple(defects)


class PolicyError(RotationError):
    """A policy file is wrong; ``problems`` holds one sentence each."""

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *(f"  - {problem}" for problem in problems)]))
        self.problems = tuple(problems)


class ScenarioError(RotationError):
    """A scenario file or a sweep is wrong; ``problems`` holds one sentence each."""

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *(f"  - {problem}" for problem in problems)]))
        self.problems = tuple(problems)


class PlanError(RotationError):
    """A plan's folder is missing, incomplete, altered or in the way."""


class InfeasibleError(RotationError):
    """No plan satisfies every required rule; ``reasons`` says in words what would have to give."""

    def __init__(self, message: str, reasons: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *(f"  - {reason}" for reason in reasons)]))
        self.reasons = tuple(reasons)


class SolverError(RotationError):
    """The engine failed in a way that no data should cause."""


class StoppedError(RotationError):
    """The search ended before it had found a first plan."""
