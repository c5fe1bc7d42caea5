"""Runs the command inside the test's own process."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from rotation.cli import main

__all__ = ["Outcome", "Run"]


class Outcome(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


class Run:
    """``run("check", folder)`` returns the outcome of ``rotation check folder``."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Outcome:
        self._capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        return Outcome(code, out, err)
