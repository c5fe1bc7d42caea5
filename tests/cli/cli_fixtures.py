"""Fixtures of the command's tests: ``run`` and a plan of ``tiny`` made once by the command itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import Run

from rotation.cli import main
from rotation.instances import embedded


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture(scope="session")
def tiny_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of ``tiny``; tests that change it copy it first."""
    out = tmp_path_factory.mktemp("plans") / "tiny"
    assert main(["solve", str(embedded("tiny")), "--out", str(out)]) == 0
    return out
